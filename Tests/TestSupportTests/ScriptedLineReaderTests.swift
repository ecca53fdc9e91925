import LineEditing
import TestSupport
import Testing

@Suite("A scripted line reader")
struct ScriptedLineReaderTests {
    @Test("Gives its lines, then the end of input, and remembers what it was asked")
    func script() async throws {
        let reader = ScriptedLineReader([.line("one"), .interrupted(hadText: false)])
        #expect(try await reader.readLine(Prompt("a")) == .line("one"))
        #expect(try await reader.readLine(Prompt("b"), initialText: "x") == .interrupted(hadText: false))
        #expect(try await reader.readLine(Prompt("c")) == .endOfInput)
        #expect(reader.prompts.map(\.text) == ["a> ", "b> ", "c> "])
        #expect(reader.initialTexts == ["", "x", ""])
        reader.printAbove("news")
        #expect(reader.printed == ["news"])
        await reader.quieted { #expect(reader.isQuiet) }
        #expect(!reader.isQuiet)
    }
}
