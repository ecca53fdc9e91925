/// Framing: borders, rounded corners and circles.
extension Reader {
    private static let widths = Phrases<Double>([
        "thin,narrow,small,slim,fine": 0.02, "very thin,hairline,tiny": 0.01, "thick,wide,big,broad,large,fat": 0.1,
        "very thick,very wide,huge": 0.16, "simple,nice,clean,plain,passe partout,medium,photo,picture": 0.05,
    ])

    mutating func border() -> Geometry? {
        _ = take(
            "add",
            "put",
            "give it",
            "with",
            "apply",
            "draw",
            "make",
            "use",
            "place",
            "create",
            "surround it with",
            "frame it with",
            "set",
            "wrap it in",
            "give the picture",
            "give the photo",
            "give the image"
        )
        if take("frame it"), take("in", "with") {
            skipArticles()
            return colour().map { .border($0.onPaper, width: .share(0.05)) }
        }
        var width: Extent?
        var colour: NamedColour?
        skipArticles()
        while true {
            if width == nil, let extent = extent() {
                width = extent
                _ = take("wide", "thick")
            } else if let named = take(Self.widths) {
                width = .share(named)
            } else if colour == nil, let found = bareColour() {
                colour = found
            } else {
                break
            }
        }
        guard
            take(
                "border", "frame", "edge", "borders", "passe partout", "mat")
        else {
            return nil
        }
        if take("in"), colour == nil {
            guard let found = self.colour() else { return nil }
            colour = found
        }
        if take("around", "to", "on", "round"), !wholePicture() { return nil }
        _ = take("that is", "which is")
        if take("of", "with") || width == nil, let extent = extent() {
            width = extent
            _ = take("width", "wide", "thickness", "thick")
        }
        return .border(colour?.onPaper ?? .pureWhite, width: width ?? .share(0.05))
    }

    /// "5 %", "40 pixels"
    mutating func extent() -> Extent? {
        attempt { reader in
            guard let number = reader.takeNumber() else { return nil }
            if reader.takePercentSign() { return Self.share(number / 100).map { .share($0) } }
            guard reader.take("px", "pixels", "pixel"), number == number.rounded(), 1...16384 ~= number else { return nil }
            return .pixels(Int(number))
        }
    }

    private static func share(_ value: Double) -> Double? { value > 0 && value <= 1 ? value : nil }

    mutating func corners() -> Geometry? {
        // "make it rounded"
        let isRounded: Bool? = attempt { reader in
            _ = reader.take("make") && reader.wholePicture()
            return reader.take("rounded") && reader.isAtBoundary ? true : nil
        }
        if isRounded != nil { return .roundedCorners(.share(0.06)) }
        let verb = take("round", "round off", "curve")
        if !verb { _ = take("add", "make", "give it", "with", "apply", "use", "have", "give the picture", "put") }
        var factor = 1.0
        var extent: Extent?
        _ = attempt { reader in reader.wholePicture() ? true as Bool? : nil }
        if let amount = amountBefore(), case .degree(let degree) = amount { factor = degree }
        skipArticles()
        if let amount = amountBefore(), case .degree(let degree) = amount { factor = degree }
        if !verb { extent = pixelExtent() }
        if verb {
            guard take("corners", "edges", "corners off", "all corners") else { return nil }
        } else {
            let named = take(
                "corner radius",
                "border radius",
                "radius",
                "rounded rectangle",
                "rounded corners",
                "round corners",
                "rounder corners",
                "rounded edges",
                "corners round",
                "corners rounded",
                "corners rounder",
                "curved corners",
                "rounded corner"
            )
            guard named || (take("corners") && takeRounded(&factor)) else { return nil }
            // A radius is one of so much.
            if tokens[position - 1].text == "radius", extent == nil {
                _ = take("of", "to")
                extent = self.extent()
                guard extent != nil else { return nil }
            }
        }
        if take("of", "to", "on"), wholePicture() {}
        if extent == nil {
            extent = attempt { reader in
                _ = reader.take(Self.radii)
                return reader.pixelExtent()
            }
        }
        if let extent {
            _ = take("radius", "corner radius")
            return .roundedCorners(extent)
        }
        let amount = attempt { reader -> Amount? in
            _ = reader.take(Self.radii)
            return reader.amountAfter()
        }
        switch amount {
        case .percent(let percent)?: return Self.share(percent / 100).map { .roundedCorners(.share(min($0, 0.5))) }
        case .degree(let degree)?: return .roundedCorners(.share(min(0.06 * degree, 0.5)))
        case .stops?: return nil
        case nil: return .roundedCorners(.share(min(0.06 * factor, 0.5)))
        }
    }

    private static let radii = AnyOf(
        "of,by,with a radius of,with radius,radius,at,to,with,with a corner radius of,with a border radius of,using a radius of")

    /// "40 px"
    private mutating func pixelExtent() -> Extent? {
        attempt { reader in
            guard case .pixels(let pixels)? = reader.extent() else { return nil }
            return .pixels(pixels)
        }
    }

    private mutating func takeRounded(_ factor: inout Double) -> Bool {
        if case .degree(let degree)? = amountBefore() { factor = degree }
        return take("round", "rounded", "rounder", "softer")
    }

    /// "crop to a circle", "make it round", "a circular avatar of her", "circle crop around the dog"
    mutating func circle() -> [LocalEdit]? { whole { $0.circleByCut() } }

    private static let rounds = AnyOf("circle,circular,round,round shape,circle shape,circular shape,full circle,perfect circle,roundel,disc,disk")
    private static let portraits = AnyOf("avatar,profile picture,profile pic,profile photo,profile image,icon,badge,head shot")

    private mutating func circleByCut() -> [LocalEdit]? {
        let cuts = take("cut out", "crop", "cut", "trim", "mask", "clip", "reframe")
        let verb =
            cuts
            || take(
                "make", "turn", "put", "give me", "create", "do", "convert", "use", "get", "shape", "change", "give", "transform", "fit")
        var focus: Focus?
        let named = verb && wholePicture()
        // "crop her face to a circle"
        if cuts, !named {
            focus = attempt { reader in
                guard let focus = reader.focusOfCrop(), ["to", "into", "in", "as"].contains(reader.next?.text) else { return nil }
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
                || take("cut out", "cutout", "crop", "cut", "mask", "shape", "frame", "format", "picture", "image", "photo", "version")
            // "make a circle" may be to draw one, and "round" is the verb of "round the corners".
            guard noun || cuts || named || !verb && word != "round" else { return nil }
            if noun || cuts || named, focus == nil, take("around", "of", "for", "from", "round", "to") {
                guard let found = focusOfCrop() else { return nil }
                focus = found
            }
        }
        if let focus, focus != .whole(.subject) { edits = [.crop(to: focus, width: 1, height: 1)] }
        edits.append(.geometry(.roundedCorners(.share(0.5))))
        if take("on", "with", "over") {
            skipPlainArticles()
            if take("transparent") { return backgroundNoun() ? edits : nil }
            guard let colour = bareColour() else { return nil }
            guard backgroundNoun() || ["on", "over"].contains(tokens[position - 2].text) else { return nil }
            edits.append(.background(.colour(colour.onPaper)))
        }
        return edits
    }
}
