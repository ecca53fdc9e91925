import Foundation

/// The phrases of one language.
struct LanguageVocabulary {
    /// A phrase, and what ends it further on: "schneide … ab".
    private struct Phrase {
        var said: [Character]
        var tail: [Character]?
        var means: String
        /// Whether a noun has to follow: "roter" alone at the end is redder, and not red.
        var needsNoun = false
    }

    /// By their first characters; those with more characters first, and before others those that end further on.
    private let phrases: [Character: [Phrase]]
    /// Whether words are parted by blanks.
    private let hasWords: Bool
    /// One said in two ways may say two things ("auf": on, to), and no more ways than these are tried.
    private static let mostWays = 16

    /// Of what several lines have, the first that makes sense is taken: those of the first file before the others'.
    init(_ files: [UnsafeBufferPointer<UInt8>], hasWords: Bool) {
        self.hasWords = hasWords
        var phrases: [Phrase] = []
        var endings = [""]
        let lines = files.flatMap { String(decoding: $0, as: UTF8.self).split(separator: "\n") }
        for line in lines where !line.hasPrefix("#") {
            let halves = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard halves.count == 2 else { continue }
            let means = halves[0].trimmingCharacters(in: .whitespaces)
            let all = halves[1].split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces).lowercased() }
            if means == "~" {
                endings = [""] + all
                continue
            }
            for said in all where !said.isEmpty {
                // "rot~": with any ending that adjectives have.
                for ending in said.contains("~") ? endings : [""] {
                    let needsNoun = ending.hasSuffix("+")
                    let whole = said.replacing("~", with: needsNoun ? String(ending.dropLast()) : ending)
                    let parts = whole.split(separator: " … ", maxSplits: 1).map { Array($0) }
                    phrases.append(
                        Phrase(
                            said: parts[0], tail: parts.count > 1 ? parts[1] : nil, means: means, needsNoun: needsNoun))
                }
            }
        }
        let sorted = phrases.enumerated().sorted { one, other in
            let (a, b) = (one.element, other.element)
            if a.said.count != b.said.count { return a.said.count > b.said.count }
            if (a.tail == nil) != (b.tail == nil) { return a.tail != nil }
            if a.needsNoun != b.needsNoun { return a.needsNoun }
            return one.offset < other.offset
        }
        self.phrases = Dictionary(grouping: sorted.map(\.element)) { $0.said[0] }
    }

    /// Where a translation is, and what it has said so far, in English order: a verb that ends what it speaks of ("den Kontrast
    /// erhöhen") goes before that.
    private struct State {
        var position = 0
        private(set) var said: [String] = []
        private var beginning = 0
        var phrases: [(said: String, means: String)] = []
        /// What ends a phrase before, and is taken with it.
        var tails: [Range<Int>] = []
        var strangers: [String] = []

        mutating func append(_ means: String) {
            if means.hasSuffix(" …") {
                said.insert(String(means.dropLast(2)), at: beginning)
                return
            }
            // "die Haare bitte dunkler": said anywhere, and read at the beginning.
            if means == "please", said.count > beginning {
                said.insert(means, at: beginning)
                beginning += 1
                return
            }
            said.append(means)
            let isBetween = [",", "and", "then", "but"].contains(means)
            if isBetween || means.hasPrefix("please") || means.hasPrefix("i would like") { beginning = said.count }
        }
    }

    /// What a text may say; nothing unless every word is known.
    func translations(of text: [Character]) -> [Translation] {
        var all: [Translation] = []
        var states = [State()]
        var ways = 1
        while var state = states.popLast(), all.count < Self.mostWays {
            guard step(&state, text) else {
                if !state.said.isEmpty, state.position >= text.count {
                    all.append(
                        Translation(
                            english: state.said.joined(separator: " ").replacing(" 's", with: "'s"),
                            phrases: state.phrases))
                }
                continue
            }
            let found = matches(in: text, at: state)
            guard let first = found.first else { continue }
            // Every way is carried on with; the first of them first.
            let all = ways + found.count - 1 <= Self.mostWays ? found : [first]
            ways += all.count - 1
            for (phrase, tail) in all.reversed() { states.append(taking(phrase, tail, in: text, state)) }
        }
        return all
    }

    /// The same in one way, with what is not known left as it is.
    func partly(_ text: [Character]) -> (english: String, known: Int, strangers: [String])? {
        guard hasWords else { return nil }
        var state = State()
        var known = 0
        while step(&state, text) {
            if let (phrase, tail) = matches(in: text, at: state).first {
                known += phrase.said.split(separator: " ").count + (tail == nil ? 0 : 1)
                state = taking(phrase, tail, in: text, state)
            } else if text[state.position].isLetter {
                let word = String(text[state.position...].prefix { $0.isLetter || "'-".contains($0) })
                state.append(word)
                state.strangers.append(word)
                state.position += word.count
            } else {
                state.position += 1
            }
        }
        return (state.said.joined(separator: " "), known, state.strangers)
    }

    /// Goes on over blanks, pauses and numbers to the next word; `false` at the end.
    private func step(_ state: inout State, _ text: [Character]) -> Bool {
        while state.position < text.count {
            let (at, character) = (state.position, text[state.position])
            let next = at + 1 < text.count ? text[at + 1] : " "
            if let tail = state.tails.first(where: { $0.lowerBound == at }) {
                state.position = tail.upperBound
            } else if character.isWhitespace || "¡¿\"„“”«»".contains(character) {
                state.position += 1
            } else if ",.;!?、。！？".contains(character) {
                state.append(",")
                state.position += 1
            } else if !matches(in: text, at: state).isEmpty {
                return true
            } else if character.isASCII,
                character.isNumber || ":%".contains(character) || "+-#".contains(character) && Self.isDigit(next)
            {
                number(&state, text)
            } else if character == "-", hasWords {
                state.position += 1
            } else {
                return true
            }
        }
        return false
    }

    private static func isDigit(_ character: Character) -> Bool { character.isASCII && character.isNumber }

    /// "4:5", "1500x1500", "2,5", "-20 %", "#c8202a"
    private func number(_ state: inout State, _ text: [Character]) {
        var number = String(text[state.position])
        state.position += 1
        let isColour = number == "#"
        while state.position < text.count, text[state.position].isASCII {
            let character = text[state.position]
            let next = state.position + 1 < text.count ? text[state.position + 1] : " "
            // "20.000 px": a thousand is told by its three digits.
            let digits = number.split(separator: "x", omittingEmptySubsequences: false).last ?? ""
            if character == ".", !isColour, (1...3).contains(digits.count), digits.allSatisfy(Self.isDigit),
                digits.first != "0",
                (1...3).allSatisfy({ state.position + $0 < text.count && Self.isDigit(text[state.position + $0]) }),
                state.position + 4 >= text.count
                    || !(Self.isDigit(text[state.position + 4]) || text[state.position + 4] == ".")
            {
                number += String(text[(state.position + 1)...(state.position + 3)])
                state.position += 4
                continue
            }
            if ",.x".contains(character), Self.isDigit(next), number.last.map(Self.isDigit) == true, !isColour {
                number.append(character == "," ? "." : character)
            } else if character.isNumber || ":%".contains(character) || isColour && character.isHexDigit {
                number.append(character)
            } else {
                break
            }
            state.position += 1
        }
        // "2000 x 2000"
        let sign = Array(" x ")
        if !isColour, number.last.map(Self.isDigit) == true, state.position + 3 < text.count,
            Self.isDigit(text[state.position + 3]),
            Array(text[state.position..<(state.position + 3)]) == sign
        {
            state.append(number)
            state.append("x")
            state.position += 3
            return
        }
        // "10%の余白": a margin of so much.
        if !hasWords, state.position < text.count, text[state.position] == "の" { state.position += 1 }
        state.append(number)
    }

    /// The longest phrases that a text has at a place; each with where it ends further on, if it does.
    private func matches(in text: [Character], at state: State) -> [(Phrase, tail: Range<Int>?)] {
        guard state.position < text.count, let candidates = phrases[text[state.position]] else { return [] }
        var found: [(Phrase, tail: Range<Int>?)] = []
        for phrase in candidates {
            if let first = found.first,
                first.0.said.count > phrase.said.count || (first.tail == nil) != (phrase.tail == nil)
            {
                break
            }
            guard isSaid(phrase.said, in: text, at: state.position) else { continue }
            guard let end = phrase.tail else {
                guard !phrase.needsNoun || isBeforeNoun(text, state.position + phrase.said.count) else { continue }
                found.append((phrase, nil))
                continue
            }
            if let tail = tail(end, in: text, from: state.position + phrase.said.count) { found.append((phrase, tail)) }
        }
        return found
    }

    /// Whether the next word may be a noun: no "and", no "please", and no verb that ends what it speaks of.
    private func isBeforeNoun(_ text: [Character], _ end: Int) -> Bool {
        guard end + 1 < text.count, text[end].isWhitespace, text[end + 1].isLetter else { return false }
        let next = phrases[text[end + 1]]?.first { isSaid($0.said, in: text, at: end + 1) }?.means
        return next.map { !$0.hasSuffix(" …") && !["and", "or", "but", "then", "please", "than", "by"].contains($0) }
            ?? true
    }

    /// Where the words that end a phrase stand, in the same breath.
    private func tail(_ end: [Character], in text: [Character], from position: Int) -> Range<Int>? {
        var position = position
        while position < text.count, !";!?".contains(text[position]),
            text[position] != "," || position + 1 < text.count && Self.isDigit(text[position + 1])
        {
            if !hasWords || text[position - 1].isWhitespace, isSaid(end, in: text, at: position) {
                return position..<(position + end.count)
            }
            position += 1
        }
        return nil
    }

    private func taking(_ phrase: Phrase, _ tail: Range<Int>?, in text: [Character], _ before: State) -> State {
        var state = before
        state.append(phrase.means)
        state.phrases.append((String(phrase.said), phrase.means))
        state.position += phrase.said.count
        if let tail { state.tails.append(tail) }
        // A verb in -te ends what it says: "dramatic and then blurred", not "dramatically blurred".
        if !hasWords, phrase.said.last == "て" { state.append(",") }
        return state
    }

    private func isSaid(_ phrase: [Character], in text: [Character], at position: Int) -> Bool {
        guard position + phrase.count <= text.count,
            text[position..<(position + phrase.count)].elementsEqual(phrase)
        else { return false }
        guard hasWords, let last = phrase.last, last.isLetter else { return true }
        let next = position + phrase.count
        return next == text.count || !(text[next].isLetter || text[next].isNumber)
    }
}
