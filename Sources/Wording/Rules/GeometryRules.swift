extension Reader {
    /// Turning, cutting, scaling and framing of the whole picture.
    mutating func geometry() -> [LocalEdit]? {
        let rules: [(inout Reader) -> Geometry?] = [
            { $0.rotation() }, { $0.flip() }, { $0.crop() }, { $0.border() }, { $0.corners() }, { $0.size() },
        ]
        if let trimmed = whole({ $0.borderTrimmed() }) { return [.geometry(trimmed)] }
        if let edits = whole({ $0.trims() }) ?? whole({ $0.cropToSize() }) ?? whole({ $0.flipBoth() }) { return edits }
        for rule in rules {
            if let geometry = whole(rule) { return [.geometry(geometry)] }
        }
        return nil
    }

    /// "flip it horizontally and vertically"
    private mutating func flipBoth() -> [LocalEdit]? {
        guard take("flip", "mirror") else { return nil }
        _ = wholePicture()
        guard
            take("horizontally and vertically", "vertically and horizontally", "horizontal and vertical", "both ways")
        else { return nil }
        return [.geometry(.flipHorizontally), .geometry(.flipVertically)]
    }

    /// "crop to 1080x1350", "a 1080 px x 1350 px crop": cut to that shape, then scaled.
    private mutating func cropToSize() -> [LocalEdit]? {
        let verb = take("crop", "trim", "cut", "make", "crop and resize")
        if !verb { _ = take("give me", "do", "create", "get me") }
        guard !verb || tokens[position - 1].text != "make" || Self.canvases.match(tokens, at: position) == nil else {
            return nil
        }
        let cuts = verb && tokens[position - 1].text != "make"
        let named = wholePicture()
        let linked = take("to", "down to", "into", "at")
        skipPlainArticles()
        guard let width = takeNumber() else { return nil }
        let hasUnit = take("px", "pixels", "pixel")
        guard take("x", "by", "*"), let height = takeNumber() else { return nil }
        guard take("px", "pixels", "pixel") || hasUnit || Sides(width, height) == .pixels else { return nil }
        let noun = take("crop", "cut", "cutout", "crop out")
        guard cuts || noun || verb && (named || linked || !hasUnit) else { return nil }
        guard (8...16384).contains(width), (8...16384).contains(height),
            width == width.rounded(), height == height.rounded(), (1.0 / 20...20).contains(width / height)
        else { return nil }
        let (w, h) = (Int(width), Int(height))
        return [.geometry(.crop(width: w, height: h)), .geometry(.resize(.both(w, h)))]
    }
}
