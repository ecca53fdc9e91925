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

        @Test("What is no key is not kept")
        func notAKey() throws {
            let place = try Workplace()
            #expect(try place.run(["key", "set"], input: "what?\n").status == 64)
            #expect(try place.run(["key", "set", "cometap"], input: "x\n").talk.contains("Did you mean cometapi?"))
        }
    }
}
