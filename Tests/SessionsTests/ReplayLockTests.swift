import Foundation
import Sessions
import TestSupport
import Testing

@Suite("A replay is one program's at a time") struct ReplayLockTests {
    let folder: TemporaryFolder
    let sessions: SessionsFolder
    private let recipe = String(repeating: "ab", count: 32)

    init() throws {
        folder = try TemporaryFolder()
        sessions = SessionsFolder(url: folder.url.appendingPathComponent("sessions"))
    }

    private func lock(_ share: (Int, Int)? = nil, recipe: String? = nil, session: Int = 7) throws -> ReplayLock {
        try ReplayLock(of: session, recipes: [recipe ?? self.recipe], share: share, in: sessions)
    }

    private func isFree(_ share: (Int, Int)? = nil) throws -> Bool {
        do {
            _ = try lock(share)
            return true
        } catch SessionFailure.setInUse(7) {
            return false
        }
    }

    @Test("Who has all of it lets nobody else have any; other recipes and sessions are others' to have")
    func whole() throws {
        do {
            let whole = try lock()
            #expect(try !isFree() && !isFree((1, 2)) && !isFree((2, 2)))
            _ = try lock(recipe: String(repeating: "cd", count: 32))
            _ = try lock(session: 8)
            withExtendedLifetime(whole) {}
        }
        #expect(try isFree() && isFree((1, 2)))
    }

    @Test("Shares of one count lie side by side; a share that may overlap does not, nor does all of it")
    func shares() throws {
        do {
            let first = try lock((1, 3))
            #expect(try !isFree() && !isFree((1, 3)))
            #expect(try !isFree((1, 2)) && !isFree((2, 2)) && !isFree((1, 1)) && !isFree((1_000_000, 1_000_000)))
            let third = try lock((3, 3))
            #expect(try isFree((2, 3)) && !isFree((3, 3)))
            withExtendedLifetime((first, third)) {}
        }
        #expect(try isFree() && isFree((2, 2)))
    }

    @Test("Of several recipes, all are had or none")
    func several() throws {
        let others = String(repeating: "cd", count: 32)
        let one = try lock(recipe: others)
        #expect(throws: SessionFailure.setInUse(7)) {
            try ReplayLock(of: 7, recipes: [recipe, others], in: sessions)
        }
        #expect(try isFree())
        withExtendedLifetime(one) {}
    }

    @Test("Nothing is left of it, and what a killed program left is in nobody's way")
    func remains() throws {
        try FileManager.default.createDirectory(at: sessions.url, withIntermediateDirectories: true)
        let left = sessions.url.appendingPathComponent(".replay-0007-abababababab.lock")
        try Data().write(to: left)
        #expect(try isFree((1, 2)))
        #expect(try FileManager.default.contentsOfDirectory(atPath: sessions.url.path).isEmpty)
        try FileManager.default.createSymbolicLink(at: left, withDestinationURL: folder.url.appendingPathComponent("x"))
        #expect(throws: SessionFailure.self) { try lock() }
        #expect(!FileManager.default.fileExists(atPath: folder.url.appendingPathComponent("x").path))
    }
}
