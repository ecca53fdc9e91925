/// Instructions that are whole but for one thing.
extension Reader {
    /// "make it red", "red"
    mutating func colourWithoutTarget() -> Bool? {
        if take(Self.recolourVerbs) { _ = wholeSubjectPronoun() }
        _ = take("to", "into", "be", "in")
        return colour() == nil ? nil : true
    }

    /// "make it look better", "more professional"
    mutating func bareBetter() -> Bool? {
        if take("make", "get", "have") { _ = wholePicture() || wholeSubjectPronoun() }
        _ = take("look", "be", "feel")
        _ = amountBefore()
        _ = take("less", "more")
        return take(
            "better", "nicer", "good", "nice", "great", "amazing", "awesome", "beautiful", "perfect", "professional",
            "prettier", "interesting", "boring", "dull", "lovely", "stunning", "gorgeous", "premium", "modern", "clean")
            ? true : nil
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
    ///
    /// - Parameter afterOther: whether it follows an edit that gives nothing a colour, as "crop to the man and the woman" does.
    mutating func targetWithoutColour(afterOther: Bool) -> Bool? {
        let verb = take(Self.recolourVerbs) || take("recolour", "replace")
        guard verb || !afterOther else { return nil }
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

    /// "crop a bit tighter", "crop a bit off the top"
    mutating func cropWithoutExtent() -> Bool? {
        guard take("crop in", "zoom in", "crop", "trim", "cut", "reframe", "zoom", "move in", "go in", "get in") else {
            return nil
        }
        let zooms = ["in", "zoom"].contains(tokens[position - 1].text)
        _ = wholePicture()
        guard amountBefore() != nil || take("some", "something") || zooms && isAtBoundary else { return nil }
        _ = take("more")
        if take("tighter", "closer", "in") || isAtBoundary { return true }
        guard take("off", "from", "away from", "of") else { return nil }
        skipPlainArticles()
        return take("top", "bottom", "left", "right", "left side", "right side", "sides", "edges") ? true : nil
    }

    /// "a bit more", "stronger"
    mutating func bareMore() -> Bool? {
        _ = take("make")
        _ = wholeSubjectPronoun()
        let start = position
        _ = amountBefore()
        return take("more", "less", "stronger", "weaker", "again")
            || position > start && tokens[position - 1].text == "more"
            ? true : nil
    }

    /// "reduce the shadows": fewer of them, or a darker scale?
    mutating func shadowsWithoutWay() -> Bool? {
        guard take(ToneVocabulary.moreOfRange) != nil else { return nil }
        _ = amountBefore()
        skipArticles()
        guard take(ToneVocabulary.ranges) != nil else { return nil }
        _ = amountAfter()
        return true
    }

    /// "soften the light", "soften the light on her face": no darker light.
    mutating func softenedLight() -> Bool? {
        guard take("soften", "flatten") else { return nil }
        skipArticles()
        guard take("light", "lighting", "brightness") else { return nil }
        _ = take("on", "of", "in") && (litPart() != nil || wholePicture())
        return true
    }

    /// "even out the lighting", "more even light on her face"
    mutating func evenedLight() -> Bool? {
        guard
            take(
                "even out", "even", "equalise", "equalize", "balance", "balance out", "level out", "smooth out", "make",
                "more even",
                "a more even", "get", "fix the uneven", "correct the uneven")
        else { return nil }
        let isEven = !["make", "get"].contains(tokens[position - 1].text)
        skipPlainArticles()
        guard take("light", "lighting", "exposure", "brightness", "illumination") else { return nil }
        _ = take("on", "of", "in", "across") && (litPart() != nil || wholePicture())
        if !isEven {
            _ = amountBefore()
            guard take("more even", "even", "evener", "balanced", "more balanced", "uniform", "more uniform") else {
                return nil
            }
        }
        return true
    }

    /// "make the product pop against the background"
    mutating func standingOut() -> Bool? {
        guard take("make", "let", "have", "get", "help"), wholeSubject() != nil else { return nil }
        guard take("pop", "pop out", "stand out", "jump out", "stick out", "stand out more", "pop more") else {
            return nil
        }
        guard take("against", "from", "off", "before", "of") else { return isAtBoundary ? true : nil }
        return backgroundNoun() ? true : nil
    }

    /// "make his lips natural", "her skin more beautiful": no colour, and no light.
    mutating func judgedPart() -> Bool? {
        _ = take(Self.recolourVerbs)
        guard toneScope() || litPart() != nil else { return nil }
        _ = take("look", "be", "appear", "seem", "to look", "to be", "should be", "should look")
        _ = amountBefore()
        _ = take("more", "less")
        return take(
            "natural", "normal", "nice", "nicer", "good", "better", "beautiful", "pretty", "prettier", "realistic",
            "real", "right",
            "perfect", "attractive", "healthy", "healthier", "great", "natural looking", "lovely")
            ? true : nil
    }

    /// "make it", "turn him"
    mutating func bareMaking() -> Bool? {
        guard take(Self.recolourVerbs) || take("give", "add", "lift", "remove", "replace") else { return nil }
        _ = wholeSubjectPronoun()
        return true
    }

    /// "contrast", "change the saturation", "contrast 120 %"
    mutating func bareQuality() -> Bool? {
        _ = take("change", "adjust", "set", "edit", "fix", "make", "modify", "play with")
        skipArticles()
        guard take(ToneVocabulary.qualities) != nil else { return nil }
        _ = take("to", "by", "at", "of the picture", "of the image")
        if takeNumber() != nil { _ = takePercentSign() }
        return true
    }
}
