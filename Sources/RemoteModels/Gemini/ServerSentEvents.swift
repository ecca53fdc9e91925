package import Foundation

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
