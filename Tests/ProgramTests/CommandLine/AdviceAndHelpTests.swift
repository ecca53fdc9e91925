import Foundation
import Pictures
import TestSupport
import Testing

extension TheProgram {
    @Suite("Advice where nobody converses") struct CommandLineAdviceTests {
        @Test("What can only be done in a conversation is told with the session, and settings as options")
        func edit() async throws {
            let place = try Workplace()
            let server = try await LoopbackServer(
                script: Array(repeating: .text("{}", "application/json"), count: 8))
            let arguments = ["photo.png", "--model", "m@\(server.base)", "-e", "make it red"]
            let run = try place.run(["edit"] + arguments)
            #expect(
                run.status == 1 && run.talk.contains("In retouch resume 1: ") && run.talk.contains("/retry asks again"),
                "\(run.talk)")
            // What comes before the part that takes a conversation is said as it is.
            let picture = try SamplePictures.gradient(width: 8, height: 8).encoded(as: .png).base64EncodedString()
            let tiny = try await LoopbackServer(
                script: [.text("{\"data\":[{\"b64_json\":\"\(picture)\"}]}", "application/json")])
            try place.addLarge()
            let small = try place.run(["edit", "large.png", "--model", "m@\(tiny.base)", "-e", "make it red"])
            #expect(small.talk.contains("as it came. In retouch resume 2: /undo goes back"), "\(small.talk)")
            await tiny.stop()
            let missing = try place.run(["show", "7"])
            #expect(missing.status == 66 && missing.talk.contains("retouch list lists them."), "\(missing.talk)")
            let unknown = try place.run(["edit", "photo.png", "--model", "litte", "-e", "make it red"])
            #expect(unknown.status == 64 && unknown.talk.contains("retouch models lists them."), "\(unknown.talk)")
            await server.stop()
        }

        @Test(
            "The help's paragraphs fill their lines",
            arguments: ["edit", "replay", "batch", "export", "page", "import", "script", "key", "mcp"])
        func help(command: String) throws {
            let run = try Workplace().run(["help", command])
            #expect(run.status == 0)
            let lines = run.output.split(separator: "\n", omittingEmptySubsequences: false)
                .prefix { !$0.hasPrefix("USAGE") }
            for (line, next) in zip(lines, lines.dropFirst()) where !line.isEmpty && !line.hasPrefix(" ") {
                guard let word = next.split(separator: " ").first, !next.hasPrefix(" ") else { continue }
                #expect(line.count + 1 + word.count >= 80, "\(line)\n\(next)")
            }
        }
    }
}
