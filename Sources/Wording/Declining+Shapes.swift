import ImageModels

/// Room around the picture, shapes and duotones that lack something, or take another model.
extension Declining {
    var ofShape: Decline? {
        if paintsBeyond { return .beyondMeans(BeyondMeans.beyondEdges, advice: BeyondMeans.roomInstead) }
        return filledOtherwise ?? cutOrAdded ?? ofRoom ?? centring ?? ofCanvas ?? ofDuotone ?? ofStretching
            ?? ofOtherShape
    }

    /// "centre the product": on what, and how large that is.
    private var centring: Decline? {
        var reader = reader
        guard reader.take("center", "centre"), reader.wholeSubject() != nil, reader.isAtBoundary else { return nil }
        return .incomplete(
            missing: "what it is centred on, such as \"a 2000x2000 white canvas\"",
            example: "center it on a 2000x2000 white canvas")
    }

    private static let beyondWords = AnyOf(
        """
        outpaint,out paint,outpainting,uncrop,un crop,zoom out,zoomed out,generative expand,generative fill,generative extend,\
        content aware,ai expand,show more of,reveal more of
        """
    )

    /// "zoom out", "extend the background": what lies beyond the edges is nowhere in the picture.
    private var paintsBeyond: Bool {
        if contains(Self.beyondWords) { return true }
        var reader = reader
        guard reader.take("extend", "expand", "continue", "widen", "extend out", "expand out", "complete"),
            Reader.canvases.match(tokens, at: reader.position) == nil
        else { return false }
        if reader.backgroundNoun() || reader.wholePicture() || reader.take("to", "by") { return true }
        reader.skipPlainArticles()
        return reader.take(Nouns.scenery) != nil
            || reader.take(
                "scene", "sides", "edges", "frame", "view", "field of view", "shot", "left", "right", "top", "bottom",
                "left side",
                "right side", "picture", "image", "photo", "surroundings", "floor", "room")
    }

    /// "add space above her head", "add white at the sides": all but how much.
    private var ofRoom: Decline? {
        var reader = reader
        guard case .canvas(.room(let sides), let fill)? = reader.whole({ $0.roomOnSides(needsExtent: false) }) else {
            let isMargin =
                starts(AnyOf("add,give,put,leave,more,some,breathing"))
                && contains(
                    AnyOf(
                        "breathing room,breathing space,space around,room around,air around,more room,more space,more air,padding,margin,margins,headroom,head room"
                    ))
                && !namesSomething
            return isMargin
                ? .incomplete(missing: Self.howMuch, example: "add a margin of 10 %") : nil
        }
        let words =
            sides.count == 2 && sides[.left] != nil && sides[.right] != nil
            ? "on the left and right"
            : sides[.top] != nil && sides.count == 1
                ? "at the top"
                : sides[.bottom] != nil && sides.count == 1
                    ? "at the bottom"
                    : sides.count == 1 ? "on the \(sides[.left] != nil ? "left" : "right")" : "at the top and bottom"
        var colour = ""
        if case .colour(let named)? = fill { colour = " of \(named.name)" }
        if case .transparent? = fill { colour = " of transparent space" }
        return .incomplete(missing: Self.howMuch, example: "add 20 %\(colour) \(words)")
    }

    private static let howMuch = "how much, such as \"20 %\" or \"200 px\""

    /// "make the canvas wider", "pad it", "center it on a white canvas"
    private var ofCanvas: Decline? {
        if starts(AnyOf("pad,letterbox,letter box,pillarbox")) {
            return .incomplete(
                missing: "what it is padded to, such as \"4:5\" or \"50 px on all sides\"",
                example: "pad it to 4:5 with white")
        }
        guard contains(Reader.canvases) else { return nil }
        if let lifted = subjectOnCanvas { return lifted }
        guard !namesSomething else { return nil }
        if contains(AnyOf("smaller,narrower,shorter,less,reduce,shrink")) {
            return .incomplete(missing: "what is cut off: a smaller canvas cuts", example: "crop 10 % off the left")
        }
        if first("\(text) on all sides") != nil {
            return .incomplete(
                missing: "on which sides, such as \"on the left\" or \"on all sides\"", example: "\(text) on all sides")
        }
        for index in tokens.indices.dropFirst(start) {
            var reader = Reader(tokens, referenceCount: 0, position: index)
            guard let ratio = reader.ratio() else { continue }
            let said = "\(ratio.width):\(ratio.height)"
            return .incomplete(
                missing:
                    "whether room is added or the picture is cut: \"extend the canvas to \(said)\" or \"crop to \(said)\"",
                example: "extend the canvas to \(said)")
        }
        guard
            starts(
                AnyOf(
                    "center,centre,put,place,set,make,extend,expand,enlarge,increase,grow,widen,change,resize,adjust,fit,add,a,the,canvas"
                ))
        else { return nil }
        return .incomplete(
            missing: "how large the canvas becomes, such as \"16:9\", \"2000x2000\" or \"20 % wider\"",
            example: starts(AnyOf("center,centre,put,place"))
                ? "center it on a 2000x2000 white canvas" : "extend the canvas by 20 %")
    }

    /// "place the product on a 2000x2000 white canvas": cut out, or with what is around it?
    private var subjectOnCanvas: Decline? {
        var reader = reader
        guard reader.take("center", "centre", "place", "put", "set", "position"), !reader.wholePicture(),
            reader.wholeSubject() != nil
        else { return nil }
        let whole = text(
            Array(tokens[..<(start + 1)]) + [Token(kind: .word, text: "it")] + Array(tokens[reader.position...]))
        guard let example = first(whole) else { return nil }
        return .incomplete(
            missing: "whether it is cut out before: \"\(example)\" or \"remove the background and \(example)\"",
            example: example)
    }

    private static let otherFills = AnyOf(
        "blur,blurred,blurry,mirror,mirrored,mirroring,mirrors,reflection,reflected,gradient,pattern,repeating,repeated,stretched,stretching"
    )

    /// "pad to 9:16 with a blurred background": all but what the room shows.
    private var filledOtherwise: Decline? {
        guard
            let link = (start..<tokens.count).last(where: {
                ["with", "using", "by", "in"].contains(tokens[$0].text) && $0 > start + 1
            }),
            contains(Self.otherFills, from: link)
                || contains(AnyOf("colour,color,colours,colors"), from: link) && !hasStrangers
        else { return nil }
        func ending(_ words: String...) -> [LocalEdit]? {
            edits(of: Array(tokens[..<link]) + words.map { Token(kind: .word, text: $0) })
        }
        let canvas = ending("with", "white", "bars") ?? ending("with", "white")
        guard case .geometry(.canvas)? = canvas?.first else { return nil }
        let said = text(Array(tokens[..<link]))
        if contains(AnyOf("blur,blurred,blurry"), from: link),
            let example = first(
                "\(said) with a blurred background",
                "\(said.replacing("make it", with: "pad to")) with a blurred background")
        {
            return .incomplete(
                missing: "whether room is added, which shows the picture blurred, or the background itself is blurred",
                example: example)
        }
        let begun =
            first("\(said) with the background's colour") == nil ? said.replacing("make it", with: "pad to") : said
        return .beyondMeans(
            "filling a canvas with anything but one colour, or the picture blurred",
            advice: "Try \"\(begun) with white bars\" or \"\(begun) with the background's colour\".")
    }

    /// "put it in a square", "make it square with a white background": what may be to cut, or to cut out.
    private var cutOrAdded: Decline? {
        var reader = reader
        guard reader.take("put", "place", "set", "center", "centre", "make", "turn", "get", "bring", "fit"),
            reader.wholePicture()
        else { return nil }
        _ = reader.take("in", "into", "inside", "on", "onto", "to", "within")
        reader.skipPlainArticles()
        let begin = reader.position
        let isSize =
            reader.attempt { reader -> Bool? in
                guard reader.takeNumber() != nil, reader.take("x", "by"), reader.takeNumber() != nil else { return nil }
                _ = reader.take("px", "pixels")
                return true
            } ?? false
        var said = tokens[begin..<reader.position].map(\.text).joined(separator: " ").replacing(" x ", with: "x")
        if !isSize {
            guard let ratio = reader.ratio() else { return nil }
            said = "\(ratio.width):\(ratio.height)"
        }
        _ = reader.take("format", "frame", "shape", "ratio", "box", "crop")
        if reader.take("with", "on", "in") {
            reader.skipPlainArticles()
            guard let colour = reader.bareColour() else { return nil }
            if reader.take("border", "frame", "margin", "edge", "borders", "margins"), reader.isAtBoundary {
                return .incomplete(
                    missing:
                        "whether room is added or a border goes around what is cut: \"pad to \(said) with \(colour.name)\" or \"crop to \(said) and add a \(colour.name) border\"",
                    example: "pad to \(said) with \(colour.name)")
            }
            guard reader.backgroundNoun(), reader.isAtBoundary else { return nil }
            return .incomplete(
                missing:
                    "whether room is added or the background replaced: \"pad to \(said) with \(colour.name)\" or \"\(colour.name) background\"",
                example: "pad to \(said) with \(colour.name)")
        }
        guard !isSize, reader.isAtBoundary else { return nil }
        return .incomplete(
            missing: "whether room is added or the picture is cut: \"pad to \(said)\" or \"crop to \(said)\"",
            example: "pad to \(said)")
    }

    /// "duotone", "duotone in red": two colours are what it is.
    private var ofDuotone: Decline? {
        let tones = AnyOf("shadows,highlights,midtones")
        let toned = (start..<tokens.count).filter { tones.match(tokens, at: $0) != nil }
        let isSplit =
            rangesCoolOrWarm
            || (toned.count > 1
                || contains(
                    AnyOf(
                        "in the shadows,in the highlights,in the midtones,in shadows,in highlights,in the whites,in the blacks,to the shadows,to the highlights,to the midtones,into the shadows,into the highlights"
                    )))
                && tokens[start...].indices.contains { ColourTable.named.match(tokens, at: $0) != nil } && !hasStrangers
                && !contains(AnyOf("duotone,duo tone,gradient map,two tone"))
        if contains(AnyOf("split tone,split toning,split toned,splittone,split the toning,split the tones")) || isSplit
        {
            return .beyondMeans(
                "giving shadows and highlights colours of their own",
                advice: "Near to it are \"teal and orange\" and \"duotone in navy and peach\".")
        }
        if contains(AnyOf("tritone,tri tone,quadtone")) {
            return .incomplete(
                missing: "two colours: more than a duotone's is not done", example: "duotone in navy and peach")
        }
        guard contains(AnyOf("duotone,duo tone,gradient map,two tone")) else { return nil }
        var count = 0
        var index = start
        while index < tokens.count {
            var reader = Reader(tokens, referenceCount: 0, position: index)
            if reader.bareColour() != nil {
                count += 1
                index = reader.position
            } else {
                index += 1
            }
        }
        if count == 2 { return nil }
        return .incomplete(
            missing: count > 2 ? "two colours: a duotone has no more" : "the two colours, such as \"navy and peach\"",
            example: "duotone in navy and peach")
    }

    private static let temperatures = AnyOf(
        "warm,warm up,warmer,cool,cool down,cooler,colder,tint,bluer,redder,greener,yellower,oranger,pinker,purpler,golden,teal"
    )

    /// "cool the highlights", "make the shadows warmer": a tint of a part of the scale.
    private var rangesCoolOrWarm: Bool {
        if rangesAreColoured { return true }
        guard !hasStrangers, !namesSomething || contains(AnyOf("lights,highlights")) else { return false }
        let said = start..<(tokens[start...].firstIndex { $0.kind == .pause } ?? tokens.count)
        let ranges = said.filter { ToneVocabulary.ranges.match(tokens, at: $0) != nil }
        return said.contains { index in
            Self.temperatures.match(tokens, at: index) != nil && ranges.contains { abs($0 - index) < 6 }
        }
    }

    /// "the shadows are too blue"
    private var rangesAreColoured: Bool {
        var reader = reader
        reader.skipPlainArticles()
        guard reader.take(ToneVocabulary.ranges) != nil, reader.take("are", "is", "look", "looks", "have", "seem")
        else { return false }
        _ = reader.take("still", "a bit", "a little", "way", "far", "much")
        guard reader.take("too", "very", "so", "quite", "rather") else { return false }
        return reader.bareColour() != nil || Self.temperatures.match(tokens, at: reader.position) != nil
            || reader.take("cool", "cold")
    }

    /// "make it wider": a picture is not stretched.
    private var ofStretching: Decline? {
        guard antecedent.isEmpty, circumstances.edited?.parts.isEmpty != false else { return nil }
        var reader = reader
        guard reader.take("make", "get", "have", "turn", "stretch"), reader.wholePicture() else { return nil }
        _ = reader.amountBefore()
        let advice: String
        if reader.take("wider", "broader", "horizontally") {
            advice = "Room makes it wider, \"make the canvas 20 % wider\", and so does a cut: \"crop to 16:9\"."
        } else if reader.take("taller", "higher", "longer", "vertically") {
            advice = "Room makes it taller, \"make the canvas 20 % taller\", and so does a cut: \"crop to 4:5\"."
        } else if reader.take("narrower", "slimmer", "less wide") {
            advice = "A cut makes it narrower: \"crop 10 % off the left and right\"."
        } else if reader.take("shorter", "less tall", "less high", "lower") {
            advice = "A cut makes it lower: \"crop 10 % off the top and bottom\"."
        } else {
            return nil
        }
        reader.takeAll(Fillers.after)
        return reader.isAtBoundary ? .beyondMeans("stretching a picture", advice: advice) : nil
    }

    private static let otherShapes = AnyOf(
        "oval,ellipse,heart,star,hexagon,triangle,diamond,pentagon,octagon,squircle,pill,cloud,speech bubble,trapeze,rhombus,blob"
    )

    /// "crop to an oval", "make it heart shaped"
    private var ofOtherShape: Decline? {
        if starts(AnyOf("round,round off,curve")), contains(AnyOf("corner,corners")),
            contains(AnyOf("a,one,two,three,some,opposite"))
        {
            return .incomplete(
                missing: "which corners, such as \"the top corners\"", example: "round the top left corner by 40 px")
        }
        guard starts(AnyOf("crop,cut,make,mask,turn,put,clip,shape,give,trim,oval,heart,star,hexagon,pill")) else {
            return nil
        }
        let isShaped = (start..<tokens.count).contains { index in
            guard let (_, length) = Self.otherShapes.match(tokens, at: index) else {
                return ["elliptical", "hexagonal", "triangular"].contains(tokens[index].text)
            }
            if ["shape", "shaped", "crop", "mask"].contains(tokens[safe: index + length]?.text) { return true }
            return index > 1 && ["a", "an", "the"].contains(tokens[index - 1].text)
                && ["to", "into", "in", "as"].contains(tokens[index - 2].text)
        }
        guard isShaped else { return nil }
        return .beyondMeans(
            "cutting to other shapes than rectangles and circles",
            advice: "Try \"crop to a circle\" or \"round the corners by 10 %\".")
    }
}
