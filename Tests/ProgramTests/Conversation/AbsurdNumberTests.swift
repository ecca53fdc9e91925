import Foundation
import Sessions
import TestSupport
import Testing

extension TheProgram {
    @Suite("Numbers that make no sense") struct AbsurdNumberTests {
        private static let numbers = [
            "1e30", "1e400", "-1", "99999999999999999999", "-9223372036854775808", "nan", "0",
        ]

        @Test("On a line, whatever the command, they are answered in words")
        func commands() throws {
            let place = try Workplace()
            let terminal = try place.conversation()
            try terminal.wait(forPrompt: "0001/0")
            try terminal.say("sepia", untilPrompt: "0001/1")
            let commands = [
                "/region N,0,1,1", "/region N%,N%,N%,N%", "/goto N", "/show N", "/info N", "/retry N", "/compare N",
                "/vary N", "/squash N-N", "/sharpen N", "/lock 1 grow N", "/lock 1 protect N,N,N,N", "/lock N loose",
                "/set seed N", "/set bell N", "/set budget N", "/budget N", "/size N", "/ratio N:N", "/resume N",
                "/export x.png --max-side N", "/export x.png --turn N", "/replay N", "/verify N", "/pick N",
            ]
            for command in commands {
                for number in Self.numbers {
                    terminal.type(command.replacing("N", with: number) + "\r")
                    // What comes faster is a paste.
                    terminal.settle(for: .milliseconds(60))
                }
            }
            // The line may stand in another session by now.
            terminal.type("/set bell 77\r")
            try terminal.wait(for: "bell after turns of 77 s")
            try terminal.quit()
        }

        @Test("In the configuration and the catalogue, they are refused in words: exit 78")
        func configuration() throws {
            let place = try Workplace()
            let folder = place.url.appendingPathComponent(".config/retouch")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            func check(_ name: String, _ text: String, _ status: Int32) throws {
                let file = folder.appendingPathComponent(name)
                try Data(text.utf8).write(to: file)
                let run = try place.run(
                    ["edit", "photo.png", "-e", "sepia", "--model", "local"])
                #expect(run.status == status, "\(text): \(run.talk)")
                try FileManager.default.removeItem(at: file)
            }
            for number in ["1e30", "-1", "0", "1e400", "99999999999999999999"] {
                try check("config.json", #"{"timeout":\#(number)}"#, 78)
                try check("config.json", #"{"connectTimeout":\#(number)}"#, 78)
            }
            try check("config.json", #"{"budget":-1}"#, 78)
            try check("config.json", #"{"modle":"pro"}"#, 78)
            for bounds in [
                #""multiple":0,"fewestPixels":1,"mostPixels":2,"longestSide":3,"steepest":3"#,
                #""multiple":16,"fewestPixels":9,"mostPixels":2,"longestSide":3,"steepest":3"#,
                #""multiple":16,"fewestPixels":1,"mostPixels":9223372036854775807,"longestSide":3,"steepest":3"#,
                #""multiple":16,"fewestPixels":1,"mostPixels":100000,"longestSide":4000,"steepest":0"#,
            ] {
                let entry =
                    #"{"models":[{"id":"x","names":["x"],"title":"X","wire":"openai-images","services":["openai"],"#
                    + #""goodAt":"-","edits":true,"generates":false,"sizeBounds":{\#(bounds)}}]}"#
                try check("models.json", entry, 78)
            }
        }

        @Test("In an environment variable, they are refused in words, before there is a session")
        func variables() throws {
            let place = try Workplace()
            for port in ["99999", "0", "99999999999999999999", "1e3"] {
                let run = try place.run(
                    ["edit", "photo.png", "-e", "make it red", "--model", "lite@google"],
                    environment: ["GEMINI_API_KEY": "AIza0123456789", "GEMINI_BASE_URL": "http://127.0.0.1:\(port)/"])
                #expect(run.status == 78, "\(port): \(run.talk)")
                #expect(place.sessions.numbers().isEmpty)
            }
            for wait in ["1e30", "-1", "nan", "inf"] {
                let run = try place.run(
                    ["photo.png"], input: "sepia\n", environment: ["RETOUCH_TERMINAL_WAIT": wait])
                #expect(run.status == 0, "\(run.talk)")
            }
        }

        @Test("In a journal, they make no sense or do no harm")
        func journals() throws {
            let place = try Workplace()
            let made = try place.run(
                ["edit", "photo.png", "-e", "make the disc red", "--model", "rerender", "--region", "10%,10%,50%,50%"])
            let other = try place.run(["edit", "photo.png", "-e", "make it sepia", "--model", "rerender"])
            // Whether the simulated model takes it on or not, there are journals with numbers in them.
            #expect([0, 1].contains(made.status) && [0, 1].contains(other.status))
            let numbers = ["9223372036854775807", "-9223372036854775808", "0", "1e300"]
            var changed = 0
            for session in place.sessions.numbers() {
                let file = "sessions/000\(session)/journal.jsonl"
                let journal = place.text(file)
                for found in journal.matches(of: /:(-?[0-9.]+)[,}\]]/).map(\.1) {
                    changed += 1
                    var text = journal
                    text.replaceSubrange(found.startIndex..<found.endIndex, with: numbers[changed % numbers.count])
                    try place.add(file, Data(text.utf8))
                    let commands = [
                        ["show", "\(session)"], ["verify", "\(session)"], ["list"], ["page", "\(session)"],
                    ]
                    // Opening reads all of it; of the others each has its turn.
                    let other = changed % 3 == 0 ? [commands[changed / 3 % commands.count]] : []
                    for arguments in [["resume", "\(session)"]] + other {
                        let run = try place.run(arguments, input: "/region show\n/lock 1 loose\n")
                        #expect((0..<128).contains(run.status), "\(text)\n\(run.talk)")
                    }
                }
                try place.add(file, Data(journal.utf8))
            }
            #expect(changed > 0)
        }
    }
}
