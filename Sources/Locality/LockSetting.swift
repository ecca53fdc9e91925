public import Pictures

/// How much of the model's picture is taken over.
public struct LockSetting: Sendable, Equatable, Codable {
    public enum Mode: String, Sendable, Codable, CaseIterable {
        /// Keeps what the edit did not need to touch; stands aside where the whole picture was meant to change.
        case auto
        /// Locks even where `auto` would stand aside, as long as the two pictures can be aligned.
        case on
        /// Takes the model's picture as it is.
        case off
        /// Takes over less: more pixels stay exact, and a faint change may be lost.
        case tight
        /// Takes over more: faint changes are found, and more of the model's noise comes with them.
        case loose
    }

    public var mode: Mode
    /// Pixels of the picture by which the changed area is grown, or shrunk if negative.
    public var grow: Int
    /// Boxes, in the picture's pixels, in which the prior picture stays.
    public var protect: [Rectangle]
    /// The boxes of changed places that are not taken over.
    public var dropped: [Rectangle]?
    /// Whether small places far from the larger ones are not taken over either.
    public var dropsSmall: Bool?

    /// The most that it may be grown or shrunk by.
    public static let mostGrowth = 1000

    public init(
        mode: Mode = .auto, grow: Int = 0, protect: [Rectangle] = [], dropped: [Rectangle]? = nil,
        dropsSmall: Bool? = nil
    ) {
        self.mode = mode
        self.grow = grow
        self.protect = protect
        self.dropped = dropped
        self.dropsSmall = dropsSmall
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        mode = try container.decode(Mode.self, forKey: .mode)
        grow = try container.decode(-Self.mostGrowth...Self.mostGrowth, forKey: .grow)
        protect = try container.decode([Rectangle].self, forKey: .protect)
        dropped = try container.decodeIfPresent([Rectangle].self, forKey: .dropped)
        dropsSmall = try container.decodeIfPresent(Bool.self, forKey: .dropsSmall)
    }
}

/// Why the lock left the model's picture as it was.
public enum StandAside: String, Sendable, Codable, CaseIterable {
    /// The instruction asks for a change of all of it: a tint of everything can't be told from a model's own drift.
    case asked
    /// The model answered in another ratio.
    case newRatio
    /// The two pictures can't be brought to cover each other.
    case noAlignment
    /// More than 60 % changed.
    case area
    /// No single change of colour explains the rest.
    case palette
    /// All colours changed much.
    case colour
    /// What is drawn changed everywhere.
    case structure
    /// There is no change in one place: it is either everywhere, or too faint.
    case nothingLocal
    /// The lock is off.
    case off
}
