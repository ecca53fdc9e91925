/// What a journal's lines add up to: the turns as a tree, and where the designer stands in it.
///
/// It holds only what is needed to go on; a turn's instruction and picture are looked up in the journal.
public struct SessionState: Sendable {
    /// By number, from 1. Numbers are missing where an instruction was declined.
    public private(set) var turns: [TurnEntry] = []
    /// The turn whose picture the next instruction starts from; 0 is the starting picture.
    public private(set) var current = 0
    /// Turns left by undo, the last one on top: where redo goes.
    public private(set) var undone: [Int] = []
    /// Lines of `named` and `set`, of which the last one counts.
    private(set) var nameLine: Range<Int>?
    private(set) var settingsLine: Range<Int>?
    private(set) var openedLine: Range<Int>?
    private var underWay = 0

    /// One turn, as far as the journal's structure goes.
    public struct TurnEntry: Sendable, Equatable {
        public let number: Int
        /// The turn that it started from.
        public let parent: Int
        public internal(set) var outcome: Outcome
        /// Where in the journal, in bytes, its `asked` and its end are.
        let asked: Range<Int>
        var ended: Range<Int>?
    }

    /// How a turn ended.
    public enum Outcome: String, Sendable, Codable {
        /// It has not, as far as this journal goes: it is under way in another program, or was cut off.
        case underWay
        case answered, failed, cancelled, interrupted
    }

    /// The number for the next turn.
    public var nextTurn: Int { (turns.last?.number ?? 0) + 1 }

    public func turn(_ number: Int) -> TurnEntry? {
        index(of: number).map { turns[$0] }
    }

    /// The turns from the starting picture to this one: each one's parent, up to 0, reversed; 0 itself is left out.
    public func branch(to number: Int) -> [Int] {
        var line: [Int] = []
        var at = number
        while at > 0, let entry = turn(at), line.count <= turns.count {
            line.append(at)
            at = entry.parent
        }
        return line.reversed()
    }

    /// Takes in one line; `false` if it does not fit what came before.
    mutating func take(_ line: JournalScanner, at range: Range<Int>) -> Bool {
        switch line.kind {
        case .opened:
            guard openedLine == nil else { return false }
            openedLine = range
        case .asked:
            guard let number = line.turn, let parent = line.parent, number >= nextTurn, parent < number,
                number <= JournalLimits.turn, underWay < JournalLimits.underWay
            else { return false }
            underWay += 1
            turns.append(TurnEntry(number: number, parent: parent, outcome: .underWay, asked: range))
        case .answered: return end(line.turn, .answered, range)
        case .failed: return end(line.turn, .failed, range)
        case .cancelled: return end(line.turn, .cancelled, range)
        case .interrupted: return end(line.turn, .interrupted, range)
        case .declined:
            guard let number = line.turn, let index = index(of: number), turns[index].outcome == .underWay else {
                return false
            }
            underWay -= 1
            turns.remove(at: index)
        case .moved:
            guard let to = line.to, to == 0 || turn(to)?.outcome == .answered else { return false }
            switch line.by {
            case .undo: undone.append(current)
            case .redo: _ = undone.popLast()
            case .other: undone = []
            }
            current = to
        case .named: nameLine = range
        case .set: settingsLine = range
        case .unknown: return false
        }
        return true
    }

    /// Numbers ascend.
    private func index(of number: Int) -> Int? {
        var range = turns.indices
        while let first = range.first {
            let middle = first + range.count / 2
            if turns[middle].number == number { return middle }
            range = turns[middle].number < number ? (middle + 1)..<range.upperBound : first..<middle
        }
        return nil
    }

    private mutating func end(_ number: Int?, _ outcome: Outcome, _ range: Range<Int>) -> Bool {
        guard let number, let index = index(of: number), turns[index].outcome == .underWay else { return false }
        underWay -= 1
        turns[index].outcome = outcome
        turns[index].ended = range
        if outcome == .answered {
            current = number
            undone = []
        }
        return true
    }
}
