public import Foundation
public import ImageModels
public import Locality
public import Pictures

/// How a turn begins, and the ways in which it ends.
extension JournalEvent {
    /// On the disk before anything is sent.
    public struct Asked: Sendable, Equatable, Codable {
        public var at: Date
        public var turn: Int
        /// The turn whose picture was sent.
        public var parent: Int
        public var pictureSHA256: String
        public var instruction: String
        public var references: [ReferenceRecord]
        public var model: String
        public var settings: TurnSettings
        /// How the picture was fitted to the model's sizes, if it was.
        public var frame: Frame?
        /// The shape that was asked for.
        public var output: OutputShape?
        /// The service that the model was reached through.
        public var service: String?
        /// What it was expected to cost.
        public var estimate: Cost?
        /// The first of the turns that were asked for together, to choose one of.
        public var together: Int?
        /// How much of the model's picture is taken over.
        public var lock: LockSetting?
        /// What the instruction is confined to.
        public var region: RegionRecord?
        /// What was sent of the picture for it, in place of `frame`.
        public var crop: RegionCrop?
        /// The turn whose received picture is locked again, without asking the model.
        public var relocked: Int?
        /// Where the turn was taken over from.
        public var reused: Reused?
        /// The job that the answer came by: it had come, and was paid, before the turn was begun.
        public var job: String?

        /// What it may have cost where nobody knows what became of it.
        public var mayHaveCost: Cost? { job == nil ? estimate : nil }

        public init(
            at: Date, turn: Int, parent: Int, pictureSHA256: String, instruction: String,
            references: [ReferenceRecord], model: String, settings: TurnSettings, frame: Frame?,
            output: OutputShape? = nil, service: String? = nil, estimate: Cost? = nil, together: Int? = nil,
            lock: LockSetting? = nil, region: RegionRecord? = nil, crop: RegionCrop? = nil, relocked: Int? = nil
        ) {
            self.at = at
            self.turn = turn
            self.parent = parent
            self.pictureSHA256 = pictureSHA256
            self.instruction = instruction
            self.references = references
            self.model = model
            self.settings = settings
            self.frame = frame
            self.output = output
            self.service = service
            self.estimate = estimate
            self.together = together
            self.lock = lock
            self.region = region
            self.crop = crop
            self.relocked = relocked
        }
    }

    public struct Answered: Sendable, Equatable, Codable {
        public var at: Date
        public var turn: Int
        public var picture: PictureRecord
        /// The model's own bytes, where the turn's picture is not those.
        public var received: PictureRecord?
        /// From sending to the received picture; absent for a turn that was finished after an interruption.
        public var seconds: Double?
        public var finishReason: FinishReason
        public var usage: Usage?
        public var selection: Reply.Selection?
        /// The model's own words: foreign text.
        public var text: String?
        public var cost: Cost?
        public var exchange: Exchange?
        public var remarks: [Reply.Remark]?
        /// The file with what the model needs to remember this turn by, where the whole conversation is sent.
        public var transcript: String?
        /// What the turn changed, and what of the model's own changes was kept out.
        public var change: ChangeReport?

        public init(
            at: Date, turn: Int, picture: PictureRecord, received: PictureRecord?, seconds: Double?,
            finishReason: FinishReason, usage: Usage?, selection: Reply.Selection?, text: String?,
            cost: Cost? = nil, exchange: Exchange? = nil, remarks: [Reply.Remark]? = nil, transcript: String? = nil,
            change: ChangeReport? = nil
        ) {
            self.at = at
            self.turn = turn
            self.picture = picture
            self.received = received
            self.seconds = seconds
            self.finishReason = finishReason
            self.usage = usage
            self.selection = selection
            self.text = text
            self.cost = cost
            self.exchange = exchange
            self.remarks = remarks
            self.transcript = transcript
            self.change = change
        }
    }

    public struct Failed: Sendable, Equatable, Codable {
        public var at: Date
        public var turn: Int
        /// A short name of what went wrong, such as "noPicture" or "cannotWrite".
        public var failure: String
        /// Foreign text, possibly.
        public var detail: String
        public var seconds: Double?
        /// Of a failure between this program and a service: all that is known of it.
        public var service: ServiceFailure?
        /// Of an answer without a picture.
        public var usage: Usage?
        public var cost: Cost?
        public var exchange: Exchange?
        /// The file with an answer that could not be read, as it came.
        public var answer: String?

        public init(
            at: Date, turn: Int, failure: String, detail: String, seconds: Double?, service: ServiceFailure? = nil,
            usage: Usage? = nil, cost: Cost? = nil, exchange: Exchange? = nil, answer: String? = nil
        ) {
            self.at = at
            self.turn = turn
            self.failure = failure
            self.detail = detail
            self.seconds = seconds
            self.service = service
            self.usage = usage
            self.cost = cost
            self.exchange = exchange
            self.answer = answer
        }
    }

    public struct Ended: Sendable, Equatable, Codable {
        public var at: Date
        public var turn: Int
        /// A picture that had come, and been paid for, when a person cancelled the turn.
        public var received: PictureRecord?
        /// What the service has charged for it, or may have.
        public var cost: Cost?
        /// The file with an answer by which the picture can still be had that was being painted.
        public var answer: String?

        public init(
            at: Date, turn: Int, received: PictureRecord? = nil, cost: Cost? = nil, answer: String? = nil
        ) {
            self.at = at
            self.turn = turn
            self.received = received
            self.cost = cost
            self.answer = answer
        }
    }

    public struct Declined: Sendable, Equatable, Codable {
        public var at: Date
        public var turn: Int
        public var reason: String

        public init(at: Date, turn: Int, reason: String) {
            self.at = at
            self.turn = turn
            self.reason = reason
        }
    }

    /// A turn of another session whose outcome was taken over, without asking the model.
    public struct Reused: Sendable, Equatable, Codable {
        public var session: Int
        public var turn: Int

        public init(session: Int, turn: Int) {
            self.session = session
            self.turn = turn
        }
    }
}
