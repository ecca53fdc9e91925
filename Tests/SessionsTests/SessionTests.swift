import Foundation
import Glibc
import ImageModels
import Pictures
import Sessions
import TestSupport
import Testing

extension TemporaryFolder {
    var sessions: SessionsFolder { SessionsFolder(url: url.appendingPathComponent("sessions")) }
}

let noon = Date(timeIntervalSince1970: 1_795_435_200)

func samplePicture(_ seed: Int = 0) throws -> Picture {
    try SamplePictures.gradient(width: 32 + seed, height: 24).picture()
}

extension SessionsFolder {
    func createSample(_ seed: Int = 0) throws -> SessionWriter {
        try create(about: samplePicture(seed), source: "photo.png", program: "test", at: noon)
    }
}

extension SessionWriter {
    /// A whole turn from the current one, whose picture differs with its number.
    @discardableResult
    func addTurn(_ text: String, from parent: Int? = nil) throws -> Int {
        let turn = session.state.nextTurn
        let asked = try ask(text, from: parent)
        let picture = try samplePicture(turn)
        let file = try keepReceived(picture.data, of: turn)
        let record = try adoptReceived(file, as: picture, of: turn)
        try append(.answered(answer(asked.turn, record)))
        return turn
    }

    func answer(_ turn: Int, _ record: PictureRecord) -> JournalEvent.Answered {
        .init(
            at: noon, turn: turn, picture: record, received: nil, seconds: 0.5, finishReason: .stop, usage: nil,
            selection: nil, text: nil)
    }

    @discardableResult
    func ask(_ text: String, from parent: Int? = nil) throws -> JournalEvent.Asked {
        let parent = parent ?? session.state.current
        let asked = JournalEvent.Asked(
            at: noon, turn: session.state.nextTurn, parent: parent,
            pictureSHA256: try session.pictureRecord(parent).sha256, instruction: text, references: [],
            model: "scripted", settings: TurnSettings(), frame: nil)
        try append(.asked(asked))
        return asked
    }
}

@Suite struct SessionTests {
    @Test(
        "The folder of sessions goes with the session that came to nothing, where it was made for it, and those above it"
    )
    func madeFolder() throws {
        let folder = try TemporaryFolder()
        let sessions = SessionsFolder(url: folder.url.appendingPathComponent("work/today/sessions"))
        func has(_ name: String) -> Bool { access(folder.path(name), F_OK) == 0 }
        try sessions.createSample().removeIfEmpty()
        #expect(!has("work"))
        // The last one that comes to nothing takes it away.
        let writers = [try sessions.createSample(), try SessionsFolder(url: sessions.url).createSample()]
        writers[0].removeIfEmpty()
        #expect(has("work/today/sessions/0002") && !has("work/today/sessions/0001"))
        writers[1].removeIfEmpty()
        #expect(!has("work"))
        // What was there stays, and so does what holds anything else.
        try FileManager.default.createDirectory(atPath: folder.path("work/today"), withIntermediateDirectories: true)
        try sessions.createSample().removeIfEmpty()
        #expect(has("work/today") && !has("work/today/sessions"))
        let writer = try sessions.createSample()
        try Data().write(to: sessions.url.appendingPathComponent("notes.txt"))
        writer.removeIfEmpty()
        #expect(has("work/today/sessions/notes.txt") && !has("work/today/sessions/0001"))
        try FileManager.default.createDirectory(atPath: folder.path("own"), withIntermediateDirectories: true)
        try SessionsFolder(url: folder.url.appendingPathComponent("own")).createSample().removeIfEmpty()
        #expect(has("own"))
    }

    @Test("A session is read back as it was written")
    func readBack() throws {
        let folder = try TemporaryFolder()
        let writer = try folder.sessions.createSample()
        try writer.addTurn("make the jacket red")
        try writer.addTurn("turn it into a sticker \u{1F9E5} \"quoted\" \\ {\"event\":\"asked\"}")
        try writer.append(.named(.init(at: noon, name: "Anna")))
        let session = try folder.sessions.read(1)
        #expect(session.state.turns.map(\.number) == [1, 2])
        #expect(session.state.current == 2)
        #expect(session.name == "Anna")
        #expect(try session.asked(1).instruction == "make the jacket red")
        #expect(try session.asked(2).instruction.hasSuffix("{\"event\":\"asked\"}"))
        #expect(try session.picture(2) == samplePicture(2))
        #expect(try session.picture(0) == samplePicture())
        #expect(session.verified().findings.isEmpty)
        #expect(session.verified().pictures == 3)
    }

    @Test("The starting picture is kept byte for byte")
    func startingPictureIsKept() throws {
        let folder = try TemporaryFolder()
        let picture = try SamplePictures.gradient().picture(as: PictureEncoding(format: .jpeg))
        let writer = try folder.sessions.create(about: picture, source: "a.jpg", program: "test", at: noon)
        let file = writer.session.folder.appendingPathComponent("000.jpg")
        #expect(try Data(contentsOf: file) == picture.data)
    }

    @Test("Numbers ascend, and a folder that is there is never taken")
    func numbersAscend() throws {
        let folder = try TemporaryFolder()
        let sessions = folder.sessions
        #expect(try sessions.createSample().session.number == 1)
        #expect(try sessions.createSample().session.number == 2)
        try FileManager.default.createDirectory(at: sessions.folder(7), withIntermediateDirectories: true)
        #expect(try sessions.createSample().session.number == 8)
        #expect(sessions.numbers() == [1, 2, 7, 8])
        #expect(throws: SessionFailure.noSuchSession(7)) { try sessions.read(7) }
    }

    @Test("Many at once get a number each")
    func concurrentCreationIsExclusive() async throws {
        let folder = try TemporaryFolder()
        let sessions = folder.sessions
        let numbers = try await withThrowingTaskGroup(of: [Int].self) { group in
            for _ in 0..<8 {
                group.addTask { try (0..<5).map { _ in try sessions.createSample().session.number } }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(numbers.sorted() == Array(1...40))
    }

    @Test("Folders are the user's alone: 0700 and 0600")
    func permissionsAreTight() throws {
        let folder = try TemporaryFolder()
        let writer = try folder.sessions.createSample()
        try writer.addTurn("x")
        _ = try writer.keepReference(samplePicture(50), name: "ref.png")
        let files = FileManager.default.enumerator(at: folder.sessions.url, includingPropertiesForKeys: nil)!
        var seen = 0
        for case let file as URL in files {
            let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
            let isFolder = attributes[.type] as? FileAttributeType == .typeDirectory
            #expect(attributes[.posixPermissions] as? Int == (isFolder ? 0o700 : 0o600), "\(file.path)")
            seen += 1
        }
        #expect(seen == 7)
    }

    @Test("A second writer is kept out, a reader is not")
    func oneWriter() throws {
        let folder = try TemporaryFolder()
        let sessions = folder.sessions
        do {
            let writer = try sessions.createSample()
            try writer.addTurn("one")
            #expect(throws: SessionFailure.inUse(1)) { try sessions.open(1, at: noon) }
            #expect(try sessions.read(1).state.turns.count == 1)
        }
        #expect(try sessions.open(1, at: noon).session.state.turns.count == 1)
    }

    @Test("A session of a newer format is refused and left alone")
    func unknownFormatIsRefused() throws {
        let folder = try TemporaryFolder()
        let sessions = folder.sessions
        _ = try sessions.createSample()
        let header = sessions.folder(1).appendingPathComponent("session.json")
        let changed = try String(contentsOf: header, encoding: .utf8).replacing("\"format\":1", with: "\"format\":2")
        try changed.write(to: header, atomically: true, encoding: .utf8)
        #expect(throws: SessionFailure.unknownFormat(number: 1, found: "2")) { try sessions.open(1, at: noon) }
        #expect(throws: SessionFailure.unknownFormat(number: 1, found: "2")) { try sessions.read(1) }
        #expect(try String(contentsOf: header, encoding: .utf8) == changed)
    }

    @Test(
        "A header that no version writes is damaged, and not of a newer format",
        arguments: [
            "{}", "", "[1]", #"{"format":1,"number":1e400}"#, #"{"format":-1}"#, #"{"format":99999999999999999999}"#,
        ])
    func damagedHeaderIsRefused(_ header: String) throws {
        let folder = try TemporaryFolder()
        let sessions = folder.sessions
        _ = try sessions.createSample()
        try Data(header.utf8).write(to: sessions.folder(1).appendingPathComponent("session.json"))
        #expect(throws: SessionFailure.damagedHeader(number: 1)) { try sessions.read(1) }
        #expect(throws: SessionFailure.damagedHeader(number: 1)) { try sessions.open(1, at: noon) }
    }

    @Test("A folder whose name was no UTF-8 is not made under another name")
    func nameIsNoText() throws {
        let folder = try TemporaryFolder()
        let sessions = SessionsFolder(url: folder.url.appendingPathComponent("a\u{FFFD}b"))
        #expect { try sessions.createSample() } throws: { error in
            if case SessionFailure.cannotWrite(_, EILSEQ) = error { true } else { false }
        }
        #expect(!FileManager.default.fileExists(atPath: sessions.url.path))
    }

    // MARK: The tree

    @Test("Undo and a new instruction make a branch; redo goes back where undo came from")
    func branches() throws {
        let folder = try TemporaryFolder()
        let writer = try folder.sessions.createSample()
        try writer.addTurn("one")
        try writer.addTurn("two")
        try writer.append(.moved(.init(at: noon, to: 1, by: .undo)))
        try writer.append(.moved(.init(at: noon, to: 0, by: .undo)))
        #expect(writer.session.state.undone == [2, 1])
        try writer.append(.moved(.init(at: noon, to: 1, by: .redo)))
        #expect(writer.session.state.current == 1)
        try writer.addTurn("three")
        #expect(writer.session.state.undone.isEmpty)
        #expect(writer.session.state.turn(3)?.parent == 1)
        #expect(writer.session.state.branch(to: 3) == [1, 3])
        #expect(try folder.sessions.read(1).state.branch(to: 2) == [1, 2])
    }

    @Test("A declined instruction gives its number back; a failed one keeps it")
    func declinedGivesItsNumberBack() throws {
        let folder = try TemporaryFolder()
        let writer = try folder.sessions.createSample()
        try writer.ask("add a hat")
        try writer.append(.declined(.init(at: noon, turn: 1, reason: "beyond means")))
        #expect(writer.session.state.turns.isEmpty)
        #expect(try writer.addTurn("make it warmer") == 1)
        try writer.ask("something")
        try writer.append(.failed(.init(at: noon, turn: 2, failure: "model", detail: "", seconds: 1)))
        #expect(try writer.addTurn("again") == 3)
        #expect(writer.session.state.turn(3)?.parent == 1)
        let session = try folder.sessions.read(1)
        #expect(session.state.turns.map(\.outcome) == [.answered, .failed, .answered])
        #expect(session.verified().findings.isEmpty)
    }

    // MARK: Recovery

    @Test("A torn last line is cut off, wherever it was torn")
    func tornLineIsCutOff() throws {
        let folder = try TemporaryFolder()
        let sessions = folder.sessions
        let whole: Data
        do {
            let writer = try sessions.createSample()
            try writer.addTurn("one")
            try writer.addTurn("two")
        }
        let journal = sessions.folder(1).appendingPathComponent("journal.jsonl")
        whole = try Data(contentsOf: journal)
        let lastLine = whole.dropLast().lastIndex(of: 0x0A)! + 1
        for cut in stride(from: lastLine + 1, to: whole.count, by: 7) {
            try whole.prefix(cut).write(to: journal)
            let session = try sessions.read(1)
            #expect(session.state.turns.map(\.outcome) == [.answered, .underWay])
        }
        // Also where the file system left zeros at the end.
        try (whole.prefix(lastLine) + Data(count: 100) + Data([0x0A])).write(to: journal)
        #expect(try sessions.read(1).state.turns.count == 2)
        let writer = try sessions.open(1, at: noon)
        #expect(try Data(contentsOf: journal).prefix(lastLine) == whole.prefix(lastLine))
        #expect(writer.unfinished.map(\.asked.turn) == [2], "its picture was there already")
    }

    @Test("A turn that was cut off is interrupted, and what it left is removed")
    func cutOffTurnIsInterrupted() throws {
        let folder = try TemporaryFolder()
        let sessions = folder.sessions
        let place = sessions.folder(1)
        do {
            let writer = try sessions.createSample()
            try writer.addTurn("one")
            try writer.ask("two")
            let picture = try samplePicture(2).data
            let half = picture.prefix(picture.count / 2)
            try Data(half).write(to: place.appendingPathComponent("002.received.png"))
            try Data(half).write(to: place.appendingPathComponent(".unfinished-002.png"))
            try Data("mine".utf8).write(to: place.appendingPathComponent("notes.txt"))
        }
        let writer = try sessions.open(1, at: noon)
        #expect(writer.session.state.turns.map(\.outcome) == [.answered, .interrupted])
        #expect(writer.session.state.current == 1)
        #expect(try writer.session.asked(2).instruction == "two")
        let names = try FileManager.default.contentsOfDirectory(atPath: place.path).sorted()
        #expect(names == ["000.png", "001.png", "journal.jsonl", "notes.txt", "session.json"])
        #expect(writer.session.verified().findings.isEmpty)
    }

    @Test("A turn whose received picture is whole can be finished")
    func receivedTurnCanBeFinished() throws {
        let folder = try TemporaryFolder()
        let sessions = folder.sessions
        do {
            let writer = try sessions.createSample()
            try writer.ask("one")
            _ = try writer.keepReceived(samplePicture(1).data, of: 1)
        }
        let writer = try sessions.open(1, at: noon)
        let unfinished = try #require(writer.unfinished.first)
        #expect(unfinished.file == "001.received.png")
        #expect(unfinished.received == (try samplePicture(1)))
        #expect(writer.session.state.turns.map(\.outcome) == [.underWay])
    }

    @Test("Damage in the middle of a journal is told with its line")
    func damagedMiddleIsTold() throws {
        let folder = try TemporaryFolder()
        let sessions = folder.sessions
        do {
            let writer = try sessions.createSample()
            try writer.addTurn("one")
            try writer.addTurn("two")
        }
        let journal = sessions.folder(1).appendingPathComponent("journal.jsonl")
        var lines = try String(contentsOf: journal, encoding: .utf8).split(separator: "\n")
        lines[2] = "{\"event\":\"answered\"}"
        try (lines.joined(separator: "\n") + "\n").write(to: journal, atomically: true, encoding: .utf8)
        #expect(throws: SessionFailure.damagedJournal(number: 1, line: 3)) { try sessions.read(1) }
    }

    @Test("Every prefix of a journal opens, and no finished turn of it is missing")
    func everyPrefixOpens() throws {
        let folder = try TemporaryFolder()
        let sessions = folder.sessions
        do {
            let writer = try sessions.createSample()
            for number in 1...4 { try writer.addTurn("turn \(number)") }
            try writer.append(.moved(.init(at: noon, to: 2, by: .goto)))
        }
        let journal = sessions.folder(1).appendingPathComponent("journal.jsonl")
        let whole = try Data(contentsOf: journal)
        let first = whole.firstIndex(of: 0x0A)! + 1
        for cut in first...whole.count {
            try whole.prefix(cut).write(to: journal)
            let answered = whole.prefix(cut).split(separator: 0x0A, omittingEmptySubsequences: false).dropLast()
                .count { String(decoding: $0, as: UTF8.self).contains("\"event\":\"answered\"") }
            let state = try sessions.read(1).state
            #expect(state.turns.count { $0.outcome == .answered } == answered)
        }
    }

    // MARK: Verification

    @Test("Verify finds a missing file, a changed file and a broken lineage")
    func verifyFinds() throws {
        let folder = try TemporaryFolder()
        let sessions = folder.sessions
        do {
            let writer = try sessions.createSample()
            try writer.addTurn("one")
            try writer.addTurn("two")
        }
        let place = sessions.folder(1)
        var data = try Data(contentsOf: place.appendingPathComponent("001.png"))
        data[data.count - 20] ^= 1
        try data.write(to: place.appendingPathComponent("001.png"))
        try FileManager.default.removeItem(at: place.appendingPathComponent("002.png"))
        let findings = try sessions.read(1).verified().findings
        #expect(findings == [.wrongDigest(turn: 1, file: "001.png"), .missingFile(turn: 2, file: "002.png")])

        let journal = place.appendingPathComponent("journal.jsonl")
        let text = try String(contentsOf: journal, encoding: .utf8)
        let other = try samplePicture(1).sha256
        let broken = text.replacing(
            "\"pictureSHA256\":\"\(other)\"", with: "\"pictureSHA256\":\"\(String(repeating: "0", count: 64))\"")
        #expect(broken != text)
        try broken.write(to: journal, atomically: true, encoding: .utf8)
        #expect(try sessions.read(1).verified().findings.contains(.brokenLineage(turn: 2, parent: 1)))
    }

    @Test(
        "A journal that names files outside its folder is not believed", arguments: ["../../etc/passwd", "/etc/passwd"])
    func filesOutsideAreNotRead(path: String) throws {
        let folder = try TemporaryFolder()
        let sessions = folder.sessions
        do { try sessions.createSample().addTurn("one") }
        let journal = sessions.folder(1).appendingPathComponent("journal.jsonl")
        let text = try String(contentsOf: journal, encoding: .utf8)
        try text.replacing("\"file\":\"001.png\"", with: "\"file\":\"\(path)\"")
            .write(to: journal, atomically: true, encoding: .utf8)
        let session = try sessions.read(1)
        #expect(throws: SessionFailure.self) { try session.picture(1) }
        #expect(session.verified().findings == [.outsideFolder(turn: 1, file: path)])
    }

    @Test("A reference image is kept once, under its digest")
    func referencesAreKeptOnce() throws {
        let folder = try TemporaryFolder()
        let writer = try folder.sessions.createSample()
        let first = try writer.keepReference(samplePicture(9), name: "a.png")
        let second = try writer.keepReference(samplePicture(9), name: "b.png")
        #expect(first.picture == second.picture)
        #expect(try writer.session.reference(first, of: 1) == samplePicture(9))
    }

    @Test("A read-only folder is told by its path, and nothing is left behind")
    func readOnlyFolderIsTold() throws {
        // Root may write anywhere, so a file stands where the folder should be.
        let folder = try TemporaryFolder()
        try Data().write(to: folder.sessions.url)
        #expect {
            try folder.sessions.createSample()
        } throws: { error in
            guard case SessionFailure.cannotWrite(_, let code) = error else { return false }
            return code == ENOTDIR
        }
    }
}
