/// More and less of what the turn before did: "a bit more", "not so strong", "half of that".
extension Reader {
    /// "a bit more", "stronger", "too much", "not so strong", "at 70 %": what the turn before did, more or less of it.
    mutating func moreOfTheSame(_ edited: EditedBefore) -> [LocalEdit]? {
        whole { reader in
            guard let share = reader.excess(of: edited) else { return nil }
            return edited.faded(to: edited.strength * (1 - share))
        }
            ?? whole { reader in
                guard let step = reader.lessBlurred(edited) ?? reader.step() else { return nil }
                if let quality = reader.attempt({ reader in reader.take(ToneVocabulary.qualities) }) {
                    guard edited.edits.allSatisfy({ $0.isMore(of: quality) }) else { return nil }
                }
                return edited.taking(step)
            }
    }

    /// How much more or less of something, where nothing says of what.
    enum Step {
        /// - Parameter isOfStrength: whether it says that it is too weak: "stronger", where "more" may be more of a part.
        case more(Amount?, isOfStrength: Bool)
        /// As large a share of it less.
        case less(Double)
        /// So much of it as was done at first.
        case to(Double)
    }

    private static let excess = AnyOf(
        "too much,too strong,too intense,too heavy,too extreme,overdone,over the top,a bit much,a little much")
    private static let gentler = AnyOf(
        """
        not so strong,not so much,not so intense,not so heavy,not so extreme,not as strong,not as much,not as intense,not that strong,\
        not that much,not that intense,not quite so strong,not quite so much,not quite as strong,not quite as much,less strong,less strongly,\
        less intense,less heavy,less extreme,subtler,more subtle,gentler,dial it back,dial that back,dial it down,tone it down,tone that down
        """)
    private static let shortage = AnyOf(
        "not enough,not strong enough,not quite enough,too little,too weak,too subtle,too faint,not nearly enough,hardly visible,barely visible"
    )

    private static let openings = AnyOf(
        """
        it's,it 's,that's,that is,it is,this is,still,now,no,hmm,sorry,but,looks,it looks,ok but,okay but,actually,i think,i think it's,\
        it's still,a little,nice but,good but,great but,ok,okay
        """)

    /// "not so warm", "too warm", after what made it warmer, "not that red" after what made it red: the share that is taken back.
    private mutating func excess(of edited: EditedBefore) -> Double? {
        while take("make it") || take(Self.openings) || takePause() {}
        var share = 0.5
        if take("way", "far", "much", "a lot") {
            share = 0.75
        } else if take("a bit", "a little", "slightly", "a tad") {
            share = 0.25
        }
        let isLess = take("less")
        guard isLess || take("too", "not so", "not as", "not that", "not quite so", "not quite as", "not too"),
            !edited.edits.isEmpty
        else { return nil }
        if let colour = bareColour() {
            // "not that red, more like burgundy" is another colour.
            return isAtEnd && edited.edits.allSatisfy { $0.colourGiven?.isCalled(colour.name) == true } ? share : nil
        }
        guard !isLess, let tone = take(ToneVocabulary.adjectives), edited.edits.allSatisfy({ $0.tone == tone })
        else { return nil }
        return share
    }

    /// "more", "a bit less of that", "it's way too much", "not enough"
    mutating func step() -> Step? {
        attempt { reader in
            while reader.take(Self.openings) || reader.takePause() {}
            var share = 0.5
            if reader.take("way", "far", "much", "a lot") {
                share = 0.75
            } else if reader.take("a bit", "a little", "slightly", "a tad") {
                share = 0.25
            }
            if reader.take(Self.gentler) || reader.take("weaker", "softer than that") {
                switch reader.amountBefore() {
                case .degree(let degree)?: share = degree < 1 ? 0.25 : degree > 1 ? 0.75 : share
                case .percent(let percent)? where percent < 100: share = percent / 100
                case nil: break
                default: return nil
                }
                return .less(share)
            }
            if reader.take(Self.excess) {
                _ = reader.attempt { reader -> Bool? in
                    _ = reader.takePause()
                    _ = reader.take("make it", "tone it down")
                    _ = reader.amountBefore()
                    return reader.take("less", "please") ? true : nil
                }
                return .less(share)
            }
            return nil
        } ?? attempt { $0.shareOfIt() }
            ?? attempt { reader in
                while reader.take(Self.openings) || reader.takePause() {}
                return reader.take(Self.shortage) ? .more(nil, isOfStrength: true) : nil
            } ?? attempt { reader in
                _ = reader.take("do", "and")
                return reader.take(
                    "it again", "that again", "again", "once more", "one more time", "another time", "it once more")
                    ? .more(nil, isOfStrength: false) : nil
            }
            ?? attempt { reader in
                while reader.take(Self.openings) || reader.takePause() {}
                _ = reader.take("make it", "do it", "go", "do")
                if reader.next?.text == "a",
                    ["stronger", "weaker"].contains(reader.tokens[safe: reader.position + 1]?.text)
                {
                    reader.skip()
                }
                let start = reader.position
                let amount = reader.amountBefore()
                let isLess = reader.take("less", "weaker")
                let isOfStrength = !isLess && reader.take("stronger", "more intense", "more intensely", "more strongly")
                guard
                    isLess || isOfStrength || reader.take("more", "even more")
                        || reader.position > start && reader.tokens[reader.position - 1].text == "more"
                else { return nil }
                _ = reader.take("of that", "of it", "of this", "of the same", "than that", "like that")
                return isLess ? amount.share.map { .less($0) } : .more(amount, isOfStrength: isOfStrength)
            }
    }

    /// "half of that", "half as strong", "at 70 %", "at half strength"
    private mutating func shareOfIt() -> Step? {
        while take(Self.openings) || takePause() {}
        _ = take("make it", "do it")
        _ = take("only", "just", "about", "at", "to")
        let isTo = position > 0 && ["at", "to"].contains(tokens[position - 1].text)
        if take("half of that", "half as much", "half as strong", "half that", "half of it") { return .less(0.5) }
        if take("a third of that", "a third of it") { return .less(2.0 / 3) }
        if take("a quarter of that", "a quarter of it") { return .less(0.75) }
        if take("half strength", "half the strength", "half intensity", "half opacity") { return .to(0.5) }
        if take("full strength", "full intensity") { return .to(1) }
        guard let percent = percent(), percent > 0, percent <= 100 else { return nil }
        return take("strength", "intensity", "opacity", "of that", "of it", "as strong") || isTo
            ? .to(percent / 100) : nil
    }

    /// "not so blurry", after what blurred a part or the background.
    mutating func lessBlurred(_ edited: EditedBefore) -> Step? {
        guard !edited.edits.isEmpty, edited.edits.allSatisfy(\.isBlur) else { return nil }
        return attempt { reader in
            while reader.take("make it", "a bit", "way", "much") || reader.take(Self.openings) || reader.takePause() {}
            guard reader.take("not so", "not as", "not that", "not quite so", "less", "too", "not too"),
                reader.take("blurry", "blurred", "soft", "out of focus", "blur", "bokeh")
            else { return nil }
            return .less(0.5)
        }
    }
}

extension EditedBefore {
    /// What it did, more or less of it; `nil` for what there is no more or less of.
    fileprivate func taking(_ step: Reader.Step) -> [LocalEdit]? {
        switch step {
        case .less(let share): return faded(to: strength * (1 - share))
        case .to(let share): return share == strength ? nil : faded(to: share)
        case .more(let amount, let isOfStrength):
            if strength < 1, let share = amount.share {
                return faded(to: strength > 0.9 ? 1 : strength + share * (1 - strength))
            }
            guard !isLost else { return nil }
            let more = edits.compactMap { $0.again(amount.strength(usual: 100)) }
            if more.count == edits.count { return more }
            let vivid = isOfStrength ? edits.compactMap { $0.moreVivid(amount.strength(usual: 100)) } : []
            return vivid.count == edits.count ? vivid : nil
        }
    }

    /// The same at so much of its strength. What lies behind a subject can't be mixed with what lay there.
    fileprivate func faded(to share: Double) -> [LocalEdit]? {
        guard !edits.isEmpty else { return nil }
        if edits.allSatisfy(\.isBlur) {
            return isLost ? nil : [.startingOver(turn: turn)] + edits.compactMap { $0.blurred(share) }
        }
        return edits.allSatisfy { $0.keepsPlaces && !$0.isFading } ? [.fading(turn: turn, to: share)] : nil
    }
}

extension Amount? {
    /// The share of it that "so much less" takes away; `nil` for stops, which say how light it is.
    fileprivate var share: Double? {
        switch self {
        case nil: 0.5
        case .degree(let degree)?: degree < 1 ? 0.25 : degree > 1 ? 0.75 : 0.5
        case .percent(let percent)?: percent < 100 ? percent / 100 : nil
        case .stops?: nil
        }
    }
}
