package import Foundation

/// Base64 over raw bytes, by tables: pictures of 20 MB go through here at every turn.
package enum Base64 {
    /// Characters that this many bytes become, padding included.
    package static func encodedCount(of count: Int) -> Int { (count + 2) / 3 * 4 }

    /// Encodes with the standard alphabet and padding. Returns the characters written; `target` must have room for
    /// `encodedCount(of: source.count)`.
    package static func encode(_ source: UnsafeRawBufferPointer, into target: UnsafeMutableRawBufferPointer) -> Int {
        precondition(target.count >= encodedCount(of: source.count))
        guard let input = source.baseAddress, let output = target.baseAddress else { return 0 }
        let whole = source.count / 3
        pairs.withUnsafeBufferPointer { pairs in
            var from = input
            var to = output
            for _ in 0..<whole {
                let a = from.load(as: UInt8.self)
                let b = from.load(fromByteOffset: 1, as: UInt8.self)
                let c = from.load(fromByteOffset: 2, as: UInt8.self)
                let bits = Int(a) << 16 | Int(b) << 8 | Int(c)
                let four = UInt32(pairs[bits >> 12]) | UInt32(pairs[bits & 0xFFF]) << 16
                to.storeBytes(of: four.littleEndian, as: UInt32.self)
                from += 3
                to += 4
            }
        }
        let rest = source.count - whole * 3
        guard rest > 0 else { return whole * 4 }
        let a = Int(source[whole * 3])
        let b = rest == 2 ? Int(source[whole * 3 + 1]) : 0
        let last = [
            alphabet[a >> 2], alphabet[(a & 3) << 4 | b >> 4], rest == 2 ? alphabet[(b & 15) << 2] : padding, padding,
        ]
        for i in 0..<4 { target[whole * 4 + i] = last[i] }
        return whole * 4 + 4
    }

    /// Decodes the standard and the URL-safe alphabet, with and without padding. White space is passed over. `nil` for
    /// anything else.
    package static func decode(_ source: UnsafeRawBufferPointer) -> Data? {
        guard let input = source.baseAddress else { return Data() }
        guard let output = malloc(source.count / 4 * 3 + 6) else { return nil }
        guard let count = decode(input, source.count, into: output) else {
            free(output)
            return nil
        }
        return Data(bytesNoCopy: output, count: count, deallocator: .free)
    }

    private static func decode(
        _ input: UnsafeRawPointer, _ count: Int, into output: UnsafeMutableRawPointer
    ) -> Int? {
        values.withUnsafeBufferPointer { values in
            var read = 0
            var written = 0
            while true {
                // Four plain characters at a time; whatever is special leaves the loop.
                while read + 4 <= count {
                    let bits =
                        values[Int(input.load(fromByteOffset: read, as: UInt8.self))] << 18
                        | values[Int(input.load(fromByteOffset: read + 1, as: UInt8.self))] << 12
                        | values[Int(input.load(fromByteOffset: read + 2, as: UInt8.self))] << 6
                        | values[Int(input.load(fromByteOffset: read + 3, as: UInt8.self))]
                    guard bits >= 0 else { break }
                    output.storeBytes(of: UInt8(truncatingIfNeeded: bits >> 16), toByteOffset: written, as: UInt8.self)
                    output.storeBytes(
                        of: UInt8(truncatingIfNeeded: bits >> 8), toByteOffset: written + 1, as: UInt8.self)
                    output.storeBytes(of: UInt8(truncatingIfNeeded: bits), toByteOffset: written + 2, as: UInt8.self)
                    read += 4
                    written += 3
                }
                // One group by the character.
                var bits: Int32 = 0
                var characters = 0
                while read < count, characters < 4 {
                    let byte = input.load(fromByteOffset: read, as: UInt8.self)
                    let value = values[Int(byte)]
                    if value >= 0 {
                        bits = bits << 6 | value
                        characters += 1
                    } else if byte == padding {
                        break
                    } else if !isPassedOver(byte) {
                        return nil
                    }
                    read += 1
                }
                if characters == 4 {
                    for shift in [16, 8, 0] {
                        output.storeBytes(
                            of: UInt8(truncatingIfNeeded: bits >> Int32(shift)), toByteOffset: written, as: UInt8.self)
                        written += 1
                    }
                    continue
                }
                // The end: two or three characters, then nothing but padding.
                while read < count {
                    let byte = input.load(fromByteOffset: read, as: UInt8.self)
                    guard byte == padding || isPassedOver(byte) else { return nil }
                    read += 1
                }
                switch characters {
                case 0: return written
                case 2:
                    output.storeBytes(of: UInt8(truncatingIfNeeded: bits >> 4), toByteOffset: written, as: UInt8.self)
                    return written + 1
                case 3:
                    output.storeBytes(of: UInt8(truncatingIfNeeded: bits >> 10), toByteOffset: written, as: UInt8.self)
                    output.storeBytes(
                        of: UInt8(truncatingIfNeeded: bits >> 2), toByteOffset: written + 1, as: UInt8.self)
                    return written + 2
                default: return nil
                }
            }
        }
    }

    private static func isPassedOver(_ byte: UInt8) -> Bool {
        byte == 0x20 || (0x09...0x0D).contains(byte)
    }

    private static let padding = UInt8(ascii: "=")
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// Two characters for every twelve bits, the first in the low byte.
    private static let pairs: [UInt16] = (0..<4096).map { bits in
        UInt16(alphabet[bits >> 6]) | UInt16(alphabet[bits & 63]) << 8
    }

    /// Six bits for every character of either alphabet, −1 for others (shifted left it stays negative).
    private static let values: [Int32] = {
        var values = [Int32](repeating: -1, count: 256)
        for (value, character) in alphabet.enumerated() { values[Int(character)] = Int32(value) }
        values[Int(UInt8(ascii: "-"))] = 62
        values[Int(UInt8(ascii: "_"))] = 63
        return values
    }()
}
