import Colorimetry

/// The colours that have a name.
///
/// The basic ones are toned down from pure screen colours, as cloth, hair and painted walls are; the others are the
/// usual dye and paint colours, near to the CSS colour of the same name and less glaring.
enum ColourTable {
    private static let ofHairAlone = Set("blonde,blond,brunette".split(separator: ",").map(String.init))
    private static let ofHair = ofHairAlone.union(["auburn", "ginger"])

    /// Whether it is a colour of hair, and of a garment at most: "dark blonde", "auburn".
    static func isOfHair(_ name: String) -> Bool { name.split(separator: " ").contains { ofHair.contains(String($0)) } }

    /// Whether nothing but hair has it.
    static func isOfHairAlone(_ name: String) -> Bool {
        name.split(separator: " ").contains { ofHairAlone.contains(String($0)) }
    }

    static let hexValues: [(names: String, hex: UInt32)] = [
        ("red", 0xc8202a), ("dark red", 0x7d141c), ("crimson", 0xb0152f),
        ("burgundy,bordeaux,wine red,wine,oxblood", 0x6b1430),
        ("maroon", 0x6e1621), ("scarlet", 0xd9281c), ("ruby,ruby red", 0xa3123a), ("cherry,cherry red", 0xb11226),
        ("brick,brick red", 0x9c3b2c), ("rust", 0xa8481f), ("vermilion,vermillion", 0xdc4127),
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

    /// Names that are rarer, which no list of examples has.
    private static let rarerHexValues: [(names: String, hex: UInt32)] = [
        ("cerulean,cerulean blue", 0x2f7fb5), ("chartreuse", 0xa6cf2e), ("viridian,viridian green", 0x3f7f69),
        ("celadon", 0xa9d4b0), ("heliotrope", 0xc678e8), ("cornflower,cornflower blue", 0x6a8fe0),
        ("prussian blue", 0x163a5c), ("klein blue", 0x0a2fa8), ("oxford blue", 0x14213d),
        ("duck egg blue,duck egg", 0xb7d3cf), ("peacock blue", 0x0f6a80), ("alice blue", 0xe9f1fb),
        ("dodger blue", 0x2f8fee), ("cadet blue", 0x5f9ea0), ("tiffany blue", 0x7fd1c7), ("french blue", 0x3a6fb5),
        ("aqua blue", 0x5fcbe0), ("turquoise blue", 0x35b5c4), ("lapis,lapis blue", 0x26539c),
        ("sienna", 0xa0522d), ("burnt sienna", 0xb5562f), ("umber", 0x6a5030), ("burnt umber", 0x6e3a2a),
        ("carmine", 0xa01030), ("cardinal red", 0xa81c32), ("garnet", 0x7a2434), ("claret", 0x741f36),
        ("merlot", 0x6a1f35), ("cerise", 0xd23772), ("puce", 0xb0708a), ("tomato red", 0xd8452f),
        ("blood red", 0x7e0f14), ("fire engine red", 0xce2029), ("copper red", 0xb5533a), ("cinnabar", 0xd24b34),
        ("persimmon", 0xe0592b), ("papaya", 0xf5a268), ("coral pink", 0xf58a7c), ("coral red", 0xee5a4e),
        ("salmon pink", 0xf2958a), ("bubblegum pink,bubblegum", 0xf59ac2), ("millennial pink", 0xf2c6c4),
        ("shell pink", 0xf5d3c8), ("blush pink", 0xeec0bd), ("rose pink", 0xe58fa5), ("powder pink", 0xf0cfd0),
        ("shocking pink", 0xf0308f),
        ("mulberry", 0x8c3a63), ("wisteria", 0xb7a0d6), ("thistle", 0xcdbbd3), ("royal purple", 0x6a3fa0),
        ("grape purple", 0x6a3a78), ("tyrian purple", 0x5f1a48), ("byzantium", 0x6e2a62),
        ("saffron", 0xeab03a), ("canary yellow,canary", 0xf5e663), ("marigold", 0xeea22e), ("buff", 0xdcc08a),
        ("flax", 0xe3d08a), ("honey", 0xdca23c), ("butterscotch", 0xdc9a44), ("butter yellow", 0xf6e6a0),
        ("maize", 0xf2d466), ("citrine", 0xd8c634), ("sunflower yellow", 0xf0b91e), ("sunshine yellow", 0xf8dc3c),
        ("fern green,fern", 0x5a8a4c), ("kelly green", 0x2f9b45), ("jungle green", 0x2a9d7c), ("pine green", 0x1f5a48),
        ("british racing green", 0x12402c), ("avocado green", 0x6f8038), ("spring green", 0x53d68a),
        ("malachite", 0x1fae5c), ("verdigris", 0x4aa89c), ("eucalyptus", 0x7fa68e), ("seafoam green", 0x93d9b8),
        ("teal green", 0x127a6c), ("granny smith green,granny smith", 0xa0c848), ("olive drab", 0x5c5f2e),
        ("pea green", 0x8fa83c), ("neon yellow", 0xe6f53a),
        ("mocha", 0x7d5a46), ("espresso", 0x3f2a20), ("walnut,walnut brown", 0x5c4332), ("cinnamon", 0xa6602f),
        ("toffee", 0x8f5a34), ("russet", 0x86492c), ("sandy brown", 0xdba872), ("saddle brown", 0x80502c),
        ("oatmeal", 0xdcd2bd), ("wheat", 0xecd9b0), ("greige", 0xbeb3a3), ("magnolia", 0xf1e7d3),
        ("alabaster", 0xf0ebe1), ("porcelain", 0xf3f1ec), ("antique white", 0xf3e8d8), ("chalk white", 0xf1efe9),
        ("warm white", 0xf6efe2), ("cool white", 0xf0f4f7),
        ("brass", 0xb5913f), ("pewter", 0x8f9296), ("gunmetal,gunmetal grey,gunmetal gray", 0x53565c),
        ("onyx", 0x232326),
        ("ebony", 0x2a2624), ("obsidian", 0x1e1b20), ("dove grey,dove gray", 0xc0bcb6),
        ("heather grey,heather gray", 0xb1b0b4), ("smoke grey,smoke gray", 0x8f9194),
        ("steel grey,steel gray", 0x6f757b), ("stone grey,stone gray", 0xa29d94), ("warm grey,warm gray", 0x928a80),
        ("cool grey,cool gray", 0x8b9097), ("warm beige", 0xdcc49a), ("cool beige", 0xd2c8b4),
        ("warm brown", 0x74451f), ("cool brown", 0x5e4638), ("warm red", 0xcc2f1f), ("cool red", 0xb81c3c),
        ("warm pink", 0xf28f8f), ("cool pink", 0xe58cc0), ("warm yellow", 0xf5bd1e), ("warm cream", 0xf6e6c2),
        ("honey blonde,honey blond", 0xc79a54), ("ash blonde,ash blond", 0xb6a888), ("ash brown", 0x5f5145),
        ("golden blonde,golden blond", 0xcfa455), ("golden brown", 0x8f5f2c), ("golden yellow", 0xf0b428),
        ("reddish brown", 0x7a3a26), ("raven black", 0x17171a),
    ]

    static let families = Phrases<ColourFamily>([
        "red,reds,reddish": .red, "orange,oranges": .orange, "yellow,yellows,yellowish": .yellow,
        "green,greens,greenish": .green, "teal,turquoise,cyan": .teal, "blue,blues,blueish,bluish": .blue,
        "purple,violet,purples": .purple, "pink,pinks,magenta": .pink, "black,blacks": .black, "white,whites": .white,
        "grey,gray,greys,grays": .grey,
    ])

    static let named = Phrases<NamedColour>(
        (hexValues + rarerHexValues).flatMap { names, hex in
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
        /// Whether it is said of what is there now: "a darker blue".
        var compares = false
        var changes: Bool { lightness != 0 || chroma != 1 }

        /// Whether nothing is both: light and dark, vivid and muted.
        func contradicts(_ other: Shade) -> Bool {
            let (least, most) = (min(chroma, other.chroma), max(chroma, other.chroma))
            return min(lightness, other.lightness) <= -0.1 && max(lightness, other.lightness) >= 0.1
                || most > 1.1 && least < 0.6
        }
    }

    static let shades = Phrases<Shade>([
        "light": Shade(lightness: 0.42, chroma: 0.75), "lighter": Shade(lightness: 0.42, chroma: 0.75, compares: true),
        "very light": Shade(lightness: 0.62, chroma: 0.5),
        "pale,pastel,soft": Shade(lightness: 0.55, chroma: 0.5),
        "paler,softer": Shade(lightness: 0.55, chroma: 0.5, compares: true),
        "dark": Shade(lightness: -0.36, chroma: 0.8), "darker": Shade(lightness: -0.36, chroma: 0.8, compares: true),
        "very dark": Shade(lightness: -0.55, chroma: 0.6),
        "lush": Shade(lightness: -0.12, chroma: 1.15), "deep,rich": Shade(lightness: -0.24, chroma: 0.95),
        "deeper,richer": Shade(lightness: -0.24, chroma: 0.95, compares: true),
        "bright": Shade(lightness: 0.1, chroma: 1.2), "brighter": Shade(lightness: 0.1, chroma: 1.2, compares: true),
        "vivid,vibrant,intense,strong,saturated,bold": Shade(lightness: 0.08, chroma: 1.2),
        "neon": Shade(lightness: 0.2, chroma: 1.4),
        "muted,dusty,faded,desaturated,subtle": Shade(lightness: 0.05, chroma: 0.55),
        "medium,mid,plain,solid,pure,nice,beautiful,classic,natural,clean,simple,true,proper":
            Shade(),
        "really dark": Shade(lightness: -0.5, chroma: 0.65), "really bright": Shade(lightness: 0.1, chroma: 1.3),
        "very bright": Shade(lightness: 0.1, chroma: 1.3),
        "slightly darker,a bit darker,a little darker,a little bit darker": Shade(
            lightness: -0.2, chroma: 0.9, compares: true),
        "slightly lighter,a bit lighter,a little lighter,a little bit lighter": Shade(
            lightness: 0.22, chroma: 0.88, compares: true),
    ])
}
