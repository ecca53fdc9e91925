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
