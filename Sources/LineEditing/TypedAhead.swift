import Foundation

/// What a person types while something is under way: lines that wait for its end, and the one that is not ended yet.
public struct TypedAhead: Sendable, Equatable {
    /// Lines that were ended by Enter, the first one first.
    public private(set) var waiting: [String] = []
    /// The line that is being typed; the cursor is at its end.
    public private(set) var unfinished = ""
    /// Keys from the first one on that only the line editor knows the meaning of: it gets them when it reads next.
    public private(set) var later: [Key] = []
    /// Whether ^D was pressed on an empty line: the input ends behind the lines that wait.
    private(set) var isAtEnd = false

    private static let mostLater = 4096

    public init() {}

    public var isEmpty: Bool { waiting.isEmpty && unfinished.isEmpty && later.isEmpty && !isAtEnd }

    /// Takes a key. From one on that needs the line editor, such as an arrow, nothing is a line yet.
    ///
    /// - Parameter isAlone: Whether the key came by itself: ^J then means another line, but Enter behind text that came in
    ///   one piece with it.
    public mutating func take(_ key: Key, isAlone: Bool = true) {
        guard later.isEmpty, !needsEditor(key) else {
            if later.count < Self.mostLater { later.append(key == .control(10) && !isAlone ? .enter : key) }
            return
        }
        switch key {
        case .character(let scalar):
            unfinished.unicodeScalars.append(scalar)
            if scalar.value >= 0x300 { unfinished = unfinished.precomposedStringWithCanonicalMapping }
        case .paste(let text): unfinished += text
        case .lineBreak: unfinished += "\n"
        case .enter: endLine()
        case .control(10): if isAlone, !unfinished.isEmpty { unfinished += "\n" } else { endLine() }
        case .backspace, .control(8): _ = unfinished.popLast()
        case .deleteWordBackwards, .control(23): dropWord()
        case .control(21): unfinished = ""
        case .control(4): if unfinished.isEmpty { isAtEnd = true }
        case .up: if unfinished.isEmpty, let last = waiting.popLast() { unfinished = last }
        default: break
        }
    }

    private func needsEditor(_ key: Key) -> Bool {
        switch key {
        case .left, .home, .delete, .wordLeft, .up: !unfinished.isEmpty
        case .alt, .escape, .sequence: true
        // What is bound to nothing, or to nothing at a line's end, changes nothing.
        case .control(let byte): [1, 2, 9, 18, 20, 24, 25, 31].contains(byte)
        default: false
        }
    }

    private mutating func endLine() {
        guard !endsInContinuation(unfinished) else {
            unfinished = unfinished.dropLast() + "\n"
            return
        }
        if unfinished.contains(where: { !$0.isWhitespace }) { waiting.append(unfinished) }
        unfinished = ""
    }

    private mutating func dropWord() {
        while unfinished.last?.isWhitespace == true { unfinished.removeLast() }
        while let last = unfinished.last, !last.isWhitespace { unfinished.removeLast() }
    }

    /// The next line, if one waits.
    mutating func takeLine() -> String? {
        waiting.isEmpty ? nil : waiting.removeFirst()
    }

    /// All lines that wait; the end of the input waits no longer, and what the editor was to get ends no line.
    mutating func takeLines() -> [String] {
        defer { (waiting, isAtEnd) = ([], false) }
        later = Self.endingNoLine(later)
        return waiting
    }

    /// Keys with another line, behind all there is, wherever they would have ended one: their text stays, to be looked at.
    static func endingNoLine(_ keys: [Key]) -> [Key] {
        keys.flatMap { $0 == .enter || $0 == .control(10) ? [.end, .lineBreak] : [$0] }
    }

    mutating func takeLater() -> [Key] {
        defer { later = [] }
        return later
    }

    /// The line that was not ended, to be gone on with.
    mutating func takeUnfinished() -> String {
        defer { unfinished = "" }
        return unfinished
    }

    mutating func takeEnd() -> Bool {
        defer { isAtEnd = false }
        return isAtEnd && waiting.isEmpty
    }
}
