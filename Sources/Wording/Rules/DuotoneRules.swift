import Colorimetry

/// Colours by lightness alone: duotones, and shades of one colour.
extension Reader {
    private static let names = AnyOf("duotone,duo tone,two tone,bitone,gradient map,duotones")
    private static let kinds = AnyOf(
        "look,effect,filter,grade,style,picture,image,photo,treatment,version,scheme,palette,overlay")
    private static let single = AnyOf("monochrome,monochromatic,monotone,mono tone,mono")

    /// "duotone in navy and peach", "a blue monochrome", "tint it sepia"
    mutating func duotone() -> [LocalEdit]? {
        whole { $0.duotoneByName() } ?? whole { $0.shadesOfOne() } ?? whole { $0.sepiaTint() }
    }

    /// "make the background", "turn it into": `nil` is the whole picture.
    private mutating func whatIsMade() -> Target? {
        guard
            take(
                "make", "turn", "convert", "give", "apply", "add", "use", "do", "create", "put", "set", "change", "try",
                "have")
        else { return nil }
        let target = wholePicture() ? nil : attempt { $0.litPart() }
        _ = take("into", "to", "in", "with", "as", "look", "look like")
        return target
    }

    /// "to the picture", "on the background", after what is done to it.
    private mutating func whatItIsDoneTo() -> Target? {
        let named: Target?? = attempt { reader in
            _ = reader.take("to", "on", "over", "of", "for")
            if reader.wholePicture() { return .some(nil) }
            return reader.litPart().map { .some($0) }
        }
        return named ?? nil
    }

    private mutating func duotoneByName() -> [LocalEdit]? {
        var target = whatIsMade()
        var amount = amountBefore()
        skipPlainArticles()
        amount = amountBefore() ?? amount
        // "navy and peach", "blue"
        var colours = pair() ?? attempt { reader in reader.bareColour().map { [$0.onPaper] } }
        let isMap = next?.text == "gradient"
        guard take(Self.names) else { return nil }
        _ = take(Self.kinds)
        if target == nil { target = whatItIsDoneTo() }
        var said: Duotone?
        if colours == nil {
            _ = take("in", "with", "of", "from", "using", "to", "as", "between")
            _ = take("the colours", "the colors", "colours", "colors")
            said = attempt { $0.shadowsAndHighlights() }
            if said == nil, position > 0, next?.kind == .pause {
                colours = attempt { reader in
                    _ = reader.takePause()
                    return reader.pair()
                }
            }
            if said == nil, colours == nil {
                colours = pair() ?? attempt { reader in reader.colour().map { [$0.onPaper] } }
            }
            if target == nil { target = whatItIsDoneTo() }
        }
        let strength = shareAfter(else: amount).strength(usual: 100)
        // "in red, white and blue": a third colour is none of a duotone's.
        var ahead = self
        _ = ahead.takePause()
        _ = ahead.take("and", "plus")
        if ahead.position > position, ahead.colour() != nil, ahead.isAtBoundary { return nil }
        if said == nil, let colours {
            said =
                colours.count == 1
                ? Duotone(inkOf: colours[0])
                : isMap ? Duotone(dark: colours[0], light: colours[1]) : Duotone(colours[0], colours[1])
        }
        return said.map { [.duotone($0, strength: strength, on: target)] }
    }

    /// "by 50 %", ", 50 %", "at 50 % opacity"
    private mutating func shareAfter(else amount: Amount?) -> Amount? {
        if let share = attempt({ reader -> Amount? in
            guard reader.takePause() || reader.take("at", "with"), let percent = reader.percent(), percent > 0,
                percent <= 100
            else { return nil }
            _ = reader.take("opacity", "strength", "intensity")
            return reader.isAtBoundary ? .percent(percent) : nil
        }) {
            return share
        }
        return amountAfter(else: amount)
    }

    /// "navy and peach", "navy/peach", "navy to peach": two that differ.
    private mutating func pair() -> [NamedColour]? {
        attempt { reader in
            guard let one = reader.colour() else { return nil }
            _ = reader.take("and", "to", "/", "with", "plus", "on", "over", "x", "into") || reader.takePause()
            _ = reader.take("and")
            guard let other = reader.colour(), !one.isSame(as: other) else { return nil }
            return [one.onPaper, other.onPaper]
        }
    }

    /// "navy shadows and peach highlights", "navy in the shadows, peach in the highlights"
    private mutating func shadowsAndHighlights() -> Duotone? {
        var (dark, light): (NamedColour?, NamedColour?)
        for _ in 0..<2 {
            _ = takePause()
            _ = take("and")
            skipPlainArticles()
            guard let colour = bareColour() else { return nil }
            _ = take("in the", "in", "for the", "for", "as the", "as")
            if take("shadow colour", "shadow color", "shadows", "shadow", "darks", "blacks", "dark parts") {
                guard dark == nil else { return nil }
                dark = colour.onPaper
            } else if take(
                "highlight colour", "highlight color", "highlights", "highlight", "lights", "whites", "light parts")
            {
                guard light == nil else { return nil }
                light = colour.onPaper
            } else {
                return nil
            }
        }
        guard let dark, let light, !dark.isSame(as: light) else { return nil }
        return Duotone(dark: dark, light: light)
    }

    /// "monochrome blue", "make it a blue monochrome", "everything in shades of blue"
    private mutating func shadesOfOne() -> [LocalEdit]? {
        var target = whatIsMade()
        if target == nil { _ = wholePicture() }
        _ = take("all")
        _ = take("in", "into", "to")
        let amount = amountBefore()
        skipPlainArticles()
        var colour: NamedColour?
        if take("shades of", "tones of", "only shades of", "different shades of") {
            colour = self.colour()
        } else if take(Self.single) {
            _ = take(Self.kinds)
            _ = take("in", "of", "with", "using", "shades of")
            colour = self.colour()
            _ = take(Self.kinds)
        } else {
            colour = bareColour()
            guard colour != nil, take(Self.single) else { return nil }
            _ = take(Self.kinds)
        }
        guard let colour, !colour.isGrey else { return nil }
        if target == nil { target = whatItIsDoneTo() }
        let strength = shareAfter(else: amount).strength(usual: 100)
        return [.duotone(Duotone(shadesOf: colour), strength: strength, on: target)]
    }

    /// "tint it sepia", "add a sepia tint": a print's brown, which is a tone of its own.
    private mutating func sepiaTint() -> [LocalEdit]? {
        let amount: Amount?
        if take("tint", "tone", "colour", "color", "wash") {
            guard wholePicture() else { return nil }
            _ = take("in", "with", "to", "into")
            let before = amountBefore()
            skipPlainArticles()
            guard take("sepia") else { return nil }
            _ = take("tone", "brown", "tones")
            amount = amountAfter(else: before)
        } else {
            guard take("add", "give it", "apply", "put", "give the picture", "use") else { return nil }
            let before = amountBefore()
            skipPlainArticles()
            let between = amountBefore() ?? before
            guard take("sepia"), take("tint", "tone", "wash", "cast", "colour", "color", "overlay") else { return nil }
            if take("to", "on", "over"), !wholePicture() { return nil }
            amount = amountAfter(else: between)
        }
        return [.tone(.sepia, strength: amount.strength(usual: 100))]
    }
}

extension NamedColour {
    fileprivate func isSame(as other: NamedColour) -> Bool {
        (red, green, blue) == (other.red, other.green, other.blue)
    }
    fileprivate var isGrey: Bool { OKLab.of(self).chroma < 0.02 }
}
