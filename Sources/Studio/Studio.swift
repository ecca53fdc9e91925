public import Foundation
public import ImageModels
public import Locality
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
    /// How much of a model's picture is taken over, for models that paint the whole anew.
    public private(set) var lock: LockSetting.Mode
    /// Finds what an instruction names, to look for a faint change there.
    private let selecting: Selecting?
    /// The picture that the next instruction most likely starts from.
    private var latest: (turn: Int, picture: Picture)?
    /// Dollars that the journal's turns have cost, once it is known.
    var knownSpending: Double?
    /// Dollars that the turns under way are expected to cost.
    private(set) var reserved = 0.0

    /// Finds where the thing lies that an instruction names; `nil` where it names none that can be found surely.
    public typealias Selecting = @Sendable (_ instruction: String, _ picture: Picture) async -> PixelMask?

    /// A studio for an opened session. Without settings, those that were last set in the session count.
    public init(
        writer: sending SessionWriter, model: any ImageModel, settings: TurnSettings? = nil, rescueFolder: URL,
        spendingLog: SpendingLog? = nil, lock: LockSetting.Mode? = nil, selecting: Selecting? = nil,
        now: @escaping @Sendable () -> Date = { Date() }
    ) {
        self.settings = settings ?? writer.session.settings?.settings ?? TurnSettings()
        self.writer = writer
        self.model = model
        self.rescueFolder = rescueFolder
        self.spendingLog = spendingLog
        self.lock = lock ?? writer.session.settings?.lock ?? .auto
        self.selecting = selecting
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
        let hint = hint(for: instruction, start)
        defer { hint?.cancel() }
        let reply: Reply
        do {
            reply = try await model.edit(start.request) { onEvent(.progress($0)) }
        } catch {
            throw failed(asked, of: model.profile, by: error, seconds: elapsed())
        }
        let seconds = elapsed()
        onEvent(.received(bytes: reply.imageData.count))
        if start.asked.frame != nil || start.asked.crop != nil {
            onEvent(.progress(.step("keeping the rest as it was")))
        }
        return try await keep(reply, of: asked, from: start, by: model.profile, seconds: seconds, hint: hint)
    }

    /// Looks for what the instruction names while the model paints.
    private func hint(for instruction: Instruction, _ start: Start) -> Task<PixelMask?, Never>? {
        guard let selecting, start.asked.frame != nil, start.asked.lock?.mode != .off else { return nil }
        return Task { await selecting(instruction.text, start.picture) }
    }

    /// An instruction that is in the journal, with what is needed to carry it through.
    private struct Start {
        var asked: JournalEvent.Asked
        var request: TurnRequest
        /// What the turn starts from.
        var picture: Picture
        var pixels: PixelBuffer
        /// The fingerprint of what was sent, where that is not the picture itself.
        var sent: Int?
        var region: Region?
    }

    /// Reads the picture, fits it to the model and writes the instruction down.
    private func ask(
        _ instruction: Instruction, of profile: ModelProfile, settings: TurnSettings, from parent: Int,
        estimate: Cost?, together: Int?
    ) throws(TurnFailure) -> Start {
        do {
            let picture = try picture(parent)
            let pixels = try picture.pixels()
            let fitting = try Fitting(of: picture.size, region: instruction.region, to: profile, settings: settings)
            let fitted = try fitting.applied(to: pixels)
            let sent = try fitted?.picture() ?? picture
            var references: [ReferenceRecord] = []
            for reference in instruction.references {
                references.append(try writer.keepReference(reference.picture, name: reference.name))
            }
            let asked = JournalEvent.Asked(
                at: now(), turn: session.state.nextTurn, parent: parent, pictureSHA256: picture.sha256,
                instruction: instruction.text, references: references, model: profile.id, settings: settings,
                frame: fitting.frame, output: fitting.output, service: profile.service, estimate: estimate,
                together: together, lock: fitting.keepsTheRest ? LockSetting(mode: lock) : nil,
                region: try instruction.region.map(writer.keepRegion), crop: fitting.crop)
            try writer.append(.asked(asked))
            let transcripts = settings.fullHistory == true ? try transcripts(upTo: parent, of: profile) : []
            return Start(
                asked: asked,
                request: TurnRequest(
                    instruction: instruction.prompt, picture: sent, references: instruction.references.map(\.picture),
                    mask: profile.masks ? try fitting.mask(of: instruction.region) : nil,
                    settings: settings, output: fitting.output, transcripts: transcripts),
                picture: picture, pixels: pixels, sent: fitted?.fingerprint, region: instruction.region)
        } catch let failure as TurnFailure {
            throw failure
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
        _ reply: Reply, of asked: JournalEvent.Asked, from start: Start, by profile: ModelProfile, seconds: Double,
        hint: Task<PixelMask?, Never>?
    ) async throws(TurnFailure) -> Turn {
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
        let keeping = Keeping(
            prior: start.pixels, received: received, asked: asked, region: start.region, hint: await hint?.value,
            sent: start.sent)
        return try await finish(
            keeping, record: PictureRecord(file: file, picture: received), reply: reply, cost: cost, seconds: seconds)
    }

    /// What is unexpected about a picture that a service sent.
    private func remarks(on received: Picture, to request: TurnRequest) -> [Reply.Remark] {
        guard let output = request.output else { return [] }
        var remarks: [Reply.Remark] = []
        if let ratio = output.ratio, abs(log(Double(received.width) / Double(received.height) / ratio.value)) > 0.04 {
            remarks.append(.otherRatio(asked: ratio, width: received.width, height: received.height))
        }
        return remarks
    }

    /// From the received picture, which is in its file, to the answered turn.
    func finish(
        _ keeping: Keeping, record received: PictureRecord, reply: Reply, cost: Cost?, seconds: Double?
    ) async throws(TurnFailure) -> Turn {
        let asked = keeping.asked
        let turn = asked.turn
        let file = session.folder.appendingPathComponent(received.file)
        do {
            let outcome = try await keeping.outcome()
            var reply = reply
            if outcome.isUnchanged { reply.remarks.append(.unchanged) }
            let isOwn = asked.relocked == nil
            var picture = keeping.received
            let record: PictureRecord
            if let kept = outcome.picture {
                picture = try kept.picture()
                record = try writer.keepPicture(picture, of: turn)
            } else if isOwn {
                record = try writer.adoptReceived(received.file, as: picture, of: turn)
            } else {
                record = try writer.keepPicture(picture, of: turn)
            }
            let transcript = try reply.transcript.map { try writer.keepTranscript($0, of: turn) }
            try writer.append(
                .answered(
                    .init(
                        at: now(), turn: turn, picture: record,
                        received: outcome.picture != nil || !isOwn ? received : nil, seconds: seconds,
                        finishReason: reply.finishReason, usage: reply.usage, selection: reply.selection,
                        text: reply.text, cost: cost, exchange: reply.exchange,
                        remarks: reply.remarks.isEmpty ? nil : reply.remarks, transcript: transcript,
                        change: outcome.change)))
            latest = (turn, picture)
            return Turn(
                number: turn, parent: asked.parent, instruction: asked.instruction, model: asked.model,
                picture: picture, file: session.folder.appendingPathComponent(record.file), service: asked.service,
                cost: cost, remarks: reply.remarks, change: outcome.change, exchange: reply.exchange,
                seconds: seconds, selection: reply.selection, text: reply.text)
        } catch is CancellationError {
            record(.cancelled(.init(at: now(), turn: turn, received: received, cost: cost)))
            throw .cancelledWithPicture(turn: turn, cost: cost, kept: file)
        } catch let failure as SessionFailure {
            throw .notSaved(failure, turn: turn, kept: file)
        } catch let failure as PictureFailure {
            throw .notAPicture(failure, turn: turn, kept: file)
        } catch {
            throw .model(.broken(detail: "\(error)"), turn: turn)
        }
    }

    /// Finishes the turns whose pictures had been received when the program was ended, without asking again.
    public func finishInterrupted() async -> [Turn] {
        var finished: [Turn] = []
        for unfinished in writer.unfinished {
            let asked = unfinished.asked
            guard let prior = try? session.picture(asked.parent).pixels() else { continue }
            let keeping = Keeping(
                prior: prior, received: unfinished.received, asked: asked, region: try? session.region(of: asked.turn))
            let turn = try? await finish(
                keeping, record: PictureRecord(file: unfinished.file, picture: unfinished.received),
                reply: Reply(imageData: unfinished.received.data), cost: asked.estimate, seconds: nil)
            if let turn { finished.append(turn) }
        }
        return finished
    }

    /// Locks a past turn's received picture again, in another way and without asking the model: a new turn beside it.
    public func relock(_ turn: Int, as setting: LockSetting) async throws(TurnFailure) -> Turn {
        let keeping: Keeping
        let received: PictureRecord
        do {
            var asked = try session.asked(turn)
            received = try session.receivedRecord(turn)
            let prior = try picture(asked.parent).pixels()
            let region = try session.region(of: turn)
            let picture = try session.receivedPicture(turn)
            let hint = asked.frame == nil ? nil : await selecting?(asked.instruction, try self.picture(asked.parent))
            asked.relocked = asked.relocked ?? turn
            asked.turn = session.state.nextTurn
            asked.at = now()
            asked.lock = setting
            asked.estimate = nil
            asked.together = nil
            keeping = Keeping(prior: prior, received: picture, asked: asked, region: region, hint: hint)
            try writer.append(.asked(asked))
        } catch let failure as SessionFailure {
            throw .notSaved(failure, turn: nil, kept: nil)
        } catch {
            throw .unusable(error as? PictureFailure ?? .empty)
        }
        let reply = Reply(imageData: keeping.received.data)
        return try await finish(keeping, record: received, reply: reply, cost: nil, seconds: nil)
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
    public func use(
        _ model: any ImageModel, settings: TurnSettings, lock: LockSetting.Mode? = nil
    ) throws(SessionFailure) {
        let lock = lock ?? self.lock
        try writer.append(.set(.init(at: now(), settings: settings, model: model.profile.id, lock: lock)))
        self.model = model
        self.settings = settings
        self.lock = lock
    }
}
