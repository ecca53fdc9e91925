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
    let files: DurableFolder
    private let journal: Int32
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
    }

    init(
        session: Session, files: DurableFolder, journal: Int32, unfinished: [UnfinishedTurn] = [],
        unread: [UnreadAnswer] = [], interrupted: [JournalEvent.Asked] = [], paging: (any SessionPaging)?
    ) {
        self.session = session
        self.files = files
        self.journal = journal
        self.unfinished = unfinished
        self.unread = unread
        self.interrupted = interrupted
        self.paging = paging
        writePage()
    }

    deinit { close(journal) }

    /// Appends one event; when this returns, it is on the disk. On failure the journal is as it was.
    public func append(_ event: JournalEvent) throws(SessionFailure) {
        let path = files.path(SessionsFolder.journalName)
        guard let line = try? event.line() else { throw .cannotWrite(path: path, code: EINVAL) }
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

    /// Best effort: the page follows from the journal, and must not fail a turn.
    private func writePage() {
        guard let paging else { return }
        for (name, data) in paging.files(of: session) { try? files.write(data, to: name, flushing: false) }
    }

    /// Keeps a model's bytes, before anything is made of them. Returns the file's name.
    public func keepReceived(_ data: Data, of turn: Int) throws(SessionFailure) -> String {
        let ending = PictureFormat(magic: data)?.fileExtension ?? "bin"
        let name = Self.baseName(turn) + ".received." + ending
        try files.write(data, to: name)
        return name
    }

    /// Where a service's answer is kept until it has been read.
    public func answerFile(of turn: Int) -> AnswerFile {
        AnswerFile(files: files, name: Self.answerName(turn))
    }

    static func answerName(_ turn: Int) -> String { baseName(turn) + ".received.bin" }

    /// Makes the received bytes the turn's picture, as they are.
    public func adoptReceived(_ file: String, as picture: Picture, of turn: Int) throws(SessionFailure) -> PictureRecord
    {
        let name = Self.baseName(turn) + "." + picture.format.fileExtension
        try files.rename(file, to: name)
        return PictureRecord(file: name, picture: picture)
    }

    /// Writes a turn's picture that is not the received bytes.
    public func keepPicture(_ picture: Picture, of turn: Int) throws(SessionFailure) -> PictureRecord {
        let name = Self.baseName(turn) + "." + picture.format.fileExtension
        try files.write(picture.data, to: name)
        return PictureRecord(file: name, picture: picture)
    }

    /// Keeps what a model left to remember a turn by. Returns the file's name.
    public func keepTranscript(_ data: Data, of turn: Int) throws(SessionFailure) -> String {
        let name = Self.baseName(turn) + ".transcript.json"
        try files.write(data, to: name)
        return name
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
        let name = Self.baseName(turn) + ".change." + picture.format.fileExtension
        try files.write(picture.data, to: name)
        return files.url.appendingPathComponent(name)
    }

    /// Keeps a reference image under its digest, once.
    public func keepReference(_ picture: Picture, name: String) throws(SessionFailure) -> ReferenceRecord {
        let folder = files.url.appendingPathComponent("references")
        if mkdir(folder.path, 0o700) != 0, errno != EEXIST { throw .cannotWrite(path: folder.path, code: errno) }
        let file = picture.sha256.prefix(16) + "." + picture.format.fileExtension
        let record = PictureRecord(file: "references/" + file, picture: picture)
        if access(folder.appendingPathComponent(String(file)).path, F_OK) != 0 {
            try DurableFolder(url: folder).write(picture.data, to: String(file))
        }
        return ReferenceRecord(picture: record, name: name)
    }

    /// "007": at least three digits.
    static func baseName(_ turn: Int) -> String {
        let digits = String(turn)
        return String(repeating: "0", count: max(0, 3 - digits.count)) + digits
    }
}
