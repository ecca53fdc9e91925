/// Pictures that are put on canvases, and shapes that are reached by room, where a colour or the canvas says that this is meant.
extension Reader {
    private static let uncut = AnyOf(
        """
        without cropping,without cutting,without cropping it,without cropping anything,without losing anything,\
        without cutting anything off,without cutting anything,without cutting it,without cutting off anything,don't crop,\
        without cropping the picture,without cropping the image,without cropping the photo,with no cropping,no cropping
        """
    )

    /// "make it square by adding white at the sides", "expand it to 16:9 with black", "make it 4:5 without cropping"
    mutating func shapedByRoom() -> Geometry? {
        let grows = take(Self.growing)
        let scales = !grows && take("resize", "scale", "rescale", "export")
        guard grows || scales || take("make", "turn", "get", "bring", "change", "convert", "set", "put", "fit") else {
            return nil
        }
        guard wholePicture() || scales else { return nil }
        if !grows { _ = take("fit into", "fit in", "fit on", "fit inside", "fit") }
        guard var canvas = canvasShape(.both) else { return nil }
        if take(Self.uncut) { return .canvas(canvas, filled: canvasFill()) }
        // "with a 5 % margin" says as well that nothing is cut.
        var ahead = self
        if ahead.marginInside() != nil { return .canvas(canvas, filled: nil) }
        let adds = take(
            "by adding", "by padding with", "by padding it with", "adding", "and add", "and fill the rest with",
            "and fill the sides with", "by extending with", "by filling with", "by padding", "by filling the sides with"
        )
        if !adds { _ = takePause() }
        guard adds || take("with", "in", "using") else { return nil }
        skipPlainArticles()
        _ = take("some", "more", "extra")
        let transparent = take("transparent")
        let own = !transparent && takeOwnColour()
        let colour = transparent || own ? nil : bareColour()
        let isBlurred = colour == nil && take("blurred", "blurry")
        let noun = take(
            "bars", "borders", "padding", "space", "margins", "sides", "strips", "bands", "stripes", "room",
            "letterbox bars", "edges",
            "pixels", "canvas")
        // "make it square with a white background" may be to cut it out.
        if !noun, grows { _ = take("background", "fill") }
        // "a blurred background" may be that of what stands out.
        guard !isBlurred || noun else { return nil }
        guard transparent || own || colour != nil || noun else { return nil }
        if case .ratio(let width, let height, []) = canvas, let sides = sidesOfPicture(), sides.count == 1 {
            canvas = .ratio(width: width, height: height, at: Set(sides))
        }
        let fill: CanvasFill? =
            transparent ? .transparent : own ? .ofBorder : isBlurred ? .blurred : colour.map { .colour($0.onPaper) }
        return .canvas(canvas, filled: fill ?? self.canvasFill())
    }

    /// "add white bars to make it square", "fill the sides with black to get 16:9"
    mutating func barsToShape() -> Geometry? {
        let fills = take(
            "fill the sides with", "fill the edges with", "fill up the sides with", "fill in the sides with",
            "fill it up with")
        guard fills || take(Self.roomVerbs) else { return nil }
        var said = SaidRoom()
        takeRoom(&said)
        guard said.extent == nil, said.hasNoun || said.colour != nil || said.isTransparent else { return nil }
        _ = sidesOfPicture(bare: false)
        guard
            take(
                "to make it", "to make this", "to make the picture", "to make the image", "until it is", "until it 's",
                "so it is", "so it 's",
                "so that it is", "to get it to", "to get", "to turn it into", "to bring it to", "to reach", "to fit",
                "to make it fit")
        else { return nil }
        guard let canvas = canvasShape() else { return nil }
        return .canvas(canvas, filled: said.isTransparent ? .transparent : said.colour.map { .colour($0) })
    }

    /// "a 1080x1080 square with white padding"
    private mutating func shapeWithPadding() -> Geometry? {
        _ = take("make", "create", "give me")
        skipPlainArticles()
        guard let canvas = canvasShape(.both) else { return nil }
        _ = take("square", "post", "format", "version")
        guard take("with"), let colour = colour(), take("bars", "padding", "borders", "margins", "strips") else {
            return nil
        }
        return .canvas(canvas, filled: .colour(colour.onPaper))
    }

    /// "square canvas with black", "a white 2000x2000 canvas"
    mutating func canvasByName() -> Geometry? {
        skipPlainArticles()
        var fill = attempt { reader -> CanvasFill? in
            if reader.take("transparent") { return .transparent }
            return reader.bareColour().map { .colour($0.onPaper) }
        }
        if fill == nil, let padded = attempt({ $0.shapeWithPadding() }) { return padded }
        guard let next, next.kind != .pause, let canvas = canvasShape(.down) else { return nil }
        if fill == nil { fill = attempt { reader in reader.bareColour().map { .colour($0.onPaper) } } }
        guard take("canvas") || tokens[position - 1].text == "canvas" else { return nil }
        let before = attempt { $0.centredOnIt() }
        guard let fill = fill ?? self.canvasFill() else { return nil }
        let after = before == nil ? attempt { $0.centredOnIt() } : before
        if after == .both, case .size(let width, let height, _, let sides) = canvas {
            return .canvas(.size(width: width, height: height, .both, at: sides), filled: fill)
        }
        return .canvas(canvas, filled: fill)
    }

    /// ", centred", "with the picture fitted": in the middle, where it is anyway, and how it is scaled.
    private mutating func centredOnIt() -> Canvas.Scaling? {
        _ = takePause()
        if take("with", "and") { guard wholePicture() else { return nil } } else { _ = wholePicture() }
        if take("centered", "centred", "in the middle", "in the centre", "in the center") { return .down }
        return take("fitted", "scaled to fit", "fit", "fitted in", "fit to it", "fitted to it") ? .both : nil
    }

    /// "center it on a 2000x2000 white canvas", "fit it into 1080x1350 with black", "put it on a square canvas"
    mutating func placedOnCanvas() -> Geometry? {
        guard
            take(
                "center", "centre", "place", "put", "set", "fit", "position", "mount", "middle", "contain", "move",
                "align", "anchor", "stick")
        else { return nil }
        let fits = ["fit", "contain"].contains(tokens[position - 1].text)
        let centers = ["center", "centre"].contains(tokens[position - 1].text) && ["on", "in"].contains(next?.text)
        let isBare = fits && ["into", "on", "in", "inside", "within"].contains(next?.text)
        guard
            centers || isBare || wholePicture()
                || take("the sticker", "the cut out", "the cutout", "the logo", "the artwork", "the design")
        else { return nil }
        _ = take("centered", "centred", "whole", "completely", "fully")
        // "at the top of a 1080x1920 canvas"
        let sides = attempt { $0.sidesOfCanvas() }
        guard
            sides != nil
                || take(
                    "in the middle of", "in the centre of", "in the center of", "on", "onto", "in", "into", "inside",
                    "within", "upon")
        else { return nil }
        var fill: CanvasFill?
        var canvas: Canvas?
        var noun = false
        while true {
            skipPlainArticles()
            if canvas == nil, let found = attempt({ $0.canvasShape(fits ? .both : .down) }) {
                canvas = found
                noun = noun || ["canvas", "frame"].contains(tokens[position - 1].text)
            } else if fill == nil, take("transparent") {
                fill = .transparent
            } else if fill == nil, let colour = bareColour() {
                fill = .colour(colour.onPaper)
            } else if !noun,
                take("canvas", "background", "frame", "artboard", "format", "square", "area", "box", "sheet")
            {
                noun = true
                if tokens[position - 1].text == "square", canvas == nil { canvas = .ratio(width: 1, height: 1) }
                _ = take("of", "that is", "sized")
            } else if !take("new", "blank", "empty", "plain", "larger", "bigger") {
                break
            }
        }
        guard var canvas else { return nil }
        if fill == nil { fill = self.canvasFill() }
        // ", centered": as it stands where nothing else is said.
        if sides == nil {
            _ = attempt { reader in
                _ = reader.takePause()
                return reader.take("centered", "centred", "in the middle", "in the centre", "in the center")
                    && reader.isAtBoundary ? true : nil as Bool?
            }
        }
        // "put it in a square", "set it to 4:5" may be to cut.
        guard
            fits
                || noun
                    && tokens.contains(where: { $0.text == "canvas" || $0.text == "artboard" || $0.text == "sheet" })
                || fill != nil
        else { return nil }
        if let sides = sides ?? attempt({ $0.sidesAtEnd() }) {
            guard let there = canvas.standing(at: sides) else { return nil }
            canvas = there
        }
        return .canvas(canvas, filled: fill ?? self.canvasFill())
    }

    /// "on the left", ", top right", where the instruction ends
    private mutating func sidesAtEnd() -> Set<Side>? {
        let isApart = takePause()
        guard ["at", "on", "to", "in"].contains(next?.text) || isApart, let sides = placeOnCanvas(), isAtBoundary else {
            return nil
        }
        return sides
    }

    /// "at the top of", "on the left side of", "in the bottom right corner of"
    private mutating func sidesOfCanvas() -> Set<Side>? {
        guard ["at", "on", "to", "in", "into", "top", "bottom", "upper", "lower", "left", "right"].contains(next?.text)
        else { return nil }
        // "at the top of a canvas": what follows is a canvas, and no picture.
        return attempt { reader in
            guard let sides = reader.placeOnCanvas(bare: true) else { return nil }
            return reader.take("of", "on", "in") ? sides : nil
        }
    }
}
