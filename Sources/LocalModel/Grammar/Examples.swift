extension Grammar {
    /// Instructions that show what each kind of edit can do, for help and completion.
    package static let examples: [(kind: String, instructions: [String])] = [
        (
            "colours",
            [
                "make the jacket red", "make the left man's shirt dark green", "dye her hair auburn",
                "make the car #1b2a6b", "make the red parts blue",
            ]
        ),
        ("sticker", ["turn it into a sticker"]),
        (
            "background",
            [
                "replace the background with a clean studio wall", "make the background light blue",
                "a gradient from blue to white", "remove the background", "blur the background a bit",
                "make the background black and white", "darken the background", "a more dramatic sky",
            ]
        ),
        (
            "light and colour",
            [
                "make it a bit warmer", "20 % brighter", "more contrast", "less saturated", "black and white", "sepia",
                "sharpen it slightly", "add a vignette", "add some film grain", "lift the shadows", "highlights -30",
                "exposure +0.5", "auto white balance", "auto enhance", "remove the haze", "more clarity", "golden hour",
                "vintage", "make it pop", "tint it blue",
            ]
        ),
        (
            "one part",
            [
                "brighten her face", "make the jacket a bit darker", "lighten the hair", "whiten the teeth",
                "make the lips red", "brighten the eyes", "pixelate the faces", "desaturate everything but the car",
                "make the grass greener", "more contrast in the sky",
                "make the water bluer",
            ]
        ),
        (
            "removing",
            ["remove the text", "erase the spot on her cheek", "remove it", "remove the bird", "get rid of the wires"]
        ),
        (
            "shape",
            [
                "rotate it left", "straighten by 2 degrees", "mirror it", "crop to 4:5", "crop to her face",
                "head and shoulders", "straighten it", "add a drop shadow", "resize to 1600 px",
                "add a white border of 4 %", "rounded corners",
            ]
        ),
    ]

    /// Garments in the words that come first to mind; the grammar knows more.
    package static let garmentNames = Garment.allCases.map(\.rawValue) + ["hair"]
    package static let thingNames = Thing.allCases.map(\.rawValue)
    package static let colourNames = ColourTable.hexValues.map { String($0.names.prefix { $0 != "," }) }

    /// Every single word that has a meaning somewhere in the grammar, to tell unknown words from misplaced ones.
    package static let vocabulary: Set<String> = {
        var words: Set<String> = [
            "to", "into", "in", "with", "of", "by", "the", "a", "an", "and", "on", "for", "from", "as", "it", "make",
            "turn",
            "change", "background", "sticker", "gradient", "studio", "wall", "rotate", "flip", "mirror", "crop",
            "resize",
            "border", "corners", "rounded", "picture", "more", "less", "degrees", "px", "x", "%", "'s", "is", "be",
            "not",
            "blur", "left", "right", "meaning", "selecting", "select", "taking", "take", "found", "steps", "step", "add", "remove", "replace",
            "square", "size", "up", "down", "parts", ":", "rest",
        ]
        words.formUnion(Fillers.before.words.union(Fillers.after.words).union(Fillers.articles.words))
        words.formUnion(BeyondMeans.numbers.words.union(BeyondMeans.negations.words).union(BeyondMeans.comparing.words))
        words.formUnion(BeyondMeans.distinguishing.words.union(BeyondMeans.sides.words).union(Amounts.degrees.words))
        words.formUnion(Fillers.open.union(Fillers.thanks.words))
        words.formUnion(Fillers.joining.words.union(Nouns.hair.words).union(Nouns.people.words))
        words.formUnion(Nouns.objects.words)
        words.formUnion(Nouns.garments.words.union(Nouns.things.words).union(Nouns.pictures.words))
        words.formUnion(Nouns.whichPerson.words.union(Nouns.whereInPicture.words).union(Nouns.pronouns.words))
        words.formUnion(ColourTable.named.words.union(ColourTable.shades.words).union(ColourTable.families.words))
        words.formUnion(Amounts.degrees.words.union(ToneVocabulary.adjectives.words))
        words.formUnion(Nouns.scenery.words.union(Nouns.removable.words).union(Nouns.places.words))
        words.formUnion(Nouns.faces.words.union(Nouns.features.words).union(ToneVocabulary.ranges.words))
        words.formUnion(ToneVocabulary.looks.words.union(ToneVocabulary.automatic.words))
        words.formUnion(ToneVocabulary.qualities.words.union(ToneVocabulary.verbs.words))
        words.formUnion(Reader.recolourVerbs.words)
        return words
    }()
}
