/// What could stand at the cursor.
public struct Completion: Sendable, Equatable {
    /// One way to go on.
    public struct Candidate: Sendable, Equatable {
        /// What is put into the line.
        public var text: String
        /// What the list shows; `text` if nil.
        public var label: String?
        /// A few words beside the label in the list.
        public var summary: String?
        /// What follows `text` when it is the only candidate: a space, or nothing after a folder's slash.
        public var ending: String

        public init(_ text: String, label: String? = nil, summary: String? = nil, ending: String = " ") {
            self.text = text
            self.label = label
            self.summary = summary
            self.ending = ending
        }
    }

    /// The part of the line that a candidate takes the place of, counted in characters.
    public var replacing: Range<Int>
    public var candidates: [Candidate]

    public init(replacing: Range<Int>, candidates: [Candidate]) {
        self.replacing = replacing
        self.candidates = candidates
    }

    /// Nothing to offer.
    public static let none = Completion(replacing: 0..<0, candidates: [])
}

/// Completes a line with the cursor before the character numbered `cursor`. Called on the line thread.
public typealias Completer = @Sendable (_ text: String, _ cursor: Int) -> Completion

/// What a press of the Tab key does to a line.
public enum CompletionStep: Equatable, Sendable {
    case nothing
    /// The line becomes `text`, with the cursor before the character numbered `cursor`.
    case replaced(text: String, cursor: Int)
    /// The candidates are listed; the line stays.
    case listed([Completion.Candidate])
}

extension Completion {
    /// Applies the completion to the line it was made for.
    public func step(in text: String) -> CompletionStep {
        let length = text.count
        let range = replacing.clamped(to: 0..<length)
        guard let first = candidates.first else { return .nothing }
        let start = text.index(text.startIndex, offsetBy: range.lowerBound)
        let end = text.index(text.startIndex, offsetBy: range.upperBound)

        func replaced(with insertion: String) -> CompletionStep {
            let head = String(text[..<start]) + printable(insertion)
            return .replaced(text: head + text[end...], cursor: head.count)
        }
        if candidates.count == 1 {
            // A space that is there already is not doubled.
            let doubled = !first.ending.isEmpty && text[end...].hasPrefix(first.ending)
            return replaced(with: first.text + (doubled ? "" : first.ending))
        }
        let shared = candidates.dropFirst().reduce(first.text) { $0.commonPrefix(with: $1.text) }
        guard shared.count > range.count, shared != text[start..<end] else { return .listed(candidates) }
        return replaced(with: shared)
    }
}

extension String {
    fileprivate func commonPrefix(with other: String) -> String {
        String(zip(self, other).prefix { $0 == $1 }.map(\.0))
    }
}
