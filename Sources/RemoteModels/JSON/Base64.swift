package import Foundation

/// Base64 as services write it. Foundation does the work, which at several gigabytes a second leaves nothing to gain.
package enum Base64 {
    /// Characters that this many bytes become, padding included.
    package static func encodedCount(of count: Int) -> Int { (count + 2) / 3 * 4 }

    /// Decodes the standard and the URL-safe alphabet, with and without padding. White space is passed over. `nil` for
    /// anything else.
    package static func decode(_ characters: UnsafeRawBufferPointer) -> Data? {
        guard let base = characters.baseAddress, !characters.isEmpty else { return Data() }
        // Read where they stand; nothing writes to them, and the view of them ends with this statement.
        let view = Data(
            bytesNoCopy: UnsafeMutableRawPointer(mutating: base), count: characters.count, deallocator: .none)
        return Data(base64Encoded: view) ?? standard(characters).flatMap { Data(base64Encoded: $0) }
    }

    /// Of either alphabet, padding apart.
    package static func isCharacter(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "/"),
            UInt8(ascii: "_"):
            true
        default: false
        }
    }

    /// The character of base64, or padding, or line's end, that "%2F" at the beginning stands for.
    package static func percentEncoded(_ bytes: some Collection<UInt8>) -> UInt8? {
        guard bytes.first == UInt8(ascii: "%"), bytes.count >= 3,
            let byte = UInt8(String(decoding: bytes.dropFirst().prefix(2), as: UTF8.self), radix: 16)
        else { return nil }
        return isCharacter(byte) || byte == UInt8(ascii: "=") || byte == 0x0A || byte == 0x0D ? byte : nil
    }

    /// Decodes what was percent-encoded for a URI before; `nil` where nothing was.
    package static func percentDecoded(_ characters: UnsafeRawBufferPointer) -> Data? {
        guard characters.contains(UInt8(ascii: "%")) else { return nil }
        var plain: [UInt8] = []
        plain.reserveCapacity(characters.count)
        var index = 0
        while index < characters.count {
            if let byte = percentEncoded(characters[index..<min(index + 3, characters.count)]) {
                plain.append(byte)
                index += 3
            } else {
                plain.append(characters[index])
                index += 1
            }
        }
        return plain.withUnsafeBytes { decode($0) }
    }

    /// The same characters in the standard alphabet, padded and without white space; `nil` where padding does not end
    /// them.
    private static func standard(_ characters: UnsafeRawBufferPointer) -> Data? {
        let padding = UInt8(ascii: "=")
        var standard = Data(capacity: characters.count + 3)
        var isAtEnd = false
        for byte in characters {
            switch byte {
            case UInt8(ascii: "-"): standard.append(UInt8(ascii: "+"))
            case UInt8(ascii: "_"): standard.append(UInt8(ascii: "/"))
            case 0x20, 0x09...0x0D: continue
            case padding:
                isAtEnd = true
                continue
            default: standard.append(byte)
            }
            if isAtEnd { return nil }
        }
        standard.append(contentsOf: repeatElement(padding, count: (4 - standard.count % 4) % 4))
        return standard
    }
}
