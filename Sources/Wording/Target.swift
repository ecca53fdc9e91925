/// What an edit is confined to.
package indirect enum Target: Sendable, Equatable {
    /// `now` is the colour that it is said to have: "the white shirt".
    case garment(Garment, of: People, now: NamedColour? = nil)
    case hair(of: People, now: NamedColour? = nil)
    /// A thing that the network knows by name, or the picture's main subject.
    case thing(Thing, now: NamedColour? = nil)
    /// A thing that no network knows by name, such as "rose": what stands out, where that is no person.
    case object(String, now: NamedColour? = nil)
    /// A noun that nothing finds, in a region: what is marked is taken to be that.
    case marked(String, now: NamedColour? = nil)
    /// "the red parts"
    case coloured(ColourFamily)
    /// The face from the hairline to the chin.
    case face(of: People)
    case feature(Feature, of: People)
    /// Somebody or something from edge to edge, not only what has its colour.
    case whole(Whole)
    /// All but what stands out.
    case background
    case scenery(Scenery)
    /// "everything but the jacket"
    case rest(of: Target)
}

extension Target {
    /// The same, said to have this colour now; `nil` of what has another, or can't be told by a colour.
    func having(_ colour: NamedColour) -> Target? {
        switch self {
        case .garment(let garment, let people, let now) where now == nil || now == colour:
            .garment(garment, of: people, now: colour)
        case .hair(let people, let now) where now == nil || now == colour: .hair(of: people, now: colour)
        case .thing(let thing, let now) where now == nil || now == colour: .thing(thing, now: colour)
        case .object(let noun, let now) where now == nil || now == colour: .object(noun, now: colour)
        case .marked(let noun, let now) where now == nil || now == colour: .marked(noun, now: colour)
        default: nil
        }
    }

    var isToldByColour: Bool {
        switch self {
        case .garment(_, _, let now), .hair(_, let now), .thing(_, let now), .object(_, let now), .marked(_, let now):
            now != nil
        case .coloured: true
        case .rest(let target): target.isToldByColour
        case .face, .feature, .whole, .background, .scenery: false
        }
    }

    /// Whether nothing but a colour says what is meant, as in "the red parts".
    package var isToldByColourAlone: Bool { if case .coloured = self { true } else { false } }

    func meaning(_ people: People, _ ofAll: Bool) -> Target? {
        func speaks(of owner: People) -> Bool { owner == .someone || ofAll && owner == .all }
        return switch self {
        case .garment(let garment, let owner, let now) where speaks(of: owner): .garment(garment, of: people, now: now)
        case .hair(let owner, let now) where speaks(of: owner): .hair(of: people, now: now)
        case .face(let owner) where speaks(of: owner): .face(of: people)
        case .feature(let feature, let owner) where speaks(of: owner): .feature(feature, of: people)
        case .whole(.people(.someone)): .whole(.people(people))
        case .rest(let target): target.meaning(people, ofAll).map { .rest(of: $0) }
        default: nil
        }
    }

    var object: String? {
        switch self {
        case .object(let noun, _), .whole(.object(let noun)): noun
        case .rest(let target): target.object
        default: nil
        }
    }
}

/// What hangs on a face, and is found by colours: hard to tell from what it touches.
package enum PersonPart: Sendable, Hashable {
    case hair
    case garment(Garment)

    package var name: String {
        switch self {
        case .hair: "hair"
        case .garment(let garment): garment.rawValue
        }
    }

    /// As an instruction says that it is to be taken as it is found.
    package var acceptance: String { "taking the \(name) as found" }
}

extension Target {
    package var personTarget: Target? {
        if case .rest(let target) = self { return target.personTarget }
        return part == nil ? nil : self
    }

    /// Of a person as a thing the clothes are meant.
    package var part: PersonPart? {
        switch self {
        case .hair: .hair
        case .garment(let garment, _, _): .garment(garment)
        case .thing(.person, _), .thing(.subject, _): .garment(.clothes)
        default: nil
        }
    }
}

/// Parts of a face that its mesh shows.
package enum Feature: String, Sendable, Equatable, CaseIterable {
    case lips, teeth, eyes
    /// The coloured ring of the eyes: what "blue eyes" means.
    case irises
}

/// What is lifted off its background.
package enum Whole: Sendable, Hashable {
    /// Whatever stands out most.
    case subject
    case people(People)
    case thing(Thing)
    /// A thing that no network knows by name: what stands out, where that is no person.
    case object(String)
}

/// Which of the people in the picture are meant.
package enum People: String, Sendable, Equatable {
    case all, left, middle, right, biggest
    /// Two, and no more are there.
    case both
    /// One who is told from the others by nothing that can be seen: "her", "the man". Clear where there is only one.
    case someone

    /// As an instruction calls one of several after "meaning".
    package var words: String { "the \(rawValue) one" }

    /// The one that is called so.
    package static func called(_ words: String) -> People? {
        [left, middle, right, biggest].first { $0.words == words }
    }
}

package enum Garment: String, Sendable, Equatable, CaseIterable {
    case jacket, blazer, coat, suit, shirt
    case tShirt = "t-shirt"
    case top, sweater, hoodie, dress, clothes, outfit
}

/// The classes of the network (PASCAL VOC), and "subject" for whatever stands out most.
package enum Thing: String, Sendable, Equatable, CaseIterable {
    case subject
    case aeroplane, bicycle, bird, boat, bottle, bus, car, cat, chair, cow, table, dog, horse, motorbike, person
    case plant, sheep, sofa, train, monitor
}

/// What of a landscape can be told by colour, place and texture.
package enum Scenery: String, Sendable, Equatable, CaseIterable {
    case sky, grass, water, wall, trees
}
