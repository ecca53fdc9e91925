import ImageModels

/// What is named and not found, or not told apart.
extension Declining {
    /// "make it darker", where nothing says whether the part that was edited last is meant, or the picture.
    var ofWhat: Decline? {
        guard isFirst, let edited = circumstances.edited, !edited.parts.isEmpty || edited.wasElsewhere else {
            return nil
        }
        let names =
            edited.parts.isEmpty ? "what was marked then, " : edited.parts.map { "the \($0.name), " }.joined()
        // "no, brighter", where nothing of it is marked any more.
        let begin = tokens[start...].firstIndex {
            !["no", "nope", "nah", "nein"].contains($0.text) && $0.kind != .pause
        }
        if edited.isLost, let begin, tokens.indices.contains(begin) {
            let said = text(of: tokens[begin...].prefix { $0.kind != .pause })
            if let example = first("make the picture \(said)"),
                Reader(tokens, referenceCount: 0, position: begin).isBare
            {
                return .incomplete(
                    missing: "what should become \u{201C}\(said)\u{201D}: \(names)or the whole picture",
                    example: example)
            }
        }
        guard
            let it = tokens.indices.dropFirst(start).first(where: { ["it", "this", "that"].contains(tokens[$0].text) })
        else { return nil }
        var picture = tokens
        picture.replaceSubrange(it...it, with: Tokeniser.tokens(of: "the picture"))
        var alone = Reader(picture, referenceCount: referenceCount, position: start)
        guard alone.edit() != nil else { return nil }
        return .incomplete(
            missing: "what \u{201C}\(tokens[it].text)\u{201D} is: \(names)or the whole picture", example: text(picture))
    }

    /// "make the scarf red", "turn the skier into a sticker": a noun that nothing finds, where what stands out could be
    /// named in its place.
    var unfound: Decline? {
        guard !starts(BeyondMeans.removingWords) || starts(AnyOf("cut out")) else { return nil }
        for (range, strangers) in unknownNouns {
            let noun = tokens[range].map(\.text).joined(separator: " ")
            // Whose skin it is fits a face, and no subject.
            if noun == "skin", !circumstances.isMarked, let near = nearby(noun, range) {
                return .beyondMeans(BeyondMeans.finding(noun), advice: near)
            }
            var other = tokens
            other.replaceSubrange(range, with: [Token(kind: .word, text: "subject")])
            guard let edits = edits(of: other) else { continue }
            let advice: String?
            let subject = text(other)
            if edits.contains(where: \.isOfTheSubject), circumstances.isMarked { continue }
            if edits.contains(where: \.isOfTheSubject) {
                // "crop to a circle" names no thing.
                guard range.lowerBound == 0 || !["a", "an"].contains(tokens[range.lowerBound - 1].text) else {
                    continue
                }
                advice = "What stands out most is the subject: \"\(subject)\""
            } else if let near = nearby(noun, range) {
                advice = near
            } else {
                advice = markedAdvice(plural: noun.isPlural)
            }
            // "cups": several of a thing, of which one stands out.
            if noun.isPlural, Nouns.objects.words.contains(String(noun.dropLast())) {
                return .beyondMeans(BeyondMeans.counted(noun), advice: advice)
            }
            return strangers.isEmpty
                ? .beyondMeans(BeyondMeans.finding(noun), advice: advice)
                : .notUnderstood(words: strangers, advice: advice)
        }
        return nil
    }

    /// To mark it and say the same, where that makes sense in a region.
    func markedAdvice(plural: Bool = false) -> String? {
        guard !circumstances.isMarked, Self.makesSense(text, referenceCount, isMarked: true) else { return nil }
        return "Mark \(plural ? "them" : "it") with /region, then say it again."
    }

    /// Skin is found in faces, and what is called by a colour may be told by it.
    func nearby(_ noun: String, _ range: Range<Int>) -> String? {
        if noun == "skin" {
            var other = tokens
            other.replaceSubrange(range, with: [Token(kind: .word, text: "face")])
            return edits(of: other) == nil ? nil : "The skin of a face is found: \"\(text(other))\""
        }
        if ["light", "lights"].contains(noun), range.lowerBound > start, tokens[range.lowerBound - 1].text == "the" {
            var other = tokens
            other.replaceSubrange(range, with: [Token(kind: .word, text: "picture")])
            return edits(of: other) == nil ? nil : "Of the whole picture: \"\(text(other))\""
        }
        guard Nouns.alsoColours.match(tokens, at: range.lowerBound) != nil else { return nil }
        var other = tokens
        other.replaceSubrange(range, with: Tokeniser.tokens(of: "orange parts"))
        guard ["orange", "oranges"].contains(noun), edits(of: other) != nil else { return nil }
        return "What is of that colour: \"\(text(other))\". Or mark it with /region, then say it again."
    }

    /// Runs of words that no table has, and nouns that nothing finds; with the words that no table has.
    var unknownNouns: [(Range<Int>, strangers: [String])] {
        var all: [(Range<Int>, strangers: [String])] = []
        var index = start
        while index < tokens.count {
            var end = index
            while end < tokens.count, isStranger(at: end) { end += 1 }
            if end > index {
                if end - index < 4, !namesSomething(at: end) {
                    all.append((index..<end, tokens[index..<end].map(\.text)))
                }
                index = end
                continue
            }
            let isFound =
                Nouns.faces.match(tokens, at: index) != nil || Nouns.features.match(tokens, at: index) != nil
                || ToneVocabulary.ranges.match(tokens, at: index) != nil
            let lengths = [
                Nouns.unselectable.match(tokens, at: index)?.length, Nouns.removable.match(tokens, at: index)?.length,
                Nouns.places.match(tokens, at: index)?.length,
                index > start && Fillers.articles.words.contains(tokens[index - 1].text)
                    ? Nouns.alsoColours.match(tokens, at: index)?.length : nil,
            ]
            if !isFound, let length = lengths.compactMap(\.self).max() { all.append((index..<(index + length), [])) }
            index += 1
        }
        return all
    }

    func isStranger(at index: Int) -> Bool {
        let token = tokens[index]
        return token.kind == .word && !Grammar.vocabulary.contains(token.text) && token.text.allSatisfy(\.isLetter)
            && token.text.count > 2
    }

    /// "the cat's eyes": parts of faces are found on people.
    var ofAnimals: Decline? {
        for index in tokens.indices.dropFirst(start + 1) where tokens[index].text == "'s" {
            let owner = [index - 1, index - 2].first {
                $0 >= start
                    && (Nouns.things.match(tokens, at: $0)?.length == index - $0
                        || Nouns.objects.match(tokens, at: $0)?.length == index - $0)
            }
            let feature = Nouns.features.match(tokens, at: index + 1)?.length
            let stranger = index + 1 < tokens.count && isStranger(at: index + 1) ? 1 : nil
            guard let owner, let length = feature ?? Nouns.unselectable.match(tokens, at: index + 1)?.length ?? stranger
            else {
                continue
            }
            let part = tokens[(index + 1)..<(index + 1 + length)].map(\.text).joined(separator: " ")
            var first = owner
            while first > start, Fillers.articles.words.contains(tokens[first - 1].text) { first -= 1 }
            var it = tokens
            it.replaceSubrange(first..<(index + 1 + length), with: [Token(kind: .word, text: "it")])
            let said = text(it)
            let advice =
                Self.makesSense(said, referenceCount, isMarked: true)
                ? circumstances.isMarked
                    ? "What is marked is \u{201C}it\u{201D}: \"\(said)\""
                    : "Mark \(part.isPlural ? "them" : "it") with /region, then: \"\(said)\"" : nil
            return .beyondMeans(
                BeyondMeans.finding(feature == nil ? part : "\(part) of animals and things"), advice: advice)
        }
        return nil
    }

    /// "replace the brick wall with a light grey backdrop": nothing but the background is ever replaced by one.
    var backdropForPart: Decline? {
        if let gradient = gradientForPart { return gradient }
        guard starts(BeyondMeans.replacingWords),
            let link = tokens.indices.dropFirst(start + 1).first(where: {
                ["with", "by", "to", "into", "for"].contains(tokens[$0].text)
            })
        else { return nil }
        var reader = Reader(tokens, referenceCount: referenceCount, position: link + 1)
        guard let last = tokens[link...].prefix(while: { $0.kind != .pause }).last,
            ["backdrop", "background", "wall", "gradient", "bg"].contains(last.text), reader.backdrop() != nil,
            reader.isAtBoundary,
            !tokens[start..<link].contains(where: { Nouns.background.match([$0], at: 0) != nil })
        else { return nil }
        let goal = tokens[(link + 1)..<reader.position].map(\.text).joined(separator: " ")
        return .incomplete(
            missing: "whether all of the background is meant: no part of it is replaced by itself",
            example: first("replace the background with \(goal)"))
    }

    /// "replace the sky with a gradient", "make the wall a gradient from blue to white"
    private var gradientForPart: Decline? {
        guard starts(BeyondMeans.replacingWords) || starts(AnyOf("make,give,put,fill,paint,set")),
            let place = tokens.indices.dropFirst(start).first(where: { ["gradient", "fade"].contains(tokens[$0].text) }
            ),
            !contains(Nouns.background), !hasStrangers
        else { return nil }
        var reader = Reader(tokens, referenceCount: referenceCount, position: start + 1)
        guard let target = reader.litPart(), reader.position <= place, !target.isSomebody else { return nil }
        var colours = Reader(tokens, referenceCount: referenceCount, position: reader.position)
        _ = colours.take("with", "by", "to", "into", "for", "in")
        var example = "replace the background with a gradient from blue to white"
        let begin = colours.position
        if case .gradient? = colours.gradient(), colours.isAtBoundary {
            let goal = text(of: tokens[begin..<colours.position])
            example = first("replace the background with \(goal)") ?? example
        }
        let isScenery = if case .scenery = target { true } else { false }
        return .incomplete(
            missing: isScenery
                ? "whether all of the background is meant: no part of it becomes a gradient by itself"
                : "what is to become a gradient: only the background does", example: example)
    }

    /// "the brown parts": a colour that parts are not told by.
    var ofNoFamily: Decline? {
        for index in tokens.indices.dropFirst(start) {
            guard let (_, length) = ColourTable.named.match(tokens, at: index),
                ["parts", "part", "areas", "pixels"].contains(tokens[safe: index + length]?.text),
                ColourTable.families.match(tokens, at: index + length - 1) == nil
            else { continue }
            let said = tokens[index...(index + length)].map(\.text).joined(separator: " ")
            let families = ColourFamily.allCases.map(\.rawValue).joined(separator: ", ")
            return .beyondMeans(BeyondMeans.finding(said), advice: "The colours that parts are told by: \(families).")
        }
        return nil
    }

    /// "remove the kite": what a region would have to mark.
    var unmarked: Decline? {
        guard !circumstances.isMarked, !starts(BeyondMeans.repairs) else { return nil }
        var reader = reader
        reader.takesMarked = true
        guard let edits = reader.edit(), edits.count == 1, case .remove(.marked(let what)) = edits[0] else {
            return nil
        }
        return .unsure("where \(what) \(what.isPlural ? "are" : "is")", advice: BeyondMeans.markToRemove)
    }

    /// "swap their shirts", "swap the pink and blue"
    var exchanged: Decline? {
        let isOfColours = tokens[start...].contains { ColourTable.named.match([$0], at: 0) != nil }
        guard starts(AnyOf("swap,exchange,switch")), namesSomething || isOfColours, !hasStrangers,
            !contains(AnyOf("to,into,with,for,by,out"))
        else { return nil }
        return .beyondMeans(
            BeyondMeans.exchanging,
            advice: "Say which becomes what: \"make the left jacket red and the right one blue\"")
    }
}

extension Target {
    /// Whether it is somebody as a whole.
    fileprivate var isSomebody: Bool { if case .whole(.people) = self { true } else { false } }
}
