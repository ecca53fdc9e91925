/// What speaks of the part that the edit before it spoke of: "it", "the rest", or nothing at all.
extension Reader {
    /// "it", "them": what was named last, where something was. Of a picture as a whole it is the picture.
    mutating func referred() -> [Painted]? {
        guard let next = next?.text, !antecedent.isEmpty else { return nil }
        // "this photo" is the photo.
        if let (_, length) = Nouns.pictures.match(tokens, at: position), length > 1 { return nil }
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
        let isBare = beginsWithAdjective
        guard !isUnclear else { return nil }
        guard let edits = tone() ?? range() ?? look() ?? tint(),
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
        guard !antecedent.isEmpty, beginsWithAdjective else { return false }
        return position == 0 || !["and", "but", "also", "yet"].contains(tokens[position - 1].text)
    }

    /// "darker", "a bit warmer", "bluer": no verb, and nothing that it is said of.
    private var beginsWithAdjective: Bool {
        var reader = self
        if reader.comparativeTint(on: []) != nil { return reader.isAtBoundary }
        _ = reader.amountBefore(beforeLook: true)
        _ = reader.take("less", "more")
        guard
            reader.take(ToneVocabulary.partAdjectives) != nil || reader.take(ToneVocabulary.adjectives) != nil
                || reader.take(ToneVocabulary.looks) != nil
        else { return false }
        reader.takeAll(Fillers.after)
        return reader.isAtBoundary
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

extension Painted {
    /// As what light changes.
    var lit: Target? {
        guard case .part(let target) = self else { return .background }
        return switch target {
        case .thing(let thing, nil): .whole(thing == .subject ? .subject : .thing(thing))
        case .object(let noun, nil): .whole(.object(noun))
        default: target
        }
    }

    /// As what takes a colour; `nil` for what takes none.
    var coloured: Painted? {
        guard case .part(let target) = self else { return self }
        return switch target {
        case .whole(.thing(let thing)): .part(.thing(thing))
        case .whole(.subject): .part(.thing(.subject))
        case .whole(.object(let noun)): .part(.object(noun))
        case .feature(.eyes, let people): .part(.feature(.irises, of: people))
        case .feature(.teeth, _), .face, .whole, .rest, .background: nil
        default: self
        }
    }
}

extension LocalEdit {
    /// The part that it changes; `nil` for what changes the picture as a whole, or takes something away.
    var about: Painted? {
        switch self {
        case .recolour(let target, _), .tone(_, _, let target?), .tint(_, _, let target?):
            target == .background ? .background : .part(target)
        case .background(.transparent, _): nil
        case .background: .background
        default: nil
        }
    }

    /// The same change of light, on a part; `nil` for what only whole pictures have.
    fileprivate func on(_ target: Target) -> LocalEdit? {
        switch self {
        case .tone(let tone, let strength, nil):
            tone.isOfTheWhole ? nil : .tone(tone, strength: strength, on: target)
        case .tint(let colour, let strength, nil): .tint(colour, strength: strength, on: target)
        default: nil
        }
    }

    /// Whether it says something of the other edits' selections, and changes nothing by itself.
    var isOfSelections: Bool {
        switch self {
        case .selecting, .taking: true
        default: false
        }
    }

    /// Whether what it selects is told by a colour that was said.
    var goesByColour: Bool {
        guard case .part(let target)? = about else { return false }
        return target.goesByColour
    }

    var changesColour: Bool {
        switch self {
        case .recolour, .tone, .tint: true
        default: false
        }
    }
}

extension Target {
    fileprivate var goesByColour: Bool {
        switch self {
        case .coloured: true
        case .garment(_, _, let now), .hair(_, let now), .thing(_, let now), .object(_, let now): now != nil
        case .rest(let target): target.goesByColour
        default: false
        }
    }
}
