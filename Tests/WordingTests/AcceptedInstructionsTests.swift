import ImageModels
import Testing
import Wording

/// One line of a table: what is typed and the edits that it stands for, as `Notation` writes them.
struct Phrasing: Sendable, CustomTestStringConvertible {
    var instruction: String
    var edits: String
    var testDescription: String { instruction }

    /// Reads lines of "instruction => edit; edit".
    static func table(_ text: String) -> [Phrasing] {
        text.split(separator: "\n").map { line in
            let halves = line.split(separator: "=>", maxSplits: 1).map { $0.trimmed }
            return Phrasing(instruction: halves[0], edits: halves[1])
        }
    }
}

extension Substring {
    var trimmed: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}

@Suite("Instructions that the grammar takes")
struct AcceptedInstructionsTests {
    @Test("colours of clothes and hair", arguments: Phrasing.table(clothesTable))
    func clothes(_ phrasing: Phrasing) throws { try check(phrasing) }

    @Test("colours of things and parts", arguments: Phrasing.table(thingsTable))
    func things(_ phrasing: Phrasing) throws { try check(phrasing) }

    @Test("stickers", arguments: Phrasing.table(stickersTable))
    func stickers(_ phrasing: Phrasing) throws { try check(phrasing) }

    @Test("backgrounds", arguments: Phrasing.table(backgroundsTable))
    func backgrounds(_ phrasing: Phrasing) throws { try check(phrasing) }

    @Test("light and colour", arguments: Phrasing.table(tonesTable))
    func tones(_ phrasing: Phrasing) throws { try check(phrasing) }

    @Test("shape", arguments: Phrasing.table(shapesTable))
    func shapes(_ phrasing: Phrasing) throws { try check(phrasing) }

    @Test("several edits in one instruction", arguments: Phrasing.table(severalTable))
    func several(_ phrasing: Phrasing) throws { try check(phrasing) }

    @Test("the examples shown to people", arguments: Grammar.examples.flatMap(\.instructions))
    func examples(_ instruction: String) throws { _ = try Grammar.parse(instruction, referenceCount: 0) }

    private func check(_ phrasing: Phrasing) throws {
        let edits = try Grammar.parse(phrasing.instruction, referenceCount: 2)
        #expect(Notation.text(edits) == phrasing.edits)
    }
}

private let clothesTable = """
    make the jacket red => jacket(all) red
    Make the jacket red. => jacket(all) red
    MAKE THE JACKET RED!!! => jacket(all) red
    make jacket red => jacket(all) red
    please make the jacket red => jacket(all) red
    can you make the jacket red? => jacket(all) red
    Could you please make his jacket red, thanks => jacket(someone) red
    could you, please, make the jacket red? => jacket(all) red
    I want the jacket red => jacket(all) red
    I'd like the jacket to be red => jacket(all) red
    I’d like a red jacket => jacket(all) red
    let's make the jacket red => jacket(all) red
    the jacket should be red => jacket(all) red
    the jacket red please => jacket(all) red
    jacket: red => jacket(all) red
    turn the jacket red => jacket(all) red
    turn the jacket into red => jacket(all) red
    colour the jacket red => jacket(all) red
    color her jacket red => jacket(someone) red
    paint my jacket in red => jacket(someone) red
    recolor the jacket to red => jacket(all) red
    recolour the jacket red => jacket(all) red
    change the jacket to red => jacket(all) red
    change the jacket's colour to red => jacket(all) red
    change the jacket colour to red => jacket(all) red
    change the colour of the jacket to red => jacket(all) red
    change the color of the jacket from blue to red => [blue] jacket(all) red
    change the jacket to a red one => jacket(all) red
    replace the jacket with a red one => jacket(all) red
    make the jacket a nice red colour => jacket(all) red
    make the jacket a darker red => jacket(all) darker red
    red jacket => jacket(all) red
    a red jacket please => jacket(all) red
    make it a red jacket => jacket(someone) red
    give him a red jacket => jacket(someone) red
    give the man on the left a blue shirt => shirt(left) blue
    put her in a green dress => dress(someone) green
    give her pink hair => hair(someone) pink
    make the blue jacket red => [blue] jacket(all) red
    make the left man's jacket red => jacket(left) red
    make the jacket of the person on the right navy => jacket(right) navy
    make the woman on the left's dress blue => dress(left) blue
    make the jacket on the left green => jacket(left) green
    make everyone's shirts white => shirt(all) white
    make everybody's hair black => hair(all) black
    make the biggest person's coat beige => coat(biggest) beige
    make the main person's suit grey => suit(biggest) grey
    the guy in the middle's hoodie purple => hoodie(middle) purple
    make the jacket he's wearing red => jacket(someone) red
    dye her hair blonde => hair(someone) blonde
    make the hair of the woman on the right auburn => hair(right) auburn
    hair ginger => hair(all) ginger
    pullover teal => sweater(all) teal
    make the jumper mustard => sweater(all) mustard
    make his t-shirt lime green => t-shirt(someone) lime green
    make his tee white => t-shirt(someone) white
    make the blouse lavender => top(all) lavender
    make the tuxedo midnight blue => suit(all) midnight blue
    make the space suit orange => suit(all) orange
    change the uniform to royal blue => outfit(all) royal blue
    make the cardigan off-white => jacket(all) off white
    make the clothes black => clothes(all) black
    make the jacket #c82 => jacket(all) #c82
    make the jacket #C8202A => jacket(all) #c8202a
    make the jacket rgb(200, 32, 42) => jacket(all) rgb(200, 32, 42)
    make the jacket light blue => jacket(all) light blue
    make the jacket very dark green => jacket(all) very dark green
    turn his leather jacket forest green => jacket(someone) forest green
    can we have the jacket in burgundy => jacket(all) burgundy
    recolour both jackets hot pink => jacket(both) hot pink
    make the girls' hair brown => hair(someone) brown
    """

private let thingsTable = """
    make the car red => car red
    paint the motorcycle black => motorbike black
    make the bike sky blue => bicycle sky blue
    turn the couch olive => sofa olive
    make the plane white => aeroplane white
    make the kitten orange => cat orange
    make the puppy brown => dog brown
    make the tv silver => monitor silver
    make the flower violet => object flower violet
    make the mug turquoise => object mug turquoise
    make the subject gold => subject gold
    make the man blue => clothes(someone) blue
    turn the white car yellow => [white] car yellow
    yellow car => car yellow
    make the red parts blue => any red blue
    turn the red areas green => any red green
    make everything red blue => any red blue
    make everything that is red blue => any red blue
    replace red with blue => any red blue
    change all the yellow to pink => any yellow pink
    turn the reds into blue => any red blue
    make the gray bits black => any grey black
    change the white parts to cream => any white cream
    """

private let stickersTable = """
    turn it into a sticker => sticker
    Turn this into a sticker! => sticker
    make it a sticker => sticker
    make a sticker => sticker
    make me a sticker of the cat => sticker of cat
    make a sticker out of it => sticker
    sticker => sticker
    as a sticker => sticker
    sticker please => sticker
    a sticker => sticker
    convert the picture to a sticker => sticker
    can you turn her into a die-cut sticker? => sticker of person(someone)
    turn the cat into a sticker with a white border => sticker of cat
    create a sticker from this photo => sticker
    I want it as a sticker => sticker
    stickerify it => sticker
    """

private let backgroundsTable = """
    replace the background with a clean studio wall => wall
    replace the background with a studio wall => wall
    studio wall => wall
    a clean studio wall => wall
    change the background to a seamless studio backdrop => wall
    put him in front of a studio wall => wall behind person(someone)
    put her in front of a blue studio wall => wall blue behind person(someone)
    change the background to a white wall => wall white
    make the background a plain studio background => wall
    clean background => wall
    replace the background with plain white => background white
    make the background white => background white
    white background => background white
    background white => background white
    set the background to #1b2a6b => background #1b2a6b
    swap the background for light grey => background light grey
    change the colour of the background to red => background red
    change the background colour to red => background red
    put it on white => background white
    put the cat on a red background => background red behind cat
    on a red background => background red
    in front of a yellow backdrop => background yellow
    make the backdrop solid green => background green
    remove the background => transparent
    delete the background please => transparent
    erase the bg => transparent
    get rid of the background => transparent
    no background => transparent
    cut her out => transparent behind person(someone)
    cut out the cat => transparent behind cat
    cut out the background => transparent
    isolate the subject => transparent
    make the background transparent => transparent
    transparent background => transparent
    replace the background with nothing => transparent
    on a transparent background => transparent
    a gradient from blue to white => gradient blue, white
    replace the background with a gradient from dark blue to teal => gradient dark blue, teal
    make the background a blue to white gradient => gradient blue, white
    put her on a pink to orange gradient background => gradient pink, orange behind person(someone)
    replace the background with [image 1] => reference 0
    use [image 2] as the background => reference 1
    put [image 1] behind her => reference 0 behind person(someone)
    put her in front of [image 2] => reference 1 behind person(someone)
    change the background to the picture [image 1] => reference 0
    blur the background => blurred 1.00
    blur the background a bit => blurred 0.50
    slightly blur the background => blurred 0.50
    blur the background strongly => blurred 2.00
    make the background blurry => blurred 1.00
    make the background more blurred => blurred 1.00
    blurry background => blurred 1.00
    add some bokeh => blurred 0.50
    bokeh => blurred 1.00
    shallow depth of field => blurred 1.00
    make the background black and white => blackAndWhite 1.00 on background
    black and white background => blackAndWhite 1.00 on background
    desaturate the background => blackAndWhite 1.00 on background
    darken the background => darker 1.00 on background
    make the background much darker => darker 2.00 on background
    lighten the background slightly => brighter 0.50 on background
    a darker background => darker 1.00 on background
    """

private let tonesTable = """
    black and white => blackAndWhite 1.00
    make it black and white => blackAndWhite 1.00
    turn it into black & white => blackAndWhite 1.00
    B&W => blackAndWhite 1.00
    convert to grayscale => blackAndWhite 1.00
    greyscale please => blackAndWhite 1.00
    make the photo monochrome => blackAndWhite 1.00
    in black and white => blackAndWhite 1.00
    remove the colour => blackAndWhite 1.00
    desaturate => blackAndWhite 1.00
    desaturate it by 30% => lessSaturated 1.50
    slightly desaturate it => lessSaturated 0.50
    sepia => sepia 1.00
    add a sepia filter => sepia 1.00
    make it sepia toned => sepia 1.00
    make it warmer => warmer 1.00
    warmer => warmer 1.00
    make it a bit warmer => warmer 0.50
    a little bit cooler => cooler 0.50
    make the picture much warmer => warmer 2.00
    could you warm it up slightly? => warmer 0.50
    cool it down => cooler 1.00
    warmer colours => warmer 1.00
    brighter => brighter 1.00
    make it way brighter => brighter 2.00
    20% brighter => brighter 1.00
    make it 40 % brighter => brighter 2.00
    brighten the picture by 10 % => brighter 0.50
    twice as bright => brighter 5.00
    make it a lot darker => darker 2.00
    darken it somewhat => darker 0.50
    lighten it up a bit => brighter 0.50
    less bright => darker 1.00
    brightness +20 => brighter 1.00
    brightness -10% => darker 0.50
    more contrast => moreContrast 1.00
    a bit more contrast => moreContrast 0.50
    a lot more contrast please => moreContrast 2.00
    less contrast => lessContrast 1.00
    increase the contrast by 20% => moreContrast 1.00
    boost the contrast slightly => moreContrast 0.50
    reduce contrast a little => lessContrast 0.50
    turn the contrast up a bit => moreContrast 0.50
    turn down the saturation => lessSaturated 1.00
    contrast 1.2 => moreContrast 1.00
    contrast down => lessContrast 1.00
    add some contrast => moreContrast 0.50
    punchier => moreContrast 1.00
    less saturated => lessSaturated 1.00
    make it a bit less saturated => lessSaturated 0.50
    more saturation => moreSaturated 1.00
    saturation -30% => lessSaturated 1.50
    make the colours more vivid => moreSaturated 1.00
    vibrant => moreSaturated 1.00
    make it more colorful => moreSaturated 1.00
    make it muted => lessSaturated 1.00
    sharpen => sharper 1.00
    sharpen it a bit => sharper 0.50
    make it sharper => sharper 1.00
    soften => softer 1.00
    make the image softer => softer 1.00
    blur it slightly => softer 0.50
    add a vignette => vignette 1.00
    add a subtle vignette => vignette 0.50
    vignette => vignette 1.00
    give it a strong vignette => vignette 2.00
    add grain => grain 1.00
    add some film grain => grain 0.50
    add heavy film grain => grain 2.00
    invert => invert 1.00
    invert the colours => invert 1.00
    posterise it => posterise 1.00
    posterize => posterise 1.00
    """

private let shapesTable = """
    rotate it left => rotate -90
    rotate right => rotate 90
    turn it right => rotate 90
    rotate clockwise => rotate 90
    rotate 90 degrees counter-clockwise => rotate -90
    rotate the picture by 90 degrees => rotate 90
    rotate 180 => rotate 180
    rotate by 5° => rotate 5
    rotate 3.5 degrees to the left => rotate -3.5
    rotate it -2 degrees => rotate -2
    turn it upside down => rotate 180
    straighten it by 2 degrees => rotate 2
    a quarter turn to the left => rotate -90
    flip it => flip h
    flip horizontally => flip h
    mirror it => flip h
    mirror the image => flip h
    flip it vertically => flip v
    flip upside down => flip v
    crop to 4:5 => crop 4:5
    crop it to 16:9 => crop 16:9
    crop to square => crop 1:1
    crop it square => crop 1:1
    make it square => crop 1:1
    square => crop 1:1
    4:5 crop => crop 4:5
    crop to a 3 by 2 ratio => crop 3:2
    crop to portrait => crop 4:5
    make it 16:9 => crop 16:9
    change the aspect ratio to 4:5 => crop 4:5
    resize to 800 px => longest 800
    resize to 800 => longest 800
    resize to 800x600 => size 800x600
    resize it to 800 × 600 pixels => size 800x600
    resize to 50% => scale 0.50
    scale it down to 50 % => scale 0.50
    shrink it by 20% => scale 0.80
    enlarge it by 50% => scale 1.50
    scale by 1.5 => scale 1.50
    make it 1080 wide => width 1080
    make it 1080 px wide => width 1080
    1200 px tall => height 1200
    set the width to 800 => width 800
    resize to 2000 px on the long side => longest 2000
    half the size => scale 0.50
    make it half as big => scale 0.50
    double the size => scale 2.00
    double it => scale 2.00
    resize to full hd => longest 1920
    add a white border => border white 0.05
    add a border => border white 0.05
    add a thick black border => border black 0.10
    add a white border of 5% => border white 0.05
    add a 3 % border => border white 0.03
    put a thin red frame around it => border red 0.02
    rounded corners => corners 0.06
    add rounded corners => corners 0.06
    round the corners by 10% => corners 0.10
    make the corners round => corners 0.06
    """

private let severalTable = """
    make the jacket red and the background white => jacket(all) red; background white
    make the jacket red, the hair black and the background white => jacket(all) red; hair(all) black; background white
    make the jacket and the hair red => jacket(all) red; hair(all) red
    make the jacket, the hair and the background blue => jacket(all) blue; hair(all) blue; background blue
    rotate it right, then crop to 4:5 => rotate 90; crop 4:5
    make it brighter and warmer => brighter 1.00; warmer 1.00
    make it a bit brighter and warmer => brighter 0.50; warmer 0.50
    a bit brighter and much warmer => brighter 0.50; warmer 2.00
    turn it into a sticker and then resize it to 512 px => sticker; longest 512
    black and white and more contrast => blackAndWhite 1.00; moreContrast 1.00
    black and white with a vignette => blackAndWhite 1.00; vignette 1.00
    Make the jacket red. Then blur the background a bit. Thanks! => jacket(all) red; blurred 0.50
    change the jacket to red and the hair to blue => jacket(all) red; hair(all) blue
    crop to 1:1, add a vignette, and add some grain please => crop 1:1; vignette 1.00; grain 0.50
    remove the background and add a white border => transparent; border white 0.05
    make the left man's jacket red and the right man's jacket blue => jacket(left) red; jacket(right) blue
    less contrast but more saturation => lessContrast 1.00; moreSaturated 1.00
    """
