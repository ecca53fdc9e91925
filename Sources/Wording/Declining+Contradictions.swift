import ImageModels

/// What can't be both.
extension Declining {
    /// "dark light red", "brighter and darker"
    var contradiction: Decline? {
        for index in start..<tokens.count {
            guard let (first, length) = ColourTable.shades.match(tokens, at: index),
                let (second, more) = ColourTable.shades.match(tokens, at: index + length), first.contradicts(second)
            else { continue }
            let words = [index..<(index + length), (index + length)..<(index + length + more)].map { range in
                "\u{201C}\(tokens[range].map(\.text).joined(separator: " "))\u{201D}"
            }
            return .incomplete(missing: "a choice: it says \(words[0]) and \(words[1])")
        }
        return opposites ?? greyAndColourful ?? twoColours
    }

    /// "black and white with vivid colours"
    var greyAndColourful: Decline? {
        for index in tokens.indices {
            guard let (tone, length) = ToneVocabulary.adjectives.match(tokens, at: index), tone == .blackAndWhite else {
                continue
            }
            var after = Reader(tokens, referenceCount: 0, position: index + length)
            _ = after.takePause()
            guard after.take("with", "and", "but") else { continue }
            let said = after.position
            _ = after.amountBefore()
            _ = after.take("more")
            guard after.take(ToneVocabulary.adjectives) == .moreSaturated else { continue }
            _ = after.take("colours", "colors", "colour", "color", "tones")
            guard after.isAtBoundary else { continue }
            let both = [index..<(index + length), said..<after.position].map { range in
                "\u{201C}\(tokens[range].map(\.text).joined(separator: " "))\u{201D}"
            }
            return .incomplete(missing: "a choice: it says \(both[0]) and \(both[1])")
        }
        return nil
    }

    /// "brighter and darker"
    var opposites: Decline? {
        for index in start..<tokens.count {
            guard let (first, length) = ToneVocabulary.adjectives.match(tokens, at: index),
                tokens[safe: index + length]?.text == "and",
                let (second, _) = ToneVocabulary.adjectives.match(tokens, at: index + length + 1),
                ToneVocabulary.opposite(of: first) == second
            else { continue }
            let said = "\u{201C}\(tokens[index].text)\u{201D} and \u{201C}\(tokens[index + length + 1].text)\u{201D}"
            return .incomplete(missing: "a choice: it says \(said)")
        }
        return nil
    }

    /// "make the sky pink and purple": the second colour begins an edit that has nothing to give it to.
    var twoColours: Decline? {
        guard start > 1, tokens[start - 1].text == "and" else { return nil }
        var after = reader
        guard let second = after.colour(), after.isAtBoundary else { return nil }
        for place in max(0, start - 4)..<(start - 1) {
            var before = Reader(tokens, referenceCount: 0, position: place)
            guard let first = before.bareColour(), before.position == start - 1 else { continue }
            return .incomplete(
                missing: "a choice: it says \u{201C}\(first.name)\u{201D} and \u{201C}\(second.name)\u{201D}")
        }
        return nil
    }
}
