extension Painted {
    /// As it is called in a question: "jacket".
    var name: String {
        guard case .part(let target) = self else { return "background" }
        return target.name
    }

    /// As what light changes.
    var lit: Target? {
        guard case .part(let target) = self else { return .background }
        return switch target {
        case .thing(let thing, nil): .whole(thing == .subject ? .subject : .thing(thing))
        case .object(let noun, nil): .whole(.object(noun))
        default: target
        }
    }

    /// As what takes a colour; `nil` for what takes none.
    var coloured: Painted? {
        guard case .part(let target) = self else { return self }
        return switch target {
        case .whole(.thing(let thing)): .part(.thing(thing))
        case .whole(.subject): .part(.thing(.subject))
        case .whole(.object(let noun)): .part(.object(noun))
        case .feature(.eyes, let people): .part(.feature(.irises, of: people))
        case .feature(.teeth, _), .face, .whole, .rest, .background: nil
        default: self
        }
    }
}

extension [LocalEdit] {
    /// The parts that they change, each once, in their order.
    var parts: [Painted] {
        reduce(into: []) { all, edit in
            if let part = edit.about, !all.contains(part) { all.append(part) }
        }
    }
}

extension LocalEdit {
    /// The part that it changes; `nil` for what changes the picture as a whole, or takes something away.
    var about: Painted? {
        switch self {
        case .recolour(let target, _), .tone(_, _, let target?), .tint(_, _, let target?), .duotone(_, _, let target?):
            target == .background ? .background : .part(target)
        case .background(.transparent, _): nil
        case .background: .background
        default: nil
        }
    }

    /// The same as the next turn's picture has to be told by: what was said to be yellow and became purple is purple there.
    var afterwards: LocalEdit {
        guard case .recolour(let target, let colour) = self else { return self }
        let now: Target =
            switch target {
            case .garment(let garment, let people, .some): .garment(garment, of: people, now: colour)
            case .hair(let people, .some): .hair(of: people, now: colour)
            case .thing(let thing, .some): .thing(thing, now: colour)
            case .object(let noun, .some): .object(noun, now: colour)
            case .marked(let noun, .some): .marked(noun, now: colour)
            default: target
            }
        return .recolour(now, to: colour)
    }

    /// The colour that it gives a part or the background.
    var colourGiven: NamedColour? {
        switch self {
        case .recolour(_, let colour), .background(.colour(let colour), _), .background(.studioWall(let colour?), _):
            colour
        default: nil
        }
    }

    func giving(_ colour: NamedColour) -> LocalEdit {
        switch self {
        case .recolour(let target, _): .recolour(target, to: colour)
        case .background(.colour, let whole): .background(.colour(colour), behind: whole)
        case .background(.studioWall, let whole): .background(.studioWall(colour), behind: whole)
        default: self
        }
    }

    /// Whether it changes the light or colour of the whole picture.
    var isOfAll: Bool {
        switch self {
        case .tone(_, _, nil), .tint(_, _, nil), .duotone(_, _, nil): true
        default: false
        }
    }

    var isDuotone: Bool { if case .duotone = self { true } else { false } }

    var tone: Tone? { if case .tone(let tone, _, _) = self { tone } else { nil } }

    /// So much of it once more; `nil` for what there is no more of.
    func again(_ strength: Strength) -> LocalEdit? {
        switch self {
        case .tone(let tone, _, let target):
            ToneVocabulary.opposite(of: tone) != nil || ToneVocabulary.growing.contains(tone)
                ? .tone(tone, strength: strength, on: target) : nil
        case .tint(let colour, _, let target): .tint(colour, strength: strength, on: target)
        case .background(.blurred, let whole): .background(.blurred(strength), behind: whole)
        default: nil
        }
    }

    /// Whether it blurs a part or the background, by so much.
    var isBlur: Bool {
        switch self {
        case .background(.blurred, _), .tone(.blurred, _, _): true
        default: false
        }
    }

    /// Whether "more blur" says more of it: of what is added, and not of how the picture is.
    func isMore(of quality: Tone) -> Bool {
        switch self {
        case .background(.blurred, _): quality == .softer
        case .tone(.blurred, _, _), .tone(.softer, _, _): quality == .softer
        case .tone(let tone, _, _): tone == quality && ToneVocabulary.growing.contains(tone)
        default: false
        }
    }

    /// Its blur at so much of its strength; `nil` for other edits.
    func blurred(_ share: Double) -> LocalEdit? {
        switch self {
        case .background(.blurred(let strength), let whole):
            .background(.blurred(Strength(share * strength.factor)), behind: whole)
        case .tone(.blurred, let strength, let target):
            .tone(.blurred, strength: Strength(share * strength.factor), on: target)
        default: nil
        }
    }

    /// The same part in more of the colour that it was given; `nil` where that has no hue.
    func moreVivid(_ strength: Strength) -> LocalEdit? {
        guard let colour = colourGiven, let lit = about?.lit, colour.isColourful else { return nil }
        return .tone(.moreSaturated, strength: strength, on: lit)
    }

    /// The same to another part; `nil` for what is not of one part, or what that part can't have.
    func moved(to target: Target) -> LocalEdit? {
        switch self {
        case .recolour(_, let colour):
            target == .background ? .background(.colour(colour)) : (target.asColoured.map { .recolour($0, to: colour) })
        case .background(.colour(let colour), _): target.asColoured.map { .recolour($0, to: colour) }
        case .tone(let tone, let strength, _?): .tone(tone, strength: strength, on: target)
        case .tone(let tone, let strength, nil) where !tone.isOfTheWhole: .tone(tone, strength: strength, on: target)
        case .tint(let colour, let strength, _): .tint(colour, strength: strength, on: target)
        case .duotone(let duotone, let strength, _): .duotone(duotone, strength: strength, on: target)
        case .background(.blurred(let strength), _): .tone(.blurred, strength: strength, on: target)
        default: nil
        }
    }

    /// The same to somebody else's.
    func of(_ people: People) -> LocalEdit? {
        switch self {
        case .recolour(let target, let colour): target.of(people).map { .recolour($0, to: colour) }
        case .tone(let tone, let strength, let target?):
            target.of(people).map { .tone(tone, strength: strength, on: $0) }
        case .tint(let colour, let strength, let target?):
            target.of(people).map { .tint(colour, strength: strength, on: $0) }
        case .duotone(let duotone, let strength, let target?):
            target.of(people).map { .duotone(duotone, strength: strength, on: $0) }
        default: nil
        }
    }

    /// The same change of light, on a part; `nil` for what only whole pictures have.
    func on(_ target: Target) -> LocalEdit? {
        switch self {
        case .tone(let tone, let strength, nil):
            tone.isOfTheWhole ? nil : .tone(tone, strength: strength, on: target)
        case .tint(let colour, let strength, nil): .tint(colour, strength: strength, on: target)
        case .duotone(let duotone, let strength, nil): .duotone(duotone, strength: strength, on: target)
        default: nil
        }
    }

    /// Whether it takes what stands out as a whole, and has no use for a region.
    var isOfTheSubject: Bool {
        switch self {
        case .sticker, .background, .crop: true
        case .tone(_, _, .rest?), .tint(_, _, .rest?), .duotone(_, _, .rest?), .recolour(.rest, _): true
        default: false
        }
    }

    /// Whether a region has to say what it changes.
    var isOfMarkedThing: Bool { if case .remove(.marked) = self { true } else { false } }

    /// Whether it says something of the other edits' selections, and changes nothing by itself.
    var isOfSelections: Bool {
        switch self {
        case .selecting, .taking: true
        default: false
        }
    }

    /// Whether it cuts the picture to a part of it, and does nothing else.
    package var cutsOff: Bool {
        switch self {
        case .crop: true
        case .geometry(let geometry): geometry.isCrop
        default: false
        }
    }

    /// Whether it gives hair a colour.
    var isOfHair: Bool { if case .recolour(.hair, _) = self { true } else { false } }

    /// Whether it gives lips, eyes or teeth a colour.
    var isOfFeature: Bool { if case .recolour(.feature, _) = self { true } else { false } }

    /// Whether what it selects is told by a colour that was said.
    var goesByColour: Bool {
        guard case .part(let target)? = about else { return false }
        return target.goesByColour
    }

    var changesColour: Bool {
        switch self {
        case .recolour, .tone, .tint, .duotone: true
        default: false
        }
    }
}

extension Target {
    /// As what takes a colour; `nil` for what takes none.
    fileprivate var asColoured: Target? {
        guard case .part(let target)? = Painted.part(self).coloured else { return nil }
        return target
    }

    fileprivate var name: String {
        switch self {
        case .garment(let garment, _, _): garment.rawValue
        case .hair: "hair"
        case .thing(let thing, _), .whole(.thing(let thing)): thing.rawValue
        case .object(let noun, _), .whole(.object(let noun)): noun
        case .marked(let noun, _): noun.isEmpty ? "marked part" : noun
        case .coloured(let family): "\(family.rawValue) parts"
        case .face: "face"
        case .feature(let feature, _): feature.rawValue
        case .whole(.subject): "subject"
        case .whole(.people): "person"
        case .background: "background"
        case .scenery(let scenery): scenery.rawValue
        case .rest: "rest"
        }
    }

    fileprivate var goesByColour: Bool {
        switch self {
        case .coloured: true
        case .garment(_, _, let now), .hair(_, let now), .thing(_, let now), .object(_, let now), .marked(_, let now):
            now != nil
        case .rest(let target): target.goesByColour
        default: false
        }
    }
}

extension Geometry {
    fileprivate var isCrop: Bool {
        switch self {
        case .crop, .trim, .trimBorder: true
        default: false
        }
    }
}
