/// Room on the sides of a picture, and margins.
extension Reader {
    static let roomVerbs = AnyOf(
        """
        add,put,insert,leave,give it,give her,give him,give them,give the subject,give the picture,give the image,\
        give the photo,give,create,include,place,use,append,have,paint,with
        """)
    private static let rooms = AnyOf(
        """
        room,space,area,canvas,strip,strips,stripe,bar,bars,band,bands,padding,margin,margins,border,borders,pixels,block,panel,\
        canvas space,canvas room,breathing room,breathing space,copy space,air,extra room,blank canvas,letterbox bars
        """
    )
    private static let emptiness = AnyOf("extra,more,additional,empty,blank,free,new,plain,solid,further,clear,another")
    private static let vague = AnyOf(
        """
        some,a bit of,a little,a little bit of,a bit more,a little more,some more,a lot of,lots of,plenty of,more,a few,much more,a bit,\
        extra,enough,any
        """)

    // MARK: On a side

    static let everySide: [Side] = [.left, .right, .top, .bottom]
    static let pictureSides = Phrases<[Side]>([
        "left,left side,left hand side,left edge": [.left], "right,right side,right hand side,right edge": [.right],
        "top,upper side,top side,top edge,upper edge,head": [.top],
        "bottom,foot,lower side,bottom side,bottom edge,lower edge,base": [.bottom],
        """
        sides,both sides,left and right,right and left,left and right sides,left right,either side,left and the right,\
        left and right side,left side and right side,right and the left
        """: [.left, .right],
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
    mutating func sidesOfPicture(bare: Bool = true) -> [Side]? {
        attempt { reader in
            if let direction = reader.take(Self.directions) {
                _ = reader.attempt { reader -> Bool? in
                    if reader.take("of") { return reader.wholePicture() ? true : nil }
                    if reader.wholePicture() || reader.take("the edges", "the edge", "the border", "the whole") {
                        return true
                    }
                    return reader.whatItIsBeside()
                }
                return direction
            }
            _ = reader.take("only", "just")
            let linked = reader.take("on", "at", "to", "along", "in", "onto", "from", "towards", "for")
            _ = reader.take("only", "just")
            reader.skipPlainArticles()
            _ = reader.take("very", "far", "picture 's", "image 's", "photo 's")
            guard linked || bare, let sides = reader.take(Self.pictureSides) else { return nil }
            _ = reader.attempt { reader -> Bool? in
                guard reader.take("of") else { return nil }
                return reader.wholePicture() || reader.whatItIsBeside() == true ? true : nil
            }
            _ = reader.take("only", "alone", "sides only")
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
        let verb = take(Self.roomVerbs)
        // "add on the left 200 px of white"
        let early = verb ? sidesOfPicture(bare: false) : nil
        if early != nil { _ = take("each") }
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
        if fill == nil { fill = self.canvasFill() }
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

    struct SaidRoom {
        var extent: Extent?
        var colour: NamedColour?
        var isTransparent = false
        var hasNoun = false
        var isVague = false
        var isHeadroom = false
    }

    /// How much, of what, in any order: "a 200 px white bar", "200 px of white space"
    mutating func takeRoom(_ said: inout SaidRoom) {
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
            let ofSoMuch =
                said.hasNoun && said.extent == nil
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
                "text", "copy", "headline", "title", "caption", "logo", "captions", "writing", "price", "type", "later")
                ? true : nil
        } ?? false
    }

    // MARK: On all sides alike

    private static let margins = AnyOf(
        """
        margin,margins,padding,breathing room,breathing space,white space,whitespace,negative space,space,room,air,\
        blank space,empty space
        """)
    private static let thickness = Phrases<Double>([
        "thin,narrow,small,slim": 0.02, "thick,wide,big,broad,large,generous": 0.1,
        "simple,nice,clean,plain,even,equal,uniform,medium": 0.05,
    ])

    /// "add a 10 % margin", "50 px of white padding", "10 % white space around it"
    mutating func margin() -> Geometry? {
        _ = take(Self.roomVerbs) || take("surround it with", "make", "set", "apply")
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
        var isAround = take(
            "all around", "all round", "on all sides", "on every side", "on each side", "on all four sides",
            "around the edges",
            "around the border")
        if take("around", "to", "round"), !isAround {
            guard wholePicture() || whatItIsBeside() == true else { return nil }
            isAround = true
        }
        _ = take("that is", "which is")
        if take("of", "with") || said.extent == nil, let found = extent() {
            guard said.extent == nil, thickness == nil else { return nil }
            said.extent = found
            _ = take(
                "width", "wide", "thickness", "thick", "on all sides", "all around", "on each side", "on every side")
        }
        // "room" and "air" are margins only where they are said to go around it, or how wide they are.
        if !["margin", "margins", "padding", "white", "whitespace"].contains(noun) {
            guard said.extent != nil || thickness != nil && isAround else { return nil }
            guard isAround || !["space", "room", "air", "blank", "empty"].contains(noun) else { return nil }
        }
        let fill = said.isTransparent ? .transparent : said.colour.map { CanvasFill.colour($0) } ?? self.canvasFill()
        return .canvas(.margin(said.extent ?? .share(thickness ?? 0.05)), filled: fill)
    }
}
