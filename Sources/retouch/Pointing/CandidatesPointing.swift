import Foundation
import ImageModels
import Locality
import Pictures
import Sessions
import Studio
import TerminalUI

/// Asking on the picture which of several an instruction means.
extension Conversation {
    /// The instruction with the answer to what a model could not tell; `nil` where nothing is to be asked, or the answer is no.
    func asking(
        about failure: TurnFailure, for instruction: Instruction, from parent: Int?
    ) async throws -> Instruction? {
        if let candidates = failure.candidates {
            return try await choosing(among: candidates, for: instruction, from: parent)
        }
        return if let doubt = failure.doubt {
            try await accepting(doubt, for: instruction, from: parent)
        } else {
            nil
        }
    }

    /// The instruction with who is meant, chosen on the picture; `nil` where there is no terminal to do it at. Throws a
    /// `Refusal` if nobody was.
    func choosing(
        among candidates: [Candidate], for instruction: Instruction, from parent: Int?
    ) async throws -> Instruction? {
        let sent = try await sent(instruction, from: parent)
        let (picture, size) = (sent.picture, sent.place)
        let parts = candidates.map { candidate in
            let box = Rectangle(
                x: size.x + Int(saturating: candidate.x * Double(size.width)),
                y: size.y + Int(saturating: candidate.y * Double(size.height)),
                width: max(1, Int(saturating: candidate.width * Double(size.width))),
                height: max(1, Int(saturating: candidate.height * Double(size.height))))
            return Region(box: box, name: candidate.words)
        }
        let question = PartsQuestion(text: "Which is meant?", fate: "meant")
        guard parts.count > 1, let chosen = try await choose(among: parts, on: picture, question) else { return nil }
        var meant = instruction
        if chosen.count == candidates.count {
            meant.text += ", meaning \(chosen.count == 2 ? "both" : "all") of them"
        } else if chosen.count == 1, let index = chosen.first {
            meant.text += ", meaning \(candidates[index].words)"
        } else {
            throw Refusal(
                "Several of several can't be said at once.", kept: "Nothing was changed.",
                next: "Choose one, or all of them.", exit: .usage)
        }
        console.say(console.style.dim(Sanitising.line(meant.text, limit: 400)))
        return meant
    }
}

extension TurnFailure {
    /// The instruction with the word that was offered for each that nobody knows, where there is one for each.
    func withoutSlip(in instruction: Instruction) -> Instruction? {
        guard case .model(.declined(.mistyped(let words, let meant)), _) = self, words.count == meant.count else {
            return nil
        }
        var corrected = instruction
        for (word, right) in zip(words, meant) {
            let whole = "\\b\(NSRegularExpression.escapedPattern(for: word))\\b"
            guard let place = corrected.text.range(of: whole, options: [.regularExpression, .caseInsensitive]) else {
                return nil
            }
            corrected.text.replaceSubrange(place, with: right)
        }
        return corrected
    }

    /// Whether the picture is as it was to become.
    var saysSoAlready: Bool { if case .model(.declined(.soAlready), _) = self { true } else { false } }

    /// Those that an instruction may mean, where it was declined because nothing tells which.
    var candidates: [Candidate]? {
        if case .model(.declined(.which(let candidates)), _) = self { candidates } else { nil }
    }
}
