import ImageModels

/// What speaks of the picture before, or of what the turn before made.
extension Declining {
    /// "undo that", "go back to the original"
    var goingBack: Decline? {
        guard isFirst, starts(AnyOf("undo,revert,redo,go back,take that back,take it back,back to the original,back to the last one")) else { return nil }
        return .beyondMeans(BeyondMeans.goingBack, advice: BeyondMeans.howToGoBack)
    }

    private static let otherwise = AnyOf(
        """
        thicker,thinner,wider,narrower,rounder,less round,more round,tighter,looser,closer,softer,harder,bigger,smaller,larger,broader,\
        more,less,a bit more,a bit less
        """)

    /// "make it thicker", "make that black", after a border: it is a part of the picture by now.
    var ofFrameBefore: Decline? {
        guard isFirst, let turn = circumstances.edited?.edits, turn.count == 1, case .geometry(let geometry) = turn[0], let name = geometry.name
        else { return nil }
        var reader = Reader(tokens, referenceCount: referenceCount, position: start)
        _ = reader.take("make", "turn", "change")
        _ = reader.take("it", "that", "this", "them", "the border", "the frame", "the corners", "the margin", "the crop", "the bars")
        _ = reader.take("to", "into")
        let amount = reader.amountBefore()
        let isOtherwise = reader.take(Self.otherwise) || amount == .degree(1) && reader.isAtBoundary
        guard isOtherwise || geometry.isOfColour && reader.colour() != nil else { return nil }
        reader.takeAll(Fillers.after)
        guard reader.isAtBoundary else { return nil }
        return .beyondMeans(
            "changing \(name) that \(name.isPlural ? "are" : "is") in the picture already",
            advice: "/undo goes back to the picture without \(name.isPlural ? "them" : "it"); then say it as it should be.")
    }

    /// "off white, not yellow": what it is not to be says nothing more.
    var notThatColour: Decline? {
        guard !isFirst, tokens[start].text == "not" else { return nil }
        var reader = Reader(tokens, referenceCount: 0, position: start + 1)
        guard reader.colour() != nil, reader.isAtBoundary else { return nil }
        var end = start
        while end > 0, tokens[end - 1].kind == .pause || ["and", "but"].contains(tokens[end - 1].text) { end -= 1 }
        let rest = tokens[..<end].map(\.text).joined(separator: " ").replacing(" 's", with: "'s").replacing(" ,", with: ",")
        return .notUnderstood(
            words: tokens[start..<reader.position].map(\.text), advice: first(rest) == nil ? nil : "Without that: \"\(rest)\"")
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
