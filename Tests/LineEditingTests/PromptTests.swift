import LineEditing
import TestSupport
import Testing

@Suite("Prompts")
struct PromptTests {
    @Test("A prompt is its spans and its ending, without control characters")
    func text() {
        let prompt = Prompt([.init("0007/3 ", style: "1"), .init("li\u{1B}[31mte\n", style: "36")])
        #expect(prompt.text == "0007/3 li[31mte> ")
        #expect(Prompt("x", ending: "").text == "x")
    }
}

extension AtATerminal {
    @Test("Styles end before the text that is typed")
    func styles() throws {
        let terminal = try start()
        try terminal.wait(forOutput: "\u{1B}[1;36mprobe\u{1B}[0m/\u{1B}[33m1\u{1B}[0m> ")
    }
}
