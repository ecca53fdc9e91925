import Foundation
import Glibc
import ImageModels
import Pictures
import Sessions
import TestSupport
import Testing

extension TheProgramAndAService {
    @Suite("Replays in batches") struct BatchTests {
        /// A place with session 1 of two turns, a folder of pictures, and a pretended Google.
        struct GooglePlace: Sendable {
            let place: Workplace
            let service: LoopbackService
            let server: LoopbackServer

            init(pictures: Int, looks: Int = 1) async throws {
                place = try Workplace()
                var options = LoopbackService.Options()
                options.manners = .google
                options.signatureCharacters = 400
                options.looks = looks
                options.smaller = ModelCatalogue.Entry.miniature
                service = LoopbackService(options: options)
                server = try await LoopbackServer(service)
                try place.addMiniature(of: "lite")
                let made = try await run(
                    ["edit", "photo.png", "--model", "lite@google", "-e", "make it red", "-e", "make it blue", "--yes"])
                try #require(made.status == 0, "\(made.talk)")
                try FileManager.default.createDirectory(
                    at: place.url.appendingPathComponent("shots"), withIntermediateDirectories: true)
                for index in 1...pictures {
                    try place.add("shots/\(index).png", SamplePictures.gradient(width: 40 + index, height: 32))
                }
            }

            var environment: [String: String] {
                ["GEMINI_API_KEY": LoopbackService.key, "GEMINI_BASE_URL": server.base]
            }

            func run(_ arguments: [String]) async throws -> ProgramRun {
                try await withCheckedThrowingContinuation { continuation in
                    DispatchQueue.global().async {
                        continuation.resume(
                            with: Result { try place.run(arguments, environment: environment) })
                    }
                }
            }

            static let replay = ["replay", "1", "--on", "shots", "--model", "lite@google", "--batch"]

            func batch(_ more: String...) async throws -> ProgramRun { try await run(Self.replay + more) }

            /// Has the service list its jobs within so many seconds, so that a killed run's job is not waited for.
            func list(within seconds: Double) throws {
                var google = try #require(ModelCatalogue.standard.service("google"))
                google.batchesListedWithin = seconds
                try place.addMiniature(of: "lite", services: [google])
            }

            /// The digest of the last picture of each starting picture's session.
            func pictures() throws -> [String: String] {
                var pictures: [String: String] = [:]
                for number in place.sessions.numbers().dropFirst() {
                    guard let session = try? place.sessions.read(number) else { continue }
                    #expect(session.verified().findings.isEmpty)
                    pictures[try session.pictureRecord(0).sha256] = try session.pictureRecord(session.state.current)
                        .sha256
                }
                return pictures
            }
        }

        @Test("Price and count are told first, at half, and nothing is sent without --yes")
        func price() async throws {
            let google = try await GooglePlace(pictures: 3)
            let asked = google.server.requests.count
            let refused = try await google.batch()
            #expect(refused.status == 64 && google.server.requests.count == asked)
            #expect(refused.talk.contains("6 requests in batches, about $0.10"), "\(refused.talk)")
            let run = try await google.batch("--yes", "-o", "out", "--json")
            #expect(run.status == 0 && run.talk.contains("3 of 3 done"), "\(run.talk)")
            #expect(Set(try run.objects().compactMap { $0["state"] as? String }) == ["done"])
            let names = try FileManager.default.contentsOfDirectory(
                atPath: google.place.url.appendingPathComponent("out").path)
            #expect(Set(names.map { ($0 as NSString).deletingPathExtension }) == ["1", "2", "3"])
            let record = google.service.batchRecord
            #expect(record.lines == 6 && record.paidTwice.isEmpty && record.givenTooEarly.isEmpty)
            let again = try await google.batch()
            #expect(again.status == 0 && google.service.batchRecord == record, "what is done costs nothing")
        }

        @Test("It detaches, tells what is under way, and the same command goes on; one by one is refused meanwhile")
        func detached() async throws {
            let google = try await GooglePlace(pictures: 3, looks: 4)
            let first = try await google.batch("--yes", "--detach")
            #expect(first.status == 75 && first.talk.contains("3 requests are in jobs"), "\(first.talk)")
            let oneByOne = try await google.run(
                ["replay", "1", "--on", "shots", "--model", "lite@google", "--yes"])
            #expect(oneByOne.status == 64 && oneByOne.talk.contains("3 requests of this replay are in a batch"))
            let list = try await google.run(["batch"])
            #expect(
                list.status == 0 && list.output.contains("batches/b1x  session 0001 round 1  3 requests  waits"),
                "\(list.output) \(list.talk)")
            let json = try await google.run(["batch", "list", "--json"])
            #expect(try json.objects().first?["id"] as? String == "batches/b1x")
            var runs = 1
            while runs < 40 {
                let run = try await google.batch("--yes", "--detach")
                runs += 1
                if run.status == 0 { break }
                #expect(run.status == 75, "\(run.talk)")
            }
            #expect(runs > 2 && runs < 40)
            #expect(try google.pictures().count == 3)
            #expect(google.service.batchRecord.lines == 6)
            #expect(try await google.run(["batch"]).talk.contains("No jobs are under way"))
        }

        @Test("After the deadline the rest is offered, and sent at full price only when that is said")
        func late() async throws {
            let google = try await GooglePlace(pictures: 3)
            google.service.play(inBatches: .stuck, .stuck)
            let asked = google.server.requests.count { $0.path.hasSuffix(":generateContent") }
            let late = try await google.batch("--yes", "--deadline", "0")
            #expect(late.status == 1 && late.talk.contains("left 3 pictures of turn 1"), "\(late.talk)")
            #expect(late.talk.contains("--then-full-price"))
            #expect(google.server.requests.count { $0.path.hasSuffix(":generateContent") } == asked)
            let run = try await google.batch("--yes", "--deadline", "0", "--then-full-price")
            #expect(run.status == 0, "\(run.talk)")
            #expect(google.server.requests.count { $0.path.hasSuffix(":generateContent") } == asked + 6)
        }

        @Test("Of several jobs that can't be cancelled, all are tried; a damaged journal is told, and hides no job")
        func cancellingAll() async throws {
            let google = try await GooglePlace(pictures: 2)
            google.service.play(inBatches: .stuck)
            #expect(try await google.batch("--yes", "--detach").status == 75)
            let folder = google.place.url.appendingPathComponent("sessions/batches")
            let opened =
                "{\"event\":\"opened\",\"at\":\"2026-11-28T00:00:00Z\",\"session\":0,\"recipe\":\"ab\",\"model\":\"lite\",\"service\":\"google\"}\n"
            func line(_ event: String, _ rest: String) -> String {
                "{\"event\":\"\(event)\",\"at\":\"2026-11-28T00:00:00Z\",\"job\":\"x\",\(rest)}\n"
            }
            let foreign =
                opened + line("preparing", "\"step\":0,\"keys\":[\"k\"],\"dollars\":1")
                + line("making", "\"file\":\"files/1\"") + line("made", "\"id\":\"batches/nowhere\"")
            try Data(foreign.utf8).write(to: folder.appendingPathComponent("0000-abababababab.jsonl"))
            try Data("nonsense\n".utf8).write(to: folder.appendingPathComponent("0000-cdcdcdcdcdcd.jsonl"))
            let list = try await google.run(["batch"])
            #expect(list.status == 0 && list.output.contains("batches/b1x"), "\(list.output) \(list.talk)")
            #expect(list.talk.contains("0000-cdcdcdcdcdcd.jsonl is damaged at line 1"), "\(list.talk)")
            let cancelled = try await google.run(["batch", "cancel", "all"])
            #expect(
                cancelled.status == 69 && cancelled.talk.contains("batches/b1x is being cancelled"), "\(cancelled.talk)"
            )
            #expect(cancelled.talk.contains("does not know the job batches/nowhere"), "\(cancelled.talk)")
        }

        @Test("A job that may not have been made can't be cancelled, which is said with the way on")
        func cancellingUnmade() async throws {
            let google = try await GooglePlace(pictures: 1)
            let folder = google.place.url.appendingPathComponent("sessions/batches")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let at = "\"at\":\"2026-11-28T00:00:00Z\""
            let journal = """
                {"event":"opened",\(at),"session":0,"recipe":"ab","model":"lite","service":"google"}
                {"event":"preparing",\(at),"job":"x","step":0,"keys":["k"],"dollars":1}
                {"event":"making",\(at),"job":"x","file":"files/1"}

                """
            try Data(journal.utf8).write(to: folder.appendingPathComponent("0000-abababababab.jsonl"))
            let asked = google.server.requests.count
            let cancelled = try await google.run(["batch", "cancel", "all"])
            #expect(cancelled.status == 75 && google.server.requests.count == asked)
            #expect(cancelled.talk.contains("x is not certainly made"), "\(cancelled.talk)")
            #expect(cancelled.talk.contains("retouch batch forget x"), "\(cancelled.talk)")
        }

        @Test("Paid answers that are not in a job's file are told with the file, and forget frees their requests")
        func incomplete() async throws {
            let google = try await GooglePlace(pictures: 3)
            google.service.play(inBatches: .lineBroken)
            for _ in 1...2 {
                let run = try await google.batch("--yes")
                #expect(run.status == 75, "\(run.talk)")
                #expect(run.talk.contains("batches/b1x is over, and 1 answer of it is not in its file"), "\(run.talk)")
                #expect(run.talk.contains("retouch batch forget"), "\(run.talk)")
                #expect(run.talk.contains(".incomplete.jsonl"), "\(run.talk)")
            }
            let forgotten = try await google.run(["batch", "forget", "b1x"])
            #expect(
                forgotten.status == 0
                    && forgotten.talk.contains("2 answers had been taken in, and its other 1 request is free"),
                "\(forgotten.talk)")
            let run = try await google.batch("--yes")
            #expect(run.status == 0 && run.talk.contains("3 of 3 done"), "\(run.talk)")
            #expect(google.service.batchRecord.lines == 3 + 1 + 3)
        }

        @Test("What goes wrong on the way is said, and nothing that is typed in a conversation")
        func words() async throws {
            let google = try await GooglePlace(pictures: 2)
            google.service.play(inBatches: .create400, .create429)
            let refused = try await google.batch("--yes", "--detach")
            #expect(refused.status == 1 && refused.talk.contains("The same command goes on."), "\(refused.talk)")
            #expect(!refused.talk.contains("/set") && !refused.talk.contains("/models"), "\(refused.talk)")
            let busy = try await google.batch("--yes", "--detach")
            #expect(busy.status == 75 && busy.talk.contains("What went wrong last: "), "\(busy.talk)")
            #expect(busy.talk.contains("2 requests wait for a job to be made or found"), "\(busy.talk)")
        }

        @Test("A job is cancelled, or given up, by its name")
        func cancelling() async throws {
            let google = try await GooglePlace(pictures: 2)
            google.service.play(inBatches: .stuck, .stuckForGood)
            #expect(try await google.batch("--yes", "--detach").status == 75)
            let cancelled = try await google.run(["batch", "cancel", "all"])
            #expect(cancelled.status == 0 && cancelled.talk.contains("batches/b1x"), "\(cancelled.talk)")
            #expect(try await google.batch("--yes", "--detach").status == 75)
            #expect(google.service.batchRecord.jobs == 2, "its lines were free again")
            #expect(try await google.run(["batch", "cancel", "b9"]).status == 66)
            let forgotten = try await google.run(["batch", "forget", "batches/b2x"])
            #expect(forgotten.status == 0 && forgotten.talk.contains("2 requests are free"), "\(forgotten.talk)")
            #expect(try await google.batch("--yes").status == 0)
        }

        @Test("Services without batches say so, and settings that they don't have")
        func refusals() async throws {
            let google = try await GooglePlace(pictures: 1)
            let local = try await google.run(["replay", "1", "--on", "shots", "--model", "local", "--batch"])
            #expect(local.status == 64 && local.talk.contains("only Google has them"), "\(local.talk)")
            let comet = try google.place.run(
                ["replay", "1", "--on", "shots", "--model", "lite@cometapi", "--batch", "--yes"],
                environment: ["COMETAPI_KEY": "sk-loopback-0123456789"])
            #expect(comet.status == 64 && comet.talk.contains("lite@cometapi can't be asked in batches"))
            let flex = try await google.batch("--yes", "--with", "tier=flex")
            #expect(flex.status == 64 && flex.talk.contains("no tier"), "\(flex.talk)")
            #expect(try await google.run(["replay", "1", "--detach"]).status == 64)
            #expect(google.service.batchRecord.jobs == 0)
        }

        @Test("Killed at any moment, it goes on, asks for no line twice, and comes to the same pictures")
        func killed() async throws {
            let kills = ProcessInfo.processInfo.environment["RETOUCH_KILLS"].flatMap(Int.init) ?? 12
            let google = try await GooglePlace(pictures: 8, looks: 3)
            try google.list(within: 1)
            google.service.play(
                inBatches: .createReset, .download503, .reordered, .uploadReset, .resultsBreakOff, .lineErrors)
            var random = SystemRandomNumberGenerator()
            var killed = 0
            for _ in 1...kills {
                let terminal = try google.place.conversation(
                    GooglePlace.replay + ["--yes", "--detach"], environment: google.environment, previews: true)
                try await Task.sleep(for: .seconds(Double.random(in: 0...0.5, using: &random)))
                kill(terminal.process, SIGKILL)
                if case .exited = try terminal.waitForEnd() { continue }
                killed += 1
            }
            let run = try await google.batch("--yes")
            #expect(run.status == 0 && run.talk.contains("8 of 8 done"), "\(run.talk)")
            let record = google.service.batchRecord
            #expect(record.paidTwice.isEmpty && record.givenTooEarly.isEmpty && record.paid == 16, "\(record)")
            let pictures = try google.pictures()
            #expect(pictures.count == 8)
            try FileManager.default.moveItem(
                at: google.place.sessions.url, to: google.place.url.appendingPathComponent("by-batch"))
            // Session 1 again, alone, for the same replay one by one.
            try FileManager.default.createDirectory(
                at: google.place.sessions.url, withIntermediateDirectories: true)
            try FileManager.default.copyItem(
                at: google.place.url.appendingPathComponent("by-batch/0001"),
                to: google.place.sessions.url.appendingPathComponent("0001"))
            let oneByOne = try await google.run(
                ["replay", "1", "--on", "shots", "--model", "lite@google", "--yes"])
            #expect(oneByOne.status == 0, "\(oneByOne.talk)")
            #expect(try google.pictures() == pictures)
            print("batches: \(killed) of \(kills) runs were killed, \(record.jobs) jobs, \(record.lines) lines")
        }
    }
}
