/// What speaks of the part that the edit before it spoke of: "it", "the rest", or nothing at all.
extension Reader {
    /// "it", "them": what was named last, where something was. Of a picture as a whole it is the picture.
    mutating func referred() -> [Painted]? {
        guard let next = next?.text, !antecedent.isEmpty else { return nil }
        // "this photo" is the photo.
        if let (_, length) = Nouns.pictures.match(tokens, at: position), length > 1 { return nil }
        var antecedent = antecedent
        // "make it blonde", after the lips: the hair that was named before them.
        if let edited, let hairs = tokens[position...].first(where: { ColourTable.isOfHair($0.text) }) {
            antecedent = edited.meant(by: hairs.text).map(\.afterwards).parts
        }
        if ["it", "this", "that"].contains(next), antecedent.count == 1 {
            skip()
            return antecedent
        }
        guard ["them", "those", "these", "both", "they"].contains(next), antecedent.count > 1 || !isAboutPlace else {
            return nil
        }
        skip()
        return antecedent
    }

    /// Whether what was named is one place, which "them" can't mean.
    private var isAboutPlace: Bool {
        switch antecedent.first {
        case .background?, .part(.scenery)?, .part(.rest)?, .part(.whole)?: true
        default: false
        }
    }

    /// "the rest", "everything else", after an edit of a part.
    mutating func remainder() -> Target? {
        guard antecedent.count == 1 else { return nil }
        return attempt { reader in
            guard reader.take("the rest", "rest", "everything else", "all else", "all the rest", "the remainder") else {
                return nil
            }
            _ = reader.attempt { $0.take("of") && $0.wholePicture() ? true : nil as Bool? }
            // After "everything but the jacket" the rest may be either.
            guard let part = reader.antecedent[0].lit, !part.isRest else { return nil }
            return .rest(of: part)
        }
    }

    /// "make it brighter" and "and darker", after "make the jacket red": the jacket.
    mutating func editOfAntecedent() -> [LocalEdit]? {
        guard !antecedent.isEmpty else { return nil }
        let start = position
        if let edits = partTone(), speaksOfAntecedent(tokens[start..<position]) { return edits }
        skip(start - position)
        // "black and white" is of the picture, and no part of the turn before.
        let isBare = beginsWithAdjective && (edited == nil || !beginsWithLook)
        guard !isUnclear else { return nil }
        guard let edits = duotone() ?? tone() ?? range() ?? look() ?? tint(),
            isBare || speaksOfAntecedent(tokens[start..<position])
        else {
            skip(start - position)
            return nil
        }
        let targets = antecedent.compactMap(\.lit)
        let moved = edits.flatMap { edit in targets.compactMap { edit.on($0) } }
        guard targets.count == antecedent.count, !moved.isEmpty else {
            skip(start - position)
            return nil
        }
        return moved
    }

    /// "red jacket, darker": the jacket or the picture?
    var isUnclear: Bool {
        guard !antecedent.isEmpty, edited == nil, beginsWithAdjective else { return false }
        return position == 0 || !["and", "but", "also", "yet"].contains(tokens[position - 1].text)
    }

    /// "darker", "a bit warmer", "bluer": no verb, and nothing that it is said of.
    private var beginsWithAdjective: Bool {
        var reader = self
        if reader.comparativeTint(on: []) != nil {
            _ = reader.amountAfter()
            return reader.isAtBoundary
        }
        _ = reader.amountBefore(beforeLook: true)
        _ = reader.take("less", "more")
        guard
            reader.take(ToneVocabulary.partAdjectives) != nil || reader.take(ToneVocabulary.adjectives) != nil
                || reader.take(ToneVocabulary.looks) != nil
        else { return false }
        // "and darker a bit"
        _ = reader.amountAfter()
        reader.takeAll(Fillers.after)
        return reader.isAtBoundary
    }

    /// Whether nothing but an adjective follows.
    var isBare: Bool { beginsWithAdjective }

    /// "vintage", "black and white": nobody says it of a part.
    private var beginsWithLook: Bool {
        var reader = self
        _ = reader.amountBefore(beforeLook: true)
        _ = reader.take("more", "less")
        if reader.take(ToneVocabulary.looks) != nil { return true }
        return reader.take(ToneVocabulary.adjectives)?.isLook == true
    }

    /// Whether "it" may be what the turn before edited, or the picture, and nothing tells which.
    func isUnsureWhat(_ edited: EditedBefore) -> Bool {
        guard !edited.parts.isEmpty || edited.wasElsewhere else { return false }
        var alone = self
        (alone.antecedent, alone.edited) = ([], nil)
        let edits = alone.edit()
        // "no, brighter", of what a region marked that is set no more.
        if edited.isLost, beginsWithAdjective, edits?.allSatisfy(\.isOfAll) == true {
            return correctsBefore || !edited.parts.isEmpty
        }
        if let edits, alone.speaksOfAntecedent(tokens[position..<alone.position]), edits.allSatisfy(\.isOfAll) {
            let isLook =
                edits.contains { $0.tone?.isLook == true || $0.isDuotone }
                || (position..<alone.position).contains { ToneVocabulary.looks.match(tokens, at: $0) != nil }
            return edited.isLost || edited.parts.count > 1 || isLook
        }
        guard edited.isLost else { return false }
        var referring = self
        referring.edited = nil
        return edits == nil && referring.edit() != nil
            && referring.speaksOfAntecedent(tokens[position..<referring.position])
    }

    /// Whether "no," goes before: what was done by the turn before was not what was meant.
    private var correctsBefore: Bool {
        guard position > 0 else { return false }
        var reader = Reader(tokens, referenceCount: referenceCount)
        return reader.take(Fillers.corrections)
    }

    /// "the same for the right man", "same for the hair"
    ///
    /// - Parameter mayBeSilent: whether "and the hair" says it without "too".
    mutating func theSame(_ edited: EditedBefore, mayBeSilent: Bool = true) -> [LocalEdit]? {
        guard !edited.isLost else { return nil }
        return whole { reader in
            guard reader.takeTheSame() else { return nil }
            return reader.elsewhere(edited)
        }
            ?? whole { reader in
                let isJoined = reader.takeAlso()
                guard let edits = reader.elsewhere(edited) else { return nil }
                return reader.take("too", "as well", "also", "likewise") || isJoined && mayBeSilent ? edits : nil
            }
    }

    /// "do the same for"
    mutating func takeTheSame() -> Bool {
        attempt { reader in
            _ = reader.take("do", "make", "apply", "now", "and", "repeat")
            return reader.take(
                "that", "this", "it", "the same", "same", "exactly the same", "the same thing", "same thing")
                && reader.take("for", "to", "on", "with", "goes for")
                ? true : nil as Bool?
        } ?? false
    }

    /// "and", "also do", before another part; whether "also" is said.
    mutating func takeAlso() -> Bool {
        var isJoined = position > 0 && ["and", "also", "plus"].contains(tokens[position - 1].text)
        if take("and", "also", "plus", "and also") { isJoined = true }
        _ = take("do", "make", "change", "for", "on")
        return isJoined
    }

    /// What was done, to somebody else or to other parts.
    private mutating func elsewhere(_ edited: EditedBefore) -> [LocalEdit]? {
        let people: People? =
            attempt { reader in
                guard let people = reader.person() else { return nil }
                // "and the left man's too": what was named of him.
                if reader.take("'s") {
                    return reader.take("one") || ["too", "also", "as"].contains(reader.next?.text) || reader.isAtEnd
                        ? people : nil
                }
                // "her hair" is no more than her.
                return reader.isAtBoundary || ["too", "also", "as", "likewise"].contains(reader.next?.text)
                    || Fillers.after.match(reader.tokens, at: reader.position) != nil
                    ? people : nil
            } ?? attempt { reader in
                reader.take("his", "hers") && (reader.isAtEnd || ["too", "also", "as"].contains(reader.next?.text))
                    ? .someone : nil
            }
            ?? attempt { reader in reader.take("theirs", "everyone's", "everybody's") ? .all : nil }
        if let people {
            let same = edited.edits.compactMap { $0.of(people) }
            return same.count == edited.edits.count ? same : nil
        }
        // "the same for the sky"
        guard edited.parts.count < 2, let first = litPart() else { return nil }
        var targets = [first]
        while targets.count < 8,
            let target = attempt({ reader in reader.take("and", "and also") ? reader.litPart() : nil })
        { targets.append(target) }
        let same = targets.flatMap { target in edited.edits.compactMap { $0.moved(to: target) } }
        return same.count == targets.count * edited.edits.count ? same : nil
    }

    /// "now green", "no, blue", "navy instead": what the turn before gave a colour, or other light, in this one.
    mutating func inAnotherColour(_ edited: EditedBefore) -> [LocalEdit]? {
        guard !edited.isLost else { return nil }
        return whole { reader in
            _ = reader.attempt { $0.notThatColour(edited) }
            guard let colour = reader.anotherColour() else { return nil }
            let meant = edited.meant(by: colour.name)
            if let first = meant.first?.colourGiven, meant.allSatisfy({ $0.colourGiven == first }) {
                return meant.map { $0.afterwards.giving(colour) }
            }
            // "a bit darker" was said of the jacket, and so is the colour.
            let toned = edited.edits.allSatisfy { $0.tone != nil } ? edited.parts.compactMap(\.coloured) : []
            return toned.isEmpty || toned.count != edited.parts.count ? nil : Reader.paint(toned, colour)
        }
    }

    /// "not that red,", "not red but", of what the turn before made red.
    private mutating func notThatColour(_ edited: EditedBefore) -> Bool? {
        _ = take("it's", "that's", "but")
        guard take("not that", "not so", "not quite so", "not as", "not", "less") else { return nil }
        guard let colour = bareColour(), takePause() || ["but", "more"].contains(next?.text) else { return nil }
        _ = take("but", "rather")
        // "not blue", of what was made red, speaks of something else.
        return edited.edits.contains { $0.colourGiven?.isCalled(colour.name) == true } ? true : nil
    }

    /// "now green", "no, navy instead": a colour, and nothing that it is given to.
    mutating func anotherColour() -> NamedColour? {
        while take(
            "now", "no", "actually", "rather", "try", "or", "and", "then", "in", "maybe", "perhaps", "how about",
            "what about", "make", "let's try", "lets try", "better", "instead", "hmm", "ok", "okay", "more like",
            "more of a", "the same in", "same in", "the same but in", "same but in", "the same thing in")
            || tokens[safe: position]?.kind == .pause
        {
            if tokens[safe: position]?.kind == .pause { skip() }
        }
        guard !beginsWithLook, let colour = colour() else { return nil }
        while take("instead", "now", "then", "rather", "this time", "please") {}
        return colour
    }

    private func speaksOfAntecedent(_ said: ArraySlice<Token>) -> Bool {
        said.indices.contains { index in
            guard ["it", "this", "that", "them", "those", "these", "rest", "else"].contains(tokens[index].text) else {
                return false
            }
            return Nouns.pictures.match(tokens, at: index).map { $0.length == 1 } ?? true
        }
    }

    /// "only" before a verb leaves nothing out: what is not named is not touched anyway.
    mutating func takeOnly() {
        guard next?.text == "only", let verb = tokens[safe: position + 1]?.text,
            Self.recolourVerbs.words.contains(verb) || ToneVocabulary.verbs.words.contains(verb)
                || ToneVocabulary.partVerbs.words.contains(verb) || ["remove", "crop"].contains(verb)
        else { return }
        skip()
    }

    /// "contrast +10 saturation -20", "shadows +20 highlights -20"
    mutating func sliders() -> [LocalEdit]? {
        whole { reader in
            var all: [LocalEdit] = []
            var count = 0
            while let edits = reader.attempt({ $0.qualityAndNumber() }) ?? reader.attempt({ $0.rangeAndNumber() }) {
                all += edits
                count += 1
            }
            return count > 1 ? all : nil
        }
    }
}

extension NamedColour {
    /// Whether a name is its own, or the end of it: "red" of "dark red".
    func isCalled(_ name: String) -> Bool {
        self.name == name || self.name.hasSuffix(" " + name)
    }
}
