import Foundation
import TestSupport
import Testing

extension TheProgram {
    @Suite("Keys") struct KeyTests {
        @Test("A key that is typed is not shown, is kept for its owner only, and is used")
        func set() async throws {
            let service = try await ServiceWorkplace()
            let place = service.place
            let terminal = try place.conversation(["key", "set", "cometapi"], previews: true)
            try terminal.wait(for: "Key for CometAPI:")
            terminal.type(LoopbackService.key + "\r")
            #expect(try terminal.waitForEnd() == .exited(0))
            #expect(!terminal.written.contains(LoopbackService.key))
            let file = ".config/retouch/keys.json"
            let mode = try FileManager.default.attributesOfItem(atPath: place.folder.path(file))[.posixPermissions]
            #expect(mode as? Int == 0o600)
            let run = try place.run(
                ["edit", "photo.png", "-e", "make it warmer"], environment: ["COMETAPI_BASE_URL": service.server.base])
            #expect(run.status == 0, "\(run.talk)")
            #expect(service.requests.first?.header("x-goog-api-key") == LoopbackService.key)
            let list = try place.run(["key", "list", "--json"])
            #expect(try list.objects().first?["key"] as? String == file)
            #expect(try place.run(["key", "remove", "cometapi"]).status == 0)
            #expect(try place.run(["key", "remove", "cometapi"]).status == 66)
        }

        @Test("The key of a server of one's own is listed by its address until it is removed")
        func ownServer() throws {
            let place = try Workplace()
            let address = "http://127.0.0.1:8080"
            #expect(try place.run(["key", "set", address], input: "sk-0123456789abcdef\n").status == 0)
            #expect(try place.run(["key", "list"]).output.contains("\(address)  "))
            #expect(try place.run(["key", "remove", address]).status == 0)
            let list = try place.run(["key", "list"])
            #expect(list.status == 0 && !list.output.contains(address), "\(list.output)")
        }

        @Test("A file of keys that others may read is refused")
        func permissions() throws {
            let place = try Workplace()
            #expect(try place.run(["key", "set", "google"], input: "AIza-0123456789abcdef\n").status == 0)
            let file = place.folder.path(".config/retouch/keys.json")
            try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file)
            let run = try place.run(["edit", "photo.png", "-e", "make it warmer"])
            #expect(run.status == 78)
            #expect(run.talk.contains("chmod 600"))
        }

        @Test("^C leaves the terminal as it was and keeps nothing")
        func cancelled() throws {
            let place = try Workplace()
            let terminal = try place.conversation(["key", "set"], previews: true)
            try terminal.wait(for: "Key for CometAPI:")
            terminal.type("sk-abc\u{03}\r")
            #expect(try terminal.waitForEnd() == .exited(130))
            #expect(!place.has(".config/retouch/keys.json"))
        }

        @Test("A key comes out of a file of settings that is piped in, and out of a line that sets it")
        func piped() throws {
            let place = try Workplace()
            let file = place.folder.path(".config/retouch/keys.json")
            for text in [
                "# keys\nOPENAI_API_KEY=sk-another0123456789ab\nCOMETAPI_KEY='sk-0123456789abcdef'\n",
                "$env:COMETAPI_KEY = \"sk-0123456789abcdef\"\r\n", "{\n  \"api_key\": \"sk-0123456789abcdef\"\n}\n",
            ] {
                #expect(try place.run(["key", "set", "cometapi", "--file"], input: text).status == 0)
                #expect(try String(contentsOfFile: file, encoding: .utf8).contains("\"sk-0123456789abcdef\""))
                try FileManager.default.removeItem(atPath: file)
            }
            let run = try place.run(["key", "set", "cometapi"], input: "COMETAPI_KEY=$MY_KEY\n")
            #expect(run.status == 64 && !place.has(".config/retouch/keys.json"))
        }

        @Test("A key in the conversation is neither sent, shown, saved nor kept in the history, however it is written")
        func typed() async throws {
            let service = try await ServiceWorkplace()
            let secret = "q7Wn3TzK5xLp"
            let lines = [
                "$env:COMETAPI_KEY=\"\(secret)\"", "setx COMETAPI_KEY \(secret)", "cometapi_key: \(secret)",
                "export COMETAPI_KEY='\(secret)'", "Authorization: Bearer \(secret)", "{\"api_key\": \"\(secret)\"}",
                "/name COMETAPI_KEY=\(secret)", "/set api_key \(secret)", "'sk-\(secret)\(secret)'",
                "https://api.example.com/v1?api_key=\(secret)", "\u{201C}sk-\(secret)\(secret)\u{201D}",
                "/vary 2 sk-\(secret)\(secret)",
            ]
            // A script ends at the first line that is refused.
            for line in lines {
                let run = try service.place.run(["photo.png"], input: line + "\n")
                #expect(!run.talk.contains(secret) && run.talk.contains("That looks like a key"), "\(run.talk)")
            }
            #expect(service.requests.isEmpty)
            let files = FileManager.default.enumerator(atPath: service.place.folder.path("."))
            for case let name as String in files ?? .init() {
                let data = FileManager.default.contents(atPath: service.place.folder.path(name))
                #expect(data?.range(of: Data(secret.utf8)) == nil, "\(name)")
            }
        }

        @Test("A part of the key at hand is no instruction, whatever it looks like; any other UUID may be in one")
        func known() throws {
            let place = try Workplace()
            let environment = [
                "COMETAPI_KEY": "3f2b8c1e-9d4a-4b7c-8e21-5a6f7b8c9d0e", "COMETAPI_BASE_URL": "http://127.0.0.1:9",
            ]
            for text in ["use 9d4a-4b7c-8e21 now", "warmer like 3f2b8c1e-9d4a-4b7c-8e21-5a6f7b8c9d0e"] {
                let run = try place.run(
                    ["edit", "photo.png", "--model", "local", "-e", text], environment: environment)
                #expect(run.status == 64 && run.talk.contains("looks like a key"), "\(run.talk)")
                #expect(!run.talk.contains("4b7c-8e21"))
            }
            let other = try place.run(
                ["edit", "photo.png", "--model", "local", "-e", "like c41e77d0-52b9-4f36-a0d8-19e3bb62f74a"],
                environment: environment)
            #expect(!other.talk.contains("looks like a key"), "\(other.talk)")
        }

        @Test("A key that stands where a region, a number or a word is taken is not shown by the error")
        func inOptions() throws {
            let place = try Workplace()
            let known = "3f2b8c1e-9d4a-4b7c-8e21-5a6f7b8c9d0e"
            for key in [known, "AIzaSyA1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p", "sk-abcdefgh0123456789ijkl"] {
                for option in [
                    "--region", "--quality", "--max-side", "--max-outside", "--page", "--lock", "--ratio", "--size",
                    "--think", "--timeout", "--budget", "--with", "--model", "--script",
                ] {
                    let run = try place.run(
                        ["edit", "photo.png", "-e", "make it warmer", option, key],
                        environment: ["COMETAPI_KEY": known])
                    let shown = (run.talk + run.output).lowercased()
                    #expect(run.status != 0 && !shown.contains(key.lowercased().suffix(14)), "\(option): \(run.talk)")
                }
            }
        }

        /// What `--experimental-dump-help` tells of a command.
        private struct Command: Decodable {
            struct Option: Decodable {
                struct Name: Decodable { var kind, name: String }
                var kind: String
                var preferredName: Name?
            }
            var commandName: String
            var subcommands: [Command]?
            var arguments: [Option]?

            /// The words that lead to each command, and what it takes.
            func all(below path: [String] = []) -> [(path: [String], options: [Option])] {
                (path.isEmpty ? [] : [(path, arguments ?? [])])
                    + (subcommands ?? []).filter { $0.commandName != "help" }.flatMap {
                        $0.all(below: path + [$0.commandName])
                    }
            }
        }

        /// Command lines with KEY where one could have been pasted: in the place of every word, value and option.
        private func commandLines(_ place: Workplace) throws -> [[String]] {
            struct Root: Decodable { var command: Command }
            let told = try place.run(["--experimental-dump-help"]).output
            let usual = [
                "open": ["photo.png"], "edit": ["photo.png", "-e", "sepia"], "show": ["1"], "verify": ["1"],
                "replay": ["1"],
                "script": ["1"], "export": ["1", "-o", "out.png"], "page": ["1"], "resume": ["1"],
                "import": ["photo.png"],
                "batch cancel": ["all"], "batch forget": ["all"], "key set": ["cometapi"], "key remove": ["cometapi"],
            ]
            var lines = [
                ["KEY"], ["KEY", "x"], ["--KEY"], ["--KEY=1"], ["-KEY"], ["help", "KEY"], ["photo.png", "KEY"],
                ["/KEY"],
                ["./KEY"], ["KEY.png"], ["photo.png", "--KEY"],
            ]
            let commands = try JSONDecoder().decode(Root.self, from: Data(told.utf8)).command.all()
            try #require(commands.count > 20)
            for (path, options) in commands {
                let words = path + (usual[path.joined(separator: " ")] ?? [])
                lines += [
                    path + ["KEY"], words + ["KEY"], words + ["--KEY"], words + ["--x", "KEY"],
                    ["help"] + path + ["KEY"],
                ]
                let positions = options.count { $0.kind == "positional" }
                lines += (0..<max(1, positions)).dropFirst().map { path + Array(repeating: "1", count: $0) + ["KEY"] }
                for option in options where option.kind != "positional" {
                    guard let name = option.preferredName, name.name != "help" else { continue }
                    let typed = (name.kind == "long" ? "--" : "-") + name.name
                    lines.append(words + [typed + "=KEY"])
                    if option.kind == "option" { lines.append(words + ["--json", typed, "KEY"]) }
                }
            }
            return lines
        }

        @Test(
            "No command shows or keeps a key that was pasted in the place of a word, a value or an option",
            arguments: [true, false])
        func anywhere(isAtHand: Bool) throws {
            let place = try Workplace()
            try place.edit("sepia")
            // Known by its shape a line's key is one of two; known since it is at hand, a third one.
            let keys =
                isAtHand
                ? ["3f2b8c1e-9d4a-4b7c-8e21-5a6f7b8c9d0e"]
                : ["sk-aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0eF3hJ6kM9nP2rS5uV8", "AIzaSyA1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q"]
            let parts = keys.flatMap { key in
                let characters = Array(key.lowercased())
                return (0...(characters.count - 12)).map { String(characters[$0..<($0 + 12)]) }
            }
            func part(in text: String) -> String? {
                let text = text.lowercased()
                return parts.first(where: text.contains)
            }
            // A line's place is looked after in one of the two ways, the next line's in the other. Where inputs are drawn anew
            // for each commit, a third of the lines is.
            let seed = ProcessInfo.processInfo.environment["RETOUCH_FUZZ_SEED"].flatMap { UInt64($0) }
            for (index, line) in try commandLines(place).enumerated()
            where index.isMultiple(of: 2) == isAtHand && seed.map({ (UInt64(index / 2) &+ $0) % 3 == 0 }) ?? true {
                let key = keys[index / 2 % keys.count]
                let words = line.map { $0.replacing("KEY", with: key) }
                let environment = isAtHand ? ["COMETAPI_KEY": key, "COMETAPI_BASE_URL": "http://127.0.0.1:9"] : [:]
                let run = try place.run(words, environment: environment)
                #expect(part(in: run.talk + run.output) == nil, "\(line): \(run.talk) \(run.output)")
            }
            // Nothing was made by that name, and it is in no file.
            let files = FileManager.default.enumerator(atPath: place.folder.path("."))
            for case let name as String in files ?? .init() {
                #expect(part(in: name) == nil)
                let data = FileManager.default.contents(atPath: place.folder.path(name)) ?? Data()
                #expect(part(in: String(decoding: data, as: UTF8.self)) == nil, "\(name)")
            }
        }

        @Test("A picture whose name begins as keys do is opened and written like any other")
        func namedLikeAKey() throws {
            let place = try Workplace()
            let name = "sk-learn-pictures-of-2024.png"
            try place.add(name, SamplePictures.gradient())
            let run = try place.run(["edit", name, "-e", "sepia", "-o", "sk-learn-pictures-of-2025.png"])
            #expect(run.status == 0 && place.has("sk-learn-pictures-of-2025.png"), "\(run.talk)")
        }

        @Test("A script in which a key is broken into lines is refused before anything is done")
        func broken() throws {
            let place = try Workplace()
            try place.add("steps.txt", Data("make it warmer\nZk3vT9qLw2XsRb7Y\nnHd5PcMf1JgA8uE4\n".utf8))
            let run = try place.run(["edit", "photo.png", "--script", "steps.txt"])
            #expect(run.status == 64 && run.talk.contains("line 3: That looks like a key"), "\(run.talk)")
            #expect(!place.has("sessions"))
        }

        @Test("What is shorter than any key, several in one, or only tells where one is, is named and not sent")
        func tooShort() throws {
            let place = try Workplace()
            for value in ["short", "null", "sk-12345", "sk-0123456789abc,sk-0123456789abd", "op://vault/comet/key"] {
                let run = try place.run(["edit", "photo.png", "-e", "x"], environment: ["COMETAPI_KEY": value])
                #expect(run.status == 77 && run.talk.contains("COMETAPI_KEY is set to what is no key"), "\(run.talk)")
                #expect(try place.run(["key", "set"], input: value + "\n").status == 64, "\(value)")
            }
            #expect(!place.has(".config/retouch/keys.json"))
        }

        @Test("A key that was pasted where none belongs is told of without showing it")
        func misplaced() async throws {
            let service = try await ServiceWorkplace()
            let key = "sk-abcdefgh0123456789ijkl"
            for arguments in [
                ["key", "set", key], ["key", "set", "cometapi", key], ["edit", "photo.png", "-e", "x", "--model", key],
                ["edit", "photo.png", "-e", "x", "--with", key],
                ["edit", "photo.png", "-e", "x", "--with", "seed=\(key)"],
                ["edit", key, "-e", "x"], ["edit", "photo.png", "--size", key, "-e", "x"], ["show", key], [key],
            ] {
                let run = try service.run(arguments)
                #expect(run.status != 0 && !(run.talk + run.output).contains("0123456789"), "\(arguments): \(run.talk)")
            }
            for line in ["/\(key)", "/region \(key)", "@\(key) x"] {
                let run = try service.run(["photo.png"], input: line + "\n")
                #expect(run.status != 0 && !(run.talk + run.output).contains("0123456789"), "\(line): \(run.talk)")
            }
            #expect(try service.run(["key", "set", "cometapi", key]).talk.contains("not said on the command line"))
            #expect(service.requests.isEmpty)
        }

        @Test("Before a service of one's own a short key is as good as any")
        func ownGateway() async throws {
            let service = try await ServiceWorkplace()
            let run = try service.place.run(
                ["edit", "photo.png", "-e", "make it red"],
                environment: ["COMETAPI_KEY": "sk-1234", "COMETAPI_BASE_URL": service.server.base])
            #expect(service.requests.first?.header("x-goog-api-key") == "sk-1234", "\(run.talk)")
        }

        @Test("What is no key is not kept")
        func notAKey() throws {
            let place = try Workplace()
            #expect(try place.run(["key", "set"], input: "what?\n").status == 64)
            #expect(try place.run(["key", "set", "cometap"], input: "x\n").talk.contains("Did you mean cometapi?"))
        }
    }
}
