extension Reader {
    private static let removing = AnyOf(
        """
        remove,delete,erase,cut out,drop,clear,strip,get rid of,take out,take away,knock out,eliminate,cut away,hide,without,\
        with no,no,lose,strip out,cut off,wipe,wipe out
        """
    )
    private static let replacing = AnyOf(
        """
        replace,change,swap,set,make,turn,put,use,give it,give him,give her,give them,give me,give,switch,convert,fill,paint,\
        colour,color,exchange,substitute,have,transform,add,create,get,swap out,switch out,recolour,recolor,dye,render
        """
    )
    private static let links = AnyOf(
        "with,to,into,by,for,in,as,be,to be,become,should be,must be,could be,needs to be,has to be,a,an,look like,out for,out with"
    )
    private static let placing = AnyOf(
        "put,place,drop,set,show,have,move,stand,position,get,make,shoot,photograph,isolate,give me,show me,get me,give us,let me have"
    )
    private static let before = AnyOf("on,in front of,against,onto,over,on top of,before,upon,with,to have,have")
    private static let blurring = AnyOf("blur,soften,defocus,blur out,unfocus,throw out of focus")
    private static let blurred = AnyOf(
        "blurry,blurred,blurrier,out of focus,soft,softer,bokeh,defocused,unsharp,fuzzy,unfocused,hazy,more out of focus"
    )

    /// What comes behind the subject.
    mutating func background() -> [LocalEdit]? {
        let rules: [(inout Reader) -> Background?] = [
            { $0.backgroundRemoved() }, { $0.backgroundBlurred() }, { $0.bokeh() }, { $0.backgroundSoft() },
            { $0.backgroundReplaced() },
        ]
        for rule in rules {
            if let background = whole(rule) { return [.background(background)] }
        }
        let wholeRules: [(inout Reader) -> (Background, Whole)?] = [
            { $0.cutOut() }, { $0.referenceBehind() }, { $0.subjectPlaced() }, { $0.backdropBehind() },
        ]
        for rule in wholeRules {
            if let (background, whole) = whole(rule) { return [.background(background, behind: whole)] }
        }
        return whole { $0.bareBackground() }.map { [.background($0)] }
    }

    private mutating func backgroundRemoved() -> Background? {
        guard take(Self.removing), backgroundNoun() else { return nil }
        return .transparent
    }

    /// "cut her out", "isolate the subject"
    private mutating func cutOut() -> (Background, Whole)? {
        if take(
            "isolate",
            "extract",
            "cut out",
            "mask out",
            "knock out",
            "separate",
            "keep only",
            "keep just",
            "clip out"
        ) {
            guard let whole = wholeSubject() else { return nil }
            if take("from", "out of"), !backgroundNoun() { return nil }
            return (groundOfCut() ?? .transparent, whole)
        }
        let made: Whole?? = attempt { reader in
            guard reader.take("make", "create", "give me", "get me", "do") else { return nil }
            reader.skipPlainArticles()
            guard reader.take("cutout", "cut out", "clean cutout", "clean cut out", "transparent cutout") else {
                return nil
            }
            guard reader.take("of", "from") else { return .some(nil) }
            return reader.wholeSubject().map { .some($0) }
        }
        if let made { return (.transparent, made ?? .subject) }
        if take("cutout", "cut out") {
            if isAtBoundary { return (.transparent, .subject) }
            return take("of") ? wholeSubject().map { (.transparent, $0) } : nil
        }
        guard take("cut", "clip", "knock"), let whole = wholeSubject(), take("out") else { return nil }
        if take("of", "from"), !backgroundNoun() { return nil }
        return (groundOfCut() ?? .transparent, whole)
    }

    /// "on white", "with a transparent background", after what is cut out
    private mutating func groundOfCut() -> Background? {
        attempt { reader in reader.take("on", "onto", "over", "against") ? reader.backdrop() : nil }
            ?? attempt { reader in
                if reader.take("without", "with no") { return reader.backgroundNoun() ? .transparent : nil }
                guard reader.take("with"), let backdrop = reader.backdrop() else { return nil }
                // "with transparency", and "with a white background", but not "with white".
                let last = reader.tokens[reader.position - 1].text
                return backdrop == .transparent || Nouns.background.words.contains(last) ? backdrop : nil
            }
    }

    private mutating func backgroundBlurred() -> Background? {
        let start = amountBefore()
        if take(Self.blurring), backgroundNoun() {
            return .blurred(amountAfter(else: start).strength(usual: 50))
        }
        return nil
    }

    /// "blur the background, but keep the chair sharp": the background is what lies behind that.
    mutating func blurredBehind() -> [LocalEdit]? {
        guard rest.contains(where: { ["keep", "keeping", "leave", "leaving"].contains($0.text) }) else { return nil }
        return whole { reader in
            guard let background = reader.attempt({ $0.backgroundBlurred() }) ?? reader.attempt({ $0.backgroundSoft() })
            else { return nil }
            _ = reader.takePause()
            _ = reader.take("and", "but")
            guard reader.take("keep", "keeping", "leave", "leaving"), let whole = reader.wholeSubject(),
                reader.take(Self.inFocus)
            else { return nil }
            return [.background(background, behind: whole)]
        }
    }

    private static let inFocus = AnyOf(
        "sharp,in focus,clear,crisp,unblurred,unchanged,as it is,as he is,as she is,as they are")

    /// "add some bokeh", "shallow depth of field"
    private mutating func bokeh() -> Background? {
        _ = take(
            "add", "give it", "apply", "use", "create", "make it", "with", "make", "fake", "simulate", "mimic",
            "emulate")
        var amount = amountBefore()
        skipArticles()
        amount = amount ?? amountBefore()
        _ = take("nice", "creamy", "beautiful")
        guard
            take(
                "background blur",
                "bokeh effect",
                "bokeh",
                "background bokeh",
                "portrait mode",
                "blurry background",
                "blurred background",
                "shallow depth of field",
                "shallower depth of field",
                "depth of field",
                "soft background",
                "softer background",
                "blurrier background",
                "more blurred background",
                "portrait mode effect"
            )
        else { return nil }
        if take("to", "in"), !backgroundNoun() { return nil }
        return .blurred(amountAfter(else: amount).strength(usual: 50))
    }

    /// "make the background a bit blurry", "a soft background"
    private mutating func backgroundSoft() -> Background? {
        let named: Bool? = attempt { reader in
            _ = reader.take(Self.replacing)
            return reader.backgroundNoun() ? true : nil
        }
        if named != nil { while take(Self.links) {} }
        var amount = amountBefore()
        if amount == nil {
            while take(Self.links) || take(Fillers.articles) {}
            amount = amountBefore()
        }
        guard take(Self.blurred) else { return nil }
        if named == nil, !take(Nouns.background) { return nil }
        return .blurred(amountAfter(else: amount).strength(usual: 50))
    }

    /// "replace the background with a clean studio wall"
    private mutating func backgroundReplaced() -> Background? {
        _ = take(Self.replacing)
        if take("the colour of", "the color of") { skipArticles() }
        guard backgroundNoun() else { return nil }
        _ = take("'s")
        _ = take("colour", "color")
        while take(Self.links) {}
        // "black and white" is a tone of what is there, no colour.
        if ToneVocabulary.adjectives.match(tokens, at: position)?.meaning == .blackAndWhite { return nil }
        return backdrop()
    }

    /// "use [image 1] as the background", "put [image 1] behind her"
    private mutating func referenceBehind() -> (Background, Whole)? {
        _ = take(Self.replacing) || take("place")
        guard let reference = reference() else { return nil }
        if take("as", "for", "in", "to be") {
            return backgroundNoun() || take("background") ? (reference, .subject) : nil
        }
        guard take("behind"), let whole = wholeSubject() else { return nil }
        return (reference, whole)
    }

    /// "put a blue wall behind him", "a blue background behind the man"
    private mutating func backdropBehind() -> (Background, Whole)? {
        _ = take(Self.replacing) || take("place")
        guard let backdrop = wall() ?? attempt({ $0.gradient() }), take("behind"), let whole = wholeSubject() else {
            return nil
        }
        return (backdrop, whole)
    }

    /// "put him on white", "in front of a studio wall"
    private mutating func subjectPlaced() -> (Background, Whole)? {
        _ = take(Self.placing)
        let whole = wholeSubject() ?? .subject
        guard take(Self.before) else { return nil }
        return backdrop().map { ($0, whole) }
    }

    /// "white background", "a clean studio wall"
    private mutating func bareBackground() -> Background? {
        _ = take(Self.replacing)
        _ = take("it", "with", "use")
        // "paint the wall red" means a wall in the picture.
        guard !isAtBoundary, !take("the wall", "the walls") else { return nil }
        let start = position
        guard let backdrop = backdrop() else { return nil }
        let words = tokens[start..<position].map(\.text)
        // "white" alone says too little: it could be anything that is to become white.
        let saysBackground = ["background", "backdrop", "bg", "wall", "studio", "gradient", "seamless", "cyclorama"]
        return words.contains(where: saysBackground.contains) ? backdrop : nil
    }
}
