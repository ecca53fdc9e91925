import Colorimetry

/// One edit that the built-in model can carry out, as the grammar understood it.
///
/// An instruction is a list of them, carried out in order: "make the jacket red and the background white".
package enum LocalEdit: Sendable, Equatable {
    case recolour(Target, to: NamedColour)
    case sticker(of: Whole = .subject, edge: StickerEdge = StickerEdge())
    case background(Background, behind: Whole = .subject)
    /// To the whole picture, or to one part of it.
    case tone(Tone, strength: Strength, on: Target? = nil)
    /// A shift of all colours towards one.
    case tint(NamedColour, strength: Strength, on: Target? = nil)
    /// Colours by lightness alone.
    case duotone(Duotone, strength: Strength, on: Target? = nil)
    case geometry(Geometry)
    /// Cut to somebody or something, in a ratio where one is said.
    case crop(to: Focus, width: Int? = nil, height: Int? = nil)
    /// By the horizon, or by what stands upright.
    case straighten
    /// A soft shadow of what is cut out, on what comes under it.
    case shadow(Strength)
    case remove(Removed)
    /// What all edits of the instruction select grows by so many steps, or shrinks below 0: "selecting more".
    case selecting(steps: Int)
    /// What is found of a part is taken, though something shows that it may not be whole: "taking the hair as found".
    case taking(PersonPart)
    /// What follows is looked for in the picture as it is by then, not as it was: "then make the green parts blue".
    case afterwards
    /// What an earlier turn changed, and nothing else since, at so much of its strength: mixed with the picture from before it.
    case fading(turn: Int, to: Double)
    /// What follows is done to the picture from before an earlier turn, in place of what that turn did.
    case startingOver(turn: Int)
}

extension LocalEdit {
    /// The same edit where "the man", "her" and their like mean these people; `nil` if it speaks of nobody.
    ///
    /// - Parameter ofAll: whether "the jacket", which is everybody's, may be theirs alone.
    package func meaning(_ people: People, ofAll: Bool = false) -> LocalEdit? {
        switch self {
        case .recolour(let target, let colour): target.meaning(people, ofAll).map { .recolour($0, to: colour) }
        case .sticker(.people(.someone), let edge): .sticker(of: .people(people), edge: edge)
        case .background(let background, .people(.someone)): .background(background, behind: .people(people))
        case .tone(let tone, let strength, let target?):
            target.meaning(people, ofAll).map { .tone(tone, strength: strength, on: $0) }
        case .tint(let colour, let strength, let target?):
            target.meaning(people, ofAll).map { .tint(colour, strength: strength, on: $0) }
        case .duotone(let duotone, let strength, let target?):
            target.meaning(people, ofAll).map { .duotone(duotone, strength: strength, on: $0) }
        case .crop(.face(.someone), let width, let height): .crop(to: .face(of: people), width: width, height: height)
        case .crop(.headAndShoulders(.someone), let width, let height):
            .crop(to: .headAndShoulders(of: people), width: width, height: height)
        case .crop(.most(.someone), let width, let height):
            .crop(to: .most(withHeadOf: people), width: width, height: height)
        case .crop(.whole(.people(.someone)), let width, let height):
            .crop(to: .whole(.people(people)), width: width, height: height)
        case .remove(.part(let target)): target.meaning(people, ofAll).map { .remove(.part($0)) }
        default: nil
        }
    }

    /// Whether only colours change, so that what was seen before is where it was.
    package var keepsPlaces: Bool {
        switch self {
        case .recolour, .tone, .tint, .duotone, .selecting, .taking, .fading: true
        default: false
        }
    }

    /// Whether it mixes what an earlier turn changed with what was there before.
    package var isFading: Bool { if case .fading = self { true } else { false } }

    /// Whether something has another colour afterwards.
    var repaints: Bool {
        switch self {
        case .recolour, .tint, .duotone: true
        default: false
        }
    }

    /// Whether what it changes is told by the colour that it has now.
    package var tellsByColour: Bool {
        switch self {
        case .recolour(let target, _), .tone(_, _, let target?), .tint(_, _, let target?), .duotone(_, _, let target?):
            target.isToldByColour
        default: false
        }
    }

    /// A thing that no network knows by name, where it speaks of one.
    var object: String? {
        switch self {
        case .recolour(let target, _), .tone(_, _, let target?), .tint(_, _, let target?), .duotone(_, _, let target?),
            .remove(.part(let target)):
            target.object
        case .sticker(.object(let noun), _), .background(_, .object(let noun)), .crop(.whole(.object(let noun)), _, _):
            noun
        default: nil
        }
    }
}

/// What a crop is laid around.
package enum Focus: Sendable, Equatable {
    case face(of: People)
    /// Down to the chest.
    case headAndShoulders(of: People)
    case whole(Whole)
    /// As much as the ratio leaves, with the whole head in it.
    case most(withHeadOf: People)
}

/// What is taken out of a picture.
package enum Removed: Sendable, Equatable {
    case part(Target)
    /// What a region has to mark, in the words that were said.
    case marked(String)
}

extension LocalEdit {
    /// What it looks for on people; `nil` where it looks for nothing there.
    package var personTarget: Target? {
        switch self {
        case .recolour(let target, _), .tone(_, _, let target?), .tint(_, _, let target?), .duotone(_, _, let target?),
            .remove(.part(let target)):
            target.personTarget
        default: nil
        }
    }
}

/// Colours as "the red parts" names them: ranges of hue, or of lightness for the last three.
package enum ColourFamily: String, Sendable, Equatable, CaseIterable {
    case red, orange, yellow, green, teal, blue, purple, pink, black, white, grey
}

/// A colour with the words it was asked for in: "dark blue" or "#1b2a6b".
package struct NamedColour: Sendable, Equatable {
    package var name: String
    package var red: UInt8
    package var green: UInt8
    package var blue: UInt8
    /// "a darker blue": how it differs from what is there, if that is blue.
    package var comparison: Comparison?
    /// "less green": the colour across, towards which nothing goes beyond grey.
    package var takesAway = false

    package struct Comparison: Sendable, Equatable {
        package var red: UInt8
        package var green: UInt8
        package var blue: UInt8
        /// Share of the way to black (below 0) or white (above 0), of each word.
        package var lightness: [Double]
        package var chroma: Double
    }

    package init(name: String, red: UInt8, green: UInt8, blue: UInt8) {
        self.name = name
        self.red = red
        self.green = green
        self.blue = blue
    }
}

extension NamedColour {
    /// Whether it is no black, white or grey.
    var isColourful: Bool { max(red, green, blue) - min(red, green, blue) > 40 }

    package static let pureWhite = NamedColour(name: "white", red: 255, green: 255, blue: 255)
    package static let pureBlack = NamedColour(name: "black", red: 0, green: 0, blue: 0)

    /// "white" and "black" of what lies around a picture, as a screen or paper has them: not those of cloth and walls.
    package var onPaper: NamedColour {
        var colour = self
        if ["white", "plain white", "clean white"].contains(name) {
            (colour.red, colour.green, colour.blue) = (255, 255, 255)
        }
        if name == "black" { (colour.red, colour.green, colour.blue) = (0, 0, 0) }
        return colour
    }
}

/// What goes around a sticker.
package struct StickerEdge: Sendable, Equatable {
    package var colour: NamedColour
    /// A share is one of the picture's short side.
    package var width: Extent

    package init(colour: NamedColour = .pureWhite, width: Extent = .share(usualShare)) {
        (self.colour, self.width) = (colour, width)
    }

    package static let usualShare = 0.022
}

/// What comes behind the subject.
package enum Background: Sendable, Equatable {
    /// `nil` is the warm off-white of a photographer's wall.
    case studioWall(NamedColour?)
    case colour(NamedColour)
    case transparent
    /// From the top to the bottom.
    case gradient(NamedColour, NamedColour)
    /// The reference image with this index, from 0.
    case reference(Int)
    case blurred(Strength)
}

/// How much: 1 is what the bare word asks for ("warmer"), 0.5 "slightly", 2 "much". Percentages divide by the bare
/// word's own percentage, which each edit documents.
package struct Strength: Sendable, Equatable {
    package var factor: Double
    package init(_ factor: Double) { self.factor = factor }
    package static let normal = Strength(1)
}

/// Changes of light, colour and detail.
package enum Tone: String, Sendable, Equatable, CaseIterable {
    case blackAndWhite, sepia, invert, posterise
    case warmer, cooler, brighter, darker, moreContrast, lessContrast, moreSaturated, lessSaturated
    case lighterShadows, darkerShadows, lighterHighlights, darkerHighlights, lighterMidtones, darkerMidtones
    case lighterWhites, darkerWhites, lighterBlacks, darkerBlacks
    case faded, golden, tealAndOrange, whiter
    case whiteBalance, autoLevels, autoEnhance
    case sharper, softer, blurred, pixelated, moreClarity, lessClarity, dehaze, haze, vignette, grain

    /// Whether it goes by the whole picture or its frame, so that it means nothing for one part.
    package var isOfTheWhole: Bool {
        switch self {
        case .whiteBalance, .autoLevels, .autoEnhance, .vignette, .dehaze: true
        default: false
        }
    }
}

extension Tone {
    /// Whether it makes another kind of picture, which nobody wants of a part by saying "it".
    var isLook: Bool {
        switch self {
        case .blackAndWhite, .sepia, .invert, .posterise, .faded, .golden, .tealAndOrange, .grain, .haze: true
        default: isOfTheWhole
        }
    }
}

/// One of a picture's sides.
package enum Side: String, Sendable, Equatable {
    case left, right, top, bottom

    var opposite: Side {
        switch self {
        case .left: .right
        case .right: .left
        case .top: .bottom
        case .bottom: .top
        }
    }
}

/// Some of a picture's corners.
package struct Corners: OptionSet, Sendable, Equatable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let topLeft = Corners(rawValue: 1)
    package static let topRight = Corners(rawValue: 2)
    package static let bottomLeft = Corners(rawValue: 4)
    package static let bottomRight = Corners(rawValue: 8)
    package static let top: Corners = [.topLeft, .topRight]
    package static let bottom: Corners = [.bottomLeft, .bottomRight]
    package static let left: Corners = [.topLeft, .bottomLeft]
    package static let right: Corners = [.topRight, .bottomRight]
    package static let all: Corners = [.top, .bottom]
}

/// How much of a picture's width or height.
package enum Extent: Sendable, Equatable {
    /// Of the short side for a frame, and of the side that it is taken from for a cut.
    case share(Double)
    case pixels(Int)
}

extension Extent {
    package func pixels(of length: Int) -> Int {
        switch self {
        case .share(let share): share.isFinite ? Int((min(max(share, 0), 4) * Double(length)).rounded()) : 0
        case .pixels(let pixels): min(max(0, pixels), GeometryLimit.side)
        }
    }
}

/// What size a picture is to have, in pixels; what is not said follows.
package enum SizeGoal: Sendable, Equatable {
    /// Both sides; what does not fit their ratio is cut off.
    case both(Int, Int)
    case width(Int)
    case height(Int)
    case longest(Int)
    case shortest(Int)
}

/// Changes of shape, to the whole picture.
package enum Geometry: Sendable, Equatable {
    /// Clockwise, in degrees, any angle; multiples of 90 move pixels without changing them.
    case rotate(Double)
    /// Left and right change places.
    case flipHorizontally
    /// Top and bottom change places.
    case flipVertically
    /// The largest part of this ratio, around the subject where one is found and else, or where that is said, around the centre.
    case crop(width: Int, height: Int, centred: Bool = false)
    case resize(SizeGoal)
    case scale(Double)
    /// What is cut off at one side.
    case trim(Side, Extent)
    case border(NamedColour, width: Extent)
    /// Without the even border that it has, of a colour where one is said.
    case trimBorder(CanvasFill?)
    /// The corners outside circles of this radius become transparent; a share is one of the short side, of which half is the most.
    case roundedCorners(Extent, of: Corners = .all)
    /// Room around it. Where no fill is said the picture tells what it shows.
    case canvas(Canvas, filled: CanvasFill? = nil)
}
