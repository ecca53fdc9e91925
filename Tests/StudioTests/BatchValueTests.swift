import Foundation
import Glibc
import ImageModels
import Pictures
import Sessions
import Studio
import TestSupport
import Testing

@Suite("Batches: values") struct BatchValueTests {
    @Test("A key comes back as it was, and what is none is told")
    func keys() {
        let key = BatchKey(
            recipe: String(repeating: "a", count: 64), start: String(repeating: "b", count: 64), step: 2,
            sent: String(repeating: "c", count: 64))
        #expect(key.text == "aaaaaaaaaaaa.bbbbbbbbbbbbbbbb.2.cccccccc")
        #expect(BatchKey(key.text) == key)
        for text in [
            "", "a.b.c", "a.b.-1.c", "a.b.x.c", "foreign", "a.b.1.c.d", "a.b/c.1.d", "a..1.c",
            "a.\(String(repeating: "b", count: 300)).1.c",
        ] { #expect(BatchKey(text) == nil) }
    }

    @Test("A batch costs half of what the catalogue says, once")
    func price() throws {
        let lite = try #require(ModelCatalogue.standard["lite"])
        let google = lite.profile(through: "google")
        let full = try #require(google.estimate(Instruction(text: "x"), settings: TurnSettings()))
        let half = try #require(google.inBatches.estimate(Instruction(text: "x"), settings: TurnSettings()))
        #expect(abs(half.dollars * 2 - full.dollars) < 1e-12 && half.dollars > 0.0168)
        #expect(google.inBatches.inBatches.price == google.inBatches.price)
        let comet = lite.profile(through: "cometapi")
        #expect(comet.inBatches == comet, "no other service has them")
    }

    @Test("A job is full by lines, by its own bytes or by those of its answers, and takes one line in any case")
    func limits() {
        var limits = JobLimits()
        #expect(limits.takes(lines: 2000, bytes: 1_800_000_000, answerBytes: 0))
        #expect(!limits.takes(lines: 2001, bytes: 1, answerBytes: 1))
        #expect(!limits.takes(lines: 5, bytes: 1_800_000_001, answerBytes: 1))
        #expect(limits.takes(lines: 1, bytes: 1_900_000_000, answerBytes: 1))
        limits.answerBytes = JobLimits.answerBytes(nil) * 3
        #expect(limits.takes(lines: 3, bytes: 1, answerBytes: JobLimits.answerBytes(nil) * 3))
        #expect(!limits.takes(lines: 4, bytes: 1, answerBytes: JobLimits.answerBytes(nil) * 4))
    }

    @Test("A file is read line by line, however long the lines and whether the last has a break")
    func lines() throws {
        let folder = try TemporaryFolder()
        let file = folder.url.appendingPathComponent("lines")
        let long = String(repeating: "x", count: 3 << 20)
        for (text, expected) in [
            ("", []), ("\n", [""]), ("a\nb", ["a", "b"]), ("a\n\(long)\nb\n", ["a", long, "b"]), ("\n\n", ["", ""]),
            (
                String(repeating: "y", count: (1 << 20) - 1) + "\nz",
                [String(repeating: "y", count: (1 << 20) - 1), "z"]
            ),
        ] {
            try Data(text.utf8).write(to: file)
            var reader = try LineReader(file)
            var found: [String] = []
            while let line = try reader.next() { found.append(String(decoding: line, as: UTF8.self)) }
            #expect(found == expected)
        }
    }

    @Test(
        "A set's journal with numbers or names that no program writes is damaged, and the others are read",
        arguments: [
            "\"step\":9223372036854775807", "\"step\":-1", "\"dollars\":1e308", "\"dollars\":-5",
            "\"id\":\"batches/../../v1beta/models\"", "\"file\":\"files/../x\"", "\"recipe\":\"/../../x\"",
        ])
    func foreignJournal(field: String) throws {
        let folder = try TemporaryFolder()
        let sessions = SessionsFolder(url: folder.url.appendingPathComponent("sessions"))
        let recipe = String(repeating: "ab", count: 32)
        _ = try BatchJournal(of: 7, recipe: recipe, model: "m", service: "google", in: sessions, at: Date())
        let path = sessions.url.appendingPathComponent("batches/0008-abababababab.jsonl")
        let line = "{\"event\":\"preparing\",\"at\":\"2026-11-28T00:00:00Z\",\"job\":\"a\",\"keys\":[\"k\"],\(field)}\n"
        try Data(line.utf8).write(to: path)
        let all = BatchJournal.all(in: sessions)
        #expect(all.states.count == 1)
        #expect(all.unread == [.damagedBatch(path: path.path, line: 1)])
    }

    @Test("What could not be read again does not come into a set's journal, and names of whatever kind can")
    func unreadable() throws {
        let folder = try TemporaryFolder()
        let sessions = SessionsFolder(url: folder.url.appendingPathComponent("sessions"))
        let recipe = String(repeating: "ab", count: 32)
        func open() throws -> BatchJournal {
            try BatchJournal(of: 7, recipe: recipe, model: "m", service: "google", in: sessions, at: Date())
        }
        func made(_ id: String) -> BatchEvent {
            var event = BatchEvent(.made, at: Date(), job: "one")
            event.id = id
            return event
        }
        var prepared = BatchEvent(.preparing, at: Date(), job: "one")
        (prepared.step, prepared.keys) = (0, ["k"])
        do {
            let journal = try open()
            try journal.append(prepared)
            for id in ["", "one", "batches/../x", "batches/a/b", "batches/" + String(repeating: "a", count: 500)] {
                #expect(throws: SessionFailure.self) { try journal.append(made(id)) }
            }
            #expect(journal.state.open.first?.id == nil)
        }
        for id in ["batches/a.b:1", "batches/******", "operations/x", "batches/" + String(repeating: "a", count: 400)] {
            try open().append(made(id))
            #expect(try open().state.open.first?.id == id)
        }
    }

    @Test("Where the folder of batches is a link nothing is read there or written")
    func linkedFolder() throws {
        let folder = try TemporaryFolder()
        let sessions = SessionsFolder(url: folder.url.appendingPathComponent("sessions"))
        let recipe = String(repeating: "ab", count: 32)
        _ = try BatchJournal(of: 7, recipe: recipe, model: "m", service: "google", in: sessions, at: Date())
        let (place, other) = (
            sessions.url.appendingPathComponent("batches"), folder.url.appendingPathComponent("other")
        )
        try FileManager.default.moveItem(at: place, to: other)
        try FileManager.default.createSymbolicLink(at: place, withDestinationURL: other)
        let before = try FileManager.default.contentsOfDirectory(atPath: other.path)
        for number in [7, 8] {
            #expect(throws: SessionFailure.cannotWrite(path: place.path, code: ELOOP)) {
                _ = try BatchJournal(
                    of: number, recipe: recipe, model: "m", service: "google", in: sessions, at: Date())
            }
            #expect(throws: SessionFailure.cannotRead(path: place.path, code: ELOOP)) {
                _ = try BatchJournal.state(of: number, recipe: recipe, in: sessions)
            }
        }
        let all = BatchJournal.all(in: sessions)
        #expect(all.states.isEmpty && all.unread == [.cannotRead(path: place.path, code: ELOOP)])
        #expect(try FileManager.default.contentsOfDirectory(atPath: other.path) == before)
    }

    @Test(
        "A set's journal that was replaced or taken away takes no line, and the caller is told",
        arguments: [false, true])
    func replacedJournal(isGone: Bool) throws {
        let folder = try TemporaryFolder()
        let sessions = SessionsFolder(url: folder.url.appendingPathComponent("sessions"))
        let recipe = String(repeating: "ab", count: 32)
        let journal = try BatchJournal(of: 7, recipe: recipe, model: "m", service: "google", in: sessions, at: Date())
        let file = journal.place("jsonl")
        let before = try Data(contentsOf: file)
        try FileManager.default.removeItem(at: file)
        if !isGone { try before.write(to: file) }
        var event = BatchEvent(.preparing, at: Date(), job: "one")
        (event.step, event.keys) = (0, ["a"])
        #expect(throws: SessionFailure.replacedBatch(path: file.path)) { try journal.append(event) }
        #expect(journal.state.jobs.isEmpty)
        #expect((try? Data(contentsOf: file)) == (isGone ? nil : before))
    }

    @Test("A job that stands twice in a journal is one, with all of its lines")
    func jobTwice() throws {
        let folder = try TemporaryFolder()
        let sessions = SessionsFolder(url: folder.url.appendingPathComponent("sessions"))
        let recipe = String(repeating: "ab", count: 32)
        let journal = try BatchJournal(of: 7, recipe: recipe, model: "m", service: "google", in: sessions, at: Date())
        func add(_ kind: BatchEvent.Kind, _ change: (inout BatchEvent) -> Void = { _ in }) throws {
            var event = BatchEvent(kind, at: Date(), job: "one")
            change(&event)
            try journal.append(event)
        }
        for keys in [["a", "b"], ["a", "b"], ["b", "c"]] {
            try add(.preparing) { ($0.step, $0.keys, $0.dollars) = (0, keys, 0.5) }
            try add(.making)
            try add(.made) { $0.id = "batches/1" }
        }
        #expect(journal.state.jobs.map(\.keys) == [["a", "b", "c"]] && journal.state.jobs[0].lines == 3)
        #expect(journal.state.dollars == 0.5)
        for _ in 1...2 {
            try add(.ended) { ($0.state, $0.answered, $0.dollars) = ("succeeded", 3, 0.5) }
            try add(.preparing) { ($0.step, $0.keys, $0.dollars) = (0, ["a", "b"], 0.5) }
        }
        #expect(journal.state.open.isEmpty && journal.state.jobs.count == 1 && journal.state.dollars == 0.5)
    }

    @Test("A set's journal adds up to what is open, what it costs and what failed, until the pass is finished")
    func journal() throws {
        let folder = try TemporaryFolder()
        let sessions = SessionsFolder(url: folder.url.appendingPathComponent("sessions"))
        let recipe = String(repeating: "ab", count: 32)
        func open() throws -> BatchJournal {
            try BatchJournal(of: 7, recipe: recipe, model: "m", service: "google", in: sessions, at: Date())
        }
        func event(
            _ kind: BatchEvent.Kind, _ job: String? = nil, _ change: (inout BatchEvent) -> Void = { _ in }
        ) -> BatchEvent {
            var event = BatchEvent(kind, at: Date(), job: job)
            change(&event)
            return event
        }
        do {
            let journal = try open()
            #expect(throws: SessionFailure.setInUse(7)) { try open() }
            for name in ["one", "two", "three"] {
                try journal.append(
                    event(.preparing, name) { ($0.step, $0.keys, $0.dollars) = (0, ["\(name)1", "\(name)2"], 0.5) })
            }
            try journal.append(event(.making, "one") { $0.file = "files/1" })
            try journal.append(event(.made, "one") { $0.id = "batches/1" })
            try journal.append(event(.notMade, "two"))
            try journal.append(
                event(.ended, "one") { ($0.state, $0.answered, $0.dollars) = ("succeeded", 1, 0.25) })
            try journal.append(event(.failed) { ($0.key, $0.words) = ("one2", "why") })
        }
        // A line that was being written when the program was killed.
        let file = sessions.url.appendingPathComponent("batches/0007-abababababab.jsonl")
        let handle = try FileHandle(forWritingTo: file)
        try handle.seekToEnd()
        try handle.write(contentsOf: Data("{\"event\":\"fin".utf8))
        try handle.close()
        let journal = try open()
        #expect(journal.state.opened?.recipe == recipe)
        #expect(journal.state.open.map(\.name) == ["three"] && journal.state.jobs.map(\.name) == ["one", "three"])
        #expect(journal.state.jobs[0].id == "batches/1" && journal.state.jobs[0].file == "files/1")
        #expect(abs(journal.state.dollars - 0.75) < 1e-9)
        #expect(journal.state.failed == ["one2": "why"] && journal.state.attempts == ["one1": 1, "one2": 1])
        #expect(
            Set(journal.state.asked.keys) == ["one1", "one2", "three1", "three2"], "those of no job are free again")
        try journal.append(event(.finished))
        #expect(journal.state.failed.isEmpty && journal.state.dollars == 0 && journal.state.asked.isEmpty)
        #expect(BatchJournal.all(in: sessions).states.map(\.open.count) == [1])
    }
}
