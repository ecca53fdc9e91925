public import Pictures

/// What the rest of the program has to know of a model before it asks it anything.
public struct ModelProfile: Sendable, Equatable {
    /// The full name, as in the catalogue and in journals: "local", "gemini-3.1-flash-lite-image".
    public var id: String
    /// The name in the prompt: "local", "lite".
    public var shortName: String
    public var framing: Framing
    /// Which of the two the model can do: change a picture, make one from words.
    public var edits: Bool
    public var generates: Bool
    /// How many reference images it takes, and up to how many it uses well.
    public var references: Int
    /// Whether it can be sent a mask of where the picture may change.
    public var masks: Bool
    /// Whether a region can be shown to it as a drawing over the picture.
    public var markup: Bool
    /// Levels of thinking that can be asked for, the model's own default first.
    public var thinking: [String]
    /// Qualities that can be asked for; the first is asked for where nobody says, so that the price is known.
    public var qualities: [String]
    /// Formats that its pictures can be asked for in, its own first.
    public var formats: [String]
    /// Whether it can be asked for a transparent background.
    public var transparency: Bool
    /// What a turn costs; `nil` where it costs nothing or nobody knows.
    public var price: Price?
    /// Edits in a chain after which its pictures wear visibly.
    public var wearsAfter: Int?
    /// Whether its pictures are tasks of the service's, which nobody can stop: one that was not waited for can be fetched
    /// later, and what it left (`Reply.transcript`) can be varied and repainted in part there.
    public var keepsTasks: Bool
    /// The service that it is reached through; `nil` for a model that runs here.
    public var service: String?

    public init(
        id: String, shortName: String, framing: Framing, edits: Bool = true, generates: Bool = false,
        references: Int = 0, masks: Bool = false, markup: Bool = false, thinking: [String] = [],
        qualities: [String] = [], formats: [String] = [],
        transparency: Bool = false, price: Price? = nil, wearsAfter: Int? = nil, keepsTasks: Bool = false,
        service: String? = nil
    ) {
        self.id = id
        self.shortName = shortName
        self.framing = framing
        self.edits = edits
        self.generates = generates
        self.references = references
        self.masks = masks
        self.markup = markup
        self.thinking = thinking
        self.qualities = qualities
        self.formats = formats
        self.transparency = transparency
        self.price = price
        self.wearsAfter = wearsAfter
        self.keepsTasks = keepsTasks
        self.service = service
    }

    /// How the model wants its pictures.
    public enum Framing: Sendable, Equatable {
        /// As they are; the model itself keeps what the edit did not need to touch.
        case asTheyAre
        /// Padded and scaled to a size of one of these classes, of which the first is the default.
        case sizes([SizeClass])
        /// Scaled to any size within these bounds.
        case anySize(SizeBounds)
    }

    /// One class of sizes: "1K" with its fourteen ratios.
    public struct SizeClass: Sendable, Equatable {
        public var name: String
        /// Whether the service takes the class's name in a request.
        public var isNamed: Bool
        public var shapes: [Shape]

        public init(name: String, isNamed: Bool = true, shapes: [Shape]) {
            self.name = name
            self.isNamed = isNamed
            self.shapes = shapes
        }

        public struct Shape: Sendable, Equatable {
            public var ratio: AspectRatio
            public var size: PixelSize

            public init(ratio: AspectRatio, size: PixelSize) {
                self.ratio = ratio
                self.size = size
            }
        }
    }

    /// Sizes that a model takes freely: sides that are multiples, an area, a longest side, a steepest ratio.
    public struct SizeBounds: Sendable, Equatable {
        public var multiple: Int
        public var pixels: ClosedRange<Int>
        public var longestSide: Int
        public var steepest: Double

        public init(multiple: Int, pixels: ClosedRange<Int>, longestSide: Int, steepest: Double) {
            self.multiple = multiple
            self.pixels = pixels
            self.longestSide = longestSide
            self.steepest = steepest
        }
    }
}

extension ModelProfile {
    /// What chooses it again: its id, with the address where it is one that no catalogue has.
    public var chosenBy: String { Self.chosen(by: id, through: service) }

    /// Under what name its price is said: one service's is not another's.
    package var pricedAs: String { service.map { "\(id)@\($0)" } ?? id }

    /// The same of a model that only a journal names.
    public static func chosen(by id: String, through service: String?) -> String {
        service.map { $0.contains("://") ? "\(id)@\($0)" : id } ?? id
    }

    /// Whether it makes pictures of a class of size such as "2K".
    public func has(size: String) -> Bool {
        switch framing {
        case .asTheyAre: false
        case .sizes(let classes): classes.contains { $0.name == size }
        case .anySize: true
        }
    }
}
