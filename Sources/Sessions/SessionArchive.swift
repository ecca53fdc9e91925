public import Archives
import Files
import Foundation
import Glibc
import Pictures

extension Session {
    /// The names of the files that the journal speaks of, without doubles.
    func files() throws(SessionFailure) -> [String] {
        var names: [String] = []
        for event in try events() {
            switch event {
            case .opened(let opened): names.append(opened.picture.file)
            case .asked(let asked):
                names += asked.references.map(\.picture.file)
                if let mask = asked.region?.mask { names.append(mask.file) }
            case .answered(let answered):
                names.append(answered.picture.file)
                if let received = answered.received { names.append(received.file) }
                if let transcript = answered.transcript { names.append(transcript) }
            case .failed(let failed): if let answer = failed.answer { names.append(answer) }
            case .cancelled(let ended): if let received = ended.received { names.append(received.file) }
            default: break
            }
        }
        var seen = Set<String>()
        return names.filter { seen.insert($0).inserted }
    }

    /// The whole session as the entries of an archive, below one folder; its page among them, if there is one.
    public func archiveEntries() throws(SessionFailure) -> [ZipWriter.Entry] {
        let files = DurableFolder(url: folder)
        let top = SessionsFolder.folderName(number) + "/"
        var entries = [
            ZipWriter.Entry(
                name: top + SessionsFolder.headerName, content: .data(try files.read(SessionsFolder.headerName))),
            ZipWriter.Entry(name: top + SessionsFolder.journalName, content: .data(journal)),
        ]
        var names: [String] = []
        for name in try self.files() where Session.isInside(name) {
            // Links and whatever else is no ordinary file are told before anything is written.
            close(try files.openFile(name))
            names.append(name)
        }
        names += [Session.pageName, Session.scriptName].filter(files.has)
        entries += names.map { name in ZipWriter.Entry(name: top + name, content: .file { try files.openFile(name) }) }
        return entries
    }
}

extension SessionsFolder {
    /// The most that an archive may unpack to.
    private static let mostBytes = 8 << 30
    private static let mostEntries = 200_000

    /// As long as a session with a thousand large pictures takes, and more.
    private static let mostSeconds = 900

    /// Imports that are under way are in folders of such names.
    private static let importPrefix = DurableFolder.temporaryPrefix + "import-"

    /// Removes what imports have left that were killed.
    public func removeAbandonedImports() {
        ScratchFolder.removeAbandoned(in: url, prefix: Self.importPrefix)
    }

    /// Takes an archived session in, under the next free number. Throws `ImportFailure`, `ZipFailure` or `SessionFailure`.
    ///
    /// Only what the journal speaks of is unpacked, and only after every name was checked; a page in the archive is not.
    /// The first file that is not what the journal says ends it. The session appears whole, verified from end to end, or
    /// not at all.
    public func take(_ archive: ZipReader) throws -> Session {
        let entries = try Self.checked(archive.entries)
        let headers = entries.keys.filter {
            $0.split(separator: "/").last == Self.headerName[...] && !$0.hasSuffix("/")
        }
        guard let place = headers.min(by: { ($0.utf8.count, $0) < ($1.utf8.count, $1) }) else {
            throw ImportFailure.noSession
        }
        try make()
        let scratch: ScratchFolder
        do {
            scratch = try ScratchFolder(in: url, prefix: Self.importPrefix)
        } catch {
            throw SessionFailure.cannotWrite(path: url.path, code: error.code)
        }
        defer { scratch.remove() }
        var unpacking = Unpacking(
            archive: archive, entries: entries, top: String(place.dropLast(Self.headerName.count)),
            files: DurableFolder(url: scratch.url), bytesLeft: Self.mostBytes,
            deadline: .now + .seconds(Self.mostSeconds), mostSeconds: Self.mostSeconds)
        _ = try unpacking.unpack(Self.headerName, limit: JournalLimits.headerBytes)
        let header = try Self.header(in: unpacking.files, number: 0)
        let journal = try unpacking.unpack(Self.journalName, limit: JournalLimits.bytes)
        let session = try Session(folder: scratch.url, header: header, journal: journal)
        for name in try session.files() { try Self.check(ownName: name) }
        try unpacking.files.makeFolder(SessionWriter.references)
        let verification = try session.verified(onlyFirst: true) { name in
            try unpacking.unpack(name, limit: PictureLimits.standard.bytes)
        }
        guard verification.findings.isEmpty else { throw ImportFailure.damaged(findings: verification.findings) }
        for name in try session.files() where !unpacking.files.has(name) {
            _ = try unpacking.unpack(name, limit: PictureLimits.standard.bytes)
        }
        unpacking.files.remove(SessionWriter.references, isFolder: true)  // where nothing is in it
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

    /// Files on their way out of an archive.
    private struct Unpacking {
        let archive: ZipReader
        let entries: [String: ZipReader.Entry]
        let top: String
        let files: DurableFolder
        /// What the archive may still unpack to, whatever its table of contents says.
        var bytesLeft: Int
        let deadline: ContinuousClock.Instant
        let mostSeconds: Int

        /// Writes an entry's file, and returns what is in it.
        mutating func unpack(_ name: String, limit: Int) throws -> Data {
            if files.has(name) { return try files.read(name) }
            guard let entry = entries[top + name] else { throw ImportFailure.missingFile(name: name) }
            guard .now < deadline else { throw ImportFailure.tookTooLong(seconds: mostSeconds) }
            let data = try archive.read(entry, limit: limit)
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

    /// The entries by name. Throws where any of them is unsafe, whether it would be unpacked or not.
    private static func checked(_ entries: [ZipReader.Entry]) throws(ImportFailure) -> [String: ZipReader.Entry] {
        guard entries.count <= mostEntries else { throw .tooLarge }
        var byName: [String: ZipReader.Entry] = [:]
        var bytes = 0
        for entry in entries {
            let isSafe =
                Session.isInside(entry.name) && !entry.name.contains("\\") && !entry.isSpecial && !entry.isEncrypted
            guard isSafe, byName.updateValue(entry, forKey: entry.name) == nil else {
                throw .unsafeEntry(name: entry.name)
            }
            bytes = entry.size > mostBytes - bytes ? mostBytes + 1 : bytes + entry.size
            guard bytes <= mostBytes else { throw .tooLarge }
        }
        return byName
    }
}
