/// Parts of the scale of brightness, looks, and what goes by the picture itself.
extension Reader {
    private typealias Words = ToneVocabulary

    // MARK: Shadows and highlights

    /// "lift the shadows a bit", "make the highlights darker", "shadows +20", "deeper blacks"
    mutating func range() -> [LocalEdit]? {
        whole { $0.rangeByVerb() } ?? whole { $0.rangeByAdjective() } ?? whole { $0.rangeMoved() }
            ?? whole { $0.rangeAndNumber() }
    }

    /// A range with its article, and "in the picture" after it.
    private mutating func rangeNoun() -> ToneVocabulary.Range? {
        attempt { reader in
            reader.skipPlainArticles()
            guard let range = reader.take(Words.ranges) else { return nil }
            _ = reader.attempt { reader -> Bool? in
                guard reader.take("in", "of", "on") else { return nil }
                return reader.toneScope() ? true : nil
            }
            return range
        }
    }

    private static func moved(_ range: ToneVocabulary.Range, lighter: Bool, _ amount: Amount?) -> [LocalEdit]? {
        edit(lighter ? range.lighter : range.darker, amount).map { [$0] }
    }

    private mutating func rangeByVerb() -> [LocalEdit]? {
        let start = amountBefore()
        if let lighter = take(Words.rangeVerbs) {
            // "brighten a bit the shadows"
            let between = start == nil ? attempt { $0.amountBefore() } : nil
            guard let range = rangeNoun() else { return nil }
            _ = lighter ? take("up") : take("down")
            return Self.moved(range, lighter: lighter, amountAfter(else: start ?? between, points: true))
        }
        let verb = next?.text
        guard let more = take(Words.moreOfRange) else { return nil }
        let amount = amountBefore() ?? start
        guard let range = rangeNoun() else { return nil }
        let end = amountAfter(else: amount, points: true)
        switch range {
        case .highlights, .whites: return Self.moved(range, lighter: more, end)
        case .shadows where verb == "recover" || verb == "rescue" || verb == "soften":
            return Self.moved(range, lighter: true, end)
        case .blacks where more: return Self.moved(range, lighter: false, end)
        default: return nil
        }
    }

    private mutating func rangeByAdjective() -> [LocalEdit]? {
        if take(Words.appliers) { _ = take("it", "with") }
        if let range = rangeNoun() {
            while take(Words.links) {}
            let amount = amountBefore()
            let isLess = take("less")
            guard let lighter = take(Words.rangeAdjectives) else { return nil }
            let end = amountAfter(else: amount)
            // "the shadows darker and warmer": both are said of them.
            var ahead = self
            if ahead.take("and"), case _ = ahead.amountBefore(), case _ = ahead.take("less", "more"),
                ahead.take(Words.adjectives) != nil, ahead.isAtBoundary
            {
                return nil
            }
            return Self.moved(range, lighter: lighter != isLess, end)
        }
        let amount = amountBefore()
        skipPlainArticles()
        guard let lighter = take(Words.rangeAdjectives), let range = rangeNoun() else { return nil }
        return Self.moved(range, lighter: lighter, amountAfter(else: amount))
    }

    /// "bring the shadows up a bit"
    private mutating func rangeMoved() -> [LocalEdit]? {
        _ = take("turn", "bring", "push", "dial", "pull", "take", "move", "set", "crank", "knock", "drag")
        let amount = amountBefore()
        guard let range = rangeNoun() else { return nil }
        let before = amountBefore()
        let lighter: Bool
        if take("up", "higher") {
            lighter = true
        } else if take("down", "lower") || (range == .highlights && take("back")) {
            lighter = false
        } else {
            return nil
        }
        return Self.moved(range, lighter: lighter, amountAfter(else: before ?? amount, points: true))
    }

    mutating func rangeAndNumber() -> [LocalEdit]? {
        _ = take("set", "change", "adjust", "move")
        guard let range = rangeNoun() else { return nil }
        _ = take("to", "by", "=")
        let goesDown = take("-", "minus")
        guard goesDown || take("+", "plus"), let number = takeNumber(), number > 0, number <= 200 else { return nil }
        _ = takePercentSign()
        return Self.moved(range, lighter: !goesDown, .percent(number))
    }

    // MARK: Looks

    /// "give it a vintage look", "make it pop", "auto enhance", "remove the haze"
    mutating func look() -> [LocalEdit]? {
        whole { $0.automatic() } ?? whole { $0.hazeRemoved() } ?? whole { $0.namedLook(on: nil) }
    }

    private mutating func automatic() -> [LocalEdit]? {
        _ = take("apply", "do", "use", "run", "do an", "run an", "apply an", "set", "make an", "set the")
        _ = take("automatic", "automatically")
        guard let tone = take(Words.automatic) else { return nil }
        _ = toneScope() || take("to auto", "automatically", "to automatic")
        return [.tone(tone, strength: .normal)]
    }

    private mutating func hazeRemoved() -> [LocalEdit]? {
        guard take("remove", "clear", "cut", "cut through", "get rid of", "take away", "take out", "lose", "eliminate")
        else { return nil }
        let amount = amountBefore()
        skipPlainArticles()
        guard take("haze", "fog", "mist", "haziness", "smog") else { return nil }
        if take("from", "in", "of"), !toneScope() { return nil }
        return Self.edit(.dehaze, amountAfter(else: amount)).map { [$0] }
    }

    private static let shotOn = AnyOf(
        """
        shot on,taken on,like it was shot on,like it was taken on,like it's shot on,like it is shot on,\
        as if it was shot on,as if it were shot on,as if shot on,as though shot on,like it was shot with,\
        as if it was taken on,as if taken on
        """)

    /// The rest of a sentence that names a look.
    mutating func namedLook(on target: Target?) -> [LocalEdit]? {
        var isMade = false
        if target == nil {
            isMade =
                take(Words.appliers) || take("give it", "give the picture", "give the photo", "give the image", "give")
            _ = toneScope() || take("it")
        }
        while take(Self.shotOn) || take(Words.links) || take("like", "look like") {}
        var amount = amountBefore(beforeLook: true)
        _ = take("more", "some more", "some", "much more")
        skipPlainArticles()
        amount = amountBefore(beforeLook: true) ?? amount
        _ = take("more")
        guard let look = attempt({ $0.severalLooks() }) ?? take(Words.looks) else { return nil }
        let start = position
        _ = take(Words.lookNouns)
        // "film" alone is nothing; "dramatic" alone is an instruction.
        guard isMade || target != nil || position > start || tokens.count - start <= 3 else { return nil }
        if target == nil {
            _ = attempt { reader in reader.take("to", "on") && reader.toneScope() ? true : nil as Bool? }
        }
        _ = take("more")
        let strength = amountAfter(else: amount).strength(usual: 50)
        return Self.edits(look, strength, on: target)
    }

    /// "a moody teal and orange grade", "a warm vintage look": the sum of them, before the noun that they are said of.
    private mutating func severalLooks() -> [Tone: Double]? {
        var all: [Tone: Double] = [:]
        var count = 0
        var hasLook = false
        while count < 4 {
            if let look = take(Words.looks) {
                all.merge(look) { $0 + $1 }
                hasLook = true
            } else if let tone = take(Words.adjectives),
                Words.opposite(of: tone) != nil || tone == .faded || tone == .grain
            {
                all[tone, default: 0] += 1
            } else {
                break
            }
            count += 1
            _ = takePause() || take("and")
        }
        guard count > 1, hasLook, tokens[position - 1].kind == .word, tokens[position - 1].text != "and",
            Words.lookNouns.match(tokens, at: position) != nil
        else { return nil }
        for (tone, share) in all {
            guard let opposite = Words.opposite(of: tone), let other = all[opposite] else { continue }
            // "a bright dark look"
            guard share != other else { return nil }
            if share > other { (all[tone], all[opposite]) = (share - other, nil) }
        }
        return all
    }

    /// How much, without taking a look's own word ("dramatic") for an amount.
    mutating func amountBefore(beforeLook: Bool) -> Amount? {
        attempt { reader in
            var found: Amount?
            while Words.looks.match(reader.tokens, at: reader.position) == nil {
                if let degree = reader.take(Amounts.degrees) {
                    guard case .degree(let before) = found ?? .degree(1) else { return nil }
                    found = .degree(min(before * degree, 4))
                } else if found == nil, let percent = reader.percent() {
                    found = .percent(percent)
                } else {
                    break
                }
            }
            return found
        }
    }

    static func edits(_ look: [Tone: Double], _ strength: Strength, on target: Target?) -> [LocalEdit] {
        // In the order of the tones, which is that of the steps of a print: colour, light, then detail and frame.
        Tone.allCases.compactMap { tone in
            guard let share = look[tone], target == nil || !tone.isOfTheWhole else { return nil }
            let factor = tone == .blackAndWhite ? share : share * strength.factor
            return .tone(tone, strength: Strength(factor), on: target)
        }
    }
}
