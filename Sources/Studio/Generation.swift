public import Foundation
public import ImageModels
public import Pictures
public import Sessions

/// A picture that is made from words alone, to start a session with.
public struct Generation: Sendable {
    public let instruction: Instruction
    public let model: any ImageModel
    public let settings: TurnSettings
    let rescueFolder: URL
    let spendingLog: SpendingLog?

    public init(
        instruction: Instruction, model: any ImageModel, settings: TurnSettings, rescueFolder: URL,
        spendingLog: SpendingLog? = nil
    ) {
        self.instruction = instruction
        self.model = model
        self.settings = settings
        self.rescueFolder = rescueFolder
        self.spendingLog = spendingLog
    }

    /// A picture that came, and how.
    public struct Made: Sendable {
        public let picture: Picture
        public let record: JournalEvent.Made
        /// Further pictures of the same answer, as they came.
        public let others: [Data]
        /// What the model left of all of them, the first included; empty where it left nothing.
        let transcripts: [Data]
    }

    public var estimate: Cost? {
        let square = PixelSize(width: 1024, height: 1024)
        return model.profile.estimate(instruction, settings: settings, picture: square, pictures: 0)
    }

    /// Why it may not be sent: it would pass the budget that is set, or nobody knows what it costs.
    public var budgetFailure: TurnFailure? {
        guard let budget = settings.budget, model.profile.service != nil else { return nil }
        guard let estimate else { return .priceUnknown(model: model.profile.id, budget: budget) }
        return estimate.dollars > budget ? .overBudget(budget: budget, spent: 0, next: estimate.dollars) : nil
    }

    /// Has the picture made. Throws `TurnFailure`; bytes that came and are no picture are kept in the rescue folder.
    public func run(onEvent: @escaping @Sendable (TurnEvent) -> Void = { _ in }) async throws(TurnFailure) -> Made {
        if instruction.isBlank { throw .model(.declined(.notUnderstood(words: [])), turn: nil) }
        // A square, unless another ratio is set.
        let square = PixelSize(width: 1024, height: 1024)
        let output = try Fitting(of: square, to: model.profile, settings: settings).output
        let rescue = Rescue(folder: rescueFolder)
        let wire = WireNotes { rescue.keep($0, name: "answer-from-words") }
        let reply: Reply
        var request = TurnRequest(
            instruction: instruction.prompt, picture: nil, settings: settings, output: output)
        request.wantsTransparency = model.profile.transparency && TransparencyWish.isIn(instruction.text, settings)
        do {
            reply = try await model.edit(request) { news in
                if let news = wire.note(news) { onEvent(.progress(news)) }
            }
        } catch {
            throw failed(by: error, wire)
        }
        let picture: Picture
        do {
            picture = try Picture(inspecting: reply.imageData)
        } catch {
            let kept = rescue.keep(reply.imageData, name: "from-words")
            wire.dropAnswer()
            throw .notAPicture(error, turn: 0, kept: kept ?? rescueFolder, isFree: estimate?.dollars == 0)
        }
        // The pictures' bytes are all that is needed of the answer from here on; `rescued` keeps them at need.
        if !reply.hasMissing { wire.dropAnswer() }
        let cost = model.profile.cost(of: reply.usage, estimate: estimate, settings: settings)
        return Made(
            picture: picture,
            record: JournalEvent.Made(
                instruction: instruction.text, model: model.profile.id, service: model.profile.service,
                settings: settings, seconds: wire.seconds,
                finishReason: reply.finishReason, usage: reply.usage, text: reply.text, cost: cost,
                exchange: reply.exchange),
            others: reply.others, transcripts: [reply.transcript].compactMap { $0 } + reply.otherTranscripts)
    }

    /// Says that no picture was made; what may have been charged is booked, and what can't be read stays.
    private func failed(by error: any Error, _ wire: WireNotes) -> TurnFailure {
        if error is CancellationError {
            if wire.mayCost { book(estimate, session: "", at: Date()) }
            if let kept = wire.unread {
                return .cancelledUnderWay(turn: 0, mayCost: wire.mayCost ? estimate : nil, kept: kept)
            }
            return .cancelled(turn: 0, mayCost: wire.mayCost ? estimate : nil)
        }
        let failure = error as? ModelFailure ?? .broken(detail: "\(error)")
        switch failure {
        case .service(let failure): if failure.charged != .no { book(estimate, session: "", at: Date()) }
        case .noPicture(let answer):
            book(
                model.profile.cost(
                    of: answer.usage, estimate: answer.isToldFree ? nil : estimate, settings: settings,
                    withPicture: answer.hadPicture),
                session: "", at: Date())
        case .declined, .broken: break
        }
        if failure.mayHoldPicture || wire.isLong, let unread = wire.unread {
            return .unread(failure, turn: 0, kept: unread)
        }
        wire.dropAnswer()
        return .model(failure, turn: nil)
    }

    /// Keeps a picture for which no session could be made, and says where.
    public func rescued(_ made: Made, after error: any Error) -> TurnFailure {
        let rescue = Rescue(folder: rescueFolder)
        let kept = rescue.keep(made.picture.data, name: "from-words")
        for (index, data) in made.others.enumerated() { _ = rescue.keep(data, name: "from-words-\(index + 2)") }
        return .notSaved(
            error as? SessionFailure ?? .cannotWrite(path: rescueFolder.path, code: EIO), turn: 0, kept: kept)
    }

    /// Writes what it cost into the log of spending.
    public func book(_ made: Made, in session: Session) {
        book(made.record.cost, session: session.folder.path, at: session.header.created)
    }

    private func book(_ cost: Cost?, session: String, at date: Date) {
        guard let cost else { return }
        spendingLog?.append(
            .init(
                at: date, session: session, turn: 0, model: model.profile.id, service: model.profile.service,
                cost: cost))
    }
}
