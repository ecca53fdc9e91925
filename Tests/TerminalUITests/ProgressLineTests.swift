import Foundation
import Synchronization
import TerminalUI
import TestSupport
import Testing

@Suite("The progress line and links") struct ProgressLineTests {
    private final class Written: Sendable {
        let text = Mutex("")
    }

    private func written(marksWindow: Bool, terminal: Terminal) async -> String {
        let written = Written()
        let line = ProgressLine("editing", terminal: terminal, window: { (80, 24) }, marksWindow: marksWindow) { text in
            written.text.withLock { $0 += text }
        }
        await line.begin()
        await line.update("painting")
        await line.end()
        return written.text.withLock { $0 }
    }

    private let terminal = Terminal(isTerminal: true, colours: .full, movesCursor: true, showsUnicode: true)

    @Test("The window is marked once, and the mark is taken off with the line")
    func mark() async {
        let text = await written(marksWindow: true, terminal: terminal)
        #expect(text.hasPrefix("\u{1B}]9;4;3\u{1B}\\\r  editing") && text.hasSuffix("\r\u{1B}[J\u{1B}]9;4;0\u{1B}\\"))
        #expect(text.split(separator: "9;4;3").count == 2)
    }

    @Test("Nothing of the kind is written where it is not known to be understood")
    func noMark() async {
        #expect(await written(marksWindow: false, terminal: terminal).contains("]9;") == false)
        let dumb = Terminal(isTerminal: true, colours: .none, movesCursor: false, showsUnicode: false)
        #expect(await written(marksWindow: true, terminal: dumb).isEmpty)
    }

    @Test("What is shown on the way stays above the line")
    func above() async {
        let written = Written()
        let line = ProgressLine("painting", terminal: terminal, window: { (30, 10) }) { text in
            written.text.withLock { $0 += text }
        }
        await line.write(above: "too early\n")
        await line.begin()
        await line.write(above: "a draft\n")
        await line.write(above: "another\n")
        func screen() -> [String] {
            var screen = TerminalScreen(columns: 30, rows: 10)
            screen.feed(written.text.withLock { $0.replacing("\n", with: "\r\n") }.utf8)
            return screen.text.split(separator: "\n").map(String.init)
        }
        #expect(screen().map { $0.prefix(10) } == ["a draft", "another", "  painting"])
        await line.end()
        #expect(screen() == ["a draft", "another"])
    }

    @Test("What follows stands above it, what is typed below it; all of it is taken away")
    func following() async {
        let written = Written()
        let line = ProgressLine(
            "editing", terminal: terminal, window: { (30, 10) }, width: { $0.value > 0x3000 ? 2 : 1 }
        ) { text in written.text.withLock { $0 += text } }
        func screen() -> [String] {
            var screen = TerminalScreen(columns: 30, rows: 10)
            screen.feed(written.text.withLock { $0.replacing("\n", with: "\r\n") }.utf8)
            return screen.text.split(separator: "\n").map(String.init)
        }
        await line.begin()
        await line.show(waiting: ["make it red", "日本語日本語日本語日本語日本語"], typing: "")
        #expect(screen().map { $0.prefix(14) } == ["  next: make i", "  next: 日本語日本語", "  editing… 0.0"])
        let many = (1...9).map { "line \($0)" }
        await line.show(waiting: many, typing: "this is longer than the window is wide")
        #expect(screen().count == 8)
        #expect(screen()[4...5] == ["  next: line 5", "  and 4 more"] && screen()[7].hasSuffix("window is wide"))
        await line.show(waiting: [], typing: "")
        #expect(screen().count == 1)
        await line.show(waiting: many, typing: "x")
        await line.end()
        #expect(screen().isEmpty)
    }

    @Test("Links name the machine, and no name can end them early")
    func links() {
        let file = URL(fileURLWithPath: "/a b/\u{1B}\\\u{07};ü.png")
        #expect(
            Hyperlink.text("ü.png", to: file, on: "studio;1")
                == "\u{1B}]8;;file://studio%3B1/a%20b/%1B%5C%07%3B%C3%BC.png\u{1B}\\ü.png\u{1B}]8;;\u{1B}\\")
    }
}
