extension Reader {
    private static let verbs = AnyOf(
        """
        turn,make,make me,convert,change,transform,create,create me,produce,give me,generate,get me,want,get,make it into,\
        i want it,export,render,make a,build,cut out,cut
        """
    )
    private static let links = AnyOf("into,to,as,in,like,look like,be,become,to be,to become,as if it were,out as")
    private static let adjectives = AnyOf(
        "nice,cute,die cut,vinyl,transparent,white bordered,cool,simple,clean,outlined,telegram,whatsapp,die,proper"
    )

    /// "turn it into a sticker", "sticker of the cat"
    mutating func sticker() -> [LocalEdit]? {
        whole { $0.stickerWithoutEdge() }
            ?? whole { reader in
                if reader.take("stickerise", "stickerize", "stickerify", "sticker ify") {
                    let whole = reader.wholeSubject() ?? .subject
                    return [.sticker(of: whole, edge: reader.stickerEdge() ?? StickerEdge())]
                }
                _ = reader.take(Self.verbs)
                var named: Whole?
                if !reader.stickerNoun() {
                    named = reader.wholeSubject()
                    while reader.take(Self.links) {}
                    guard reader.stickerNoun() else { return nil }
                }
                var ground: [LocalEdit]?
                var edge: StickerEdge?
                while true {
                    if let whole = reader.stickerOf() {
                        guard named == nil || named == whole else { return nil }
                        named = whole
                    } else if edge == nil, let found = reader.stickerEdge() {
                        edge = found
                    } else if ground == nil, let found = reader.groundOfCutout() {
                        ground = found
                    } else {
                        return [.sticker(of: named ?? .subject, edge: edge ?? StickerEdge())] + (ground ?? [])
                    }
                }
            }
    }

    /// "sticker without border": what is cut out, and no more.
    private mutating func stickerWithoutEdge() -> [LocalEdit]? {
        _ = take(Self.verbs)
        var named = wholeSubject()
        guard stickerNoun() else { return nil }
        if let whole = stickerOf() {
            guard named == nil || named == whole else { return nil }
            named = whole
        }
        guard take("without", "with no", "no") else { return nil }
        skipPlainArticles()
        _ = take("white", "any")
        guard take("border", "outline", "edge", "rim", "stroke", "contour") else { return nil }
        return [.background(.transparent, behind: named ?? .subject)]
    }

    private mutating func stickerNoun() -> Bool {
        attempt { reader in
            while reader.take(Self.links) {}
            reader.skipArticles()
            while reader.take(Self.adjectives) || reader.take(Fillers.articles) {}
            return reader.take("sticker", "stickers", "decal") ? true : nil as Bool?
        } ?? false
    }

    /// "of the cat"
    private mutating func stickerOf() -> Whole? {
        attempt { reader in
            guard
                reader.take(
                    "of just", "of only", "of", "from", "out of", "for", "using", "with just", "with only", "with"),
                let whole = reader.wholeSubject()
            else { return nil }
            // "with the raccoon only"
            _ = reader.take("only", "alone")
            return whole
        }
    }

    private static let edges = AnyOf("border,outline,edge,stroke,rim,contour,frame,borders,outlines")
    private static let widths = Phrases<Double>(["thin,narrow,fine,slim": 0.5, "thick,wide,broad,bold,fat": 2])

    /// "with a pink border", after a turn that made a sticker, which has one.
    func speaksOfEdge(of turn: [LocalEdit]) -> Bool {
        guard turn.count == 1, case .sticker = turn[0] else { return false }
        var reader = self
        return reader.whole { $0.stickerEdge() } != nil || reader.edgeColour() != nil
    }

    /// "make the border orange", of what is a sticker by now.
    mutating func edgeColour() -> NamedColour? {
        whole { reader in
            guard reader.take("make", "turn", "change", "paint", "colour", "color", "recolour", "recolor", "set") else {
                return nil
            }
            _ = reader.take("the colour of", "the color of")
            _ = reader.take("the sticker's", "the sticker 's", "its")
            _ = reader.take("the", "the sticker")
            guard reader.take(Self.edges) else { return nil }
            _ = reader.take("colour", "color")
            while reader.take(Self.links) {}
            _ = reader.take("to", "into", "in")
            return reader.bareColour()
        }
    }

    /// "with a white border", "with a thick pink edge": how wide and of what colour, in any order.
    private mutating func stickerEdge() -> StickerEdge? {
        attempt { reader in
            guard reader.take("with", "and add") else { return nil }
            reader.skipArticles()
            var edge = StickerEdge()
            var (hasColour, hasWidth) = (false, false)
            while !reader.take(Self.edges) {
                if reader.take("nice", "clean", "classic", "simple") { continue }
                if !hasWidth, let factor = reader.take(Self.widths) {
                    edge.width = .share(factor * StickerEdge.usualShare)
                    hasWidth = true
                } else if !hasWidth, let extent = reader.extent() {
                    edge.width = extent
                    hasWidth = true
                } else if !hasColour, let colour = reader.bareColour() {
                    edge.colour = colour.onPaper
                    hasColour = true
                } else {
                    return nil
                }
            }
            if !hasColour,
                let colour = reader.attempt({ reader in
                    _ = reader.take("in", "that is")
                    return reader.bareColour()
                })
            {
                edge.colour = colour.onPaper
            }
            if !hasWidth, let extent = reader.attempt({ reader in reader.take("of", "with") ? reader.extent() : nil }) {
                edge.width = extent
            }
            return edge
        }
    }
}
