import Foundation
import Synchronization
import TerminalUI
import Testing

@Suite("The progress line and links") struct ProgressLineTests {
    private final class Written: Sendable {
        let text = Mutex("")
    }

    private func written(marksWindow: Bool, terminal: Terminal) async -> String {
        let written = Written()
        let line = ProgressLine("editing", terminal: terminal, columns: 80, marksWindow: marksWindow) { text in
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
        #expect(text.hasPrefix("\u{1B}]9;4;3\u{1B}\\\r  editing") && text.hasSuffix("\r\u{1B}[K\u{1B}]9;4;0\u{1B}\\"))
        #expect(text.split(separator: "9;4;3").count == 2)
    }

    @Test("Nothing of the kind is written where it is not known to be understood")
    func noMark() async {
        #expect(await written(marksWindow: false, terminal: terminal).contains("]9;") == false)
        let dumb = Terminal(isTerminal: true, colours: .none, movesCursor: false, showsUnicode: false)
        #expect(await written(marksWindow: true, terminal: dumb).isEmpty)
    }

    @Test("Links name the machine, and no name can end them early")
    func links() {
        let file = URL(fileURLWithPath: "/a b/\u{1B}\\\u{07};ü.png")
        #expect(
            Hyperlink.text("ü.png", to: file, on: "studio;1")
                == "\u{1B}]8;;file://studio%3B1/a%20b/%1B%5C%07%3B%C3%BC.png\u{1B}\\ü.png\u{1B}]8;;\u{1B}\\")
    }
}
