import Foundation
import Pictures
import Sessions
import TestSupport
import Testing

extension TheProgram {
    @Suite("Lines from a pipe") struct PipedLinesTests {
        @Test("Instructions and commands are carried out; standard output has the data and nothing else")
        func linesOfAllKinds() throws {
            let place = try Workplace()
            let run = try place.run(
                ["photo.png"],
                input: "make it warmer\n\n   \n/undo\nsepia\n/export out.jpg\n/name First try\n/model\n")
            #expect(run.status == 0, "\(run.talk)")
            #expect(run.paths == ["sessions/0001/001.png", "sessions/0001/002.png", "local"])
            #expect(!(run.output + run.talk).contains("\u{1B}"))
            #expect(!run.talk.contains("local>"))
            #expect(try place.picture("out.jpg").format == .jpeg)
            #expect(try place.sessions.read(1).name == "First try")
        }

        @Test("Terminal variables make no escape sequences where there is no terminal")
        func noEscapes() throws {
            let place = try Workplace()
            let run = try place.run(
                ["photo.png"], input: "sepia\n/tree\n/help\n/show\nadd a hat\n",
                environment: ["TERM": "xterm-kitty", "COLORTERM": "truecolor"])
            #expect(run.status == 1)
            #expect(!(run.output + run.talk).contains("\u{1B}"))
        }

        @Test("The first failure ends the program with its exit code")
        func firstFailure() throws {
            let place = try Workplace()
            let cases: [(line: String, status: Int32)] = [
                ("add a hat", 1), ("/nonsense", 64), ("/goto 9", 66), ("/open none.png", 66), ("/export x.gif", 64),
                ("sepia @none.png", 66), ("/export photo.png", 73), ("/model lite", 77),
            ]
            for (index, (line, status)) in cases.enumerated() {
                let run = try place.run(["photo.png"], input: "sepia\n\(line)\nmake it warmer\n")
                #expect(run.status == status, "\(line): \(run.talk)")
                #expect(run.paths == ["sessions/000\(index + 1)/001.png"], "\(line)")
            }
        }

        @Test("--json prints an object a turn, and one for the failure")
        func objects() throws {
            let place = try Workplace()
            let run = try place.run(["photo.png", "--json"], input: "sepia\nadd a hat\nmake it warmer\n")
            #expect(run.status == 1)
            let objects = try run.objects()
            #expect(objects.count == 2)
            #expect(objects.first?["turn"] as? Int == 1)
            #expect(objects.last?["instruction"] as? String == "add a hat")
            #expect(objects.last?["exit"] as? Int == 1)
        }

        @Test("Empty input makes a session and nothing else; without a picture, not even that")
        func emptyInput() throws {
            let place = try Workplace()
            let nothing = try place.run([], input: "")
            #expect(nothing.status == 0 && nothing.output.isEmpty)
            #expect(place.sessions.numbers().isEmpty)
            let opened = try place.run(["photo.png"], input: "")
            #expect(opened.status == 0 && opened.output.isEmpty)
            #expect(place.sessions.numbers() == [1])
        }

        @Test("Lines may end in CR LF, and the last one in nothing")
        func lineEnds() throws {
            let place = try Workplace()
            let run = try place.run(["photo.png"], input: "make it warmer\r\nsepia\r\n/undo\r\nmirror it")
            #expect(run.status == 0, "\(run.talk)")
            let session = try place.sessions.read(1)
            #expect(
                try session.state.turns.map { try session.asked($0.number).instruction }
                    == ["make it warmer", "sepia", "mirror it"])
        }

        @Test("/quit ends the input there")
        func quit() throws {
            let place = try Workplace()
            let run = try place.run(["photo.png"], input: "sepia\n/quit\nmake it warmer\n")
            #expect(run.status == 0 && run.paths == ["sessions/0001/001.png"])
        }

        @Test("The picture can be the first line")
        func pictureAsLine() throws {
            let place = try Workplace()
            let run = try place.run([], input: "photo.png\nsepia\n")
            #expect(run.status == 0 && run.paths == ["sessions/0001/001.png"], "\(run.talk)")
            let none = try place.run([], input: "sepia\n")
            #expect(none.status == 66 && none.talk.contains("No picture is open"))
        }

        @Test("resume goes on where the session was, and a trailing backslash joins lines")
        func resume() throws {
            let place = try Workplace()
            try place.edit("sepia", "make it warmer")
            let run = try place.run(["resume"], input: "/undo\nmirror it \\\nand make it darker\n")
            #expect(run.status == 0 && run.paths == ["sessions/0001/003.png"], "\(run.talk)")
            let session = try place.sessions.read(1)
            #expect(try session.asked(3).parent == 1)
            #expect(try session.asked(3).instruction == "mirror it \nand make it darker")
        }

        @Test("A key among the lines is neither sent nor saved")
        func keys() throws {
            let place = try Workplace()
            let key = "sk-proj-4f9A2bC7dE1fG8hJ3kL6mN0pQ5rS"
            let run = try place.run(["photo.png"], input: "use \(key)\n")
            #expect(run.status == 64)
            #expect(!place.text("sessions/0001/journal.jsonl").contains(key))
            #expect(!run.talk.contains(key))
        }
    }
}
