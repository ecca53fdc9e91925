extension Reader {
    /// Turning, cutting, scaling and framing of the whole picture.
    mutating func geometry() -> [LocalEdit]? {
        let rules: [(inout Reader) -> Geometry?] = [
            { $0.rotation() }, { $0.flip() }, { $0.crop() }, { $0.border() }, { $0.corners() }, { $0.size() },
        ]
        for rule in rules {
            if let geometry = whole(rule) { return [.geometry(geometry)] }
        }
        return nil
    }

    // MARK: Turning

    private mutating func direction() -> Double? {
        _ = take("to the", "towards the", "to")
        if take("clockwise", "cw", "right", "right side") { return 1 }
        let counter = take(
            "counter clockwise",
            "counterclockwise",
            "anti clockwise",
            "anticlockwise",
            "ccw",
            "left",
            "left side"
        )
        return counter ? -1 : nil
    }

    private mutating func angle() -> Double? {
        attempt { reader in
            _ = reader.take("by")
            if reader.take("a quarter turn", "a quarter", "quarter turn", "ninety degrees", "one quarter turn") {
                return 90
            }
            if reader.take("a half turn", "half a turn", "half turn") { return 180 }
            let sign: Double = reader.take("-", "minus") ? -1 : 1
            _ = reader.take("+")
            guard let number = reader.takeNumber() else { return nil }
            _ = reader.take("degrees", "degree", "deg", "°", "degs")
            return sign * number
        }
    }

    private mutating func rotation() -> Geometry? {
        let verb = take(
            "rotate",
            "turn",
            "spin",
            "tilt",
            "straighten",
            "straighten up",
            "level",
            "roll",
            "make",
            "put",
            "rotation",
            "pivot"
        )
        let verbWord = verb ? tokens[position - 1].text : ""
        if verb { _ = wholePicture() }
        _ = take("around", "round", "over")
        if take("upside down", "on its head", "on the head") { return .rotate(180) }
        guard !["make", "put"].contains(verbWord) else { return nil }
        if take("sideways", "on its side"), verb { return .rotate(90) }
        let before = direction()
        let start = position
        let angle = angle()
        let hasUnit = position > start + 1 || !verb
        let after = before == nil ? direction() : nil
        guard angle != nil || verb, angle == nil || hasUnit || verb else { return nil }
        guard let turn = before ?? after else {
            guard let angle, verb else { return nil }
            return .rotate(angle)
        }
        return .rotate(turn * (angle ?? (verbWord == "tilt" ? 5 : 90)))
    }

    private mutating func flip() -> Geometry? {
        if take("make a", "a", "make") {
            guard take("mirror image", "mirrored version") else { return nil }
        } else {
            guard take("flip", "mirror", "reflect", "mirror image", "mirrored", "flipped") else { return nil }
            _ = wholePicture()
        }
        _ = take("of")
        _ = take(Nouns.pictures)
        _ = take("over", "around")
        if take(
            "vertically",
            "vertical",
            "upside down",
            "top to bottom",
            "top bottom",
            "from top to bottom",
            "on its head",
            "along the horizontal axis",
            "on the horizontal axis",
            "up down"
        ) {
            return .flipVertically
        }
        _ = take(
            "horizontally",
            "horizontal",
            "left to right",
            "left right",
            "from left to right",
            "sideways",
            "right to left",
            "along the vertical axis",
            "on the vertical axis",
            "side to side",
            "horizontally please"
        )
        return .flipHorizontally
    }

    // MARK: Cutting

    private static let ratios = Phrases<Proportion>([
        "square,a square,instagram square": Proportion(1, 1),
        "portrait,upright,portrait orientation,instagram portrait,portrait format": Proportion(4, 5),
        "landscape,landscape orientation,landscape format": Proportion(3, 2),
        "widescreen,wide screen,wide,youtube,a youtube thumbnail": Proportion(16, 9),
        "cinematic,cinema,cinemascope,ultrawide,ultra wide,panorama,panoramic": Proportion(21, 9),
        "story,instagram story,stories,reel,vertical,phone,tiktok,vertical video": Proportion(9, 16),
    ])

    struct Proportion: Sendable {
        var width: Int
        var height: Int
        init(_ width: Int, _ height: Int) { (self.width, self.height) = (width, height) }
    }

    /// "4:5", "16 by 9", "square"
    mutating func ratio() -> Proportion? {
        attempt { reader in
            if let named = reader.take(Self.ratios) { return named }
            guard let width = reader.takeNumber(), reader.take(":", "x", "by", "/", "to", "-"),
                let height = reader.takeNumber()
            else { return nil }
            return Self.ratio(width, height)
        }
    }

    /// Whole numbers for sides such as 1.91 : 1; `nil` for what is no picture's ratio.
    private static func ratio(_ width: Double, _ height: Double) -> Proportion? {
        guard width > 0, height > 0, (1.0 / 20...20).contains(width / height), max(width, height) <= 16384 else {
            return nil
        }
        let scale: Double = width == width.rounded() && height == height.rounded() ? 1 : 100
        var (a, b) = (Int((width * scale).rounded()), Int((height * scale).rounded()))
        guard a > 0, b > 0 else { return nil }
        let (wide, tall) = (a, b)
        while b != 0 { (a, b) = (b, a % b) }
        return Proportion(wide / a, tall / a)
    }

    private mutating func crop() -> Geometry? {
        let verb = take("crop", "trim", "cut", "reframe", "re frame", "crop down", "recrop")
        if !verb { _ = take("make", "set", "change", "use", "have", "get", "turn", "convert") }
        _ = wholePicture()
        let linked = take("to", "into", "as", "in", "be", "for", "down to", "at", "it to")
        skipArticles()
        _ = take("aspect ratio to", "aspect ratio", "ratio to", "ratio", "format to", "format", "aspect to", "of")
        _ = take("of", "to")
        skipArticles()
        let start = position
        guard let ratio = ratio() else { return nil }
        let isNumeric = tokens[start].text.first?.isNumber == true
        let sides = max(ratio.width, ratio.height)
        let noun = take(
            "aspect ratio",
            "ratio",
            "crop",
            "format",
            "aspect",
            "frame",
            "picture",
            "image",
            "photo",
            "shape",
            "version",
            "orientation",
            "size",
            "cut"
        )
        // "800x600" without "crop" is a size; "wide", "vertical" and the like alone are no instruction.
        let isSize = isNumeric && sides > 100
        guard
            verb || noun || linked || (isNumeric && !isSize)
                || ["square", "make", "it"].contains(tokens[max(start - 1, 0)].text)
                || (start == position - 1 && tokens[start].text == "square")
        else { return nil }
        if isSize, !verb { return nil }
        _ = take("around him", "around her", "around it", "around the subject", "on the subject", "on the face")
        return .crop(width: ratio.width, height: ratio.height)
    }

    // MARK: Scaling

    private mutating func takePixels() -> Bool { take("px", "pixels", "pixel", "pix", "p") }

    private mutating func size() -> Geometry? {
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
        if word == "halve" || word == "double" {
            _ = take("the size of", "the size")
            _ = wholePicture()
            _ = take("in size")
            return .scale(word == "halve" ? 0.5 : 2)
        }
        _ =
            take("the size of")
            ? wholePicture() : wholePicture() || take("the size", "its size", "size", "the resolution")
        _ = take("down", "up")
        if let fixed = take(Self.fixedSizes) { return fixed }
        if ["shrink", "reduce", "enlarge", "increase", "upscale", "downscale"].contains(word), take("by") {
            return scaleBy(word)
        }
        _ = take("to", "at", "by", "be", "into", "with")
        skipArticles()
        if let fixed = take(Self.fixedSizes) {
            _ = take("resolution", "size")
            return fixed
        }
        if let scale = fraction() {
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
        return pixelSize(isResize: verb && word != "make" && word != "set" && word != "change" && word != "get")
    }

    private static let fixedSizes = Phrases<Geometry>([
        "half the size,half its size,half size,half as big,half as large,half,half of its size,half the resolution":
            .scale(0.5),
        "double the size,twice the size,twice as big,twice as large,double its size,double size,twice its size,double the resolution":
            .scale(2),
        "a third of its size,a third of the size,one third": .scale(1.0 / 3),
        "a quarter of its size,a quarter of the size,a quarter the size,quarter size,one quarter": .scale(0.25),
        "4 k,uhd,ultra hd": .resize(width: nil, height: nil, longest: 3840),
        "full hd,fullhd,1080 p,2 k": .resize(width: nil, height: nil, longest: 1920),
        "hd,720 p": .resize(width: nil, height: nil, longest: 1280),
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

    private mutating func pixelSize(isResize: Bool) -> Geometry? {
        if let side = sideWord() {
            _ = take("of", "to", "=", "is", "be", "should be", "at")
            guard let number = takeNumber() else { return nil }
            _ = takePixels()
            return Self.resize(side, number)
        }
        _ = take("max", "maximum", "at most")
        guard let first = takeNumber() else { return nil }
        let hasPixels = takePixels()
        if take("x", "by", "*"), let second = takeNumber() {
            let named = takePixels() || hasPixels
            guard isResize || named || max(first, second) > 100 else { return nil }
            guard let width = Self.pixels(first), let height = Self.pixels(second) else { return nil }
            return .resize(width: width, height: height, longest: nil)
        }
        if let side = sideWord() { return Self.resize(side, first) }
        guard hasPixels || (isResize && first >= 16) else { return nil }
        return Self.resize(.longest, first)
    }

    private enum Side { case width, height, longest }

    private mutating func sideWord() -> Side? {
        attempt { reader in
            reader.skipArticles()
            if reader.take(Self.widthWords) { return .width }
            if reader.take(Self.heightWords) { return .height }
            return reader.take(Self.longestWords) ? .longest : nil
        }
    }

    private static func pixels(_ number: Double) -> Int? {
        number >= 1 && number <= 1_000_000 ? Int(number.rounded()) : nil
    }

    private static func resize(_ side: Side, _ number: Double) -> Geometry? {
        guard let pixels = pixels(number) else { return nil }
        return switch side {
        case .width: .resize(width: pixels, height: nil, longest: nil)
        case .height: .resize(width: nil, height: pixels, longest: nil)
        case .longest: .resize(width: nil, height: nil, longest: pixels)
        }
    }

    // MARK: Framing

    private static let widths = Phrases<Double>([
        "thin,narrow,small,slim,fine": 0.02, "very thin,hairline,tiny": 0.01, "thick,wide,big,broad,large,fat": 0.1,
        "very thick,very wide,huge": 0.16, "simple,nice,clean,plain,passe partout,medium,photo,picture": 0.05,
    ])

    private mutating func border() -> Geometry? {
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
            return colour().map { .border($0, width: 0.05) }
        }
        var width: Double?
        var colour: NamedColour?
        skipArticles()
        while true {
            if width == nil, let percent = percent() {
                width = percent / 100
                _ = take("wide", "thick")
            } else if let named = take(Self.widths) {
                width = named
            } else if colour == nil, let found = bareColour() {
                colour = found
            } else {
                break
            }
        }
        guard take("border", "frame", "edge", "margin", "borders", "margins", "passe partout", "mat") else {
            return nil
        }
        if take("in"), colour == nil {
            guard let found = self.colour() else { return nil }
            colour = found
        }
        if take("around", "to", "on", "round"), !wholePicture() { return nil }
        if take("of", "with") || width == nil, let percent = percent() {
            width = percent / 100
            _ = take("width", "wide", "thickness")
        }
        guard let share = Self.share(width ?? 0.05) else { return nil }
        return .border(colour ?? ColourTable.white, width: share)
    }

    private static func share(_ value: Double) -> Double? { value > 0 && value <= 1 ? value : nil }

    private mutating func corners() -> Geometry? {
        let verb = take("round", "round off", "curve")
        if !verb { _ = take("add", "make", "give it", "with", "apply", "use", "have", "give the picture", "put") }
        var factor = 1.0
        _ = attempt { reader in reader.wholePicture() ? true as Bool? : nil }
        if let amount = amountBefore(), case .degree(let degree) = amount { factor = degree }
        skipArticles()
        if let amount = amountBefore(), case .degree(let degree) = amount { factor = degree }
        if verb {
            guard take("corners", "edges", "corners off", "all corners") else { return nil }
        } else {
            let named = take(
                "rounded corners",
                "round corners",
                "rounder corners",
                "rounded edges",
                "corners round",
                "corners rounded",
                "corners rounder",
                "curved corners",
                "rounded corner"
            )
            guard named || (take("corners") && takeRounded(&factor)) else { return nil }
        }
        if take("of", "to", "on"), wholePicture() {}
        let amount = attempt { reader -> Amount? in
            _ = reader.take("of", "with a radius of", "with radius", "radius")
            return reader.amountAfter()
        }
        switch amount {
        case .percent(let percent)?: return Self.share(percent / 100).map { .roundedCorners(min($0, 0.5)) }
        case .degree(let degree)?: return .roundedCorners(min(0.06 * degree, 0.5))
        case nil: return .roundedCorners(min(0.06 * factor, 0.5))
        }
    }

    private mutating func takeRounded(_ factor: inout Double) -> Bool {
        if case .degree(let degree)? = amountBefore() { factor = degree }
        return take("round", "rounded", "rounder", "softer")
    }
}
