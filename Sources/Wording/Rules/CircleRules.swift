/// Cutting to a circle.
extension Reader {
    /// "crop to a circle", "make it round", "a circular avatar of her", "circle crop around the dog"
    mutating func circle() -> [LocalEdit]? { whole { $0.circleByCut() } }

    private static let rounds = AnyOf(
        "circle,circular,round,round shape,circle shape,circular shape,full circle,perfect circle,roundel,disc,disk")
    private static let portraits = AnyOf(
        "avatar,profile picture,profile pic,profile photo,profile image,icon,app icon,badge,head shot,thumbnail")

    private mutating func circleByCut() -> [LocalEdit]? {
        let cuts = take("cut out", "crop", "cut", "trim", "mask", "clip", "reframe")
        let verb =
            cuts
            || take(
                "make", "turn", "put", "give me", "create", "do", "convert", "use", "get", "shape", "change", "give",
                "transform", "fit")
        var focus: Focus?
        let named = verb && wholePicture()
        // "crop her face to a circle"
        if cuts, !named {
            focus = attempt { reader in
                guard let focus = reader.focusOfCrop(), ["to", "into", "in", "as"].contains(reader.next?.text) else {
                    return nil
                }
                return focus
            }
        }
        _ = take("to", "into", "in", "inside", "within", "as", "with", "be", "down to")
        skipPlainArticles()
        _ = take("perfect", "perfectly", "completely", "full", "fully", "nice", "small", "tight", "square")
        guard take(Self.rounds) else { return nil }
        let word = tokens[position - 1].text
        var edits: [LocalEdit] = [.geometry(.crop(width: 1, height: 1))]
        if take("headshot", "head shot") {
            var people = People.all
            if take("of") {
                guard let person = person() else { return nil }
                people = person
            }
            focus = .headAndShoulders(of: people)
        } else {
            let noun =
                take(Self.portraits)
                || take(
                    "cut out", "cutout", "crop", "cut", "mask", "shape", "frame", "format", "picture", "image", "photo",
                    "version")
            // "make a circle" may be to draw one, and "round" is the verb of "round the corners".
            guard noun || cuts || named || !verb && word != "round" else { return nil }
            if noun || cuts || named, focus == nil, take("around", "of", "for", "from", "round", "to", "out of") {
                guard let found = focusOfCrop() else { return nil }
                focus = found
            }
        }
        if let focus, focus != .whole(.subject) { edits = [.crop(to: focus, width: 1, height: 1)] }
        edits.append(.geometry(.roundedCorners(.share(0.5))))
        if let rings = attempt({ $0.severalRings() }) {
            edits += rings
        } else if let ring = attempt({ $0.ring() }) {
            edits += ring
            // "and a 5 px black ring": around the first.
            while edits.count < 10, let ring = attempt({ $0.ring(isFurther: true) }) { edits += ring }
        }
        return edits + (groundOfCutout() ?? [])
    }

    /// "on white", "with a transparent background": what lies behind what was cut to a shape; nothing where nothing is said.
    mutating func groundOfCutout() -> [LocalEdit]? {
        attempt { reader in
            guard reader.take("on", "with", "over") else { return nil }
            let linked = reader.tokens[reader.position - 1].text
            reader.skipPlainArticles()
            if reader.take("transparent") { return reader.backgroundNoun() ? [] : nil }
            guard let colour = reader.bareColour() else { return nil }
            guard reader.backgroundNoun() || linked != "with" else { return nil }
            return [.background(.colour(colour.onPaper))]
        }
    }

    private static let rings = AnyOf("ring,border,outline,frame,rim,stroke,edge,circle,contour")

    /// "with a 10 px white ring": room around the circle in a colour, as round as itself.
    private mutating func ring(isFurther: Bool = false) -> [LocalEdit]? {
        let isApart = takePause()
        let linked =
            take("with", "and add", "add", "and give it", "and put", "and then", "and around that", "and", "plus", "in")
            || isFurther && take("then", "around that")
        guard linked || isFurther && isApart else { return nil }
        if isFurther { _ = take("another") }
        guard var (width, colour) = frameSaid(Self.rings) else { return nil }
        _ = take("around it", "around", "around the circle", "around the edge", "on it")
        while take("in", "of", "with", "that is") {
            if width == nil, let extent = extent() {
                width = extent
            } else if colour == nil, let found = self.colour() {
                colour = found
            } else {
                return nil
            }
        }
        return Self.ring(width, colour)
    }

    private static func ring(_ width: Extent?, _ colour: NamedColour?) -> [LocalEdit] {
        [
            .geometry(.canvas(.margin(width ?? .share(0.05)), filled: .colour(colour?.onPaper ?? .pureWhite))),
            .geometry(.roundedCorners(.share(0.5))),
        ]
    }

    /// "add a white ring", after a turn that cut to a circle: around that.
    mutating func ringAround(_ edited: EditedBefore) -> [LocalEdit]? {
        guard edited.edits.last == .geometry(.roundedCorners(.share(0.5))) else { return nil }
        return whole { reader in
            _ = reader.take("now", "put", "draw")
            return reader.attempt { $0.severalRings() } ?? reader.attempt { $0.ring(isFurther: true) }
        }
    }

    private static let counts = Phrases<Int>(["two,2": 2, "three,3": 3])

    /// "with two rings, white and black", "with a 10 px white and a 5 px black ring": one around the other, in the order that is said.
    private mutating func severalRings() -> [LocalEdit]? {
        _ = takePause()
        guard take("with", "and", "and add", "add") else { return nil }
        let count = take(Self.counts)
        var same = count == nil ? nil : extent()
        if count != nil {
            guard take("rings", "borders", "frames", "outlines") else { return nil }
            _ = take("of")
            if same == nil { same = extent() }
            _ = takePause() || take("in", "one")
        }
        var rings: [(width: Extent?, colour: NamedColour)] = []
        repeat {
            let isOne = take("a", "an", "one")
            let width = extent()
            guard let colour = bareColour() else { return nil }
            // "a white and black ring" may be one of two colours.
            if count == nil, !isOne, width == nil { return nil }
            rings.append((width, colour))
        } while take("and", "and then", "then") || takePause()
        if let count {
            guard count == rings.count else { return nil }
        } else {
            guard rings.count > 1, take(Self.rings) || take("rings") else { return nil }
        }
        if count != nil { _ = take("one", "ring") }
        return rings.flatMap { Self.ring($0.width ?? same, $0.colour) }
    }
}
