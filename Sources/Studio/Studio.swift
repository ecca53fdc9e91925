public import Foundation
public import ImageModels
public import Pictures
public import Sessions

/// Carries instructions through for one session: sends, checks, saves, and moves between the turns.
public actor Studio {
    let writer: SessionWriter
    public private(set) var model: any ImageModel
    public private(set) var settings: TurnSettings
    /// Where a received picture goes when the session folder can't take it.
    private let rescueFolder: URL
    let now: @Sendable () -> Date
    let spendingLog: SpendingLog?
    /// The picture that the next instruction most likely starts from.
    private var latest: (turn: Int, picture: Picture)?
    /// Dollars that the journal's turns have cost, once it is known.
    var knownSpending: Double?
    /// Dollars that the turns under way are expected to cost.
    private(set) var reserved = 0.0

    /// A studio for an opened session. Without settings, those that were last set in the session count.
    public init(
        writer: sending SessionWriter, model: any ImageModel, settings: TurnSettings? = nil, rescueFolder: URL,
        spendingLog: SpendingLog? = nil, now: @escaping @Sendable () -> Date = { Date() }
    ) {
        self.settings = settings ?? writer.session.settings?.settings ?? TurnSettings()
        self.writer = writer
        self.model = model
        self.rescueFolder = rescueFolder
        self.spendingLog = spendingLog
        self.now = now
    }

    public var session: Session { writer.session }

    // MARK: A turn

    /// Carries one instruction through, starting from the current turn or another one.
    ///
    /// The instruction is in the journal before the model is asked, and the received bytes are on the disk before they
    /// are decoded. When the task is cancelled, the turn ends as cancelled and the current turn stays.
    public func perform(
        _ instruction: Instruction, from parent: Int? = nil, by model: (any ImageModel)? = nil,
        settings: TurnSettings? = nil, together: Int? = nil, onEvent: @escaping @Sendable (TurnEvent) -> Void = { _ in }
    ) async throws(TurnFailure) -> Turn {
        let model = model ?? self.model
        let settings = settings ?? self.settings
        let estimate = model.profile.estimate(instruction, settings: settings)
        if together == nil, let failure = budgetFailure(adding: estimate?.dollars ?? 0) { throw failure }
        let start = try ask(
            instruction, of: model.profile, settings: settings, from: parent ?? session.state.current,
            estimate: estimate, together: together)
        let asked = start.asked
        onEvent(.asked(turn: asked.turn, model: model.profile.id))
        reserved += estimate?.dollars ?? 0
        defer { reserved -= estimate?.dollars ?? 0 }
        let clock = ContinuousClock()
        let began = clock.now
        func elapsed() -> Double {
            let (seconds, attoseconds) = (clock.now - began).components
            return Double(seconds) + Double(attoseconds) * 1e-18
        }
        let reply: Reply
        do {
            reply = try await model.edit(start.request) { onEvent(.progress($0)) }
        } catch {
            throw failed(asked, of: model.profile, by: error, seconds: elapsed())
        }
        let seconds = elapsed()
        onEvent(.received(bytes: reply.imageData.count))
        return try keep(reply, of: asked, from: start, by: model.profile, seconds: seconds)
    }

    /// An instruction that is in the journal, with what is needed to carry it through.
    private struct Start {
        var asked: JournalEvent.Asked
        var request: TurnRequest
    }

    /// Reads the picture, fits it to the model and writes the instruction down.
    private func ask(
        _ instruction: Instruction, of profile: ModelProfile, settings: TurnSettings, from parent: Int,
        estimate: Cost?, together: Int?
    ) throws(TurnFailure) -> Start {
        do {
            let picture = try picture(parent)
            var sent = picture
            let fitting = Fitting(of: picture.size, to: profile, settings: settings)
            if let fitting { sent = try fitting.frame.applied(to: picture.pixels()).picture() }
            var references: [ReferenceRecord] = []
            for reference in instruction.references {
                references.append(try writer.keepReference(reference.picture, name: reference.name))
            }
            let asked = JournalEvent.Asked(
                at: now(), turn: session.state.nextTurn, parent: parent, pictureSHA256: picture.sha256,
                instruction: instruction.text, references: references, model: profile.id, settings: settings,
                frame: fitting?.frame, output: fitting?.output, service: profile.service, estimate: estimate,
                together: together)
            try writer.append(.asked(asked))
            let transcripts = settings.fullHistory == true ? try transcripts(upTo: parent, of: profile) : []
            return Start(
                asked: asked,
                request: TurnRequest(
                    instruction: instruction.prompt, picture: sent, references: instruction.references.map(\.picture),
                    settings: settings, output: fitting?.output, transcripts: transcripts))
        } catch let failure as SessionFailure {
            throw .notSaved(failure, turn: nil, kept: nil)
        } catch let failure as PictureFailure {
            throw .unusable(failure)
        } catch {
            throw .model(.broken(detail: "\(error)"), turn: nil)
        }
    }

    /// What the same model at the same service left of the turns that led here, without a gap.
    private func transcripts(upTo turn: Int, of profile: ModelProfile) throws(SessionFailure) -> [Data] {
        var transcripts: [Data] = []
        for number in session.state.branch(to: turn).reversed() {
            let asked = try session.asked(number)
            guard asked.model == profile.id, asked.service == profile.service,
                let transcript = try session.transcript(of: number)
            else { break }
            transcripts.append(transcript)
        }
        return transcripts.reversed()
    }

    /// Writes down that a model gave no picture, and says so.
    private func failed(
        _ asked: JournalEvent.Asked, of profile: ModelProfile, by error: any Error, seconds: Double
    ) -> TurnFailure {
        let turn = asked.turn
        var event = JournalEvent.Failed(at: now(), turn: turn, failure: "model", detail: "", seconds: seconds)
        switch error {
        case is CancellationError:
            record(.cancelled(.init(at: now(), turn: turn)))
            return .cancelled(turn: turn, mayCost: asked.estimate)
        case ModelFailure.declined(let decline):
            record(.declined(.init(at: now(), turn: turn, reason: "\(decline)")))
            return .model(.declined(decline), turn: nil)
        case ModelFailure.noPicture(let answer):
            event.failure = answer.reason.rawValue
            event.detail = answer.text ?? answer.finishReason?.rawValue ?? ""
            event.usage = answer.usage
            event.cost = answer.usage.flatMap { profile.price?.cost(of: $0) }
            event.exchange = answer.exchange
        case ModelFailure.service(let failure):
            event.failure = failure.kind.rawValue
            event.detail = failure.detail ?? ""
            event.service = failure
            if failure.charged == .yes { event.cost = asked.estimate }
        default:
            event.detail = "\(error)"
        }
        record(.failed(event))
        book(event.cost, turn: turn, asked: asked)
        return .model(error as? ModelFailure ?? .broken(detail: "\(error)"), turn: turn)
    }

    /// Saves what was received, checks it, and makes it the turn's picture.
    private func keep(
        _ reply: Reply, of asked: JournalEvent.Asked, from start: Start, by profile: ModelProfile, seconds: Double
    ) throws(TurnFailure) -> Turn {
        let turn = asked.turn
        let cost =
            reply.usage.flatMap { profile.price?.cost(of: $0) } ?? (reply.exchange == nil ? nil : asked.estimate)
        func failed(_ failure: String, _ error: any Error) {
            record(
                .failed(
                    .init(
                        at: now(), turn: turn, failure: failure, detail: "\(error)", seconds: seconds,
                        usage: reply.usage, cost: cost, exchange: reply.exchange)))
        }
        defer { book(cost, turn: turn, asked: asked) }
        let file: String
        do {
            file = try writer.keepReceived(reply.imageData, of: turn)
        } catch {
            let kept = Rescue(folder: rescueFolder).keep(
                reply.imageData, name: "session-\(session.number)-turn-\(turn)")
            failed("notSaved", error)
            throw .notSaved(error, turn: turn, kept: kept)
        }
        let received: Picture
        do {
            received = try Picture(inspecting: reply.imageData)
        } catch {
            failed("notAPicture", error)
            throw .notAPicture(error, turn: turn, kept: session.folder.appendingPathComponent(file))
        }
        var reply = reply
        reply.remarks += remarks(on: received, to: start.request)
        return try finish(asked, received: received, file: file, reply: reply, cost: cost, seconds: seconds)
    }

    /// What is unexpected about a picture that a service sent.
    private func remarks(on received: Picture, to request: TurnRequest) -> [Reply.Remark] {
        guard let output = request.output else { return [] }
        var remarks: [Reply.Remark] = []
        if let ratio = output.ratio, abs(log(Double(received.width) / Double(received.height) / ratio.value)) > 0.04 {
            remarks.append(.otherRatio(asked: ratio, width: received.width, height: received.height))
        }
        if let sent = request.picture, sent.size == received.size,
            (try? sent.pixels()) == (try? received.pixels())
        {
            remarks.append(.unchanged)
        }
        return remarks
    }

    /// From the received picture in its file to the answered turn.
    private func finish(
        _ asked: JournalEvent.Asked, received: Picture, file: String, reply: Reply, cost: Cost?, seconds: Double?
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
            let transcript = try reply.transcript.map { try writer.keepTranscript($0, of: turn) }
            try writer.append(
                .answered(
                    .init(
                        at: now(), turn: turn, picture: record, received: receivedRecord, seconds: seconds,
                        finishReason: reply.finishReason, usage: reply.usage, selection: reply.selection,
                        text: reply.text, cost: cost, exchange: reply.exchange,
                        remarks: reply.remarks.isEmpty ? nil : reply.remarks, transcript: transcript)))
            latest = (turn, picture)
            return Turn(
                number: turn, parent: asked.parent, instruction: asked.instruction, model: asked.model,
                picture: picture, file: session.folder.appendingPathComponent(record.file), service: asked.service,
                cost: cost, remarks: reply.remarks, exchange: reply.exchange, seconds: seconds,
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
                unfinished.asked, received: unfinished.received, file: unfinished.file, reply: reply,
                cost: unfinished.asked.estimate, seconds: nil)
        }
    }

    /// Writes down how a turn ended. A journal that can't be written to now will show the turn as interrupted later,
    /// which is true, too; so this failure adds nothing to the one being reported.
    private func record(_ event: JournalEvent) {
        try? writer.append(event)
    }

    /// A turn's picture, inspected and compared with the journal.
    public func picture(_ turn: Int) throws(SessionFailure) -> Picture {
        if let latest, latest.turn == turn { return latest.picture }
        let picture = try session.picture(turn)
        if turn == session.state.current { latest = (turn, picture) }
        return picture
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
