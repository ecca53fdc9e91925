import Foundation
import Pictures

/// Bodies as a log may hold them: what is a picture or a signature, by its size and digest.
enum TracedBody {
    /// A run of base64's characters from this length on is data.
    private static let longestRun = 2000

    static func text(of body: RequestBody) -> String {
        body.pieces.map { piece in
            switch piece {
            case .text(let data): String(decoding: data, as: UTF8.self)
            case .picture(let data), .base64(let data): digest(data)
            case .transcript(let data): data.withUnsafeBytes(shortened)
            }
        }.joined()
    }

    static func text(of answer: WireAnswer) -> String {
        let isPicture = answer.headers.first(name: "content-type")?.hasPrefix("image/") == true
        return isPicture ? digest(answer.body) : answer.body.withUnsafeBytes(shortened)
    }

    private static func digest(_ bytes: Data) -> String {
        "<\(bytes.count) bytes, sha256 \(Picture.sha256(of: bytes))>"
    }

    private static func shortened(_ bytes: UnsafeRawBufferPointer) -> String {
        var text = ""
        var written = 0
        var index = 0
        while index < bytes.count {
            let start = index
            while index < bytes.count, isOfBase64(bytes[index]) { index += 1 }
            if index - start >= longestRun {
                text += String(decoding: bytes[written..<start], as: UTF8.self)
                text += digest(Data(bytes[start..<index]))
                written = index
            }
            index += 1
        }
        return text + String(decoding: bytes[written...], as: UTF8.self)
    }

    private static func isOfBase64(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), 0x2B, 0x2D, 0x2F, 0x3D, 0x5F, 0x5C:
            true
        default: false
        }
    }
}
