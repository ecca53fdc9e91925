import Colorimetry

/// Shifts of all colours towards one.
extension Reader {
    private static let comparatives = Phrases<String>([
        "redder,reddish,more reddish": "red", "bluer,bluish,blueish,more bluish,more blueish": "blue",
        "greener,greenish,more greenish": "green", "yellower,yellowish,more yellowish": "yellow",
        "pinker,pinkish,more pinkish": "pink",
        "browner": "brown",
        "purpler": "purple", "oranger": "orange",
    ])
    private static let shades = Phrases<String>([
        "reddish": "red", "bluish,blueish": "blue", "greenish": "green", "yellowish": "yellow", "pinkish": "pink",
    ])
    private static let nouns = AnyOf(
        "tint,cast,colour cast,color cast,hue,tone,wash,colour wash,color wash,overlay,filter,tinge")

    /// "tint it blue", "add a warm pink tint", "bluer", "less yellow", "remove the green cast"
    mutating func tint() -> [LocalEdit]? {
        whole { $0.tintByVerb() } ?? whole { $0.tintByNoun() } ?? whole { $0.castRemoved() }
            ?? whole { reader in
                let isMade = reader.take(ToneVocabulary.appliers)
                let scope = reader.toneScope()
                while reader.take(ToneVocabulary.links) {}
                if let edits = reader.comparativeTint(on: []) { return edits }
                return isMade && scope
                    && reader.tokens[..<reader.position].contains(where: { Self.wholeWords.contains($0.text) })
                    ? reader.colour().map { [.tint($0, strength: Strength(2))] } : nil
            }
    }

    /// "it" alone may be anything; the picture is the picture.
    private static let wholeWords: Set<String> = [
        "picture", "image", "photo", "photograph", "pic", "shot", "everything", "scene", "canvas",
    ]

    private mutating func tintByVerb() -> [LocalEdit]? {
        let start = amountBefore()
        let overlays = take("overlay", "lay over", "put over")
        guard overlays || take("tint", "tone", "wash", "colour wash", "color wash") else { return nil }
        let onBackground = backgroundNoun()
        guard onBackground || toneScope() || overlays else { return nil }
        _ = take("in", "with", "to", "towards", "into")
        let amount = amountBefore() ?? start
        guard let colour = colour() else { return nil }
        if overlays { _ = take("at") }
        return Self.tint(colour, amountAfter(else: amount), onBackground: onBackground)
    }

    private mutating func tintByNoun() -> [LocalEdit]? {
        let isGiven = take(ToneVocabulary.raising) || take(ToneVocabulary.appliers)
        var onBackground = isGiven && backgroundNoun()
        if !onBackground { _ = toneScope() }
        var amount = amountBefore()
        skipPlainArticles()
        amount = amountBefore() ?? amount
        guard let colour = bareColour(), take(Self.nouns) else { return nil }
        if take("to", "on", "over", "in") {
            onBackground = onBackground || backgroundNoun()
            guard onBackground || toneScope() else { return nil }
        }
        _ = take("at")
        // "a navy overlay, 40 %"
        amount =
            attempt { reader in
                guard amount == nil, reader.takePause() else { return nil }
                return reader.percent().map { .percent($0) }
            } ?? amount
        return Self.tint(colour, amountAfter(else: amount), onBackground: onBackground)
    }

    /// A background keeps what is to be seen in it, as the picture does.
    private static func tint(_ colour: NamedColour, _ amount: Amount?, onBackground: Bool) -> [LocalEdit] {
        [.tint(colour, strength: amount.strength(usual: 50), on: onBackground ? .background : nil)]
    }

    /// "remove the yellow cast", "reduce the green tint a bit"
    private mutating func castRemoved() -> [LocalEdit]? {
        guard
            take(
                "remove", "kill", "lose", "reduce", "take away", "take out", "get rid of", "fix", "correct",
                "neutralise", "neutralize")
        else { return nil }
        skipPlainArticles()
        guard let colour = bareColour(), take(Self.nouns) else { return nil }
        if take("from", "of", "in"), !toneScope() { return nil }
        return [.tint(colour.lessOfIt, strength: amountAfter().strength(usual: 50))]
    }

    /// "a bit bluer", "more green", "less yellow": of the picture, or of parts.
    mutating func comparativeTint(on targets: [Target]) -> [LocalEdit]? {
        attempt { reader in
            let amount = reader.amountBefore()
            var colour: NamedColour?
            if let name = reader.take(Self.comparatives) {
                colour = ColourTable.named.match(Tokeniser.tokens(of: name), at: 0)?.meaning
            } else if reader.take("less") {
                colour =
                    (reader.take(Self.shades).flatMap {
                        ColourTable.named.match(Tokeniser.tokens(of: $0), at: 0)?.meaning
                    } ?? reader.bareColour())?.lessOfIt
            } else if reader.take("more") || reader.tokens[max(0, reader.position - 1)].text == "more" {
                // "a bit more bluish": the amount has taken "more".
                colour =
                    reader.take(Self.shades).flatMap {
                        ColourTable.named.match(Tokeniser.tokens(of: $0), at: 0)?.meaning
                    } ?? reader.bareColour()
            }
            // "lusher": of plants alone.
            if colour == nil, !targets.isEmpty,
                targets.allSatisfy({ [.scenery(.grass), .scenery(.trees)].contains($0) }),
                reader.take("lush", "lusher"),
                let green = ColourTable.named.match(Tokeniser.tokens(of: "green"), at: 0)?.meaning
            {
                let strength = reader.amountAfter(else: amount).strength(usual: 50)
                return targets.flatMap {
                    [.tint(green, strength: strength, on: $0), .tone(.moreSaturated, strength: strength, on: $0)]
                }
            }
            guard let colour else { return nil }
            let strength = reader.amountAfter(else: amount).strength(usual: 50)
            return targets.isEmpty
                ? [.tint(colour, strength: strength)] : targets.map { .tint(colour, strength: strength, on: $0) }
        }
    }
}

extension NamedColour {
    /// The colour on the other side of grey, called "less yellow".
    var lessOfIt: NamedColour {
        let lab = OKLab.of(self)
        let bytes = OKLab.bytes(of: Lab(0.65, -lab.y, -lab.z))
        var less = NamedColour(name: "less \(name)", red: bytes.0, green: bytes.1, blue: bytes.2)
        less.takesAway = true
        return less
    }
}
