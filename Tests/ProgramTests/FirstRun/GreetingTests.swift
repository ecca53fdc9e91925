import Foundation
import Sessions
import TestSupport
import Testing

extension TheProgram {
    @Suite("The first lines of a conversation") struct GreetingTests {
        private static let keyPage = "https://www.cometapi.com/console/token"

        /// What stands above the first prompt.
        private func greeting(
            _ place: Workplace, _ environment: [String: String] = [:], columns: Int = 80
        ) throws -> [String] {
            let terminal = try place.conversation([], environment: environment, columns: columns)
            try terminal.wait(forPrompt: "retouch")
            let lines = terminal.screen.lines.filter { !$0.isEmpty && $0 != "retouch>" }
            try terminal.quit()
            #expect(terminal.screen.unknown.isEmpty)
            return lines
        }

        @Test(
            "Where there are no sessions, three lines say what to type, what needs no key, and where a key comes from")
        func firstRun() throws {
            let place = try Workplace()
            let lines = try greeting(place)
            #expect(lines.count == 3, "\(lines)")
            #expect(lines[0].contains("Type a picture's path") && lines[0].contains("say what to change"))
            #expect(lines[1].contains("model local needs no key and no network") && lines[1].contains("/demo"))
            #expect(lines[2].contains("retouch key set cometapi") && lines[2].contains(Self.keyPage))
            #expect(place.sessions.numbers().isEmpty)
        }

        @Test("Where there are sessions, two lines say where they are and how to go on")
        func laterRuns() throws {
            let place = try Workplace()
            try place.edit("sepia")
            let lines = try greeting(place, columns: 120)
            #expect(lines.count == 2, "\(lines)")
            #expect(lines[0].contains("model local  sessions in sessions"))
            #expect(lines[1].contains("/help tells more") && lines[1].contains("/resume"))
        }

        @Test("With a key, the model is named, and the key's place is not")
        func withKey() throws {
            let place = try Workplace()
            let lines = try greeting(place, ["COMETAPI_KEY": "not-a-real-key"])
            #expect(lines.count == 3, "\(lines)")
            #expect(lines[1].contains("model is lite, through CometAPI") && lines[1].contains("free"))
            #expect(lines[2].contains("/models"))
            #expect(!lines.joined().contains("key set"))
        }

        @Test("A first picture is followed by one line more, a second one by none")
        func withPicture() throws {
            let place = try Workplace()
            func lines() throws -> [String] {
                let terminal = try place.conversation()
                try terminal.wait(until: "the prompt") { $0.cursorLine.hasSuffix("/0 local>") }
                let lines = terminal.screen.lines.filter { !$0.isEmpty && !$0.hasSuffix("local>") }
                try terminal.quit()
                return lines
            }
            let first = try lines()
            #expect(first.count == 2 && first[1].contains("make the jacket red") && first[1].contains("/help"))
            #expect(try lines().count == 1)
        }

        @Test("In a window of 40 columns no word is broken")
        func narrow() throws {
            let place = try Workplace()
            let lines = try greeting(place, columns: 40)
            let text = lines.map { $0.trimmingCharacters(in: .whitespaces) }.joined(separator: " ")
            #expect(text.contains("Type a picture's path, or drop the file here, then say what to change."))
            #expect(text.contains("Others do: retouch key set cometapi; see \(Self.keyPage)"))
            #expect(lines.allSatisfy { $0.count < 40 })
        }

        @Test("A pipe gets none of it, and a terminal without colours no escape sequence")
        func plain() throws {
            let place = try Workplace()
            let piped = try place.run([], input: "/model\n")
            #expect(piped.status == 0 && piped.output == "local\n")
            #expect(!piped.talk.contains("/demo") && !piped.talk.contains("key set"))
            let picture = try place.run(["photo.png"], input: "")
            #expect(!picture.talk.contains("Say what to change"))
            for environment in [["TERM": "dumb"], ["NO_COLOR": "1"]] {
                let place = try Workplace()
                let terminal = try place.conversation([], environment: environment)
                try terminal.wait(forPrompt: "retouch")
                #expect(!terminal.written.contains(/\u{1B}\[[0-9;]*m/.matchingSemantics(.unicodeScalar)))
                try terminal.quit()
            }
        }

        @Test("A command of the shell about keys is not taken for an instruction")
        func shellCommand() throws {
            let place = try Workplace()
            let terminal = try place.conversation([])
            try terminal.wait(forPrompt: "retouch")
            try terminal.say("retouch key set cometapi", until: "is a command of the shell")
            try terminal.quit()
        }
    }
}
