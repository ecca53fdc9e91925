public import Foundation
public import ImageModels
public import Locality

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
