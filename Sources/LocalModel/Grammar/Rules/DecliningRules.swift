/// Instructions that are whole but for one thing.
extension Reader {
    /// "make it red", "red"
    mutating func colourWithoutTarget() -> Bool? {
        if take(Self.recolourVerbs) { _ = wholeSubjectPronoun() }
        _ = take("to", "into", "be")
        return colour() == nil ? nil : true
    }

    private mutating func wholeSubjectPronoun() -> Bool {
        take("it", "this", "that", "him", "her", "them", "this one", "me")
    }

    /// "change the background"
    mutating func bareBackgroundNoun() -> Bool? {
        _ = take(
            "replace",
            "change",
            "swap",
            "set",
            "make",
            "turn",
            "edit",
            "modify",
            "new",
            "another",
            "a new",
            "different",
            "a different",
            "put",
            "fill",
            "adjust",
            "i want a new"
        )
        skipArticles()
        _ = take("new", "different", "better", "other")
        guard backgroundNoun() else { return nil }
        _ = take("to", "with", "into", "for", "different", "nicer", "better", "new", "something else")
        return true
    }

    /// "a gradient", "gradient from blue"
    mutating func halfGradient() -> Bool? {
        _ = take("replace", "change", "set", "make", "turn", "put", "give me", "give it", "add", "use")
        _ = backgroundNoun() || take("it")
        _ = take("to", "with", "into", "on")
        skipArticles()
        _ = bareColour()
        guard take("gradient") else { return nil }
        _ = take("background")
        _ = take("from", "of")
        _ = colour()
        _ = take("to")
        return true
    }

    /// "make the jacket", "change the colour of the hair"
    mutating func targetWithoutColour() -> Bool? {
        _ = take(Self.recolourVerbs) || take("recolour", "replace")
        _ = take("the colour of", "the color of", "colour of", "color of")
        guard targets() != nil else { return nil }
        _ = take("'s")
        _ = take("colour", "color")
        _ = take(
            "a different colour",
            "a different color",
            "another colour",
            "another color",
            "a new colour",
            "a new color",
            "to another colour",
            "to another color",
            "different",
            "to a different colour",
            "to a different color"
        )
        _ = take("to", "into", "in")
        return true
    }

    mutating func bareVerb(_ verbs: AnyOf) -> Bool? {
        _ = take("make")
        let first = take(verbs)
        _ = wholePicture()
        guard first || take(verbs) else { return nil }
        _ = take("it", "down", "up", "a bit", "a little", "slightly", "to", "by")
        return true
    }

    /// "add a 10 px border"
    mutating func pixelBorder() -> Bool? {
        _ = take("add", "put", "give it", "with", "make", "draw")
        skipArticles()
        _ = bareColour()
        let before = pixels()
        _ = take("wide", "thick")
        _ = bareColour()
        guard take("border", "frame", "margin", "edge") else { return nil }
        _ = take("around it", "around the picture", "around the image", "around the photo")
        _ = take("of", "with")
        return before || pixels() ? true : nil
    }

    private mutating func pixels() -> Bool { takeNumber() != nil && take("px", "pixels", "pixel") }

    /// "contrast", "change the saturation", "contrast 120 %"
    mutating func bareQuality() -> Bool? {
        _ = take("change", "adjust", "set", "edit", "fix", "make", "modify", "play with")
        skipArticles()
        guard take(ToneVocabulary.qualities) != nil else { return nil }
        _ = take("to", "by", "of the picture", "of the image")
        if takeNumber() != nil { _ = takePercentSign() }
        return true
    }

    /// "make the jacket darker", "brighten her face"
    mutating func toneOfPart() -> Bool? {
        _ = take(Self.recolourVerbs)
        _ = amountBefore()
        let byVerb =
            take(ToneVocabulary.verbs) != nil || take("desaturate")
            || (take(ToneVocabulary.raising) && take("the", "her", "his") && take(ToneVocabulary.qualities) != nil
                && take("of", "on", "in"))
        guard unselectableNoun() || painted() != nil || person() != nil else { return nil }
        _ = take("look", "be", "should be", "is", "in")
        let amount = amountBefore()
        _ = take("less", "more")
        let byAdjective = take(ToneVocabulary.adjectives) != nil
        guard byVerb || byAdjective else { return nil }
        _ = take("up", "down")
        _ = amountAfter() ?? amount
        return true
    }

    private mutating func unselectableNoun() -> Bool {
        attempt { reader in
            reader.skipArticles()
            return reader.take(Nouns.unselectable) == nil ? nil : true
        } ?? false
    }

    /// "make the picture blue"
    mutating func tintsPicture() -> Bool {
        whole { reader in
            _ = reader.take(Self.recolourVerbs)
            guard !reader.take("it", "this", "that"), reader.wholePicture() || reader.take("everything") else {
                return nil as Bool?
            }
            _ = reader.take("to", "into", "look", "in", "more", "a bit more", "slightly")
            return reader.colour() == nil ? nil : true
        } ?? false
    }
}
