import Foundation
import Glibc
import ImageModels
import Sessions
import TestSupport
import Testing

extension TheProgramAndAService {
    @Suite("Replays on many pictures by a service") struct ReplayTests {
        /// A place with session 1 of one turn and a folder of pictures.
        private func place(pictures: Int, delay: Duration = .zero) async throws -> RemotePlace {
            let place = try await RemotePlace(delay: delay, inMiniature: true)
            try #require(try await place.edit().status == 0)
            try FileManager.default.createDirectory(
                at: place.place.url.appendingPathComponent("shots"), withIntermediateDirectories: true)
            for index in 1...pictures {
                try place.place.add("shots/\(index).png", SamplePictures.gradient(width: 40 + index, height: 32))
            }
            return place
        }

        /// The replay on all pictures, two at a time, at a terminal.
        private func atTerminal(_ place: RemotePlace) throws -> PseudoTerminal {
            try place.place.conversation(
                ["replay", "1", "--on", "shots", "--yes", "--jobs", "2"], environment: place.environment,
                previews: true)
        }

        @Test("Requests and price are told first, and nothing is sent without --yes")
        func price() async throws {
            let place = try await place(pictures: 3)
            let refused = try await place.run(["replay", "1", "--on", "shots"])
            #expect(refused.status == 64)
            #expect(refused.talk.contains("3 requests") && refused.talk.contains("$"), "\(refused.talk)")
            #expect(place.server.requests.count == 1)
            let run = try await place.run(["replay", "1", "--on", "shots", "--yes", "--jobs", "3"])
            #expect(run.status == 0, "\(run.talk)")
            #expect(place.server.requests.count == 4)
            let again = try await place.run(["replay", "1", "--on", "shots"])
            #expect(again.status == 0 && place.server.requests.count == 4, "what is done costs nothing")
        }

        @Test("A free session is not replayed or gone on with for money unasked")
        func free() async throws {
            let place = try await RemotePlace()
            try #require(
                try await place.run(["edit", "photo.png", "--model", "local", "-e", "sepia"]).status == 0)
            let refused = try await place.run(["replay", "1"])
            #expect(refused.status == 64 && refused.talk.contains("Session 1 is by local"), "\(refused.talk)")
            let resumed = try await place.run(["resume", "1"], input: "make it warmer\n")
            #expect(resumed.status == 0 && resumed.talk.contains("goes on with local"), "\(resumed.talk)")
            #expect(place.server.requests.isEmpty)
            #expect(try await place.run(["replay", "1", "--model", "local"]).status == 0)
            #expect(place.server.requests.isEmpty)
            #expect(try await place.run(["replay", "1", "--model", "lite", "--yes"]).status == 0)
            #expect(place.server.requests.count == 2)
        }

        @Test("A service that says 429 slows all, and every picture comes in the end")
        func rateLimited() async throws {
            let place = try await place(pictures: 6)
            place.service.play(.comet429RetryAfter, .picture, .comet429RetryAfter, .picture)
            let run = try await place.run(["replay", "1", "--on", "shots", "--yes", "--jobs", "6"])
            #expect(run.status == 0 && run.talk.contains("6 of 6 done"), "\(run.talk)")
            #expect(place.server.requests.count == 1 + 8)
            let journalled = try place.place.sessions.numbers().reduce(0) { sum, number in
                sum + (try place.place.sessions.read(number).ending(of: 1)?.requests ?? 0)
            }
            #expect(journalled == 9, "every request is in a journal")
        }

        @Test("Credit that has run out ends the replay, which is gone on with later")
        func noCredit() async throws {
            let place = try await place(pictures: 4)
            place.service.play(.picture, .comet403Credit)
            let run = try await place.run(["replay", "1", "--on", "shots", "--yes", "--jobs", "1"])
            #expect(run.status != 0 && run.status != 130)
            #expect(run.talk.contains("The same command goes on"), "\(run.talk)")
            let sent = place.server.requests.count
            #expect(sent <= 3, "those that waited were not sent")
            let again = try await place.run(["replay", "1", "--on", "shots", "--yes"])
            #expect(again.status == 0 && again.talk.contains("4 of 4 done"), "\(again.talk)")
        }

        @Test("Killed on the way, it goes on where it was, and asks for no picture again that had come")
        func killed() async throws {
            let place = try await place(pictures: 8, delay: .milliseconds(300))
            let terminal = try atTerminal(place)
            try await place.server.wait { $0.count >= 5 }
            kill(terminal.process, SIGKILL)
            _ = try terminal.waitForEnd()
            let sessions = place.place.sessions
            let had = sessions.numbers().count { ((try? sessions.read($0))?.state.turn(1)?.outcome == .answered) }
            let run = try await place.run(["replay", "1", "--on", "shots", "--yes", "--jobs", "2"])
            #expect(run.status == 0 && run.talk.contains("8 of 8 done"), "\(run.talk)")
            // Session 1's own turn is among those that it had.
            var asked = 0
            // A folder that was being made when the program was killed is no session yet.
            for session in sessions.numbers().compactMap({ try? sessions.read($0) }) {
                asked += session.state.turns.count
                #expect(session.state.turns.count { $0.outcome == .answered } == 1)
                #expect(session.verified().findings.isEmpty)
            }
            // What waited for its turn when the program was killed is in a journal, and was not yet sent.
            #expect(place.server.requests.count <= asked, "no request that the journals don't tell of")
            #expect(place.server.requests.count <= 9 + 2, "only what was under way was asked for twice")
            #expect(had >= 2)
        }

        @Test("^C lets what is under way come, and the same command goes on")
        func interrupted() async throws {
            let place = try await place(pictures: 6, delay: .milliseconds(400))
            let terminal = try atTerminal(place)
            try await place.server.wait { $0.count >= 4 }
            kill(terminal.process, SIGINT)
            #expect(try terminal.waitForEnd() == .exited(130))
            #expect(terminal.written.contains("The same command goes on"))
            let sessions = place.place.sessions
            let outcomes = try sessions.numbers().flatMap { try sessions.read($0).state.turns.map(\.outcome) }
            let answered = outcomes.count { $0 == .answered }
            // What waited for its turn was not sent; what was sent was not cancelled.
            #expect(outcomes.allSatisfy { $0 == .answered || $0 == .cancelled }, "\(outcomes)")
            #expect(answered == place.server.requests.count && answered < 7, "\(outcomes)")
            let run = try await place.run(["replay", "1", "--on", "shots", "--yes"])
            #expect(run.status == 0 && place.server.requests.count == 7, "\(run.talk)")
        }

        @Test("While a program replays a set, another one asks for none of it, and is told why")
        func atOnce() async throws {
            let place = try await place(pictures: 3, delay: .milliseconds(1500))
            let replay = ["replay", "1", "--on", "shots", "--yes", "--jobs", "1"]
            async let first = place.run(replay)
            try await place.server.wait { $0.count >= 2 }
            for more in [[], ["--shard", "1/2"]] {
                let second = try await place.run(replay + more)
                #expect(second.status == 75, "\(second.talk)")
                #expect(second.talk.contains("This set is being replayed by another program"), "\(second.talk)")
            }
            #expect(try await first.status == 0)
            #expect(place.server.requests.count == 4)
            let after = try await place.run(replay)
            #expect(after.status == 0 && place.server.requests.count == 4, "\(after.talk)")
        }

        @Test("A batch waits for a replay one by one of the same set, and the other way round")
        func besideBatches() async throws {
            let google = try await BatchTests.GooglePlace(pictures: 2)
            let asked = google.server.requests.count
            let plain = ["replay", "1", "--on", "shots", "--model", "lite@google", "--yes"]
            let key = try #require(try await google.run(plain + ["--plan"]).objects().first?["key"] as? String)
            do {
                // As another program has it.
                let lock = try ReplayLock(
                    of: 1, recipes: [String(key.prefix { $0 != "-" })], in: google.place.sessions)
                for run in [try await google.run(plain), try await google.batch("--yes", "--detach")] {
                    #expect(run.status == 75, "\(run.talk)")
                    #expect(run.talk.contains("This set is being replayed by another program"), "\(run.talk)")
                }
                withExtendedLifetime(lock) {}
            }
            #expect(google.server.requests.count == asked && google.place.sessions.numbers() == [1])
            #expect(try await google.run(plain).status == 0)
        }

        @Test("An instruction that says nothing is sent for no picture")
        func blank() async throws {
            let place = try await place(pictures: 2)
            let run = try await place.run(["replay", "1", "--on", "shots", "--yes", "--set", "1=  \u{200B}"])
            #expect(run.status == 64 && run.talk.contains("says nothing"), "\(run.talk)")
            #expect(place.server.requests.count == 1)
        }

        @Test("Several models are asked, each for every picture")
        func models() async throws {
            let place = try await place(pictures: 2)
            let run = try await place.run(
                ["replay", "1", "--on", "shots", "--model", "lite,pro", "--yes", "-o", "out", "--json"])
            #expect(run.status == 0, "\(run.talk)")
            #expect(Set(try run.objects().compactMap { $0["model"] as? String }) == ["lite", "pro"])
            let names = try FileManager.default.contentsOfDirectory(
                atPath: place.place.url.appendingPathComponent("out").path
            ).map { ($0 as NSString).deletingPathExtension }.sorted()
            #expect(names == ["1-lite", "1-pro", "2-lite", "2-pro"])
            #expect(place.place.sessions.numbers().count == 5)
        }
    }
}
