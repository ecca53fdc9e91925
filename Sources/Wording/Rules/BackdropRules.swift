/// What can come behind a subject, as it is described.
extension Reader {
    private static let nothing = AnyOf(
        "transparent,nothing,transparency,see through,empty transparency,none,invisible,alpha"
    )

    /// What can come behind the subject: a colour, a wall, a gradient, nothing, a reference image.
    mutating func backdrop() -> Background? {
        attempt { $0.reference() } ?? attempt { $0.gradient() } ?? attempt { $0.emptiness() } ?? attempt { $0.wall() }
    }

    mutating func reference() -> Background? {
        skipArticles()
        if take("picture", "image", "photo", "background", "scene", "one") {
            _ = take("of", "from", "in")
            skipArticles()
        }
        guard case .reference(let number)? = next?.kind, (1...max(referenceCount, 1)).contains(number),
            referenceCount > 0
        else { return nil }
        skip()
        return .reference(number - 1)
    }

    private mutating func emptiness() -> Background? {
        skipArticles()
        guard take(Self.nothing) else { return nil }
        _ = take(Nouns.background)
        return .transparent
    }

    mutating func gradient() -> Background? {
        skipArticles()
        _ = take("smooth", "soft", "nice", "vertical", "linear", "simple", "subtle", "colour", "color")
        if take("gradient background", "gradient backdrop", "gradient going", "gradient", "fade", "fading", "blend") {
            _ = take("going", "that goes", "running")
            _ = take("from", "of", "between")
            guard let top = colour(), take("to", "and", "into", "down to"),
                let bottom = colour()
            else { return nil }
            return .gradient(top, bottom)
        }
        guard let top = bareColour(), take("to", "and", "into"), let bottom = bareColour() else { return nil }
        _ = take("colour", "color", "background", "vertical", "linear", "smooth")
        guard take("gradient", "fade", "blend") else { return nil }
        _ = take(Nouns.background)
        return .gradient(top, bottom)
    }

    mutating func wall() -> Background? {
        var isStudio = false
        var isPlain = false
        var colour: NamedColour?
        skipArticles()
        while true {
            if take("studio", "seamless", "photo studio", "photographer 's", "photography", "photographic", "wall") {
                isStudio = true
            } else if colour == nil, let found = bareColour() {
                colour = found
            } else if take(
                "clean",
                "plain",
                "simple",
                "neutral",
                "smooth",
                "solid",
                "nice",
                "minimal",
                "minimalist",
                "empty",
                "blank",
                "paper",
                "uniform",
                "professional",
                "pure",
                "just",
                "flat",
                "single",
                "studio style",
                "coloured",
                "colored",
                "basic",
                "bare",
                "concrete free"
            ) {
                isPlain = true
            } else if take(
                "background",
                "backdrop",
                "bg",
                "sweep",
                "cyclorama",
                "cyc",
                "colour",
                "color",
                "surface",
                "backgrounds",
                "one"
            ) {
                // "a background grey"
                if colour == nil, ToneVocabulary.adjectives.match(tokens, at: position)?.meaning != .blackAndWhite {
                    colour = attempt { $0.bareColour() }
                }
                isPlain = isPlain || colour != nil
                break
            } else {
                break
            }
        }
        if colour == nil, isStudio || isPlain, take("in") {
            guard let found = bareColour() else { return nil }
            colour = found
        }
        if isStudio { return .studioWall(colour) }
        if let colour { return .colour(colour) }
        return isPlain ? .studioWall(nil) : nil
    }
}
