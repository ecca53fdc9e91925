public import Foundation
import Glibc
import ImageModels
public import Locality
public import Pictures

/// A saved session as its folder has it: a value that is read and never writes.
public struct Session: Sendable {
    public let folder: URL
    public let header: SessionHeader
    public private(set) var state = SessionState()
    /// The whole journal, without a torn last line.
    private(set) var journal: Data
    private(set) var lines = 0
    /// Whether its file ends in the middle of a line, which is left out here.
    public internal(set) var isTorn = false

    public var number: Int { header.number }

    /// What tells this session from every other, wherever it goes and whatever its number: from its first line's digest.
    public var mark: String {
        String(Picture.sha256(of: journal[(state.openedLine ?? 0..<0)]).prefix(12))
    }

    /// Takes the journal's lines in. Throws `damagedJournal` for a line that makes no sense, unless it is the last:
    /// that one was being written when the program ended, and is left out. Throws `journalTooLong` for one that no
    /// person's session has.
    init(folder: URL, header: SessionHeader, journal data: Data) throws(SessionFailure) {
        self.folder = folder
        self.header = header
        journal = Data()
        var whole = 0
        var lineNumber = 0
        var badLine: Int?
        var state = SessionState()
        data.withUnsafeBytes { bytes in
            while let end = bytes[whole...].firstIndex(of: 0x0A) {
                lineNumber += 1
                if lineNumber > JournalLimits.lines { return }
                let line = UnsafeRawBufferPointer(rebasing: bytes[whole..<end])
                guard let scanned = JournalScanner(line: line), state.take(scanned, at: whole..<end) else {
                    if end + 1 < bytes.count { badLine = lineNumber }
                    return
                }
                whole = end + 1
            }
        }
        if lineNumber > JournalLimits.lines { throw .journalTooLong(number: header.number) }
        if let badLine { throw .damagedJournal(number: header.number, line: badLine) }
        guard state.openedLine != nil else { throw .damagedJournal(number: header.number, line: 1) }
        self.state = state
        lines = lineNumber
        journal = data.prefix(whole)
        isTorn = whole < data.count
    }

    /// The same session, continued in another folder.
    func moved(to folder: URL, number: Int) -> Session {
        var header = header
        header.number = number
        return Session(folder: folder, header: header, state: state, journal: journal, lines: lines)
    }

    private init(folder: URL, header: SessionHeader, state: SessionState, journal: Data, lines: Int) {
        self.folder = folder
        self.header = header
        self.state = state
        self.journal = journal
        self.lines = lines
    }

    /// Takes in one more line, which is on the disk already.
    mutating func append(_ line: Data) {
        let range = journal.count..<(journal.count + line.count - 1)
        journal.append(line)
        lines += 1
        line.withUnsafeBytes { bytes in
            let whole = UnsafeRawBufferPointer(rebasing: bytes.dropLast())
            guard let scanned = JournalScanner(line: whole) else { return }
            _ = state.take(scanned, at: range)
        }
    }

    // MARK: Turns

    public func asked(_ turn: Int) throws(SessionFailure) -> JournalEvent.Asked {
        guard let entry = state.turn(turn) else { throw .noSuchTurn(turn) }
        guard case .asked(let asked) = try event(at: entry.asked), asked.turn == turn else {
            throw .damagedJournal(number: number, line: lineNumber(of: entry.asked))
        }
        return asked
    }

    /// How a turn ended; `nil` while it is under way.
    public func ending(of turn: Int) throws(SessionFailure) -> JournalEvent? {
        guard let entry = state.turn(turn) else { throw .noSuchTurn(turn) }
        guard let range = entry.ended else { return nil }
        return try event(at: range)
    }

    public func opened() throws(SessionFailure) -> JournalEvent.Opened {
        guard let range = state.openedLine, case .opened(let opened) = try event(at: range) else {
            throw .damagedJournal(number: number, line: 1)
        }
        return opened
    }

    public var name: String? {
        guard let range = state.nameLine, case .named(let named)? = try? event(at: range) else { return nil }
        return named.name
    }

    /// The model and settings that were last set here, if any were.
    public var settings: JournalEvent.Settings? {
        guard let range = state.settingsLine, case .set(let settings)? = try? event(at: range) else { return nil }
        return settings
    }

    /// What chooses the model for the turns to come again: the one that was set here last, else the one that was asked last; `nil`
    /// where nobody was.
    public var model: String? {
        if let settings { return settings.model }
        guard let last = state.turns.last?.number, let asked = try? asked(last) else { return nil }
        return ModelProfile.chosen(by: asked.model, through: asked.service)
    }

    /// The record of a turn's picture; turn 0 is the starting picture.
    public func pictureRecord(_ turn: Int) throws(SessionFailure) -> PictureRecord {
        if turn == 0 { return try opened().picture }
        guard case .answered(let answered) = try ending(of: turn) else { throw .turnWithoutPicture(turn) }
        return answered.picture
    }

    /// A turn's picture, read, inspected and compared with its digest.
    public func picture(_ turn: Int) throws(SessionFailure) -> Picture {
        try picture(pictureRecord(turn), of: turn)
    }

    /// The record of the model's own bytes of a turn; of a cancelled one, too, if they had come.
    public func receivedRecord(_ turn: Int) throws(SessionFailure) -> PictureRecord {
        switch try ending(of: turn) {
        case .answered(let answered): return answered.received ?? answered.picture
        case .cancelled(let ended): if let received = ended.received { return received }
        default: break
        }
        throw .turnWithoutPicture(turn)
    }

    /// The model's own bytes of a turn.
    public func receivedPicture(_ turn: Int) throws(SessionFailure) -> Picture {
        try picture(receivedRecord(turn), of: turn)
    }

    /// An answer to a turn that could not be read when it came, or was not waited for, and where it is; `nil` where there is
    /// none.
    public func unreadAnswer(of turn: Int) throws(SessionFailure) -> (data: Data, file: URL)? {
        let answer: String? =
            switch try ending(of: turn) {
            case .failed(let failed): failed.answer
            case .cancelled(let ended): ended.answer
            default: nil
            }
        guard let file = answer, Session.isInside(file) else { return nil }
        return (try DurableFolder(url: folder).read(file), folder.appendingPathComponent(file))
    }

    /// What a turn's instruction was confined to.
    public func region(of turn: Int) throws(SessionFailure) -> Region? {
        guard let record = try asked(turn).region else { return nil }
        var mask: PixelMask?
        if let file = record.mask {
            guard let pixels = try? picture(file, of: turn).pixels() else {
                throw .damagedPicture(number: number, turn: turn, file: file.file)
            }
            let whole = try pictureRecord(asked(turn).parent)
            mask = PixelMask(from: pixels).scaled(to: PixelSize(width: whole.width, height: whole.height))
        }
        return Region(box: record.box, mask: mask, name: record.name)
    }

    public func reference(_ reference: ReferenceRecord, of turn: Int) throws(SessionFailure) -> Picture {
        try picture(reference.picture, of: turn)
    }

    private func picture(_ record: PictureRecord, of turn: Int) throws(SessionFailure) -> Picture {
        guard Session.isInside(record.file), let data = try bytes(of: record.file),
            let picture = try? Picture(inspecting: data, page: record.page), picture.sha256 == record.sha256,
            picture.size == PixelSize(width: record.width, height: record.height)
        else { throw .damagedPicture(number: number, turn: turn, file: record.file) }
        return picture
    }

    /// A file's bytes; `nil` where there is none such. What keeps the system from reading it says nothing about it, and is
    /// thrown.
    private func bytes(of file: String) throws(SessionFailure) -> Data? {
        do {
            return try DurableFolder(url: folder).read(file, limit: PictureLimits.standard.bytes)
        } catch {
            guard case .cannotRead(_, let code) = error, [EMFILE, ENFILE, EIO, ENOMEM, EACCES].contains(code) else {
                return nil
            }
            throw error
        }
    }

    /// The file of a turn's picture.
    public func pictureFile(_ turn: Int) throws(SessionFailure) -> URL {
        folder.appendingPathComponent(try pictureRecord(turn).file)
    }

    /// Every event, decoded.
    public func events() throws(SessionFailure) -> [JournalEvent] { try events(from: journal.startIndex) }

    func events(from first: Int) throws(SessionFailure) -> [JournalEvent] {
        var events: [JournalEvent] = []
        var start = first
        while let end = journal[start...].firstIndex(of: 0x0A) {
            events.append(try event(at: start..<end))
            start = end + 1
        }
        return events
    }

    /// Dollars that the turns have cost, or may have, as far as that was known.
    public var spent: Double {
        state.turns.reduce((try? opened())?.made?.cost?.dollars ?? 0) { sum, turn in
            switch try? ending(of: turn.number) {
            case .answered(let answered): sum + (answered.cost?.dollars ?? 0)
            case .failed(let failed): sum + (failed.cost?.dollars ?? 0)
            case .cancelled(let ended), .interrupted(let ended): sum + (ended.cost?.dollars ?? 0)
            default: sum
            }
        }
    }

    /// What a model left to remember a turn by; `nil` if there is none.
    public func transcript(of turn: Int) throws(SessionFailure) -> Data? {
        guard case .answered(let answered) = try ending(of: turn), let file = answered.transcript,
            Session.isInside(file)
        else { return nil }
        return try? DurableFolder(url: folder).read(file)
    }

    private func event(at range: Range<Int>) throws(SessionFailure) -> JournalEvent {
        do {
            return try JournalCoding.decoder.decode(JournalEvent.self, from: journal[range])
        } catch {
            throw .damagedJournal(number: number, line: lineNumber(of: range))
        }
    }

    private func lineNumber(of range: Range<Int>) -> Int {
        journal[..<range.lowerBound].count { $0 == 0x0A } + 1
    }

    /// Whether a file name from a journal stays in its folder: journals may come from others.
    static func isInside(_ file: String) -> Bool {
        !file.isEmpty && !file.hasPrefix("/") && !file.split(separator: "/").contains("..") && !file.contains("\0")
    }
}

/// The contents of `session.json`.
public struct SessionHeader: Sendable, Equatable, Codable {
    /// The only format there is so far.
    public static let currentFormat = 1

    public var format: Int
    public var number: Int
    public var created: Date
    /// The program that made it, with its version.
    public var program: String
    public var picture: PictureRecord

    public init(number: Int, created: Date, program: String, picture: PictureRecord) {
        format = Self.currentFormat
        self.number = number
        self.created = created
        self.program = program
        self.picture = picture
    }

    /// As the file has it.
    func encoded() throws(SessionFailure) -> Data {
        guard var json = try? JournalCoding.encoder.encode(self) else {
            throw .cannotWrite(path: SessionsFolder.headerName, code: EINVAL)
        }
        json.append(0x0A)
        return json
    }
}
