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
            if let stops = reader.stops() { return .stops(stops) }
            if let percent = reader.percent() {
                _ = reader.take("more")
                return .percent(percent)
            }
            if reader.take("twice as", "two times", "double the", "2 x", "2 times") { return .percent(100) }
            var factor: Double?
            while let degree = reader.take(Amounts.degrees) { factor = min((factor ?? 1) * degree, 4) }
            return factor.map { .degree($0) }
        }
    }

    /// After what it strengthens: "by 20 %", "a lot", "+20".
    mutating func amountAfter() -> Amount? {
        attempt { reader in
            let hasBy = reader.take("by")
            _ = reader.take("about", "around", "roughly", "up to")
            if let stops = reader.stops() { return .stops(stops) }
            if let percent = reader.percent() { return .percent(percent) }
            if reader.take("a half", "half") { return .percent(50) }
            if reader.take("a third") { return .percent(33) }
            if reader.take("a quarter") { return .percent(25) }
            if hasBy, let number = reader.takeNumber() { return .percent(number) }
            if hasBy { _ = reader.take("just") }
            return reader.degreesAfter()
        }
    }

    /// The amount after what was strengthened before as well: a number says it exactly, and two degrees have to agree.
    ///
    /// One that contradicts `before` is not taken, so that it is found to be left over.
    mutating func amountAfter(else before: Amount?) -> Amount? {
        attempt { reader in
            guard let after = reader.amountAfter() else { return nil }
            if let before, case .degree = after, before != after { return nil }
            return after
        } ?? before
    }

    private mutating func degreesAfter() -> Amount? {
        var factor: Double?
        while let degree = take(Amounts.degrees) { factor = min((factor ?? 1) * degree, 4) }
        return factor.map { .degree($0) }
    }

    private static let fractions = Phrases<Double>([
        "half a,a half,one half,half": 0.5, "a third of a,one third of a,a third": 1.0 / 3, "a quarter of a": 0.25,
        "two thirds of a": 2.0 / 3, "a,one,a full,one full": 1, "one and a half": 1.5, "two": 2, "three": 3,
    ])

    /// "half a stop", "0.5 EV", "two stops".
    private mutating func stops() -> Double? {
        attempt { reader in
            guard let number = reader.takeNumber() ?? reader.take(Self.fractions), number > 0, number <= 4,
                reader.take("stop", "stops", "ev", "f stop", "f stops", "f-stop")
            else { return nil }
            return number
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
