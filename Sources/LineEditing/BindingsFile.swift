import Foundation
import Glibc

/// A person's key bindings, as editrc(5) describes them, read so that nothing in the file can end the program.
///
/// libedit itself writes beyond its memory where a word is longer than 1,023 characters, and waits for a FIFO for good.
public struct BindingsFile {
    /// What is passed over.
    public enum Failure: Error, Sendable, Equatable {
        /// It is no ordinary file, is larger than `mostBytes`, or may not be read.
        case unreadable(path: String)
        /// A line, counted from 1, that is longer than `longestLine`.
        case lineTooLong(path: String, line: Int)
        /// A line, counted from 1, whose text has keys in it that `bind -s` makes text of again: libedit would not end.
        case endless(path: String, line: Int)
    }

    public static let longestLine = 1000
    public static let mostBytes = 256 << 10

    /// The lines to be carried out, without the names of programs before them. What is about the terminal rather than
    /// about keys is not among them: the terminal is painted without libedit.
    private(set) var bindings: [String] = []
    private(set) var failures: [Failure] = []

    private static let commands: Set<Substring> = ["bind", "edit", "setty"]

    /// A file that is not there has no bindings.
    init(path: String, programName: String) {
        // Without O_NONBLOCK a FIFO would be waited for.
        let file = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
        guard file >= 0 else {
            if errno != ENOENT { failures = [.unreadable(path: path)] }
            return
        }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size <= Self.mostBytes else {
            failures = [.unreadable(path: path)]
            return
        }
        var bytes = [UInt8](repeating: 0, count: Self.mostBytes)
        let count = read(file, &bytes, bytes.count)
        guard count >= 0 else {
            failures = [.unreadable(path: path)]
            return
        }
        var texts: [(line: Int, keys: String, text: String, place: Int)] = []
        for (index, line) in bytes[..<count].split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
            guard line.count <= Self.longestLine else {
                failures.append(.lineTooLong(path: path, line: index + 1))
                continue
            }
            let text = String(decoding: line.filter { $0 != 0 }, as: UTF8.self)
            guard let binding = Self.binding(in: text, of: programName) else { continue }
            if let (keys, text) = Self.text(in: binding) { texts.append((index + 1, keys, text, bindings.count)) }
            bindings.append(binding)
        }
        let starts = Set(texts.map { Self.start(of: $0.keys) })
        for text in texts.reversed() where starts.contains(where: { text.text.uppercased().contains($0) }) {
            bindings.remove(at: text.place)
            failures.append(.endless(path: path, line: text.line))
        }
    }

    /// The first key, as it is written: "q", "^Q" or "\\e".
    private static func start(of keys: String) -> String {
        String(keys.prefix(["^", "\\"].contains(keys.first) ? 2 : 1)).uppercased()
    }

    /// The keys and the text of "bind -s KEYS TEXT".
    private static func text(in binding: String) -> (keys: String, text: String)? {
        let words = binding.split(whereSeparator: \.isWhitespace).map(String.init)
        guard words.first == "bind",
            let option = words.dropFirst().first(where: { $0.hasPrefix("-") && $0.contains("s") }),
            let place = words.firstIndex(of: option), words.count > place + 2
        else { return nil }
        let quotes = CharacterSet(charactersIn: "'\"")
        return (words[place + 1].trimmingCharacters(in: quotes), words[(place + 2)...].joined(separator: " "))
    }

    /// "bind -v" of "retouch:bind -v"; `nil` for comments, other programs' lines and other commands.
    private static func binding(in line: String, of programName: String) -> String? {
        var rest = line.drop { $0.isWhitespace }
        guard let word = rest.split(whereSeparator: \.isWhitespace).first, !word.hasPrefix("#") else { return nil }
        var command = word
        if let colon = word.firstIndex(of: ":") {
            guard word[..<colon] == programName[...] || word[..<colon] == "*" else { return nil }
            rest = rest[word.index(after: colon)...]
            command = word[word.index(after: colon)...]
        }
        return commands.contains(command) ? String(rest) : nil
    }
}
