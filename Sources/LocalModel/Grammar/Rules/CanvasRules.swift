/// Room around the picture.
extension Reader {
    /// "extend the canvas to 16:9 with white", "add 200 px on the left", "center it on a 2000x2000 white canvas"
    mutating func canvas() -> [LocalEdit]? {
        let rules: [(inout Reader) -> Geometry?] = [
            { $0.roomOnSides(needsExtent: true) }, { $0.margin() }, { $0.padded() }, { $0.extended() }, { $0.shapedByRoom() }, { $0.barsToShape() },
            { $0.placedOnCanvas() }, { $0.canvasByName() },
        ]
        for rule in rules {
            if let geometry = whole(rule) { return [.geometry(geometry)] }
        }
        return nil
    }

    static let canvases = AnyOf(
        "the canvas size,canvas size,the canvas,canvas,the size of the canvas,the artboard,artboard,the artboard size,my canvas,its canvas")
    private static let adding = AnyOf("add,put,insert,leave,give it,give her,give him,give them,give the subject,give the picture,give the image,give the photo,give,create,include,place,use,append,have,paint,with")
    private static let rooms = AnyOf(
        """
        room,space,area,canvas,strip,strips,stripe,bar,bars,band,bands,padding,margin,margins,border,borders,pixels,block,panel,\
        canvas space,canvas room,breathing room,breathing space,copy space,air,extra room,blank canvas,letterbox bars
        """
    )
    private static let emptiness = AnyOf("extra,more,additional,empty,blank,free,new,plain,solid,further,clear,another")
    private static let vague = AnyOf(
        "some,a bit of,a little,a little bit of,a bit more,a little more,some more,a lot of,lots of,plenty of,more,a few,much more,a bit,extra,enough,any")

    // MARK: On a side

    static let everySide: [Side] = [.left, .right, .top, .bottom]
    private static let sides = Phrases<[Side]>([
        "left,left side,left hand side,left edge": [.left], "right,right side,right hand side,right edge": [.right],
        "top,upper side,top side,top edge,upper edge,head": [.top],
        "bottom,foot,lower side,bottom side,bottom edge,lower edge,base": [.bottom],
        "sides,both sides,left and right,right and left,left and right sides,left right,either side,left and the right,left and right side,left side and right side,right and the left":
            [.left, .right],
        "top and bottom,bottom and top,top bottom,top and the bottom,bottom and the top": [.top, .bottom],
        "all sides,every side,each side,all four sides,four sides,all edges,every edge,all the sides,all of the sides":
            [.left, .right, .top, .bottom],
    ])
    private static let directions = Phrases<[Side]>([
        "above,on top,over,upwards,up,upward,overhead": [.top],
        "below,underneath,beneath,under,downwards,down,downward": [.bottom],
        "all around,all round,around,all the way around,on all sides,everywhere,in all directions,in every direction,all over,evenly,equally":
            [.left, .right, .top, .bottom],
        "leftwards,leftward": [.left], "rightwards,rightward": [.right], "horizontally,sideways": [.left, .right],
        "vertically": [.top, .bottom],
    ])

    /// "on the left", "at the top and bottom", "above her head", "all around"
    ///
    /// - Parameter bare: whether "left" alone will do.
    private mutating func sidesOfPicture(bare: Bool = true) -> [Side]? {
        attempt { reader in
            if let direction = reader.take(Self.directions) {
                _ = reader.attempt { reader -> Bool? in
                    if reader.take("of") { return reader.wholePicture() ? true : nil }
                    if reader.wholePicture() || reader.take("the edges", "the edge", "the border", "the whole") { return true }
                    return reader.whatItIsBeside()
                }
                return direction
            }
            let linked = reader.take("on", "at", "to", "along", "in", "onto", "from", "towards", "for")
            reader.skipPlainArticles()
            _ = reader.take("very", "far", "picture 's", "image 's", "photo 's")
            guard linked || bare, let sides = reader.take(Self.sides) else { return nil }
            _ = reader.attempt { reader -> Bool? in
                guard reader.take("of") else { return nil }
                return reader.wholePicture() || reader.whatItIsBeside() == true ? true : nil
            }
            return sides
        }
    }

    /// "her head", "the subject": what the new room is beside, wherever that is in the picture.
    private mutating func whatItIsBeside() -> Bool? {
        attempt { reader in
            let owner: People? = reader.attempt { reader in
                guard let person = reader.person(), reader.take("'s") else { return nil }
                return person
            }
            if owner == nil { _ = reader.determiner() }
            return reader.take("head", "heads", "feet", "hair") ? true : nil
        } ?? attempt { reader in reader.wholeSubject() == nil ? nil : true }
    }

    /// "200 px of white on the left and 100 px on the right"
    ///
    /// - Parameter needsExtent: whether it has to say how much.
    mutating func roomOnSides(needsExtent: Bool) -> Geometry? {
        let verb = take(Self.adding)
        // "add on the left 200 px of white"
        let early = verb ? sidesOfPicture(bare: false) : nil
        var said = SaidRoom()
        takeRoom(&said)
        if !said.hasNoun, said.colour == nil { guard verb, said.extent != nil || said.isVague else { return nil } }
        guard verb || said.hasNoun || said.colour != nil && (said.extent != nil || said.isVague) else { return nil }
        var sides: [Side: Extent] = [:]
        var fill = said.colour.map { CanvasFill.colour($0) } ?? (said.isTransparent ? .transparent : nil)
        var extent = said.extent
        let isHead = said.isHeadroom
        guard let first = early ?? sidesOfPicture() ?? (isHead ? [.top] : nil) else { return nil }
        if extent == nil {
            extent = attempt { reader in
                _ = reader.takePause()
                _ = reader.take("by", "of", "about")
                return reader.extent()
            }
            _ = take("each", "wide", "high", "tall")
        }
        guard extent != nil || !needsExtent else { return nil }
        var all = first
        for side in first { sides[side] = extent ?? .share(0) }
        while let more = attempt({ $0.furtherRoom(after: extent) }) {
            for side in more.sides {
                guard sides[side] == nil else { return nil }
                sides[side] = more.extent ?? .share(0)
            }
            all += more.sides
        }
        _ = take("each")
        if fill == nil { fill = self.fill() }
        _ = takePurpose()
        if all.count == 4, Set(all.map { sides[$0] ?? .share(0) }.map { "\($0)" }).count == 1, let extent {
            return .canvas(.margin(extent), filled: fill)
        }
        return .canvas(.room(sides), filled: fill)
    }

    /// "and 100 px on the right", "and right"
    private mutating func furtherRoom(after extent: Extent?) -> (sides: [Side], extent: Extent?)? {
        _ = takePause()
        guard take("and", "plus", "as well as") || tokens[position - 1].kind == .pause else { return nil }
        let own = self.extent()
        if own != nil { _ = take("of space", "of room", "more", "extra") }
        guard let sides = sidesOfPicture() else { return nil }
        // "and on the right" is as much.
        return (sides, own ?? extent)
    }

    private struct SaidRoom {
        var extent: Extent?
        var colour: NamedColour?
        var isTransparent = false
        var hasNoun = false
        var isVague = false
        var isHeadroom = false
    }

    /// How much, of what, in any order: "a 200 px white bar", "200 px of white space"
    private mutating func takeRoom(_ said: inout SaidRoom) {
        while true {
            if take(Self.vague) {
                said.isVague = true
                continue
            }
            skipPlainArticles()
            if take(Self.thickness) != nil {
                said.isVague = true
                continue
            }
            let ofSoMuch = said.hasNoun && said.extent == nil
                ? attempt { reader in reader.take("of") ? reader.extent() : nil } : nil
            if let ofSoMuch {
                said.extent = ofSoMuch
            } else if said.extent == nil, let found = extent() {
                said.extent = found
                _ = take("wide", "high", "tall", "thick", "worth")
                _ = take("of")
            } else if said.colour == nil, !said.isTransparent, take("transparent", "see through") {
                said.isTransparent = true
            } else if said.colour == nil, !said.isTransparent, let found = bareColour() {
                said.colour = found.onPaper
            } else if !said.hasNoun, take("headroom", "head room", "head space", "headspace") {
                (said.hasNoun, said.isHeadroom) = (true, true)
            } else if !said.hasNoun, take("white space", "whitespace") {
                said.hasNoun = true
                if said.colour == nil { said.colour = .pureWhite }
            } else if !said.hasNoun, take("negative space") || take(Self.rooms) {
                said.hasNoun = true
            } else if !take(Self.emptiness) {
                return
            }
        }
    }

    /// "for text": what the room is for changes nothing of it.
    private mutating func takePurpose() -> Bool {
        attempt { reader in
            guard reader.take("for") else { return nil }
            reader.skipPlainArticles()
            return reader.take(
                "text", "copy", "headline", "title", "caption", "logo", "captions", "writing", "price", "type", "later") ? true : nil
        } ?? false
    }

    // MARK: On all sides alike

    private static let margins = AnyOf("margin,margins,padding,breathing room,breathing space,white space,whitespace,negative space,space,room,air,blank space,empty space")
    private static let thickness = Phrases<Double>([
        "thin,narrow,small,slim": 0.02, "thick,wide,big,broad,large,generous": 0.1, "simple,nice,clean,plain,even,equal,uniform,medium": 0.05,
    ])

    /// "add a 10 % margin", "50 px of white padding", "10 % white space around it"
    private mutating func margin() -> Geometry? {
        _ = take(Self.adding) || take("surround it with", "make", "set", "apply")
        var said = SaidRoom()
        var thickness: Double?
        while true {
            skipPlainArticles()
            if said.extent == nil, let found = extent() {
                said.extent = found
                _ = take("wide", "thick")
                _ = take("of")
            } else if thickness == nil, said.extent == nil, let found = take(Self.thickness) {
                thickness = found
            } else if said.colour == nil, !said.isTransparent, take("transparent") {
                said.isTransparent = true
            } else if said.colour == nil, !said.isTransparent,
                next?.text != "white" || tokens[safe: position + 1]?.text != "space", let found = bareColour()
            {
                said.colour = found.onPaper
            } else if !take("extra", "additional", "empty", "blank") {
                break
            }
        }
        let noun = next?.text
        guard take(Self.margins) else { return nil }
        if noun == "white" || noun == "whitespace", said.colour == nil, !said.isTransparent { said.colour = .pureWhite }
        var isAround = take("all around", "all round", "on all sides", "on every side", "on each side", "on all four sides", "around the edges", "around the border")
        if take("around", "to", "round"), !isAround {
            guard wholePicture() || whatItIsBeside() == true else { return nil }
            isAround = true
        }
        _ = take("that is", "which is")
        if take("of", "with") || said.extent == nil, let found = extent() {
            guard said.extent == nil, thickness == nil else { return nil }
            said.extent = found
            _ = take("width", "wide", "thickness", "thick", "on all sides", "all around", "on each side", "on every side")
        }
        // "room" and "air" are margins only where they are said to go around it, or how wide they are.
        if !["margin", "margins", "padding", "white", "whitespace"].contains(noun) {
            guard said.extent != nil || thickness != nil && isAround else { return nil }
            guard isAround || !["space", "room", "air", "blank", "empty"].contains(noun) else { return nil }
        }
        let fill = said.isTransparent ? .transparent : said.colour.map { CanvasFill.colour($0) } ?? self.fill()
        return .canvas(.margin(said.extent ?? .share(thickness ?? 0.05)), filled: fill)
    }

    // MARK: To a shape, or by so much

    /// "pad to 4:5 with white", "pad it by 50 px", "letterbox it to 16:9", "pad the left by 100 px"
    private mutating func padded() -> Geometry? {
        guard take("pad", "letterbox", "letter box", "pillarbox", "pillar box", "add padding to", "pad out") else { return nil }
        let isBoxed = ["letterbox", "pillarbox", "box"].contains(tokens[position - 1].text)
        let usual: CanvasFill? = isBoxed ? .colour(.pureBlack) : nil
        _ = take(Self.canvases) || wholePicture()
        _ = take("out")
        if let canvas = attempt({ $0.shape() }) { return .canvas(canvas, filled: fill() ?? usual) }
        guard !isBoxed else { return nil }
        // "pad it with white to 4:5"
        let colour = attempt { reader -> CanvasFill? in
            guard let fill = reader.fill(), reader.next?.text == "to" else { return nil }
            return fill
        }
        if colour != nil { return shape().map { .canvas($0, filled: colour) } }
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
        if fill == nil { fill = self.fill() }
        guard let sides else {
            if pads { return .canvas(.margin(extent), filled: fill) }
            // A canvas that grows by 20 % is 1.2 times as wide and as high; of pixels it may be all, or those of each side.
            guard case .share(let share) = extent else { return nil }
            return .canvas(Self.grown(by: share, Self.everySide), filled: fill)
        }
        guard Set(sides.map(\.rawValue)).count == sides.count else { return nil }
        if sides.count == 4 { return .canvas(.margin(extent), filled: fill) }
        return .canvas(.room(Dictionary(uniqueKeysWithValues: sides.map { ($0, extent) })), filled: fill)
    }

    private mutating func furtherSides() -> [Side]? {
        guard take("and") else { return nil }
        return sidesOfPicture()
    }

    /// As much larger in all: what is added on two sides is half of it each.
    private static func grown(by share: Double, _ sides: [Side]) -> Canvas {
        let isBothWays = Set(sides.map(\.rawValue)).isSuperset(of: ["left", "right"]) || Set(sides.map(\.rawValue)).isSuperset(of: ["top", "bottom"])
        return .room(Dictionary(uniqueKeysWithValues: sides.map { ($0, .share(isBothWays ? share / 2 : share)) }))
    }

    private static let growing = AnyOf("extend,expand,enlarge,increase,grow,widen,extend out,expand out,add to")
    private static let setting = AnyOf("make,set,change,resize,adjust,turn,get,have")

    /// "extend the canvas to 16:9", "make the canvas 20 % wider", "canvas size 2000x2000"
    private mutating func extended() -> Geometry? {
        if take("double", "double the size of"), take(Self.canvases) {
            let sides = take("width", "in width") ? [.left, .right] : take("height", "in height") ? [.top, .bottom] : Self.everySide
            return .canvas(Self.grown(by: 1, sides), filled: fill())
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
            return .canvas(canvas, filled: fill())
        }
        if let wider = attempt({ $0.wider() }) { return .canvas(wider.canvas, filled: fill() ?? wider.fill) }
        if let geometry = attempt({ $0.roomByExtent(pads: false) }), grows { return geometry }
        _ = take("out")
        guard let canvas = attempt({ $0.shape() }) else { return nil }
        // "make the canvas 16:9" may be to cut.
        if case .ratio = canvas, !grows { return nil }
        return .canvas(canvas, filled: fill())
    }

    private static let comparatives = Phrases<[Side]>([
        "wider,broader": [.left, .right], "taller,higher": [.top, .bottom],
        "larger,bigger": [.left, .right, .top, .bottom],
        "as wide": [.left, .right], "as tall,as high": [.top, .bottom], "as large,as big": [.left, .right, .top, .bottom],
    ])

    /// "20 % wider", "taller by 100 px", "twice as wide", "20 % wider on the left"
    private mutating func wider() -> (canvas: Canvas, fill: CanvasFill?)? {
        var extent: Extent?
        _ = take("by", "be")
        if take("twice", "double") {
            guard let sides = take(Self.comparatives), ["wide", "tall", "high", "large", "big"].contains(tokens[position - 1].text)
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
        let said = attempt { $0.roomByExtent(pads: false) } ?? attempt { reader in
            reader.shape().map { .canvas($0, filled: reader.fill()) }
        } ?? attempt { reader in
            // "extend the bottom with white by 100 px"
            guard let sides = reader.sidesOfPicture(), sides.count == 1, let fill = reader.fill(), reader.take("by"),
                let extent = reader.extent()
            else { return nil }
            return .canvas(.room([sides[0]: extent]), filled: fill)
        }
        guard case .canvas(_, .some)? = said else { return nil }
        return said
    }

    /// "to 16:9", "to a square", "to 2000x2000", "to 1200 px wide": what a canvas becomes, and where its room is.
    private mutating func shape(_ scaling: Canvas.Scaling = .never) -> Canvas? {
        _ = take("to be", "to fit", "to fill", "to", "into", "at", "for", "in", "of", "be", "as")
        skipPlainArticles()
        _ = take("aspect ratio of", "ratio of", "size of", "an aspect ratio of", "aspect ratio", "ratio", "size")
        if let size = attempt({ $0.canvasSize(scaling) }) { return size }
        guard let ratio = ratio() else { return nil }
        _ = take("aspect ratio", "ratio", "format", "shape", "aspect", "frame", "canvas")
        let side = attempt { reader -> Side? in
            guard let sides = reader.sidesOfPicture(bare: false), sides.count == 1 else { return nil }
            return sides[0]
        }
        return .ratio(width: ratio.width, height: ratio.height, at: side)
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

    // MARK: Of the picture, where a colour or the canvas says that it is room that is meant

    private static let uncut = AnyOf(
        """
        without cropping,without cutting,without cropping it,without cropping anything,without losing anything,\
        without cutting anything off,without cutting anything,without cutting it,without cutting off anything,don't crop,\
        without cropping the picture,without cropping the image,without cropping the photo,with no cropping,no cropping
        """
    )

    /// "make it square by adding white at the sides", "expand it to 16:9 with black", "make it 4:5 without cropping"
    private mutating func shapedByRoom() -> Geometry? {
        let grows = take(Self.growing)
        let scales = !grows && take("resize", "scale", "rescale", "export")
        guard grows || scales || take("make", "turn", "get", "bring", "change", "convert", "set", "put", "fit") else { return nil }
        guard wholePicture() || scales else { return nil }
        if !grows { _ = take("fit into", "fit in", "fit on", "fit inside", "fit") }
        guard var canvas = shape(.both) else { return nil }
        if take(Self.uncut) { return .canvas(canvas, filled: fill()) }
        let adds = take("by adding", "by padding with", "by padding it with", "adding", "and add", "by adding some", "and fill the rest with", "and fill the sides with", "by extending with", "by filling with", "by padding", "by filling the sides with")
        if !adds { _ = takePause() }
        guard adds || take("with", "in", "using") else { return nil }
        skipPlainArticles()
        _ = take("some", "more", "extra")
        let transparent = take("transparent")
        let own = !transparent && takeOwnColour()
        let colour = transparent || own ? nil : bareColour()
        let noun = take("bars", "borders", "padding", "space", "margins", "sides", "strips", "bands", "stripes", "room", "letterbox bars", "edges", "pixels", "canvas")
        // "make it square with a white background" may be to cut it out.
        if !noun, grows { _ = take("background", "fill") }
        guard transparent || own || colour != nil || noun else { return nil }
        if case .ratio(let width, let height, nil) = canvas, let sides = sidesOfPicture(), sides.count == 1 {
            canvas = .ratio(width: width, height: height, at: sides[0])
        }
        let fill: CanvasFill? = transparent ? .transparent : own ? .ofBorder : colour.map { .colour($0.onPaper) }
        return .canvas(canvas, filled: fill ?? self.fill())
    }

    /// "add white bars to make it square", "fill the sides with black to get 16:9"
    private mutating func barsToShape() -> Geometry? {
        let fills = take("fill the sides with", "fill the edges with", "fill up the sides with", "fill in the sides with", "fill it up with")
        guard fills || take(Self.adding) else { return nil }
        var said = SaidRoom()
        takeRoom(&said)
        guard said.extent == nil, said.hasNoun || said.colour != nil || said.isTransparent else { return nil }
        _ = sidesOfPicture(bare: false)
        guard
            take(
                "to make it", "to make this", "to make the picture", "to make the image", "until it is", "until it 's", "so it is", "so it 's",
                "so that it is", "to get it to", "to get", "to turn it into", "to bring it to", "to reach", "to fit", "to make it fit")
        else { return nil }
        guard let canvas = shape() else { return nil }
        return .canvas(canvas, filled: said.isTransparent ? .transparent : said.colour.map { .colour($0) })
    }

    /// "square canvas with black", "a white 2000x2000 canvas"
    private mutating func canvasByName() -> Geometry? {
        skipPlainArticles()
        var fill = attempt { reader -> CanvasFill? in
            if reader.take("transparent") { return .transparent }
            return reader.bareColour().map { .colour($0.onPaper) }
        }
        guard let next, next.kind != .pause, let canvas = shape(.down) else { return nil }
        if fill == nil { fill = attempt { reader in reader.bareColour().map { .colour($0.onPaper) } } }
        guard take("canvas") || tokens[position - 1].text == "canvas" else { return nil }
        guard let fill = fill ?? self.fill() else { return nil }
        return .canvas(canvas, filled: fill)
    }

    /// "center it on a 2000x2000 white canvas", "fit it into 1080x1350 with black", "put it on a square canvas"
    private mutating func placedOnCanvas() -> Geometry? {
        guard take("center", "centre", "place", "put", "set", "fit", "position", "mount", "middle", "contain") else { return nil }
        let fits = ["fit", "contain"].contains(tokens[position - 1].text)
        guard wholePicture() || take("the sticker", "the cut out", "the cutout", "the logo", "the artwork", "the design") else { return nil }
        _ = take("centered", "centred", "whole", "completely", "fully")
        guard take("in the middle of", "in the centre of", "in the center of", "on", "onto", "in", "into", "inside", "within", "upon")
        else { return nil }
        var fill: CanvasFill?
        var canvas: Canvas?
        var noun = false
        while true {
            skipPlainArticles()
            if canvas == nil, let found = attempt({ $0.shape(fits ? .both : .down) }) {
                canvas = found
                noun = noun || ["canvas", "frame"].contains(tokens[position - 1].text)
            } else if fill == nil, take("transparent") {
                fill = .transparent
            } else if fill == nil, let colour = bareColour() {
                fill = .colour(colour.onPaper)
            } else if !noun, take("canvas", "background", "frame", "artboard", "format", "square", "area", "box", "sheet") {
                noun = true
                if tokens[position - 1].text == "square", canvas == nil { canvas = .ratio(width: 1, height: 1) }
                _ = take("of", "that is", "sized")
            } else if !take("new", "blank", "empty", "plain", "larger", "bigger") {
                break
            }
        }
        guard let canvas else { return nil }
        if fill == nil { fill = self.fill() }
        // "put it in a square", "set it to 4:5" may be to cut.
        guard fits || noun && tokens.contains(where: { $0.text == "canvas" || $0.text == "artboard" || $0.text == "sheet" }) || fill != nil
        else { return nil }
        return .canvas(canvas, filled: fill ?? self.fill())
    }

    // MARK: What it shows

    private static let fills = AnyOf("background,bars,borders,padding,space,fill,canvas,margins,margin,sides,colour,color,bg,edges,area,pixels,border")
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

    private mutating func takeOwnColour() -> Bool { take(Self.ownColours) }

    /// "with white", "in the background's colour", ", transparent"
    private mutating func fill() -> CanvasFill? {
        attempt { reader in
            let isApart = reader.takePause()
            let linked = reader.take(
                "and fill it with", "and fill the rest with", "and fill the new area with", "and fill the new space with",
                "and fill the space with", "and fill the empty space with", "filled with", "filled in", "fill with", "fill it with",
                "fill the rest with", "fill the new area with", "and fill with", "matching", "with", "in", "using", "on")
            if linked, reader.tokens[reader.position - 1].text == "matching" {
                return reader.take("the background", "the border", "the edges", "the edge") ? .ofBorder : nil
            }
            if reader.takeOwnColour() { return .ofBorder }
            reader.skipPlainArticles()
            if reader.take("transparent", "transparency", "nothing") {
                _ = reader.take(Self.fills)
                return .transparent
            }
            _ = reader.take("plain", "solid", "only", "just")
            guard let colour = reader.bareColour() else { return nil }
            _ = reader.take(Self.fills)
            // ", black and white" is another edit.
            guard linked || !isApart || reader.isAtEnd else { return nil }
            return .colour(colour.onPaper)
        }
    }
}
