extension Reader {
    static let recolourVerbs = AnyOf(
        """
        make,turn,colour,color,paint,dye,change,recolour,recolor,set,switch,convert,get,render,tint,repaint,transform,\
        colour in,color in,re colour,re color,shift,update,swap,see,put,show
        """
    )
    private static let links = AnyOf(
        """
        to,into,in,to be,be,become,becomes,turn,as,with,to become,look,to look,should be,must be,could be,needs to be,\
        has to be,ought to be,should become,should turn,shall be,can be,would be,is to be,to a,into a,for,should have,\
        should look,go,to go,being,in the colour,in the color,the colour,the color,colour,color,to the colour,to the color,\
        all,all in,the same in,the same but in,the same thing in,the same thing but in,\
        just in,completely,entirely,fully,totally,exactly,precisely,=
        """
    )
    private static let colourOf = AnyOf(
        "the colour of,the color of,colour of,color of,the colours of,the colors of,the colouring of,the shade of"
    )
    private static let anyLink = AnyOf("to,into,by,with,for,to be,become")

    /// Colours of clothes, hair, things and parts.
    mutating func recolour() -> [LocalEdit]? {
        whole { $0.recolourByWearing() } ?? whole { $0.recolourByGiving() }
            ?? whole { $0.recolourOfColour() } ?? whole { $0.recolourOfTargets() }
            ?? whole { $0.recolourByPutting() } ?? whole { $0.colouredNoun() } ?? whole { $0.recolourByReplacing() }
    }

    static func paint(_ painted: [Painted], _ colour: NamedColour) -> [LocalEdit] {
        painted.map { painted in
            switch painted {
            case .part(let target): .recolour(target, to: colour)
            case .background: .background(.colour(colour))
            }
        }
    }

    /// `nil` where one of them is said to have a colour now that it can't be told by.
    private static func paint(_ painted: [Painted], _ change: Change) -> [LocalEdit]? {
        guard let now = change.now else { return paint(painted, change.to) }
        let coloured = painted.compactMap { painted -> Painted? in
            guard case .part(let target) = painted else { return nil }
            return target.having(now).map { .part($0) }
        }
        return coloured.count == painted.count ? paint(coloured, change.to) : nil
    }

    /// "from blue to red"; `now` is the colour that it is said to have.
    private struct Change {
        var now: NamedColour?
        var to: NamedColour
    }

    /// "the jacket and the hair"
    mutating func targets() -> [Painted]? {
        if let referred = referred() {
            let coloured = referred.compactMap(\.coloured)
            return coloured.count == referred.count ? coloured : nil
        }
        guard let first = painted() else { return nil }
        var all = [first]
        while all.count < 12 {
            let another: Painted? = attempt { reader in
                let paused = reader.takePause()
                guard reader.take("and", "and also", "as well as", "plus") || paused && !reader.isMeaning else {
                    return nil
                }
                let start = reader.position
                let found = reader.painted()
                guard case .part(let target)? = found, case .part(let owned) = first else { return found }
                return .part(target.sharing(owned, said: reader.tokens[start..<reader.position]))
            }
            guard let another else { break }
            all.append(another)
        }
        return all
    }

    /// "the guy on the right should wear a red shirt instead of the yellow one"
    private mutating func recolourByWearing() -> [LocalEdit]? {
        guard let owner = person(),
            take("should wear", "should be wearing", "must wear", "could wear", "should have", "needs to wear", "wears")
        else { return nil }
        skipPlainArticles()
        guard let colour = bareColour(), let part = wornNoun(of: owner) else { return nil }
        guard take("instead of", "rather than", "not") else { return [.recolour(part, to: colour)] }
        _ = determiner()
        guard let now = bareColour(), take("one", "ones") || wornNoun(of: owner) == part else { return nil }
        return part.having(now).map { [.recolour($0, to: colour)] }
    }

    private mutating func wornNoun(of owner: People) -> Target? {
        if let garment = take(Nouns.garments) { return .garment(garment, of: owner) }
        return take(Nouns.hair) ? .hair(of: owner) : nil
    }

    /// "give her pink hair", "put him in a blue shirt"
    private mutating func recolourByGiving() -> [LocalEdit]? {
        guard take("give", "put", "dress", "have", "make", "show", "get") else { return nil }
        guard let owner = person() else { return nil }
        _ = take("in", "wear", "wearing", "with", "have")
        skipArticles()
        guard let colour = bareColour() else { return nil }
        takeAll(AnyOf("coloured,colored"))
        if let garment = take(Nouns.garments) { return [.recolour(.garment(garment, of: owner), to: colour)] }
        if let feature = colouredFeatureNoun() { return [.recolour(.feature(feature, of: owner), to: colour)] }
        return take(Nouns.hair) ? [.recolour(.hair(of: owner), to: colour)] : nil
    }

    /// "change the colour of the jacket to red"
    private mutating func recolourOfColour() -> [LocalEdit]? {
        _ = take(Self.recolourVerbs)
        guard take(Self.colourOf), let targets = targets() else { return nil }
        return link().flatMap { Self.paint(targets, $0) }
    }

    /// "make the jacket red", "change the jacket's colour from blue to red", "the jacket should be red"
    private mutating func recolourOfTargets() -> [LocalEdit]? {
        let givesColour = take("give")
        if !givesColour, !take(Self.recolourVerbs) { _ = take("replace") }
        guard let targets = targets() else { return nil }
        _ = take("'s")
        _ = take("colour", "color", "paint", "colours", "colors", "paint colour", "paint color", "fabric")
        guard let change = link() else { return nil }
        // "make the jacket a red jacket"
        if let again = take(Nouns.garments) {
            guard case .part(.garment(let garment, _, _))? = targets.last, garment == again else { return nil }
        }
        return Self.paint(targets, change)
    }

    /// "put a green jacket on her"
    private mutating func recolourByPutting() -> [LocalEdit]? {
        let verb = next?.text
        guard take("put", "add", "apply") else { return nil }
        skipPlainArticles()
        guard let colour = bareColour() else { return nil }
        if take("lipstick", "lip colour", "lip color") {
            guard take("on", "to") else { return nil }
            return person().map { [.recolour(.feature(.lips, of: $0), to: colour)] }
        }
        guard verb == "put", let garment = take(Nouns.garments), take("on"),
            let owner = person()
        else { return nil }
        return [.recolour(.garment(garment, of: owner), to: colour)]
    }

    /// "from blue to red", "into a red one", "red"
    private mutating func link() -> Change? {
        attempt { reader in
            // "the shirt white in blue", as Spanish and French put it: white is what it is now.
            guard let now = reader.bareColour(), reader.take("in", "to", "into", "of"), let colour = reader.colour(),
                reader.isAtBoundary
            else { return nil }
            return Change(now: now, to: colour)
        }
            ?? attempt { reader in
                var now: NamedColour?
                if reader.take("from") {
                    now = reader.colour()
                    guard now != nil else { return nil }
                }
                while reader.take(Self.links) {}
                if let colour = reader.colour() {
                    // "beige instead of brown" says what it is now.
                    let before = reader.attempt { reader in
                        now == nil && reader.take("instead of", "rather than") ? reader.bareColour() : nil
                    }
                    return Change(now: now ?? before, to: colour)
                }
                // "with a red colour"; "the colour of the sky" is no sky blue.
                reader.skipPlainArticles()
                return reader.colour().map { Change(now: now, to: $0) }
            }
    }

    /// "red jacket", "make it a red jacket", "make her hair and a blue shirt"
    private mutating func colouredNoun() -> [LocalEdit]? {
        if take(Self.recolourVerbs) {
            if take("it", "this", "that") { _ = take("into", "to", "in") }
        } else {
            _ = take("with", "in")
        }
        guard case let owner = ownerBefore(), let colour = bareColour() else { return nil }
        takeAll(AnyOf("coloured,colored"))
        if let garment = take(Nouns.garments) {
            return [.recolour(.garment(garment, of: owner ?? take(Nouns.whereInPicture) ?? .all), to: colour)]
        }
        if take(Nouns.hair) { return [.recolour(.hair(of: owner ?? take(Nouns.whereInPicture) ?? .all), to: colour)] }
        if let feature = colouredFeatureNoun() {
            return [.recolour(.feature(feature, of: owner ?? take(Nouns.whereInPicture) ?? .all), to: colour)]
        }
        // "the left car": things are not told apart by where they are.
        guard owner == nil || owner == .someone else { return nil }
        // "a blue wall" may be one behind somebody.
        if let scenery = attempt({ $0.take(Nouns.scenery) }), scenery != .wall {
            return [.recolour(.scenery(scenery), to: colour)]
        }
        if let thing = take(Nouns.things) { return [.recolour(.thing(thing), to: colour)] }
        return take(Nouns.objects).map { [.recolour(.object($0), to: colour)] }
    }

    private mutating func colouredFeatureNoun() -> Feature? {
        attempt { reader in
            switch reader.take(Nouns.features) {
            case .lips?: .lips
            case .eyes?, .irises?: .irises
            default: nil
            }
        }
    }

    private mutating func ownerBefore() -> People? {
        let owner: People? = attempt { reader in
            guard let owner = reader.person(), reader.take("'s") else { return nil }
            return owner
        }
        let article = owner == nil ? determiner() : nil
        return owner ?? take(Nouns.whichPerson) ?? article
    }

    /// "replace red with blue", "turn the reds into blues"
    private mutating func recolourByReplacing() -> [LocalEdit]? {
        guard take("replace") || take("exchange") || take(Self.recolourVerbs) else { return nil }
        skipArticles()
        guard let family = take(ColourTable.families) else { return nil }
        _ = take("colour", "color", "parts", "colours", "colors")
        // "make the blue exactly #0044ff": no noun can follow that is blue.
        let isExact = take("exactly", "precisely", "to exactly", "to precisely")
        guard isExact || take(Self.anyLink) || next?.isColour == true, let colour = colour() else { return nil }
        return [.recolour(.coloured(family), to: colour)]
    }
}
