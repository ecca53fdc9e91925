extension Reader {
    private typealias Words = ToneVocabulary

    /// Light, colour and grain of the whole picture.
    mutating func tone() -> [LocalEdit]? {
        whole { $0.colourRemoved() } ?? whole { $0.cornersDarker() } ?? whole { $0.toneByVerb() } ?? whole {
            $0.toneByQuality()
        }
            ?? whole { $0.qualityMoved() } ?? whole { $0.qualityAndNumber() } ?? whole { $0.toneByAdjectives() }
            ?? whole { $0.exposure() }
    }

    mutating func toneScope() -> Bool { wholePicture() || take(Words.scopes) }

    /// `nil` where an amount is in stops and the tone is no light, or one that nothing can be changed by.
    static func edit(_ tone: Tone, _ amount: Amount?, on target: Target? = nil) -> LocalEdit? {
        if case .stops? = amount, tone != .brighter, tone != .darker { return nil }
        // Nothing is darker by all of it, or brighter ten times over; by nothing is no edit.
        if case .percent(let percent)? = amount, !(percent > 0 && percent <= (tone == .darker ? 99 : 100)) {
            return nil
        }
        return .tone(tone, strength: amount.strength(usual: tone.usualPercent), on: target)
    }

    private static func edits(_ tone: Tone, _ amount: Amount?) -> [LocalEdit]? { edit(tone, amount).map { [$0] } }

    /// "+0.5 EV", "minus one stop", "exposure +1", "overexpose it by a stop"
    private mutating func exposure() -> [LocalEdit]? {
        _ = take("set", "change", "adjust", "push", "pull", "make")
        skipPlainArticles()
        _ = take("the exposure", "exposure")
        _ = take("by", "to")
        let goesDown = take("-", "minus")
        guard goesDown || take("+", "plus"), let amount = amountAfter(), case .stops = amount else { return nil }
        return Self.edits(goesDown ? .darker : .brighter, amount)
    }

    /// "remove the colour", "desaturate it", "desaturate it by 30 %"
    private mutating func colourRemoved() -> [LocalEdit]? {
        if take("remove", "take away", "drain", "drop", "strip", "no", "without", "delete") {
            guard
                take(
                    "the colour",
                    "the color",
                    "all colour",
                    "all color",
                    "the colours",
                    "the colors",
                    "all colours",
                    "all colors",
                    "colour",
                    "color",
                    "colours",
                    "colors",
                    "all the colour",
                    "all the color",
                    "all the colours",
                    "all the colors",
                    "saturation",
                    "all saturation",
                    "the saturation"
                )
            else { return nil }
            if take("from"), !toneScope() { return nil }
            return [.tone(.blackAndWhite, strength: .normal)]
        }
        let start = amountBefore()
        guard take("desaturate") else { return nil }
        _ = toneScope()
        guard let amount = amountAfter(else: start) else { return [.tone(.blackAndWhite, strength: .normal)] }
        if case .degree(let degree) = amount, degree >= 3 { return [.tone(.blackAndWhite, strength: .normal)] }
        return Self.edits(.lessSaturated, amount)
    }

    /// "make the corners of the picture a bit darker"
    private mutating func cornersDarker() -> [LocalEdit]? {
        guard take("make", "turn", "get", "have"),
            take("the corners", "the edges", "corners", "edges", "all corners", "all the corners")
        else { return nil }
        if take("of"), !wholePicture() { return nil }
        let amount = amountBefore()
        guard take("darker", "dark") else { return nil }
        return Self.edits(.vignette, amountAfter(else: amount))
    }

    /// "slightly brighten the picture", "sharpen it by 50 %"
    private mutating func toneByVerb() -> [LocalEdit]? {
        let start = amountBefore()
        guard var tone = take(Words.verbs) else { return nil }
        // "brighten slightly the picture"
        let between = start == nil ? amountBefore() : nil
        if tone == .darker, take("the corners", "the edges", "corners", "edges", "all corners") {
            tone = .vignette
        } else {
            _ = toneScope()
        }
        _ = take("up", "down", "things up", "out")
        return Self.edits(tone, amountAfter(else: start ?? between))
    }

    /// "increase the contrast by 20 %", "a bit more warmth", "add some film grain", "less saturation"
    private mutating func toneByQuality() -> [LocalEdit]? {
        var goesUp: Bool?
        // Soft light is no darker one.
        let softens = ["soften", "flatten"].contains(next?.text)
        if take(Words.raising) { goesUp = true } else if take(Words.lowering) { goesUp = false }
        if goesUp == nil, take("make", "have") { _ = toneScope() }
        if let edits = attempt({ $0.exposureByNumber(goesUp: goesUp) }) { return edits }
        _ = take("it")
        var amount = amountAround()
        if take("less", "low") { goesUp = false } else if take("more", "high") { goesUp = true }
        if amount != nil, goesUp == nil { goesUp = true }
        skipPlainArticles()
        amount = amountBefore() ?? amount
        _ = take("nice", "dark", "analog", "analogue", "overall", "classic", "black")
        // Noise is added as grain is; to take it away is another thing.
        let noise: Tone? = goesUp == true && take("noise", "film noise") ? .grain : nil
        guard let quality = noise ?? take(Words.qualities), !(softens && quality == .brighter) else { return nil }
        _ = take("effect", "filter", "level", "levels", "overlay", "texture")
        let others = goesUp == nil ? [] : furtherQualities()
        if goesUp == nil {
            // A vignette or grain is added; "contrast" alone does not say which way.
            guard quality == .vignette || quality == .grain || (quality == .moreContrast && amount != nil) else {
                return nil
            }
            goesUp = true
        }
        if take("of", "to", "in", "on", "around", "over"), !toneScope(), !take("the edges", "the corners") {
            return nil
        }
        // "drop the contrast down"
        _ = goesUp == true ? take("up") : take("down")
        let end = amountAfter(else: amount, points: true)
        let edits = ([quality] + others).compactMap { quality -> LocalEdit? in
            guard let tone = goesUp == true ? quality : Words.opposite(of: quality) else { return nil }
            return Self.edit(tone, end)
        }
        return edits.count == others.count + 1 ? edits : nil
    }

    /// "and saturation": further qualities that share a verb and an amount.
    private mutating func furtherQualities() -> [Tone] {
        var all: [Tone] = []
        while all.count < 8 {
            let another: Tone? = attempt { reader in
                let paused = reader.takePause()
                guard reader.take("and", "and also", "as well as", "plus") || paused else { return nil }
                reader.skipPlainArticles()
                guard let quality = reader.take(Words.qualities) else { return nil }
                var ahead = reader
                let hasAmount = ahead.amountAfter(points: true) != nil
                guard hasAmount || reader.isAtBoundary || ["of", "to", "in", "on"].contains(reader.next?.text ?? "")
                else { return nil }
                return quality
            }
            guard let another else { return all }
            all.append(another)
        }
        return all
    }

    /// "increase exposure by 0.3": counted in stops.
    private mutating func exposureByNumber(goesUp: Bool?) -> [LocalEdit]? {
        skipPlainArticles()
        guard let goesUp, take("exposure"), take("by"), let stops = takeNumber(), stops > 0, stops <= 4,
            isAtBoundary
        else { return nil }
        return Self.edits(goesUp ? .brighter : .darker, .stops(stops))
    }

    private mutating func amountAround() -> Amount? {
        if let amount = amountBefore() { return amount }
        return attempt { reader in
            guard reader.take("a", "an", "some") else { return nil }
            return reader.amountBefore()
        }
    }

    /// "turn the contrast up a bit", "contrast down"
    private mutating func qualityMoved() -> [LocalEdit]? {
        _ = take("turn", "bring", "push", "dial", "crank", "pull", "take", "move", "set", "knock", "drag")
        let amount = amountBefore()
        skipPlainArticles()
        guard let quality = take(Words.qualities) else { return nil }
        if take("of"), !toneScope() { return nil }
        let before = amountBefore()
        let goesUp: Bool
        if take("up", "higher") { goesUp = true } else if take("down", "lower") { goesUp = false } else { return nil }
        guard let tone = goesUp ? quality : Words.opposite(of: quality) else { return nil }
        return Self.edits(tone, amountAfter(else: before ?? amount, points: true))
    }

    /// "contrast +20", "saturation -30 %", "contrast 1.2" (times), "+20 % brightness"
    ///
    /// A number without a sign says neither by how much nor up to what ("brightness 50 %"), but of what is added.
    mutating func qualityAndNumber() -> [LocalEdit]? {
        let raises = take("increase", "raise", "boost", "bump up")
        let lowers = !raises && take("decrease", "reduce", "lower", "drop")
        if !raises, !lowers { _ = take("set", "make", "change", "adjust") }
        skipPlainArticles()
        if !raises, !lowers, let percent = signedPercent(), percent.isSigned {
            guard let quality = take(Words.qualities) else { return nil }
            return Self.moved(quality, by: percent.value)
        }
        let isExposure = next?.text == "exposure"
        guard let quality = take(Words.qualities) else { return nil }
        _ = take("to", "by", "at", "of", "=")
        let start = position
        guard let percent = signedPercent() else { return nil }
        guard percent.isSigned || percent.isFactor || quality == .grain || quality == .vignette else { return nil }
        // "increase the saturation to +25" says its direction twice, and "to 25" says no step.
        if raises || lowers, !percent.isSigned || (percent.value > 0) != raises { return nil }
        if isExposure, percent.isSigned, abs(percent.value) <= 4, !tokens[start..<position].contains(where: \.isPercent)
        {
            // Exposure is counted in stops.
            return Self.edits(percent.value < 0 ? .darker : .brighter, .stops(abs(percent.value)))
        }
        return Self.moved(quality, by: percent.value)
    }

    private static func moved(_ quality: Tone, by percent: Double) -> [LocalEdit]? {
        guard let tone = percent < 0 ? Words.opposite(of: quality) : quality, percent != 0 else { return nil }
        return edits(tone, .percent(abs(percent)))
    }

    /// A bare number under 3 with a point is a factor; over 100 without a sign it could mean "to" or "by".
    private mutating func signedPercent() -> (value: Double, isSigned: Bool, isFactor: Bool)? {
        attempt { reader in
            let sign: Double? = reader.take("+", "plus") ? 1 : reader.take("-", "minus") ? -1 : nil
            guard let token = reader.next, let number = reader.takeNumber() else { return nil }
            let hasPercent = reader.takePercentSign()
            if sign == nil, !hasPercent, token.text.contains("."), number < 3 {
                return ((number - 1) * 100, false, true)
            }
            if sign == nil, number > 100 { return nil }
            return ((sign ?? 1) * number, sign != nil, false)
        }
    }

    /// "make it a bit brighter and warmer", "convert to black and white", "less saturated"
    private mutating func toneByAdjectives() -> [LocalEdit]? {
        _ = take(Words.appliers)
        _ = toneScope()
        while take(Words.links) {}
        guard let (first, amount, isLess) = strengthenedAdjective() else { return nil }
        guard var edits = Self.edits(first, amount) else { return nil }
        while edits.count < 16 {
            let another: Tone? = attempt { reader in
                let paused = reader.takePause()
                guard reader.take("and") || paused else { return nil }
                let isComparative = reader.next?.text.hasSuffix("er") == true
                guard let tone = reader.plainAdjective() else { return nil }
                // "less bright and warm" is less of both.
                return isLess && !isComparative && !paused ? Words.opposite(of: tone) : tone
            }
            guard let another else { break }
            // "brighter and darker"
            let contradicts = edits.contains { edit in
                guard case .tone(let tone, _, _) = edit else { return false }
                return tone == Words.opposite(of: another)
            }
            guard !contradicts else { return nil }
            guard let next = Self.edit(another, amount) else { return nil }
            edits.append(next)
        }
        if !take(Words.effectNouns), [.warmer, .cooler].contains(first) {
            _ = take("light", "lighting", "temperature", "colour temperature", "color temperature", "white balance")
        }
        if edits.count == 1 {
            if take("to", "on", "of", "over"), !toneScope() { return nil }
            let end = amountAfter(else: amount)
            if end != amount {
                guard let amended = Self.edits(first, end) else { return nil }
                edits = amended
            }
        }
        // "black and white with a vignette"
        if next?.text == "with", let more = attempt({ $0.toneByQuality() }) { edits += more }
        return edits
    }

    /// An adjective in a list after one that was strengthened: takes the same amount, so it may not have its own.
    private mutating func plainAdjective() -> Tone? {
        attempt { reader in
            guard let tone = reader.take(Words.adjectives) else { return nil }
            return reader.isAtBoundary || Words.effectNouns.match(reader.tokens, at: reader.position) != nil
                ? tone : nil
        }
    }

    private mutating func strengthenedAdjective() -> (tone: Tone, amount: Amount?, isLess: Bool)? {
        let start = position
        var amount = amountAround()
        // "more vibrant, but not too much"
        if position == start + 1, tokens[start].text == "more" { amount = nil }
        var isLess = take("less")
        // "the light" is no amount.
        let isDefinite = next?.text == "the"
        skipPlainArticles()
        if !isDefinite { amount = amountBefore() ?? amount }
        isLess = take("less") || isLess
        _ = take("look", "as")
        // "make the brighter" lacks a noun.
        guard let tone = take(Words.adjectives), !(isDefinite && isAtBoundary) else { return nil }
        if !isLess { return (tone, amount, false) }
        return Words.opposite(of: tone).map { ($0, amount, true) }
    }
}

extension Tone {
    /// The percentage that the bare word stands for: "brighter" is "20 % brighter".
    var usualPercent: Double {
        switch self {
        case .warmer, .cooler, .brighter, .darker, .moreContrast, .lessContrast, .moreSaturated, .lessSaturated,
            .lighterMidtones, .darkerMidtones:
            20
        case .sharper, .softer, .blurred, .pixelated, .vignette, .grain, .posterise, .moreClarity, .lessClarity,
            .lighterShadows, .darkerShadows, .lighterHighlights, .darkerHighlights, .lighterWhites, .darkerWhites,
            .lighterBlacks, .darkerBlacks, .faded, .golden, .tealAndOrange, .dehaze, .haze, .whiter:
            50
        case .blackAndWhite, .sepia, .invert, .whiteBalance, .autoLevels, .autoEnhance: 100
        }
    }
}

extension Token {
    fileprivate var isPercent: Bool { ["%", "percent", "per", "pct"].contains(text) }
}
