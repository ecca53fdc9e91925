import Foundation
import TestSupport
import Testing

/// Everything that is tried on the line editor by itself at a pseudo-terminal, one test after the other.
@Suite("The line editor at a terminal", .serialized)
struct AtATerminal {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    /// Starts the probe and waits for its first prompt.
    func start(
        term: String? = "xterm-256color", locale: [String: String] = ["LC_ALL": "C.UTF-8"], columns: Int = 80,
        rows: Int = 24, _ more: [String: String] = [:]
    ) throws -> PseudoTerminal {
        var environment = [
            "PATH": "/usr/bin:/bin", "HOME": folder.path, "PROBE_HISTORY": folder.path("history"),
            "SWIFT_BACKTRACE": "enable=no",
        ]
        environment.merge(locale) { $1 }
        environment.merge(more) { $1 }
        environment["TERM"] = term
        let terminal = try PseudoTerminal(
            BuiltPrograms.path(of: "lineprobe"), environment: environment, columns: columns, rows: rows)
        try terminal.wait(until: "the first prompt") { $0.cursorLine.hasSuffix(">") }
        return terminal
    }

    /// Writes a file into the test's folder.
    func write(_ text: String, to name: String) throws -> String {
        try Data(text.utf8).write(to: folder.url.appendingPathComponent(name))
        return folder.path(name)
    }
}

/// Keys as xterm sends them.
enum Keys {
    static let enter = "\r"
    static let tab = "\t"
    static let escape = "\u{1B}"
    static let backspace = "\u{7F}"
    static let up = "\u{1B}[A"
    static let down = "\u{1B}[B"
    static let right = "\u{1B}[C"
    static let left = "\u{1B}[D"
    static let home = "\u{1B}[H"
    static let end = "\u{1B}[F"
    static let delete = "\u{1B}[3~"
    static let wordLeft = "\u{1B}[1;5D"
    static let wordRight = "\u{1B}[1;5C"
    static let altEnter = "\u{1B}\r"

    /// The key with Ctrl: `control("c")` is ^C.
    static func control(_ letter: Character) -> String {
        String(Unicode.Scalar((letter.asciiValue ?? 0) & 0x1F))
    }
}
