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
    }

    public var estimate: Cost? { model.profile.estimate(instruction, settings: settings) }

    /// Has the picture made. Throws `TurnFailure`; bytes that came and are no picture are kept in the rescue folder.
    public func run(onEvent: @escaping @Sendable (TurnEvent) -> Void = { _ in }) async throws(TurnFailure) -> Made {
        // A square, unless another ratio is set.
        let square = PixelSize(width: 1024, height: 1024)
        let output = try Fitting(of: square, to: model.profile, settings: settings).output
        let start = ContinuousClock.now
        let reply: Reply
        do {
            reply = try await model.edit(
                TurnRequest(instruction: instruction.prompt, picture: nil, settings: settings, output: output)
            ) { onEvent(.progress($0)) }
        } catch is CancellationError {
            throw .cancelled(turn: 0, mayCost: estimate)
        } catch {
            throw .model(error as? ModelFailure ?? .broken(detail: "\(error)"), turn: nil)
        }
        let (seconds, attoseconds) = (ContinuousClock.now - start).components
        let picture: Picture
        do {
            picture = try Picture(inspecting: reply.imageData)
        } catch {
            let kept = Rescue(folder: rescueFolder).keep(reply.imageData, name: "from-words")
            throw .notAPicture(error, turn: 0, kept: kept ?? rescueFolder)
        }
        let cost = reply.usage.flatMap { model.profile.price?.cost(of: $0) } ?? estimate
        return Made(
            picture: picture,
            record: JournalEvent.Made(
                instruction: instruction.text, model: model.profile.id, service: model.profile.service,
                settings: settings, seconds: Double(seconds) + Double(attoseconds) * 1e-18,
                finishReason: reply.finishReason, usage: reply.usage, text: reply.text, cost: cost,
                exchange: reply.exchange))
    }

    /// Keeps a picture for which no session could be made, and says where.
    public func rescued(_ made: Made, after error: any Error) -> TurnFailure {
        let kept = Rescue(folder: rescueFolder).keep(made.picture.data, name: "from-words")
        return .notSaved(
            error as? SessionFailure ?? .cannotWrite(path: rescueFolder.path, code: EIO), turn: 0, kept: kept)
    }

    /// Writes what it cost into the log of spending.
    public func book(_ made: Made, in session: Session) {
        guard let cost = made.record.cost else { return }
        spendingLog?.append(
            .init(
                at: session.header.created, session: session.folder.path, turn: 0, model: made.record.model,
                service: made.record.service, cost: cost))
    }
}
