import Foundation
import Pictures

/// A picture whose bytes stand in JSON as numbers, as languages without base64 of their own write them: [137,80,78,71,…],
/// {"0":137,"1":80,…}, or with a sign: [-119,80,78,71,…].
enum ByteList {
    enum Found {
        /// Its end, behind the closing bracket.
        case whole(end: Int)
        /// The text ends in its midst.
        case cutOff
    }

    /// As many as tell a picture by.
    private static let magic = 64

    /// What begins at an opening bracket; `nil` where that is no picture's bytes. Looks at each character once.
    static func find(in text: UnsafeRawBufferPointer, at start: Int) -> Found? {
        var first: [UInt8] = []
        var isPicture = false
        let end = read(text, from: start) { byte in
            guard !isPicture else { return true }
            first.append(byte)
            guard first.count == magic else { return true }
            isPicture = PictureFormat(magic: Data(first)) != nil
            return isPicture
        }
        guard isPicture, let end else { return nil }
        return end == text.count && !isEnd(text[end - 1], from: text[start]) ? .cutOff : .whole(end: end)
    }

    static func data(in text: UnsafeRawBufferPointer, at place: Range<Int>) -> Data {
        var data = Data(capacity: place.count / 4)
        _ = read(text, from: place.lowerBound) { byte in
            data.append(byte)
            return true
        }
        return data
    }

    private static func isEnd(_ byte: UInt8, from opening: UInt8) -> Bool { byte == opening + 2 }

    /// Returns where the list, or the text, ends; `nil` where something else stands in it, or nothing, or `take` has had
    /// enough.
    private static func read(_ text: UnsafeRawBufferPointer, from start: Int, _ take: (UInt8) -> Bool) -> Int? {
        let opening = text[start]
        let isObject = opening == UInt8(ascii: "{")
        var position = start + 1
        var count = 0
        func skipSpace() {
            while position < text.count, [0x20, 0x0A, 0x0D, 0x09].contains(text[position]) { position += 1 }
        }
        func number() -> Int? {
            let first = position
            var value = 0
            while position < text.count, position - first < 10, case let digit = Int(text[position]) - 0x30,
                (0...9).contains(digit)
            {
                value = value * 10 + digit
                position += 1
            }
            return position > first ? value : nil
        }
        func skip(_ byte: Unicode.Scalar) -> Bool {
            guard position < text.count, text[position] == UInt8(ascii: byte) else { return false }
            position += 1
            return true
        }
        while true {
            skipSpace()
            if isObject {
                guard skip("\""), number() == count, skip("\"") else { return position < text.count ? nil : position }
                skipSpace()
                guard skip(":") else { return position < text.count ? nil : position }
                skipSpace()
            }
            let isNegative = skip("-")
            guard let number = number() else { return position < text.count ? nil : position }
            let value = isNegative ? 256 - number : number
            guard (0...255).contains(value), !isNegative || value >= 128, take(UInt8(value)) else { return nil }
            count += 1
            skipSpace()
            guard position < text.count else { return position }
            position += 1
            if isEnd(text[position - 1], from: opening) { return position }
            guard text[position - 1] == UInt8(ascii: ",") else { return nil }
        }
    }
}
