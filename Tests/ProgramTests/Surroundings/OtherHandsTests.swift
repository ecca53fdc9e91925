import Foundation
import Glibc
import ImageModels
import Pictures
import Sessions
import TestSupport
import Testing

extension TheProgram {
    @Suite("Other hands in the folder") struct OtherHandsTests {
        let place: Workplace

        init() throws { place = try Workplace() }

        @Test("A journal that is replaced under an open session is told, and no turn is missing afterwards")
        func journalReplaced() throws {
            let terminal = try place.conversation(rows: 40)
            try terminal.wait(forPrompt: "0001/0")
            let journal = place.url.appendingPathComponent("sessions/0001/journal.jsonl")
            try place.data("sessions/0001/journal.jsonl").write(to: journal, options: .atomic)
            try terminal.say("sepia", until: "Another program has replaced the journal of session 1.")
            try terminal.wait(forPrompt: "0001/1")
            try terminal.say("make it warmer", untilPrompt: "0001/2")
            try terminal.quit()
            #expect(place.has("sessions/0001/journal.rescued-1.jsonl"))
            let verified = try place.run(["verify", "1"])
            #expect(verified.status == 0 && verified.output.contains("2 turns, 3 pictures"), "\(verified.talk)")
            #expect(verified.talk.contains("2 turns of session 1 had gone to a rescue journal."))
            #expect(!place.has("sessions/0001/journal.rescued-1.jsonl"))
        }

        @Test("A session whose folder is taken away goes on in a new one")
        func folderMoved() throws {
            let terminal = try place.conversation(rows: 40)
            try terminal.wait(forPrompt: "0001/0")
            try terminal.say("sepia", untilPrompt: "0001/1")
            rename(place.folder.path("sessions/0001"), place.folder.path("moved"))
            try terminal.say("make it warmer", until: "It goes on as session 2")
            try terminal.wait(forPrompt: "0002/2")
            try terminal.quit()
            try place.expectWhole(2)
            #expect(try place.sessions.read(2).state.turns.count == 2)
        }

        @Test(
            "No output replaces a session's own files, whatever is said",
            arguments: [
                ["export", "1", "-o", "sessions/0001/000.png", "--force"],
                ["export", "1", "-o", "sessions/0001/../0001/000.png", "--force"],
                ["export", "1", "-o", "picture.png", "--force"],
                ["export", "1", "--zip", "sessions/0001/journal.jsonl", "--force"],
                ["export", "1", "-o", "sessions/0001/a.ora", "--force"],
                ["export", "1", "--all", "-o", "link", "--force"],
                ["export", "1", "--sheet", "-o", "sessions/0001/001.png", "--force"],
                ["page", "1", "-o", "sessions/0001/index.html", "--force"],
                ["edit", "photo.png", "-e", "sepia", "-o", "sessions/0001/000.png", "--force"],
                ["replay", "1", "-o", "sessions/0001/000.png", "--force"],
                ["resume", "1", "--trace", "sessions/0001/journal.jsonl"],
            ])
        func force(arguments: [String]) throws {
            try place.edit("sepia")
            symlink("sessions/0001", place.folder.path("link"))
            symlink("sessions/0001/000.png", place.folder.path("picture.png"))
            let run = try place.run(arguments)
            #expect(run.status == 73 && run.talk.contains("lies in the folder of a session"), "\(run.talk)")
            try place.expectWhole()
            #expect(place.sessions.numbers() == [1])
        }

        @Test("A list of models that is there and can't be read ends the program: it may say where a key is to go")
        func unreadableModels() throws {
            let file = place.folder.path("config/retouch/models.json")
            try FileManager.default.createDirectory(
                at: place.url.appendingPathComponent("config/retouch"), withIntermediateDirectories: true)
            func run() throws -> (status: Int32, talk: String) {
                let run = try place.run(["models"], environment: ["XDG_CONFIG_HOME": place.folder.path("config")])
                return (run.status, run.talk)
            }
            #expect(try run().status == 0)
            mkdir(file, 0o700)
            #expect(try run().status == 78)
            rmdir(file)
            mkfifo(file, 0o600)
            let said = try run()
            #expect(said.status == 78 && said.talk.contains("models.json can't be read"), "\(said.talk)")
            unlink(file)
            try Data(count: 17 << 20).write(to: URL(fileURLWithPath: file))
            #expect(try run().status == 78)
        }

        @Test("FIFOs by the names of files hang nothing")
        func fifos() throws {
            try place.edit("sepia")
            mkdir(place.folder.path("sessions/0009"), 0o700)
            mkfifo(place.folder.path("sessions/0009/session.json"), 0o600)
            for name in ["config/retouch/config.json", "config/retouch/models.json", "config/retouch/keys.json"] {
                try FileManager.default.createDirectory(
                    at: place.url.appendingPathComponent("config/retouch"), withIntermediateDirectories: true)
                mkfifo(place.folder.path(name), 0o600)
                _ = try place.run(["models"], environment: ["XDG_CONFIG_HOME": place.folder.path("config")])
                unlink(place.folder.path(name))
            }
            #expect(try place.run(["list"]).status == 0)
            #expect(try place.run(["verify", "9"]).talk.contains("no ordinary file"))
            for name in ["session.js", "001.png"] {
                unlink(place.folder.path("sessions/0001/\(name)"))
                mkfifo(place.folder.path("sessions/0001/\(name)"), 0o600)
                _ = try place.run(["export", "1", "--zip", "\(name).zip"])
            }
            #expect(try place.run(["verify", "1"]).status == 65)
        }

        @Test("A zip holds no file that a link in the session's folder leads to")
        func zipFollowsNoLinks() throws {
            try place.edit("sepia")
            try place.add("secret", Data("CANARY".utf8))
            unlink(place.folder.path("sessions/0001/session.js"))
            symlink(place.folder.path("secret"), place.folder.path("sessions/0001/session.js"))
            #expect(try place.run(["export", "1", "--zip", "a.zip"]).status == 0)
            #expect(try place.data("a.zip").range(of: Data("CANARY".utf8)) == nil)
            unlink(place.folder.path("sessions/0001/001.png"))
            symlink(place.folder.path("secret"), place.folder.path("sessions/0001/001.png"))
            let run = try place.run(["export", "1", "--zip", "b.zip"])
            #expect(run.status == 66 && run.talk.contains("it is a link"), "\(run.talk)")
            #expect(!place.has("b.zip"))
        }

        @Test("A session that was imported asks before it costs anything, and --yes or --model goes on")
        func importedAsks() throws {
            let environment = ["GEMINI_API_KEY": "sk-test-0123456789abcdef", "GEMINI_BASE_URL": "http://127.0.0.1:9"]
            #expect(
                try place.run(
                    ["photo.png", "--model", "lite@google"], input: "/set bell off\n", environment: environment
                )
                .status == 0)
            #expect(try place.run(["export", "1", "--zip", "a.zip"]).status == 0)
            let elsewhere = ["--sessions", "other"]
            #expect(try place.run(["import", "a.zip"] + elsewhere).status == 0)
            let asked = try place.run(["resume", "1"] + elsewhere, input: "make it red\n", environment: environment)
            #expect(asked.status == 64 && asked.talk.contains("comes from elsewhere"), "\(asked.talk)")
            #expect(asked.talk.contains("--yes") && asked.talk.contains("--model"))
            #expect(try SessionsFolder(url: place.url.appendingPathComponent("other")).read(1).state.turns.isEmpty)
            #expect(
                try place.run(["resume", "1"] + elsewhere, input: "/history\n", environment: environment).status == 0)
            let own = try place.run(["resume", "1"], input: "make it red\n", environment: environment)
            #expect(!own.talk.contains("comes from elsewhere"))
            let agreed = try place.run(
                ["resume", "1", "--yes"] + elsewhere, input: "make it red\n", environment: environment)
            #expect(!agreed.talk.contains("comes from elsewhere"))
            let again = try place.run(["resume", "1"] + elsewhere, input: "make it red\n", environment: environment)
            #expect(!again.talk.contains("comes from elsewhere"))
        }

        @Test("A model that only a journal names is named and not paid unasked")
        func journalNamesAModel() throws {
            try place.edit("sepia")
            let journal = place.url.appendingPathComponent("sessions/0001/journal.jsonl")
            let line =
                "{\"at\":\"2026-11-28T00:00:00Z\",\"event\":\"set\",\"lock\":\"off\",\"model\":\"gemini-3-pro-image\",\"settings\":{}}\n"
            try (place.data("sessions/0001/journal.jsonl") + Data(line.utf8)).write(to: journal)
            let environment = ["GEMINI_API_KEY": "sk-test-0123456789abcdef", "GEMINI_BASE_URL": "http://127.0.0.1:9"]
            let run = try place.run(["resume", "1"], input: "make it red\n", environment: environment)
            #expect(run.status == 64 && run.talk.contains("gemini-3-pro-image through Google"), "\(run.talk)")
            #expect(run.talk.contains("Nothing was sent"))
        }

        @Test("What the command line says counts over what a session's journal has set")
        func optionsCount() throws {
            #expect(try place.run(["photo.png"], input: "/budget 90\n/set ratio 1:1\n").status == 0)
            let run = try place.run(["resume", "1", "--budget", "2"], input: "/set\n")
            #expect(run.status == 0 && run.output.contains("2.00") && !run.output.contains("90"), "\(run.talk)")
            #expect(run.output.contains("1:1"), "what was not said stays")
            #expect(try place.sessions.read(1).settings?.settings.budget == 2)
        }

        @Test(
            "What is no ordinary file by a rescue journal's name locks nobody out",
            arguments: ["link", "fifo", "folder"])
        func noRescueJournal(kind: String) throws {
            try place.edit("sepia")
            let path = place.folder.path("sessions/0001/journal.rescued-1.jsonl")
            switch kind {
            case "link": symlink("/nonexistent", path)
            case "fifo": mkfifo(path, 0o600)
            default: mkdir(path, 0o700)
            }
            let run = try place.run(["resume", "1"], input: "make it warmer\n")
            #expect(run.status == 0, "\(run.talk)")
            #expect(try place.sessions.read(1).state.turns.count == 2)
        }

        @Test("A cost below nothing in a journal buys nothing")
        func negativeCost() throws {
            try place.edit("sepia")
            let journal = place.url.appendingPathComponent("sessions/0001/journal.jsonl")
            let text = place.text("sessions/0001/journal.jsonl")
            let asked = try #require(text.split(separator: "\n").first { $0.contains("\"asked\"") })
                .replacing("\"turn\":1", with: "\"turn\":2")
            for dollars in ["-1e9", "1e308"] {
                let failed =
                    "{\"at\":\"2026-11-28T00:00:00Z\",\"cost\":{\"basis\":\"tokens\",\"dollars\":\(dollars)},"
                    + "\"detail\":\"\",\"event\":\"failed\",\"failure\":\"model\",\"turn\":2}"
                try Data((text + asked + "\n" + failed + "\n").utf8).write(to: journal)
                let run = try place.run(["show", "1", "--json"])
                #expect(run.status == 0, "\(run.talk)")
                #expect((0...1e6).contains(try place.sessions.read(1).spent))
            }
        }

        @Test("A trace goes into an ordinary file of one name only")
        func traceFiles() throws {
            try place.edit("sepia")
            mkfifo(place.folder.path("fifo"), 0o600)
            link(place.folder.path("sessions/0001/journal.jsonl"), place.folder.path("second"))
            for name in ["fifo", "second"] {
                let run = try place.run(["edit", "photo.png", "-e", "sepia", "--trace", name])
                #expect(run.status == 73 && run.talk.contains("can't be written"), "\(run.talk)")
            }
            try place.expectWhole()
        }

        @Test("./sessions of another user is not taken unasked", .enabled(if: geteuid() == 0))
        func anothersSessions() throws {
            try place.edit("sepia")
            chown(place.folder.path("sessions"), 12345, 12345)
            let run = try place.run(["list"])
            #expect(run.paths.isEmpty && run.talk.contains("belongs to another user"), "\(run.talk)")
            #expect(try place.run(["list", "--sessions", "sessions"]).paths.count == 1)
        }

        @Test("A file whose name is no UTF-8 is opened by what its name looks like")
        func nameIsNoUTF8() throws {
            let bytes = Array(place.folder.path("caf").utf8) + [0xE9] + Array(".png".utf8)
            let path = bytes.map { CChar(bitPattern: $0) } + [0]
            rename(place.folder.path("photo.png"), path)
            let run = try place.run(["edit", "caf\u{FFFD}.png", "-e", "sepia"])
            #expect(run.status == 0, "\(run.talk)")
        }

        @Test("What a killed import left is gone after a listing")
        func listingClears() throws {
            try place.edit("sepia")
            let left = "sessions/.unfinished-import-\(UUID().uuidString)"
            mkdir(place.folder.path(left), 0o700)
            #expect(try place.run(["list"]).status == 0)
            #expect(!place.has(left))
        }
    }
}
