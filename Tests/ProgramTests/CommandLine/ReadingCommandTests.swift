import Foundation
import Pictures
import Sessions
import TestSupport
import Testing

extension TheProgram {
    @Suite("Commands that read sessions") struct ReadingCommandTests {
        @Test("list tells the sessions, the newest first; --json one object each")
        func list() throws {
            let place = try Workplace()
            let none = try place.run(["list"])
            #expect(none.status == 0 && none.output.isEmpty && none.talk.contains("no sessions"))
            try place.edit("sepia")
            try place.edit("make it warmer", "make it darker")
            let run = try place.run(["list"])
            #expect(run.status == 0)
            #expect(run.paths.count == 2)
            #expect(run.paths.first?.hasPrefix("0002") == true && run.paths.first?.contains("2 turns") == true)
            #expect(run.paths.first?.contains("make it darker") == true)
            let objects = try place.run(["list", "--json"]).objects()
            #expect(objects.map { $0["session"] as? Int } == [1, 2])
            #expect(objects.map { $0["turns"] as? Int } == [1, 2])
            #expect(objects.map { $0["source"] as? String } == ["photo.png", "photo.png"])
            #expect(objects.last?["last"] as? String == "make it darker")
        }

        @Test("show draws the tree; --json one object a turn")
        func show() throws {
            let place = try Workplace()
            let lines = "make it warmer\nrotate it right\n/undo\nsepia\n"
            #expect(try place.run(["photo.png"], input: lines).status == 0)
            let run = try place.run(["show", "1"])
            #expect(run.status == 0)
            #expect(run.paths.count == 4)
            #expect(run.output.contains("├─ sepia"))
            #expect(run.paths.filter { $0.hasPrefix(">") }.map { $0.contains("sepia") } == [true])
            let objects = try place.run(["show", "1", "--json"]).objects()
            #expect(objects.map { $0["turn"] as? Int } == [1, 2, 3])
            #expect(objects.map { $0["parent"] as? Int } == [0, 1, 1])
            #expect(objects.map { $0["outcome"] as? String } == ["answered", "answered", "answered"])
            #expect(objects.map { $0["current"] as? Bool } == [false, false, true])
            #expect(objects.map { $0["instruction"] as? String } == ["make it warmer", "rotate it right", "sepia"])
        }

        @Test("Without a number, what reads a session reads the newest that can be read")
        func newest() throws {
            let place = try Workplace()
            let none = try place.run(["show"])
            #expect(none.status == 66 && none.talk.contains("retouch PICTURE begins one."), "\(none.talk)")
            try place.edit("sepia")
            try place.edit("make it warmer", "make it darker")
            #expect(try place.run(["show"]).output == place.run(["show", "2"]).output)
            #expect(try place.run(["script"]).output.hasPrefix("# Session 2, turn 2"))
            #expect(try place.run(["verify", "--json"]).objects().first?["session"] as? Int == 2)
            #expect(try place.run(["export", "-o", "out.png"]).status == 0 && place.has("out.png"))
            #expect(try place.run(["page", "-o", "out.html"]).status == 0 && place.has("out.html"))
            try place.add("sessions/0002/session.json", Data("no header".utf8))
            let run = try place.run(["show"])
            #expect(run.status == 0 && run.output.contains("sepia"), "\(run.talk)")
            #expect(run.talk.contains("retouch list lists them all."), "\(run.talk)")
            // What is damaged is what verifying is for.
            #expect(try place.run(["verify"]).status == 65)
        }

        @Test("Newest sessions that can't be read are each told once, one without its header among them")
        func severalDamaged() throws {
            let place = try Workplace()
            for _ in 0..<3 { try place.edit("sepia") }
            try place.add("sessions/0002/session.json", Data("no header".utf8))
            try FileManager.default.removeItem(atPath: place.folder.path("sessions/0003/session.json"))
            for command in ["show", "script"] {
                let run = try place.run([command])
                #expect(run.status == 0, "\(run.talk)")
                for told in ["Session 3 can't be opened", "Session 2 can't be opened", "lists them all."] {
                    #expect(run.talk.components(separatedBy: told).count == 2, "\(run.talk)")
                }
            }
        }

        @Test("verify finds a journal that breaks off in its last line")
        func torn() throws {
            let place = try Workplace()
            try place.edit("sepia", "make it warmer")
            let journal = try place.data("sessions/0001/journal.jsonl")
            for cut in [1, 30, 200] {
                try place.add("sessions/0001/journal.jsonl", journal.dropLast(cut))
                let run = try place.run(["verify", "1"])
                #expect(run.status == 65 && run.talk.contains("breaks off in line"), "\(run.talk)")
            }
            let inside = try place.run(["resume", "1"], input: "/verify\n")
            #expect(inside.status == 0, "\(inside.talk)")
            #expect(try place.run(["verify", "1"]).status == 0, "opening leaves the torn line out")
        }

        @Test("verify is content with a whole session, and finds a file that was changed or taken away")
        func verify() throws {
            let place = try Workplace()
            try place.edit("sepia", "make it warmer")
            let whole = try place.run(["verify", "1"])
            #expect(whole.status == 0 && whole.output.contains("2 turns, 3 pictures"), "\(whole.output)")
            #expect(try place.run(["verify", "1", "--json"]).objects().first?["findings"] as? [String] == [])

            try place.add("sessions/0001/001.png", SamplePictures.gradient(width: 10, height: 10))
            let changed = try place.run(["verify", "1"])
            #expect(changed.status == 65 && changed.talk.contains("001.png is not what was saved"))
            try FileManager.default.removeItem(atPath: place.folder.path("sessions/0001/002.png"))
            let missing = try place.run(["verify", "1", "--json"])
            #expect(missing.status == 65)
            let findings = try #require(missing.objects().first?["findings"] as? [String])
            #expect(findings.contains { $0.contains("002.png is missing") })
            #expect(findings.contains { $0.contains("001.png is not what was saved") })
        }

        @Test("models tells each model and whether it can be used")
        func models() throws {
            let place = try Workplace()
            let run = try place.run(["models"])
            #expect(run.status == 0 && run.output.contains("local"))
            let objects = try place.run(["models", "--json"]).objects()
            #expect(objects.first { $0["id"] as? String == "local" }?["available"] as? Bool == true)
            #expect(objects.count > 1)
        }

        @Test("doctor finds all well, and says what is wrong")
        func doctor() throws {
            let place = try Workplace()
            let well = try place.run(["doctor"])
            #expect(well.status == 0, "\(well.output)")
            #expect(well.output.contains("local model works"))
            let objects = try place.run(["doctor", "--json"]).objects()
            #expect(objects.allSatisfy { $0["isWell"] as? Bool == true })
            let wrong = try place.run(["doctor"], environment: ["LC_ALL": "C"])
            #expect(wrong.status == 1 && wrong.output.contains("wrong locale"))
        }

        @Test("--sessions and RETOUCH_SESSIONS choose the folder of the sessions")
        func chosenFolder() throws {
            let place = try Workplace()
            #expect(try place.run(["edit", "photo.png", "-e", "sepia", "--sessions", "one"]).status == 0)
            let environment = ["RETOUCH_SESSIONS": place.folder.path("two")]
            #expect(try place.run(["edit", "photo.png", "-e", "sepia"], environment: environment).status == 0)
            #expect(place.has("one/0001/001.png") && place.has("two/0001/001.png") && !place.has("sessions"))
            #expect(try place.run(["list"], environment: environment).paths.count == 1)
        }

        @Test("Every command has help, and the program tells its version")
        func help() throws {
            let place = try Workplace()
            for command in ["edit", "resume", "list", "show", "verify", "replay", "export", "models", "doctor", "open"]
            {
                let run = try place.run([command, "--help"])
                #expect(run.status == 0 && run.output.contains("USAGE"), "\(command)")
            }
            #expect(try place.run(["--version"]).output.hasPrefix("retouch "))
        }
    }
}
