import LineEditing
import Locality
import Pictures
import TerminalUI

/// What is asked about several parts of a picture.
struct PartsQuestion: Sendable {
    /// The question where the picture can't be pointed at: "Which of them are taken back?"
    var text: String
    /// What becomes of those that are chosen: "taken back", "kept", "blue".
    var fate: String
    /// Whether more than one can be chosen.
    var takesSeveral = true

    /// The parts that an answer names by letters or numbers, or all; `nil` for an answer that names none, or one that isn't there.
    func parts(namedIn answer: String, of count: Int) -> Set<Int>? {
        let words = answer.lowercased().split { $0.isWhitespace || $0 == "," }.map(String.init).filter { $0 != "and" }
        if takesSeveral, count > 0, words == ["all"] || (words == ["both"] && count == 2) { return Set(0..<count) }
        let named = words.map(Self.index)
        guard !named.isEmpty, named.allSatisfy({ $0.map { $0 >= 0 && $0 < count } ?? false }) else { return nil }
        let parts = Set(named.compactMap(\.self))
        return takesSeveral || parts.count == 1 ? parts : nil
    }

    /// The part that a letter or a number, from 1, stands for.
    static func index(of word: String) -> Int? {
        if let number = Int(word) { return (1...26).contains(number) ? number - 1 : nil }
        return ChangedPlace.index(of: word)
    }
}

extension Conversation {
    /// Has some of several parts chosen: on the picture, or by their letters where it can't be shown.
    ///
    /// - Parameter parts: A part's name is what is said of it beside its letter; its mask may be of any size.
    /// - Returns: their indices; `nil` where there is nobody to ask. Throws a `Refusal` where none was chosen.
    func choose(among parts: [Region], on picture: Picture, _ question: PartsQuestion) async throws -> Set<Int>? {
        guard surroundings.standardInputIsTerminal, !parts.isEmpty else { return nil }
        let chosen: Set<Int>?
        if let (editor, stage) = try pointing(in: picture) {
            let client = PartsPointing(parts, on: picture.size, question, stage: stage)
            let pointed = await editor.point(client, mouse: stage.mouse)
            if let line = pointed?.line?.text {
                chosen = question.parts(namedIn: line, of: parts.count) ?? parts.called(line)
                if chosen == nil { unanswering = line }
            } else {
                chosen = pointed?.chosen
            }
        } else {
            chosen = try await chooseByLetter(among: parts, on: picture.size, question)
        }
        guard let chosen else {
            throw Refusal("None was chosen.", kept: "Nothing was changed.", exit: .interrupted)
        }
        return chosen
    }

    private func chooseByLetter(
        among parts: [Region], on picture: PixelSize, _ question: PartsQuestion
    ) async throws -> Set<Int>? {
        for (index, part) in parts.enumerated() {
            let facts = [part.name.map { Sanitising.line($0, limit: 200) }, part.whereabouts(in: picture)]
            console.say("\(ChangedPlace.letter(index))  " + facts.compactMap(\.self).joined(separator: "  "))
        }
        let last = ChangedPlace.letter(parts.count - 1)
        let range = parts.count == 1 ? "A" : question.takesSeveral ? "A-\(last), all" : "A-\(last)"
        for _ in 0..<3 {
            let answer = try await reader.readLine(.question("\(question.text) [\(range)]"))
            guard case .line(let text) = answer, text.contains(where: { !$0.isWhitespace }) else { return nil }
            if let chosen = question.parts(namedIn: text, of: parts.count) { return chosen }
            if let called = parts.called(text) { return called }
            if Self.isLine(text) {
                unanswering = text
                return nil
            }
            let example = parts.count > 1 && question.takesSeveral ? "A \(last)" : "A"
            console.say(
                "\u{201C}\(Sanitising.line(text, limit: 40))\u{201D} is none of them. For example: \(example); Enter alone takes none."
            )
        }
        return nil
    }
}

extension Conversation {
    /// Whether what was typed at a question is a line by itself: a command, or words that make an instruction.
    static func isLine(_ text: String) -> Bool {
        text.hasPrefix("/") || text.split(whereSeparator: \.isWhitespace).count > 2
    }
}

extension [Region] {
    /// The one that an answer calls by its name.
    fileprivate func called(_ answer: String) -> Set<Int>? {
        firstIndex { $0.isCalled(answer) }.map { [$0] }
    }
}

extension Region {
    /// Whether an answer calls it by its name: "the left one", "left".
    fileprivate func isCalled(_ answer: String) -> Bool {
        func plain(_ text: String) -> [Substring] {
            text.lowercased().split { !$0.isLetter }.filter { !["the", "one"].contains($0) }
        }
        guard let name, !plain(answer).isEmpty else { return false }
        return plain(name) == plain(answer)
    }

    /// Where it lies, in words and numbers: for who does not see it.
    func whereabouts(in picture: PixelSize) -> String {
        func third(_ start: Int, _ length: Int, of whole: Int, _ names: [String]) -> String {
            names[min(2, max(0, (2 * start + length) * 3 / (2 * max(1, whole))))]
        }
        let across = third(box.x, box.width, of: picture.width, ["left", "middle", "right"])
        let down = third(box.y, box.height, of: picture.height, ["top", "middle", "bottom"])
        let place =
            across == down
            ? "in the middle" : "at the " + [down, across].filter { $0 != "middle" }.joined(separator: " ")
        return "\(place)  \(box.width)x\(box.height) at \(box.x),\(box.y)"
    }
}
