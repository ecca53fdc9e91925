import Foundation
import ImageModels
import Pictures
import Sessions
import TestSupport
import Testing

extension TheProgramAndAService {
    @Suite("Midjourney: four pictures, buttons and windows") struct MidjourneyTests {
        private func posts(_ remote: RemotePlace) -> [String] {
            remote.server.requests.filter { $0.method == "POST" }.map(\.path)
        }

        private func isNear(_ dollars: Double, _ other: Double) -> Bool { abs(dollars - other) < 1e-9 }

        @Test("An edit is one task, and its four pictures are turns to pick from")
        func edit() async throws {
            let remote = try await RemotePlace()
            let run = try await remote.edit("--model", "mj")
            #expect(run.status == 0, "\(run.talk)")
            #expect(run.talk.contains("3 more pictures came in the same answer"), "\(run.talk)")
            #expect(posts(remote) == ["/mj/submit/edits"])
            let session = try remote.session()
            #expect(session.state.turns.map(\.outcome) == Array(repeating: .answered, count: 4))
            #expect(session.state.current == 1)
            #expect(isNear(session.spent, 0.056), "\(session.spent)")
            try remote.expectNoKey(in: run)
            try remote.place.expectWhole()
        }

        @Test("/pick takes one without a request, and /vary has the service vary that very one")
        func vary() async throws {
            let remote = try await RemotePlace()
            let run = try await remote.run(
                ["photo.png", "--model", "mj"], input: "make the middle red\n/pick B\n/vary\n")
            #expect(run.status == 0, "\(run.talk)")
            #expect(posts(remote) == ["/mj/submit/edits", "/mj/submit/action"])
            let pressed = try #require(remote.server.requests.last { $0.method == "POST" }?.json)
            #expect((pressed["customId"] as? String)?.contains("::variation::2::") == true)
            let session = try remote.session()
            #expect(session.state.turns.count == 8)
            #expect(try session.asked(5).parent == 0, "a variation stands beside what it varies")
            #expect(isNear(session.spent, 0.112), "\(session.spent)")
            try remote.place.expectWhole()
        }

        @Test("A region of its own picture is repainted by the service, with a mask; elsewhere nothing changes")
        func region() async throws {
            let remote = try await RemotePlace()
            let run = try await remote.run(
                ["photo.png", "--model", "mj", "--lock", "off"],
                input: "make the middle red\n/region 25%,25%,50%,50%\na red door\n")
            #expect(run.status == 0, "\(run.talk)")
            #expect(
                posts(remote) == ["/mj/submit/edits", "/mj/submit/action", "/mj/submit/action", "/mj/submit/modal"])
            let session = try remote.session()
            #expect(try session.asked(5).parent == 1)
            #expect(isNear(session.spent, 0.056 * 4), "\(session.spent)")
            let (before, after) = (try session.picture(1).pixels(), try session.picture(5).pixels())
            #expect(before.width == after.width && before.height == after.height)
            let (width, channels) = (before.width, min(before.channels, after.channels))
            var changed = 0
            for y in 0..<before.height {
                for x in 0..<width {
                    let same = (0..<channels).allSatisfy {
                        before.bytes[(y * width + x) * before.channels + $0]
                            == after.bytes[(y * width + x) * after.channels + $0]
                    }
                    guard !same else { continue }
                    changed += 1
                    let isInside =
                        (width / 4 - 1...width * 3 / 4 + 1).contains(x)
                        && (before.height / 4 - 1...before.height * 3 / 4 + 1).contains(y)
                    #expect(isInside, "\(x), \(y)")
                    if !isInside { return }
                }
            }
            #expect(changed > width * before.height / 16)
            try remote.place.expectWhole()
        }

        @Test("A region of a picture that is not the service's own is cut out and edited, for one task")
        func foreignRegion() async throws {
            let remote = try await RemotePlace()
            let run = try await remote.run(
                ["photo.png", "--model", "mj"], input: "/region 25%,25%,50%,50%\na red door\n")
            #expect(run.status == 0, "\(run.talk)")
            #expect(posts(remote) == ["/mj/submit/edits"])
            #expect(isNear(try remote.session().spent, 0.056))
        }

        @Test("^C leaves a task that goes on: what it costs is booked, and /lock fetches it without another")
        func cancelled() async throws {
            let remote = try await RemotePlace(.taskNeverEnds)
            let terminal = try remote.conversation(["photo.png", "--model", "mj"])
            try terminal.wait(forLine: "0001/0 mj>")
            terminal.type("make the middle red\r")
            try await remote.server.wait { $0.count >= 2 }
            terminal.type("\u{3}")
            try terminal.wait(for: "the service may finish it")
            try terminal.wait(forLine: "0001/0 mj>")
            guard case .cancelled(let ended)? = try remote.ending() else {
                Issue.record("turn 1 is not cancelled")
                return
            }
            #expect(ended.answer == "001.received.bin" && ended.cost?.dollars == 0.056)
            remote.service.endTasks()
            terminal.type("/lock 1 off\r")
            try terminal.wait(forLine: "0001/2 mj>")
            try terminal.quit()
            #expect(posts(remote) == ["/mj/submit/edits"])
            #expect(isNear(try remote.session().spent, 0.056))
            try remote.place.expectWhole()
        }

        @Test("A time limit leaves the task's id, and the picture is fetched later")
        func late() async throws {
            let remote = try await RemotePlace(.taskNeverEnds)
            let run = try await remote.edit("--model", "mj", "--timeout", "3")
            #expect(run.status == 69, "\(run.talk)")
            #expect(run.talk.contains("/lock 1 reads it again"), "\(run.talk)")
            #expect(isNear(try remote.session().spent, 0.056))
            remote.service.endTasks()
            let again = try await remote.run(["resume", "1"], input: "/lock 1 off\n")
            #expect(again.status == 0, "\(again.talk)")
            #expect(posts(remote) == ["/mj/submit/edits"])
            #expect(try remote.session().state.turns.filter { $0.outcome == .answered }.count == 4)
            try remote.place.expectWhole()
        }

        @Test(
            "A task that comes to nothing is told in the service's words, and leaves the picture as it was",
            arguments: [
                (Scenario.taskFails, "Job failed: internal timeout"),
                (.taskHeldBack, "Banned prompt detected: gore"),
                (.taskBanned, "The prompt may contain sensitive words"),
            ])
        func failures(_ scenario: Scenario, _ words: String) async throws {
            let remote = try await RemotePlace(scenario)
            let run = try await remote.edit("--model", "mj")
            #expect(run.status == 1, "\(run.talk)")
            #expect(run.talk.contains(words), "\(run.talk)")
            // What was refused at the door is no task; one that failed may have been charged.
            #expect(isNear(try remote.session().spent, scenario == .taskBanned ? 0 : 0.056))
            try remote.place.expectWhole()
        }

        @Test("Four pictures from words are there to pick from, and each can be varied")
        func fromWords() async throws {
            let remote = try await RemotePlace()
            let run = try await remote.run(["--model", "mj"], input: "a cat on a mat\n/pick C\n/vary\n")
            #expect(run.status == 0, "\(run.talk)")
            #expect(run.talk.contains("3 more pictures came in the same answer"), "\(run.talk)")
            #expect(posts(remote) == ["/mj/submit/imagine", "/mj/submit/action"])
            let pressed = try #require(remote.server.requests.last { $0.method == "POST" }?.json)
            #expect((pressed["customId"] as? String)?.contains("::variation::3::") == true)
            let session = try remote.session()
            #expect(session.state.turns.count == 8)
            #expect(try session.pictureRecord(1).sha256 == session.opened().picture.sha256)
            #expect(isNear(session.spent, 0.112), "\(session.spent)")
            try remote.place.expectWhole()
        }

        @Test("A budget keeps out a region that takes more tasks than are left")
        func budget() async throws {
            let remote = try await RemotePlace()
            let run = try await remote.run(
                ["photo.png", "--model", "mj", "--budget", "0.15"],
                input: "make the middle red\n/region 25%,25%,50%,50%\na red door\n")
            #expect(run.status != 0, "\(run.talk)")
            #expect(posts(remote) == ["/mj/submit/edits"])
        }

        @Test("models has it, with its price by the task, within 80 columns")
        func listed() async throws {
            let remote = try await RemotePlace()
            let run = try await remote.run(["models"], environment: ["COLUMNS": "80"])
            let lines = run.output.split(separator: "\n")
            #expect(run.status == 0 && lines.allSatisfy { $0.count <= 80 }, "\(run.output)")
            #expect(lines.contains { $0.hasPrefix("mj ") && $0.contains("$0.056") }, "\(run.output)")
        }
    }
}
