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
        var centred = take(Self.centred)
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
            "cut",
            "thumbnail",
            "preview"
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
        if !take("around it", "around the subject", "on the subject"),
            attempt({ reader in
                _ = reader.takePause()
                return reader.take(Self.aroundCentre) && reader.isAtBoundary ? true : nil as Bool?
            }) != nil
        {
            centred = true
        }
        return .crop(width: ratio.width, height: ratio.height, centred: centred)
    }

    private static let centred = AnyOf("centred,centered,centrally placed,central")
    /// Of the picture, whatever stands out.
    private static let aroundCentre = AnyOf(
        """
        centred,centered,around the centre,around the center,around the middle,from the centre,from the center,from the middle,\
        in the centre,in the center,in the middle,at the centre,at the center,on the centre,on the center,around its centre,\
        around its center,out of the middle,out of the centre,out of the center
        """)
}

/// Cutting something off one side or several.
extension Reader {
    /// "crop the bottom 20 %", "cut 100 px off the top", "trim 10 % from the left", "crop 5 % off all sides", "trim the top and bottom by 8 %"
    mutating func trims() -> [LocalEdit]? {
        guard
            take(
                "crop off", "crop away", "crop out", "crop", "trim off", "trim away", "trim", "cut off", "cut away",
                "cut",
                "remove", "take off", "take", "chop off", "chop", "shave off", "shave")
        else { return nil }
        let verb = tokens[position - 1].text
        if take("it", "the picture", "the image", "the photo"), !take("by") { return nil }
        if let extent = attempt({ reader in
            // "corta el 10 %": the 10 %
            reader.skipPlainArticles()
            return reader.extent() ?? reader.shareOfSide()
        }) {
            let isLinked = take("off", "away") || verb == "off"
            guard let sides = sidesOfPicture(bare: isLinked) ?? sidesCutFrom() ?? severalSides() else { return nil }
            var all = [(sides, extent)]
            // "and 20 px off the bottom", "and right"
            while let more = attempt({ reader -> ([Side], Extent)? in
                guard reader.take("and", "plus") else { return nil }
                let own = reader.extent()
                guard let sides = reader.sidesCutFrom() ?? reader.sidesOfPicture() else { return nil }
                return (sides, own ?? extent)
            }) {
                all.append(more)
            }
            _ = take("each")
            return Self.trims(all)
        }
        // "take the bottom 20 %" may be to keep it.
        guard verb != "take" else { return nil }
        guard let first = sideAndExtent() else { return nil }
        var all = [first]
        while let more = attempt({ reader in reader.take("and", "plus") ? reader.sideAndExtent() : nil }) {
            all.append(more)
        }
        if take("of", "from", "off"), !wholePicture() { return nil }
        return Self.trims(all)
    }

    private static let shares = Phrases<Double>([
        "half": 0.5, "third,one third": 1.0 / 3, "quarter,one quarter": 0.25, "fifth,one fifth": 0.2,
        "tenth,one tenth": 0.1,
        "two thirds": 2.0 / 3,
    ])

    /// "the bottom quarter", "1/4 off the left"
    private mutating func shareOfSide() -> Extent? {
        if let share = take(Self.shares) { return .share(share) }
        return attempt { reader in
            guard let share = reader.fractionOfOne(), share > 0, share < 1 else { return nil }
            return .share(share)
        }
    }

    /// "top and bottom", where one side alone might be what is to stay
    private mutating func severalSides() -> [Side]? {
        attempt { reader in
            guard let sides = reader.take(Self.pictureSides), sides.count > 1 else { return nil }
            return sides
        }
    }

    /// "the top 10 %", "left and right by 20 px each", "at the top 10 %"
    private mutating func sideAndExtent() -> (sides: [Side], extent: Extent)? {
        _ = take("at", "from", "on")
        skipPlainArticles()
        guard let sides = take(Self.pictureSides) else { return nil }
        _ = take("by", "each", "by each")
        guard let extent = extent() ?? shareOfSide() else { return nil }
        _ = take("off", "away")
        _ = take("each")
        return (sides, extent)
    }

    /// "off the top", "from all sides of the picture"
    private mutating func sidesCutFrom() -> [Side]? {
        attempt { reader in
            guard reader.take("off of", "off", "from", "of", "at", "on") else { return nil }
            reader.skipPlainArticles()
            guard let sides = reader.take(Self.pictureSides) else { return nil }
            if reader.take("of"), !reader.wholePicture() { return nil }
            return sides
        }
    }

    /// Each side once. What a second cut takes is a share of the picture as it was before the first.
    private static func trims(_ cuts: [(sides: [Side], extent: Extent)]) -> [LocalEdit]? {
        var done: [Side: Double] = [:]
        var all: [LocalEdit] = []
        for (sides, extent) in cuts {
            for side in sides {
                guard done[side] == nil else { return nil }
                let before = done[side.opposite] ?? 0
                if case .share(let share) = extent {
                    guard before + share < 1 else { return nil }
                    all.append(.geometry(.trim(side, .share(share / (1 - before)))))
                    done[side] = share
                } else {
                    all.append(.geometry(.trim(side, extent)))
                    done[side] = 0
                }
            }
        }
        return all
    }
}
