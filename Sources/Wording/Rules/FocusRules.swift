/// Crops to somebody or something, straightening, and shadows.
extension Reader {
    private static let cropping = AnyOf("crop,trim,cut,reframe,crop in,crop tight,crop tightly,crop close,zoom in,zoom")

    /// "crop to her face", "a square crop around the subject", "head and shoulders crop"
    mutating func focusedCrop() -> [LocalEdit]? {
        whole(mayEndOpen: true) { $0.cropWithHead() } ?? whole { $0.cropToFocus() } ?? whole { $0.tighterCrop() }
            ?? whole { $0.shoulderCrop() }
    }

    private static let inSight = AnyOf(
        """
        in it,in the frame,in frame,in the picture,in the image,in the photo,in the shot,in shot,in the crop,in view,in sight,visible,whole,\
        complete,inside,uncut,intact,in there,in full,in
        """)

    /// "crop to 16:9, keep her head in", "crop to 4:5 without cutting off the heads"
    private mutating func cropWithHead() -> [LocalEdit]? {
        guard case .crop(let width, let height, false)? = crop() else { return nil }
        takeAll(Fillers.after)
        let isApart = takePause()
        let linked = take("and", "but", "while", "so that", "so")
        let cuts = take(
            "without cutting off", "without cutting", "without cropping off", "without cropping out",
            "without cropping", "without losing",
            "don't cut off", "don't cut", "don't crop out", "don't crop", "don't lose", "do not cut off", "do not cut")
        if !cuts {
            guard isApart || linked || next?.text == "keeping" || next?.text == "with",
                take("keep", "keeping", "leave", "with", "make sure to keep", "be sure to keep")
            else { return nil }
        }
        guard case .face(let people)? = focusOfCrop() else { return nil }
        if cuts { _ = take("off") } else { guard take(Self.inSight) else { return nil } }
        return [.crop(to: .most(withHeadOf: people), width: width, height: height)]
    }

    /// "crop tighter": around what stands out.
    private mutating func tighterCrop() -> [LocalEdit]? {
        let verb = take("crop", "crop in", "reframe", "cut")
        if !verb, !take("make", "give me", "do", "make it") { return nil }
        _ = wholePicture()
        skipPlainArticles()
        guard take("tighter", "closer", "tight", "in tighter", "in closer") else { return nil }
        if take("crop", "cut", "frame", "framing") { return [.crop(to: .whole(.subject))] }
        return verb ? [.crop(to: .whole(.subject))] : nil
    }

    private mutating func cropToFocus() -> [LocalEdit]? {
        let verb = take(Self.cropping)
        if !verb { _ = take("make", "give me", "do") }
        _ = wholePicture()
        if verb { _ = take("tightly", "tight", "tighter", "close", "closer", "closely", "in", "down") }
        let before = cropRatio()
        if !verb {
            skipArticles()
            // "make it a square around her face"
            guard take("close up") || (before != nil && next?.text == "around") || takeCropNoun() else { return nil }
        }
        guard
            take(
                "to", "around", "on", "onto", "into", "in on", "to just", "to only", "at", "tightly around", "close to",
                "of")
        else { return nil }
        guard let focus = focusOfCrop() else { return nil }
        // "crop to 4:5 around the subject" keeps as much as it can.
        if before != nil, focus == .whole(.subject) { return nil }
        let ratio = before ?? cropRatio()
        // A crop to somebody or something leaves some air around it.
        if case .whole = focus {
            _ = take(
                "with some space", "with a bit of space", "with a little space", "with some room", "with a bit of room",
                "with a little room",
                "with some air", "with a bit of air", "and leave some space", "and leave some room",
                "with some space around", "with some room around")
        }
        return [.crop(to: focus, width: ratio?.width, height: ratio?.height)]
    }

    private mutating func takeCropNoun() -> Bool {
        _ = take("tight", "close")
        return take("crop", "cut", "frame")
    }

    /// "a head and shoulders portrait", "headshot"
    private mutating func shoulderCrop() -> [LocalEdit]? {
        _ = take(Self.cropping) || take("make", "make it", "turn it", "give me")
        _ = wholePicture()
        _ = take("to", "into", "as")
        skipArticles()
        _ = take("tight", "tighter", "close")
        guard take(Self.shoulders) else { return nil }
        _ = take("crop", "portrait", "shot", "picture", "photo", "frame")
        var people = People.all
        if take("of") {
            guard let found = person() else { return nil }
            people = found
        }
        let ratio = cropRatio()
        return [.crop(to: .headAndShoulders(of: people), width: ratio?.width, height: ratio?.height)]
    }

    private static let shoulders = AnyOf(
        "head and shoulders,head & shoulders,head and shoulder,headshot,head shot,bust,shoulders up,shoulders and head")

    mutating func focusOfCrop() -> Focus? {
        attempt { reader in
            let people: People? = reader.attempt { reader in
                guard let person = reader.person(), reader.take("'s") else { return nil }
                return person
            }
            let article = people == nil ? reader.determiner() : nil
            let isBust = reader.take(Self.shoulders)
            guard isBust || reader.take(Nouns.faces) || reader.take("head", "heads") else { return nil }
            var owner = people ?? article ?? .all
            if reader.take("of") {
                guard let person = reader.person(), owner == .all else { return nil }
                owner = person
            }
            return isBust ? .headAndShoulders(of: owner) : .face(of: owner)
        }
            ?? attempt { reader in
                guard let whole = reader.wholeSubject() else { return nil }
                // "crop it to it" says nothing.
                return whole == .subject && reader.tokens[reader.position - 1].text == "it" ? nil : .whole(whole)
            }
    }

    /// "in a square", "at 4:5", "square"
    private mutating func cropRatio() -> Proportion? {
        attempt { reader in
            _ = reader.take("in", "at", "as", "to", "with", "into", "and")
            reader.skipArticles()
            let ratio = reader.ratio()
            _ = reader.take("ratio", "format", "aspect ratio", "shape")
            return ratio
        }
    }

    /// "straighten it", "level the horizon", "make the horizon straight"
    mutating func straightening() -> [LocalEdit]? {
        whole { reader in
            if reader.take("straighten", "straighten up", "straighten out", "auto straighten", "level", "level out") {
                guard reader.takeHorizon() || reader.wholePicture() || reader.isAtBoundary else { return nil }
                return [.straighten]
            }
            if reader.take("fix", "correct") { return reader.takeHorizon() ? [.straighten] : nil }
            guard reader.take("make"), reader.takeHorizon() || reader.wholePicture(),
                reader.take("straight", "level", "horizontal")
            else { return nil }
            return [.straighten]
        }
    }

    private mutating func takeHorizon() -> Bool {
        take("the horizon", "horizon", "the tilt", "the crooked horizon", "the tilted horizon", "the slanted horizon")
    }

    /// "add a drop shadow", "give it a soft shadow"
    mutating func shadow() -> [LocalEdit]? {
        whole { reader in
            let verb = reader.take("add", "give", "put", "cast", "apply", "with", "create", "make", "use")
            if !reader.take("it", "him", "her", "them", "the subject", "the cut out", "the cutout", "the sticker") {
                _ = reader.attempt { reader in verb && reader.wholeSubject() == .subject ? true : nil as Bool? }
            }
            var amount = reader.amountBefore()
            reader.skipArticles()
            amount = reader.amountBefore() ?? amount
            if reader.take("soft", "softer", "faint") { amount = amount ?? .degree(0.7) }
            guard
                reader.take("drop shadow", "dropshadow")
                    || (verb && reader.take("shadow", "shadow effect", "cast shadow"))
            else { return nil }
            if reader.take("under", "to", "below", "beneath", "behind", "on") {
                guard reader.wholeSubject() != nil || reader.take("the cut out", "the cutout", "the sticker") else {
                    return nil
                }
            }
            return [.shadow(reader.amountAfter(else: amount).strength(usual: 50))]
        }
    }
}
