import Foundation
import Pictures
import Sessions
import TestSupport
import Testing

extension TheProgram {
    @Suite("retouch replay and retouch export") struct ReplayAndExportTests {
        @Test("replay gives the same pictures from the same start, in a session of its own")
        func replaySame() throws {
            let place = try Workplace()
            try place.edit("make it warmer", "rotate it right")
            let run = try place.run(["replay", "1"])
            #expect(run.status == 0)
            #expect(run.paths == ["sessions/0002/001.png", "sessions/0002/002.png"])
            for turn in 0...2 {
                #expect(try place.data("sessions/0001/00\(turn).png") == place.data("sessions/0002/00\(turn).png"))
            }
        }

        @Test("replay --on starts from another picture, and -o hands the outcome over")
        func replayOn() throws {
            let place = try Workplace()
            try place.edit("make it warmer", "rotate it right")
            try place.add("other.png", SamplePictures.gradient(width: 30, height: 20))
            let run = try place.run(["replay", "1", "--on", "other.png", "-o", "out.webp", "--json"])
            #expect(run.status == 0, "\(run.talk)")
            #expect(try run.objects().map { $0["instruction"] as? String } == ["make it warmer", "rotate it right"])
            #expect(try place.picture("out.webp").size == PixelSize(width: 20, height: 30))
            #expect(try place.sessions.read(2).opened().source == "other.png")
            #expect(try place.run(["replay", "1", "--on", "none.png"]).status == 66)
        }

        @Test("replay --set changes one turn's text")
        func replaySet() throws {
            let place = try Workplace()
            try place.edit("make it warmer", "rotate it right", "sepia")
            let run = try place.run(["replay", "1", "--set", "2=mirror it", "--set", "3=add a white border of 4 %"])
            #expect(run.status == 0, "\(run.talk)")
            let session = try place.sessions.read(2)
            #expect(
                try (1...3).map { try session.asked($0).instruction }
                    == ["make it warmer", "mirror it", "add a white border of 4 %"])
            for wrong in ["9=sepia", "sepia", "=sepia", "x=sepia"] {
                let refused = try place.run(["replay", "1", "--set", wrong])
                #expect(refused.status == 64 && refused.talk.contains("--set"), "\(refused.talk)")
            }
            #expect(place.sessions.numbers() == [1, 2])
        }

        @Test("replay follows the branch of the current turn")
        func replayBranch() throws {
            let place = try Workplace()
            #expect(try place.run(["photo.png"], input: "make it warmer\nsepia\n/undo\nmirror it\n").status == 0)
            #expect(try place.run(["replay", "1", "-q"]).status == 0)
            let session = try place.sessions.read(2)
            #expect(
                try session.state.turns.map { try session.asked($0.number).instruction }
                    == ["make it warmer", "mirror it"])
        }

        @Test(
            "export writes the format that the ending tells",
            arguments: [
                ("png", PictureFormat.png), ("jpg", .jpeg), ("jpeg", .jpeg), ("webp", .webp), ("avif", .avif),
                ("tif", .tiff), ("tiff", .tiff), ("PNG", .png),
            ])
        func formats(ending: String, format: PictureFormat) throws {
            let place = try Workplace()
            try place.edit("sepia")
            let run = try place.run(["export", "1", "-o", "out.\(ending)", "--json"])
            #expect(run.status == 0, "\(run.talk)")
            let object = try #require(try run.objects().first)
            let picture = try place.picture("out.\(ending)")
            #expect(picture.format == format)
            #expect(picture.size == PixelSize(width: 64, height: 48))
            #expect(object["sha256"] as? String == picture.sha256)
            #expect(object["path"] as? String == "out.\(ending)")
        }

        @Test("export scales down to a longest side, never up, and quality makes files smaller")
        func sizeAndQuality() throws {
            let place = try Workplace()
            try place.edit("sepia")
            #expect(try place.run(["export", "1", "-o", "small.png", "--max-side", "32"]).status == 0)
            #expect(try place.picture("small.png").size == PixelSize(width: 32, height: 24))
            #expect(try place.run(["export", "1", "-o", "large.png", "--max-side", "3200"]).status == 0)
            #expect(try place.picture("large.png").size == PixelSize(width: 64, height: 48))
            #expect(try place.run(["export", "1", "-o", "rough.jpg", "--quality", "10"]).status == 0)
            #expect(try place.run(["export", "1", "-o", "fine.jpg", "--quality", "95"]).status == 0)
            #expect(try place.data("rough.jpg").count < place.data("fine.jpg").count)
        }

        @Test("export tells the story in the metadata unless told not to")
        func story() throws {
            let place = try Workplace()
            try place.edit("make it warmer", "sepia")
            #expect(try place.run(["export", "1", "-o", "told.jpg"]).status == 0)
            #expect(try place.run(["export", "1", "-o", "untold.jpg", "--no-story"]).status == 0)
            let words = Data("make it warmer".utf8)
            #expect(try place.data("told.jpg").firstRange(of: words) != nil)
            #expect(try place.data("untold.jpg").firstRange(of: words) == nil)
        }

        @Test("export takes a turn, the received bytes, and never an existing file without --force")
        func turnsAndFiles() throws {
            let place = try Workplace()
            try place.edit("make it warmer", "rotate it right")
            #expect(try place.run(["export", "1", "0", "-o", "start.png", "--received"]).status == 66)
            #expect(try place.run(["export", "1", "1", "-o", "one.png"]).status == 0)
            #expect(try place.picture("one.png").size == PixelSize(width: 64, height: 48))
            #expect(try place.run(["export", "1", "1", "-o", "raw.png", "--received"]).status == 0)
            #expect(try place.data("raw.png") == place.data("sessions/0001/001.png"))
            let misnamed = try place.run(["export", "1", "1", "-o", "raw.jpg", "--received"])
            #expect(misnamed.status == 64 && misnamed.talk.contains("Name it raw.png"), "\(misnamed.talk)")
            #expect(!place.has("raw.jpg"))
            let nowhere = try place.run(["export", "1", "-o", "no/such/one.png"])
            #expect(nowhere.status == 73 && nowhere.talk.contains("there is no such folder"), "\(nowhere.talk)")
            let before = try place.data("one.png")
            let refused = try place.run(["export", "1", "2", "-o", "one.png"])
            #expect(refused.status == 73 && refused.talk.contains("--force"))
            #expect(try place.data("one.png") == before)
            #expect(try place.run(["export", "1", "2", "-o", "one.png", "--force"]).status == 0)
            #expect(try place.picture("one.png").size == PixelSize(width: 48, height: 64))
            #expect(try place.run(["export", "1", "9", "-o", "nine.png"]).status == 66)
            #expect(try place.run(["export", "1", "-o", "no/such/folder.png"]).status == 73)
            #expect(try place.run(["export", "1", "-o", "out.gif"]).status == 64)
        }
    }
}
