public import Archives
import Files
import Foundation
import Glibc

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
            case .cancelled(let ended): names += [ended.received?.file, ended.answer].compactMap { $0 }
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
    private static let mostEntries = 200_000

    /// Takes an archived session in, under the next free number. Throws `ImportFailure`, `ZipFailure` or `SessionFailure`.
    ///
    /// Only what the journal speaks of is unpacked, and only after every name was checked; a page in the archive is not.
    public func take(_ archive: ZipReader) throws -> Session { try take(from: Self.source(in: archive)) }

    /// Reads the files of an archive's session, after every name was checked.
    static func source(in archive: ZipReader) throws -> ImportSource {
        let entries = try Self.checked(archive.entries)
        let headers = entries.keys.filter {
            $0.split(separator: "/").last == Self.headerName[...] && !$0.hasSuffix("/")
        }
        guard let place = headers.min(by: { ($0.utf8.count, $0) < ($1.utf8.count, $1) }) else {
            throw ImportFailure.noSession
        }
        let count = headers.count { entries[$0.dropLast(Self.headerName.count) + Self.journalName] != nil }
        guard count <= 1 else { throw ImportFailure.severalSessions(count: count) }
        let top = String(place.dropLast(Self.headerName.count))
        return { name, limit in try entries[top + name].map { try archive.read($0, limit: limit) } }
    }

    /// The entries by name. Throws where any of them is unsafe, whether it would be unpacked or not.
    private static func checked(_ entries: [ZipReader.Entry]) throws(ImportFailure) -> [String: ZipReader.Entry] {
        guard entries.count <= mostEntries else { throw .tooLarge }
        var byName: [String: ZipReader.Entry] = [:]
        var bytes = 0
        for entry in entries {
            guard !entry.isEncrypted else { throw .encrypted }
            let isSafe = Session.isInside(entry.name) && !entry.name.contains("\\") && !entry.isSpecial
            guard isSafe, byName.updateValue(entry, forKey: entry.name) == nil else {
                throw .unsafeEntry(name: entry.name)
            }
            bytes = entry.size > mostBytes - bytes ? mostBytes + 1 : bytes + entry.size
            guard bytes <= mostBytes else { throw .tooLarge }
        }
        return byName
    }
}
