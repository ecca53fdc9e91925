/// The colours that have a name.
///
/// The basic ones are toned down from pure screen colours, as cloth, hair and painted walls are; the others are the
/// usual dye and paint colours, near to the CSS colour of the same name and less glaring.
enum ColourTable {
    static let hexValues: [(names: String, hex: UInt32)] = [
        ("red", 0xc8202a), ("dark red", 0x7d141c), ("crimson", 0xb0152f),
        ("burgundy,bordeaux,wine red,wine,oxblood", 0x6b1430),
        ("maroon", 0x6e1621), ("scarlet", 0xd9281c), ("ruby,ruby red", 0xa3123a), ("cherry,cherry red", 0xb11226),
        ("brick,brick red", 0x9c3b2c), ("rust", 0xa8481f), ("vermilion", 0xdc4127),
        ("orange", 0xf07d1a), ("coral", 0xf2705a), ("salmon", 0xf08c78), ("peach", 0xf7c09a), ("apricot", 0xf5b57d),
        ("terracotta", 0xbe5b3d), ("burnt orange", 0xbf5517), ("copper", 0xb06a3b), ("bronze", 0x96703a),
        ("amber", 0xf0a01e), ("tangerine", 0xf28a1c), ("pumpkin", 0xe0741f),
        ("yellow", 0xf2c81b), ("gold,golden", 0xd0a02c), ("mustard,mustard yellow", 0xc9982a),
        ("lemon,lemon yellow", 0xf5e04a), ("ochre,ocher", 0xb97f2e), ("straw", 0xdcc57e),
        ("green", 0x1f8a3b), ("dark green", 0x14532a), ("olive,olive green", 0x6f7030), ("lime,lime green", 0x8cc63a),
        ("mint,mint green", 0xa6dcc0), ("forest green,hunter green", 0x22552f), ("bottle green,racing green", 0x123f2e),
        ("emerald,emerald green", 0x1a8f5f), ("sage,sage green", 0x9cab8c), ("moss,moss green", 0x63703a),
        ("army green,military green", 0x535a36), ("pistachio", 0xb4cf8a), ("jade", 0x2f9c78), ("neon green", 0x5be33a),
        ("sea green,seafoam", 0x4fa888), ("grass green", 0x4f9a35), ("apple green", 0x86b83c),
        ("teal,blue green,green blue", 0x128a8a), ("petrol,petrol blue", 0x14586a), ("turquoise", 0x35bfb4),
        ("cyan", 0x1fb5d0),
        ("aqua,aquamarine", 0x4ecbc6),
        ("blue", 0x1f4fd2), ("dark blue", 0x1b2a6b), ("light blue", 0x8fbdf0), ("navy,navy blue", 0x14245c),
        ("midnight blue,midnight", 0x161b45), ("sky blue,sky", 0x7fbfea), ("baby blue,powder blue", 0xa9d0ee),
        ("royal blue", 0x2746b4), ("cobalt,cobalt blue", 0x1b45a6), ("electric blue", 0x1f6bff),
        ("steel blue", 0x4c7ba6),
        ("denim blue,denim", 0x3f5f8a), ("ice blue", 0xcfe4f2), ("slate,slate blue", 0x5a6b82), ("azure", 0x3a8fe0),
        ("indigo", 0x37298a), ("ultramarine", 0x20309c), ("sapphire", 0x1a3f99),
        ("purple", 0x7a2fc2), ("violet", 0x6d3ad0), ("lavender", 0xb9a6e4), ("lilac", 0xc3a2d6), ("mauve", 0xb58db0),
        ("plum", 0x6a2c5f), ("aubergine,eggplant", 0x452042), ("amethyst", 0x8d5fc4), ("periwinkle", 0x8c96e0),
        ("magenta", 0xc8218f), ("fuchsia", 0xd42a8c), ("pink", 0xf28ab2), ("hot pink,neon pink", 0xf0418f),
        ("rose", 0xd9748f), ("dusty pink,dusty rose,old rose", 0xc9979b), ("blush", 0xeec0bd), ("raspberry", 0xa81e54),
        ("baby pink", 0xf6c2d0), ("rose gold", 0xc98f85),
        ("brown", 0x6b4226), ("chocolate,chocolate brown", 0x4a2a1a), ("tan", 0xc19a6b), ("camel", 0xb98a55),
        ("caramel", 0xae6f34), ("coffee", 0x5a3d2b), ("chestnut,chestnut brown", 0x6f3522), ("hazel", 0x85643c),
        ("mahogany", 0x5c2419), ("cognac", 0x93502a), ("taupe", 0x8a7c6d), ("beige", 0xd9c7a3), ("sand", 0xd3bc8d),
        ("khaki", 0x9c8f62), ("cream", 0xf4ead0), ("ivory", 0xf5f0e0), ("ecru", 0xe0d4b8), ("champagne", 0xecd9b4),
        ("vanilla", 0xf3e5b5), ("nude", 0xdfb79b),
        ("white,snow white", 0xf4f3f0), ("pure white,true white", 0xffffff), ("off white,eggshell,bone", 0xece7dc),
        ("pearl", 0xe6e2d8),
        ("grey,gray", 0x8a8a8a), ("charcoal,charcoal grey,charcoal gray,anthracite", 0x3a3c40),
        ("silver,silver grey,silver gray", 0xb9bcc2), ("slate grey,slate gray", 0x66707a),
        ("ash,ash grey,ash gray", 0xb2b0ab),
        ("graphite", 0x4a4b4f), ("platinum", 0xd6d3c8), ("black,jet black", 0x1c1c1e),
        ("pure black,true black", 0x000000),
        ("blonde,blond", 0xc9a566), ("platinum blonde,platinum blond", 0xe3d6b4),
        ("strawberry blonde,strawberry blond", 0xc98a5c),
        ("dirty blonde,dirty blond,dark blonde,dark blond", 0x97794a), ("ginger", 0xb4592a), ("auburn", 0x6f2c1d),
        ("brunette", 0x4b3021),
    ]

    static let families = Phrases<ColourFamily>([
        "red,reds,reddish": .red, "orange,oranges": .orange, "yellow,yellows,yellowish": .yellow,
        "green,greens,greenish": .green, "teal,turquoise,cyan": .teal, "blue,blues,blueish,bluish": .blue,
        "purple,violet,purples": .purple, "pink,pinks,magenta": .pink, "black,blacks": .black, "white,whites": .white,
        "grey,gray,greys,grays": .grey,
    ])

    static let named = Phrases<NamedColour>(
        hexValues.flatMap { names, hex in
            names.split(separator: ",").map { name in
                let bytes = (UInt8(hex >> 16), UInt8(hex >> 8 & 255), UInt8(hex & 255))
                return (String(name), NamedColour(name: String(name), red: bytes.0, green: bytes.1, blue: bytes.2))
            }
        }
    )

    static let white = NamedColour(name: "white", red: 255, green: 255, blue: 255)

    /// How "light", "dark" and their like change a colour, in OKLab lightness and chroma.
    struct Shade: Sendable {
        /// Share of the way to black (below 0) or white (above 0).
        var lightness = 0.0
        var chroma = 1.0
        var changes: Bool { lightness != 0 || chroma != 1 }

        /// Whether nothing is both: light and dark, vivid and muted.
        func contradicts(_ other: Shade) -> Bool {
            let (least, most) = (min(chroma, other.chroma), max(chroma, other.chroma))
            return min(lightness, other.lightness) <= -0.1 && max(lightness, other.lightness) >= 0.1
                || most > 1.1 && least < 0.6
        }
    }

    static let shades = Phrases<Shade>([
        "light,lighter": Shade(lightness: 0.42, chroma: 0.75), "very light": Shade(lightness: 0.62, chroma: 0.5),
        "pale,paler,pastel,soft,softer": Shade(lightness: 0.55, chroma: 0.5),
        "dark,darker": Shade(lightness: -0.36, chroma: 0.8), "very dark": Shade(lightness: -0.55, chroma: 0.6),
        "deep,deeper,rich,richer": Shade(lightness: -0.24, chroma: 0.95),
        "bright,brighter": Shade(lightness: 0.1, chroma: 1.2),
        "vivid,vibrant,intense,strong,saturated,bold": Shade(lightness: 0.08, chroma: 1.2),
        "neon": Shade(lightness: 0.2, chroma: 1.4),
        "muted,dusty,faded,desaturated,subtle": Shade(lightness: 0.05, chroma: 0.55),
        "medium,mid,plain,solid,pure,nice,beautiful,classic,natural,clean,simple,true,proper":
            Shade(),
        "really dark": Shade(lightness: -0.5, chroma: 0.65), "really bright": Shade(lightness: 0.1, chroma: 1.3),
        "very bright": Shade(lightness: 0.1, chroma: 1.3),
        "slightly darker,a bit darker,a little darker,a little bit darker": Shade(lightness: -0.2, chroma: 0.9),
        "slightly lighter,a bit lighter,a little lighter,a little bit lighter": Shade(lightness: 0.22, chroma: 0.88),
    ])
}
