import Archives
import Foundation
import Glibc
import Pictures
import Sessions
import Synchronization
import TestSupport
import Testing

/// What others do to a session's folder while it is open, and before it is opened.
@Suite struct OtherHandsTests {
    private let folder: TemporaryFolder
    private let news = News()
    private var sessions: SessionsFolder {
        SessionsFolder(url: folder.url.appendingPathComponent("sessions"), telling: { [news] in news.add($0) })
    }

    private final class News: Sendable {
        private let all = Mutex<[Displacement]>([])
        func add(_ one: Displacement) { all.withLock { $0.append(one) } }
        var what: [Displacement.What] { all.withLock { $0.map(\.what) } }
        var last: Displacement? { all.withLock { $0.last } }
    }

    init() throws { folder = try TemporaryFolder() }

    private func file(_ name: String, of session: Int = 1) -> URL {
        sessions.folder(session).appendingPathComponent(name)
    }

    private var journal: URL { file("journal.jsonl") }

    private func instructions(_ number: Int = 1) throws -> [String] {
        let session = try sessions.read(number)
        return try session.state.turns.map { try session.asked($0.number).instruction }
    }

    // MARK: The journal

    /// What another program may do to a journal, and what is told of it.
    enum Deed: CaseIterable {
        case copied, older, removed, shortened, emptied, addedTo, garbage, folder, fifo

        var told: Displacement.What {
            switch self {
            case .copied, .older, .garbage, .folder, .fifo: .journalReplaced
            case .removed: .journalGone
            case .shortened, .emptied: .journalShortened
            case .addedTo: .journalWrittenInto
            }
        }

        func carryOut(on journal: URL, before: Data) throws {
            let path = journal.path
            let now = try Data(contentsOf: journal)
            switch self {
            case .copied: try now.write(to: journal, options: .atomic)
            case .older: try before.write(to: journal, options: .atomic)
            case .removed: unlink(path)
            case .shortened: truncate(path, off_t(before.count))
            case .emptied: truncate(path, 0)
            case .addedTo:
                let handle = try FileHandle(forWritingTo: journal)
                try handle.seekToEnd()
                try handle.write(
                    contentsOf: Data("{\"at\":\"2026-11-28T00:00:00Z\",\"event\":\"named\",\"name\":\"x\"".utf8))
                try handle.close()
            case .garbage: try Data("<html>\n<body>\n".utf8).write(to: journal, options: .atomic)
            case .folder:
                unlink(path)
                mkdir(path, 0o700)
            case .fifo:
                unlink(path)
                mkfifo(path, 0o600)
            }
        }
    }

    @Test(
        "Turns go to a rescue journal where the journal is not what was written, and come back",
        arguments: Deed.allCases)
    func journalDisplaced(deed: Deed) throws {
        do {
            let writer = try sessions.createSample()
            let before = try Data(contentsOf: journal)
            try writer.addTurn("one")
            try deed.carryOut(on: journal, before: before)
            try writer.addTurn("two")
            try writer.addTurn("three")
            #expect(news.what == [deed.told])
            let place = try #require(news.last?.place)
            #expect(String(decoding: try Data(contentsOf: place), as: UTF8.self).contains("three"))
            // Nobody else writes pictures of the same numbers meanwhile.
            #expect(throws: (any Error).self) { try sessions.open(1, at: noon) }
            #expect(throws: SessionFailure.inUse(1)) { try sessions.takeUp(1) }
        }
        #expect(try sessions.takeUp(1) > 0)
        #expect(try instructions() == ["one", "two", "three"])
        #expect(try sessions.read(1).verified().findings.isEmpty)
        #expect(sessions.rescueJournals(of: 1).isEmpty)
        #expect(try sessions.open(1, at: noon).addTurn("four") == 4)
    }

    @Test("Turns of two programs are put one after the other, each with its own picture")
    func bothWentOn() throws {
        do {
            let writer = try sessions.createSample()
            try writer.addTurn("one")
            try Data(contentsOf: journal).write(to: journal, options: .atomic)
            // The new file is not locked, and nobody knows yet that it has been replaced.
            let other = try sessions.open(1, at: noon)
            let asked = try other.ask("theirs")
            let picture = try samplePicture(40)
            let file = try other.keepReceived(picture.data, of: asked.turn)
            try other.append(.answered(other.answer(2, try other.adoptReceived(file, as: picture, of: 2))))
            try writer.addTurn("ours")
            try writer.addTurn("ours again")
        }
        try sessions.takeUp(1)
        #expect(try instructions() == ["one", "theirs", "ours", "ours again"])
        let session = try sessions.read(1)
        #expect(session.state.turns.map(\.parent) == [0, 1, 1, 3])
        #expect(try session.picture(2) == samplePicture(40))
        #expect(try session.picture(3) == samplePicture(2))
        #expect(session.verified().findings.isEmpty)
    }

    // MARK: The folder

    @Test(
        "Where the folder was moved or replaced, the session goes on as a new one with all its pictures",
        arguments: [true, false])
    func folderMoved(replaced: Bool) throws {
        let writer = try sessions.createSample()
        try writer.addTurn("one")
        let asked = try writer.ask("two")
        let elsewhere = folder.url.appendingPathComponent("elsewhere")
        try FileManager.default.moveItem(at: sessions.folder(1), to: elsewhere)
        if replaced { try FileManager.default.copyItem(at: elsewhere, to: sessions.folder(1)) }
        let picture = try samplePicture(2)
        let file = try writer.keepReceived(picture.data, of: asked.turn)
        try writer.append(.answered(writer.answer(2, try writer.adoptReceived(file, as: picture, of: 2))))
        #expect(news.what == [.folderGone])
        let number = try #require(news.last?.continuedAs)
        #expect(try instructions(number) == ["one", "two"])
        #expect(try sessions.read(number).verified().findings.isEmpty)
        #expect(writer.session.number == number)
    }

    @Test("Where the folder was removed, what comes is kept in a new one")
    func folderRemoved() throws {
        let writer = try sessions.createSample()
        let asked = try writer.ask("one")
        try FileManager.default.removeItem(at: sessions.url)
        let picture = try samplePicture(2)
        let file = try writer.keepReceived(picture.data, of: asked.turn)
        try writer.append(.answered(writer.answer(1, try writer.adoptReceived(file, as: picture, of: 1))))
        let number = try #require(news.last?.continuedAs)
        #expect(try sessions.read(number).picture(1) == picture)
    }

    // MARK: Files of others

    @Test("Only files that this program makes are removed after a turn was cut off")
    func othersFilesStay() throws {
        let names = [
            "001.notes.txt", "001.psd", "001.txt", "001.received.txt", "0001.png", "001-1.png", "001.PNG",
            "001.change.psd",
            ".unfinished-notes", "001.received.bin", "001.png~",
        ]
        let own = ["001.transcript.json", "001.change.png", ".unfinished-001.png", ".unfinished-session.json"]
        do {
            let writer = try sessions.createSample()
            try writer.ask("one")
        }
        for name in names + own { try Data("x".utf8).write(to: file(name)) }
        _ = try sessions.open(1, at: noon)
        for name in names { #expect(FileManager.default.fileExists(atPath: file(name).path), "\(name)") }
        for name in own { #expect(!FileManager.default.fileExists(atPath: file(name).path), "\(name)") }
    }

    enum Place: CaseIterable { case free, empty, half, whole, link, folder, fifo }

    @Test(
        "An answer that had come and had not its name yet is kept, whatever is there by that name",
        arguments: Place.allCases)
    func answerWithoutItsName(there: Place) throws {
        let whole = Data((0..<5000).map { UInt8($0 % 251) })
        do {
            let writer = try sessions.createSample()
            try writer.ask("one")
        }
        let place = file("001.received.bin")
        switch there {
        case .free: break
        case .empty: try Data().write(to: place)
        case .half: try whole.prefix(100).write(to: place)
        case .whole: try (whole + whole).write(to: place)
        case .link: symlink("/nowhere", place.path)
        case .folder: mkdir(place.path, 0o700)
        case .fifo: mkfifo(place.path, 0o600)
        }
        try whole.write(to: file(".unfinished-001.received.bin"))
        let isFree = there == .free || there == .empty
        let unread = try #require(try sessions.open(1, at: noon).unread.first)
        #expect(unread.data == (there == .whole ? whole + whole : whole))
        #expect(unread.file.name == (isFree || there == .whole ? "001.received.bin" : "001-2.received.bin"))
        #expect(try Data(contentsOf: isFree ? place : file("001-2.received.bin")) == whole)
        if there == .half { #expect(try Data(contentsOf: place) == whole.prefix(100)) }
        #expect(!FileManager.default.fileExists(atPath: file(".unfinished-001.received.bin").path))
        let again = try #require(try sessions.open(1, at: noon).unread.first)
        #expect(again.data == unread.data && again.file.name == unread.file.name)
    }

    @Test("A turn's picture replaces nothing that is there by its name")
    func nothingIsReplaced() throws {
        let writer = try sessions.createSample()
        try Data("mine".utf8).write(to: file("001.png"))
        symlink("/etc/passwd", file("002.png").path)
        mkfifo(file("003.received.png").path, 0o600)
        try writer.addTurn("one")
        try writer.addTurn("two")
        try writer.addTurn("three")
        #expect(try Data(contentsOf: file("001.png")) == Data("mine".utf8))
        #expect(try writer.session.pictureRecord(1).file == "001-2.png")
        #expect(writer.session.verified().findings.isEmpty)
    }

    @Test("References that are a link are not written through")
    func referencesAreALink() throws {
        let writer = try sessions.createSample()
        let outside = folder.url.appendingPathComponent("outside")
        mkdir(outside.path, 0o700)
        symlink(outside.path, file("references").path)
        let place = file("references").path
        #expect {
            _ = try writer.keepReference(samplePicture(50), name: "ref.png")
        } throws: { error in
            guard case SessionFailure.cannotWrite(let path, code: ELOOP) = error else { return false }
            return path.hasPrefix(place)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: outside.path).isEmpty)
    }

    // MARK: Reading

    @Test(
        "FIFOs, links and folders by the names of a session's files are refused at once",
        arguments: ["session.json", "journal.jsonl", "000.png", "001.png"])
    func notOrdinary(name: String) throws {
        do { try sessions.createSample().addTurn("one") }
        let path = file(name).path
        let whole = try Data(contentsOf: file(name))
        let outside = folder.url.appendingPathComponent("outside-\(name)")
        try whole.write(to: outside)
        for make in [{ mkfifo(path, 0o600) }, { symlink(outside.path, path) }, { mkdir(path, 0o700) }] {
            remove(path)
            #expect(make() == 0)
            if name.hasSuffix(".png") {
                #expect(try sessions.read(1).verified().findings.count == 1)
                #expect(throws: SessionFailure.self) { try sessions.read(1).archiveEntries() }
            } else {
                #expect(throws: SessionFailure.self) { try sessions.read(1) }
                #expect(throws: SessionFailure.self) { try sessions.open(1, at: noon) }
                if name == "journal.jsonl" { #expect(sessions.openings().isEmpty) }
            }
        }
    }

    @Test("A session's folder that is a link is not followed, the folder of sessions is")
    func links() throws {
        do { _ = try sessions.createSample() }
        let elsewhere = folder.url.appendingPathComponent("elsewhere")
        try FileManager.default.moveItem(at: sessions.folder(1), to: elsewhere)
        symlink(elsewhere.path, sessions.folder(1).path)
        #expect(throws: SessionFailure.self) { try sessions.read(1) }
        unlink(sessions.folder(1).path)
        try FileManager.default.moveItem(at: elsewhere, to: sessions.folder(1))
        let link = folder.url.appendingPathComponent("link")
        symlink(sessions.url.path, link.path)
        #expect(try SessionsFolder(url: link).read(1).number == 1)
        #expect(try SessionsFolder(url: link).createSample().session.number == 2)
    }

    @Test("A header of a gigabyte, and one of deep brackets, are refused")
    func largeHeader() throws {
        do { _ = try sessions.createSample() }
        let path = file("session.json").path
        truncate(path, 1 << 30)
        #expect(throws: SessionFailure.self) { try sessions.read(1) }
        try Data(("{\"format\":1,\"x\":" + String(repeating: "[", count: 500_000)).utf8).write(to: file("session.json"))
        #expect(throws: SessionFailure.self) { try sessions.read(1) }
    }

    @Test(
        "A journal of a million lines is refused, whatever they are",
        arguments: [
            "{\"at\":\"2026-11-28T00:00:00Z\",\"by\":\"undo\",\"event\":\"moved\",\"to\":0}",
            "{\"at\":\"2026-11-28T00:00:00Z\",\"event\":\"named\",\"name\":\"x\"}",
            "{\"at\":\"2026-11-28T00:00:00Z\",\"event\":\"set\",\"model\":\"local\",\"settings\":{}}",
        ])
    func longJournal(line: String) throws {
        do { _ = try sessions.createSample() }
        let handle = try FileHandle(forWritingTo: journal)
        try handle.seekToEnd()
        let many = Data(String(repeating: line + "\n", count: 10_000).utf8)
        for _ in 0..<100 { try handle.write(contentsOf: many) }
        try handle.close()
        #expect(throws: SessionFailure.journalTooLong(number: 1)) { try sessions.read(1) }
        #expect(throws: SessionFailure.journalTooLong(number: 1)) { try sessions.open(1, at: noon) }
    }

    @Test("Folders with numbers that can't be counted on from are no sessions")
    func largeNumbers() throws {
        for name in ["9223372036854775807", "99999999999999999999"] {
            try FileManager.default.createDirectory(
                at: sessions.url.appendingPathComponent(name), withIntermediateDirectories: true)
        }
        #expect(sessions.numbers().isEmpty)
        #expect(try sessions.createSample().session.number == 1)
    }

    @Test("Why a folder can't be written to is told as it is")
    func reason() throws {
        let writer = try sessions.createSample()
        try Data("x".utf8).write(to: file("references"))
        let failure = #expect(throws: SessionFailure.self) { try writer.keepReference(samplePicture(50), name: "r") }
        guard case .cannotWrite(_, let code)? = failure else { return }
        #expect(code == ENOTDIR)
    }

    // MARK: Outputs and imports

    @Test("A path in a session's folder is known for one, through links and dots as well")
    func holding() throws {
        do { try sessions.createSample().addTurn("one") }
        let root = folder.url.path
        symlink(sessions.folder(1).path, root + "/link")
        symlink(file("000.png").path, root + "/picture.png")
        for path in [
            "sessions/0001/000.png", "sessions/0001/new.png", "sessions/0001/references/x.png", "link/000.png",
            "sessions/../sessions/0001/a.png", "sessions/0001/new/deeper/a.png", "picture.png", "link/../0001/x.png",
        ] {
            #expect(SessionsFolder.session(holding: root + "/" + path) != nil, "\(path)")
        }
        for path in ["out.png", "sessions/out.png", "sessions/0002/out.png", "link.png"] {
            #expect(SessionsFolder.session(holding: root + "/" + path) == nil, "\(path)")
        }
    }

    @Test("What a killed import left is removed by the next one; one that is under way is not")
    func abandonedImports() throws {
        _ = try sessions.createSample()
        let dead = sessions.url.appendingPathComponent(".unfinished-import-\(UUID().uuidString)")
        let live = sessions.url.appendingPathComponent(".unfinished-import-\(UUID().uuidString)")
        let other = sessions.url.appendingPathComponent(".unfinished-import-notes")
        for url in [dead, live, other] { mkdir(url.path, 0o700) }
        try Data("x".utf8).write(to: dead.appendingPathComponent("000.png"))
        let holder = open(live.path, O_RDONLY | O_DIRECTORY)
        defer { close(holder) }
        #expect(flock(holder, LOCK_EX | LOCK_NB) == 0)
        sessions.removeAbandonedImports()
        let left = try FileManager.default.contentsOfDirectory(atPath: sessions.url.path)
        #expect(!left.contains(dead.lastPathComponent) && left.contains(live.lastPathComponent))
        #expect(left.contains(other.lastPathComponent))
    }

    @Test("An archive that is a FIFO is refused at once")
    func archiveIsAFIFO() throws {
        let path = folder.path("a.zip")
        mkfifo(path, 0o600)
        #expect(throws: ZipFailure.self) { try ZipReader(path: path) }
    }
}
