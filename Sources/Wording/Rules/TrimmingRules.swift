/// Borders that are there already.
extension Reader {
    private static let borders = AnyOf(
        """
        border,borders,margin,margins,padding,bars,letterbox,letterbox bars,letterboxing,white space,whitespace,empty space,\
        blank space,empty edges,empty border,empty borders,blank border,blank edges,transparent pixels,empty pixels,extra space,edges
        """
    )

    /// "trim the white space", "remove the black bars", "crop to content"
    mutating func borderTrimmed() -> Geometry? {
        if take("auto crop", "autocrop", "auto trim", "autotrim") {
            _ = wholePicture()
            return .trimBorder(nil)
        }
        let cuts = take(
            "crop off", "crop away", "crop out", "trim off", "trim away", "cut off", "cut away", "crop", "trim", "cut")
        if cuts {
            let isToContents: Bool? = attempt { reader in
                _ = reader.wholePicture()
                return reader.contents()
            }
            if isToContents != nil { return .trimBorder(nil) }
            // "trim it" is what other programs call just that.
            let isAlone: Bool? =
                tokens[position - 1].text == "trim"
                ? attempt { reader in
                    _ = reader.wholePicture()
                    return reader.isAtBoundary ? true : nil
                } : nil
            if isAlone != nil { return .trimBorder(nil) }
        }
        // In a region it is what is marked that goes.
        guard cuts || !isMarked && take("remove", "delete", "erase", "get rid of", "take off", "take away", "lose")
        else { return nil }
        skipPlainArticles()
        _ = take("excess", "surplus", "unneeded", "all", "outer")
        var colour: CanvasFill?
        if next?.text == "transparent" || next?.text == "see" {
            _ = take("transparent", "see through")
            colour = .transparent
        } else if next?.text != "white" || tokens[safe: position + 1]?.text != "space" {
            colour = attempt { reader in reader.bareColour().map { .colour($0.onPaper) } }
        }
        let noun = next?.text
        guard take(Self.borders) || (colour == .transparent && take("pixels", "space", "area", "areas")) else {
            return nil
        }
        if noun == "white" || noun == "whitespace", colour == nil { colour = .colour(.pureWhite) }
        // "remove the edges" may be anything.
        guard noun != "edges" || colour != nil else { return nil }
        if colour == nil, tokens[position - 1].text == "pixels" { colour = .transparent }
        if take("around", "from", "of", "on"), !wholePicture(),
            !take("all sides", "every side", "the edges", "the sides")
        {
            return nil
        }
        return .trimBorder(colour)
    }

    private mutating func contents() -> Bool? {
        guard take("to", "down to") else { return nil }
        skipPlainArticles()
        return take("content", "contents", "artwork", "visible pixels", "visible part", "opaque pixels") ? true : nil
    }
}
