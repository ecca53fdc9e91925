import Files
public import Foundation
import Glibc
public import Pictures
import Synchronization

/// The folder that holds a designer's sessions, each in a numbered folder of its own.
public struct SessionsFolder: Sendable {
    public let url: URL

    static let journalName = "journal.jsonl"
    static let headerName = "session.json"

    /// Makes what makes a session's page; without it, sessions have none.
    let paging: (@Sendable () -> any SessionPaging)?

    /// Is told when other hands have reached into a session that is open.
    let telling: (@Sendable (Displacement) -> Void)?

    public init(
        url: URL, paging: (@Sendable () -> any SessionPaging)? = nil,
        telling: (@Sendable (Displacement) -> Void)? = nil
    ) {
        self.url = url
        self.telling = telling
        self.paging = paging
    }

    private var files: DurableFolder { DurableFolder(url: url, isChosen: true) }

    /// "0007": at least four digits.
    public static func folderName(_ number: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    public func folder(_ number: Int) -> URL {
        url.appendingPathComponent(Self.folderName(number), isDirectory: true)
    }

    /// The numbers of all session folders, ascending, finished or not.
    public func numbers() -> [Int] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
        return names.compactMap { name in
            // Longer ones would be no number that can be counted on from.
            guard (4...9).contains(name.utf8.count), name.allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
            return Int(name)
        }.sorted()
    }

    /// Starts a session about a picture, in a folder with the next free number. The writer holds the session's lock.
    public func create(
        about picture: Picture, source: String, program: String, at date: Date,
        made: JournalEvent.Made? = nil, replayed: JournalEvent.Replayed? = nil
    ) throws(SessionFailure) -> SessionWriter {
        let (number, files) = try claim()
        do {
            let record = PictureRecord(file: "000." + picture.format.fileExtension, picture: picture)
            return try begin(
                number, in: files, about: picture, program: program,
                opened: .init(at: date, picture: record, source: source, made: made, replayed: replayed))
        } catch {
            // Nothing of value is in it yet; the number stays unused only if the folder can't be removed.
            try? FileManager.default.removeItem(at: files.url)
            throw error
        }
    }

    /// Makes a session's folder under the next free number, which nobody else gets.
    func claim(above last: Int = 0) throws(SessionFailure) -> (number: Int, files: DurableFolder) {
        try make()
        var number = max(numbers().last ?? 0, last) + 1
        var attempts = 0
        while true {
            do {
                return (number, try DurableFolder.make(at: folder(number)))
            } catch .cannotWrite(_, code: EEXIST) {
                number += 1  // another program was faster
            } catch .cannotWrite(_, code: ENOENT) where attempts < 8 {
                // Another one had made the folder of sessions, and has taken it away with a session that came to nothing.
                attempts += 1
                try make()
            }
        }
    }

    /// Makes the folder of sessions, and the ones above it: among a user's data even those may be new.
    func make() throws(SessionFailure) {
        let path = url.path
        // What is no UTF-8 in a name has become this, and would make another folder.
        guard !path.unicodeScalars.contains("\u{FFFD}") else { throw .cannotWrite(path: path, code: EILSEQ) }
        var missing = [path]
        while let next = missing.last, !Self.makeFolder(next) {
            let code = errno
            let above = (next as NSString).deletingLastPathComponent
            guard code == ENOENT, !above.isEmpty, above != next else { throw .cannotWrite(path: path, code: code) }
            missing.append(above)
        }
        for path in missing.dropLast().reversed() where !Self.makeFolder(path) {
            throw .cannotWrite(path: path, code: errno)
        }
    }

    /// The folders that this program has made for sessions.
    private static let made = Mutex<Set<String>>([])

    /// Whether a folder is there, made if need be; `errno` tells why not.
    private static func makeFolder(_ path: String) -> Bool {
        guard mkdir(path, 0o700) == 0 else { return errno == EEXIST }
        made.withLock { _ = $0.insert(path) }
        return true
    }

    /// Removes the folder of sessions, and the ones above it, as far as this program has made them and nothing is in them.
    func removeIfMade() {
        Self.made.withLock { made in
            var path = url.path
            while made.contains(path), rmdir(path) == 0 {
                made.remove(path)
                path = (path as NSString).deletingLastPathComponent
            }
        }
    }

    /// The header is written last: a folder without one is not a session yet.
    private func begin(
        _ number: Int, in files: DurableFolder, about picture: Picture, program: String, opened: JournalEvent.Opened
    ) throws(SessionFailure) -> SessionWriter {
        let header = SessionHeader(number: number, created: opened.at, program: program, picture: opened.picture)
        try files.write(picture.data, to: opened.picture.file)
        guard let line = try? JournalEvent.opened(opened).line() else {
            throw .cannotWrite(path: files.path(Self.journalName), code: EINVAL)
        }
        try files.write(line, to: Self.journalName)
        let journal = try Self.lockedJournal(in: files, number: number)
        do {
            try files.write(header.encoded(), to: Self.headerName)
            self.files.flush()
            let session = try Session(folder: files.url, header: header, journal: line)
            return SessionWriter(session: session, files: files, journal: journal, home: self)
        } catch {
            close(journal)
            throw error
        }
    }

    /// Reads a session; another program may be writing to it meanwhile.
    public func read(_ number: Int) throws(SessionFailure) -> Session {
        let files = DurableFolder(url: folder(number))
        return try Session(
            folder: files.url, header: Self.header(in: files, number: number),
            journal: Self.journal(in: files, number: number))
    }

    /// Whether a numbered folder has a journal, be it a session or what is left of one.
    public func hasJournal(_ number: Int) -> Bool {
        DurableFolder(url: folder(number)).has(Self.journalName)
    }

    private static func journal(in files: DurableFolder, number: Int) throws(SessionFailure) -> Data {
        do {
            return try files.read(journalName, limit: JournalLimits.bytes)
        } catch .cannotRead(_, code: EFBIG) {
            throw .journalTooLong(number: number)
        }
    }

    /// Puts turns that went to a rescue journal back into the session's own. Returns how many there were. Throws `inUse`
    /// while a program writes to one.
    @discardableResult
    public func takeUp(_ number: Int) throws(SessionFailure) -> Int {
        let files = DurableFolder(url: folder(number))
        guard !RescueJournal.names(in: files).isEmpty else { return 0 }
        _ = try Self.header(in: files, number: number)
        let turns = try RescueJournal.takeUp(in: files, number: number)
        if turns > 0 { telling?(Displacement(what: .takenUp(turns: turns), session: number, place: files.url)) }
        return turns
    }

    /// Rescue journals of a session that were not taken up: one that is written to now, or does not fit.
    public func rescueJournals(of number: Int) -> [String] {
        RescueJournal.names(in: DurableFolder(url: folder(number)))
    }

    /// How each session began, by its number, read from its journal's first line alone. Sessions that can't be read are
    /// left out, and folders that are none yet.
    public func openings() -> [Int: JournalEvent.Opened] {
        firstLines().compactMapValues { line in
            guard case .opened(let opened)? = try? JournalCoding.decoder.decode(JournalEvent.self, from: line) else {
                return nil
            }
            return opened
        }
    }

    /// The first lines of the sessions' journals, by number.
    func firstLines() -> [Int: Data] {
        var lines: [Int: Data] = [:]
        for number in numbers() {
            let files = DurableFolder(url: folder(number))
            guard files.has(Self.headerName), let file = try? files.openFile(Self.journalName) else { continue }
            defer { close(file) }
            var line = Data()
            while !line.contains(0x0A), line.count < JournalLimits.headerBytes,
                let more = try? OrdinaryFile.read(file, from: line.count, count: 4096), !more.isEmpty
            {
                line += more
            }
            guard let end = line.firstIndex(of: 0x0A) else { continue }
            lines[number] = line[..<end]
        }
        return lines
    }

    /// Writes a page about several sessions beside them. Returns its place.
    public func keepPage(_ page: Data, name: String) throws(SessionFailure) -> URL {
        try make()
        try files.write(page, to: name, flushing: false)
        return url.appendingPathComponent(name)
    }

    /// Opens a session for going on with it: takes its lock, cuts a torn last line off, marks turns that were cut off
    /// as interrupted and removes what they left.
    public func open(_ number: Int, at date: Date) throws(SessionFailure) -> SessionWriter {
        let files = DurableFolder(url: folder(number))
        let header = try Self.header(in: files, number: number)
        try takeUp(number)
        let journal = try Self.lockedJournal(in: files, number: number)
        do {
            let data = try Self.journal(in: files, number: number)
            var session = try Session(folder: files.url, header: header, journal: data)
            if session.journal.count < data.count {
                guard ftruncate(journal, off_t(session.journal.count)) == 0, fsync(journal) == 0 else {
                    let code = errno
                    throw SessionFailure.cannotWrite(path: files.path(Self.journalName), code: code)
                }
                session.isTorn = false
            }
            let recovery = SessionRecovery(session: session, files: files)
            let writer = SessionWriter(
                session: session, files: files, journal: journal, unfinished: recovery.unfinished,
                unread: recovery.unread, interrupted: recovery.interrupted, home: self)
            for asked in recovery.interrupted {
                // Whether it had reached the model by then, nobody knows.
                try writer.append(.interrupted(.init(at: date, turn: asked.turn, cost: asked.mayHaveCost)))
            }
            recovery.removeLeftovers()
            return writer
        } catch let failure as SessionFailure {
            close(journal)
            throw failure
        } catch {
            close(journal)
            throw .cannotRead(path: files.url.path, code: EIO)
        }
    }

    static func header(in files: DurableFolder, number: Int) throws(SessionFailure) -> SessionHeader {
        let data: Data
        do {
            data = try files.read(headerName, limit: JournalLimits.headerBytes)
        } catch .cannotRead(_, code: ENOENT) {
            throw .noSuchSession(number)
        }
        struct Version: Decodable { var format: Int }
        let version = try? JournalCoding.decoder.decode(Version.self, from: data)
        guard let version, version.format > 0 else { throw .damagedHeader(number: number) }
        guard version.format == SessionHeader.currentFormat else {
            throw .unknownFormat(number: number, found: String(version.format))
        }
        guard var header = try? JournalCoding.decoder.decode(SessionHeader.self, from: data) else {
            throw .damagedHeader(number: number)
        }
        header.number = number  // the folder's name decides, so that a copied folder keeps working
        return header
    }

    /// Opens the journal for appending and takes the lock that keeps other writers out.
    static func lockedJournal(in files: DurableFolder, number: Int) throws(SessionFailure) -> Int32 {
        try locked(journalName, in: files, number: number)
    }

    /// The same, of a journal by another name.
    static func locked(_ name: String, in files: DurableFolder, number: Int) throws(SessionFailure) -> Int32 {
        let file = try files.openForAppending(name)
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
            close(file)
            throw .inUse(number)
        }
        // It may have been replaced before it was locked.
        guard files.names(file, name) else {
            close(file)
            throw .inUse(number)
        }
        return file
    }
}
