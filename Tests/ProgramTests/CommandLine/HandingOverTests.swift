import Foundation
import Glibc
import Pictures
import Sessions
import TestSupport
import Testing

extension TheProgram {
    @Suite("retouch page, import and export of whole sessions") struct HandingOverTests {
        /// A session of two turns, one after the other.
        private func twoTurns() throws -> Workplace {
            let place = try Workplace()
            try place.edit("make it warmer", "rotate it right")
            return place
        }

        // MARK: page

        @Test("page writes the session's page and tells where it is; without a browser that is all")
        func page() throws {
            let place = try twoTurns()
            let page = place.url.standardizedFileURL.appendingPathComponent("sessions/0001/index.html")
            try FileManager.default.removeItem(at: page)
            let run = try place.run(["page", "1"])
            #expect(run.status == 0 && run.paths == [page.path], "\(run.talk)")
            #expect(FileManager.default.fileExists(atPath: page.path))
            #expect(place.text("sessions/0001/session.js").contains("rotate it right"))
        }

        @Test("page -o makes one file that names no model; --with-models does")
        func pageToSend() throws {
            let place = try Workplace()
            #expect(try place.run(["edit", "photo.png", "-e", "sepia", "--model", "rerender"]).status == 0)
            let run = try place.run(["page", "1", "-o", "client.html"])
            #expect(run.status == 0 && run.paths == ["client.html"], "\(run.talk)")
            let page = place.text("client.html")
            #expect(page.contains("sepia") && page.contains("data:image/"))
            #expect(!page.contains("rerender") && !page.contains("src=\"00"))
            #expect(try place.run(["page", "1", "-o", "full.html", "--with-models"]).status == 0)
            #expect(place.text("full.html").contains("rerender"))
        }

        @Test("page tells costs in that file only with --with-costs")
        func pageWithCosts() async throws {
            let remote = try await RemotePlace()
            #expect(try await remote.edit().status == 0)
            #expect(try await remote.run(["page", "1", "-o", "quiet.html"]).status == 0)
            #expect(try await remote.run(["page", "1", "-o", "costs.html", "--with-costs"]).status == 0)
            let dollars = /\$0\.0[0-9]/
            #expect(!remote.place.text("quiet.html").contains(dollars))
            #expect(remote.place.text("costs.html").contains(dollars))
        }

        @Test("page refuses what can't be: no such session, a file that is there, a folder that is not")
        func pageRefusals() throws {
            let place = try twoTurns()
            try place.add("client.html", Data("mine".utf8))
            let cases: [(arguments: [String], status: Int32)] = [
                (["page", "9"], 66), (["page", "one"], 64), (["page", "1", "-o", "client.html"], 73),
                (["page", "1", "-o", "no/such/client.html"], 73),
            ]
            for (arguments, status) in cases {
                let run = try place.run(arguments)
                #expect(run.status == status && run.output.isEmpty, "\(arguments): \(run.talk)")
            }
            #expect(place.text("client.html") == "mine")
            #expect(try place.run(["page", "1", "-o", "client.html", "--force"]).status == 0)
            #expect(place.text("client.html").contains("rotate it right"))
        }

        // MARK: archives

        @Test("A packed session comes back whole, elsewhere and under the next free number")
        func roundTrip() throws {
            let place = try twoTurns()
            let packed = try place.run(["export", "1", "--zip", "session.zip"])
            #expect(packed.status == 0 && packed.paths == ["session.zip"], "\(packed.talk)")
            let here = try place.run(["import", "session.zip"])
            #expect(here.status == 0 && here.paths == ["sessions/0001"], "\(here.talk)")
            #expect(here.talk.contains("here already"), "\(here.talk)")
            #expect(place.sessions.numbers() == [1])
            // Of one that is damaged here, the archive's is another.
            let second = try place.data("sessions/0001/002.png")
            try place.add("sessions/0001/002.png", Data("damaged".utf8))
            let taken = try place.run(["import", "session.zip"])
            try place.add("sessions/0001/002.png", second)
            #expect(taken.status == 0 && taken.paths == ["sessions/0002"], "\(taken.talk)")
            #expect(taken.talk.contains("photo.png  2 turns  all as they were saved"))
            #expect(try place.data("sessions/0001/002.png") == place.data("sessions/0002/002.png"))
            #expect(place.has("sessions/0002/index.html"))
            try place.expectWhole(2)
            #expect(try place.run(["resume", "2"], input: "sepia\n").paths == ["sessions/0002/003.png"])

            let other = try Workplace()
            try other.add("session.zip", place.data("session.zip"))
            let object = try #require(try other.run(["import", "session.zip", "--json"]).objects().first)
            #expect(object["session"] as? Int == 1 && object["turns"] as? Int == 2)
            try other.expectWhole()
        }

        @Test(
            "What would make no difference to what is written is refused in words, and nothing is written",
            arguments: [
                (["export", "1", "1", "--zip", "out"], "a turn would make no difference"),
                (["export", "1", "--zip", "out", "--max-side", "20", "--srgb"], "--srgb would make no difference"),
                (["export", "1", "--received", "-o", "out.png", "--max-side", "20"], "--max-side"),
                (["export", "1", "-o", "out.ora", "--quality", "50"], "--quality"),
                (["export", "1", "--sheet", "-o", "out.png", "--bits", "16"], "--bits"),
            ])
        func unheeded(arguments: [String], words: String) throws {
            let place = try twoTurns()
            let run = try place.run(arguments)
            #expect(run.status == 64 && run.talk.contains(words), "\(run.talk)")
            #expect(!["out", "out.png", "out.ora"].contains(where: place.has))
            guard !arguments.contains("--zip") else { return }
            let line = "/export " + arguments.dropFirst(2).filter { $0 != "-o" }.joined(separator: " ")
            let typed = try place.run(["resume", "1"], input: line + "\n")
            #expect(typed.status == 64 && typed.talk.contains(words), "\(line): \(typed.talk)")
        }

        @Test("import refuses what is no whole session, and keeps nothing of it")
        func importRefusals() throws {
            let place = try twoTurns()
            try place.add("notes.zip", Data("Buy milk.\n".utf8))
            #expect(try place.run(["export", "1", "-o", "edits.ora"]).status == 0)
            #expect(try place.run(["export", "1", "--zip", "session.zip"]).status == 0)
            // A byte in the middle of the first picture, as its own bytes stand in the archive.
            var bytes = try place.data("session.zip")
            let picture = try place.data("sessions/0001/000.png")
            let middle = try #require(
                bytes.range(of: picture.suffix(200).prefix(100)) ?? bytes.range(of: Data("000.png".utf8)))
            bytes[middle.upperBound + 8] ^= 0xFF
            try place.add("damaged.zip", bytes)
            let cases: [(arguments: [String], status: Int32)] = [
                (["import", "none.zip"], 66), (["import"], 64), (["import", "notes.zip"], 65),
                (["import", "photo.png"], 65), (["import", "edits.ora"], 65),
                (["import", "damaged.zip", "--sessions", "other"], 65),
            ]
            for (arguments, status) in cases {
                let run = try place.run(arguments)
                #expect(run.status == status && run.output.isEmpty, "\(arguments): \(run.talk)")
            }
            #expect(place.sessions.numbers() == [1])
            let names = try FileManager.default.contentsOfDirectory(atPath: place.folder.path("sessions"))
            #expect(names == ["0001"] && !place.has("other/0001"))
            #expect(try place.run(["import", "session.zip", "--sessions", "photo.png/sessions"]).status == 73)
        }

        // MARK: export

        @Test("--all writes every turn that led here, each under its number")
        func everyTurn() throws {
            let place = try Workplace()
            let lines = "make it warmer\nrotate it right\n/undo\nsepia\n"
            #expect(try place.run(["photo.png"], input: lines).status == 0)
            let run = try place.run(["export", "1", "--all", "-o", "hand over"])
            #expect(run.status == 0, "\(run.talk)")
            #expect(run.paths == ["000", "001", "003"].map { "hand over/\($0).png" })
            #expect(try place.picture("hand over/003.png").pixels() == place.picture("sessions/0001/003.png").pixels())
            #expect(try place.run(["export", "1", "--all", "-o", "hand over"]).status == 73)
            #expect(try place.run(["export", "1", "2", "--all", "-o", "hand over", "--force"]).status == 0)
            #expect(place.has("hand over/002.png"))
            #expect(try place.run(["export", "1", "--all", "-o", "photo.png"]).status == 73)
        }

        @Test("--sheet puts the turns side by side, --steps one after the other")
        func sheetAndSteps() throws {
            let place = try twoTurns()
            let sheet = try place.run(["export", "1", "--sheet", "-o", "sheet.jpg", "--max-side", "900"])
            #expect(sheet.status == 0 && sheet.paths == ["sheet.jpg"], "\(sheet.talk)")
            let picture = try place.picture("sheet.jpg")
            #expect(picture.format == .jpeg && picture.width > 192 && picture.width > picture.height)
            for (name, mark) in [("steps.webp", "ANIM"), ("steps.gif", "NETSCAPE2.0")] {
                let run = try place.run(["export", "1", "--steps", "-o", name])
                #expect(run.status == 0 && run.paths == [name], "\(run.talk)")
                #expect(try place.data(name).range(of: Data(mark.utf8)) != nil, "\(name)")
            }
        }

        @Test("A name that ends in .ora makes layers: one for the start, one for each turn")
        func layers() throws {
            let place = try Workplace()
            try place.edit("make it warmer", "sepia")
            let run = try place.run(["export", "1", "-o", "edits.ora"])
            #expect(run.status == 0 && run.paths == ["edits.ora"], "\(run.talk)")
            let bytes = try place.data("edits.ora")
            #expect(bytes.prefix(54).suffix(24) == Data("mimetypeimage/openraster".utf8))
            #expect(bytes.range(of: Data("mergedimage.png".utf8)) != nil)
            #expect(try place.run(["export", "1", "-o", "edits.ora"]).status == 73)
        }

        @Test(
            "What can't be is refused with its exit code, and nothing is written",
            arguments: [
                (["--sheet", "-o", "sheet.gif"], 64), (["--sheet", "-o", "photo.png"], 73),
                (["--sheet", "-o", "no/such/sheet.jpg"], 73), (["--steps", "-o", "steps.png"], 64),
                (["--steps", "-o", "no/such/steps.gif"], 73), (["--all", "--sheet", "-o", "x"], 64),
                (["--all"], 64), (["--zip", "x.zip", "-o", "y.png"], 64), (["--zip", "photo.png"], 73),
                (["--zip", "no/such/x.zip"], 73), (["-o", "no/such/x.ora"], 73), (["9", "--sheet", "-o", "x.jpg"], 66),
                (["9", "-o", "x.ora"], 66), (["9", "--all", "-o", "x"], 66),
            ] as [([String], Int32)])
        func refusals(arguments: [String], status: Int32) throws {
            let place = try twoTurns()
            let before = try FileManager.default.contentsOfDirectory(atPath: place.url.path).sorted()
            let run = try place.run(["export", "1"] + arguments)
            #expect(run.status == status && run.output.isEmpty, "\(run.talk)")
            #expect(try FileManager.default.contentsOfDirectory(atPath: place.url.path).sorted() == before)
            #expect(try place.run(["export", "7"] + arguments).status != 0)
        }

        @Test("The conversation's /export and /page do the same")
        func conversation() throws {
            let place = try twoTurns()
            let terminal = try place.conversation(["resume"], columns: 120, rows: 40)
            try terminal.wait(forPrompt: "0001/2")
            for (line, file) in [
                ("/export edits.ora", "edits.ora"), ("/export sheet.png --sheet", "sheet.png"),
                ("/export steps.webp --steps", "steps.webp"),
                ("/export \"all of it\" --all --turn 1", "all of it/001.png"),
                ("/export session.zip --zip", "session.zip"),
            ] {
                try terminal.say(line, until: "KB  \(file)")
                try terminal.wait(forPrompt: "0001/2")
                #expect(place.has(file), "\(file)")
            }
            #expect(!place.has("all of it/002.png"))
            try terminal.say("/export session.zip --zip", until: "session.zip exists already")
            try terminal.say("/export steps.png --steps", until: "Animations are written as .webp or .gif")
            try terminal.say("/page", until: "sessions/0001/index.html")
            try terminal.quit()
        }
    }
}
