import Archives
import Foundation
import Pictures
import Sessions
import TestSupport
import Testing

@Suite struct ArchiveTests {
    let folder: TemporaryFolder
    let sessions: SessionsFolder
    let path: String

    init() throws {
        folder = try TemporaryFolder()
        sessions = folder.sessions
        path = folder.path("session.zip")
    }

    @Test("A packed session comes back whole, under the next free number")
    func roundTrip() throws {
        let writer = try sessions.createSample()
        try writer.addTurn("make it red")
        _ = try writer.keepReference(samplePicture(50), name: "ref.png")
        try writer.addTurn("and blue", from: 0)
        try ZipWriter.write(writer.session.archiveEntries(), to: path, replacing: false)
        let taken = try sessions.take(ZipReader(path: path))
        #expect(taken.number == 2)
        #expect(taken.state.turns.map(\.parent) == [0, 0])
        #expect(taken.state.current == 2)
        for turn in 0...2 { #expect(try taken.picture(turn) == writer.session.picture(turn)) }
        #expect(taken.verified().findings.isEmpty)
        #expect(try sessions.open(2, at: noon).session.number == 2)
    }

    @Test(
        "An entry that would lead out of the folder refuses the whole archive",
        arguments: ["/etc/passwd", "../outside.png", "0001/../../outside.png", "0001\\..\\outside.png"])
    func unsafeNames(name: String) throws {
        let entries = try sample() + [ZipWriter.Entry(name: name, content: .data(Data("x".utf8)))]
        try expect(.unsafeEntry(name: name), from: entries)
    }

    @Test("An archive of several sessions is told as that, instead of the first being taken alone")
    func severalSessions() throws {
        let entries = try sample()
        let others = entries.map { ZipWriter.Entry(name: "all/0002/" + $0.name.dropFirst(5), content: $0.content) }
        try expect(.severalSessions(count: 2), from: entries + others)
    }

    @Test("A link refuses the whole archive")
    func links() throws {
        let link = ZipWriter.Entry(name: "0001/link.png", content: .data(Data("/etc/passwd".utf8)))
        try ZipWriter.write(sample() + [link], to: path, replacing: false)
        // What makes an entry a link is its mode: the upper half of the attributes, 38 bytes into the last header of the
        // table of contents (APPNOTE 4.3.12).
        var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        let header = try #require(bytes.range(of: Data([0x50, 0x4B, 1, 2]), options: .backwards)?.lowerBound)
        bytes.replaceSubrange((header + 38)..<(header + 42), with: [0, 0, 0xFF, 0xA1])
        try bytes.write(to: URL(fileURLWithPath: path))
        #expect(throws: ImportFailure.unsafeEntry(name: "0001/link.png")) {
            try sessions.take(ZipReader(path: path))
        }
        try expectNothingKept()
    }

    @Test("A million lines are refused before anything else is unpacked")
    func longJournal() throws {
        var entries = try sample()
        let journal = try #require(entries.firstIndex { $0.name.hasSuffix("journal.jsonl") })
        guard case .data(var data) = entries[journal].content else { return }
        let line = "{\"at\":\"2026-11-28T00:00:00Z\",\"by\":\"undo\",\"event\":\"moved\",\"to\":0}\n"
        data.append(Data(String(repeating: line, count: 1_000_000).utf8))
        entries[journal].content = .data(data)
        try ZipWriter.write(entries, to: path, replacing: true)
        #expect(throws: SessionFailure.journalTooLong(number: 0)) { try sessions.take(ZipReader(path: path)) }
        try expectNothingKept()
    }

    @Test("A journal that speaks of a file elsewhere is refused")
    func hostileJournal() throws {
        var entries = try sample()
        let journal = try #require(entries.firstIndex { $0.name.hasSuffix("journal.jsonl") })
        guard case .data(let data) = entries[journal].content else { return }
        let text = String(decoding: data, as: UTF8.self).replacing("001.png", with: "../0000/001.png")
        entries[journal].content = .data(Data(text.utf8))
        try expect(.unsafeEntry(name: "../0000/001.png"), from: entries)
    }

    @Test("A missing picture and one that was exchanged are refused")
    func brokenPictures() throws {
        var entries = try sample()
        let picture = try #require(entries.firstIndex { $0.name.hasSuffix("001.png") })
        try expect(.missingFile(name: "001.png"), from: entries.filter { !$0.name.hasSuffix("001.png") })
        entries[picture].content = .data(try samplePicture(9).data)
        try ZipWriter.write(entries, to: path, replacing: true)
        let failure = #expect(throws: ImportFailure.self) { try sessions.take(ZipReader(path: path)) }
        guard case .damaged(let findings)? = failure else { return #expect(Bool(false), "\(failure as Any)") }
        #expect(!findings.isEmpty)
        try expectNothingKept()
    }

    @Test("An archive without a session, and a file that is no archive, are told apart")
    func noSession() throws {
        try expect(.noSession, from: [.init(name: "holiday.png", content: .data(samplePicture().data))])
        try Data("no archive".utf8).write(to: URL(fileURLWithPath: path))
        #expect(throws: ZipFailure.self) { try ZipReader(path: path) }
    }

    @Test("A page in an archive is not taken in: it could be anybody's script")
    func foreignPage() throws {
        let entries =
            try sample() + [
                .init(name: "0001/index.html", content: .data(Data("<script>".utf8))),
                .init(name: "0001/session.js", content: .data(Data("alert(1)".utf8))),
            ]
        try ZipWriter.write(entries, to: path, replacing: true)
        let taken = try sessions.take(ZipReader(path: path))
        #expect(!FileManager.default.fileExists(atPath: taken.pageFile.path))
    }

    @Test("An entry that unpacks to more than it may is not unpacked further")
    func tooLong() throws {
        try ZipWriter.write([.init(name: "a", content: .data(Data(count: 100)))], to: path, replacing: false)
        let reader = try ZipReader(path: path)
        #expect(throws: ZipFailure.tooLarge(name: "a", limit: 99)) { try reader.read(reader.entries[0], limit: 99) }
        #expect(try reader.read(reader.entries[0], limit: 100) == Data(count: 100))
    }

    @Test("A file that is there is replaced only when told to")
    func replacing() throws {
        let entries = try sample()
        try ZipWriter.write(entries, to: path, replacing: false)
        #expect(throws: ZipFailure.exists(path: path)) { try ZipWriter.write(entries, to: path, replacing: false) }
        try ZipWriter.write(entries, to: path, replacing: true)
    }

    /// An archive of a session of another place.
    private func sample() throws -> [ZipWriter.Entry] {
        let writer = try SessionsFolder(url: folder.url.appendingPathComponent("elsewhere-\(UUID().uuidString)"))
            .createSample()
        try writer.addTurn("make it red")
        return try writer.session.archiveEntries()
    }

    private func expect(_ failure: ImportFailure, from entries: [ZipWriter.Entry]) throws {
        try ZipWriter.write(entries, to: path, replacing: true)
        #expect(throws: failure) { try sessions.take(ZipReader(path: path)) }
        try expectNothingKept()
    }

    private func expectNothingKept() throws {
        let kept = (try? FileManager.default.contentsOfDirectory(atPath: sessions.url.path)) ?? []
        #expect(kept.isEmpty)
    }
}
