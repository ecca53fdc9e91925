public import Foundation
public import ImageModels
public import Locality
public import Pictures

/// One line of a journal: something that happened in a session.
public enum JournalEvent: Sendable, Equatable {
    case opened(Opened)
    case asked(Asked)
    case answered(Answered)
    case failed(Failed)
    case cancelled(Ended)
    /// Written when a session is opened again: the program was ended while the turn was under way.
    case interrupted(Ended)
    /// The model did not take the instruction on; its number is free again.
    case declined(Declined)
    case moved(Moved)
    case named(Named)
    case set(Settings)

    public struct Opened: Sendable, Equatable, Codable {
        public var at: Date
        public var picture: PictureRecord
        /// The name of the file that was opened, without its folder.
        public var source: String
        /// How the picture was made, where a model made it from words.
        public var made: Made?
        /// What the session carries out again, where it is a replay.
        public var replayed: Replayed?

        public init(
            at: Date, picture: PictureRecord, source: String, made: Made? = nil, replayed: Replayed? = nil
        ) {
            self.at = at
            self.picture = picture
            self.source = source
            self.made = made
            self.replayed = replayed
        }
    }

    /// What a session carries out again.
    public struct Replayed: Sendable, Equatable, Codable {
        /// The session whose instructions they are, and the turn that they led to.
        public var session: Int
        public var turn: Int
        /// A digest of the instructions, their settings and the model: the same for all sessions that do the same.
        public var recipe: String

        public init(session: Int, turn: Int, recipe: String) {
            self.session = session
            self.turn = turn
            self.recipe = recipe
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

    /// How a starting picture was made from words.
    public struct Made: Sendable, Equatable, Codable {
        public var instruction: String
        public var model: String
        public var service: String?
        public var settings: TurnSettings
        public var seconds: Double
        public var finishReason: FinishReason
        public var usage: Usage?
        /// The model's own words: foreign text.
        public var text: String?
        public var cost: Cost?
        public var exchange: Exchange?

        public init(
            instruction: String, model: String, service: String?, settings: TurnSettings, seconds: Double,
            finishReason: FinishReason, usage: Usage?, text: String?, cost: Cost?, exchange: Exchange?
        ) {
            self.instruction = instruction
            self.model = model
            self.service = service
            self.settings = settings
            self.seconds = seconds
            self.finishReason = finishReason
            self.usage = usage
            self.text = text
            self.cost = cost
            self.exchange = exchange
        }
    }

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

        public init(
            at: Date, turn: Int, failure: String, detail: String, seconds: Double?, service: ServiceFailure? = nil,
            usage: Usage? = nil, cost: Cost? = nil, exchange: Exchange? = nil
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
        }
    }

    public struct Ended: Sendable, Equatable, Codable {
        public var at: Date
        public var turn: Int
        /// A picture that had come, and been paid for, when a person cancelled the turn.
        public var received: PictureRecord?
        public var cost: Cost?

        public init(at: Date, turn: Int, received: PictureRecord? = nil, cost: Cost? = nil) {
            self.at = at
            self.turn = turn
            self.received = received
            self.cost = cost
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

    public struct Moved: Sendable, Equatable, Codable {
        public enum Way: String, Sendable, Codable { case undo, redo, goto, pick }
        public var at: Date
        public var to: Int
        public var by: Way

        public init(at: Date, to: Int, by: Way) {
            self.at = at
            self.to = to
            self.by = by
        }
    }

    public struct Named: Sendable, Equatable, Codable {
        public var at: Date
        public var name: String?

        public init(at: Date, name: String?) {
            self.at = at
            self.name = name
        }
    }

    public struct Settings: Sendable, Equatable, Codable {
        public var at: Date
        public var settings: TurnSettings
        /// The model for the turns to come.
        public var model: String
        public var lock: LockSetting.Mode?

        public init(at: Date, settings: TurnSettings, model: String, lock: LockSetting.Mode? = nil) {
            self.at = at
            self.settings = settings
            self.model = model
            self.lock = lock
        }
    }
}

/// A picture's file in a session folder, with all that `verify` checks.
public struct PictureRecord: Sendable, Equatable, Codable {
    /// Relative to the session folder.
    public var file: String
    public var format: PictureFormat
    public var width: Int
    public var height: Int
    public var bytes: Int
    public var sha256: String

    public init(file: String, picture: Picture) {
        self.file = file
        format = picture.format
        width = picture.width
        height = picture.height
        bytes = picture.data.count
        sha256 = picture.sha256
    }
}

/// A region, as a journal has it.
public struct RegionRecord: Sendable, Equatable, Codable {
    public var box: Rectangle
    /// A grey picture of the picture's size; white is selected.
    public var mask: PictureRecord?
    /// What it was chosen by: "jacket", "mask.png".
    public var name: String?

    public init(box: Rectangle, mask: PictureRecord?, name: String?) {
        self.box = box
        self.mask = mask
        self.name = name
    }
}

/// A reference image, kept in the session under its digest.
public struct ReferenceRecord: Sendable, Equatable, Codable {
    public var picture: PictureRecord
    /// What stood in the instruction after the `@`.
    public var name: String

    public init(picture: PictureRecord, name: String) {
        self.picture = picture
        self.name = name
    }
}
