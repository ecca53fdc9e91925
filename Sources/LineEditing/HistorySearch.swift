/// A search through older lines, one key at a time.
struct HistorySearch {
    enum Step: Equatable {
        case goesOn
        /// The line stays as it was.
        case left
        /// The entry becomes the line; `following` is the key that ended the search and still wants to act.
        case accepted(Int?, following: Key?)
    }

    private let history: History
    private var text = ""
    private var match: Int?
    private var isMissing = false

    init(in history: History) {
        self.history = history
    }

    /// What to show in place of the line.
    var row: String {
        let found = match.map { printable(history.entries[$0].text.replacing("\n", with: " ")) } ?? ""
        return "\(isMissing ? "not found" : "search") \"\(printable(text))\": \(found)"
    }

    mutating func take(_ key: Key, interrupt: UInt8) -> Step {
        switch key {
        case .character(let scalar):
            text.unicodeScalars.append(scalar)
            find(from: (match ?? history.entries.count - 1) + 1)
        case .paste(let pasted):
            text += pasted
            find(from: (match ?? history.entries.count - 1) + 1)
        case .backspace, .control(8):
            if !text.isEmpty { text.removeLast() }
            find(from: history.entries.count)
        case .control(0x15), .control(0x17), .deleteWordBackwards:
            text = ""
            find(from: history.entries.count)
        case .control(0x12), .up:
            find(from: match ?? history.entries.count)
        case .control(0x13), .down:
            if let newer = history.firstMatch(for: text, after: match ?? history.entries.count) {
                (match, isMissing) = (newer, false)
            } else {
                isMissing = true
            }
        case .control(7), .control(interrupt), .escape:
            return .left
        case .enter:
            return .accepted(match, following: nil)
        default:
            return .accepted(match, following: key)
        }
        return .goesOn
    }

    private mutating func find(from end: Int) {
        guard !text.isEmpty else {
            (match, isMissing) = (nil, false)
            return
        }
        if let older = history.lastMatch(for: text, before: end) {
            (match, isMissing) = (older, false)
        } else {
            isMissing = true
        }
    }
}
