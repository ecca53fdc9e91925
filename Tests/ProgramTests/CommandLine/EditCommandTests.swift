import Foundation
import Pictures
import Sessions
import TestSupport
import Testing

extension TheProgram {
    @Suite("retouch edit") struct EditCommandTests {
        @Test("prints one object a turn, with all its fields")
        func objects() throws {
            let place = try Workplace()
            let run = try place.run(
                ["edit", "photo.png", "-e", "make it warmer", "-e", "rotate it right", "--json", "--model", "local"])
            #expect(run.status == 0, "\(run.talk)")
            let objects = try run.objects()
            try #require(objects.count == 2)
            for (index, object) in objects.enumerated() {
                #expect(object["session"] as? Int == 1)
                #expect(object["turn"] as? Int == index + 1)
                #expect(object["parent"] as? Int == index)
                #expect(object["instruction"] as? String == ["make it warmer", "rotate it right"][index])
                #expect(object["model"] as? String == "local")
                #expect((object["seconds"] as? Double).map { $0 >= 0 } == true)
                let picture = try #require(object["picture"] as? [String: Any])
                let path = "sessions/0001/00\(index + 1).png"
                #expect(picture["path"] as? String == path)
                let saved = try place.picture(path)
                #expect(picture["format"] as? String == "png")
                #expect(picture["width"] as? Int == saved.width)
                #expect(picture["height"] as? Int == saved.height)
                #expect(picture["sha256"] as? String == saved.sha256)
            }
            #expect(try place.picture("sessions/0001/002.png").size == PixelSize(width: 48, height: 64))
            try place.expectWhole()
        }

        @Test("where the first instruction is declined there is no session; turns before a declined one are kept")
        func declined() throws {
            let place = try Workplace()
            for words in ["make the car blue", "make the jacket blu", "make it like @photo.png"] {
                let run = try place.run(["edit", "photo.png", "-e", words, "--model", "local"])
                #expect(run.status == 1 && !place.has("sessions"), "\(words): \(run.talk)")
                #expect(!run.talk.contains("sessions/"), "\(run.talk)")
            }
            let deep = try place.run(
                ["edit", "photo.png", "-e", "make the car blue", "--sessions", "work/today/sessions"])
            #expect(deep.status == 1 && !place.has("work"), "\(deep.talk)")
            // What was there before stays.
            try FileManager.default.createDirectory(
                at: place.url.appendingPathComponent("sessions"), withIntermediateDirectories: false)
            #expect(try place.run(["edit", "photo.png", "-e", "make the car blue"]).status == 1)
            #expect(try FileManager.default.contentsOfDirectory(atPath: place.folder.path("sessions")).isEmpty)
            let run = try place.run(["edit", "photo.png", "-e", "sepia", "-e", "make the car blue"])
            #expect(run.status == 1 && place.sessions.numbers() == [1], "\(run.talk)")
            #expect(try place.sessions.read(1).state.turns.count == 1)
            try place.expectWhole()
        }

        @Test("what is of the whole picture by what it is, as its shape, is declined where a region is marked")
        func shapeInRegion() throws {
            let place = try Workplace()
            let words = [
                "turn it into a sticker", "remove the background", "crop to 4:5", "rotate it left",
                "make it half as large",
            ]
            for words in words {
                let run = try place.run(
                    ["edit", "photo.png", "--region", "8,8,30,30", "-e", words, "--model", "local"])
                #expect(run.status == 1 && run.talk.contains("Leave --region out"), "\(words): \(run.talk)")
            }
            #expect(place.sessions.numbers().isEmpty)
            let flipped = [
                "edit", "photo.png", "--region", "8,8,30,30", "-e", "flip it horizontally", "--model", "local",
            ]
            #expect(try place.run(flipped).status == 0)
        }

        @Test("a slip is told with the word that was meant and what to type, and nothing else")
        func slip() throws {
            let place = try Workplace()
            let run = try place.run(["edit", "photo.png", "-e", "make the jacket blu", "--model", "local"])
            #expect(run.talk.contains("does not understand \u{201C}blu\u{201D}. Did you mean blue?"), "\(run.talk)")
            #expect(run.talk.contains("Type it again with \u{201C}blue\u{201D}."), "\(run.talk)")
            #expect(!run.talk.contains("changes colours of clothes"), "\(run.talk)")
        }

        @Test(
            "\u{201C}more\u{201D} after a change of light is more of it, and alone it is a command of the conversation")
        func more() throws {
            let place = try Workplace()
            let run = try place.run([
                "edit", "photo.png", "-e", "make it warmer", "-e", "more", "-e", "less", "--model", "local",
            ])
            #expect(run.status == 0, "\(run.talk)")
            let alone = try place.run(["edit", "photo.png", "-e", "more", "--model", "local"])
            #expect(alone.status == 64, "\(alone.talk)")
        }

        @Test("tells what was selected in a photograph of a person")
        func selection() throws {
            let place = try Workplace()
            try place.addPerson()
            let run = try place.run(
                [
                    "edit", "astronaut.png", "-e", "make the jacket red", "-e", "turn it into a sticker", "-o",
                    "out.png",
                    "--json",
                ])
            #expect(run.status == 0, "\(run.talk)")
            let objects = try run.objects()
            try #require(objects.count == 2)
            for object in objects {
                let selected = try #require(object["selected"] as? [String: Any])
                #expect((selected["what"] as? String)?.isEmpty == false)
                let share = try #require(selected["share"] as? Double)
                #expect(share > 0.05 && share < 0.95)
            }
            #expect(try place.picture("out.png").pixels().hasAlpha)
        }

        @Test("prints the turns' paths, and talks on standard error")
        func paths() throws {
            let place = try Workplace()
            let run = try place.run(["edit", "photo.png", "-e", "sepia", "-e", "add a vignette", "-o", "out.jpg"])
            #expect(run.status == 0)
            #expect(run.paths == ["sessions/0001/001.png", "sessions/0001/002.png"])
            #expect(run.talk.contains("turn 2  local  64x48 png"))
            #expect(run.talk.contains("exported turn 2  64x48 jpeg"))
            #expect(!(run.output + run.talk).contains("\u{1B}"))
            #expect(try place.picture("out.jpg").format == .jpeg)
        }

        @Test("says nothing with --quiet but what goes wrong")
        func quiet() throws {
            let place = try Workplace()
            let good = try place.run(["edit", "photo.png", "-e", "sepia", "-q"])
            #expect(good.status == 0 && good.talk.isEmpty)
            let bad = try place.run(["edit", "photo.png", "-e", "asdf", "-q"])
            #expect(bad.status == 1 && bad.talk.contains("asdf"))
        }

        @Test("goes on where nothing is to be done, and fails where nothing at all was")
        func soAlready() throws {
            let place = try Workplace()
            let run = try place.run(["edit", "photo.png", "-e", "crop to 4:3", "-e", "sepia", "-e", "crop to 4:3"])
            #expect(run.status == 0, "\(run.talk)")
            #expect(run.paths == ["sessions/0001/001.png"])
            #expect(run.talk.components(separatedBy: "crop to 4:3: the picture is so already.").count == 3)
            let none = try place.run(["edit", "photo.png", "-e", "crop to 4:3", "-e", "crop to 4:3"])
            #expect(none.status == 1 && none.talk.contains("crop 10 % off all sides"), "\(none.talk)")
            #expect(place.sessions.numbers() == [1])
        }

        @Test("counts of what was selected in a region what changed there")
        func shareInRegion() throws {
            let place = try Workplace()
            try place.addPerson()
            let run = try place.run([
                "edit", "astronaut.png", "--region", "0,0,30%,100%", "-e", "darken the background",
            ])
            let selected = try #require(run.talk.firstMatch(of: /selected: .*, ([\d.]+) % of the picture/)?.output.1)
            let changed = try #require(run.talk.firstMatch(of: /changed ([\d.]+) %/)?.output.1)
            #expect(try #require(Double(selected)) <= #require(Double(changed)) + 0.5, "\(run.talk)")
        }

        @Test("names the folder of sessions that was named, in what is to be typed at a shell")
        func namedSessions() throws {
            let place = try Workplace()
            let run = try place.run(
                [
                    "edit", "photo.png", "--sessions", "my sessions", "-e", "duotone in navy and peach", "-e",
                    "a bit more",
                ])
            #expect(run.status == 1)
            #expect(run.talk.contains("In retouch resume 1 --sessions \"my sessions\": "), "\(run.talk)")
            let missing = try place.run(["show", "9", "--sessions", "my sessions"])
            #expect(missing.talk.contains("retouch list --sessions \"my sessions\" lists them."), "\(missing.talk)")
        }

        @Test("keeps a picture that is there, unless forced")
        func existingOutput() throws {
            let place = try Workplace()
            try place.add("out.png", Data("mine".utf8))
            let refused = try place.run(["edit", "photo.png", "-e", "sepia", "-o", "out.png"])
            #expect(refused.status == 73)
            #expect(refused.talk.contains("out.png") && refused.talk.contains("--force"))
            #expect(place.text("out.png") == "mine")
            #expect(place.sessions.numbers().isEmpty)
            let forced = try place.run(["edit", "photo.png", "-e", "sepia", "-o", "out.png", "--force"])
            #expect(forced.status == 0)
            #expect(try place.picture("out.png").format == .png)
        }

        @Test("says that the folder of the output is missing before there is a session, and exits 73")
        func missingOutputFolder() throws {
            let place = try Workplace()
            let run = try place.run(["edit", "photo.png", "-e", "sepia", "-o", "nowhere/out.png"])
            #expect(run.status == 73)
            #expect(run.talk.contains("nowhere/out.png"))
            #expect(run.paths.isEmpty)
            #expect(place.sessions.numbers().isEmpty)
        }

        @Test("attaches a picture by @, and refuses one that is missing before there is a session")
        func references() throws {
            let place = try Workplace()
            try place.addPerson()
            try place.add("wall.png", SamplePictures.gradient(width: 90, height: 60))
            let missing = try place.run(["edit", "astronaut.png", "-e", "replace the background with @missing.png"])
            #expect(missing.status == 66)
            #expect(missing.talk.contains("missing.png"))
            #expect(place.sessions.numbers().isEmpty)
            let run = try place.run(["edit", "astronaut.png", "-e", "replace the background with @wall.png"])
            #expect(run.status == 0, "\(run.talk)")
            let asked = try place.sessions.read(1).asked(1)
            #expect(asked.references.map(\.name) == ["wall.png"])
            try place.expectWhole()
        }
    }
}
