import Foundation
import Sessions
import TestSupport
import Testing

extension TheProgram {
    @Suite("A replay that is spread over machines") struct SpreadingTests {
        /// A place with session 1 and a list of twelve pictures.
        private func place() throws -> Workplace {
            let place = try Workplace()
            try place.edit("make it warmer", "rotate it right")
            try FileManager.default.createDirectory(
                at: place.url.appendingPathComponent("shots"), withIntermediateDirectories: true)
            for number in 1...12 {
                try place.add("shots/\(number).png", SamplePictures.gradient(width: 20 + number, height: 20))
            }
            try place.add("list.txt", Data((1...12).map { "shots/\($0).png\n" }.joined().utf8))
            return place
        }

        private func sources(_ folder: SessionsFolder) throws -> [String] {
            try folder.numbers().map { try folder.read($0).opened().source }
        }

        @Test("As GNU parallel runs it: two shares at once, brought together, and all is found done")
        func parallel() throws {
            let place = try place()
            // GNU parallel itself where it is there, and else a shell that starts both as it does.
            let program = ProgramRun.program.path
            try place.add(
                "spread",
                Data(
                    """
                    share() { "\(program)" replay 1 --on list.txt --shard $1/2 --into shards/$1 --quiet; }
                    if parallel --version 2>/dev/null | grep -q GNU; then
                        seq 2 | parallel -j 2 --joblog shards.log "\(program)" replay 1 --on list.txt \
                            --shard {}/2 --into shards/{} --quiet
                    else
                        share 1 >1.out & one=$!
                        share 2 >2.out & two=$!
                        wait $one && wait $two
                    fi
                    """.utf8))
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/bin/bash")
            process.arguments = ["spread"]
            process.environment = ProgramRun.environment(home: place.url)
            process.currentDirectoryURL = place.url
            process.standardOutput = FileHandle.nullDevice
            try process.run()
            process.waitUntilExit()
            #expect(process.terminationStatus == 0)
            let shares = (1...2).map {
                SessionsFolder(url: place.url.appendingPathComponent("shards").appendingPathComponent("\($0)"))
            }
            let both = try shares.flatMap(sources)
            #expect(both.count == 12 && Set(both).count == 12)
            #expect(try shares.allSatisfy { try !sources($0).isEmpty }, "each has some")
            let taken = try place.run(["import", "shards/1", "shards/2"])
            #expect(taken.status == 0 && taken.talk.contains("12 sessions taken"), "\(taken.talk)")
            #expect(place.sessions.numbers() == Array(1...13))
            for number in 2...13 { try place.expectWhole(number) }
            let again = try place.run(["import", "shards/1", "shards/2"])
            #expect(again.status == 0 && again.talk.contains("0 sessions taken, 12 here already"), "\(again.talk)")
            let replay = try place.run(["replay", "1", "--on", "list.txt"])
            #expect(replay.status == 0 && replay.talk.contains("12 of 12 done (12 before)"), "\(replay.talk)")
            #expect(place.sessions.numbers().count == 13)
        }

        @Test("The same share goes on where it was left, and one without pictures is done at once")
        func again() throws {
            let place = try place()
            let first = try place.run(["replay", "1", "--on", "list.txt", "--shard", "1/3", "--json"])
            #expect(first.status == 0, "\(first.talk)")
            let done = try #require(first.objects().last?["done"] as? Int)
            let second = try place.run(["replay", "1", "--on", "list.txt", "--shard", "1/3", "--json"])
            #expect(try second.objects().last?["doneBefore"] as? Int == done && done > 0)
            #expect(place.sessions.numbers().count == 1 + done)
            #expect(place.has("sessions/replay-0001-1of3.html"))
            // A picture alone is one of many that are not here: it is not begun anew.
            for _ in 1...2 {
                for share in 1...2 {
                    let run = try place.run(["replay", "1", "--on", "photo.png", "--shard", "\(share)/2"])
                    #expect(run.status == 0, "\(run.talk)")
                }
            }
            #expect(place.sessions.numbers().count == 2 + done)
            for arguments in [["--shard", "1/2"], ["--on", "list.txt", "--shard", "0/2"]] {
                #expect(try place.run(["replay", "1"] + arguments).status == 64)
            }
        }

        @Test("The plan tells each turn with key and price, before and after, and makes and asks for nothing")
        func plan() throws {
            let place = try place()
            try place.add("shots/13.png", Data("no picture".utf8))
            let plain = ["replay", "1", "--on", "shots", "--plan"]
            let unpaid = try place.run(plain)
            #expect(unpaid.status == 1, "one can't be read")
            var objects = try unpaid.objects()
            #expect(objects.count == 25)
            #expect(objects.count { ($0["error"] as? String)?.contains("13.png") == true } == 1)
            try FileManager.default.removeItem(at: place.url.appendingPathComponent("shots/13.png"))
            let paid = try place.run(plain + ["--model", "lite", "--shard", "1/2"])
            #expect(paid.status == 0, "without a key: \(paid.talk)")
            objects = try paid.objects()
            #expect(objects.allSatisfy { ($0["dollars"] as? Double ?? 0) > 0 && $0["done"] as? Bool == false })
            #expect(Set(objects.compactMap { $0["key"] as? String }).count == objects.count / 2)
            #expect(objects.first?["instruction"] as? String == "make it warmer")
            #expect(place.sessions.numbers() == [1] && !place.has("shards"))
            let run = try place.run(["replay", "1", "--on", "shots", "--quiet"])
            #expect(run.status == 0, "\(run.talk)")
            objects = try place.run(plain).objects()
            #expect(objects.count == 24 && objects.allSatisfy { $0["done"] as? Bool == true })
            #expect(objects.allSatisfy { $0["dollars"] as? Double == 0 })
        }

        @Test("A picture that is in the list twice is done and planned once, and nothing has failed")
        func doubles() throws {
            let place = try place()
            try place.add("shots/copy.png", place.data("shots/2.png"))
            try place.add("twice.txt", Data("shots/1.png\nshots/2.png\nshots/copy.png\nshots/1.png\n".utf8))
            let plan = try place.run(["replay", "1", "--on", "twice.txt", "--plan", "--model", "lite"]).objects()
            #expect(plan.count == 8)
            #expect(
                plan.map { $0["same"] as? String } == [nil, nil, nil, nil, "shots/2.png", "shots/2.png"]
                    + ["shots/1.png", "shots/1.png"])
            #expect(
                plan.map { ($0["dollars"] as? Double ?? 0) > 0 } == [
                    true, true, true, true, false, false, false, false,
                ])
            for _ in 1...2 {
                let run = try place.run(["replay", "1", "--on", "twice.txt", "--json"])
                #expect(run.status == 0 && run.talk.contains("2 the same as others"), "\(run.talk)")
                let summary = try #require(try run.objects().last)
                #expect(summary["done"] as? Int == 2 && summary["same"] as? Int == 2 && summary["failed"] as? Int == 0)
            }
            #expect(place.sessions.numbers() == [1, 2, 3])
        }

        @Test("The plan tells of models that could not be asked from here, since none is")
        func planOfLinks() throws {
            let place = try place()
            let run = try place.run(["replay", "1", "--on", "list.txt", "--plan", "--model", "kontext"])
            #expect(run.status == 0, "\(run.talk)")
            #expect(try run.objects().count == 24)
        }

        @Test(
            "What has a session's number for its name and is no folder is told, and one session's folder can be named")
        func strangers() throws {
            let place = try place()
            try place.edit("sepia")
            let other = place.url.appendingPathComponent("other")
            try FileManager.default.createDirectory(at: other, withIntermediateDirectories: true)
            try FileManager.default.copyItem(at: place.sessions.folder(1), to: other.appendingPathComponent("0001"))
            try FileManager.default.createSymbolicLink(
                at: other.appendingPathComponent("0002"), withDestinationURL: place.sessions.folder(2))
            try place.add("other/0003", Data("x".utf8))
            let run = try place.run(["import", "other", "--sessions", "new"])
            #expect(run.status == 65 && run.talk.contains("1 session taken, 2 left"), "\(run.talk)")
            #expect(run.talk.contains("other/0002 is no folder") && run.talk.contains("other/0003 is no folder"))
            let one = try place.run(["import", "other/0001", "--sessions", "newer"])
            #expect(one.status == 0 && one.talk.contains("1 session taken"), "\(one.talk)")
            try place.add("other/0001/session.json", Data(#"{"format":99}"#.utf8))
            let newer = try place.run(["import", "other/0001", "--sessions", "newest"])
            #expect(newer.status == 78 && !newer.talk.contains("archive"), "\(newer.talk)")
        }

        @Test("Turns before --from come from the session that is replayed, wherever the new ones go")
        func reuse() throws {
            let place = try place()
            let run = try place.run(
                ["replay", "1", "--on", "photo.png", "--shard", "1/1", "--from", "2", "--into", "apart"])
            #expect(run.status == 0, "\(run.talk)")
            let apart = SessionsFolder(url: place.url.appendingPathComponent("apart"))
            #expect(try apart.read(1).asked(1).reused?.turn == 1)
        }

        @Test("What can't be taken is told and left, and the exit code says which")
        func left() throws {
            let place = try place()
            let other = SessionsFolder(url: place.url.appendingPathComponent("other"))
            let run = try place.run(["replay", "1", "--on", "shots/1.png", "shots/2.png", "--into", "other", "-q"])
            #expect(run.status == 0, "\(run.talk)")
            let open = try other.open(2, at: Date())
            let busy = try place.run(["import", "other"])
            #expect(busy.status == 75 && busy.talk.contains("is open in another program"), "\(busy.talk)")
            #expect(busy.talk.contains("1 session taken, 1 left") && place.sessions.numbers().count == 2)
            #expect(open.session.number == 2)
            try Data("x".utf8).write(to: other.folder(1).appendingPathComponent("001.png"))
            try FileManager.default.removeItem(at: place.sessions.folder(2))
            #expect(try place.run(["import", "other"]).status == 65)
            #expect(try place.run(["import", "shots"]).status == 66)
            #expect(try place.run(["import", "nowhere"]).status == 66)
        }
    }
}
