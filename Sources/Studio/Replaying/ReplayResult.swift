public import Foundation
public import Locality

/// What came of one picture's replay by one model.
public struct ReplayResult: Sendable {
    /// The picture's name and the model's short name.
    public var picture: String
    public let model: String
    /// Where it is; `nil` where none was begun.
    public var session: Int?
    public var startingFile: URL?
    /// The turns that carry the steps out, in order, those from earlier included.
    public var turns: [Turn] = []
    public var outcome: Outcome
    /// Dollars that were spent this time.
    public var cost = 0.0

    /// One step's turn.
    public struct Turn: Sendable, Equatable {
        public var step: Int
        public var number: Int
        public var file: URL
        /// Why the lock let the model's whole picture through.
        public var aside: StandAside?
        /// The model sent back what it was sent.
        public var isUnchanged: Bool
    }

    public enum Outcome: Sendable {
        case done
        /// Everything had been done before.
        case doneBefore
        /// At a step, or before the first one.
        case failed(step: Int?, any Error)
        /// It was told to stop, or something went wrong that concerns all: it can be gone on with.
        case stopped
        /// The very same picture is among the others, under this name and place: it is done there.
        case sameAs(String, index: Int)
    }

    /// The last turn's picture.
    public var file: URL? { turns.last?.file }

    /// Whether nothing is left to do: it is done, or another one's to tell of.
    public var isSettled: Bool { if case .sameAs = outcome { true } else { isDone } }

    /// Whether all steps have their pictures.
    public var isDone: Bool {
        switch outcome {
        case .done, .doneBefore: true
        default: false
        }
    }
}

/// Why a replay can't begin.
public enum ReplayFailure: Error, Sendable, Equatable {
    /// The turns before this one were to be taken over, and no session has them for this picture.
    case nothingToReuse(before: Int)
}
