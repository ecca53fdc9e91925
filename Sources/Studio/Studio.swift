public import Foundation
public import ImageModels
public import Pictures
public import Sessions

/// Carries instructions through for one session: sends, checks, saves, and moves between the turns.
public actor Studio {
    private let writer: SessionWriter
    public private(set) var model: any ImageModel
    public private(set) var settings: TurnSettings
    /// Where a received picture goes when the session folder can't take it.
    private let rescueFolder: URL
    private let now: @Sendable () -> Date
    /// The picture that the next instruction most likely starts from.
    private var latest: (turn: Int, picture: Picture)?

    /// A studio for an opened session. Without settings, those that were last set in the session count.
    public init(
        writer: sending SessionWriter, model: any ImageModel, settings: TurnSettings? = nil, rescueFolder: URL,
        now: @escaping @Sendable () -> Date = { Date() }
    ) {
        self.settings = settings ?? writer.session.settings?.settings ?? TurnSettings()
        self.writer = writer
        self.model = model
        self.rescueFolder = rescueFolder
        self.now = now
    }

    public var session: Session { writer.session }

    // MARK: A turn

    /// Carries one instruction through, starting from the current turn or another one.
    ///
    /// The instruction is in the journal before the model is asked, and the received bytes are on the disk before they
    /// are decoded. When the task is cancelled, the turn ends as cancelled and the current turn stays.
    public func perform(
        _ instruction: Instruction, from parent: Int? = nil, onEvent: @escaping @Sendable (TurnEvent) -> Void = { _ in }
    ) async throws(TurnFailure) -> Turn {
        let asked = try ask(instruction, from: parent ?? session.state.current)
        let turn = asked.event.turn
        onEvent(.asked(turn: turn, model: model.profile.id))
        let clock = ContinuousClock()
        let start = clock.now
        func elapsed() -> Double {
            let (seconds, attoseconds) = (clock.now - start).components
            return Double(seconds) + Double(attoseconds) * 1e-18
        }
        let reply: Reply
        do {
            reply = try await model.edit(asked.request) { onEvent(.progress($0)) }
        } catch is CancellationError {
            record(.cancelled(.init(at: now(), turn: turn)))
            throw .cancelled(turn: turn)
        } catch ModelFailure.declined(let decline) {
            record(.declined(.init(at: now(), turn: turn, reason: "\(decline)")))
            throw .model(.declined(decline), turn: nil)
        } catch {
            let failure = error as? ModelFailure ?? .broken(detail: "\(error)")
            record(.failed(.init(at: now(), turn: turn, failure: "model", detail: "\(failure)", seconds: elapsed())))
            throw .model(failure, turn: turn)
        }
        let seconds = elapsed()
        onEvent(.received(bytes: reply.imageData.count))
        return try keep(reply, of: asked.event, seconds: seconds)
    }

    /// Reads the picture, fits it to the model and writes the instruction down.
    private func ask(
        _ instruction: Instruction, from parent: Int
    ) throws(TurnFailure) -> (event: JournalEvent.Asked, request: TurnRequest) {
        let turn = session.state.nextTurn
        do {
            let picture = try picture(parent)
            var (sent, frame) = (picture, Frame?.none)
            let fitting = Fitting(of: picture.size, to: model.profile, settings: settings)
            if let fitting {
                sent = try fitting.frame.applied(to: picture.pixels()).picture()
                frame = fitting.frame
            }
            var references: [ReferenceRecord] = []
            for reference in instruction.references {
                references.append(try writer.keepReference(reference.picture, name: reference.name))
            }
            let event = JournalEvent.Asked(
                at: now(), turn: turn, parent: parent, pictureSHA256: picture.sha256, instruction: instruction.text,
                references: references, model: model.profile.id, settings: settings, frame: frame)
            try writer.append(.asked(event))
            let request = TurnRequest(
                instruction: instruction.prompt, picture: sent, references: instruction.references.map(\.picture),
                settings: settings, output: fitting?.output)
            return (event, request)
        } catch let failure as SessionFailure {
            throw .notSaved(failure, turn: nil, kept: nil)
        } catch let failure as PictureFailure {
            throw .unusable(failure)
        } catch {
            throw .model(.broken(detail: "\(error)"), turn: nil)
        }
    }

    /// Saves what was received, checks it, and makes it the turn's picture.
    private func keep(_ reply: Reply, of asked: JournalEvent.Asked, seconds: Double?) throws(TurnFailure) -> Turn {
        let turn = asked.turn
        let file: String
        do {
            file = try writer.keepReceived(reply.imageData, of: turn)
        } catch {
            let kept = rescue(reply.imageData, turn: turn)
            record(.failed(.init(at: now(), turn: turn, failure: "notSaved", detail: "\(error)", seconds: seconds)))
            throw .notSaved(error, turn: turn, kept: kept)
        }
        let received: Picture
        do {
            received = try Picture(inspecting: reply.imageData)
        } catch {
            record(.failed(.init(at: now(), turn: turn, failure: "notAPicture", detail: "\(error)", seconds: seconds)))
            throw .notAPicture(error, turn: turn, kept: session.folder.appendingPathComponent(file))
        }
        return try finish(asked, received: received, file: file, reply: reply, seconds: seconds)
    }

    /// From the received picture in its file to the answered turn.
    private func finish(
        _ asked: JournalEvent.Asked, received: Picture, file: String, reply: Reply, seconds: Double?
    ) throws(TurnFailure) -> Turn {
        let turn = asked.turn
        do {
            var picture = received
            var record: PictureRecord
            var receivedRecord: PictureRecord?
            if let frame = asked.frame, frame.content != frame.sent {
                picture = try frame.undone(on: received.pixels()).picture()
                record = try writer.keepPicture(picture, of: turn)
                receivedRecord = PictureRecord(file: file, picture: received)
            } else {
                record = try writer.adoptReceived(file, as: received, of: turn)
            }
            try writer.append(
                .answered(
                    .init(
                        at: now(), turn: turn, picture: record, received: receivedRecord, seconds: seconds,
                        finishReason: reply.finishReason, usage: reply.usage, selection: reply.selection,
                        text: reply.text)))
            latest = (turn, picture)
            return Turn(
                number: turn, parent: asked.parent, instruction: asked.instruction, model: asked.model,
                picture: picture, file: session.folder.appendingPathComponent(record.file), seconds: seconds,
                selection: reply.selection, text: reply.text)
        } catch let failure as SessionFailure {
            throw .notSaved(failure, turn: turn, kept: session.folder.appendingPathComponent(file))
        } catch let failure as PictureFailure {
            throw .notAPicture(failure, turn: turn, kept: session.folder.appendingPathComponent(file))
        } catch {
            throw .model(.broken(detail: "\(error)"), turn: turn)
        }
    }

    /// Finishes the turns whose pictures had been received when the program was ended, without asking again.
    public func finishInterrupted() -> [Turn] {
        writer.unfinished.compactMap { unfinished in
            let reply = Reply(imageData: unfinished.received.data)
            return try? finish(
                unfinished.asked, received: unfinished.received, file: unfinished.file, reply: reply, seconds: nil)
        }
    }

    /// Writes down how a turn ended. A journal that can't be written to now will show the turn as interrupted later,
    /// which is true, too; so this failure adds nothing to the one being reported.
    private func record(_ event: JournalEvent) {
        try? writer.append(event)
    }

    private func rescue(_ data: Data, turn: Int) -> URL? {
        let ending = PictureFormat(magic: data)?.fileExtension ?? "bin"
        let stamp = Int(now().timeIntervalSince1970)
        let name = "session-\(session.number)-turn-\(turn)-\(stamp).\(ending)"
        for folder in [rescueFolder, FileManager.default.temporaryDirectory] {
            try? FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            let file = folder.appendingPathComponent(name)
            let attributes: [FileAttributeKey: Any] = [.posixPermissions: 0o600]
            if FileManager.default.createFile(atPath: file.path, contents: data, attributes: attributes),
                (try? Data(contentsOf: file)) == data
            {
                return file
            }
        }
        return nil
    }

    /// A turn's picture, inspected and compared with the journal.
    public func picture(_ turn: Int) throws(SessionFailure) -> Picture {
        if let latest, latest.turn == turn { return latest.picture }
        let picture = try session.picture(turn)
        if turn == session.state.current { latest = (turn, picture) }
        return picture
    }

    // MARK: Moving

    /// Goes back to the turn that the current one started from; `nil` at the starting picture.
    public func undo() throws(SessionFailure) -> Int? {
        guard let entry = session.state.turn(session.state.current) else { return nil }
        try move(to: entry.parent, by: .undo)
        return entry.parent
    }

    /// Takes the last undo back; `nil` if there is none.
    public func redo() throws(SessionFailure) -> Int? {
        guard let turn = session.state.undone.last else { return nil }
        try move(to: turn, by: .redo)
        return turn
    }

    public func goto(_ turn: Int) throws(SessionFailure) {
        guard turn != 0 else { return try move(to: 0, by: .goto) }
        guard let entry = session.state.turn(turn) else { throw .noSuchTurn(turn) }
        guard entry.outcome == .answered else { throw .turnWithoutPicture(turn) }
        try move(to: turn, by: .goto)
    }

    private func move(to turn: Int, by way: JournalEvent.Moved.Way) throws(SessionFailure) {
        try writer.append(.moved(.init(at: now(), to: turn, by: way)))
    }

    // MARK: Settings

    public func name(_ name: String?) throws(SessionFailure) {
        try writer.append(.named(.init(at: now(), name: name)))
    }

    /// The model and settings for the turns to come; they are kept with the session.
    public func use(_ model: any ImageModel, settings: TurnSettings) throws(SessionFailure) {
        try writer.append(.set(.init(at: now(), settings: settings, model: model.profile.id)))
        self.model = model
        self.settings = settings
    }
}
