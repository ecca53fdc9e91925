import ImageModels

/// What is not done, where something near to it is.
extension Declining {
    /// Of its kind, with what comes near to it.
    var nearTo: Decline? {
        roundFrame ?? stickerBorder ?? overlay ?? sunsetSky ?? thumbnail ?? mendedPart ?? colouredShape
            ?? clauseOfThing ?? bareSelectiveColour
    }

    private static let frames = AnyOf("frame,border,edge,frames,borders")
    private static let framing = AnyOf("add,put,give,make,with,create,apply,draw,surround,a,an,polaroid,wooden")

    /// "add a polaroid frame", "a frame like a polaroid": a border is of one colour.
    var frameOfKind: Decline? {
        guard starts(Self.framing), contains(Self.frames) else { return nil }
        if contains(AnyOf("polaroid,instant photo,instant film,instax")) {
            return .beyondMeans(
                "frames that are more than a border of one colour",
                advice: "Near to it: \"add a 5 % white border and add 15 % of white at the bottom\"")
        }
        let kinds = AnyOf("wooden,wood,ornate,antique,baroque,torn,grunge,film strip,filmstrip,baroque,picture frame")
        guard contains(kinds) else { return nil }
        return .beyondMeans(
            "frames that are more than a border of one colour", advice: "Near to it: \"add a brown border\"")
    }

    /// "add a round blue frame": around a circle, which is cut.
    private var roundFrame: Decline? {
        guard starts(Self.framing), contains(AnyOf("round,circular,circle")),
            contains(AnyOf("frame,border,ring,outline")), !hasStrangers
        else { return nil }
        let colour = tokens.indices.dropFirst(start).lazy.compactMap { index -> String? in
            var reader = Reader(self.tokens, referenceCount: 0, position: index)
            return reader.bareColour()?.name
        }.first
        return .incomplete(
            missing: "whether the picture is cut to a circle, which a round frame goes around",
            example: first("crop to a circle with a \(colour ?? "white") ring", "crop to a circle with a white ring"))
    }

    /// "put a sticker border around it"
    private var stickerBorder: Decline? {
        guard contains(AnyOf("sticker border,sticker outline,sticker edge,die cut border,sticker style border")) else {
            return nil
        }
        return .incomplete(
            missing: "whether it is cut out: a sticker's border goes around what is cut out",
            example: "turn it into a sticker with a white border")
    }

    /// "overlay navy at 40 %": a tint keeps light and shade, a layer of paint would not.
    private var overlay: Decline? {
        guard contains(AnyOf("overlay,overlaid,layer")) else { return nil }
        var colour: NamedColour?
        var percent: String?
        for index in tokens.indices.dropFirst(start) {
            var reader = Reader(tokens, referenceCount: 0, position: index)
            if colour == nil { colour = reader.bareColour() }
            if case .number = tokens[index].kind, ["%", "percent"].contains(tokens[safe: index + 1]?.text) {
                percent = tokens[index].text
            }
        }
        guard let colour, !hasStrangers else { return nil }
        let tint = "tint it \(colour.name)"
        return .beyondMeans(
            "laying a colour over the picture",
            advice: first(percent.map { "\(tint) by \($0) %" } ?? tint, tint).map { "Near to it: \"\($0)\"" })
    }

    /// "sunset sky"
    private var sunsetSky: Decline? {
        guard contains(AnyOf("sunset,sunrise,dusk,dawn")),
            contains(AnyOf("sky,skies"))
        else { return nil }
        return .beyondMeans(
            BeyondMeans.light, advice: "Near to it: \"make the sky orange\", or of the whole picture \"golden hour\".")
    }

    /// "make a thumbnail"
    private var thumbnail: Decline? {
        guard contains(AnyOf("thumbnail,thumb nail,thumbnails")), !namesSomething else { return nil }
        let size = tokens.indices.dropFirst(start).first { index in
            if case .number = tokens[index].kind { true } else { false }
        }
        let said = size.map { "resize to \(tokens[$0].text) px" }
        return .incomplete(
            missing: size == nil
                ? "a size in pixels, such as \"256 px\"" : "whether the picture itself becomes so small",
            example: said.flatMap { first($0) } ?? "resize to 256 px")
    }

    /// "fix the dull sky": how it is, and not what is to be done.
    private var mendedPart: Decline? {
        guard starts(AnyOf("fix,correct,improve,repair,help")) else { return nil }
        var reader = Reader(tokens, referenceCount: referenceCount, position: start)
        reader.skip()
        reader.skipPlainArticles()
        let judged = reader.position
        guard reader.take(Self.judgements) || reader.take(ToneVocabulary.adjectives) != nil, reader.position > judged
        else { return nil }
        let begin = reader.position
        guard let target = reader.litPart(), reader.isAtBoundary else { return nil }
        let part = "the " + text(of: tokens[begin..<reader.position])
        let isSky = target == .scenery(.sky)
        return .incomplete(
            missing: "what is to change: it says how \(part) is",
            example: first("make \(part) \(isSky ? "more dramatic" : "more colourful")", "make \(part) brighter"))
    }

    private static let shapes = AnyOf(
        "circle,square,triangle,rectangle,dot,dots,star,heart,line,lines,arrow,cross,stripe,ring,disc,ball,logo,shape")

    /// "red circle purple", "make the red circle purple": no shape is found, and what has its colour is.
    private var colouredShape: Decline? {
        guard !circumstances.isMarked else { return nil }
        var reader = Reader(tokens, referenceCount: referenceCount, position: start)
        _ = reader.take(Reader.recolourVerbs)
        reader.skipPlainArticles()
        let family = reader.take(ColourTable.families)
        let begin = reader.position
        guard reader.take(Self.shapes) else { return nil }
        let noun = text(of: tokens[begin..<reader.position])
        _ = reader.take("to", "into", "in", "should be")
        guard let colour = reader.colour(), reader.isAtBoundary else { return nil }
        let parts = family.flatMap { first("make the \($0.rawValue) parts \(colour.name)") }
        return .beyondMeans(
            BeyondMeans.finding(noun),
            advice: parts.map {
                "What is of that colour: \"\($0)\". Or mark it with /region, then make it \(colour.name)."
            }
                ?? "Mark it with /region, then: \"make it \(colour.name)\"")
    }

    /// "make the silo with the painting red": what is beside it, or on it, tells it from no other.
    private var clauseOfThing: Decline? {
        let end = tokens[start...].firstIndex { $0.kind == .pause } ?? tokens.count
        guard
            let link = (start + 2..<max(start + 2, end)).first(where: {
                ["with", "without", "beside", "behind", "near", "next"].contains(tokens[$0].text)
            }),
            ["the", "a", "an", "its", "his", "her", "no", "to"].contains(tokens[safe: link + 1]?.text),
            endsThing(at: link)
        else { return nil }
        for last in (link + 2)...max(link + 2, min(link + 5, end)) where last <= end {
            var other = tokens
            other.removeSubrange(link..<last)
            let rest = text(other)
            let isRead = edits(of: other) != nil
            guard isRead || Self.makesSense(rest, referenceCount, isMarked: true), last == end || last > link + 2 else {
                continue
            }
            let words = tokens[link..<last].map(\.text)
            guard isRead || !circumstances.isMarked else { return .notUnderstood(words: words) }
            return .notUnderstood(
                words: words,
                advice: isRead
                    ? "Without that: \"\(rest)\"" : "Mark what is meant with /region, then: \"\(rest)\"")
        }
        return nil
    }

    /// Whether a thing or a place is named just before.
    private func endsThing(at index: Int) -> Bool {
        isStranger(at: index - 1)
            || (max(start, index - 3)..<index).contains { first in
                let length =
                    Nouns.objects.match(tokens, at: first)?.length ?? Nouns.things.match(tokens, at: first)?.length
                    ?? Nouns.scenery.match(tokens, at: first)?.length
                return length == index - first
            }
    }

    /// "selective colour": of what?
    private var bareSelectiveColour: Decline? {
        guard contains(AnyOf("selective colour,selective color,colour splash,color splash")), isFirst else {
            return nil
        }
        return .incomplete(
            missing: "what keeps its colours", example: "selective colour on the red parts")
    }
}
