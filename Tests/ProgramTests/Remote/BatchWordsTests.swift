import Foundation
import TestSupport
import Testing

extension TheProgramAndAService {
    @Suite("What replays in batches say and leave") struct BatchWordsTests {
        typealias GooglePlace = BatchTests.GooglePlace

        @Test("What is ready is written where it was asked for, also where a job comes no further")
        func deliveredThoughStuck() async throws {
            let google = try await GooglePlace(pictures: 3)
            google.service.play(inBatches: .lineBroken)
            let run = try await google.batch("--yes", "-o", "out")
            #expect(run.status == 75 && run.talk.contains("2 of 3 done"), "\(run.talk)")
            func written() throws -> Set<String> {
                Set(try FileManager.default.contentsOfDirectory(atPath: google.place.folder.path("out")))
            }
            #expect(try written().count == 2)
            #expect(try await google.run(["batch", "forget", "all"]).status == 0)
            #expect(try await google.batch("--yes", "-o", "out").status == 0)
            #expect(try written().count == 3, "and none of them twice")
        }

        @Test("Of a file of answers that is not there it is said, and the folder is named once in what is to be typed")
        func fileGone() async throws {
            let google = try await GooglePlace(pictures: 2)
            google.service.play(inBatches: .fileGone)
            let run = try await google.run(GooglePlace.replay + ["--into", "other", "--yes"])
            #expect(run.status == 75, "\(run.talk)")
            #expect(
                run.talk.contains("The file of answers of batches/b1x is not there, or not any more"), "\(run.talk)")
            #expect(run.talk.contains("retouch batch forget ID --sessions other gives a job up"), "\(run.talk)")
        }

        @Test("A run that detaches writes those that are ready, and the budget is told as an option")
        func deliveredThoughOverBudget() async throws {
            let google = try await GooglePlace(pictures: 2)
            #expect(try await google.batch("--yes", "-o", "out").status == 0)
            try google.place.add("shots/9.png", SamplePictures.gradient(width: 90, height: 32))
            try FileManager.default.removeItem(at: google.place.url.appendingPathComponent("out"))
            let run = try await google.batch("--yes", "-o", "out", "--budget", "0.001")
            #expect(run.status == 1 && run.talk.contains("--budget 1.00 raises it."), "\(run.talk)")
            #expect(!run.talk.contains("/budget"), "\(run.talk)")
            #expect(try FileManager.default.contentsOfDirectory(atPath: google.place.folder.path("out")).count == 2)
        }

        @Test("Of what three jobs left it is said what the same command does, and that is so")
        func left() async throws {
            let google = try await GooglePlace(pictures: 2)
            google.service.play(inBatches: .nothingButErrors, .nothingButErrors, .nothingButErrors)
            let run = try await google.batch("--yes")
            #expect(run.status == 1 && !run.talk.contains("once more"), "\(run.talk)")
            #expect(run.talk.contains("sends nothing for the 2 pictures that were left, unless it has"), "\(run.talk)")
            #expect(
                run.talk.contains("after three jobs without an answer") && !run.talk.contains("--deadline"),
                "\(run.talk)")
            let lines = google.service.batchRecord.lines
            let again = try await google.batch("--yes")
            #expect(again.status == 1 && google.service.batchRecord.lines == lines)
            #expect(
                again.talk.contains(
                    "2 pictures, 2 instructions each, by lite; 2 left by earlier jobs, offered at full price")
                    && !again.talk.contains("requests in batches"), "\(again.talk)")
            #expect(try await google.batch("--then-full-price").status == 64)
            #expect(try await google.batch("--yes", "--then-full-price").status == 0)
        }

        @Test("A job of which there is no record here any more is found, told and gone on with, and paid once")
        func recordGone() async throws {
            let google = try await GooglePlace(pictures: 3, looks: 4)
            #expect(try await google.batch("--yes", "--detach").status == 75)
            try FileManager.default.removeItem(at: google.place.url.appendingPathComponent("sessions/batches"))
            let run = try await google.batch("--yes")
            #expect(run.status == 0 && run.talk.contains("3 of 3 done"), "\(run.talk)")
            #expect(run.talk.contains("batches/b1x was made for these pictures, and there is no record of it here"))
            let record = google.service.batchRecord
            #expect(record.lines == 6 && record.paidTwice.isEmpty && record.givenTooEarly.isEmpty, "\(record)")
        }

        @Test("Where the list of jobs can't be had, those on record are gone on with, which is told; no other is made")
        func unlisted() async throws {
            let google = try await GooglePlace(pictures: 3, looks: 4)
            google.service.play(inBatches: .unlistedForGood)
            #expect(try await google.batch("--yes", "--detach").status == 75)
            let run = try await google.batch("--yes")
            #expect(
                run.talk.contains("those on record here are gone on with, and no further one is made before it is"),
                "\(run.talk)")
            #expect(run.status != 0 && google.service.batchRecord.jobs == 1, "\(run.status) \(run.talk)")
            #expect(google.service.batchRecord.paid == 3)
            try FileManager.default.removeItem(at: google.place.url.appendingPathComponent("sessions/batches"))
            let other = try await google.batch("--yes")
            #expect(other.status != 0 && other.talk.contains("Nothing was sent: whether jobs"), "\(other.talk)")
            #expect(google.service.batchRecord.jobs == 1)
        }

        @Test("A journal that was put back as it was before asks for nothing twice: the service knows the jobs")
        func putBack() async throws {
            let google = try await GooglePlace(pictures: 3, looks: 3)
            #expect(try await google.batch("--yes", "--detach").status == 75)
            let folder = google.place.url.appendingPathComponent("sessions/batches")
            let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            let name = try #require(names.first { $0.wholeMatch(of: /[0-9]+-[0-9a-f]{12}\.jsonl/) != nil })
            let journal = folder.appendingPathComponent(name)
            let earlier = try Data(contentsOf: journal)
            for _ in 1...20 where google.service.batchRecord.jobs < 2 {
                _ = try await google.batch("--yes", "--detach")
            }
            #expect(google.service.batchRecord.jobs == 2)
            try FileManager.default.removeItem(at: journal)
            try earlier.write(to: journal)
            let run = try await google.batch("--yes")
            #expect(run.status == 0 && run.talk.contains("3 of 3 done"), "\(run.talk)")
            let record = google.service.batchRecord
            #expect(record.lines == 6 && record.paidTwice.isEmpty && record.givenTooEarly.isEmpty, "\(record)")
        }

        @Test("A request for a job that got no answer is told; its lines wait over runs, and forget frees them")
        func inDoubt() async throws {
            let google = try await GooglePlace(pictures: 2)
            google.service.play(inBatches: .createLost)
            func asked() -> Int { google.server.requests.count { $0.path.hasSuffix(":batchGenerateContent") } }
            for _ in 1...2 {
                let run = try await google.batch("--yes", "--detach")
                #expect(run.status == 75 && run.talk.contains("may have made one: it is looked for"), "\(run.talk)")
                #expect(asked() == 1)
            }
            let list = try await google.run(["batch"])
            #expect(list.output.contains("is not certainly made"), "\(list.output)")
            let name = try #require(list.output.split(separator: " ").first).description
            let forgotten = try await google.run(["batch", "forget", name])
            #expect(forgotten.status == 0 && forgotten.talk.contains("its 2 requests are free"), "\(forgotten.talk)")
            #expect(try await google.batch("--yes").status == 0)
            #expect(google.service.batchRecord.jobs == 2 && asked() == 3, "one of them each turn")
        }

        @Test(
            "Shares go into folders of their own: jobs, journal and page with them, and the plan tells what jobs have")
        func shares() async throws {
            let google = try await GooglePlace(pictures: 6, looks: 4)
            google.service.play(inBatches: .stuck)
            let share = ["--shard", "1/2", "--into", "shards/1"]
            let first = try await google.run(GooglePlace.replay + share + ["--yes", "--detach"])
            #expect(first.status == 75, "\(first.talk)")
            #expect(first.talk.contains("retouch batch --sessions shards/1 lists the jobs"), "\(first.talk)")
            #expect(try await google.run(["batch"]).talk.contains("No jobs are under way"))
            let list = try await google.run(["batch", "--sessions", "shards/1"])
            #expect(list.output.contains("batches/b1x"), "\(list.output)")
            let plan = try await google.run(GooglePlace.replay + share + ["--plan"])
            let turns = try plan.objects()
            let lines = google.service.batchRecord.lines
            #expect(plan.status == 0 && turns.count == 2 * lines && lines < 6, "\(plan.output)")
            let underWay = turns.filter { $0["underWay"] as? Bool == true }
            #expect(underWay.count == lines && underWay.allSatisfy { $0["dollars"] as? Double == 0 })
            let rest = turns.filter { $0["underWay"] == nil }
            #expect(
                rest.allSatisfy { ($0["dollars"] as? Double).map { (0.01...0.02).contains($0) } == true }, "half price")
            #expect(try await google.run(["batch", "cancel", "all", "--sessions", "shards/1"]).status == 0)
            let other = ["--shard", "2/2", "--into", "shards/2", "--yes", "-o", "out"]
            #expect(try await google.run(GooglePlace.replay + other).status == 0)
            let done = try await google.run(GooglePlace.replay + share + ["--yes", "-o", "out"])
            #expect(done.status == 0, "\(done.talk)")
            #expect(
                google.place.has("shards/1/replay-0001-1of2.html")
                    && !google.place.has("sessions/replay-0001-1of2.html"))
            #expect(try FileManager.default.contentsOfDirectory(atPath: google.place.folder.path("out")).count == 6)
            #expect(google.service.batchRecord.paidTwice.isEmpty)
            #expect(try await google.run(["import", "shards/1", "shards/2"]).status == 0)
            #expect(try await google.batch().talk.contains("6 with nothing left to ask for"))
        }
    }
}
