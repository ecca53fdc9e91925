import LineEditing
import TerminalUI

/// A message about something that did not work: what happened, what was kept, what to type next.
struct Message: Sendable, Equatable {
    var what: String
    var kept: String?
    var next: String?
    var exit: ExitStatus

    init(_ what: String, kept: String? = nil, next: String? = nil, exit: ExitStatus) {
        self.what = what
        self.kept = kept
        self.next = next
        self.exit = exit
    }

    /// The message for a terminal. Whatever foreign text is in it, no control character gets through, and no key that was
    /// pasted where none belongs.
    func text(_ style: Style) -> String {
        func shown(_ text: String) -> String { Sanitising.text(SecretText.masked(text)) }
        var lines = [style.red(shown(what))]
        if let kept { lines.append(shown(kept)) }
        if let next { lines.append(shown(next)) }
        return lines.joined(separator: "\n")
    }
}

/// The program's exit codes, after sysexits.h.
enum ExitStatus: Int32, Sendable, CaseIterable {
    case done = 0
    case failed = 1
    case usage = 64
    case badPicture = 65
    case noInput = 66
    case unavailable = 69
    case cannotWrite = 73
    case tryLater = 75
    case badAnswer = 76
    case noKey = 77
    case configuration = 78
    case interrupted = 130

    var meaning: String {
        switch self {
        case .done: "Done."
        case .failed: "Failed, or declined by the model."
        case .usage: "The command line, or a line, makes no sense."
        case .badPicture: "A picture or an archive that can't be read, or a session that is not as it was saved."
        case .noInput: "There is no such file, session or turn."
        case .unavailable: "The service, the network, another program or a library is not there."
        case .cannotWrite: "A file can't be written, or exists already."
        case .tryLater: "The service is busy, or a limit is reached: try again later."
        case .badAnswer: "The service's answer made no sense."
        case .noKey: "There is no key for the service, or it was refused."
        case .configuration: "A file of the configuration makes no sense."
        case .interrupted: "Interrupted by ^C."
        }
    }
}

/// An error that already has its message.
struct Refusal: Error, Sendable {
    var message: Message

    init(_ what: String, kept: String? = nil, next: String? = nil, exit: ExitStatus = .failed) {
        message = Message(what, kept: kept, next: next, exit: exit)
    }

    init(_ message: Message) { self.message = message }

    /// For who looks for a command that takes sessions away; `nil` for any other word.
    static func deleting(_ word: String) -> Refusal? {
        guard ["delete", "remove", "rm", "del", "archive", "trash", "clean"].contains(word.lowercased()) else {
            return nil
        }
        return Refusal(
            "Retouch deletes no session.", kept: "Nothing was done.",
            next: "A session is a folder: to delete or to archive it, delete or move that, such as sessions/0003. "
                + "retouch export 3 --zip FILE packs it first.", exit: .usage)
    }

    /// Throws one for a text that looks like a key.
    static func refuse(keyIn text: String) throws {
        guard SecretText.holdsKey(text) else { return }
        throw forKey
    }

    /// Throws one for a line that goes on with a key at the end of the line before it.
    static func refuse(keyIn line: String, after previous: String) throws {
        if SecretText.continuesKey(line, after: previous) { throw forKey }
    }

    /// For a key among the words of a command line.
    static var keyInArguments: Refusal {
        Refusal(
            "That looks like a key. A key is not said on the command line, where the shell's history and others can read it.",
            kept: "It was neither sent nor saved.",
            next: "retouch key set SERVICE asks for it, or reads it from standard input.", exit: .usage)
    }

    private static var forKey: Refusal {
        Refusal(
            "That looks like a key. It was neither sent nor saved.",
            next: "Keys are kept by: retouch key set (in the shell), or in the environment, such as COMETAPI_KEY.",
            exit: .usage)
    }
}
