/// What a terminal answers to questions, told from what a person types.
extension KeyDecoder {
    /// Whether what follows an introducer is a terminal's answer; `nil` while that can't be told.
    static func isAnswer(_ introducer: UInt8, _ body: [UInt8]) -> Bool? {
        let numbers = body.prefix { (0x30...0x39).contains($0) || $0 == UInt8(ascii: ";") }
        guard numbers.count < 12 else { return false }
        let mark = body[numbers.endIndex...].first
        switch introducer {
        case UInt8(ascii: "]"):
            // A colour, a clipboard; a window's title or icon.
            if numbers.isEmpty { return mark == UInt8(ascii: "l") || mark == UInt8(ascii: "L") }
            return numbers.first == UInt8(ascii: ";")
                ? false : numbers.contains(UInt8(ascii: ";")) ? true : mark == nil ? nil : false
        case UInt8(ascii: "P"):
            // Settings, capabilities, the terminal's name and number.
            return mark.map { "$+>!?=<|".utf8.contains($0) }
        case UInt8(ascii: "_"): return mark == UInt8(ascii: "G")
        default: return false
        }
    }
}
