import Foundation
import Glibc
import TestSupport
import Testing

extension TheProgram {
    @Suite("The terminal's title and folder") struct TitleTests {
        private func titles(_ terminal: PseudoTerminal) -> [String] {
            terminal.screen.strings.filter { $0.hasPrefix("]0;") }.map { String($0.dropFirst(3)) }
        }

        private func folders(_ terminal: PseudoTerminal) -> [String] {
            terminal.screen.strings.filter { $0.hasPrefix("]7;") }.map { String($0.dropFirst(3)) }
        }

        @Test("They follow the session, and are given back at the end")
        func following() throws {
            let place = try Workplace()
            let terminal = try place.conversation()
            try terminal.wait(forPrompt: "0001/0")
            #expect(titles(terminal) == ["photo.png  0001/0  Retouch"])
            #expect(folders(terminal).last?.hasSuffix("/sessions/0001") == true)
            #expect(terminal.screen.modes.titleDepth == 1)
            try terminal.say("sepia", untilPrompt: "0001/1")
            #expect(titles(terminal).last == "photo.png  0001/1  Retouch")
            #expect(terminal.screen.modes.titleDepth == 1)
            try terminal.quit()
            #expect(terminal.screen.modes.areAsFound)
            #expect(folders(terminal).last?.hasSuffix(place.url.lastPathComponent) == true)
        }

        @Test("Whatever ends the program gives them back", arguments: [SIGTERM, SIGHUP, SIGALRM])
        func ending(signal: Int32) throws {
            let place = try Workplace()
            let terminal = try place.conversation()
            try terminal.wait(forPrompt: "0001/0")
            terminal.signal(signal)
            _ = try terminal.waitForEnd()
            #expect(terminal.screen.modes.areAsFound)
            #expect(folders(terminal).last?.hasSuffix(place.url.lastPathComponent) == true)
        }

        @Test("/set title off leaves them alone, and a name with control characters can't reach the terminal")
        func off() throws {
            let place = try Workplace()
            let terminal = try place.conversation()
            try terminal.wait(forPrompt: "0001/0")
            try terminal.say("/name a\u{2028}b\u{202E}c", untilPrompt: "0001/0")
            try terminal.wait(until: "the title with the name") { _ in
                titles(terminal).last == "a bc  0001/0  Retouch"
            }
            try terminal.say("/set title off", until: "title off")
            try terminal.wait(until: "the title is given back") { $0.modes.titleDepth == 0 }
            let count = titles(terminal).count
            try terminal.say("sepia", untilPrompt: "0001/1")
            #expect(titles(terminal).count == count)
            try terminal.say("/set suggestions off", until: "suggestions off")
            try terminal.say("/set title maybe", until: "title can be on or off.")
            try terminal.quit()
        }

        @Test("The configuration can say no to both")
        func configured() throws {
            let place = try Workplace()
            try FileManager.default.createDirectory(
                at: place.url.appendingPathComponent(".config/retouch"), withIntermediateDirectories: true)
            try place.add(".config/retouch/config.json", Data(#"{"title": "off", "suggestions": "off"}"#.utf8))
            let terminal = try place.conversation()
            try terminal.wait(forPrompt: "0001/0")
            #expect(titles(terminal).isEmpty && terminal.screen.modes.titleDepth == 0)
            try terminal.say("sepia", untilPrompt: "0001/1")
            terminal.type("sep")
            try terminal.wait(forLine: "0001/1 local> sep")
            terminal.settle(for: .milliseconds(300))
            #expect(terminal.screen.cursorLine == "0001/1 local> sep")
            terminal.type("\u{15}")
            try terminal.quit()
        }
    }
}
