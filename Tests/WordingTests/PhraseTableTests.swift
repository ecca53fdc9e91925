import Foundation
import Testing
import Wording

/// Walks through phrases.txt, where each line is an instruction and what it is read as, or why it is declined.
@Suite("The phrase table")
struct PhraseTableTests {
    static let phrases: [Phrasing] = {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("phrases.txt")
        let lines = ((try? String(contentsOf: file, encoding: .utf8)) ?? "").split(separator: "\n")
            .filter { !$0.hasPrefix("#") && !$0.allSatisfy(\.isWhitespace) }
        return Phrasing.table(lines.joined(separator: "\n")).map {
            // A line break is written as "\n".
            Phrasing(instruction: $0.instruction.replacing("\\n", with: "\n"), edits: $0.edits)
        }
    }()

    @Test("every phrase is read as its line says", arguments: phrases)
    func reading(_ phrasing: Phrasing) {
        #expect(Notation.reading(phrasing.instruction, references: 1) == phrasing.edits)
    }

    @Test("there are nine hundred and fifty of them, none twice")
    func count() {
        #expect(Self.phrases.count >= 950)
        #expect(Set(Self.phrases.map(\.instruction)).count == Self.phrases.count)
    }

    /// Where a word that is understood in one instruction is called unknown in another, what is said misleads.
    @Test("every word of an accepted English phrase is one that the grammar knows")
    func wordsAreKnown() {
        for phrasing in Self.phrases where !phrasing.edits.hasPrefix("declined") && !phrasing.hasSetting {
            // What a doubted part is taken as is said in English, whatever stands before it.
            let said = phrasing.instruction.split(separator: ", taking ", maxSplits: 1).first.map(String.init) ?? ""
            let words = said.lowercased().split(whereSeparator: { !$0.isLetter && $0 != "'" })
                .map { String($0) }.filter { $0.count > 2 && !$0.contains("'") }
            let unknown = words.filter { !Grammar.vocabulary.contains($0) }
            // Most words of other languages are none of the grammar's.
            #expect(unknown.isEmpty || 2 * unknown.count >= words.count, "\(phrasing.instruction): \(unknown)")
        }
    }

    /// Whatever a word says, an instruction does not mean the same with one more that nobody knows. Where inputs are drawn
    /// anew for each commit, so is the place of that word: every fourth of all is tried.
    @Test("no accepted phrase is read the same with a word that means nothing", arguments: Array(phrases.enumerated()))
    func nothingIsLeftOut(_ number: Int, _ phrasing: Phrasing) {
        guard !phrasing.edits.hasPrefix("declined"), !phrasing.hasSetting else { return }
        let words = phrasing.instruction.split(separator: " ")
        let seed = ProcessInfo.processInfo.environment["RETOUCH_FUZZ_SEED"].flatMap { UInt64($0) }
        for place in 0...words.count where seed.map({ (UInt64(number + place) &+ $0) % 4 == 0 }) ?? true {
            let text = (words[..<place] + ["wibble"] + words[place...]).joined(separator: " ")
            #expect(Notation.reading(text, references: 1).hasPrefix("declined"), "\(text)")
        }
    }
}

extension Phrasing {
    /// Whether it says what goes before the instruction, or that a region is marked, where any noun is what is marked.
    fileprivate var hasSetting: Bool { instruction.hasPrefix("[region] ") || instruction.contains(" || ") }
}
