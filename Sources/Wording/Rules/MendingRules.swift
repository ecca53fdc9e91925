/// What mends an instruction that was understood and did not fit: who is meant, and how much is selected.
extension Reader {
    /// "meaning the left one", after edits that speak of somebody.
    mutating func meaning() -> People? {
        whole { reader in
            let isSaid = reader.take("meaning", "i mean", "that is", "namely")
            if !isSaid {
                // "make her hair black, the left one"
                let isAfterPause = reader.tokens[safe: reader.position - 1]?.kind == .pause
                _ = reader.take("the")
                if isAfterPause, let people = reader.take(Nouns.whichPerson) {
                    return reader.take("one", "person") || reader.isAtBoundary ? people : nil
                }
                return isAfterPause && reader.take("one") ? reader.take(Nouns.whereInPicture) : nil
            }
            if reader.take("both of them", "all of them", "both", "all", "everyone", "everybody") { return .all }
            reader.skipArticles()
            guard let people = reader.take(Nouns.whichPerson) else { return nil }
            _ = reader.take("one", "person")
            return people
        }
    }

    /// "no, the left one": one of several, and nothing else.
    mutating func personAlone() -> People? {
        attempt { reader in
            reader.takeCorrections()
            guard let people = reader.person() else { return nil }
            reader.takeAll(Fillers.after)
            return reader.isAtEnd ? people : nil
        }
    }

    /// "no, I meant"
    mutating func takeCorrections() {
        while take(Fillers.corrections)
            || take("i meant", "i mean", "only", "just", "but", "not that one", "it's", "it is")
            || takePause()
        {}
    }

    /// Whether what follows a pause says who is meant, and is no further part: ", the left one".
    var isMeaning: Bool {
        var ahead = self
        return ahead.meaning() != nil
    }

    /// "the picture is too dark," before what makes it brighter: why, which changes nothing.
    mutating func judgement() -> Tone? {
        attempt { reader in
            guard let tone = reader.judged(), reader.takePause(), !reader.isAtEnd else { return nil }
            return tone
        }
    }

    /// "the picture is too dark"
    private mutating func judged() -> Tone? {
        attempt { reader in
            guard
                reader.take("it's", "that's", "it 's")
                    || reader.wholePicture() && reader.take("is", "'s", "looks", "seems", "came out")
            else { return nil }
            _ = reader.take("still", "now", "way", "far", "much", "a bit", "a little")
            guard reader.take("too", "a bit too", "a little too", "very", "quite", "rather", "so"),
                let tone = reader.take(ToneVocabulary.adjectives), ToneVocabulary.opposite(of: tone) != nil
            else { return nil }
            return tone
        }
    }

    /// How a part is said to be, before what changes it.
    struct JudgedPart {
        var part: Painted
        /// What it is too much of; `nil` for "too busy" and its like, of which there is no opposite.
        var tone: Tone?
    }

    /// "the background is too dark," before "brighten it": why, and what "it" is.
    mutating func judgementOfPart() -> JudgedPart? {
        attempt { reader in
            guard let target = reader.litPart(), reader.take("is", "are", "'s", "looks", "look", "seems", "seem"),
                case _ = reader.take("still", "now", "way", "far", "much", "a bit", "a little"),
                reader.take("too", "a bit too", "a little too", "very", "quite", "rather", "so")
            else { return nil }
            let tone = reader.take(ToneVocabulary.adjectives)
            guard tone != nil || reader.take(Declining.judgements) else { return nil }
            _ = reader.attempt { reader in
                _ = reader.takePause()
                return reader.take("so", "and", "please") ? true : nil as Bool?
            }
            _ = reader.takePause()
            guard !reader.isAtEnd else { return nil }
            return JudgedPart(part: target == .background ? .background : .part(target), tone: tone)
        }
    }

    /// "but not too much", "but not the background": after edits, what they are already, or how much of it.
    mutating func afterthought(of edits: [LocalEdit]) -> [LocalEdit]? {
        whole { reader in
            // "brighten it, it's too dark"
            if let tone = reader.attempt({ reader -> Tone? in
                _ = reader.take("because", "since", "as", "cause")
                return reader.judged()
            }) {
                return edits.contains { $0.tone == ToneVocabulary.opposite(of: tone) } ? edits : nil
            }
            // "remove the background and put light grey instead"
            if case .background(.transparent, let subject)? = edits.last,
                let colour = reader.attempt({ reader -> NamedColour? in
                    guard reader.take("put", "use", "add", "replace it with", "fill it with", "place", "set") else {
                        return nil
                    }
                    _ = reader.take("a", "some", "plain")
                    guard let colour = reader.bareColour() else { return nil }
                    _ = reader.take(
                        "instead", "in its place", "there", "behind it", "behind her", "behind him", "behind them",
                        "background", "as the background")
                    return reader.isAtBoundary ? colour : nil
                })
            {
                return edits + [.background(.colour(colour), behind: subject)]
            }
            if reader.take(
                "not too much", "keep it subtle", "keep it natural", "not much", "not too strong", "only a bit",
                "only a little", "only slightly", "just a bit",
                "just a little")
            {
                // "20 % brighter, but not too much" says two amounts.
                let hasNumber = reader.tokens.contains { if case .number = $0.kind { true } else { false } }
                let weaker = edits.compactMap(\.weaker)
                return weaker.count == edits.count && !hasNumber ? weaker : nil
            }
            guard
                reader.take(
                    "not", "don't touch", "do not touch", "don't change", "do not change", "leave", "keep",
                    "without touching", "without changing")
            else { return nil }
            let spared: Bool
            if reader.take(
                "everything else", "all else", "the rest", "all the rest", "the others", "anything else",
                "the other things")
            {
                // Of a part nothing else is touched anyway.
                spared = edits.allSatisfy { $0.about != nil }
            } else if reader.backgroundNoun() {
                spared = edits.allSatisfy { $0.about?.isOfSomebody == true }
            } else if let scenery = reader.attempt({ reader -> Scenery? in
                reader.skipPlainArticles()
                return reader.take(Nouns.scenery)
            }) {
                // No place is two of them.
                spared = edits.allSatisfy { edit in
                    guard case .part(.scenery(let changed))? = edit.about else { return false }
                    return changed != scenery
                }
            } else {
                guard reader.wholeSubject() != nil || reader.take("the people", "the person", "people") else {
                    return nil
                }
                spared = edits.allSatisfy { $0.about == .background }
            }
            _ = reader.take("alone", "as it is", "as they are", "untouched", "unchanged", "as is")
            return spared ? edits : nil
        }
    }

    /// "taking the hair as found", of parts that the edits before it speak of.
    mutating func taking(after edits: [LocalEdit]) -> [LocalEdit]? {
        whole { reader in
            guard reader.take("taking", "take") else { return nil }
            var parts: [PersonPart] = []
            repeat {
                reader.skipArticles()
                if reader.take(Nouns.hair) {
                    parts.append(.hair)
                } else if let garment = reader.take(Nouns.garments) {
                    parts.append(.garment(garment))
                } else {
                    return nil
                }
            } while reader.take("and")
            guard
                reader.take("as found", "as it is found", "as they are found", "as it was found", "as they were found"),
                parts.allSatisfy({ part in edits.contains { $0.personTarget?.part == part } })
            else { return nil }
            return parts.map { .taking($0) }
        }
    }

    /// "selecting more", "selecting 2 steps less"
    mutating func selecting() -> [LocalEdit]? {
        whole { reader in
            guard reader.take("selecting", "select") else { return nil }
            var steps = 1.0
            if let number = reader.takeNumber() {
                guard reader.take("steps", "step"), number == number.rounded(), (1...20).contains(number) else {
                    return nil
                }
                steps = number
            } else {
                _ = reader.take("a bit", "a little", "a step", "one step")
            }
            if reader.take("more") { return [.selecting(steps: Int(steps))] }
            return reader.take("less") ? [.selecting(steps: -Int(steps))] : nil
        }
    }
}

extension LocalEdit {
    /// Half of it, where nothing was said of how much; `nil` for what there is no half of.
    fileprivate var weaker: LocalEdit? {
        switch self {
        case .tone(let tone, .normal, let target) where tone.usualPercent < 100:
            .tone(tone, strength: Strength(0.5), on: target)
        // "a bit, not too much" says it twice.
        case .tone(_, let strength, _) where strength.factor == 0.5: self
        case .tint(let colour, .normal, let target): .tint(colour, strength: Strength(0.5), on: target)
        case .background(.blurred(.normal), let whole): .background(.blurred(Strength(0.5)), behind: whole)
        default: nil
        }
    }
}

extension Painted {
    /// Whether it is somebody, or a part of somebody or something, of which the background is none.
    fileprivate var isOfSomebody: Bool {
        guard case .part(let target) = self else { return false }
        return switch target {
        case .garment, .hair, .face, .feature, .whole, .thing, .object: true
        case .marked, .coloured, .background, .scenery, .rest: false
        }
    }
}
