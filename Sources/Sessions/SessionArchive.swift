public import Archives
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
        for name in try self.files() {
            guard Session.isInside(name) else { continue }
            guard access(files.path(name), R_OK) == 0 else { throw .cannotRead(path: files.path(name), code: errno) }
            names.append(name)
        }
        names += [Session.pageName, "session.js"].filter { access(files.path($0), R_OK) == 0 }
        entries += names.map { ZipWriter.Entry(name: top + $0, content: .file(folder.appendingPathComponent($0))) }
        return entries
    }
}

extension SessionsFolder {
    /// The most that an archive may unpack to.
    private static let mostBytes = 8 << 30
    private static let mostEntries = 200_000

    /// Takes an archived session in, under the next free number. Throws `ImportFailure`, `ZipFailure` or `SessionFailure`.
    ///
    /// Only what the journal speaks of is unpacked, and only after every name was checked; a page in the archive is not.
    /// The session appears whole, verified from end to end, or not at all.
    public func take(_ archive: ZipReader) throws -> Session {
        let entries = try Self.checked(archive.entries)
        guard
            let place = entries.keys.filter({ $0.split(separator: "/").last == Self.headerName[...] })
                .min(by: { $0.count < $1.count })
        else { throw ImportFailure.noSession }
        let top = String(place.dropLast(Self.headerName.count))
        try make()
        let unfinished = url.appendingPathComponent(
            "\(DurableFolder.temporaryPrefix)import-\(UUID().uuidString)", isDirectory: true)
        let files = try DurableFolder.make(at: unfinished)
        defer { try? FileManager.default.removeItem(at: unfinished) }

        func unpack(_ name: String) throws {
            guard let entry = entries[top + name] else { throw ImportFailure.missingFile(name: name) }
            try files.write(try archive.read(entry, limit: PictureLimits.standard.bytes), to: name)
        }
        try unpack(Self.headerName)
        try unpack(Self.journalName)
        let header = try self.header(in: files, number: 0)
        let session = try Session(folder: unfinished, header: header, journal: try files.read(Self.journalName))
        _ = try DurableFolder.make(at: unfinished.appendingPathComponent("references", isDirectory: true))
        for name in try session.files() {
            let parts = name.split(separator: "/", omittingEmptySubsequences: false)
            // The program's own names: in the folder or among its references, and nothing hidden.
            guard Session.isInside(name), !parts.contains(where: { $0.isEmpty || $0.hasPrefix(".") }),
                parts.count == 1 || (parts.count == 2 && parts[0] == "references"),
                ![Self.headerName, Self.journalName, Session.pageName].contains(name), !name.hasSuffix(".js")
            else { throw ImportFailure.unsafeEntry(name: name) }
            try unpack(name)
        }
        rmdir(files.path("references"))  // where nothing is in it
        let findings = session.verified().findings
        guard findings.isEmpty else { throw ImportFailure.damaged(findings: findings) }
        return try read(try settle(unfinished))
    }

    /// Gives a whole session folder the next free number.
    private func settle(_ unfinished: URL) throws(SessionFailure) -> Int {
        var number = (numbers().last ?? 0) + 1
        while true {
            do {
                // Claimed like any other; renaming replaces a folder that is empty.
                _ = try DurableFolder.make(at: folder(number))
                break
            } catch .cannotWrite(_, code: EEXIST) {
                number += 1
            }
        }
        guard rename(unfinished.path, folder(number).path) == 0 else {
            let code = errno
            rmdir(folder(number).path)
            throw .cannotWrite(path: folder(number).path, code: code)
        }
        DurableFolder(url: url).flush()
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
