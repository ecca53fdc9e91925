public import Foundation
import Glibc
public import Locality
public import Pictures

/// The one writer of a session: appends to its journal and puts pictures into its folder.
///
/// An advisory lock on the journal keeps a second program out for as long as the writer lives.
public final class SessionWriter {
    public private(set) var session: Session
    /// Turns that were under way when the program ended last time and whose received picture is whole.
    public let unfinished: [UnfinishedTurn]
    /// Turns of which an answer had come then that nobody has read.
    public let unread: [UnreadAnswer]
    /// Turns of which nothing had come then; they may have been charged all the same.
    public let interrupted: [JournalEvent.Asked]
    private(set) var files: DurableFolder
    let home: SessionsFolder
    private var journal: Int32
    /// The name that the journal was opened by: the session's own, or a rescue journal's.
    private var journalName = SessionsFolder.journalName
    private let paging: (any SessionPaging)?

    /// A turn that was paid for and received, but not finished.
    public struct UnfinishedTurn: Sendable {
        public let asked: JournalEvent.Asked
        public let received: Picture
        public let file: String
    }

    /// An answer that may have been paid for.
    public struct UnreadAnswer: Sendable {
        public let asked: JournalEvent.Asked
        public let data: Data
        public let file: AnswerFile
        /// What else lies by the names of such an answer: one of them may be it.
        public var others: [(data: Data, file: AnswerFile)] = []
    }

    init(
        session: Session, files: DurableFolder, journal: Int32, unfinished: [UnfinishedTurn] = [],
        unread: [UnreadAnswer] = [], interrupted: [JournalEvent.Asked] = [], home: SessionsFolder
    ) {
        self.session = session
        // What can't be held open now is looked for at its path.
        self.files = (try? files.holding()) ?? files
        self.journal = journal
        self.unfinished = unfinished
        self.unread = unread
        self.interrupted = interrupted
        self.home = home
        paging = home.paging?()
        writePage()
    }

    deinit { close(journal) }

    /// Appends one event; when this returns, it is on the disk. On failure the journal is as it was.
    ///
    /// Where other hands have put something else in the journal's place, the event goes to another one, which is told.
    public func append(_ event: JournalEvent) throws(SessionFailure) {
        try settle()
        let path = files.path(journalName)
        guard let line = try? event.line() else { throw .cannotWrite(path: path, code: EINVAL) }
        let most = JournalLimits.lines - (event.endsTurn ? 0 : JournalLimits.reservedLines)
        guard session.lines < most, session.state.nextTurn <= JournalLimits.turn || event.endsTurn else {
            throw .cannotWrite(path: path, code: EFBIG)
        }
        do {
            try DurableFolder.write(line, to: journal, path: path)
        } catch {
            // Part of the line may have been written.
            ftruncate(journal, off_t(session.journal.count))
            throw error
        }
        session.append(line)
        writePage()
    }

    // MARK: Other hands

    /// Makes sure that what is written now will be found: in the session's folder, and in its journal.
    ///
    /// Throws `cannotWrite` where it would not, and no other place could be made.
    private func settle() throws(SessionFailure) {
        if !files.isInPlace { return try moveOut() }
        guard let what = displaced() else { return }
        let rescue = try RescueJournal.begin(with: session.journal, in: files)
        close(journal)
        (journal, journalName) = (rescue.file, rescue.name)
        home.telling?(
            Displacement(
                what: what, session: session.number, place: files.url.appendingPathComponent(rescue.name)))
    }

    /// What has happened to the journal; `nil` if it is as this program left it.
    private func displaced() -> Displacement.What? {
        guard files.names(journal, journalName) else {
            return files.names().contains(journalName) ? .journalReplaced : .journalGone
        }
        var status = stat()
        guard fstat(journal, &status) == 0 else { return .journalGone }
        let length = Int(status.st_size)
        if length == session.journal.count { return nil }
        return length < session.journal.count ? .journalShortened : .journalWrittenInto
    }

    /// Goes on as a new session, with all of this one that can still be reached.
    private func moveOut() throws(SessionFailure) {
        let (number, target) = try home.claim(above: session.number)
        let moved = session.moved(to: target.url, number: number)
        do throws(SessionFailure) {
            let underWay = Set(session.state.turns.filter { $0.outcome == .underWay }.map(\.number))
            let own = files.names().filter { name in TurnFile(name).map { underWay.contains($0.turn) } == true }
            for name in Set((try? session.files()) ?? []).union(own).sorted() where Session.isInside(name) {
                if name.contains("/") { try target.makeFolder(Self.references) }
                try? target.take(name, from: files)
            }
            try target.write(session.journal, to: SessionsFolder.journalName)
            let file = try SessionsFolder.lockedJournal(in: target, number: number)
            do throws(SessionFailure) {
                try target.write(moved.header.encoded(), to: SessionsFolder.headerName)
                files = try target.holding()
            } catch {
                close(file)
                throw error
            }
            close(journal)
            (journal, journalName) = (file, SessionsFolder.journalName)
        } catch {
            try? FileManager.default.removeItem(at: target.url)
            throw error
        }
        let news = Displacement(
            what: .folderGone, session: session.number, place: target.url, continuedAs: number)
        session = moved
        home.telling?(news)
    }

    /// Puts a turn's picture into the session's folder where it is missing: the folder may be a new one that could not take it along.
    public func restore(_ picture: Picture, of turn: Int) throws(SessionFailure) {
        let record = try session.pictureRecord(turn)
        guard Session.isInside(record.file), !files.has(record.file), record.sha256 == picture.sha256 else { return }
        try files.write(picture.data, to: record.file)
    }

    /// Best effort: the page follows from the journal, and must not fail a turn.
    private func writePage() {
        guard let paging else { return }
        for (name, data) in paging.files(of: session) { try? files.write(data, to: name, flushing: false) }
    }

    /// Keeps a model's bytes, before anything is made of them. Returns the file's name.
    public func keepReceived(_ data: Data, of turn: Int) throws(SessionFailure) -> String {
        try settle()
        let ending = PictureFormat(magic: data)?.fileExtension ?? "bin"
        return try files.add(data, as: TurnFile(.received, of: turn, ending: ending).names)
    }

    /// Where a service's answer is kept until it has been read.
    public func answerFile(of turn: Int) -> AnswerFile {
        AnswerFile(files: files, name: Self.answerName(turn))
    }

    static func answerName(_ turn: Int) -> String { baseName(turn) + ".received.bin" }

    /// Makes the received bytes the turn's picture, as they are.
    public func adoptReceived(_ file: String, as picture: Picture, of turn: Int) throws(SessionFailure) -> PictureRecord
    {
        try settle()
        let names = TurnFile(.picture, of: turn, ending: picture.format.fileExtension).names
        // A turn that was cut off may have given it its name already.
        if TurnFile(file).map({ $0.turn == turn && $0.part == .picture }) == true {
            return PictureRecord(file: file, picture: picture)
        }
        return PictureRecord(file: try files.rename(file, toFirstOf: names), picture: picture)
    }

    /// Writes a turn's picture that is not the received bytes.
    public func keepPicture(_ picture: Picture, of turn: Int) throws(SessionFailure) -> PictureRecord {
        try settle()
        let names = TurnFile(.picture, of: turn, ending: picture.format.fileExtension).names
        return PictureRecord(file: try files.add(picture.data, as: names), picture: picture)
    }

    /// Keeps what a model left to remember a turn by. Returns the file's name.
    public func keepTranscript(_ data: Data, of turn: Int) throws(SessionFailure) -> String {
        try settle()
        return try files.add(data, as: TurnFile(.transcript, of: turn, ending: "json").names)
    }

    /// Keeps a region; its mask under its digest, once.
    public func keepRegion(_ region: Region) throws(SessionFailure) -> RegionRecord {
        let picture: Picture?
        do {
            picture = try region.mask?.picture.picture()
        } catch {
            throw .cannotWrite(path: files.path("references"), code: EINVAL)
        }
        let mask = try picture.map { (picture) throws(SessionFailure) in
            try keepReference(picture, name: "region").picture
        }
        return RegionRecord(box: region.box, mask: mask ?? nil, name: region.name)
    }

    /// Writes where a turn changed its picture, as a picture to be looked at. Returns its place.
    public func keepChangePicture(_ picture: Picture, of turn: Int) throws(SessionFailure) -> URL {
        try settle()
        let name = TurnFile(.change, of: turn, ending: picture.format.fileExtension).name
        try files.write(picture.data, to: name)
        return files.url.appendingPathComponent(name)
    }

    /// Keeps a reference image under its digest, once.
    public func keepReference(_ picture: Picture, name: String) throws(SessionFailure) -> ReferenceRecord {
        try settle()
        try files.makeFolder(Self.references)
        let file = Self.references + "/" + picture.sha256.prefix(16) + "." + picture.format.fileExtension
        if (try? files.read(file, limit: picture.data.count)) != picture.data {
            try files.write(picture.data, to: file)
        }
        return ReferenceRecord(picture: PictureRecord(file: file, picture: picture), name: name)
    }

    static let references = "references"

    /// Whether a name among the references is one that this program makes: the first 16 digits of a digest.
    static func isReference(_ name: String) -> Bool {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 2 && parts[0].count == 16 && parts[0].allSatisfy { $0.isASCII && $0.isHexDigit }
            && PictureFormat(fileExtension: String(parts[1])) != nil
    }

    /// "007": at least three digits.
    static func baseName(_ turn: Int) -> String {
        let digits = String(turn)
        return String(repeating: "0", count: max(0, 3 - digits.count)) + digits
    }
}

extension JournalEvent {
    fileprivate var endsTurn: Bool {
        switch self {
        case .answered, .failed, .cancelled, .interrupted, .declined: true
        default: false
        }
    }
}
