import CVision
import ImageModels
package import Wording

/// Finds the subject of a picture, or refuses where the mask could not be relied on.
struct SubjectFinder {
    let scene: Scene
    let networks: Networks

    /// What to look for.
    enum Wanted: Hashable {
        case main
        /// The people with whatever the cut took along, for finding parts of them.
        case person
        /// The people as they stand for themselves.
        case people
        case thing(Thing)
    }

    /// Throws `ModelFailure.declined` where there is no such thing, or where it is not clear where it ends.
    func subject(_ wanted: Wanted) throws -> Subject {
        switch wanted {
        case .person, .people, .thing(.person):
            guard !scene.faces.isEmpty || scene.classes.shares[ClassProbabilities.person] >= 0.01 else {
                throw ModelFailure.declined(.notFound("person", advice: Advice.whatElse))
            }
            return try wanted == .people ? wholePerson() : person()
        case .thing(let thing) where thing != .subject:
            if let index = ClassProbabilities.things.firstIndex(of: thing), scene.classes.shares[index] >= 0.01 {
                return try confirmed(known(thing, index: index, named: true), as: thing)
            }
            guard let (other, index) = try onlyAnimal(mistakenFor: thing) else {
                throw ModelFailure.declined(.notFound(thing.rawValue, advice: Advice.mayBeThere))
            }
            return try known(other, index: index, named: true)
        case .main, .thing:
            return try main()
        }
    }

    private func main() throws -> Subject {
        let shares = scene.classes.shares
        let people = shares[ClassProbabilities.person]
        let anything = shares.dropFirst().reduce(0, +)
        if !scene.faces.isEmpty || (people > 0.03 && people > 0.5 * anything) { return try wholePerson() }
        if let drawn = try PlainGround.subject(in: scene) { return drawn }
        let outline = try Outline(scene: scene, networks: networks)
        let found: Subject
        do {
            found = try outlined(outline)
        } catch let refusal as ModelFailure {
            // Perhaps the network that knows classes is sure where it ends.
            guard case .declined = refusal, anything > 0.02,
                let index = shares.indices.dropFirst().max(by: { shares[$0] < shares[$1] }),
                let thing = ClassProbabilities.things[index]
            else { throw refusal }
            if thing == .person { return try wholePerson() }
            found = try known(thing, index: index, named: false)
        }
        return try complete(found)
    }

    /// Throws `ModelFailure.declined` where what was found is only a part of what looks the same.
    private func complete(_ subject: Subject) throws -> Subject {
        guard try GoingOn(beyond: subject.mask, in: scene.smoothLab.get()).isMuch else { return subject }
        throw ModelFailure.declined(
            .unsure(
                "where the \(subject.kind.words) ends: what looks the same goes on beside it", advice: Advice.mark))
    }

    /// The people with whatever the cut took along: parts of them are told from it by colour.
    private func person() throws -> Subject {
        try checked(.person, scene.personCut(), scene.personProbability) { $0.passesForParts }
    }

    /// The people as they stand for themselves, in a sticker or before another background.
    private func wholePerson() throws -> Subject {
        try checked(.person, scene.personCut().withoutIntruders(in: scene), scene.personProbability)
    }

    private func known(_ thing: Thing, index: Int, named: Bool) throws -> Subject {
        let (w, h) = (scene.width, scene.height)
        let own = try scene.classes.plane(index, width: w, height: h)
        let anything = try scene.classes.anything(width: w, height: h)
        var probability =
            named ? own : Plane(width: w, height: h) { max(own[$0], own[$0] > 0.1 ? anything[$0] : 0) }
        if let nearer = try secondLook(probability, index: index, named: named),
            ambiguity(nearer) <= ambiguity(probability)
        {
            probability = nearer
        }
        let outline = try Outline(scene: scene, networks: networks)
        if outline.agreement(with: probability.bitmap { $0 > 0.5 }) > 0.7 {
            // The same thing, and its edge is known better.
            let classes = probability
            probability = Plane(width: w, height: h) { 0.25 * classes[$0] + 0.75 * outline.probability[$0] }
        }
        // What nobody named is called by its class only where that is sure.
        let found = try checked(named ? .thing(thing) : .salient, scene.small.cut(probability), probability)
        return named ? found : Subject(kind: try sureClass(of: found.mask), mask: found.mask, gates: found.gates)
    }

    /// The one animal in the picture, where the network may take what was named for it: a shepherd dog for a horse. Cats and
    /// birds it knows.
    private func onlyAnimal(mistakenFor thing: Thing) throws -> (Thing, index: Int)? {
        let alike: [Thing] = [.cow, .dog, .horse, .sheep]
        let seen = ClassProbabilities.things.enumerated().filter { index, other in
            guard let other, scene.classes.shares[index] >= 0.01 else { return false }
            return NounKind(of: other) == .animal
        }
        guard alike.contains(thing), seen.count == 1, let other = seen[0].element, alike.contains(other) else {
            return nil
        }
        let animals = try scene.classes.plane(seen[0].offset, width: scene.width, height: scene.height)
            .bitmap { $0 > 0.5 }.components().areas.dropFirst()
        let largest = animals.max() ?? 0
        return animals.count { 10 * $0 > largest } == 1 ? (other, seen[0].offset) : nil
    }

    /// The network once more on the object's box, averaged with the first look.
    private func secondLook(_ probability: Plane, index: Int, named: Bool) throws -> Plane? {
        let (w, h) = (scene.width, scene.height)
        guard let box = PixelBox.around(width: w, height: h, where: { probability[$0] > 0.4 }) else { return nil }
        let growX = 0.2 * Float(box.width - 1) + 8
        let growY = 0.2 * Float(box.height - 1) + 8
        let grown = PixelBox(
            x0: Int(max(0, Float(box.x0) - growX)),
            y0: Int(max(0, Float(box.y0) - growY)),
            x1: Int(min(Float(w), Float(box.x1 - 1) + growX)),
            y1: Int(min(Float(h), Float(box.y1 - 1) + growY))
        )
        guard Float(grown.area) < 0.75 * Float(w * h) else { return nil }
        try Task.checkCancellation()
        let classes = try networks.classes(in: scene.small.cropped(to: grown))
        let near =
            named
            ? try classes.plane(index, width: grown.width, height: grown.height)
            : try classes.anything(width: grown.width, height: grown.height)
        var result = probability
        for y in 0..<grown.height {
            for x in 0..<grown.width {
                let i = (y + grown.y0) * w + x + grown.x0
                result[i] = 0.5 * probability[i] + 0.5 * near[y * grown.width + x]
            }
        }
        return result
    }

    /// The network once more on what was found, from near and mirrored: where it takes it for another thing then, it is no
    /// sheep because somebody calls it one.
    private func confirmed(_ found: Subject, as thing: Thing) throws -> Subject {
        let mask = found.mask
        guard let own = PixelBox.around(width: mask.width, height: mask.height, where: { mask[$0] }) else {
            return found
        }
        let (across, up) = (own.width / 6 + 8, own.height / 6 + 8)
        let box = PixelBox(x0: own.x0 - across, y0: own.y0 - up, x1: own.x1 + across, y1: own.y1 + up)
            .clipped(width: mask.width, height: mask.height)
        try Task.checkCancellation()
        let classes = try networks.classes(in: scene.small.cropped(to: box).mirrored())
        let means = try ClassProbabilities.things.indices.map { k in
            guard k > 0 else { return Float(0) }
            let plane = try classes.plane(k, width: box.width, height: box.height)
            var sum: Float = 0
            for y in 0..<box.height {
                for x in 0..<box.width where mask[(y + box.y0) * mask.width + x + box.x0] {
                    sum += plane[y * box.width + box.width - 1 - x]
                }
            }
            return sum / Float(mask.area)
        }
        guard let other = SecondOpinion(means, of: thing).denial else { return found }
        throw ModelFailure.declined(
            .unsure(
                "where the \(thing.rawValue) is: what looks like one may be something else, such as a \(other.rawValue)",
                advice: Advice.nameOrMark))
    }

    private func ambiguity(_ probability: Plane) -> Double {
        let doubtful = probability.values.count { $0 > 0.2 && $0 < 0.8 }
        return Double(doubtful) / Double(max(1, probability.values.count { $0 > 0.5 }))
    }

    private func checked(
        _ kind: Subject.Kind, _ cut: Bitmap, _ probability: Plane, passes: (Gates) -> Bool = { $0.passesForKnown }
    ) throws -> Subject {
        let mask = try mainParts(of: cut.tidied(), kind: kind)
        let gates = try Gates(scene: scene, probability: probability, mask: mask)
        guard gates.areaIsSensible, passes(gates) else {
            throw ModelFailure.declined(.unsure("where the \(kind.words) ends", advice: Advice.whatElse))
        }
        return Subject(kind: kind, mask: mask, gates: gates)
    }

    /// Parts that are large enough beside the largest, and every part under a face.
    private func mainParts(of mask: Bitmap, kind: Subject.Kind) throws -> Bitmap {
        let parts = try mask.components()
        guard let largest = parts.areas.dropFirst().max() else { return mask }
        let least = (kind == .person ? 0.08 : 0.25) * Double(largest)
        var kept = parts.areas.indices.map { $0 > 0 && Double(parts.areas[$0]) >= least }
        if kind == .person {
            for face in scene.faces {
                var counts: [Int32: Int] = [:]
                let box = face.box(width: mask.width, height: mask.height)
                for y in box.y0..<box.y1 {
                    for x in box.x0..<box.x1 {
                        let label = parts.labels[y * mask.width + x]
                        if label > 0 { counts[label, default: 0] += 1 }
                    }
                }
                let most = counts.max { $0.value != $1.value ? $0.value < $1.value : $0.key > $1.key }
                if let most { kept[Int(most.key)] = true }
            }
        }
        return Bitmap(width: mask.width, height: mask.height) { kept[Int(parts.labels[$0])] }
    }
}

/// What the network that knows classes says once more of a thing that was named.
package struct SecondOpinion {
    /// What it is instead; `nil` where it may be what it is called.
    package let denial: Thing?

    /// `odds` are the mean probabilities of the classes within it, in the network's order.
    package init(_ odds: [Float], of thing: Thing) {
        let things = ClassProbabilities.things
        let own = things.firstIndex(of: thing).map { odds[$0] } ?? 0
        let likely = things.indices.filter { things[$0] != nil && things[$0] != thing }.max { odds[$0] < odds[$1] }
        guard let likely, odds[likely] > 0.2, own < 0.6 * odds.dropFirst().reduce(0, +) else {
            denial = nil
            return
        }
        denial = things[likely]
    }
}

/// What to try instead, where something was not found.
enum Advice {
    static let askForMoreOfIt =
        "The step is too small to be seen. Ask for more of it, such as \"much more\" or \"at full strength\"."
    static let isNotThereAnyMore = "/undo goes back to it, where it is there; then say it as it should be."
    static let whatElse = "Name a colour instead, such as \"make the orange parts red\"."
    /// Of several, or of one that is small or half hidden, the network may see none.
    static let mayBeThere =
        "It may be there all the same: mark it with /region, then say it again; or say \u{201C}the subject\u{201D}, which is what stands out most."
    static let mark =
        "Mark it with /region and name its colour, such as \"make the black parts red\", or ask a larger model."
    static let markAlone =
        "Mark it alone, with little around it or wholly inside it, or name its colour, such as \"make the black parts red\"."
    static let nameSubject = "Name what is meant, such as \"cut out the dog\", or ask a larger model: /models"
    static let askLarger =
        "\u{201C}The subject\u{201D} is what stands out most, such as \"turn the subject into a sticker\"; a larger model may see more: /models"
    static let nameOrMark =
        "What stands out most is the subject, such as \"make the subject red\". Or mark it with /region, then say it again."
    static let markNotSkin =
        "What has that colour is somebody's skin. Mark another place with /region, or name another colour."
    static let nameShape = "Give a shape instead, such as \"crop to 4:5\"."
    static let markAndSay = "Mark it with /region, then say it again."
    static let leaveRegion = "/region off, then say it again."
    static let markToLight = "Mark it with /region, then say the edit alone, such as \"make it brighter\"."
    static let markOtherwise = "Mark it otherwise, closer around what is meant."
    static let nameGarment =
        "Say what it is, such as \"jacket\" or \"top\", or \"the clothes\" for whatever is worn."
    static let leaveColour = "Say it without the colour that it is said to have."
    static let nameBoth = "Say all of them, or one, such as the left one."
    /// - Parameter instruction: what says "it" of what is marked.
    static func sayIt(_ instruction: String) -> String {
        "Say \u{201C}it\u{201D}, which is what is marked: \"\(instruction)\""
    }

    /// - Parameter count: of how many one can be named.
    static func namePerson(of count: Int) -> String {
        count == 2
            ? "Say which one, at its end: \u{201C}, the left one\u{201D} or \u{201C}, the right one\u{201D}."
            : "Say which one, at its end: \u{201C}, the left one\u{201D}; or the middle, right or biggest one."
    }
    static let cutOutAlready = "It is cut out already: /undo, then mend the selection of the turn that cut it out."
    static let askForMore = "It is nearly that colour already. Ask for much of it, or for another colour."
    static let askForOther = "It is so already. Ask for more of it, or for something else."
    static let cutMore = "To cut off more, say how much: \"crop 10 % off all sides\"."
    static let markElsewhere = "Mark where it is with /region, and say it again."
    static let hasNoColours =
        "They are gone already. /undo, then say both at once, such as \"everything black and white except the jacket\"."
    static let selectsNothing = "The instruction selects nothing by itself."
}
