import Foundation
import Sessions
import TestSupport
import Testing

@Suite("Sessions of another folder, brought together") struct MergingTests {
    let folder: TemporaryFolder
    let sessions: SessionsFolder
    let others: SessionsFolder

    init() throws {
        folder = try TemporaryFolder()
        sessions = SessionsFolder(url: folder.url.appendingPathComponent("here"))
        others = SessionsFolder(url: folder.url.appendingPathComponent("there"))
    }

    private func merge() throws -> [Result<SessionMerging.Outcome, any Error>] {
        var merging = try SessionMerging(into: sessions)
        return SessionMerging.sessions(in: others.url).map { session in Result { try merging.take(session) } }
    }

    /// "taken 3", "here 1", or the failure.
    private func words(_ results: [Result<SessionMerging.Outcome, any Error>]) -> [String] {
        results.map { result in
            switch result {
            case .success(.taken(let session, nil)): "taken \(session.number)"
            case .success(.taken(let session, let earlier?)): "taken \(session.number) after \(earlier)"
            case .success(.wasHere(let number)): "here \(number)"
            case .failure(let error): "\(error)"
            }
        }
    }

    private func session(_ seed: Int, turns: Int = 1) throws {
        let writer = try others.createSample(seed)
        for turn in 0..<turns { try writer.addTurn("turn \(turn)") }
    }

    private func change(_ path: String, _ change: (inout Data) -> Void) throws {
        let url = others.url.appendingPathComponent(path)
        var data = try Data(contentsOf: url)
        change(&data)
        try data.write(to: url)
    }

    @Test("Each session gets a new number, once: the same again finds all here")
    func once() throws {
        try sessions.createSample(1).addTurn("of here")
        for seed in 1...3 { try session(seed) }
        #expect(words(try merge()) == ["taken 2", "taken 3", "taken 4"])
        for number in 2...4 { #expect(try sessions.read(number).verified().findings.isEmpty) }
        #expect(try sessions.read(3).picture(1) == others.read(2).picture(1))
        #expect(words(try merge()) == ["here 2", "here 3", "here 4"])
        // One that goes on here is still the same.
        try sessions.open(3, at: noon).addTurn("more")
        #expect(words(try merge()) == ["here 2", "here 3", "here 4"])
        #expect(sessions.numbers() == [1, 2, 3, 4])
    }

    @Test("Two that take the same sessions in at once take each of them once")
    func atOnce() throws {
        for seed in 1...3 { try session(seed) }
        let (here, there) = (sessions, others.url)
        let waits = DispatchSemaphore(value: 0)
        let ended = DispatchSemaphore(value: 0)
        do {
            var first = try SessionMerging(into: here)
            DispatchQueue.global().async {
                if var second = try? SessionMerging(into: here, whenWaiting: { waits.signal() }) {
                    for session in SessionMerging.sessions(in: there) { _ = try? second.take(session) }
                }
                ended.signal()
            }
            #expect(waits.wait(timeout: .now() + 30) == .success)
            for session in SessionMerging.sessions(in: there) { _ = try first.take(session) }
        }
        #expect(ended.wait(timeout: .now() + 30) == .success)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: here.url.path).sorted() == ["0001", "0002", "0003"])
    }

    @Test("A session that has gone on is taken once more, and that is told")
    func goneOn() throws {
        try session(1)
        #expect(words(try merge()) == ["taken 1"])
        try others.open(1, at: noon).addTurn("more")
        #expect(words(try merge()) == ["taken 2 after 1"])
        #expect(words(try merge()) == ["here 2"])
    }

    @Test("Damaged and unfinished sessions are left, and the rest is taken")
    func left() throws {
        for seed in 1...7 { try session(seed) }
        try change("0001/001.png") { $0[$0.count / 2] ^= 1 }
        try FileManager.default.removeItem(at: others.url.appendingPathComponent("0002/000.png"))
        try change("0003/journal.jsonl") { $0.append(Data(#"{"event":"asked""#.utf8)) }
        try others.open(4, at: noon).ask("under way")
        try change("0005/session.json") { $0 = Data(#"{"format":99}"#.utf8) }
        let open = try others.open(6, at: noon)
        let results = words(try merge())
        #expect(results.count == 7)
        #expect(results[0].contains("damaged") || results[0].contains("wrongDigest"), "\(results[0])")
        #expect(results[1].contains("missing"), "\(results[1])")
        #expect(results[2] == "unfinished(turn: nil)" && results[3] == "unfinished(turn: Optional(2))", "\(results)")
        #expect(results[4].contains("unknownFormat"), "\(results[4])")
        #expect(results[5] == "inUse(6)", "\(results[5])")
        #expect(results[6] == "taken 1")
        #expect(sessions.numbers() == [1])
        #expect(try FileManager.default.contentsOfDirectory(atPath: sessions.url.path) == ["0001"])
        #expect(open.session.number == 6)
    }

    @Test("A folder of one session is that session; links among them are not followed")
    func places() throws {
        try session(1)
        let link = others.url.appendingPathComponent("0002")
        try FileManager.default.createSymbolicLink(
            at: link, withDestinationURL: others.url.appendingPathComponent("0001"))
        #expect(SessionMerging.sessions(in: others.url).map(\.lastPathComponent) == ["0001"])
        #expect(SessionMerging.sessions(in: others.folder(1)).map(\.lastPathComponent) == ["0001"])
        #expect(SessionMerging.strangers(in: others.url).map(\.lastPathComponent) == ["0002"])
        #expect(SessionMerging.sessions(in: folder.url).isEmpty)
        // The folder itself was named by a person.
        let named = folder.url.appendingPathComponent("named")
        try FileManager.default.createSymbolicLink(at: named, withDestinationURL: others.url)
        var merging = try SessionMerging(into: sessions)
        _ = try merging.take(try #require(SessionMerging.sessions(in: named).first))
        #expect(sessions.numbers() == [1])
    }

    @Test("A file that is a link in a session is not taken")
    func linkedFile() throws {
        try session(1)
        let file = others.url.appendingPathComponent("0001/001.png")
        let elsewhere = folder.url.appendingPathComponent("elsewhere.png")
        try FileManager.default.moveItem(at: file, to: elsewhere)
        try FileManager.default.createSymbolicLink(at: file, withDestinationURL: elsewhere)
        #expect(words(try merge()).first?.hasPrefix("taken") == false)
        #expect(sessions.numbers().isEmpty)
    }
}
