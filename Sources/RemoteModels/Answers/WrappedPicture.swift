import Foundation
import Pictures

/// Pictures that a gateway wrapped once more than it says: in base64, hexadecimal digits or gzip, within what is base64 already.
enum WrappedPicture {
    private static let mostLayers = 3
    /// In bytes, of what gzip unpacks to.
    private static let most = 1 << 28

    /// The picture within, where there is one; the bytes as they are where there is none.
    static func unwrapped(_ data: Data) -> Data {
        var inner = data
        for _ in 0...mostLayers {
            if PictureFormat(magic: inner.prefix(64)) != nil { return inner }
            guard let next = unwrappedOnce(inner) else { break }
            inner = next
        }
        return data
    }

    private static func unwrappedOnce(_ data: Data) -> Data? {
        if data.starts(with: [0x1F, 0x8B, 0x08]) {
            return ContentCoding.gzip.unpacked(data, limit: most).flatMap { $0.isWhole ? $0.data : nil }
        }
        // What is no text for certain.
        guard data.count > 100, data.prefix(40).allSatisfy({ (0x20...0x7E).contains($0) || (0x09...0x0D).contains($0) })
        else { return nil }
        return data.withUnsafeBytes { hexadecimal($0) ?? JSONAnswer.base64(writtenAs: $0) }
    }

    /// The bytes that hexadecimal digits stand for, where these begin as a picture's do.
    static func hexadecimal(_ digits: UnsafeRawBufferPointer) -> Data? {
        guard digits.count > 100, digits.count.isMultiple(of: 2), let start = bytes(digits.prefix(128)),
            PictureFormat(magic: start) != nil
        else { return nil }
        return bytes(digits[...])
    }

    private static func bytes(_ digits: Slice<UnsafeRawBufferPointer>) -> Data? {
        var data = Data(capacity: digits.count / 2)
        var high: UInt8?
        for byte in digits {
            let digit: UInt8
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
            default: return nil
            }
            if let first = high {
                data.append(first << 4 | digit)
                high = nil
            } else {
                high = digit
            }
        }
        return data
    }
}
