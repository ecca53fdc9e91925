public import Foundation

/// What a loopback server answers to one request, in every way in which a server can.
public struct Answer: Sendable {
    public var status: Int
    public var headers: [(name: String, value: String)]
    public var body: Data
    public var framing: Framing
    /// Silence before the first byte.
    public var delay: Duration = .zero
    /// How fast the body goes; as fast as it can where `nil`.
    public var bytesPerSecond: Int?
    public var ending: Ending = .whole

    public enum Framing: Sendable {
        case contentLength
        case chunked
        /// The body ends with the connection.
        case untilClose
        /// The body alone: no status line, no headers.
        case raw
    }

    /// How far the answer gets. Bytes are the body's.
    public enum Ending: Sendable, Equatable {
        case whole
        /// The connection is closed in an orderly way, too early.
        case closed(afterBytes: Int)
        /// The connection is reset.
        case reset(afterBytes: Int)
        /// Nothing more comes, and the connection stays open.
        case stalled(afterBytes: Int)
        /// Not even a status line comes: the connection is closed, reset, or stays open in silence.
        case closedAtOnce, resetAtOnce, silent
    }

    public init(
        _ status: Int = 200, headers: [(name: String, value: String)] = [], body: Data = Data(),
        framing: Framing = .contentLength, ending: Ending = .whole
    ) {
        self.status = status
        self.headers = headers
        self.body = body
        self.framing = framing
        self.ending = ending
    }

    /// Some text of a media type.
    public static func text(_ text: String, _ mediaType: String, status: Int = 200) -> Answer {
        Answer(status, headers: [("Content-Type", mediaType)], body: Data(text.utf8))
    }

    /// A page for a browser.
    public static func page(_ title: String, status: Int = 200) -> Answer {
        let html = """
            <!DOCTYPE html>
            <html lang="en-US"><head><title>\(title)</title></head>
            <body><h1>\(title)</h1></body></html>

            """
        return text(html, "text/html; charset=UTF-8", status: status)
    }

    /// A redirect, with the page that usually comes along.
    public static func redirect(to location: String, status: Int = 301) -> Answer {
        var answer = page("\(status) Moved Permanently", status: status)
        answer.headers.append(("Location", location))
        return answer
    }

    /// JSON as services lay it out.
    static func json(_ json: WireJSON, status: Int = 200, framing: Framing = .contentLength) -> Answer {
        Answer(
            status, headers: [("Content-Type", "application/json; charset=UTF-8")], body: Data(json.pretty.utf8),
            framing: framing)
    }
}
