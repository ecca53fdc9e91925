/// How much, as it was said.
enum Amount: Equatable {
    /// "slightly", "much": times the bare word.
    case degree(Double)
    /// "by 20 %"
    case percent(Double)
    /// "by half a stop", "+0.5 EV": of light alone.
    case stops(Double)

    /// - Parameter usual: the percentage that the bare word stands for.
    func strength(usual: Double) -> Strength {
        switch self {
        case .degree(let factor): Strength(factor)
        case .percent(let percent): Strength(percent / usual)
        case .stops(let stops): Strength(stops / 0.5)
        }
    }
}

extension Amount? {
    func strength(usual: Double) -> Strength { self?.strength(usual: usual) ?? .normal }
}

extension Reader {
    /// Before what it strengthens: "a bit more", "20 %", "twice as".
    mutating func amountBefore() -> Amount? {
        attempt { reader in
            // "by 20 % brighter"
            let hasBy = reader.take("by")
            if let stops = reader.stops() { return .stops(stops) }
            if hasBy, !(reader.next.map { if case .number = $0.kind { true } else { false } } ?? false) { return nil }
            if let percent = reader.percent() {
                _ = reader.take("more")
                return .percent(percent)
            }
            if reader.take("twice as", "two times", "double the", "2 x", "2 times") { return .percent(100) }
            _ = reader.take("only", "just")
            var factor: Double?
            while let degree = reader.degreeBefore() { factor = min((factor ?? 1) * degree, 4) }
            return factor.map { .degree($0) }
        }
    }

    /// "light" is an amount before what it weakens ("a light vignette"), and a noun after "more" or where nothing follows.
    private mutating func degreeBefore() -> Double? {
        if next?.text == "light" {
            let isNoun = position > 0 && ["more", "less", "some"].contains(tokens[position - 1].text)
            guard !isNoun, position + 1 < tokens.count, tokens[position + 1].kind == .word,
                Fillers.after.match(tokens, at: position + 1) == nil,
                !["on", "in", "to", "and", "of", "up"].contains(tokens[position + 1].text)
            else { return nil }
        }
        // "harder light" is no more light.
        return ["hard", "harder"].contains(next?.text) ? nil : take(Amounts.degrees)
    }

    /// After what it strengthens: "by 20 %", "a lot", "twice".
    ///
    /// - Parameter points: whether a bare number counts, as points of a hundred: on what other programs have sliders for.
    mutating func amountAfter(points: Bool = false) -> Amount? {
        attempt { reader in
            let hasBy = reader.take("by")
            _ = reader.take("about", "around", "roughly", "up to", "only", "just", "like", "maybe", "another")
            if let stops = reader.stops() { return .stops(stops) }
            if let percent = reader.percent() { return .percent(percent) }
            if reader.take("a half", "half") { return .percent(50) }
            if reader.take("a third") { return .percent(33) }
            if reader.take("a quarter") { return .percent(25) }
            if points, hasBy, let number = reader.takeNumber() {
                return number >= 1 && number == number.rounded() ? .percent(number) : nil
            }
            if reader.take("twice", "two times") { return .degree(2) }
            _ = reader.take("only", "just")
            return reader.degreesAfter()
        }
    }

    /// The amount after what was strengthened before as well: a number says it exactly, and two degrees have to agree.
    ///
    /// One that contradicts `before` is not taken, so that it is found to be left over.
    mutating func amountAfter(else before: Amount?, points: Bool = false) -> Amount? {
        attempt { reader in
            guard let after = reader.amountAfter(points: points) else { return nil }
            if let before, case .degree = after, before != after { return nil }
            return after
        } ?? before
    }

    private mutating func degreesAfter() -> Amount? {
        var factor: Double?
        while let degree = takeAdverb() { factor = min((factor ?? 1) * degree, 4) }
        return factor.map { .degree($0) }
    }

    /// "a bit", not what stands before nouns alone: "soft light" is no softness that is light.
    private mutating func takeAdverb() -> Double? {
        Amounts.adjectives.match(tokens, at: position) == nil ? take(Amounts.degrees) : nil
    }

    private static let fractions = Phrases<Double>([
        "half a,a half,one half,half": 0.5, "a third of a,one third of a,a third": 1.0 / 3, "a quarter of a": 0.25,
        "one third,third of a,third": 1.0 / 3, "one quarter,quarter of a,one quarter of a": 0.25,
        "two thirds of a,two thirds": 2.0 / 3, "a,one,a full,one full": 1, "one and a half": 1.5, "two": 2, "three": 3,
    ])

    /// "half a stop", "0.5 EV", "two stops".
    private mutating func stops() -> Double? {
        attempt { reader in
            guard var number = reader.fractionOfOne() ?? reader.takeNumber() ?? reader.take(Self.fractions),
                reader.take("stop", "stops", "ev", "f stop", "f stops", "f-stop")
            else { return nil }
            if reader.take("and a half") { number += 0.5 }
            return number > 0 && number <= 4 ? number : nil
        }
    }

    /// "2/3", "1/3 of a"
    mutating func fractionOfOne() -> Double? {
        attempt { reader in
            guard let part = reader.takeNumber(), reader.take("/"), let whole = reader.takeNumber(), part > 0, whole > 0
            else { return nil }
            _ = reader.take("of a", "of one", "a")
            return part / whole
        }
    }

    /// "20 %", "20 percent".
    mutating func percent() -> Double? {
        attempt { reader in
            guard let number = reader.takeNumber(), reader.takePercentSign() else { return nil }
            return number
        }
    }

    mutating func takePercentSign() -> Bool { take("%", "percent", "per cent", "pct", "percents") }
}
