/// Cutting to a ratio.
extension Reader {
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
            guard let width = reader.takeNumber() else { return nil }
            let mayBePixels = reader.take("x", "by")
            guard mayBePixels || reader.take(":", "/", "to", "-"), let height = reader.takeNumber(),
                !mayBePixels || Sides(width, height) == .ratio
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

    mutating func crop() -> Geometry? {
        let verb = take("crop", "trim", "cut", "reframe", "re frame", "crop down", "recrop")
        if !verb { _ = take("make", "set", "change", "use", "have", "get", "turn", "convert") }
        // "make the canvas 16:9" may be to add room.
        guard verb || Self.canvases.match(tokens, at: position) == nil else { return nil }
        _ = wholePicture()
        let linked = take("to", "into", "as", "in", "be", "for", "down to", "at", "it to")
        skipArticles()
        _ = take("aspect ratio to", "aspect ratio", "ratio to", "ratio", "format to", "format", "aspect to", "of")
        _ = take("of", "to")
        skipArticles()
        // "a portrait 4:5" says it twice.
        let said = attempt { reader -> String? in
            guard reader.take("portrait", "vertical", "upright", "landscape", "horizontal", "square"),
                case .number? = reader.next?.kind
            else { return nil }
            return reader.tokens[reader.position - 1].text
        }
        let start = position
        guard let ratio = ratio() else { return nil }
        switch said {
        case "portrait"?, "vertical"?, "upright"?: guard ratio.width < ratio.height else { return nil }
        case "landscape"?, "horizontal"?: guard ratio.width > ratio.height else { return nil }
        case "square"?: guard ratio.width == ratio.height else { return nil }
        default: break
        }
        let isNumeric = tokens[start].text.first?.isNumber == true
        // "3x4 portrait" says it twice.
        if isNumeric, ratio.width < ratio.height { _ = take("portrait", "vertical") }
        if isNumeric, ratio.width > ratio.height { _ = take("landscape") }
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
        // "make it cinematic" speaks of its colours; a crop, a ratio and a format speak of its shape.
        let isShape = noun && !["picture", "image", "photo", "version"].contains(tokens[position - 1].text)
        if ["cinematic", "cinema"].contains(tokens[start].text), !verb, !isShape { return nil }
        // "wide", "vertical" and the like alone are no instruction.
        guard
            verb || noun || linked || isNumeric
                || ["square", "make", "it"].contains(tokens[max(start - 1, 0)].text)
                || (start == position - 1 && tokens[start].text == "square")
        else { return nil }
        _ = take("around it", "around the subject", "on the subject")
        return .crop(width: ratio.width, height: ratio.height)
    }
}

/// Cutting something off a side.
extension Reader {
    private static let sides = Phrases<Side>([
        "left,left side,left hand side,left edge": .left, "right,right side,right hand side,right edge": .right,
        "top,upper side,top side,top edge": .top, "bottom,foot,lower side,bottom side,bottom edge": .bottom,
    ])

    /// "crop the bottom 20 %", "cut 100 px off the top", "trim 10 % from the left", "remove the top 10 %"
    mutating func trim() -> Geometry? {
        guard
            take(
                "crop off", "crop away", "crop out", "crop", "trim off", "trim away", "trim", "cut off", "cut away", "cut",
                "remove", "take off", "take", "chop off", "chop", "shave off", "shave")
        else { return nil }
        if take("it", "the picture", "the image", "the photo"), !take("by") { return nil }
        if let extent = extent() {
            _ = take("off", "away")
            guard take("of", "from", "off", "at", "on") || tokens[position - 1].text == "off" else { return nil }
            skipPlainArticles()
            guard let side = take(Self.sides) else { return nil }
            if take("of"), !wholePicture() { return nil }
            return .trim(side, extent)
        }
        // "take the bottom 20 %" may be to keep it.
        guard tokens[position - 1].text != "take" else { return nil }
        skipPlainArticles()
        guard let side = take(Self.sides) else { return nil }
        _ = take("by")
        guard let extent = extent() else { return nil }
        _ = take("off", "away")
        if take("of", "from", "off"), !wholePicture() { return nil }
        return .trim(side, extent)
    }
}
