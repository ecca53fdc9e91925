package import Foundation

/// Server-sent events out of pieces of a body, each as soon as it is whole.
package struct EventPieces {
    private var pending = Data()
    private var searched = 0

    package init() {}

    /// The data of the events that end in these bytes.
    package mutating func taking(_ bytes: UnsafeRawBufferPointer) -> [Data] {
        pending.append(contentsOf: bytes)
        var events: [Data] = []
        while let end = end {
            let block = Data(pending[..<end])
            events += block.withUnsafeBytes { ServerSentEvents.data(in: $0) }
            pending = Data(pending[end...])
            searched = 0
        }
        // The mark may come in two pieces.
        searched = max(0, pending.count - 4)
        return events
    }

    /// Behind the next empty line.
    private var end: Int? {
        let rest = pending[searched...]
        return ["\n\n", "\r\n\r\n"].compactMap { rest.range(of: Data($0.utf8))?.upperBound }.min()
    }
}

/// The data of server-sent events, found in a whole body: lines may be of any length and end in CRLF or LF.
package enum ServerSentEvents {
    package static func data(in text: UnsafeRawBufferPointer) -> [Data] {
        var events: [Data] = []
        var event: Data?
        var start = 0
        while start < text.count {
            let end = newline(in: text, from: start) ?? text.count
            var line = text[start..<end]
            if line.last == 0x0D { line = line.dropLast() }
            start = end + 1
            if line.isEmpty {
                if let event { events.append(event) }
                event = nil
            } else if line.starts(with: "data:".utf8) {
                var data = line.dropFirst(5)
                if data.first == 0x20 { data = data.dropFirst() }
                event = event.map { $0 + [0x0A] + data } ?? Data(data)
            }
        }
        if let event { events.append(event) }
        return events
    }

    private static func newline(in text: UnsafeRawBufferPointer, from start: Int) -> Int? {
        guard let base = text.baseAddress, let found = memchr(base + start, 0x0A, text.count - start) else {
            return nil
        }
        return UnsafeRawPointer(found) - base
    }
}
