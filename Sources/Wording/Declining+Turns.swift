import Foundation
import ImageModels

/// What speaks of the picture before, or of what the turn before made.
extension Declining {
    /// "undo that", "go back to the original"
    var goingBack: Decline? {
        guard isFirst,
            starts(
                AnyOf(
                    """
                    undo,revert,redo,go back,take that back,take it back,back to the original,back to the last one,\
                    back to colour,back to color,back to colours,back to colors,bring the colour back,bring the color back,\
                    bring the colours back,bring the colors back,bring back the colour,bring back the color,\
                    bring back the colours,bring back the colors
                    """))
        else { return nil }
        return .beyondMeans(BeyondMeans.goingBack, advice: BeyondMeans.howToGoBack)
    }

    private static let displeased = AnyOf(
        """
        no,nope,nah,wrong,bad,ugly,terrible,awful,horrible,weird,strange,fake,not good,not right,not nice,not what i meant,not what i wanted,\
        not it,not that,not like that,that,that's,that 's,this,it,it's,it 's,is,looks,this is,that is,very,so,really,quite,i don't like,i do not like,\
        i hate,i dislike,don't like,hate,fuck,fucking,shit,damn,crap,hell,wtf,the hell,ugh,oh,nooo,noo,all wrong
        """)

    private static let pronouns: Set = ["that", "this", "it", "is", "looks", "so", "very", "really", "quite", "oh"]

    /// "perfect, thanks", "ugly", "no, I don't like that": how it is liked, and nothing else.
    var liking: Decline? {
        guard isFirst, tokens.contains(where: { $0.kind == .word }) else { return nil }
        var reader = Reader(tokens, referenceCount: referenceCount)
        while reader.take(Fillers.praise) || reader.take(Fillers.thanks) || reader.takePause() {}
        if reader.isAtEnd { return .incomplete(missing: "what is to change: it says that it is good") }
        reader = Reader(tokens, referenceCount: referenceCount)
        while reader.take(Self.displeased) || reader.takePause() {}
        guard reader.isAtEnd, !tokens.allSatisfy({ Self.pronouns.contains($0.text) || $0.kind == .pause }) else {
            return nil
        }
        return .unsure(
            "what is to be otherwise",
            advice: "/undo goes back to the picture before; or say what is to change, such as \"make it darker\".")
    }

    private static let otherwise = AnyOf(
        """
        thicker,thinner,wider,narrower,rounder,less round,more round,tighter,looser,closer,softer,harder,bigger,smaller,larger,broader,\
        more,less,a bit more,a bit less
        """)

    /// "with a pink border", "make the border pink", of what is a sticker by now.
    private func ofEdgeBefore(_ reader: inout Reader) -> Decline {
        let said = circumstances.edited?.instruction ?? ""
        let colour = reader.edgeColour().map { NamedColour.plainName(of: $0.name) }
        let whole = first("\(said) \(colour.map { "with a border in \($0)" } ?? text)")
        return .beyondMeans(
            "changing the border that is in the picture already",
            advice: "/undo goes back to the picture without it" + (whole.map { "; then: \"\($0)\"" } ?? "."))
    }

    /// "make it thicker", "make that black", after a border: it is a part of the picture by now.
    var ofFrameBefore: Decline? {
        guard isFirst, let turn = circumstances.edited?.edits, turn.count == 1, let name = turn[0].nameOfFrame else {
            return nil
        }
        let isCrop = name == "the crop"
        var reader = Reader(tokens, referenceCount: referenceCount, position: start)
        if turn[0].isSticker, reader.speaksOfEdge(of: turn) { return ofEdgeBefore(&reader) }
        _ = reader.take("make", "turn", "change")
        _ = reader.take(
            "it", "that", "this", "them", "the border", "the frame", "the corners", "the margin", "the crop", "the bars"
        )
        _ = reader.take("to", "into")
        if turn[0].isSticker {
            if reader.speaksOfEdge(of: turn) { return ofEdgeBefore(&reader) }
            _ = reader.take("with a", "with", "give it a")
        }
        let isStep = reader.step() != nil
        let amount = isStep ? nil : reader.amountBefore()
        let isOtherwise = isStep || reader.take(Self.otherwise) || amount == .degree(1) && reader.isAtBoundary
        guard isOtherwise || turn[0].isFrameOfColour && reader.colour() != nil else { return nil }
        let how = tokens[reader.position - 1].text
        // A sticker's "less" is what it shows.
        if turn[0].isSticker {
            let isOfEdge =
                reader.take("border", "outline", "edge", "rim", "white border")
                || tokens[start..<reader.position].contains { $0.text == "border" }
            guard isOfEdge else { return nil }
        }
        reader.takeAll(Fillers.after)
        guard reader.isAtBoundary else { return nil }
        if isCrop, ["tighter", "closer", "narrower", "smaller"].contains(how) {
            return .incomplete(missing: "how much, such as \"10 %\"", example: "crop 10 % off all sides")
        }
        return .beyondMeans(
            "changing \(name) that \(name.isPlural ? "are" : "is") in the picture already",
            advice:
                "/undo goes back to the picture without \(name.isPlural ? "them" : "it"); then say it as it should be.")
    }

    /// "more", "too much", after a colour or a cut-out, of which there is no more: what selects more, or is another colour.
    var ofMoreBefore: Decline? {
        guard isFirst, let edited = circumstances.edited, !edited.edits.isEmpty else { return nil }
        var reader = Reader(tokens, referenceCount: referenceCount, position: start)
        guard let step = reader.lessBlurred(edited) ?? reader.step() else { return nil }
        if let quality = reader.take(ToneVocabulary.qualities) {
            guard edited.edits.allSatisfy({ $0.isMore(of: quality) }) else { return nil }
        }
        reader.takeAll(Fillers.after)
        guard reader.isAtBoundary else { return nil }
        let isMore =
            switch step {
            case .more: true
            case .to(let share): share > edited.strength
            case .less: false
            }
        let undone = "/undo goes back to the picture before"
        if edited.edits.allSatisfy({ $0.colourGiven != nil }), let colour = edited.edits[0].colourGiven,
            let part = edited.parts.first
        {
            let name = edited.parts.count == 1 ? "the \(part.name)" : "them"
            let plain = NamedColour.plainName(of: colour.name)
            let isOneColour = edited.edits.allSatisfy { $0.colourGiven == colour }
            return .unsure(
                "what there is to be \(isMore ? "more" : "less") of",
                advice: "\(isMore ? "/more" : "/less") selects \(isMore ? "more" : "less") of \(name)."
                    + (isOneColour
                        ? " Another colour is said by its name: \"\(isMore ? "a deeper" : "a lighter") \(plain)\"" : "")
            )
        }
        if edited.edits.contains(where: \.isCutOut) {
            return .unsure(
                "what there is to be \(isMore ? "more" : "less") of",
                advice: "\(isMore ? "/more" : "/less") keeps \(isMore ? "more" : "less") of what was cut out.")
        }
        let said = edited.instruction.trimmingCharacters(in: .whitespaces)
        guard !isMore else {
            return .beyondMeans("more of what was done completely", advice: "\(undone).")
        }
        let subtle = said.replacing(#/\b(add|give it) (a |an |some )?(?:strong |heavy )?/#) {
            "\($0.1) \($0.2 ?? "")subtle "
        }
        let weaker =
            (subtle == said
            ? first("\(said) a bit", "\(said), but not too much") : first(subtle, "\(said), but not too much")).map {
                "; then: \"\($0)\""
            } ?? "; then say it as it should be."
        return .beyondMeans("taking back a part of what was done", advice: undone + weaker)
    }

    /// "now green", after a tint: another one would lie over it.
    var ofTintBefore: Decline? {
        guard isFirst, let turn = circumstances.edited?.edits, turn.count == 1, let tint = turn[0].tintGiven
        else { return nil }
        var reader = Reader(tokens, referenceCount: referenceCount, position: start)
        guard let colour = reader.anotherColour(), reader.isAtBoundary else { return nil }
        return .beyondMeans(
            "changing the tint that is in the picture already",
            advice: "/undo goes back to the picture without it; then: \"\(tint) \(colour.name)\"")
    }

    /// "same for the trousers", "and the beard too": what nothing finds, after a part that was.
    var ofSameBefore: Decline? {
        var reader = Reader(tokens, referenceCount: referenceCount, position: start)
        let isSame = reader.takeTheSame()
        guard isFirst, let edited = circumstances.edited, edited.edits.count == 1 else {
            return isSame && isFirst && circumstances.edited == nil
                ? .incomplete(missing: "an edit before it, which it repeats") : nil
        }
        let isJoined = !isSame && reader.takeAlso()
        reader.skipArticles()
        guard let noun = reader.unknownNoun() else { return nil }
        guard reader.take("too", "as well", "also", "likewise") || isJoined || isSame else { return nil }
        reader.takeAll(Fillers.after)
        guard reader.isAtBoundary else { return nil }
        var way: String?
        if let colour = edited.edits[0].colourGiven { way = colour.name }
        if let tone = edited.edits[0].tone { way = ToneVocabulary.comparatives[tone] }
        let said = way.map { "make the \(noun) \($0)" }
        let isRead = said.map { Self.makesSense($0, referenceCount, isMarked: true) } ?? false
        let mark = circumstances.isMarked ? "Say" : "Mark \(noun.isPlural ? "them" : "it") with /region, then:"
        return .beyondMeans(BeyondMeans.finding(noun), advice: isRead ? "\(mark) \"\(said ?? "")\"" : nil)
    }

    /// "no, the left one", of several that the turn before changed; alone it says nothing of what is to be done.
    var ofPersonBefore: Decline? {
        guard isFirst else { return nil }
        var reader = Reader(tokens, referenceCount: referenceCount, position: start)
        guard reader.personAlone() != nil else { return nil }
        reader = Reader(tokens, referenceCount: referenceCount, position: start)
        reader.takeCorrections()
        let begin = reader.position
        _ = reader.person()
        let who = text(of: tokens[begin..<reader.position])
        let missing = "what is to change of \(who)"
        guard let edited = circumstances.edited else {
            return .incomplete(
                missing: missing,
                example: first("make \(who)'s hair black, meaning \(who)", "make the hair black, meaning \(who)"))
        }
        let again = "\(edited.instruction.trimmingCharacters(in: .whitespaces)), meaning \(who)"
        guard let said = first(again) else { return .incomplete(missing: missing) }
        return .beyondMeans(
            "taking back a part of what was done",
            advice: "/undo goes back to the picture before; then: \"\(said)\"")
    }

    /// "off white, not yellow": what it is not to be says nothing more.
    var notThatColour: Decline? {
        guard !isFirst, tokens[start].text == "not" else { return nil }
        var reader = Reader(tokens, referenceCount: 0, position: start + 1)
        guard reader.colour() != nil, reader.isAtBoundary else { return nil }
        var end = start
        while end > 0, tokens[end - 1].kind == .pause || ["and", "but"].contains(tokens[end - 1].text) { end -= 1 }
        let rest = tokens[..<end].map(\.text).joined(separator: " ").replacing(" 's", with: "'s").replacing(
            " ,", with: ",")
        return .notUnderstood(
            words: tokens[start..<reader.position].map(\.text),
            advice: first(rest) == nil ? nil : "Without that: \"\(rest)\"")
    }
}

extension LocalEdit {
    fileprivate var isSticker: Bool { if case .sticker = self { true } else { false } }

    fileprivate var nameOfFrame: String? {
        switch self {
        case .geometry(let geometry): geometry.name
        case .crop: "the crop"
        case .sticker: "the border"
        default: nil
        }
    }

    fileprivate var isFrameOfColour: Bool {
        if case .geometry(let geometry) = self { geometry.isOfColour } else { false }
    }
}

extension Geometry {
    /// As what it leaves in the picture is called; `nil` where it leaves nothing that is seen.
    fileprivate var name: String? {
        switch self {
        case .border: "the border"
        case .roundedCorners: "the corners"
        case .canvas: "the room around it"
        case .crop, .trim: "the crop"
        case .rotate: "the turn"
        case .resize, .scale: "the new size"
        default: nil
        }
    }

    fileprivate var isOfColour: Bool {
        switch self {
        case .border, .canvas: true
        default: false
        }
    }
}

extension LocalEdit {
    /// What asks for a tint like it, but for the colour; `nil` for what is none.
    fileprivate var tintGiven: String? {
        switch self {
        case .tone(.sepia, _, nil), .tint(_, _, nil): "tint it"
        case .tint(_, _, .background?): "tint the background"
        case .duotone(let duotone, _, nil) where duotone.middle != nil: "monochrome"
        default: nil
        }
    }
}

extension LocalEdit {
    fileprivate var isCutOut: Bool {
        switch self {
        case .sticker, .background(.transparent, _), .background(.studioWall, _), .background(.gradient, _): true
        default: false
        }
    }
}

extension NamedColour {
    /// The colour that a name ends with, "red" of "dark red": what can be deeper or lighter.
    fileprivate static func plainName(of name: String) -> String {
        let last = name.split(separator: " ").last.map(String.init) ?? name
        return last.hasPrefix("#") || last.hasSuffix(")") ? "colour" : last
    }
}
