import Locality
import Sessions
import Studio
import TerminalUI

/// Places that a turn changed, by the letters that a person typed.
struct ChosenPlaces {
    let turn: Int
    /// Those that were named.
    let indices: Set<Int>
    private let places: [ChangedPlace]
    private let setting: LockSetting

    /// Reads "B", "B C 3" or "B,C"; without letters they are chosen on the picture. Throws a `Refusal`.
    ///
    /// - Parameter fate: What becomes of those that are chosen: "taken back", "kept".
    @MainActor
    init(_ arguments: String, of conversation: Conversation, fate: String) async throws {
        var words = arguments.split { $0.isWhitespace || $0 == "," }.map(String.init)
        let number = words.last.flatMap { Int($0) } != nil ? words.removeLast() : ""
        turn = try await conversation.turnNumber(in: number)
        let session = try await conversation.requireStudio().session
        guard turn != 0, case .answered(let answered) = try session.ending(of: turn) else {
            throw Refusal("Turn \(turn) changed nothing.", next: "/history lists the turns.", exit: .usage)
        }
        guard answered.change?.aside == nil, let places = answered.change?.places, !places.isEmpty else {
            guard try !session.isBuiltIn(turn) else {
                throw Refusal(
                    "Turn \(turn) is the built-in model's, which changes what it selected as a whole.",
                    next:
                        "/less selects less. To spare a part, draw it: /region, /region invert, then /retry \(turn)",
                    exit: .usage)
            }
            // It looks as hard as it can then: looking again would find no more.
            let hasLooked = try session.asked(turn).lock?.mode == .on
            throw Refusal(
                "The places of turn \(turn) are not known apart: the lock \(hasLooked ? "found none" : "was not at work").",
                next: hasLooked
                    ? "/region marks what is meant, and /retry \(turn) asks for it there."
                    : "/lock \(turn) on looks for them.", exit: .usage)
        }
        self.places = places
        setting = try session.asked(turn).lock ?? LockSetting()
        guard !words.isEmpty || places.count == 1 else {
            let question = PartsQuestion(text: "Which places are \(fate)?", fate: fate)
            let parts = places.map { Region(box: $0.box, name: "\(TurnLines.percent($0.share)) of the picture") }
            let picture = try await conversation.requireStudio().picture(turn)
            guard let chosen = try await conversation.choose(among: parts, on: picture, question)
            else {
                throw Refusal("Which places? /info lists them with their letters.", next: "/drop B", exit: .usage)
            }
            indices = chosen
            return
        }
        var indices: Set<Int> = words.isEmpty ? [0] : []
        for word in words {
            guard let index = ChangedPlace.index(of: word), places.indices.contains(index) else {
                let last = ChangedPlace.letter(places.count - 1)
                throw Refusal(
                    "Turn \(turn) has no place \u{201C}\(Sanitising.line(word, limit: 40))\u{201D}: "
                        + (places.count == 1 ? "its only one is A." : "its places are A to \(last)."),
                    next: "/info \(turn) lists them.", exit: .usage)
            }
            indices.insert(index)
        }
        self.indices = indices
    }

    /// The turn's own way of locking, with some more places left out. Throws a `Refusal` where nothing or everything would be.
    func dropping(_ isDropped: (Int) -> Bool) throws -> LockSetting {
        let dropped = places.indices.filter(isDropped)
        guard !dropped.isEmpty else {
            throw Refusal(
                "That is all that turn \(turn) changed.",
                next: "/region marks a part, and /retry \(turn) asks for it there.",
                exit: .usage)
        }
        guard dropped.count < places.count else {
            throw Refusal(
                "Nothing of turn \(turn) would be left: \(places.count == 1 ? "it changed one place" : "those are all of its places").",
                next: "/undo goes back to the picture before it.",
                exit: .usage)
        }
        var setting = setting
        setting.dropped = (setting.dropped ?? []) + dropped.map { places[$0].box }
        return setting
    }
}
