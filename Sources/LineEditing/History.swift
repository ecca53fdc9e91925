import Foundation

/// Lines that were entered, oldest first.
public struct History: Sendable, Equatable {
    /// One entered line.
    public struct Entry: Sendable, Equatable, Codable {
        /// When it was entered, in whole seconds since 1970.
        public var time: Int
        public var text: String

        public init(time: Int, text: String) {
            self.time = time
            self.text = text
        }

        enum CodingKeys: String, CodingKey {
            case time = "t"
            case text
        }
    }

    public private(set) var entries: [Entry] = []
    /// How many entries are kept.
    public let limit: Int

    public init(_ entries: [Entry] = [], limit: Int = 2000) {
        self.limit = max(limit, 1)
        for entry in entries { add(entry) }
    }

    /// Whether a line belongs in a history: not empty, not started with a space, and nothing that looks like a key.
    public static func accepts(_ text: String) -> Bool {
        guard let first = text.first, first != " " else { return false }
        return text.contains { !$0.isWhitespace } && !SecretText.looksLikeKey(text)
    }

    /// Adds an entry unless it repeats the one before it or does not belong here; whether it was added.
    @discardableResult
    public mutating func add(_ entry: Entry) -> Bool {
        guard Self.accepts(entry.text), entries.last?.text != entry.text else { return false }
        entries.append(entry)
        if entries.count > limit + limit / 4 { entries.removeFirst(entries.count - limit) }
        return true
    }

    /// What the newest entry that begins with `text` goes on with; nil if there is none. Only lines of one row are suggested.
    public func suggestion(for text: String) -> String? {
        let start = Array(text.utf8)
        let match = entries.last { entry in
            let bytes = entry.text.utf8
            return bytes.count > start.count && bytes.starts(with: start) && !bytes.contains(10)
        }
        guard let match else { return nil }
        let rest = String(decoding: match.text.utf8.dropFirst(start.count), as: UTF8.self)
        // A mark alone would change the character that was typed last.
        return (text + rest).count == text.count + rest.count ? rest : nil
    }

    /// The newest entry before the one numbered `index` that contains `text`, whatever its case or accents' form.
    public func lastMatch(for text: String, before index: Int) -> Int? {
        entries[..<min(max(index, 0), entries.count)].lastIndex { $0.text.contains(text, ignoringCase: true) }
    }

    /// The oldest entry after the one numbered `index` that contains `text`.
    public func firstMatch(for text: String, after index: Int) -> Int? {
        guard index + 1 < entries.count else { return nil }
        return entries[(index + 1)...].firstIndex { $0.text.contains(text, ignoringCase: true) }
    }
}

extension String {
    fileprivate func contains(_ text: String, ignoringCase: Bool) -> Bool {
        text.isEmpty || range(of: text, options: .caseInsensitive) != nil
    }
}

/// A walk through the history with the Up and Down keys, which keeps the line that was being typed.
struct HistoryWalk: Sendable, Equatable {
    private var place: Int?
    private var unfinished = ""

    mutating func older(from line: String, in history: History) -> String? {
        let current = place ?? history.entries.count
        guard current > 0 else { return nil }
        if place == nil { unfinished = line }
        place = current - 1
        return history.entries[current - 1].text
    }

    mutating func newer(in history: History) -> String? {
        guard let current = place else { return nil }
        guard current + 1 < history.entries.count else {
            place = nil
            return unfinished
        }
        place = current + 1
        return history.entries[current + 1].text
    }

    /// Goes on from an entry that a search found.
    mutating func jump(to index: Int, from line: String) {
        if place == nil { unfinished = line }
        place = index
    }
}
