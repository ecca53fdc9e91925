import Foundation
import Pictures
import Sessions
import TestSupport
import Testing

extension TheProgram {
    @Suite("retouch replay on many pictures, and scripts") struct ReplayOnManyTests {
        /// A place with session 1 and a folder of three pictures and two other files.
        private func place(_ instructions: String...) throws -> Workplace {
            let place = try Workplace()
            let run = try place.run(["edit", "photo.png"] + instructions.flatMap { ["-e", $0] })
            try #require(run.status == 0, "\(run.talk)")
            try FileManager.default.createDirectory(
                at: place.url.appendingPathComponent("shots"), withIntermediateDirectories: true)
            for (name, width) in [("10.png", 30), ("2.png", 40), ("a b.png", 50)] {
                try place.add("shots/\(name)", SamplePictures.gradient(width: width, height: 20))
            }
            try place.add("shots/.hidden.png", SamplePictures.gradient(width: 10, height: 10))
            try place.add("shots/notes.md", Data("notes".utf8))
            return place
        }

        @Test("A folder's pictures each get a session and a file, and the page shows them")
        func folder() throws {
            let place = try place("make it warmer", "rotate it right")
            let run = try place.run(["replay", "1", "--on", "shots", "-o", "out", "--as", "jpg"])
            #expect(run.status == 0, "\(run.talk)")
            #expect(run.paths == ["sessions/0002/002.png", "sessions/0003/002.png", "sessions/0004/002.png"])
            #expect(run.talk.contains("3 pictures, 2 instructions each, by local"))
            #expect(run.talk.contains("3 of 3 done"))
            #expect(try (2...4).map { try place.sessions.read($0).opened().source } == ["2.png", "10.png", "a b.png"])
            #expect(try place.picture("out/2.jpg").size == PixelSize(width: 20, height: 40))
            #expect(place.has("out/10.jpg") && place.has("out/a b.jpg"))
            let page = place.text("sessions/replay-0001.html")
            #expect(page.contains("src=\"0003/002.png\"") && page.contains("<li>rotate it right</li>"))
        }

        @Test("The same picture under two names is done once, and written under both")
        func doubled() throws {
            let place = try place("make it warmer")
            try place.add("shots/zz.png", place.data("shots/2.png"))
            let run = try place.run(["replay", "1", "--on", "shots", "-o", "out"])
            #expect(run.status == 0, "\(run.talk)")
            #expect(place.sessions.numbers().count == 4)
            #expect(try place.data("out/zz.png") == place.data("out/2.png"))
            let again = try place.run(["replay", "1", "--on", "shots", "-o", "out"])
            #expect(again.status == 0, "\(again.talk)")
            let names = try FileManager.default.contentsOfDirectory(atPath: place.folder.path("out"))
            #expect(names.sorted() == ["10.png", "2.png", "a b.png", "zz.png"])
        }

        @Test("--set without a text, or of a turn that there is not, says which")
        func set() throws {
            let place = try place("make it warmer")
            let empty = try place.run(["replay", "1", "--set", "1="])
            #expect(empty.status == 64 && empty.talk.contains("--set 1= has no text"), "\(empty.talk)")
            let other = try place.run(["replay", "1", "--set", "7=sepia"])
            #expect(other.status == 64 && other.talk.contains("its turns are 1"), "\(other.talk)")
        }

        @Test("Once more, all is skipped; what failed is tried again, in its session")
        func again() throws {
            let place = try place("make it warmer")
            try place.add("shots/3.png", Data("no picture".utf8))
            let first = try place.run(["replay", "1", "--on", "shots/*.png"])
            #expect(first.status == 1)
            #expect(first.talk.contains("3.png is") && first.talk.contains("3 of 4 done  1 failed"), "\(first.talk)")
            try place.add("shots/3.png", SamplePictures.gradient(width: 60, height: 20))
            let second = try place.run(["replay", "1", "--on", "shots", "--json"])
            #expect(second.status == 0, "\(second.talk)")
            let objects = try second.objects()
            #expect(objects.count == 5)
            #expect(objects.last?["done"] as? Int == 4 && objects.last?["doneBefore"] as? Int == 3)
            #expect(objects.first { $0["picture"] as? String == "3.png" }?["state"] as? String == "done")
            #expect(place.sessions.numbers() == [1, 2, 3, 4, 5])
            #expect(try place.run(["replay", "1", "--on", "shots", "--anew", "-q"]).status == 0)
            #expect(place.sessions.numbers().count == 9)
        }

        @Test("Lists name pictures, from a file or standard input; what is not there is told by name")
        func lists() throws {
            let place = try place("make it warmer")
            try place.add("list.txt", Data("# for Ben\nshots/2.png\n\nshots/gone.png\n".utf8))
            let run = try place.run(["replay", "1", "--on", "list.txt"])
            #expect(run.status == 1)
            #expect(run.talk.contains("gone.png") && run.talk.contains("1 of 2 done"), "\(run.talk)")
            let piped = try place.run(["replay", "1", "--on", "-"], input: "shots/10.png\nshots/2.png\n")
            #expect(piped.status == 0 && piped.talk.contains("2 of 2 done (1 before)"), "\(piped.talk)")
            #expect(try place.run(["replay", "1", "--on", "no*.png"]).status == 66)
            #expect(try place.run(["replay", "1", "--on", "-"], input: "\n").status == 66)
        }

        @Test("Pictures that an instruction can't be carried out on are listed, with the turn and the reason")
        func declined() throws {
            let place = try Workplace()
            try place.addPerson()
            let edit = try place.run(["edit", "astronaut.png", "-e", "make the jacket red"])
            try #require(edit.status == 0, "\(edit.talk)")
            try place.add("plain.png", SamplePictures.gradient(width: 300, height: 200))
            let run = try place.run(["replay", "1", "--on", "plain.png", "astronaut.png", "--json"])
            #expect(run.status == 1)
            let objects = try run.objects()
            let plain = try #require(objects.first { $0["picture"] as? String == "plain.png" })
            #expect(plain["state"] as? String == "failed" && plain["failedTurn"] as? Int == 1)
            #expect((plain["error"] as? String)?.contains("face") == true)
            #expect(objects.first { $0["picture"] as? String == "astronaut.png" }?["state"] as? String == "done")
        }

        @Test("--from takes the turns before over, and is refused where that makes no sense")
        func from() throws {
            let place = try place("make it warmer", "rotate it right")
            let run = try place.run(["replay", "1", "--from", "2", "--set", "2=mirror it"])
            #expect(run.status == 0, "\(run.talk)")
            #expect(run.paths == ["sessions/0002/002.png"], "the first turn was not carried out")
            #expect(try place.data("sessions/0002/001.png") == place.data("sessions/0001/001.png"))
            #expect(try place.sessions.read(2).asked(1).reused == .init(session: 1, turn: 1))
            try place.expectWhole(2)
            #expect(try place.run(["replay", "1", "--from", "3"]).status == 64)
            #expect(try place.run(["replay", "1", "--from", "2", "--set", "1=sepia"]).status == 64)
            #expect(try place.run(["replay", "1", "--from", "2", "--on", "shots/2.png"]).status == 66)
        }

        @Test("A session's script makes the same pictures from the same start, regions and lock included")
        func script() throws {
            let place = try Workplace()
            let lines = "/region 25%,25%,50%,50%\nmake it warmer\n/region off\n/lock loose\nmirror it\n// sepia\n"
            #expect(try place.run(["photo.png"], input: lines).status == 1, "// sepia is declined")
            let printed = try place.run(["script", "1"])
            #expect(printed.status == 0)
            #expect(
                printed.output == """
                    # Session 1, turn 2: photo.png
                    /region 25%,25%,50%,50%
                    make it warmer
                    /region off
                    mirror it

                    """)
            try place.add("steps.txt", Data(printed.output.utf8))
            let run = try place.run(["edit", "photo.png", "--script", "steps.txt", "-o", "out.png"])
            #expect(run.status == 0, "\(run.talk)")
            #expect(try place.data("sessions/0002/002.png") == place.data("sessions/0001/002.png"))
            #expect(try place.sessions.read(2).asked(1).region?.box == place.sessions.read(1).asked(1).region?.box)
            let objects = try place.run(["script", "1", "1", "--json"]).objects()
            #expect(objects.last?["instruction"] as? String == "make it warmer")
        }

        @Test("All but what a word names is found anew on another picture, in a replay as in a script")
        func inverted() throws {
            let place = try Workplace()
            try place.addPerson()
            #expect(try place.run(["edit", "astronaut.png", "-e", "mirror it", "-o", "mirrored.png"]).status == 0)
            let made = try place.run(["astronaut.png"], input: "/region hair\n/region invert\nsepia\n")
            #expect(made.status == 0, "\(made.talk)")
            #expect(try place.run(["replay", "2", "--on", "mirrored.png"]).status == 0)
            let said = try place.run(["mirrored.png"], input: "/region not hair\nsepia\n")
            #expect(said.status == 0 && said.talk.contains(", all but hair, "), "\(said.talk)")
            func mask(_ session: Int) throws -> String? {
                try place.sessions.read(session).asked(1).region?.mask?.sha256
            }
            #expect(try mask(3) != nil && mask(3) == mask(4))
            #expect(try place.run(["script", "2"]).output.contains("/region not hair\nsepia\n"))
        }

        @Test("A script names attached pictures where the session keeps them")
        func scriptReferences() throws {
            let place = try Workplace()
            try place.addPerson()
            try place.add("my wall.png", SamplePictures.gradient(width: 64, height: 64))
            let edit = try place.run(
                ["edit", "astronaut.png", "-e", "replace the background with @\"my wall.png\""])
            try #require(edit.status == 0, "\(edit.talk)")
            try FileManager.default.removeItem(at: place.url.appendingPathComponent("my wall.png"))
            let script = try place.run(["script", "1"]).output
            #expect(script.contains("@sessions/0001/references/"), "\(script)")
            let run = try place.run(["edit", "astronaut.png", "--script", "-"], input: script)
            #expect(run.status == 0, "\(run.talk)")
            #expect(try place.data("sessions/0002/001.png") == place.data("sessions/0001/001.png"))
        }

        @Test("A script is checked whole before there is a session")
        func badScripts() throws {
            let place = try Workplace()
            for (script, words) in [
                ("sepia\n/undo\n", "line 2"), ("/ratio round\nsepia\n", "line 1"), ("# only this\n", "no instructions"),
                ("add @gone.png to it\n", "line 1"), ("/lock maybe\nsepia", "line 1"),
            ] {
                let run = try place.run(["edit", "photo.png", "--script", "-"], input: script)
                #expect(run.status != 0 && run.talk.contains(words), "\(run.talk)")
            }
            #expect(try place.run(["edit", "photo.png"]).status == 64)
            #expect(try place.run(["edit", "photo.png", "--script", "-", "-e", "sepia"], input: "sepia").status == 64)
            #expect(place.sessions.numbers().isEmpty)
        }
    }
}
