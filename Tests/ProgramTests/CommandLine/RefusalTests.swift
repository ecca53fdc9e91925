import Foundation
import Pictures
import Sessions
import TestSupport
import Testing

extension TheProgram {
    @Suite("What retouch edit refuses") struct RefusalTests {
        @Test(
            "What the built-in model does not do is declined: exit 1, no turn, and no session for it",
            arguments: [
                "add a hat", "make it look like a watercolour", "make the jacket", "asdf", "make the jacket red",
            ])
        func declined(instruction: String) throws {
            let place = try Workplace()
            let run = try place.run(["edit", "photo.png", "-e", instruction, "-o", "out.png", "--json"])
            #expect(run.status == 1)
            #expect(
                run.talk.contains("retouch help local") || run.talk.contains("For example") || run.talk.contains("face")
            )
            let objects = try run.objects()
            #expect(objects.count == 1)
            #expect(objects.first?["exit"] as? Int == 1)
            #expect(objects.first?["instruction"] as? String == instruction)
            #expect((objects.first?["error"] as? String)?.isEmpty == false)
            #expect(!place.has("out.png"))
            #expect(place.sessions.numbers().isEmpty)
        }

        @Test(
            "What is tried instead is of the kind of edit that was asked for",
            arguments: [
                ("turn the dog into a sticker", "a larger model may see more: retouch models"),
                ("turn it into a sticker", "Name what is meant"),
                ("remove the grass", "Mark it with --region, then say it again"),
                ("brighten the grass", "then say the edit alone"), ("crop to the dog", "Give a shape instead"),
            ])
        func advice(instruction: String, words: String) throws {
            let place = try Workplace()
            let run = try place.run(["edit", "photo.png", "-e", instruction])
            #expect(run.status == 1 && run.talk.contains(words), "\(run.talk)")
            #expect(!run.talk.contains("make the black parts red"), "\(run.talk)")
        }

        @Test("A declined instruction ends the run, and leaves its number to the next one")
        func numbersAreNotUsedUp() throws {
            let place = try Workplace()
            let run = try place.run(["edit", "photo.png", "-e", "sepia", "-e", "add a hat", "-e", "make it warmer"])
            #expect(run.status == 1)
            #expect(run.paths == ["sessions/0001/001.png"])
            let more = try place.run(["resume", "1"], input: "make it cooler\n")
            #expect(more.paths == ["sessions/0001/002.png"])
        }

        @Test(
            "A wrong command line exits 64 and makes no session",
            arguments: [
                ["edit", "photo.png"],
                ["edit", "-e", "sepia"],
                ["edit", "photo.png", "-e", "sepia", "--ratio", "wide"],
                ["edit", "photo.png", "-e", "sepia", "--ratio", "0:1"],
                ["edit", "photo.png", "-e", "sepia", "-o", "out.xyz"],
                ["edit", "photo.png", "-e", "sepia", "-o", "out"],
                ["edit", "photo.png", "-e", "sepia", "--quality", "0"],
                ["edit", "photo.png", "-e", "sepia", "--quality", "101"],
                ["edit", "photo.png", "-e", "sepia", "--max-side", "0"],
                ["edit", "photo.png", "-e", "sepia", "--max-side", "-5"],
                ["edit", "photo.png", "-e", "sepia", "--model", "nano"],
                ["edit", "photo.png", "-e", "sepia", "--quality", "9223372036854775808"],
                ["edit", "photo.png", "-e", "sepia", "--max-side", "1e30"],
                ["edit", "photo.png", "-e", "sepia", "--max-outside", "nan"],
                ["edit", "photo.png", "-e", "sepia", "--timeout", "1e30"],
                ["edit", "photo.png", "-e", "sepia", "--timeout", "nan"],
                ["edit", "photo.png", "-e", "sepia", "--connect-timeout", "-1"],
                ["edit", "photo.png", "-e", "sepia", "--budget", "inf"],
                ["edit", "photo.png", "-e", "sepia", "--with", "seed=99999999999"],
                ["edit", "photo.png", "-e", "sepia", "--ratio", "99999999999999999999:1"],
                ["edit", "photo.png", "-e", "sepia", "--region", "1e30%,0,1,1"],
                ["edit", "photo.png", "-e", "sepia", "--region=-9223372036854775808,0,1,1"],
                ["edit", "photo.png", "-e", "sepia", "--region", "0%,0%,inf%,-inf%"],
                ["edit", "photo.png", "-e", "sepia", "--region", "0,0,0,0"],
                ["edit", "photo.png", "-e", "sepia", "--region", "1e400,0,1,1"],
                ["edit", "photo.png", "-e", "sepia", "--region", "10px,10px,20px,20px"],
                ["edit", "photo.png", "-e", "sepia", "--region", "infinity,0,1e2,1"],
                ["edit", "photo.png", "-e", "   "],
                ["edit", "photo.png", "-e", "sepia", "-e", "\n\u{200B}"],
                ["replay", "1", "--jobs", "99999999999999999999"],
                ["show", "99999999999999999999"],
                ["edit", "photo.png", "-e", "sepia", "--nonsense"],
                ["show", "first"],
                ["photo.png", "another.png"],
            ])
        func usage(arguments: [String]) throws {
            let place = try Workplace()
            let run = try place.run(arguments)
            #expect(run.status == 64, "\(run.talk)")
            #expect(!run.talk.isEmpty)
            #expect(run.output.isEmpty)
            #expect(place.sessions.numbers().isEmpty)
        }

        @Test(
            "A negative number is a value that is told, and no other option",
            arguments: [
                ["edit", "photo.png", "-e", "sepia", "--max-side"], ["edit", "photo.png", "-e", "sepia", "--quality"],
                ["edit", "photo.png", "-e", "sepia", "--max-outside"],
                ["edit", "photo.png", "-e", "sepia", "--budget"],
                ["edit", "photo.png", "-e", "sepia", "--timeout"], ["replay", "1", "--jobs"], ["mcp", "--limit"],
                ["replay", "1", "--on", ".", "--batch", "--deadline"], ["replay", "1", "--on", ".", "--shard"],
            ])
        func negative(arguments: [String]) throws {
            let place = try Workplace()
            let run = try place.run(arguments + [arguments.last == "--shard" ? "-1/2" : "-1"])
            #expect(run.status == 64 && !run.talk.contains("Missing value"), "\(run.talk)")
            #expect(place.sessions.numbers().isEmpty)
        }

        @Test("A key that is given as an instruction is neither sent nor saved, whichever way it is given")
        func keys() throws {
            let place = try Workplace()
            let key = "sk-LEAKCANARY0123456789abcdefXYZ"
            try place.add("steps.txt", Data("make it warmer\n\(key)\n".utf8))
            for arguments in [
                ["-e", key], ["-e", "use \(key) now"], ["--script", "steps.txt"],
                ["-e", "sepia", "--with", "extra=token=\(key)"],
            ] {
                let run = try place.run(["edit", "photo.png", "--model", "local"] + arguments)
                #expect(run.status == 64 && run.talk.contains("looks like a key"), "\(run.talk)")
                #expect(!run.talk.contains(key) && place.sessions.numbers().isEmpty)
            }
            #expect(try place.run(["edit", "photo.png", "--model", "local", "-e", "sepia"]).status == 0)
            let run = try place.run(["replay", "1", "--on", "photo.png", "--set", "1=\(key)"])
            #expect(run.status == 64 && run.talk.contains("looks like a key"), "\(run.talk)")
            #expect(place.sessions.numbers() == [1])
        }

        @Test(
            "What is to be written to another machine is refused before there is a turn",
            arguments: [
                #"C:\x\out.png"#, #"\\srv\x\y.png"#, "smb://s/share/x.png", "https://h.example/x.png", "sftp://h/x.png",
            ])
        func elsewhere(path: String) throws {
            let place = try Workplace()
            let run = try place.run(["edit", "photo.png", "-e", "sepia", "--model", "local", "-o", path])
            #expect(run.status == 73 && run.talk.contains("Nothing can be written to"), "\(run.talk)")
            #expect(place.sessions.numbers().isEmpty)
            let names = try FileManager.default.contentsOfDirectory(atPath: place.url.path)
            #expect(!names.contains { $0.hasSuffix("y.png") || $0.hasSuffix("out.png") || $0.hasSuffix("x.png") })
        }

        @Test("An address of a file here is a path to write to, as it is one to open")
        func addressToWrite() throws {
            let place = try Workplace()
            try FileManager.default.createDirectory(
                at: place.url.appendingPathComponent("out dir"), withIntermediateDirectories: true)
            for (address, name) in [("/out%20dir/u.png", "u.png"), ("/out%20dir/", "photo.png")] {
                let run = try place.run(
                    [
                        "edit", "photo.png", "-e", "sepia", "--model", "local", "-o",
                        "file://\(place.url.path)\(address)",
                    ])
                #expect(run.status == 0, "\(run.talk)")
                #expect(
                    FileManager.default.fileExists(atPath: place.url.appendingPathComponent("out dir/\(name)").path))
            }
        }

        @Test("What is no picture exits 65 and makes no session")
        func badPictures() throws {
            let place = try Workplace()
            try place.add("notes.png", Data("Buy milk.\n".utf8))
            try place.add("short.png", place.data("photo.png").prefix(200))
            try place.add("half.png", SamplePictures.gradient(width: 300, height: 300).encoded(as: .png).prefix(2000))
            try place.add("empty.png", Data())
            for name in ["notes.png", "short.png", "half.png", "empty.png"] {
                let run = try place.run(["edit", name, "-e", "sepia"])
                #expect(run.status == 65, "\(name): \(run.talk)")
                #expect(run.talk.contains(name))
            }
            #expect(place.sessions.numbers().isEmpty)
        }

        @Test("What is not there, or a folder, exits 66")
        func missingInput() throws {
            let place = try Workplace()
            let missing = try place.run(["edit", "phota.png", "-e", "sepia"])
            #expect(missing.status == 66 && missing.talk.contains("phota.png"))
            let folder = try place.run(["edit", ".", "-e", "sepia"])
            #expect(folder.status == 66 && folder.talk.contains("folder"))
            for arguments in [
                ["show", "7"], ["verify", "7"], ["replay", "7"], ["resume", "7"], ["export", "7", "-o", "a.png"],
            ] {
                let run = try place.run(arguments)
                #expect(run.status == 66 && run.talk.contains("no session 7"), "\(run.talk)")
            }
        }

        @Test("A command of the conversation is no instruction to edit", arguments: ["/undo", "/region 1,1,2,2"])
        func command(_ text: String) throws {
            let place = try Workplace()
            let run = try place.run(["edit", "photo.png", "-e", text])
            #expect(run.status == 64 && run.talk.contains("command of the conversation"), "\(run.talk)")
            #expect(place.sessions.numbers().isEmpty)
        }

        @Test("Sixteen bits are not dropped without a word")
        func eightBits() throws {
            let place = try Workplace()
            let run = try place.run(
                ["edit", "photo.png", "--model", "local", "-e", "sepia", "--bits", "16", "-o", "out.jpg"])
            #expect(run.status == 0 && run.talk.contains("8 bits a channel"), "\(run.talk)")
        }

        @Test("A picture whose name begins with a dash is not read as options, its folder before it opens it")
        func dashedName() throws {
            let place = try Workplace()
            try place.add("-dash.png", place.data("photo.png"))
            let run = try place.run(["edit", "-dash.png", "-e", "sepia"])
            #expect(run.status == 64 && run.talk.contains("./-dash.png"), "\(run.talk)")
            #expect(try place.run(["edit", "./-dash.png", "--model", "local", "-e", "sepia"]).status == 0)
        }

        @Test("A model that there is no key for exits 77, and no other one takes its place")
        func unavailableModel() throws {
            let place = try Workplace()
            let run = try place.run(["edit", "photo.png", "-e", "sepia", "--model", "lite"])
            #expect(run.status == 77, "\(run.talk)")
            #expect(place.sessions.numbers().isEmpty)
        }
    }
}
