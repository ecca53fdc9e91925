import Foundation
import Glibc
import Pictures
import Sessions
import TestSupport
import Testing

extension TheProgram {
    @Suite("The person's own editor") struct EditorTests {
        /// An editor that puts a text in place of what it is given, and keeps what that was.
        private func editor(_ place: Workplace, writing text: String, ending: String = "") throws -> [String: String] {
            let script = """
                #!/bin/sh
                cat "$1" > "\(place.folder.path("given.txt"))"
                echo "key=$OTHER_API_KEY" > "\(place.folder.path("environment.txt"))"
                printf '\(text)\\n' > "$1"
                \(ending)
                """
            try place.add("editor.sh", Data(script.utf8))
            return ["VISUAL": "sh \(place.folder.path("editor.sh"))", "OTHER_API_KEY": "secret-value"]
        }

        @Test("/edit takes the instruction from the editor, which gets no key")
        func slashEdit() throws {
            let place = try Workplace()
            let terminal = try place.conversation(environment: editor(place, writing: "make it warmer"))
            try terminal.wait(forPrompt: "0001/0")
            try terminal.say("/edit make it", untilPrompt: "0001/1")
            try terminal.quit()
            #expect(place.text("given.txt") == "make it\n")
            #expect(place.text("environment.txt") == "key=\n")
            #expect(try place.sessions.read(1).asked(1).instruction == "make it warmer")
        }

        @Test("^X^E edits the line that is being typed")
        func editTheLine() throws {
            let place = try Workplace()
            let terminal = try place.conversation(environment: editor(place, writing: "make it warmer"))
            try terminal.wait(forPrompt: "0001/0")
            terminal.type("make it cooler")
            try terminal.wait(forLine: "0001/0 local> make it cooler")
            terminal.type("\u{18}\u{5}")
            try terminal.wait(forLine: "0001/0 local> make it warmer")
            terminal.type("\r")
            try terminal.wait(forPrompt: "0001/1")
            try terminal.quit()
            #expect(place.text("given.txt") == "make it cooler\n")
        }

        @Test("An editor that fails or writes nothing does nothing")
        func failing() throws {
            let place = try Workplace()
            let failing = try place.conversation(environment: editor(place, writing: "sepia", ending: "exit 1"))
            try failing.wait(forPrompt: "0001/0")
            try failing.say("/edit", until: "Nothing was written; nothing was done.")
            try failing.wait(forPrompt: "0001/0")
            try failing.quit()
            let empty = try place.conversation(["resume"], environment: editor(place, writing: ""))
            try empty.wait(forPrompt: "0001/0")
            try empty.say("/edit", until: "Nothing was written; nothing was done.")
            try empty.quit()
            #expect(try place.sessions.read(1).state.turns.isEmpty)
        }

        @Test("After the editor, ^C during a turn still cancels the turn, and SIGINT leaves the terminal whole")
        func interruptAfterwards() throws {
            let place = try Workplace()
            try place.addLarge()
            let terminal = try place.conversation(
                ["large.png"], environment: editor(place, writing: LargePicture.slowInstruction))
            try terminal.wait(forPrompt: "0001/0")
            try terminal.say("/edit", until: "^C cancels")
            terminal.type("\u{3}")
            try terminal.wait(for: "Turn 1 was cancelled.")
            try terminal.wait(forPrompt: "0001/0")
            terminal.type("\u{3}")
            try terminal.wait(for: "(^D or /quit leaves)")
            try terminal.wait(forPrompt: "0001/0")
            try terminal.quit()
        }

        @Test("The editor can be interrupted by ^C itself")
        func interruptInTheEditor() throws {
            let place = try Workplace()
            try place.add(
                "editor.sh",
                Data("#!/bin/sh\ntrap 'echo TRAPPED; exit 1' INT\necho EDITING\nwhile :; do sleep 0.1; done\n".utf8))
            let terminal = try place.conversation(environment: ["VISUAL": "sh \(place.folder.path("editor.sh"))"])
            try terminal.wait(forPrompt: "0001/0")
            try terminal.say("/edit", until: "EDITING")
            terminal.type("\u{3}")
            try terminal.wait(for: "TRAPPED")
            try terminal.wait(for: "Nothing was written; nothing was done.")
            try terminal.wait(forPrompt: "0001/0")
            try terminal.say("sepia", untilPrompt: "0001/1")
            try terminal.quit()
        }
    }
}
