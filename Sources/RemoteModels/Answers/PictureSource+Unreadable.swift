import Foundation
import Pictures

extension PictureSource {
    /// The picture in a body that could not be read as JSON, where it may be searched for; else throws why it could not.
    init(
        unreadable body: UnsafeRawBufferPointer, _ searching: Bool, because failure: AnswerFailure
    ) throws(AnswerFailure) {
        guard case .malformed = failure, searching, let found = Self(unreadable: body) else { throw failure }
        self = found
    }

    /// The last picture in a body that is no JSON: lines of JSON, JSON with something around it, in another encoding, or a
    /// message of several parts; `nil` where there is none. A page for a browser has pictures of its own.
    init?(unreadable body: UnsafeRawBufferPointer) {
        guard body.first(where: { $0 > 0x20 }) != UInt8(ascii: "<") else { return nil }
        if let start = Self.start(ofPictureIn: body) {
            self = .data(Data(body[start...]), declared: nil)
            return
        }
        let found = PictureInText(Self.text(of: body))
        guard let data = found.data, PictureFormat(magic: data.prefix(64)) != nil else { return nil }
        self = .data(data, declared: found.declared)
    }

    private static func text(of body: UnsafeRawBufferPointer) -> String {
        let order = body.prefix(2)
        if order.elementsEqual([0xFF, 0xFE]) || order.elementsEqual([0xFE, 0xFF]),
            let text = String(data: Data(body), encoding: .utf16)
        {
            return text
        }
        // As JSON may write it: "\/".
        var plain: [UInt8] = []
        plain.reserveCapacity(body.count)
        for (index, byte) in body.enumerated() {
            let isEscape = byte == 0x5C && index + 1 < body.count && body[index + 1] == UInt8(ascii: "/")
            if !isEscape { plain.append(byte) }
        }
        return String(decoding: plain, as: UTF8.self)
    }

    /// Where a PNG, JPEG or WebP itself begins, within a message's part.
    private static func start(ofPictureIn body: UnsafeRawBufferPointer) -> Int? {
        guard body.starts(with: Array("--".utf8)) else { return nil }
        let bytes = Data(body)
        let starts = [[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A], [0xFF, 0xD8, 0xFF], Array("RIFF".utf8)].compactMap {
            bytes.range(of: Data($0))?.lowerBound
        }
        return starts.min().flatMap { PictureFormat(magic: Data(body[$0...].prefix(64))) == nil ? nil : $0 }
    }
}
