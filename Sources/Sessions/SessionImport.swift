import Files
import Foundation
import Glibc
import Pictures

/// Sessions taken in from elsewhere: out of an archive, or out of another folder of sessions.
extension SessionsFolder {
    /// The most that a session may have.
    static let mostBytes = 8 << 30

    /// As long as a session with a thousand large pictures takes, and more.
    private static let mostSeconds = 900

    /// Imports that are under way are in folders of such names.
    private static let importPrefix = DurableFolder.temporaryPrefix + "import-"

    /// Removes what imports have left that were killed.
    public func removeAbandonedImports() {
        ScratchFolder.removeAbandoned(in: url, prefix: Self.importPrefix)
    }

    /// Gives a session's file by its name, of so many bytes at most; `nil` where there is none.
    typealias ImportSource = (_ name: String, _ limit: Int) throws -> Data?

    /// Takes a session in, under the next free number. Throws `ImportFailure`, `SessionFailure`, or what the source throws.
    ///
    /// Only what the journal speaks of is read; the first file that is not what it says ends it. The session appears
    /// whole, verified from end to end, or not at all.
    func take(from source: @escaping ImportSource) throws -> Session {
        try make()
        let scratch: ScratchFolder
        do {
            scratch = try ScratchFolder(in: url, prefix: Self.importPrefix)
        } catch {
            throw SessionFailure.cannotWrite(path: url.path, code: error.code)
        }
        defer { scratch.remove() }
        var taking = Taking(
            source: source, files: DurableFolder(url: scratch.url), bytesLeft: Self.mostBytes,
            deadline: .now + .seconds(Self.mostSeconds), mostSeconds: Self.mostSeconds)
        _ = try taking.take(Self.headerName, limit: JournalLimits.headerBytes)
        let header = try Self.header(in: taking.files, number: 0)
        let journal = try taking.take(Self.journalName, limit: JournalLimits.bytes)
        let session = try Session(folder: scratch.url, header: header, journal: journal)
        for name in try session.files() { try Self.check(ownName: name) }
        try taking.files.makeFolder(SessionWriter.references)
        let verification = try session.verified(onlyFirst: true) { name in
            try taking.take(name, limit: PictureLimits.standard.bytes)
        }
        guard verification.findings.isEmpty else { throw ImportFailure.damaged(findings: verification.findings) }
        for name in try session.files() where !taking.files.has(name) {
            _ = try taking.take(name, limit: PictureLimits.standard.bytes)
        }
        taking.files.remove(SessionWriter.references, isFolder: true)  // where nothing is in it
        return try read(try settle(scratch.url))
    }

    /// The program's own names: in the folder or among its references, and nothing hidden.
    private static func check(ownName name: String) throws(ImportFailure) {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        guard Session.isInside(name), !parts.contains(where: { $0.isEmpty || $0.hasPrefix(".") }),
            parts.count == 1 || (parts.count == 2 && parts[0] == SessionWriter.references[...]),
            ![headerName, journalName, Session.pageName].contains(name), !name.hasSuffix(".js")
        else { throw .unsafeEntry(name: name) }
    }

    /// Files on their way in.
    private struct Taking {
        let source: ImportSource
        let files: DurableFolder
        /// What may still come, whatever the source says of itself.
        var bytesLeft: Int
        let deadline: ContinuousClock.Instant
        let mostSeconds: Int

        /// Writes a file, and returns what is in it.
        mutating func take(_ name: String, limit: Int) throws -> Data {
            if files.has(name) { return try files.read(name) }
            guard .now < deadline else { throw ImportFailure.tookTooLong(seconds: mostSeconds) }
            guard let data = try source(name, limit) else { throw ImportFailure.missingFile(name: name) }
            bytesLeft -= data.count
            guard bytesLeft >= 0 else { throw ImportFailure.tooLarge }
            try files.write(data, to: name)
            return data
        }
    }

    /// Gives a whole session folder the next free number.
    private func settle(_ unfinished: URL) throws(SessionFailure) -> Int {
        // Claimed like any other; renaming replaces a folder that is empty.
        let number = try claim().number
        let path = folder(number).path
        guard rename(unfinished.path, path) == 0 else {
            let code = errno
            rmdir(path)
            throw .cannotWrite(path: path, code: code)
        }
        DurableFolder(url: url, isChosen: true).flush()
        return number
    }
}
