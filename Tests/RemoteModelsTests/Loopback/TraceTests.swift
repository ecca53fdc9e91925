import Foundation
import ImageModels
import Pictures
import RemoteModels
import TestSupport
import Testing

struct TraceTests {
    @Test("The log tells of every request without its pictures, its signatures or its key")
    func log() async throws {
        let folder = try TemporaryFolder()
        let file = folder.url.appending(path: "trace.jsonl")
        try Data("{}\n".utf8).write(to: file)
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file.path)
        let photograph = try Picture(inspecting: SamplePictures.photograph("china.jpg")).pixels().picture()
        let signature = String(repeating: "c2ln", count: 1000)
        let picture =
            #"{"inlineData":{"mimeType":"image/png","data":"\#(photograph.base64)"},"thoughtSignature":"\#(signature)"}"#
        let echo = #"{"error":{"message":"busy, \#(Asking.secret)"}}"#
        let asking = try await Asking(
            [.answer(503, echo), .answer(200, answer([part("Red."), picture]))],
            trace: try RequestTrace(appendingTo: file.path))
        let request = TurnRequest(instruction: "make the jacket red", picture: photograph)
        _ = try await asking.model.edit(request, progress: { _ in })
        await asking.stop()
        let text = try String(contentsOf: file, encoding: .utf8)
        let lines = try text.split(separator: "\n").map {
            try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
        #expect(lines.count == 3)
        #expect(lines[1]["status"] as? Int == 503)
        #expect(lines[2]["status"] as? Int == 200)
        #expect(lines[2]["key"] as? String == "sk-…XYZ9")
        let sent = try #require(lines[2]["sent"] as? String)
        let received = try #require(lines[2]["received"] as? String)
        #expect(sent.contains("make the jacket red"))
        #expect(sent.contains("<\(photograph.data.count) bytes, sha256 \(photograph.sha256)>"))
        #expect(received.contains("Red."))
        #expect(received.contains("<4000 bytes, sha256 "))
        #expect(!text.contains(Asking.secret))
        #expect(text.utf8.count < 10_000)
        let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }
}

struct EnduranceTests {
    /// Resident memory in bytes, as the kernel counts it.
    private func resident() throws -> Int {
        let status = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
        return try #require(status.split(separator: " ").dropFirst().first.flatMap { Int($0) }) * 4096
    }

    @Test("Fifty turns use no more memory than ten")
    func memory() async throws {
        var random = SeededGenerator(seed: 8)
        let noise = PixelBuffer(
            width: 1024, height: 512, channels: 3,
            bytes: (0..<(1024 * 512 * 3)).map { _ in UInt8.random(in: 0...255, using: &random) })
        let picture = try noise.picture()
        let asking = try await Asking([.answer(200, answer([part(picture)]))])
        let request = TurnRequest(instruction: "x", picture: picture)
        var early = 0
        for turn in 1...50 {
            let reply = try await asking.model.edit(request, progress: { _ in })
            try #require(reply.imageData == picture.data)
            if turn == 10 { early = try resident() }
        }
        // The server keeps every request: that much it may grow.
        let kept = asking.server.requests.dropFirst(10).reduce(0) { $0 + $1.body.count }
        #expect(try resident() - early < kept + (48 << 20))
        await asking.stop()
    }
}
