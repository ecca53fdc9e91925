public import Foundation
public import Pictures

/// One instruction with all that a model needs to carry it out.
public struct TurnRequest: Sendable {
    /// What the designer typed; each `@path` in it has become `[image 1]`, `[image 2]` … in the order of `references`.
    public var instruction: String
    /// The current picture, framed as the model's profile asks; `nil` where a picture is to be made from words alone.
    public var picture: Picture?
    public var references: [Picture]
    /// A PNG of the picture's size, transparent where the picture may change; for models that take one.
    public var mask: Picture?
    /// A PNG of the picture's size that is drawn over it, to show the model what is meant; never beside a mask.
    public var markup: Picture?
    /// The size of the picture that `picture` is a region of; `nil` where it is all of it.
    public var whole: PixelSize?
    public var settings: TurnSettings
    /// Whether the picture is to come with a transparent background, of a model that can be asked for one.
    public var wantsTransparency = false
    /// What to ask of a model that paints a picture anew.
    public var output: OutputShape?
    /// What earlier turns left for the same model (`Reply.transcript`), the oldest first. Only with full history.
    public var transcripts: [Data]
    /// A picture of the model's own that the service has, and that this goes on from there.
    public var origin: Origin?
    /// The instructions that led to the picture, the oldest first, for a model that knows what "it" is by them.
    public var earlier: [Earlier] = []
    /// The picture that one of `earlier` was carried out on, by its place among them. Throws where it can't be had.
    public var pictureBefore: (@Sendable (Int) throws -> Picture)?

    /// An instruction that led to the picture, and where.
    public struct Earlier: Sendable, Equatable {
        public var instruction: String
        /// Whether it was confined to a region.
        public var isMarked: Bool
        /// Whether that was another than the one that this request is confined to, if any.
        public var isElsewhere: Bool
        /// Whether it was another place than that of the instruction before it.
        public var hasMoved: Bool
        /// Whether the model that is asked now carried it out.
        public var isBySameModel: Bool

        public init(
            _ instruction: String, isMarked: Bool = false, isElsewhere: Bool = false, hasMoved: Bool = false,
            isBySameModel: Bool = true
        ) {
            self.instruction = instruction
            self.isMarked = isMarked
            self.isElsewhere = isElsewhere
            self.hasMoved = hasMoved
            self.isBySameModel = isBySameModel
        }
    }

    /// What is to be done with a picture that the service has.
    public struct Origin: Sendable, Equatable {
        public enum Step: Sendable, Equatable {
            /// To be varied as a whole.
            case variation
            /// To be repainted where the mask is transparent.
            case region
        }

        public var step: Step
        /// What the model left of it (`Reply.transcript`).
        public var transcript: Data

        public init(_ step: Step, transcript: Data) {
            self.step = step
            self.transcript = transcript
        }
    }

    public init(
        instruction: String, picture: Picture?, references: [Picture] = [], mask: Picture? = nil,
        settings: TurnSettings = TurnSettings(),
        output: OutputShape? = nil, transcripts: [Data] = []
    ) {
        self.instruction = instruction
        self.picture = picture
        self.references = references
        self.mask = mask
        self.settings = settings
        self.output = output
        self.transcripts = transcripts
    }
}

/// The shape of the picture that a model is asked for: services take either the ratio and a class of size, or pixels.
public struct OutputShape: Sendable, Equatable, Codable {
    public var ratio: AspectRatio?
    /// "512", "1K", "2K", "4K"; `nil` where the model has one size only and takes no such field.
    public var sizeClass: String?
    public var pixels: PixelSize?

    public init(ratio: AspectRatio?, sizeClass: String?, pixels: PixelSize?) {
        self.ratio = ratio
        self.sizeClass = sizeClass
        self.pixels = pixels
    }
}
