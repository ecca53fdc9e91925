import Colorimetry

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
                "vintage", "make it pop", "tint it blue", "duotone in navy and peach", "monochrome blue",
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
                "add a white border of 4 %", "round the corners by 40 px", "crop to a circle",
                "extend the canvas to 16:9",
                "pad to 4:5 with white", "add 200 px of white on the left", "trim the white space",
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
            "border", "corners", "rounded", "picture", "more", "less", "degrees", "px", "x", "hsl", "%", "'s", "is",
            "be",
            "not",
            "blur", "left", "right", "meaning", "selecting", "select", "taking", "take", "found", "steps", "step",
            "add", "remove", "replace", "fitted", "blacker", "busy",
            "square", "size", "lush", "lusher", "+", "-", "/", "up", "down", "parts", ":", "rest",
        ]
        words.formUnion(Fillers.praise.words)
        words.formUnion(Fillers.before.words.union(Fillers.after.words).union(Fillers.articles.words))
        words.formUnion(BeyondMeans.numbers.words.union(BeyondMeans.negations.words).union(BeyondMeans.comparing.words))
        words.formUnion(BeyondMeans.distinguishing.words.union(BeyondMeans.sides.words).union(Amounts.degrees.words))
        words.formUnion(Fillers.open.union(Fillers.thanks.words).union(Fillers.gerunds.keys))
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
        words.formUnion(Reader.recolourVerbs.words.union(Reader.descriptions.words))
        words.formUnion(ToneVocabulary.rangeVerbs.words.union(ToneVocabulary.moreOfRange.words))
        words.formUnion(ToneVocabulary.rangeAdjectives.words.union(ToneVocabulary.lookNouns.words))
        words.formUnion(ToneVocabulary.partVerbs.words.union(ToneVocabulary.partAdjectives.words))
        words.formUnion(ToneVocabulary.raising.words.union(ToneVocabulary.lowering.words))
        words.formUnion(ToneVocabulary.appliers.words.union(ToneVocabulary.links.words))
        words.formUnion(ToneVocabulary.effectNouns.words.union(ToneVocabulary.scopes.words))
        words.formUnion(Nouns.background.words.union(Nouns.unselectable.words).union(Fillers.trimmings))
        words.formUnion(Reader.canvases.words)
        words.formUnion(ofShapes.split(separator: " ").map { String($0) })
        words.formUnion(inRules.split(separator: " ").map { String($0) })
        return words
    }()

    /// Whether some words, of any language that there is a vocabulary of, have a meaning somewhere.
    package static func knows(_ words: String) -> Bool {
        vocabulary.contains(words.lowercased()) || Languages.know(words)
    }

    /// Words of room around the picture, of circles and of duotones.
    private static let ofShapes = """
        extend expand enlarge grow widen wider taller higher larger bigger broader twice double pad letterbox pillarbox padding canvas \
        canvases artboard strip strips stripe bar bars band bands panel block headroom headspace space room breathing copy air blank \
        empty negative whitespace extra additional further sides side edge edges upper lower base above below underneath beneath \
        upward upwards downward downwards overhead leftwards rightwards sideways vertically horizontally evenly equally direction \
        directions everywhere without cropping cutting losing center centre centered centred place position mount contain sheet upon \
        filled filling fill transparency matching existing border colour circle circular disc disk roundel round avatar profile icon \
        badge clip mask perfect perfectly radius duotone duo two tone tones bitone map gradient treatment palette scheme monotone \
        monochrome monochromatic shades sepia tint wash darks blacks shadow shadows highlights highlight using between outpaint \
        uncrop outpainting zoom kill bump nudge ring keyline key thumbnail banner header cover poster post app keeping placing putting leaving placed aligned positioned flush opposite rim \
         generative continue oval ellipse heart star hexagon triangle squircle pill headline title price \
        content contents autocrop autotrim visible opaque surplus excess rings others knock drag align anchor stick enough likewise hers theirs sharp intact uncut \
        bluish blueish reddish greenish yellowish pinkish third quarter half once weaker overdone letterboxing outer append leave include fit equal generous uniform worth feet
        """

    /// Words that the rules ask for where they stand.
    private static let inRules = """
        taken thicker thinner noise preview exactly precisely if text title headline \
        about above across add adjust affecting against airbrush all alone along alpha also amazing an analog \
        analogue and annoying another anti anticlockwise any anything apart apply are area areas around as \
        aspect at auto automatic automatically away awesome axis back backdrop background backgrounds bare \
        basic be beautiful become becomes before behind being belonging below beneath beside besides better \
        between bg big bigger bit bits black blank blend blow blue bluer blues blur blurred blurrier blurry \
        bokeh boost border bordered borders boring both bottom bright bring broad brown browner build bump bust \
        but by can canvas cast ccw cent change changing cinema cinemascope cinematic classic clean clear clip \
        clockwise clone close closely color colored colors colour coloured colourful colouring colours \
        completely concrete contour convert cool corner corners correct cotton could counter counterclockwise \
        crank creamy create crooked crop current curve curved cut cute cutout cw cyclorama dark decal decrease \
        defocus defocused deg degree degrees degs delete denim depth desaturate desaturated dial die different \
        distracting do don't double down downscale downsize drain draw dress drop dropshadow dull dye each edge \
        edges edit effect elegant elements eliminate else empty emulate enlarge entire entirely erase ev every \
        everybody everyone everything everywhere except exchange excluding existing export exposure extract eye \
        fabric fade fading faint fake fat feel few field fill filter fine fix flat flatten flip flipped focus \
        fog for formal format found frame free from front full fullhd fully fuzzy generate get give go going \
        good gorgeous gradient gray grays great green greener greens grey greys hairline half halve hand hard \
        harder has have haze haziness hazy hd head heads headshot heal height her hide high higher him hole \
        horizon horizontal horizontally hue huge if image in increase inpaint instagram interesting into \
        invisible iris is isolate it its just keep kind knitted knock landscape large larger leather leave left \
        less let level levels lift light lighting like linear little long longer longest look lose lovely low \
        lower make man margin margins marked mask mat max maximum me mean meaning medium mimic minimal \
        selective splash nope nah subtler gentler itself \
        minimalist minus mirror mirrored mist mode modern modify more most move much must my name namely narrow \
        near needs neutral neutralise neutralize new next nice nicer ninety no none not nothing object objects \
        of off old on one ones only onto orange oranger oranges orientation original other ought our out \
        outline outlined over overall overlay padding paint panorama panoramic paper part partout parts passe \
        patch patches pct pearly people per percent percents perfect person phone photo photograph photographer \
        photographic photography photoshop pic picture pieces pink pinker pinks pivot pix pixel pixels place \
        plain play please plus portrait position premium prettier produce professional proper puffy pull pure \
        purple purpler purples push put px quarter radius raise ratio re recolor recolour recover recrop red \
        redder reds reduce reel reflect reframe region regions remain remainder remove render repaint replace \
        resample rescale rescue resize resolution rest retouch rid right rim roll rotate rotation roughly round \
        rounded rounder run saturation save scale scene screen seamless see select selected selecting selection \
        separate set shade shades shadow shall shallow shallower shape shift shoot short shorter shortest shot should shoulder \
        shoulders show shrink side sideways silk simple simulate single sitting size slanted sleeveless \
        slightly slim small smaller smog smooth soft soften softer solid some something space spin spots square stand \
        standing stay step steps sticker stickerify stickerise stickerize stickers stop stops stories story \
        straight straighten stray strip stroke studio stuff stunning style subject substitute subtle summer \
        surface surfaces surround swap sweep switch take taking tall telegram texture than that that's the \
        their them then these they thick thickness thin thing things third thirds this those three through \
        throw thumbnail tight tighter tightly tiktok tilt tilted times tinge tint tiny to tone tones top \
        totally touch touching towards transform transparency transparent trim turn twice two ugly uhd ultra \
        ultrawide unchanged under unfocus unfocused uniform unsharp untouched up update upon upright upscale \
        upside us use using version vertical vertically very video vinyl wall walls want was wash ways wear \
        wearing wears well were what what's whatever whatsapp which white whole wide widescreen width winter \
        wipe with without woman wool woolen woollen worn would wrap yellow yellower yellows yet young youtube \
        zoom
        """
}
