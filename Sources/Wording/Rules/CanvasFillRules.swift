/// What room around a picture shows.
extension Reader {
    private static let fills = AnyOf(
        """
        background,bars,borders,padding,space,fill,canvas,margins,margin,sides,colour,color,bg,edges,area,pixels,border
        """)
    private static let ownColours = AnyOf(
        """
        the background 's colour,the background 's color,the background colour,the background color,the colour of the background,\
        the color of the background,its background colour,its background color,the same background,the same background colour,\
        the same background color,the same colour,the same color,same background,same colour,same color,same background colour,\
        same background color,its own colour,its own background,its own color,the existing background colour,\
        the existing background color,the border 's colour,the border 's color,the border colour,the border color,the edge colour,\
        the edge color,the colour of the border,the color of the border,the colour of the edges,the color of the edges,\
        the colour of the edge,the color of the edge,a matching colour,a matching color,a matching background,matching background,\
        matching colour,matching color,the matching colour,the same colour as the background,the same color as the background,\
        background colour,background color,the current background colour,the current background color,its background 's colour,\
        its background 's color,the background of the picture,the surrounding colour,the surrounding color
        """
    )

    private static let blurredSelf = AnyOf(
        """
        blur,a blur,a blurred background,a blurry background,blurred background,blurry background,the blurred background,blurred edges,\
        blurred bars,blurred sides,blurred borders,blurred margins,blurred space,blurred padding,a blurred border,a blurred fill,\
        a blurred version of itself,a blurred copy of itself,a blurred version of it,a blurred copy of it,a blurred copy,\
        a blurred version of the picture,a blurred version of the image,a blurred version of the photo,a blurred copy of the picture,\
        a blurred copy of the image,a blurred copy of the photo,the blurred picture,the blurred image,the blurred photo,itself blurred,\
        the picture blurred,the image blurred,the photo blurred,a blurred picture,a blurred image,a blurred photo
        """
    )

    mutating func takeOwnColour() -> Bool { take(Self.ownColours) }

    /// "with white", "in the background's colour", ", transparent"
    mutating func canvasFill() -> CanvasFill? {
        attempt { reader in
            let isApart = reader.takePause()
            let linked = reader.take(
                "and fill it with", "and fill the rest with", "and fill the new area with",
                "and fill the new space with",
                "and fill the space with", "and fill the empty space with", "filled with", "filled in", "fill with",
                "fill it with",
                "fill the rest with", "fill the new area with", "and fill with", "matching", "with", "in", "using", "on"
            )
            if linked, reader.tokens[reader.position - 1].text == "matching" {
                return reader.take("the background", "the border", "the edges", "the edge") ? .ofBorder : nil
            }
            if reader.takeOwnColour() { return .ofBorder }
            if linked, reader.take(Self.blurredSelf) { return .blurred }
            // "the sky colour" is the colour of that sky, and no sky blue.
            if reader.next?.text == "the", Nouns.scenery.match(reader.tokens, at: reader.position + 1) != nil {
                return nil
            }
            reader.skipPlainArticles()
            // ", background #f5f5f5"
            let isNamed = !linked && isApart && reader.take("background", "bg", "backdrop", "fill")
            if isNamed { _ = reader.take("colour", "color", "is", "in", "=") || reader.take("filled with") }
            if reader.take("transparent", "transparency", "nothing") {
                _ = reader.take(Self.fills)
                return .transparent
            }
            _ = reader.take("plain", "solid", "only", "just")
            guard let colour = reader.bareColour() else { return nil }
            let isFill = isNamed || reader.take(Self.fills)
            // ", black and white" is another edit.
            guard linked || !isApart || reader.isAtEnd || isFill && reader.isAtBoundary else { return nil }
            return .colour(colour.onPaper)
        }
    }
}
