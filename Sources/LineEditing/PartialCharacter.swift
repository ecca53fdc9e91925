/// A character in UTF-8, while its bytes come.
struct PartialCharacter: Sendable {
    private var bytes: [UInt8]

    enum Step {
        case scalar(Unicode.Scalar)
        case partial, malformed
    }

    /// - Returns: `nil` for a byte that begins no character of several.
    init?(_ first: UInt8) {
        guard (0xC2...0xF4).contains(first) else { return nil }
        bytes = [first]
    }

    mutating func take(_ byte: UInt8) -> Step {
        bytes.append(byte)
        let length = bytes[0] < 0xE0 ? 2 : bytes[0] < 0xF0 ? 3 : 4
        let second: ClosedRange<UInt8> =
            switch bytes[0] {
            case 0xE0: 0xA0...0xBF
            case 0xED: 0x80...0x9F
            case 0xF0: 0x90...0xBF
            case 0xF4: 0x80...0x8F
            default: 0x80...0xBF
            }
        guard second.contains(bytes[1]), bytes.dropFirst(2).allSatisfy({ $0 & 0xC0 == 0x80 }) else { return .malformed }
        guard bytes.count == length else { return .partial }
        let value = bytes.dropFirst().reduce(UInt32(bytes[0]) & (0xFF >> UInt32(length + 1))) {
            $0 << 6 | UInt32($1 & 0x3F)
        }
        return Unicode.Scalar(value).map(Step.scalar) ?? .malformed
    }
}
