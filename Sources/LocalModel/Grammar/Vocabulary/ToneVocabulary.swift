/// Words for changes of tone.
enum ToneVocabulary {
    static let adjectives = Phrases<Tone>([
        "black and white,b and w,b / w,bw,monochrome,monochromatic,mono,greyscale,grayscale,grey scale,gray scale,colourless,colorless":
            .blackAndWhite,
        "sepia,sepia toned,sepia tone": .sepia, "inverted,negative": .invert, "posterised,posterized": .posterise,
        "warmer,warm": .warmer, "cooler,cool,colder,cold": .cooler,
        "brighter,bright,lighter": .brighter, "darker,dark,dimmer,dim": .darker,
        "contrasty,contrastier,punchy,punchier,contrasted,contrast rich": .moreContrast, "flatter,flat": .lessContrast,
        "saturated,vivid,vibrant,colourful,colorful,vivider": .moreSaturated,
        "muted,desaturated,faded,washed out,less colourful": .lessSaturated,
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
        case .blackAndWhite, .sepia, .invert, .posterise, .vignette, .grain: nil
        }
    }

    /// What can be turned up.
    static let qualities = Phrases<Tone>([
        "contrast,contrasts": .moreContrast,
        "saturation,colour saturation,color saturation,vibrance,vibrancy,vividness,colour intensity,color intensity,chroma":
            .moreSaturated,
        "colour,color,colours,colors": .moreSaturated,
        "brightness,exposure,light,lightness,luminosity,luminance": .brighter,
        "warmth,temperature,colour temperature,color temperature": .warmer, "darkness": .darker, "coolness": .cooler,
        "sharpness,clarity,definition,sharpening,crispness": .sharper,
        "softness,blur,softening": .softer, "grain,film grain,graininess": .grain, "vignette,vignetting": .vignette,
    ])

    static let verbs = Phrases<Tone>([
        "brighten,brighten up,lighten,lighten up": .brighter, "darken,darken down,dim": .darker,
        "warm,warm up": .warmer, "cool,cool down,cool off": .cooler,
        "sharpen,sharpen up": .sharper, "soften,blur,smooth": .softer, "saturate": .moreSaturated,
        "mute,tone down": .lessSaturated, "invert,negate": .invert, "posterise,posterize": .posterise,
        "vignette": .vignette,
    ])

    static let raising = AnyOf(
        """
        increase,raise,boost,up,bump up,bump,turn up,add,add in,enhance,crank up,push,push up,strengthen,intensify,amplify,\
        give it,give,give the picture,give the photo,give the image,apply,with,put,put on,use,create,improve,deepen,more of,\
        increase the amount of,dial up,bring up,pump up,lift,overlay
        """
    )

    static let lowering = AnyOf(
        """
        decrease,reduce,lower,drop,turn down,cut,bring down,tone down,dial down,weaken,lessen,diminish,pull down,dial back,\
        take down,decrease the amount of,soften
        """
    )

    static let appliers = AnyOf(
        """
        make,turn,convert,change,apply,add,give it,put,render,set,transform,use,get,switch,go,create,keep,show,print,have,see,\
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
        all colors,the tone,the overall tone,the light,the overall look,the look,the mood
        """
    )
}
