import Foundation
import Pictures
import Sessions
import TestSupport
import Testing

extension TheProgramAndAService {
    @Suite("Places that a turn changed") struct ChangedPlaceTests {
        private static let instruction = "make the middle red, with a spot"

        private func remote() async throws -> RemotePlace {
            let remote = try await RemotePlace()
            try remote.place.add("photo.png", SamplePictures.photograph("astronaut.png"))
            return remote
        }

        /// A pixel of a turn's picture, at a share of its width and height.
        private func pixel(_ remote: RemotePlace, turn: Int, _ x: Double, _ y: Double) throws -> ArraySlice<UInt8> {
            let pixels = try remote.session().picture(turn).pixels()
            let i = Int(y * Double(pixels.height)) * pixels.width + Int(x * Double(pixels.width))
            return pixels.bytes[(i * pixels.channels)..<((i + 1) * pixels.channels)]
        }

        @Test("have letters, a far one is pointed out, and /drop and /only make turns of them without a request")
        func letters() async throws {
            let remote = try await remote()
            let run = try await remote.run(
                ["photo.png"], input: "\(Self.instruction)\n/info\n/drop B\n/drop Q 1\n")
            #expect(run.talk.contains("is far from the rest: /drop B takes it away"), "\(run.talk)")
            let listed = try await remote.run(["resume", "1"], input: "/history\n/info 2\n")
            #expect(listed.output.contains("turn 1 again, without 1 place"), "\(listed.output)")
            #expect(listed.output.contains("left out"), "\(listed.output)")
            #expect(run.output.contains("places") && run.output.contains("B  "), "\(run.output)")
            #expect(run.status != 0 && run.talk.contains("Q"), "there is no place Q: \(run.talk)")
            let only = try await remote.run(["resume", "1"], input: "/only B 1\n")
            #expect(only.status == 0, "\(only.talk)")
            #expect(remote.server.requests.count == 1)
            let spot = try (0...3).map { try pixel(remote, turn: $0, 0.875, 0.875) }
            let middle = try (0...3).map { try pixel(remote, turn: $0, 0.5, 0.5) }
            #expect(spot[1] != spot[0] && spot[2] == spot[0] && spot[3] == spot[1])
            #expect(middle[1] != middle[0] && middle[2] == middle[1] && middle[3] == middle[0])
            try remote.place.expectWhole()
        }

        @Test("Of one place there is nothing to choose, and what is as sharp as the picture is not asked for again")
        func onePlace() async throws {
            let remote = try await remote()
            #expect(try await remote.run(["photo.png"], input: "make the middle red\n").status == 0)
            for (line, words) in [
                ("/drop", "it changed one place"), ("/only", "That is all that turn 1 changed."),
                ("/sharpen", "it would be no sharper"),
            ] {
                let run = try await remote.run(["resume", "1"], input: line + "\n")
                #expect(run.status == 64 && run.talk.contains(words), "\(line): \(run.talk)")
            }
            #expect(remote.server.requests.count == 1)
            #expect(try remote.session().state.turns.count == 1)
        }

        @Test("/drop without letters has them chosen on the picture, by keys or by the mouse")
        func byEye() async throws {
            let remote = try await remote()
            let run = try await remote.run(["photo.png"], input: "\(Self.instruction)\n")
            #expect(run.status == 0, "\(run.talk)")
            let terminal = try remote.place.conversation(
                ["resume", "1", "--images", "cells"], environment: remote.environment, previews: true)
            try terminal.wait(for: "0001/1 lite>")
            try terminal.say("/drop", until: "A of 2")
            terminal.type("\u{1B}[C ")
            try terminal.wait(for: "of the picture; taken back: B")
            terminal.type("\r")
            try terminal.wait(for: "0001/2 lite>")
            try terminal.say("/only 1", until: "A of 2")
            // The far corner of the picture, which is 42 columns by 21 rows large.
            terminal.type("\u{1B}[<0;37;19M\u{1B}[<0;37;19m")
            try terminal.wait(for: "of the picture; kept: B")
            terminal.type("\r")
            try terminal.wait(for: "0001/3 lite>")
            try terminal.quit()
            #expect(remote.server.requests.count == 1)
            let spot = try (0...3).map { try pixel(remote, turn: $0, 0.875, 0.875) }
            #expect(spot[2] == spot[0] && spot[3] == spot[1])
        }

        @Test("edit --drop-small leaves the far one out at once, and --json tells of places")
        func dropSmall() async throws {
            let remote = try await remote()
            let run = try await remote.edit("--drop-small", "--json", instruction: Self.instruction)
            #expect(run.status == 0, "\(run.talk)")
            let change = try #require(try run.objects().last?["change"] as? [String: Any])
            let (places, leftOut) = (change["places"] as? [[String: Any]], change["leftOut"] as? [[String: Any]])
            #expect(places?.map { $0["letter"] as? String } == ["A"], "\(run.output)")
            #expect(leftOut?.map { $0["letter"] as? String } == ["B"], "\(run.output)")
            #expect(try pixel(remote, turn: 1, 0.875, 0.875) == pixel(remote, turn: 0, 0.875, 0.875))
            #expect(try pixel(remote, turn: 1, 0.5, 0.5) != pixel(remote, turn: 0, 0.5, 0.5))
        }
    }
}
