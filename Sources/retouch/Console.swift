import Foundation
import Glibc
import LineEditing
import Synchronization
import TerminalUI

/// The program's two voices: data on standard output, talk on standard error.
struct Console: Sendable {
    let surroundings: Surroundings
    var quiet = false
    var json = false
    /// The folder of sessions that the command line names: what is advised to type at a shell names it, too.
    var sessions: String?
    /// What must not be said in the middle of a line of progress.
    private let waiting = WaitingMessages()

    init(surroundings: Surroundings, quiet: Bool = false, json: Bool = false, sessions: String? = nil) {
        self.sessions = sessions
        self.surroundings = surroundings
        self.quiet = quiet
        self.json = json
    }

    var style: Style { Style(for: surroundings.talk) }
    var outputStyle: Style { Style(for: surroundings.output) }

    /// Talk: left out with `--quiet`.
    func say(_ text: String) {
        guard !quiet else { return }
        Console.write(broken(CommandLineAdvice.naming(sessions: sessions, in: text)) + "\n", to: STDERR_FILENO)
    }

    /// What went wrong: always said.
    func complain(_ message: Message) {
        let message = CommandLineAdvice.naming(sessions: sessions, in: message)
        Console.write(broken(message.text(style)) + "\n", to: STDERR_FILENO)
    }

    /// Has something said as soon as no line of progress is under way.
    func complainSoon(_ message: Message) { waiting.messages.withLock { $0.append(message) } }

    /// Says what has waited.
    func complainNow() {
        let messages = waiting.messages.withLock { messages in
            defer { messages = [] }
            return messages
        }
        messages.forEach(complain)
    }

    /// Talk on a terminal has its lines broken between words.
    private func broken(_ text: String) -> String {
        guard surroundings.talk.isTerminal else { return text }
        // The last column stays free: terminals differ in what they do there.
        return "\(BrokenLines(text, columns: surroundings.windowSize().columns - 1, width: columnWidth(of:)))"
    }

    /// Data.
    func print(_ text: String) {
        Console.write(text + "\n", to: STDOUT_FILENO)
    }

    /// Data, as one JSON object on one line.
    func print(json value: some Encodable) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        guard let data = try? encoder.encode(value) else { return }
        print(Console.escapingControls(in: String(decoding: data, as: UTF8.self)))
    }

    /// A path, as it is for a program; on a terminal as `Sanitising` shows names.
    func print(path: String) {
        print(surroundings.output.isTerminal ? Sanitising.name(path) : path)
    }

    /// JSON leaves DEL, the C1 controls and what turns a line's direction as they are; terminals act on them.
    private static func escapingControls(in json: String) -> String {
        guard json.unicodeScalars.contains(where: isControl) else { return json }
        var out = ""
        for scalar in json.unicodeScalars {
            if isControl(scalar) {
                out += "\\u" + String(format: "%04x", scalar.value)
            } else {
                out.unicodeScalars.append(scalar)
            }
        }
        return out
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x7F...0x9F, 0x61C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    /// A picture as text, on standard output.
    func show(_ picture: String) {
        Console.write(picture, to: STDOUT_FILENO)
    }

    /// Text as it is, to the talking stream.
    func draw(_ text: String) {
        Console.write(text, to: STDERR_FILENO)
    }

    /// Why data could not be written to standard output, the first time; `nil` where all could, or nobody reads any more.
    private static let lost = Mutex<Int32?>(nil)

    /// Throws a `Refusal` where data that was to be had on standard output is not there in full.
    static func checkOutput() throws {
        guard let code = lost.withLock({ $0 }) else { return }
        throw Refusal(
            "What was to be written to standard output is not there in full: \(Message.reason(code)).",
            next: "Make room or choose another place, then give the same command again.", exit: .cannotWrite)
    }

    /// Says that something is not there in full.
    static func noteLost(_ code: Int32) { lost.withLock { $0 = $0 ?? code } }

    static func write(_ text: String, to stream: Int32) { write(Array(text.utf8)[...], to: stream) }

    /// Bytes on standard output. Throws a `Refusal` where that is a terminal, or they are not there in full.
    func write(_ data: Data, sayingInstead next: String) throws {
        try refuseTerminal(sayingInstead: next)
        Console.write([UInt8](data)[...], to: STDOUT_FILENO)
        try Console.checkOutput()
    }

    /// Throws a `Refusal` where standard output is a terminal, for what is no text.
    func refuseTerminal(sayingInstead next: String) throws {
        guard surroundings.output.isTerminal else { return }
        throw Refusal(
            "Standard output is a terminal, which can show nothing of it.", kept: "Nothing was written.", next: next,
            exit: .usage)
    }

    /// A reader that has gone away is no reason to complain.
    private static func write(_ all: ArraySlice<UInt8>, to stream: Int32) {
        var bytes = all
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Glibc.write(stream, $0.baseAddress!, $0.count) }
            if count < 0 {
                if errno == EINTR { continue }
                if errno == EAGAIN {
                    var entry = pollfd(fd: stream, events: Int16(POLLOUT), revents: 0)
                    poll(&entry, 1, 1000)
                    continue
                }
                let code = errno
                if stream == STDOUT_FILENO, code != EPIPE { noteLost(code) }
                return
            }
            bytes = bytes.dropFirst(count)
        }
    }
}

private final class WaitingMessages: Sendable {
    let messages = Mutex<[Message]>([])
}
