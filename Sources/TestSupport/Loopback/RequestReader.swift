import Foundation

/// Reads one HTTP/1.1 request after the other from a connection (RFC 9112).
struct RequestReader {
    private let socket: ConnectedSocket
    /// What has come and is not read yet.
    private var waiting = Data()

    /// What came is no request.
    struct Malformed: Error {}

    private static let longestLine = 80 << 10
    private static let slice = 256 << 10

    init(_ socket: ConnectedSocket) {
        self.socket = socket
    }

    /// The next request, and whether the client means to go on after it; `nil` if it leaves before there is a whole one.
    ///
    /// - Parameter keepsBody: Otherwise a body's bytes are only counted.
    mutating func next(keepsBody: Bool) throws -> (ReceivedRequest, isKeptAlive: Bool)? {
        guard let first = try line() else { return nil }
        let words = first.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        guard words.count == 3, !words[0].isEmpty,
            words[1].hasPrefix("/") || words[1].contains("://") || words[1] == "*",
            words[2] == "HTTP/1.1" || words[2] == "HTTP/1.0"
        else { throw Malformed() }
        var headers: [(name: String, value: String)] = []
        while true {
            guard let line = try line() else { return nil }
            if line.isEmpty { break }
            guard let colon = line.firstIndex(of: ":"), colon > line.startIndex, !line.hasPrefix(" ") else {
                throw Malformed()
            }
            let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
            headers.append((String(line[..<colon]), value))
        }
        var request = ReceivedRequest(
            number: 0, method: words[0], target: words[1], headers: headers, body: Data(), bodyBytes: 0, time: .now)
        if request.header("Expect")?.lowercased() == "100-continue" {
            try socket.write(Data("HTTP/1.1 100 Continue\r\n\r\n".utf8))
        }
        guard try readBody(of: &request, keepsBody: keepsBody) else { return nil }
        request.time = .now
        let connection = request.header("Connection")?.lowercased()
        return (request, words[2] == "HTTP/1.1" ? connection != "close" : connection == "keep-alive")
    }

    private mutating func readBody(of request: inout ReceivedRequest, keepsBody: Bool) throws -> Bool {
        if request.header("Transfer-Encoding")?.lowercased() == "chunked" {
            while true {
                guard let line = try line() else { return false }
                guard let count = Int(line.prefix { $0 != ";" }, radix: 16), count >= 0 else { throw Malformed() }
                if count == 0 { break }
                guard take(count, into: &request, keepsBody: keepsBody), try self.line() != nil else { return false }
            }
            while let line = try line() {
                if line.isEmpty { return true }
            }
            return false
        }
        guard let length = request.header("Content-Length") else { return true }
        guard let count = Int(length), count >= 0 else { throw Malformed() }
        if keepsBody { request.body.reserveCapacity(min(count, 256 << 20)) }
        return take(count, into: &request, keepsBody: keepsBody)
    }

    /// Reads so many bytes of a body; false if the client leaves before.
    private mutating func take(_ count: Int, into request: inout ReceivedRequest, keepsBody: Bool) -> Bool {
        var rest = count
        while rest > 0 {
            let bytes = waiting.isEmpty ? socket.read(upTo: min(rest, Self.slice)) : waiting.prefix(rest)
            guard !bytes.isEmpty else { return false }
            if !waiting.isEmpty { waiting = Data(waiting.dropFirst(bytes.count)) }
            rest -= bytes.count
            request.bodyBytes += bytes.count
            if keepsBody { request.body.append(bytes) }
        }
        return true
    }

    /// The next line without its end; `nil` if the client leaves before.
    private mutating func line() throws -> String? {
        var searched = 0
        while true {
            if let end = waiting.dropFirst(searched).firstIndex(of: 0x0A) {
                let line = waiting[..<end]
                waiting = Data(waiting[(end + 1)...])
                return String(decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self)
            }
            searched = waiting.count
            guard searched < Self.longestLine else { throw Malformed() }
            let more = socket.read(upTo: 64 << 10)
            guard !more.isEmpty else { return nil }
            waiting.append(more)
        }
    }
}
