/// Framing: borders and rounded corners.
extension Reader {
    private static let widths = Phrases<Double>([
        "thin,narrow,small,slim,fine": 0.02, "very thin,hairline,tiny": 0.01, "thick,wide,big,broad,large,fat": 0.1,
        "very thick,very wide,huge": 0.16, "simple,nice,clean,plain,passe partout,medium,photo,picture": 0.05,
    ])

    private static let widthsAfter = Phrases<Double>(["thin": 0.02, "thick": 0.1])

    /// "add a thin black border", "frame it in white"
    mutating func border() -> Geometry? {
        _ = take(
            "add",
            "put",
            "give it",
            "with",
            "apply",
            "draw",
            "make",
            "use",
            "place",
            "create",
            "surround it with",
            "frame it with",
            "set",
            "wrap it in",
            "give the picture",
            "give the photo",
            "give the image"
        )
        if take("frame it"), take("in", "with") {
            skipArticles()
            return colour().map { .border($0.onPaper, width: .share(0.05)) }
        }
        guard var (width, colour) = attempt({ $0.frameSaid(Self.frames) }) ?? strokeAroundPicture() else { return nil }
        if take("in"), colour == nil {
            guard let found = self.colour() else { return nil }
            colour = found
        }
        if take("around", "to", "on", "round"), !wholePicture() { return nil }
        _ = take("that is", "which is")
        if take("of", "with") || width == nil, let extent = extent() {
            width = extent
            _ = take("width", "wide", "thickness", "thick")
        }
        // ", 4 px"
        if case .share? = width, let extent = attempt({ reader in reader.takePause() ? reader.extent() : nil }),
            isAtBoundary
        {
            width = extent
        } else if width == nil, let extent = attempt({ reader in reader.takePause() ? reader.extent() : nil }) {
            width = extent
        }
        return .border(colour?.onPaper ?? .pureWhite, width: width ?? .share(0.05))
    }

    /// "3 px black stroke around the picture": without the picture it is one around what the picture shows.
    private mutating func strokeAroundPicture() -> (width: Extent?, colour: NamedColour?)? {
        attempt { reader in
            guard var said = reader.frameSaid(Self.strokes) else { return nil }
            if said.width == nil, reader.take("of", "with") {
                guard let extent = reader.extent() else { return nil }
                said.width = extent
            }
            guard reader.take("around", "round", "along"), reader.take(Self.pictures) else { return nil }
            return said
        }
    }

    private static let strokes = AnyOf("stroke,outline,line,contour")
    private static let pictures = AnyOf(
        "the picture,the image,the photo,the photograph,the whole picture,the whole image,the whole photo,the edge of the picture,the edge of the image"
    )

    private static let frames = AnyOf("border,frame,edge,borders,passe partout,mat,keyline,key line")

    /// "a thin black border", "10 px white ring": how wide it is and of what colour, in any order before what it is called.
    mutating func frameSaid(_ nouns: AnyOf) -> (width: Extent?, colour: NamedColour?)? {
        var width: Extent?
        var colour: NamedColour?
        skipArticles()
        while true {
            if width == nil, let extent = extentTwice() ?? extent() {
                width = extent
                _ = take("wide", "thick")
            } else if let named = take(Self.widths) {
                width = .share(named)
            } else if colour == nil, let found = bareColour() {
                colour = found
            } else {
                guard take(nouns) else { return nil }
                if colour == nil { colour = bareColour() }
                // "un borde negro fino"
                if width == nil, let named = take(Self.widthsAfter) { width = .share(named) }
                return (width, colour)
            }
        }
    }

    /// "50x50 px": as wide each way.
    private mutating func extentTwice() -> Extent? {
        attempt { reader in
            guard let across = reader.takeNumber() else { return nil }
            _ = reader.take("px", "pixels")
            guard reader.take("x", "by", "*"), case .pixels(let down)? = reader.extent(), Double(down) == across else {
                return nil
            }
            return .pixels(down)
        }
    }

    /// "5 %", "40 pixels"
    mutating func extent() -> Extent? {
        attempt { reader in
            guard let number = reader.takeNumber() else { return nil }
            if reader.takePercentSign() { return Self.share(number / 100).map { .share($0) } }
            guard reader.take("px", "pixels", "pixel"), number == number.rounded(), 1...16384 ~= number else {
                return nil
            }
            return .pixels(Int(number))
        }
    }

    private static func share(_ value: Double) -> Double? { value > 0 && value <= 1 ? value : nil }

    /// "round the left corners and leave the rest square"
    mutating func corners() -> Geometry? {
        guard case .roundedCorners(let radius, let corners)? = roundedCorners() else { return nil }
        if corners != .all { _ = attempt { $0.staysSquare(but: corners) } }
        return .roundedCorners(radius, of: corners)
    }

    private static let squareCorners = AnyOf(
        "square,sharp,straight,as they are,as is,as it is,alone,untouched,unrounded,pointed,the same,not rounded")

    /// ", keep the bottom ones square": what is not named is not rounded anyway.
    private mutating func staysSquare(but rounded: Corners) -> Bool? {
        _ = takePause()
        _ = take("and", "but")
        guard take("leave", "keep", "leaving", "keeping", "with") else { return nil }
        if take(
            "the rest of the corners", "the rest of them", "the rest", "the other corners", "the others",
            "the other ones", "the other two",
            "the other three", "the other corner", "the remaining corners", "the other")
        {
            return take(Self.squareCorners) ? true : nil
        }
        skipPlainArticles()
        guard let others = take(Self.corners), take("ones", "corners", "one", "corner", "two"),
            take(Self.squareCorners),
            others.isDisjoint(with: rounded), others.union(rounded) == .all
        else { return nil }
        return true
    }

    private mutating func roundedCorners() -> Geometry? {
        // "make it rounded"
        let isRounded: Bool? = attempt { reader in
            _ = reader.take("make") && reader.wholePicture()
            return reader.take("rounded") && reader.isAtBoundary ? true : nil
        }
        if isRounded != nil { return .roundedCorners(.share(0.06)) }
        let verb = take("round", "round off", "curve")
        if !verb { _ = take("add", "make", "give it", "with", "apply", "use", "have", "give the picture", "put") }
        var factor = 1.0
        var extent: Extent?
        _ = attempt { reader in reader.wholePicture() ? true as Bool? : nil }
        if let amount = amountBefore(), case .degree(let degree) = amount { factor = degree }
        skipArticles()
        if let amount = amountBefore(), case .degree(let degree) = amount { factor = degree }
        if !verb { extent = pixelExtent() }
        var corners = cornersNamed()
        if verb {
            guard
                take("corners", "edges", "corners off", "all corners") || corners != nil && take("corner off", "corner")
            else { return nil }
        } else {
            let named = take(Self.roundCorners)
            if !named,
                attempt({ reader in reader.take("rounded", "round", "curved", "rounder") ? true : nil as Bool? }) != nil
            {
                // "rounded top corners"
                corners = cornersNamed()
                guard corners != nil, take("corners", "corner") else { return nil }
            } else {
                guard named || (take("corners", "corner") && takeRounded(&factor)) else { return nil }
            }
            // A radius is one of so much.
            if tokens[position - 1].text == "radius", extent == nil {
                _ = take("of", "to")
                extent = self.extent()
                guard extent != nil else { return nil }
            }
        }
        if take("of", "to", "on"), wholePicture() {}
        if extent == nil {
            extent = attempt { reader in
                _ = reader.take(Self.radii)
                return reader.pixelExtent()
            }
        }
        let rounded = corners ?? .all
        if let extent {
            if case .share(let share) = extent, share > 0.5 { return nil }
            _ = take("radius", "corner radius")
            return .roundedCorners(extent, of: rounded)
        }
        let amount = attempt { reader -> Amount? in
            _ = reader.take(Self.radii)
            return reader.amountAfter()
        }
        switch amount {
        // Half of the short side is a half circle: there is no more.
        case .percent(let percent)?:
            return percent > 0 && percent <= 50 ? .roundedCorners(.share(percent / 100), of: rounded) : nil
        case .degree(let degree)?: return .roundedCorners(.share(min(0.06 * degree, 0.5)), of: rounded)
        case .stops?: return nil
        case nil: return .roundedCorners(.share(min(0.06 * factor, 0.5)), of: rounded)
        }
    }

    private static let roundCorners = AnyOf(
        """
        corner radius,border radius,radius,rounded rectangle,rounded corners,round corners,rounder corners,rounded edges,corners round,\
        corners rounded,corners rounder,curved corners,rounded corner
        """
    )
    private static let corners = Phrases<Corners>([
        "top left,upper left,top left hand": .topLeft, "top right,upper right,top right hand": .topRight,
        "bottom left,lower left,bottom left hand": .bottomLeft,
        "bottom right,lower right,bottom right hand": .bottomRight,
        "top,upper,two top,two upper": .top, "bottom,lower,two bottom,two lower": .bottom, "left,left hand": .left,
        "right,right hand": .right,
        "four,all four": .all,
    ])

    /// "top", "top left and bottom right", before "corners"
    private mutating func cornersNamed() -> Corners? {
        attempt { reader in
            _ = reader.take("only", "just")
            reader.skipPlainArticles()
            guard var all = reader.take(Self.corners) else { return nil }
            while let more = reader.attempt({ reader -> Corners? in
                guard reader.take("and", "corner and") else { return nil }
                reader.skipPlainArticles()
                return reader.take(Self.corners)
            }) {
                all.formUnion(more)
            }
            return ["corner", "corners"].contains(reader.next?.text) ? all : nil
        }
    }

    private static let radii = AnyOf(
        "of,by,with a radius of,with radius,radius,at,to,with,with a corner radius of,with a border radius of,using a radius of"
    )

    /// "40 px"
    private mutating func pixelExtent() -> Extent? {
        attempt { reader in
            guard case .pixels(let pixels)? = reader.extent() else { return nil }
            return .pixels(pixels)
        }
    }

    private mutating func takeRounded(_ factor: inout Double) -> Bool {
        if case .degree(let degree)? = amountBefore() { factor = degree }
        return take("round", "rounded", "rounder", "softer")
    }
}
