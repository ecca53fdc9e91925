/// Scaling: sizes in pixels, factors and shares.
extension Reader {
    private mutating func takePixels() -> Bool { take("px", "pixels", "pixel", "pix", "p") }

    mutating func size() -> Geometry? {
        let verb = take(
            "resize",
            "scale",
            "shrink",
            "enlarge",
            "downscale",
            "upscale",
            "reduce",
            "size",
            "blow up",
            "rescale",
            "downsize",
            "resample",
            "re size",
            "make",
            "set",
            "export",
            "save",
            "change",
            "get",
            "increase",
            "double",
            "halve"
        )
        let word = verb ? tokens[position - 1].text : ""
        // A canvas is no picture's size.
        guard Self.canvases.match(tokens, at: position) == nil else { return nil }
        if word == "halve" || word == "double" {
            _ = take("the size of", "the size")
            _ = wholePicture()
            _ = take("in size")
            return .scale(word == "halve" ? 0.5 : 2)
        }
        _ =
            take("the size of")
            ? wholePicture() : wholePicture() || take("the size", "its size", "size", "the resolution")
        // "make it 10 % smaller"
        let resized = attempt { reader -> Geometry? in
            guard verb, let percent = reader.percent() else { return nil }
            if reader.take("smaller") { return percent < 100 ? .scale(1 - percent / 100) : nil }
            return reader.take("bigger", "larger") ? .scale(1 + percent / 100) : nil
        }
        if let resized { return resized }
        _ = take("down", "up")
        // "a half" alone is no size.
        if verb || next?.text != "half" || tokens.count > position + 1, let fixed = take(Self.fixedSizes) {
            return verb || tokens[position - 1].text != "half" ? fixed : nil
        }
        if ["shrink", "reduce", "enlarge", "increase", "upscale", "downscale"].contains(word), take("by") {
            return scaleBy(word)
        }
        _ = take("to", "at", "by", "be", "into", "with", "so that", "so")
        skipArticles()
        if let fixed = take(Self.fixedSizes) {
            _ = take("resolution", "size")
            return fixed
        }
        if verb || tokens.count > position + 2 || next?.text == "x" || tokens.last?.text == "x", let scale = fraction()
        {
            _ = take(
                "as big",
                "as large",
                "as small",
                "the size",
                "its size",
                "of the size",
                "size",
                "of its size",
                "in size",
                "the original size",
                "of the original size",
                "of the original",
                "the resolution",
                "larger",
                "bigger",
                "big"
            )
            return .scale(scale)
        }
        return pixelSize(verb, isResize: verb && word != "make" && word != "set" && word != "change" && word != "get")
    }

    private static let fixedSizes = Phrases<Geometry>([
        "half the size,half its size,half size,half as big,half as large,half,half of its size,half the resolution":
            .scale(0.5),
        "double the size,twice the size,twice as big,twice as large,double its size,double size,twice its size,double the resolution":
            .scale(2),
        "a third of its size,a third of the size,one third": .scale(1.0 / 3),
        "a quarter of its size,a quarter of the size,a quarter the size,quarter size,one quarter": .scale(0.25),
        "4 k,uhd,ultra hd": .resize(.longest(3840)),
        "full hd,fullhd,1080 p,2 k": .resize(.longest(1920)),
        "hd,720 p": .resize(.longest(1280)),
    ])

    private mutating func scaleBy(_ verb: String) -> Geometry? {
        let grows = ["enlarge", "increase", "upscale"].contains(verb)
        if take("half", "a half") { return .scale(grows ? 1.5 : 0.5) }
        if let percent = percent() {
            let scale = grows ? 1 + percent / 100 : 1 - percent / 100
            return scale > 0 ? .scale(scale) : nil
        }
        guard let number = takeNumber(), number > 0 else { return nil }
        guard take("x", "times") || number < 10 else { return nil }
        return .scale(grows || number < 1 ? number : 1 / number)
    }

    /// "50 %", "2x", "1.5 times", "0.5"
    private mutating func fraction() -> Double? {
        attempt { reader in
            if let percent = reader.percent(), percent > 0 { return percent / 100 }
            guard let number = reader.takeNumber(), number > 0 else { return nil }
            if reader.take("times", "x"), case .number? = reader.next?.kind { return nil }
            let times = ["times", "x"].contains(reader.tokens[reader.position - 1].text)
            return times || (number < 10 && reader.isAtBoundary && number != number.rounded()) ? number : nil
        }
    }

    private static let widthWords = AnyOf("wide,width,in width,across,of width")
    private static let heightWords = AnyOf("tall,high,height,in height,of height")
    private static let longestWords = AnyOf(
        "long side,on the long side,longest side,on the longest side,long edge,on the long edge,longest edge,on the longest edge,max,maximum,at most,on the longer side,longer side,at the longest side"
    )

    private static let shortestWords = AnyOf(
        "short side,on the short side,shortest side,on the shortest side,short edge,on the short edge,shortest edge,on the shortest edge,shorter side,on the shorter side,at the shortest side,smaller side,on the smaller side"
    )

    private mutating func pixelSize(_ verb: Bool, isResize: Bool) -> Geometry? {
        if let side = sideWord() {
            _ = take("of", "to", "=", "is", "be", "should be", "at")
            guard let number = takeNumber() else { return nil }
            _ = takePixels()
            return bothSides(side, number) ?? Self.resize(side, number)
        }
        _ = take("max", "maximum", "at most")
        guard let first = takeNumber() else { return nil }
        let hasPixels = takePixels()
        if take("x", "by", "*"), let second = takeNumber() {
            let named = takePixels() || hasPixels
            let sides = Sides(first, second)
            guard named || sides == .pixels || (isResize && sides == .unclear) else { return nil }
            guard let width = Self.pixels(first), let height = Self.pixels(second) else { return nil }
            return .resize(.both(width, height))
        }
        if let side = sideWord() { return bothSides(side, first) ?? Self.resize(side, first) }
        // "a white line, 4px" says how wide the line is.
        guard hasPixels && (verb || first >= 64) || (isResize && first >= 16) else { return nil }
        return Self.resize(.longest, first)
    }

    /// "800 px wide and 600 px high" is one size, not two.
    private mutating func bothSides(_ side: Side, _ first: Double) -> Geometry? {
        attempt { reader in
            _ = reader.takePause()
            _ = reader.take("and", "x", "by")
            var other = reader.sideWord()
            _ = reader.take("of", "to", "=", "is")
            guard let second = reader.takeNumber() else { return nil }
            _ = reader.takePixels()
            other = other ?? reader.sideWord()
            switch (side, other) {
            case (.width, .height?):
                return Self.pixels(first).flatMap { w in Self.pixels(second).map { (w, $0) } }
                    .map { .resize(.both($0, $1)) }
            case (.height, .width?):
                return Self.pixels(second).flatMap { w in Self.pixels(first).map { (w, $0) } }
                    .map { .resize(.both($0, $1)) }
            default: return nil
            }
        }
    }

    private enum Side { case width, height, longest, shortest }

    /// What two numbers with an "x" between them count: sides as small as 4 x 5 or 24 x 36 are a ratio, and sides from 100 on
    /// pixels. What lies between, and 64 x 64, may be either.
    enum Sides {
        case ratio, pixels, unclear

        init(_ width: Double, _ height: Double) {
            let longest = max(width, height)
            self = longest >= 100 ? .pixels : longest <= 40 && width != height ? .ratio : .unclear
        }
    }

    private mutating func sideWord() -> Side? {
        attempt { reader in
            reader.skipArticles()
            if reader.take(Self.widthWords) { return .width }
            if reader.take(Self.heightWords) { return .height }
            if reader.take(Self.longestWords) { return .longest }
            return reader.take(Self.shortestWords) ? .shortest : nil
        }
    }

    private static func pixels(_ number: Double) -> Int? {
        number >= 1 && number <= 1_000_000 ? Int(number.rounded()) : nil
    }

    private static func resize(_ side: Side, _ number: Double) -> Geometry? {
        guard let pixels = pixels(number) else { return nil }
        return switch side {
        case .width: .resize(.width(pixels))
        case .height: .resize(.height(pixels))
        case .longest: .resize(.longest(pixels))
        case .shortest: .resize(.shortest(pixels))
        }
    }
}
