package import Foundation

/// A request's body as pieces that are put together while it is being sent: a picture stays where it is and becomes
/// base64 a stretch at a time, so that no copy of a request is ever whole in memory.
package struct RequestBody: Sendable {
    package enum Piece: Sendable {
        /// As it is.
        case text(Data)
        /// A picture, as it is.
        case picture(Data)
        /// A picture, to be sent in base64.
        case base64(Data)
        /// A part of an earlier exchange, as it is: pictures and signatures inside.
        case transcript(Data)

        var count: Int {
            switch self {
            case .text(let data), .picture(let data), .transcript(let data): data.count
            case .base64(let data): Base64.encodedCount(of: data.count)
            }
        }
    }

    package private(set) var pieces: [Piece] = []
    package let mediaType: String

    package init(mediaType: String = "application/json") {
        self.mediaType = mediaType
    }

    package var count: Int { pieces.reduce(0) { $0 + $1.count } }

    package mutating func append(_ text: String) {
        if case .text(var data) = pieces.last {
            pieces.removeLast()
            data.append(contentsOf: text.utf8)
            pieces.append(.text(data))
        } else {
            pieces.append(.text(Data(text.utf8)))
        }
    }

    package mutating func append(_ piece: Piece) { pieces.append(piece) }

    /// The whole body at once.
    package var data: Data {
        var whole = Data(capacity: count)
        var stretches = Stretches(self)
        while let stretch = stretches.next() { whole.append(stretch) }
        return whole
    }

    /// The body in stretches of limited size, made as they are asked for.
    package struct Stretches {
        /// A multiple of three, so that base64 needs padding only at a picture's end.
        private static let longest = 3 << 16
        private let body: RequestBody
        private var piece = 0
        private var offset = 0

        package init(_ body: RequestBody) { self.body = body }

        package mutating func next() -> Data? {
            while piece < body.pieces.count {
                switch body.pieces[piece] {
                case .text(let data), .picture(let data), .transcript(let data):
                    if let part = part(of: data) { return part }
                case .base64(let data):
                    if let part = part(of: data) { return part.base64EncodedData() }
                }
                piece += 1
                offset = 0
            }
            return nil
        }

        private mutating func part(of data: Data) -> Data? {
            guard offset < data.count else { return nil }
            let start = data.startIndex + offset
            let end = Swift.min(start + Self.longest, data.endIndex)
            offset = end - data.startIndex
            return data[start..<end]
        }
    }
}
