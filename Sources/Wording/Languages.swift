import Foundation
import Texts

/// Instructions in other languages, put into the words that the grammar knows.
///
/// The commonest ones only, phrase by phrase from two files a language: what is said, and the names of things. An
/// instruction of which any word is in neither is left alone: a translation that skips something would do something
/// else than was asked.
enum Languages {
    private static let vocabularies = [
        LanguageVocabulary([Texts.german, Texts.germanThings], hasWords: true),
        LanguageVocabulary([Texts.french, Texts.frenchThings], hasWords: true),
        LanguageVocabulary([Texts.spanish, Texts.spanishThings], hasWords: true),
        LanguageVocabulary([Texts.japanese, Texts.japaneseThings], hasWords: false),
    ]

    /// What an instruction may say in English, for each language that has all of its words; the likeliest first.
    static func english(for instruction: String) -> [Translation] {
        let text = plain(instruction)
        // What the program itself adds is in English.
        let added = text.firstRange(of: #/, (?:meaning|selecting|taking) /#)?.lowerBound ?? text.endIndex
        let own = Array(text[..<added])
        return vocabularies.flatMap { $0.translations(of: own) }.map { translation in
            var whole = translation
            whole.english += text[added...]
            return whole
        }
    }

    /// The words that keep an instruction from being read in the language that has most of its words; `nil` where that is
    /// English. `english` is what it says but for them.
    static func strangers(in instruction: String, known inEnglish: Int) -> (english: String, words: [String])? {
        let text = Array(plain(instruction))
        let best = vocabularies.compactMap { $0.partly(text) }.max { $0.known < $1.known }
        guard let best, best.known > inEnglish, best.known >= best.strangers.count, !best.strangers.isEmpty else {
            return nil
        }
        return (best.english, best.strangers)
    }

    /// Whether a language has all of some words.
    static func know(_ words: String) -> Bool {
        let text = Array(plain(words))
        return vocabularies.contains { !$0.translations(of: text).isEmpty }
    }

    private static func plain(_ instruction: String) -> String {
        instruction.lowercased().replacing("’", with: "'").replacing("×", with: "x")
    }
}

/// What an instruction says in English, and which of its own words say what.
struct Translation {
    var english: String
    var phrases: [(said: String, means: String)] = []

    /// The phrases that some English words stand for, each once.
    func own(_ words: [String]) -> [String] {
        var rest = phrases[...]
        var own: [String] = []
        // What is left over stands together: it is looked for in its order.
        for word in words {
            guard let place = rest.firstIndex(where: { $0.means.split(separator: " ").contains(word[...]) }) else {
                continue
            }
            if own.last != rest[place].said { own.append(rest[place].said) }
            rest = rest[place...]
        }
        return own
    }
}
