/// Framing: borders and rounded corners.
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
            return colour().map { .border($0, width: .share(0.05)) }
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
                "border", "frame", "edge", "margin", "borders", "margins", "passe partout", "mat", "padding",
                "white space")
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
        return .border(colour ?? ColourTable.white, width: width ?? .share(0.05))
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
        let verb = take("round", "round off", "curve")
        if !verb { _ = take("add", "make", "give it", "with", "apply", "use", "have", "give the picture", "put") }
        var factor = 1.0
        _ = attempt { reader in reader.wholePicture() ? true as Bool? : nil }
        if let amount = amountBefore(), case .degree(let degree) = amount { factor = degree }
        skipArticles()
        if let amount = amountBefore(), case .degree(let degree) = amount { factor = degree }
        if verb {
            guard take("corners", "edges", "corners off", "all corners") else { return nil }
        } else {
            let named = take(
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
        }
        if take("of", "to", "on"), wholePicture() {}
        let amount = attempt { reader -> Amount? in
            _ = reader.take("of", "with a radius of", "with radius", "radius")
            return reader.amountAfter()
        }
        switch amount {
        case .percent(let percent)?: return Self.share(percent / 100).map { .roundedCorners(min($0, 0.5)) }
        case .degree(let degree)?: return .roundedCorners(min(0.06 * degree, 0.5))
        case .stops?: return nil
        case nil: return .roundedCorners(min(0.06 * factor, 0.5))
        }
    }

    private mutating func takeRounded(_ factor: inout Double) -> Bool {
        if case .degree(let degree)? = amountBefore() { factor = degree }
        return take("round", "rounded", "rounder", "softer")
    }
}
