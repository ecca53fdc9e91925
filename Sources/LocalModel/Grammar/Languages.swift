import Foundation

/// Instructions in other languages, put into the words that the grammar knows.
///
/// The commonest ones only, phrase by phrase from a file a language. An instruction of which any word is not in the file
/// is left alone: a translation that skips something would do something else than was asked.
enum Languages {
    /// What has been said so far, in English order: a verb that ends what it speaks of ("den Kontrast erhöhen") goes before that.
    private struct Words {
        private(set) var said: [String] = []
        private var beginning = 0

        mutating func append(_ means: String) {
            if means.hasSuffix(" …") {
                said.insert(String(means.dropLast(2)), at: beginning)
                return
            }
            said.append(means)
            let isBetween = [",", "and", "then", "but"].contains(means)
            if isBetween || means.hasPrefix("please") || means.hasPrefix("i would like") { beginning = said.count }
        }
    }

    /// The phrases of one language.
    private struct Vocabulary {
        /// By their first characters; those with more characters first.
        private let phrases: [Character: [(said: [Character], means: String)]]
        /// Whether words are parted by blanks.
        var hasWords: Bool

        init(_ file: [UInt8], hasWords: Bool) {
            self.hasWords = hasWords
            var phrases: [(said: [Character], means: String)] = []
            for line in String(decoding: file, as: UTF8.self).split(separator: "\n") where !line.hasPrefix("#") {
                let halves = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                guard halves.count == 2 else { continue }
                let means = halves[0].trimmingCharacters(in: .whitespaces)
                for said in halves[1].split(separator: ",") {
                    let phrase = Array(said.trimmingCharacters(in: .whitespaces).lowercased())
                    if !phrase.isEmpty { phrases.append((phrase, means)) }
                }
            }
            self.phrases = Dictionary(grouping: phrases.sorted { $0.said.count > $1.said.count }) { $0.said[0] }
        }

        /// The longest phrase that a text has at a position.
        private func phrase(in text: [Character], at position: Int) -> (said: [Character], means: String)? {
            phrases[text[position]]?.first { isSaid($0.said, in: text, at: position) }
        }

        /// `nil` unless every word is known.
        func english(_ text: [Character]) -> String? {
            var words = Words()
            var position = 0
            while position < text.count {
                let character = text[position]
                if character.isWhitespace || "!?¡¿！？".contains(character) {
                    position += 1
                } else if ",.;、。".contains(character) {
                    words.append(",")
                    position += 1
                } else if let (said, means) = phrase(in: text, at: position) {
                    words.append(means)
                    position += said.count
                    // A verb in -te ends what it says: "dramatic and then blurred", not "dramatically blurred".
                    if !hasWords, said.last == "て" { words.append(",") }
                } else if character.isASCII, character.isNumber || ":%".contains(character) {
                    var number = ""
                    while position < text.count, text[position].isASCII,
                        text[position].isNumber || ":.%".contains(text[position])
                    {
                        number.append(text[position])
                        position += 1
                    }
                    words.append(number)
                } else {
                    return nil
                }
            }
            return words.said.isEmpty ? nil : words.said.joined(separator: " ")
        }

        /// The same, with what is not known left as it is.
        func partly(_ text: [Character]) -> (english: String, known: Int, strangers: [String])? {
            guard hasWords else { return nil }
            var words = Words()
            var strangers: [String] = []
            var known = 0
            var position = 0
            while position < text.count {
                if !text[position].isLetter {
                    if ",.;".contains(text[position]) { words.append(",") }
                    position += 1
                } else if let (said, means) = phrase(in: text, at: position) {
                    words.append(means)
                    known += said.split(separator: " ").count
                    position += said.count
                } else {
                    let word = String(text[position...].prefix { $0.isLetter || "'-".contains($0) })
                    words.append(word)
                    strangers.append(word)
                    position += word.count
                }
            }
            return (words.said.joined(separator: " "), known, strangers)
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

    private static let vocabularies = [
        Vocabulary(PackageResources.de_txt, hasWords: true), Vocabulary(PackageResources.fr_txt, hasWords: true),
        Vocabulary(PackageResources.es_txt, hasWords: true), Vocabulary(PackageResources.ja_txt, hasWords: false),
    ]

    /// What an instruction says in English, once for each language that has all of its words.
    static func english(for instruction: String) -> [String] {
        let text = instruction.lowercased().replacing("’", with: "'")
        // What the program itself adds is in English.
        let added = text.firstRange(of: #/, (?:meaning|selecting|taking) /#)?.lowerBound ?? text.endIndex
        let own = Array(text[..<added])
        return vocabularies.compactMap { $0.english(own) }.map { $0 + text[added...] }
    }

    /// The words that keep an instruction from being read in the language that has most of its words; `nil` where that is
    /// English. `english` is what it says but for them.
    static func strangers(in instruction: String, known inEnglish: Int) -> (english: String, words: [String])? {
        let text = Array(instruction.lowercased().replacing("’", with: "'"))
        let best = vocabularies.compactMap { $0.partly(text) }.max { $0.known < $1.known }
        guard let best, best.known > inEnglish, best.known >= best.strangers.count, !best.strangers.isEmpty else {
            return nil
        }
        return (best.english, best.strangers)
    }
}
