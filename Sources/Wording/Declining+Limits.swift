import ImageModels

/// Whole but for a number that there is not: too large, too small, or in a unit that pictures have not.
extension Declining {
    var ofLimits: Decline? {
        // Nobody says more of one thing, and each is read in several ways.
        for index in tokens.indices.dropFirst(start).prefix(40) {
            guard case .number(let number) = tokens[index].kind else { continue }
            if let found = inKelvin(index, number) ?? belowNothing(index, number) ?? beyondLargest(index, number)
                ?? ofTwoWidths(index) ?? ofOtherUnit(index) ?? noRatio(index)
            {
                return found
            }
        }
        return nil
    }

    private static let pixels: Set<String> = ["px", "pixels", "pixel"]
    private static let percents: Set<String> = ["%", "percent"]

    /// What the instruction says with another number, or with other words from there on.
    private func saying(_ words: String, inPlaceOf range: Range<Int>) -> (edits: [LocalEdit], text: String)? {
        var other = tokens
        other.replaceSubrange(range, with: Tokeniser.tokens(of: words))
        return edits(of: other).map { ($0, text(other)) }
    }

    /// "-50 px", "0 px", "0 %"
    private func belowNothing(_ index: Int, _ number: Double) -> Decline? {
        let unit = tokens[safe: index + 1]?.text ?? ""
        guard Self.pixels.contains(unit) || Self.percents.contains(unit) else { return nil }
        let isNegative = index > start && ["-", "minus"].contains(tokens[index - 1].text)
        guard isNegative || number == 0 else { return nil }
        let usual = number >= 1 ? tokens[index].text : Self.pixels.contains(unit) ? "50" : "10"
        guard let (edits, text) = saying(usual, inPlaceOf: (isNegative ? index - 1 : index)..<(index + 1)),
            edits.contains(where: \.isOfShape)
        else { return nil }
        return .incomplete(
            missing: "a size above 0: it says \(isNegative ? "-" : "")\(tokens[index].text) \(unit)", example: text)
    }

    /// "20000 px", and corners that are rounded by more than half of the short side
    private func beyondLargest(_ index: Int, _ number: Double) -> Decline? {
        let unit = tokens[safe: index + 1]?.text ?? ""
        if Self.pixels.contains(unit), number > Double(GeometryLimit.side) || number != number.rounded() {
            guard let (edits, text) = saying("200", inPlaceOf: index..<(index + 1)), edits.contains(where: \.isOfShape)
            else { return nil }
            return .incomplete(
                missing: number > Double(GeometryLimit.side)
                    ? "a size of at most \(GeometryLimit.side) px, the longest that a picture's side may become"
                    : "a whole number of pixels",
                example: text)
        }
        if Self.percents.contains(unit), number > 50, let (edits, text) = saying("50", inPlaceOf: index..<(index + 1)),
            edits.contains(where: { if case .geometry(.roundedCorners) = $0 { true } else { false } })
        {
            return .incomplete(
                missing: "a radius of at most 50 % of the short side, which is a half circle", example: text)
        }
        // "on a 1000x1000 canvas with 600 px padding"
        if Self.pixels.contains(unit) || Self.percents.contains(unit) && number <= 100, number > 10,
            let (edits, text) = saying("10", inPlaceOf: index..<(index + 1)), edits.count > 1,
            edits.allSatisfy(\.isOfShape)
        {
            return .incomplete(
                missing: "a smaller amount than \(tokens[index].text) \(unit), which leaves no room for the picture",
                example: text)
        }
        return nil
    }

    /// "a 50x30 px border"
    private func ofTwoWidths(_ index: Int) -> Decline? {
        var end = index + 1
        if Self.pixels.contains(tokens[safe: end]?.text ?? "") { end += 1 }
        guard ["x", "by"].contains(tokens[safe: end]?.text), case .number? = tokens[safe: end + 1]?.kind else {
            return nil
        }
        end += 2
        if Self.pixels.contains(tokens[safe: end]?.text ?? "") { end += 1 }
        guard let (edits, text) = saying("\(tokens[index].text) px", inPlaceOf: index..<end),
            edits.contains(where: { if case .geometry(.border) = $0 { true } else { false } })
        else { return nil }
        return .incomplete(missing: "one width: a border is as wide on all sides", example: text)
    }

    private static let otherUnits = AnyOf(
        "mm,millimetres,millimeters,cm,centimetres,centimeters,inch,inches,in,pt,points,em,rem,k,kelvin,m,px,pixels,pixel"
    )

    /// "a 5 mm border", "by 200 K"
    private func ofOtherUnit(_ index: Int) -> Decline? {
        guard let (_, length) = Self.otherUnits.match(tokens, at: index + 1) else { return nil }
        let unit = tokens[index + 1].text
        let range = index..<(index + 1 + length)
        for (words, units) in [("40 px", "px or %"), ("20 %", "%"), ("1 stop", "stops")] {
            guard let (edits, text) = saying(words, inPlaceOf: range) else { continue }
            // What is of light takes no pixels, and what is of shape both.
            guard edits.contains(where: \.isOfShape) == (units == "px or %") else { continue }
            return .incomplete(missing: "an amount in \(units): it says \(unit)", example: text)
        }
        return nil
    }

    /// "set the temperature to 5500": no picture says how warm the light was.
    private func inKelvin(_ index: Int, _ number: Double) -> Decline? {
        guard number >= 1000, number <= 40000, contains(AnyOf("temperature,temp,white balance,wb,kelvin")) else {
            return nil
        }
        return .incomplete(
            missing: "how much warmer or cooler: it says a temperature of the light", example: "make it 20 % warmer")
    }

    /// "100:1"
    private func noRatio(_ index: Int) -> Decline? {
        guard tokens[safe: index + 1]?.text == ":", case .number? = tokens[safe: index + 2]?.kind,
            let (_, text) = saying("16:9", inPlaceOf: index..<(index + 3))
        else { return nil }
        var reader = Reader(tokens, referenceCount: 0, position: index)
        guard reader.ratio() == nil else { return nil }
        return .incomplete(missing: "a ratio between 1:20 and 20:1", example: text)
    }
}

extension LocalEdit {
    /// Whether it changes the picture's size or outline.
    fileprivate var isOfShape: Bool { if case .geometry = self { true } else { false } }
}
