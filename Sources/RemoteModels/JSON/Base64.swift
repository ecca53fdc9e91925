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
