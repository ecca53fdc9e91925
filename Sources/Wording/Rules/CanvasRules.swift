/// Room around the picture.
extension Reader {
    /// "extend the canvas to 16:9 with white", "add 200 px on the left", "center it on a 2000x2000 white canvas"
    mutating func canvas() -> [LocalEdit]? {
        let rules: [(inout Reader) -> Geometry?] = [
            { $0.roomOnSides(needsExtent: true) }, { $0.margin() }, { $0.padded() }, { $0.extended() },
            { $0.shapedByRoom() }, { $0.barsToShape() }, { $0.placedOnCanvas() }, { $0.canvasByName() },
        ]
        let arranging: Set = ["margin", "margins", "padding", "picture", "image", "photo", "it", "room", "space"]
        if rest.contains(where: { arranging.contains($0.text) }) {
            for rule in rules {
                if let all = whole({ reader in rule(&reader).flatMap { reader.arranged($0) } }) {
                    return all.map { .geometry($0) }
                }
            }
        }
        for rule in rules {
            if let geometry = whole(rule) { return [.geometry(geometry)] }
        }
        return nil
    }

    /// "with the picture on the left", "with a 10 % margin": where the picture stands on its canvas, and what it keeps away from
    /// the canvas' edges.
    private mutating func arranged(_ geometry: Geometry) -> [Geometry]? {
        guard case .canvas(var canvas, var fill) = geometry else { return nil }
        var margin: Extent?
        let start = position
        while true {
            if let sides = attempt({ $0.standing() }) {
                guard let there = canvas.standing(at: sides) else { return nil }
                canvas = there
            } else if margin == nil, let said = attempt({ $0.marginInside() }) {
                margin = said.extent
                fill = fill ?? said.fill
            } else if fill == nil, let said = canvasFill() {
                fill = said
            } else {
                break
            }
        }
        guard position > start else { return nil }
        guard let margin else { return [.canvas(canvas, filled: fill)] }
        return canvas.inset(by: margin).map { $0.map { .canvas($0, filled: fill) } }
    }

    /// "with the picture on the left", "and it in the top right corner"
    private mutating func standing() -> Set<Side>? {
        _ = takePause()
        guard
            take("with", "keeping", "leaving", "placing", "putting", "and", "but with")
                || tokens[safe: position - 1]?.kind == .pause,
            wholePicture()
        else { return nil }
        _ = take("placed", "aligned", "positioned", "sitting", "standing", "being", "is", "flush")
        return placeOnCanvas()
    }

    /// "on the left", "in the top right corner", "at the lower left": a side, or two that meet.
    ///
    /// - Parameter bare: whether "top left" alone will do.
    mutating func placeOnCanvas(bare: Bool = false) -> Set<Side>? {
        attempt { reader in
            let linked = reader.take("in", "into", "at", "to", "on", "onto")
            reader.skipPlainArticles()
            _ = reader.take("very", "far")
            guard let corner = reader.take(Self.cornersOfCanvas) else { return nil }
            let noun = reader.take("corner", "hand corner", "side corner")
            return linked || noun || bare ? Set(corner) : nil
        }
            ?? attempt { reader in
                guard let sides = reader.sidesOfPicture(), sides.count == 1 else { return nil }
                return Set(sides)
            }
    }

    private static let cornersOfCanvas = Phrases<[Side]>([
        "top left,upper left,left top,left upper": [.top, .left],
        "top right,upper right,right top,right upper": [.top, .right],
        "bottom left,lower left,left bottom,left lower": [.bottom, .left],
        "bottom right,lower right,right bottom,right lower": [.bottom, .right],
    ])

    /// "with a 10 % margin", ", leaving 50 px padding"
    mutating func marginInside() -> (extent: Extent, fill: CanvasFill?)? {
        let start = position
        _ = takePause()
        guard take("with", "leaving", "keeping", "and leave", "and keep", "at"),
            case .canvas(.margin(let extent), let fill)? = margin(),
            tokens[start..<position].contains(where: { if case .number = $0.kind { true } else { false } })
        else { return nil }
        return (extent, fill)
    }

    static let canvases = AnyOf(
        "the canvas size,canvas size,the canvas,canvas,the size of the canvas,the artboard,artboard,the artboard size,my canvas,its canvas"
    )

    /// "pad to 4:5 with white", "pad it by 50 px", "letterbox it to 16:9", "pad the left by 100 px"
    mutating func padded() -> Geometry? {
        guard take("pad", "letterbox", "letter box", "pillarbox", "pillar box", "add padding to", "pad out") else {
            return nil
        }
        let isBoxed = ["letterbox", "pillarbox", "box"].contains(tokens[position - 1].text)
        let usual: CanvasFill? = isBoxed ? .colour(.pureBlack) : nil
        _ = take(Self.canvases) || wholePicture()
        _ = take("out")
        if let canvas = attempt({ $0.canvasShape() }) { return .canvas(canvas, filled: canvasFill() ?? usual) }
        guard !isBoxed else { return nil }
        // "pad it with white to 4:5"
        let colour = attempt { reader -> CanvasFill? in
            guard let fill = reader.canvasFill(), reader.next?.text == "to" else { return nil }
            return fill
        }
        if colour != nil { return canvasShape().map { .canvas($0, filled: colour) } }
        return roomByExtent(pads: true)
    }

    /// "by 200 px on the left with white", "to the left by 20 %", "with 50 px of white"
    ///
    /// - Parameter pads: whether what is not said to be on a side goes around, each side getting all of it.
    private mutating func roomByExtent(pads: Bool) -> Geometry? {
        var sides = sidesOfPicture()
        _ = take("by", "with", "about", "another")
        guard let extent = extent() else { return nil }
        var fill: CanvasFill?
        _ = take("of", "wide", "high", "tall", "more", "extra")
        if let colour = attempt({ $0.bareColour() }) { fill = .colour(colour.onPaper) }
        _ = take("space", "room", "padding")
        if sides == nil { sides = sidesOfPicture() }
        while sides != nil, let more = attempt({ $0.furtherSides() }) { sides! += more }
        _ = take("each")
        if fill == nil { fill = self.canvasFill() }
        guard let sides else {
            if pads { return .canvas(.margin(extent), filled: fill) }
            // A canvas that grows by 20 % is 1.2 times as wide and as high; of pixels it may be all, or those of each side.
            guard case .share(let share) = extent else { return nil }
            return .canvas(Self.grown(by: share, Self.everySide), filled: fill)
        }
        guard Set(sides.map(\.rawValue)).count == sides.count else { return nil }
        if sides.count == 4 { return .canvas(.margin(extent), filled: fill) }
        var room = Dictionary(uniqueKeysWithValues: sides.map { ($0, extent) })
        // "and the right side by 100 px"
        while let more = attempt({ reader -> (sides: [Side], extent: Extent)? in
            _ = reader.takePause()
            guard reader.take("and"), let sides = reader.sidesOfPicture(), sides.allSatisfy({ room[$0] == nil }),
                reader.take("by"),
                let extent = reader.extent()
            else { return nil }
            return (sides, extent)
        }) {
            for side in more.sides { room[side] = more.extent }
        }
        return .canvas(.room(room), filled: fill ?? canvasFill())
    }

    private mutating func furtherSides() -> [Side]? {
        guard take("and") else { return nil }
        return sidesOfPicture()
    }

    /// As much larger in all: what is added on two sides is half of it each.
    private static func grown(by share: Double, _ sides: [Side]) -> Canvas {
        let isBothWays =
            Set(sides.map(\.rawValue)).isSuperset(of: ["left", "right"])
            || Set(sides.map(\.rawValue)).isSuperset(of: ["top", "bottom"])
        return .room(Dictionary(uniqueKeysWithValues: sides.map { ($0, .share(isBothWays ? share / 2 : share)) }))
    }

    static let growing = AnyOf("extend,expand,enlarge,increase,grow,widen,extend out,expand out,add to")
    private static let setting = AnyOf("make,set,change,resize,adjust,turn,get,have")

    /// "extend the canvas to 16:9", "make the canvas 20 % wider", "canvas size 2000x2000"
    mutating func extended() -> Geometry? {
        if take("double", "double the size of"), take(Self.canvases) {
            let sides =
                take("width", "in width")
                ? [.left, .right] : take("height", "in height") ? [.top, .bottom] : Self.everySide
            return .canvas(Self.grown(by: 1, sides), filled: canvasFill())
        }
        let widens = next?.text == "widen"
        let grows = take(Self.growing)
        if !grows { _ = take(Self.setting) }
        guard take(Self.canvases) else { return grows ? extendedInColour() : nil }
        if take("'s"), !take("size") { return nil }
        // "increase the canvas width by 20 %"
        let measured: [Side]? = take("width") || widens ? [.left, .right] : take("height") ? [.top, .bottom] : nil
        if let measured {
            guard grows, take("by"), let extent = extent() else { return nil }
            guard let canvas = Self.grown(by: extent, measured, all: sidesOfPicture()) else { return nil }
            return .canvas(canvas, filled: canvasFill())
        }
        if let wider = attempt({ $0.wider() }) { return .canvas(wider.canvas, filled: canvasFill() ?? wider.fill) }
        if let geometry = attempt({ $0.roomByExtent(pads: false) }), grows { return geometry }
        _ = take("out")
        guard let canvas = attempt({ $0.canvasShape() }) else { return nil }
        // "make the canvas 16:9" may be to cut.
        if case .ratio = canvas, !grows { return nil }
        return .canvas(canvas, filled: canvasFill())
    }

    private static let comparatives = Phrases<[Side]>([
        "wider,broader": [.left, .right], "taller,higher": [.top, .bottom],
        "larger,bigger": [.left, .right, .top, .bottom],
        "as wide": [.left, .right], "as tall,as high": [.top, .bottom],
        "as large,as big": [.left, .right, .top, .bottom],
    ])

    /// "20 % wider", "taller by 100 px", "twice as wide", "20 % wider on the left"
    private mutating func wider() -> (canvas: Canvas, fill: CanvasFill?)? {
        var extent: Extent?
        _ = take("by", "be")
        if take("twice", "double") {
            guard let sides = take(Self.comparatives),
                ["wide", "tall", "high", "large", "big"].contains(tokens[position - 1].text)
            else { return nil }
            return (Self.grown(by: 1, sides), nil)
        }
        extent = self.extent()
        guard let sides = take(Self.comparatives), tokens[position - 2].text != "as" else { return nil }
        if extent == nil {
            _ = take("by")
            extent = self.extent()
        }
        guard let extent, let canvas = Self.grown(by: extent, sides, all: sidesOfPicture()) else { return nil }
        return (canvas, nil)
    }

    /// As much larger across, or up and down; all of it on one side where that is said.
    private static func grown(by extent: Extent, _ sides: [Side], all side: [Side]?) -> Canvas? {
        if let side {
            guard Set(side.map(\.rawValue)).isSubset(of: sides.map(\.rawValue)) else { return nil }
            if side.count == 1 { return .room([side[0]: extent]) }
        }
        switch extent {
        case .share(let share): return grown(by: share, sides)
        case .pixels(let pixels):
            let parts = sides.map { ($0, Extent.pixels($0 == .left || $0 == .top ? pixels / 2 : pixels - pixels / 2)) }
            return .room(Dictionary(uniqueKeysWithValues: parts))
        }
    }

    /// "extend it to the left by 200 px with white", "extend to 16:9 in black": a colour says that nothing is to be painted.
    private mutating func extendedInColour() -> Geometry? {
        _ = wholePicture()
        let said =
            attempt { $0.roomByExtent(pads: false) } ?? attempt { reader in
                reader.canvasShape().map { .canvas($0, filled: reader.canvasFill()) }
            }
            ?? attempt { reader in
                // "extend the bottom with white by 100 px"
                guard let sides = reader.sidesOfPicture(), sides.count == 1, let fill = reader.canvasFill(),
                    reader.take("by"),
                    let extent = reader.extent()
                else { return nil }
                return .canvas(.room([sides[0]: extent]), filled: fill)
            }
        guard case .canvas(_, .some)? = said else { return nil }
        return said
    }

    /// "to 16:9", "to a square", "to 2000x2000", "to 1200 px wide": what a canvas becomes, and where its room is.
    mutating func canvasShape(_ scaling: Canvas.Scaling = .never) -> Canvas? {
        _ = take("to be", "to fit", "to fill", "to", "into", "at", "for", "in", "of", "be", "as")
        skipPlainArticles()
        _ = take("aspect ratio of", "ratio of", "size of", "an aspect ratio of", "aspect ratio", "ratio", "size")
        if let size = attempt({ $0.canvasSize(scaling) }) { return size }
        guard let ratio = ratio() else { return nil }
        _ = take(
            "aspect ratio", "ratio", "format", "shape", "aspect", "frame", "banner", "header", "cover", "poster",
            "post", "canvas")
        let sides = attempt { reader -> Set<Side>? in
            guard let sides = reader.sidesOfPicture(bare: false), sides.count == 1 else { return nil }
            return Set(sides)
        }
        return .ratio(width: ratio.width, height: ratio.height, at: sides ?? [])
    }

    /// "2000x2000", "2000 by 1500 px", "1200 px wide"
    private mutating func canvasSize(_ scaling: Canvas.Scaling) -> Canvas? {
        guard let first = takeNumber() else { return nil }
        let hasUnit = take("px", "pixels", "pixel")
        if take("x", "by", "*"), let second = takeNumber() {
            guard take("px", "pixels", "pixel") || hasUnit || Sides(first, second) == .pixels,
                let width = Self.side(first), let height = Self.side(second)
            else { return nil }
            return .size(width: width, height: height, scaling)
        }
        guard hasUnit, let pixels = Self.side(first) else { return nil }
        if take("square") { return .size(width: pixels, height: pixels, scaling) }
        if take("wide", "in width", "across") { return .size(width: pixels, height: nil, scaling) }
        if take("high", "tall", "in height") { return .size(width: nil, height: pixels, scaling) }
        return nil
    }

    private static func side(_ number: Double) -> Int? {
        number >= 1 && number <= 1_000_000 && number == number.rounded() ? Int(number) : nil
    }
}
