import Colorimetry

/// Words for changes of tone.
package enum ToneVocabulary {
    static let adjectives = Phrases<Tone>([
        "black and white,b and w,b / w,bw,monochrome,monochromatic,mono,greyscale,grayscale,grey scale,gray scale,colourless,colorless":
            .blackAndWhite,
        "sepia,sepia toned,sepia tone": .sepia, "inverted,negative": .invert, "posterised,posterized": .posterise,
        "warmer,warm": .warmer, "cooler,cool,colder,cold": .cooler,
        "brighter,bright,lighter": .brighter, "darker,dark,dimmer,dim": .darker,
        "contrasty,contrastier,punchy,punchier,contrasted,contrast rich": .moreContrast, "flatter,flat": .lessContrast,
        "saturated,vivid,vibrant,colourful,colorful,vivider,richer": .moreSaturated,
        "muted,desaturated,less colourful": .lessSaturated,
        "faded,washed out,matte,matt": .faded, "hazy,hazier": .haze, "gritty,grittier": .moreClarity,
        "pixelated,pixelised,pixelized": .pixelated,
        "sharper,sharp,crisper,crisp,clearer": .sharper, "softer,soft,blurrier,blurry,blurred,smoother": .softer,
        "grainy,grainier": .grain,
    ])

    /// Tones that are always whole, so that "make it warm" is fine and "more black and white" is not.
    static func opposite(of tone: Tone) -> Tone? {
        switch tone {
        case .warmer: .cooler
        case .cooler: .warmer
        case .brighter: .darker
        case .darker: .brighter
        case .moreContrast: .lessContrast
        case .lessContrast: .moreContrast
        case .moreSaturated: .lessSaturated
        case .lessSaturated: .moreSaturated
        case .sharper: .softer
        case .softer: .sharper
        case .lighterShadows: .darkerShadows
        case .darkerShadows: .lighterShadows
        case .lighterHighlights: .darkerHighlights
        case .darkerHighlights: .lighterHighlights
        case .lighterMidtones: .darkerMidtones
        case .darkerMidtones: .lighterMidtones
        case .lighterWhites: .darkerWhites
        case .darkerWhites: .lighterWhites
        case .lighterBlacks: .darkerBlacks
        case .darkerBlacks: .lighterBlacks
        case .moreClarity: .lessClarity
        case .lessClarity: .moreClarity
        case .haze: .dehaze
        case .dehaze: .haze
        case .blackAndWhite, .sepia, .invert, .posterise, .vignette, .grain, .faded, .golden, .tealAndOrange, .whiter,
            .whiteBalance, .autoLevels, .autoEnhance, .blurred, .pixelated:
            nil
        }
    }

    static func isOfRange(_ tone: Tone) -> Bool {
        let all: [Range] = [.shadows, .highlights, .midtones, .whites, .blacks]
        return all.contains { $0.lighter == tone || $0.darker == tone }
    }

    /// Tones that have no opposite and may be had once more.
    static let growing: Set<Tone> = [.vignette, .grain, .faded, .golden, .tealAndOrange, .whiter, .blurred]

    /// As an instruction asks for more of it: "make it warmer".
    package static let comparatives: [Tone: String] = [
        .warmer: "warmer", .cooler: "cooler", .brighter: "brighter", .darker: "darker", .moreContrast: "punchier",
        .lessContrast: "flatter", .moreSaturated: "more colourful", .lessSaturated: "less saturated",
        .sharper: "sharper",
        .softer: "softer",
    ]

    /// What can be turned up.
    static let qualities = Phrases<Tone>([
        "contrast,contrasts": .moreContrast,
        "saturation,colour saturation,color saturation,vibrance,vibrancy,vividness,colour intensity,color intensity,chroma":
            .moreSaturated,
        "colour,color,colours,colors": .moreSaturated,
        "brightness,exposure,light,lightness,luminosity,luminance": .brighter,
        "warmth,temp,temperature,colour temperature,color temperature": .warmer, "darkness": .darker,
        "coolness": .cooler,
        "sharpness,definition,sharpening,crispness": .sharper,
        "clarity,local contrast,structure,midtone contrast": .moreClarity, "haze,haziness": .haze,
        "gamma": .lighterMidtones,
        "softness,blur,softening": .softer, "grain,film grain,graininess": .grain, "vignette,vignetting": .vignette,
    ])

    static let verbs = Phrases<Tone>([
        "brighten,brighten up,lighten,lighten up,dodge,overexpose,over expose": .brighter,
        "darken,darken down,dim,burn,underexpose,under expose": .darker,
        "warm,warm up": .warmer, "cool,cool down,cool off": .cooler,
        "sharpen,sharpen up": .sharper, "soften,blur,smooth": .softer, "saturate": .moreSaturated,
        "mute,tone down": .lessSaturated, "invert,negate": .invert, "posterise,posterize": .posterise,
        "vignette": .vignette, "dehaze,defog": .dehaze, "fade,fade out": .faded,
        "pixelate,pixelise,pixelize": .pixelated,
    ])

    /// Parts of the scale of brightness.
    enum Range: Sendable, Equatable {
        case shadows, highlights, midtones, whites, blacks

        var lighter: Tone {
            switch self {
            case .shadows: .lighterShadows
            case .highlights: .lighterHighlights
            case .midtones: .lighterMidtones
            case .whites: .lighterWhites
            case .blacks: .lighterBlacks
            }
        }
        var darker: Tone { ToneVocabulary.opposite(of: lighter) ?? lighter }
    }

    static let ranges = Phrases<Range>([
        "shadows,shadow,dark areas,dark parts,dark tones,darks,shadow areas": .shadows,
        "highlights,highlight,bright areas,bright parts,light areas,bright tones,lights": .highlights,
        "midtones,mid tones,mids,middle tones,midtone": .midtones, "whites,white point": .whites,
        "blacks,black point": .blacks,
    ])
    /// `nil` for a verb that says "more of it" and not which way that is: more shadow is darker, and shadows +20 lighter.
    static let rangeVerbs = Phrases<Bool>([
        "brighten,brighten up,lighten,lighten up,lift,bump,bump up,nudge up,raise,open,open up,fill,fill in,bring up,bring out,push up,pull up":
            true,
        "darken,lower,bring down,pull down,tone down,tame,drop,dim,deepen,crush,push down": false,
    ])
    static let moreOfRange = Phrases<Bool>([
        "increase,boost,more,turn up,bump up,strengthen,intensify,enhance,stronger": true,
        "decrease,reduce,less,cut,turn down,soften,compress,weaken,recover,rescue,save,protect": false,
    ])
    static let rangeAdjectives = Phrases<Bool>([
        "lighter,brighter,bright,light,softer,whiter": true, "darker,deeper,dark,deep,dimmer,richer": false,
    ])

    /// Looks that are several changes at once, each with its strength.
    static let looks: Phrases<[Tone: Double]> = {
        var looks: [(String, [Tone: Double])] = []
        func add(_ names: String, _ look: [Tone: Double]) {
            looks += names.split(separator: ",").map { (String($0), look) }
        }
        add(
            "vintage,vintage film,retro,retro film,old film,film,analog film,analogue film,analog,analogue,nostalgic,seventies,polaroid,old polaroid,kodak",
            [.faded: 0.9, .warmer: 1.2, .lessSaturated: 0.5, .grain: 0.5, .vignette: 0.5])
        add("golden hour,golden light,golden hour light,golden hour glow,golden glow,sunset glow", [.golden: 1])
        add(
            "cinematic,cinematic colour,cinematic color,cinematic colours,cinematic colors,teal and orange,teal orange,orange and teal,blockbuster,hollywood",
            [.tealAndOrange: 1, .moreContrast: 0.6])
        add(
            "moody,moodier,dark and moody,gloomy",
            [.darker: 0.6, .moreContrast: 0.6, .lessSaturated: 0.8, .cooler: 0.4])
        add(
            "dramatic",
            [.moreContrast: 0.7, .moreSaturated: 0.5, .moreClarity: 1, .darkerHighlights: 0.8, .darker: 0.5])
        add("pop,punch,oomph,pop out", [.moreContrast: 0.6, .moreSaturated: 1, .moreClarity: 0.6])
        add("airy,light and airy,bright and airy", [.brighter: 0.7, .lighterShadows: 0.8, .lessContrast: 0.5])
        add("high key", [.brighter: 1.2, .lighterShadows: 1, .lessContrast: 0.4])
        add("low key", [.darker: 1.2, .moreContrast: 0.8])
        add(
            "hdr,high dynamic range",
            [.lighterShadows: 1, .darkerHighlights: 1, .moreClarity: 1.2, .moreSaturated: 0.6])
        add("pastel,pastels,pastel colours,pastel colors", [.faded: 0.5, .lessSaturated: 0.8, .brighter: 0.5])
        add("noir,film noir", [.blackAndWhite: 1, .moreContrast: 1.8, .vignette: 0.8])
        for monochrome in ["black and white", "b and w", "bw", "monochrome"] {
            for strong in ["high contrast", "contrasty", "dramatic", "strong", "punchy", "bold"] {
                add("\(strong) \(monochrome)", [.blackAndWhite: 1, .moreContrast: 1.5])
            }
            for soft in ["low contrast", "soft", "gentle"] {
                add("\(soft) \(monochrome)", [.blackAndWhite: 1, .lessContrast: 1])
            }
            add("warm \(monochrome)", [.sepia: 0.4, .blackAndWhite: 1])
        }
        return Phrases(looks)
    }()
    /// What a look may be called besides.
    static let lookNouns = AnyOf(
        "look,effect,feel,style,mood,vibe,filter,colours,colors,tones,grade,grading,colour grade,color grade,colour grading,color grading,atmosphere,photo,picture,image,treatment,light,lighting,version,aesthetic"
    )

    /// What goes by the picture itself.
    static let automatic = Phrases<Tone>([
        "auto enhance,enhance,auto correct,autocorrect,auto correction,auto adjust,auto tone,auto fix,autofix,auto improve,improve,auto,auto enhancement,autoenhance":
            .autoEnhance,
        "auto levels,auto level,auto contrast,autolevels,autocontrast,auto exposure,auto brightness,fix the exposure,correct the exposure,fix the contrast,normalise,normalize,stretch the levels,fix the levels,level correction,fix the lighting,correct the lighting,improve the lighting,fix the light,improve the exposure":
            .autoLevels,
        "auto white balance,auto wb,awb,white balance,fix the white balance,correct the white balance,neutralise the colours,neutralize the colors,auto colour,auto color,auto colours,auto colors,colour correct,color correct,colour correction,color correction,fix the colours,fix the colors,correct the colours,correct the colors,fix the colour cast,fix the color cast,remove the colour cast,remove the color cast,neutralise the colour cast,neutralize the color cast,neutral white balance,balance the colours,balance the colors,fix the white point":
            .whiteBalance,
    ])

    /// What verbs and adjectives mean for one part where they mean something else for the whole picture.
    static let partVerbs = Phrases<Tone>([
        "blur,blur out,defocus,unfocus": .blurred, "whiten,bleach": .whiter,
        "desaturate,greyscale,grayscale": .blackAndWhite,
        "remove the colour from,remove the color from,take the colour out of,take the color out of,drain the colour from":
            .blackAndWhite,
        "pixelate,pixelise,pixelize,censor,anonymise,anonymize": .pixelated,
    ])
    static let partAdjectives = Phrases<Tone>([
        "blurry,blurrier,blurred,out of focus,unsharp,defocused": .blurred, "whiter": .whiter,
        "greyscale,grayscale,black and white": .blackAndWhite,
    ])

    static let raising = AnyOf(
        """
        increase,raise,boost,up,bump up,bump,turn up,add,add in,enhance,crank up,push,push up,strengthen,intensify,amplify,\
        give it,give,give me,give us,\
        give the picture,give the photo,give the image,apply,with,put,put on,use,create,improve,deepen,more of,\
        increase the amount of,dial up,bring up,pump up,lift,overlay
        """
    )

    static let lowering = AnyOf(
        """
        decrease,reduce,lower,drop,turn down,cut,bring down,tone down,dial down,knock back,knock down,weaken,lessen,diminish,pull down,dial back,\
        take down,decrease the amount of,soften,flatten
        """
    )

    static let appliers = AnyOf(
        """
        make,turn,convert,change,apply,add,give it,put,render,set,transform,use,get,switch,go,create,show,print,have,see,\
        shift,take
        """
    )

    static let links = AnyOf(
        "into,to,in,as,with,look,to look,be,to be,should be,must be,could be,become,appear,feel,needs to be,go,all"
    )

    static let effectNouns = AnyOf(
        """
        filter,effect,tone,tones,look,version,picture,image,photo,photograph,feel,colours,colors,conversion,mode,treatment,\
        tint,shades
        """
    )

    static let scopes = AnyOf(
        """
        the colours,the colors,the tones,colours,colors,the whole colours,all the colours,all the colors,all colours,\
        all colors,the tone,the overall tone,the overall look,the look,the mood
        """
    )
}
