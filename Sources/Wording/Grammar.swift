import Foundation
package import ImageModels

/// Reads an instruction as the edits that the built-in model can carry out.
///
/// A small grammar, not a search for key words: every word has to have its place, and one that has none declines the
/// whole instruction, because half an edit is worse than none.
package enum Grammar {
    /// More is no instruction to one picture.
    static let longest = 400

    /// What makes no sense in English is tried in the other languages that there is a vocabulary of.
    ///
    /// A line break within a sentence is a blank; where the words make no sense as one sentence it ends one.
    ///
    /// - Parameter referenceCount: how many reference images are attached; `[image 1]` names the first.
    /// - Throws: `ModelFailure.declined` with what did not fit, or with the kind of edit that was asked for.
    package static func parse(
        _ instruction: String, referenceCount: Int, in context: ReadingContext = ReadingContext()
    ) throws(ModelFailure) -> [LocalEdit] {
        try parse(instruction, Circumstances(referenceCount: referenceCount, context))
    }

    static func parse(_ instruction: String, _ circumstances: Circumstances) throws(ModelFailure) -> [LocalEdit] {
        let text = String(instruction.prefix(8 * longest))
        if text.contains(where: \.isNewline), instruction.utf8.count <= 32 * longest {
            let joined = text.split(whereSeparator: \.isNewline).joined(separator: " ")
            if let edits = try? read(Tokeniser.tokens(of: joined), circumstances, saysWhy: false) { return edits }
        }
        let tokens = Tokeniser.tokens(of: text)
        guard instruction.utf8.count <= 32 * longest else {
            throw .declined(.notUnderstood(words: Array(tokens.prefix(8).map(\.text))))
        }
        do {
            return try read(tokens, circumstances)
        } catch {
            guard text.count <= longest else { throw error }
            var known = error
            let inEnglish = tokens.count { $0.kind == .word && vocabulary.contains($0.text) }
            let isForeign = tokens.contains { $0.kind == .word && !vocabulary.contains($0.text) }
            let translations = Languages.english(for: text)
            for translation in translations {
                do {
                    return try read(Tokeniser.tokens(of: translation.english), circumstances)
                } catch .declined(let decline) {
                    // All of its words are known, so this says more than that they are no English.
                    if known == error, isForeign || decline.saysMore {
                        known = .declined(translation.reason(decline, of: text))
                    }
                } catch {}
            }
            // In a region a noun that nothing finds is what is marked, in any language.
            if circumstances.isMarked {
                for translation in translations {
                    let tokens = Tokeniser.tokens(of: translation.english)
                    if let edits = try? read(tokens, circumstances.takingMarked, saysWhy: false) { return edits }
                }
            }
            if known == error, let (english, words) = Languages.strangers(in: text, known: inEnglish) {
                let rest = Tokeniser.tokens(of: english)
                let reason = Declining(rest, from: 0, furthest: 0, circumstances)
                throw .declined(reason.saysNot ? reason.decline : .notUnderstood(words: Array(words.prefix(8))))
            }
            // Whatever it is that is to go, a region says where.
            if circumstances.isMarked, let edits = try? read(tokens, circumstances.takingMarked, saysWhy: false),
                edits.contains(where: \.isOfMarkedThing)
            {
                return edits
            }
            // What is beyond the model's means speaks of more than it has words for: short ones are no slips,
            // but for letters exchanged ("teh").
            let shortest =
                switch known {
                case .declined(.unsure): 6
                case .declined(.beyondMeans): 5
                default: 3
                }
            if known == error,
                let slip = Mistyping(tokens, from: shortest, reads: { isDone($0, circumstances) })
            {
                throw .declined(.mistyped(words: slip.words, meant: slip.meant))
            }
            if circumstances.isMarked, let edits = try? read(tokens, circumstances.takingMarked, saysWhy: false) {
                return edits
            }
            throw known
        }
    }

    /// Whether an instruction speaks of "it" and names no part, in any language that there is a vocabulary of.
    package static func speaksOfIt(_ instruction: String) -> Bool {
        let ways = [instruction] + Languages.english(for: instruction).map(\.english)
        return ways.contains { way in
            let tokens = Tokeniser.tokens(of: way)
            guard !namesPart(tokens) else { return false }
            let speaks = tokens.indices.contains { index in
                ["it", "this", "that", "there"].contains(tokens[index].text)
                    && (Nouns.pictures.match(tokens, at: index).map { $0.length == 1 } ?? true)
            }
            var reader = Reader(tokens, referenceCount: 0)
            reader.takeCorrections()
            return speaks || reader.isBare
        }
    }

    /// Whom an instruction names and says nothing else of, as one calls them after "meaning": "no, the left woman".
    package static func personNamed(by instruction: String) -> String? {
        let ways = [instruction] + Languages.english(for: instruction).map(\.english)
        return ways.lazy.compactMap { way in
            var reader = Reader(Tokeniser.tokens(of: way), referenceCount: 0)
            return reader.personAlone().flatMap { People.called($0.words)?.words }
        }.first
    }

    /// The instruction with a selection that is larger or smaller by some steps than it was.
    ///
    /// Throws `ModelFailure.declined` for an instruction that makes no sense.
    package static func selecting(_ instruction: String, by steps: Int) throws(ModelFailure) -> String {
        let mending = ", selecting "
        var plain = instruction
        var before = 0
        if let mended = instruction.range(of: mending, options: .backwards) {
            let end = instruction[mended.upperBound...].firstIndex(of: ",") ?? instruction.endIndex
            let said = Tokeniser.tokens(of: "make the jacket red" + instruction[mended.lowerBound..<end])
            if case .selecting(let steps)? = try? read(said, Circumstances(referenceCount: 0, ReadingContext())).last {
                plain = String(instruction[..<mended.lowerBound] + instruction[end...])
                before = steps
            }
        }
        let all = min(max(before + steps, -20), 20)
        guard all != 0 else { return plain }
        let count = abs(all) == 1 ? "" : "\(abs(all)) steps "
        return plain + mending + count + (all > 0 ? "more" : "less")
    }

    /// Whether a part is named, and not only spoken of as "it".
    private static func namesPart(_ tokens: [Token]) -> Bool {
        tokens.indices.contains { index in
            [Nouns.hair, Nouns.people, Nouns.faces, Nouns.background].contains { $0.match(tokens, at: index) != nil }
                || Nouns.garments.match(tokens, at: index) != nil || Nouns.things.match(tokens, at: index) != nil
                || Nouns.objects.match(tokens, at: index) != nil || Nouns.scenery.match(tokens, at: index) != nil
                || Nouns.features.match(tokens, at: index) != nil
        }
    }

    /// Whether tokens make sense, and what they ask for wants no region that is not there.
    private static func isDone(_ tokens: [Token], _ circumstances: Circumstances) -> Bool {
        guard let edits = try? read(tokens, circumstances, saysWhy: false) else { return false }
        return circumstances.isMarked || !edits.contains(where: \.isOfMarkedThing)
    }

    /// - Parameter saysWhy: whether what is thrown has the reason, which takes longer to find than to see that there is one.
    static func read(
        _ tokens: [Token], _ circumstances: Circumstances, saysWhy: Bool = true
    ) throws(ModelFailure) -> [LocalEdit] {
        guard tokens.count <= longest else {
            throw .declined(.notUnderstood(words: Array(tokens.prefix(8).map(\.text))))
        }
        let tokens = Fillers.withoutGerunds(tokens)
        var reader = Reader(tokens, referenceCount: circumstances.referenceCount)
        reader.antecedent = circumstances.edited?.parts ?? []
        reader.edited = circumstances.edited
        reader.takesMarked = circumstances.takesMarked
        reader.isMarked = circumstances.isMarked
        var edits: [LocalEdit] = []
        _ = reader.skipBetween()
        let beginning = reader.position
        let judged = reader.judgement()
        let judgedPart = judged == nil ? reader.judgementOfPart() : nil
        if let judgedPart { (reader.antecedent, reader.edited) = ([judgedPart.part], nil) }
        if judged != nil || judgedPart != nil { _ = reader.skipBetween() }
        var between = 0
        var latest = 0
        var product: ProductCanvas?
        while !reader.isAtEnd {
            let start = reader.position
            let joint = tokens[between..<start]
            if !edits.isEmpty, let people = reader.meaning() {
                let narrowed = !tokens[..<start].contains { Fillers.everybody.contains($0.text) }
                let meant = edits.map { ($0, $0.meaning(people, ofAll: narrowed)) }
                guard meant.contains(where: { $1 != nil }) else {
                    throw .declined(.notUnderstood(words: tokens[start...].map(\.text)))
                }
                edits = meant.map { $1 ?? $0 }
                if !reader.antecedent.isEmpty { reader.antecedent = Array(edits.suffix(latest)).parts }
                _ = reader.skipBetween()
                continue
            }
            // "make her face brighter and her hair too"
            if !edits.isEmpty, let same = reader.theSame(EditedBefore(edits.suffix(latest)), mayBeSilent: false) {
                edits += same
                latest = same.count
                reader.antecedent = same.parts
                between = reader.position
                if let promise = reader.skipBetween() { throw .declined(Declining.unfinished(after: promise)) }
                continue
            }
            if !edits.isEmpty, let said = reader.afterthought(of: edits) {
                edits = said
                _ = reader.skipBetween()
                continue
            }
            guard
                let found = edits.isEmpty
                    ? reader.edit() : reader.selecting() ?? reader.taking(after: edits) ?? reader.edit()
            else {
                guard saysWhy else { throw .declined(.notUnderstood(words: [])) }
                throw .declined(
                    Declining(
                        tokens, from: edits.isEmpty ? beginning : start, furthest: reader.furthest, circumstances,
                        antecedent: reader.antecedent, isFirst: edits.isEmpty
                    ).decline
                )
            }
            product = product ?? ProductCanvas(found, at: start, of: tokens)
            // "then make the green parts blue": those that are green by then.
            if joint.contains(where: { Fillers.order.contains($0.text) }), edits.contains(where: \.changesColour),
                found.contains(where: { edit in edit.goesByColour && !reader.antecedent.contains { $0 == edit.about } })
            {
                edits.append(.afterwards)
            }
            edits += found
            latest = found.count
            reader.isOfRanges = found.allSatisfy { $0.tone.map(ToneVocabulary.isOfRange) ?? false }
            // "make the jacket red, selecting more, and make it darker": the jacket.
            if !found.allSatisfy(\.isOfSelections) {
                reader.edited = nil
                reader.antecedent = reader.kept.map { [$0] } ?? found.parts
            }
            between = reader.position
            if let promise = reader.skipBetween() {
                throw .declined(Declining.unfinished(after: promise))
            }
        }
        // "it is too dark, make the jacket red": nothing is done about how it is.
        if let judged, !edits.contains(where: { $0.tone == ToneVocabulary.opposite(of: judged) }) {
            throw .declined(Declining(tokens, from: beginning, furthest: reader.furthest, circumstances).decline)
        }
        // "the sky is too dark, make it darker", "her face is too dark, make the sky blue"
        if let judgedPart, !edits.allSatisfy({ $0.mends(judgedPart) || $0.isOfSelections }) {
            throw .declined(Declining(tokens, from: beginning, furthest: reader.furthest, circumstances).decline)
        }
        guard !edits.isEmpty else {
            let liking = Declining(tokens, from: 0, furthest: 0, circumstances).liking
            throw .declined(liking ?? .notUnderstood(words: tokens.filter { $0.kind != .pause }.map(\.text)))
        }
        // "make it darker", of hair that was said to be taken as it was found, or of which more was selected.
        if let edited = circumstances.edited, !edited.taken.isEmpty, !edits.parts.isEmpty,
            edits.parts.allSatisfy(edited.parts.contains), !namesPart(tokens)
        {
            edits += edited.taken
        }
        edits = product?.edits(edits) ?? edits
        // What stands out is one thing: two names for it would both be painted.
        let objects = Set(edits.compactMap(\.object))
        guard objects.count < 2 else { throw .declined(.beyondMeans(BeyondMeans.tellingApart(objects.sorted()))) }
        return edits
    }
}

extension LocalEdit {
    /// Whether it changes the part that something was said of, and not the way it is too much so already.
    fileprivate func mends(_ judged: Reader.JudgedPart) -> Bool {
        guard let about, about.lit == judged.part.lit else { return false }
        guard let tone = judged.tone, let own = self.tone else { return true }
        return own != tone
    }
}

extension Decline {
    /// Whether it says what is lacking or beyond the model's means, and not only that something was not understood.
    fileprivate var saysMore: Bool {
        switch self {
        case .incomplete, .beyondMeans(BeyondMeans.beyondEdges, _): true
        default: false
        }
    }
}

extension Translation {
    /// The reason in the words of what was typed.
    fileprivate func reason(_ decline: Decline, of instruction: String) -> Decline {
        switch decline {
        case .incomplete(let missing, let example):
            .incomplete(missing: Declining.inItsOwnWords(missing, of: instruction), example: example)
        case .notUnderstood(let words, _): .notUnderstood(words: own(words))
        default: decline
        }
    }
}

extension Reader {
    /// One edit, or several that share a verb.
    mutating func edit() -> [LocalEdit]? {
        kept = nil
        if let edited {
            if let edits = moreOfTheSame(edited) ?? theSame(edited) ?? inAnotherColour(edited) ?? ringAround(edited) {
                return edits
            }
            if isUnsureWhat(edited) || speaksOfEdge(of: edited.edits) { return nil }
        }
        takeOnly()
        if let edits = blurredBehind() ?? keptAsItIs() ?? allButOnePart() { return edits }
        // What was tried and left may have set it.
        kept = nil
        if let edits = editOfAntecedent() { return edits }
        if isUnclear { return nil }
        if let edits = sliders() { return edits }
        if let edits = canvas() ?? circle() { return edits }
        // Two colours are much else; what this reads of them in vain says nothing of what is left over.
        var trial = self
        if let edits = trial.duotone() {
            self = trial
            return edits
        }
        if let edits = sticker() ?? background() ?? focusedCrop() ?? straightening() { return edits }
        if let edits = geometry() ?? shadow() ?? tone() ?? range() ?? look() { return edits }
        return tint() ?? partTone() ?? removal() ?? recolour()
    }

    /// "perfect, now ...": said of what was done before.
    private mutating func takePraise() -> Bool {
        attempt { reader in
            guard reader.praisesPicture() || reader.take(Fillers.praise),
                reader.takePause() || reader.take("but", "now", "and now"), !reader.isAtEnd
            else { return nil }
            return true
        } ?? false
    }

    /// "no, darker", "no make it darker": what was done before was not what was meant, and this goes on from there.
    private mutating func takeCorrection() -> Bool {
        guard position == 0 else { return false }
        return attempt { reader in
            guard reader.take(Fillers.corrections) else { return nil }
            return reader.takePause() || ["make", "turn", "try", "i"].contains(reader.next?.text) ? true : nil as Bool?
        } ?? false
    }

    /// "what a nice picture", "great shot", "i love this photo"
    private mutating func praisesPicture() -> Bool {
        attempt { reader in
            if reader.take("i love", "love", "i like", "i really like", "i really love") {
                return reader.wholePicture() ? true : nil
            }
            _ = reader.take("what a", "such a", "that's a", "this is a", "it's a", "a", "the", "wow", "very")
            guard reader.take(Fillers.pleasing) else { return nil }
            return reader.take(Fillers.praised) ? true : nil as Bool?
        } ?? false
    }

    /// Skips what joins two edits, and politeness.
    ///
    /// Returns the words that announce another edit ("and", "i want") where none follows.
    mutating func skipBetween() -> String? {
        var promise: String?
        while !isAtEnd {
            let start = position
            let closing = Fillers.after.match(tokens, at: position)?.length ?? 0
            let opening = max(
                Fillers.joining.match(tokens, at: position)?.length ?? 0,
                Fillers.before.match(tokens, at: position)?.length ?? 0)
            // "too dark" says how it is; "1." counts what is asked for.
            if next?.text == "too", let word = tokens[safe: position + 1], word.kind == .word { return nil }
            if case .number? = next?.kind, tokens[safe: position + 1]?.kind == .pause, position + 2 < tokens.count {
                skip()
            }
            if takePause() || takePraise() || takeCorrection() { continue }
            if take(Fillers.thanks) {
                promise = nil
            } else if closing > 0, closing >= opening {
                skip(closing)
            } else if opening > 0 {
                skip(opening)
                promise = tokens[start..<position].map(\.text).joined(separator: " ")
            } else {
                return nil
            }
        }
        return promise
    }
}
