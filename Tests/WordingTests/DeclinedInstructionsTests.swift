import ImageModels
import Testing
import Wording

@Suite("Instructions that the grammar declines")
struct DeclinedInstructionsTests {
    @Test("requests of another kind", arguments: Phrasing.table(beyondMeansTable))
    func beyondMeans(_ phrasing: Phrasing) {
        guard case .beyondMeans(let kind, _)? = decline(phrasing.instruction) else {
            Issue.record("\(String(describing: decline(phrasing.instruction)))")
            return
        }
        #expect(kind == phrasing.edits)
    }

    @Test("instructions with something missing", arguments: Phrasing.table(incompleteTable))
    func incomplete(_ phrasing: Phrasing) {
        guard case .incomplete(let missing, _)? = decline(phrasing.instruction) else {
            Issue.record("\(String(describing: decline(phrasing.instruction)))")
            return
        }
        #expect(missing.hasPrefix(phrasing.edits))
    }

    @Test("words that fit nothing are named", arguments: Phrasing.table(notUnderstoodTable))
    func notUnderstood(_ phrasing: Phrasing) {
        guard case .notUnderstood(let words, _)? = decline(phrasing.instruction) else {
            Issue.record("\(String(describing: decline(phrasing.instruction)))")
            return
        }
        #expect(words == phrasing.edits.split(separator: " ").map { String($0) })
    }

    @Test("nothing at all", arguments: ["", "   ", "!!!", "\n\n", "“”"])
    func nothing(_ instruction: String) { expect(instruction, .notUnderstood(words: [])) }

    @Test("politeness alone names its words")
    func politeness() { expect("please", .notUnderstood(words: ["please"])) }

    @Test(
        "reference images that are not attached",
        arguments: ["replace the background with [image 3]", "put her in front of [image 0]"]
    )
    func missingReference(_ instruction: String) {
        guard case .notFound? = decline(instruction, references: 2) else {
            Issue.record("\(String(describing: decline(instruction, references: 2)))")
            return
        }
    }

    private func expect(_ instruction: String, _ expected: Decline) { #expect(decline(instruction) == expected) }

    private func decline(_ instruction: String, references: Int = 1) -> Decline? {
        do {
            let edits = try Grammar.parse(instruction, referenceCount: references)
            Issue.record("understood as \(Notation.text(edits))")
            return nil
        } catch {
            guard case .declined(let decline) = error else { return nil }
            return decline
        }
    }
}

private let beyondMeansTable = """
    add a hat => adding things
    put a dog next to her => adding things
    give her sunglasses => adding things
    add a red jacket => adding things
    insert a tree => adding things
    give him a red hat => adding things
    draw a cat => adding things
    a man with a hat => telling people apart by what they wear; say which one, such as "the left one"
    remove the vignette => removing things
    take off the jacket => removing things
    remove the jacket => removing things
    remove the smile => removing things
    make it look like a watercolour => painting in another style
    turn it into an anime => painting in another style
    in the style of van gogh => painting in another style
    make it an oil painting => painting in another style
    as a pencil sketch => painting in another style
    cartoon style => painting in another style
    add the text "SALE" => writing and lettering
    write hello on the shirt => writing and lettering
    put a caption under it => writing and lettering
    make her smile => changing faces, poses or ages
    make him younger => changing faces, poses or ages
    make her look older => changing faces, poses or ages
    make him look at the camera => changing faces, poses or ages
    make it night => changing where the light comes from, or the time of day
    as if at sunset => changing where the light comes from, or the time of day
    light it from the left with golden hour light => changing where the light comes from, or the time of day
    make the jacket leather => changing materials
    turn the dress into silk => changing materials
    make the car metallic => changing materials
    make the shirt striped => painting patterns
    give the dress polka dots => painting patterns
    make the jacket rainbow coloured => painting patterns
    replace the background with a beach => painting new scenes
    change the background to a city at noon with palm trees => painting new scenes
    put him on the moon => painting new scenes
    make it rain => painting new scenes
    change the background to mountains => painting new scenes
    replace the background with a brick wall by the sea => painting new scenes
    turn the cat into a dog => replacing things
    replace the car with a bike => replacing things
    swap the jacket for a dress => replacing things
    move the cat to the left => moving or reshaping things
    make the cat bigger => moving or reshaping things
    zoom out => painting what lies beyond the picture's edges
    make the dress longer => moving or reshaping things
    restore this old photo => restoring and retouching
    remove noise => restoring and retouching
    fix it => restoring and retouching
    paint the floor red => finding floor
    make the teeth blue => giving the teeth a colour
    make it look like [image 1] => using a reference image for anything but the background
    put the logo from [image 1] on the shirt => using a reference image for anything but the background
    what is this? => answering questions
    who is the man on the left => answering questions
    """

private let incompleteTable = """
    make the jacket => a colour
    the jacket => a colour
    change the colour of the hair => a colour
    change the colour of the car => a colour
    make the jacket a different colour => a colour
    make it red => what should become that colour
    red => what should become that colour
    turn it blue => what should become that colour
    change the background => what the background
    replace the background please => what the background
    give me a gradient => a second colour
    a gradient from blue => a second colour
    rotate it => an angle
    crop => a shape
    crop the photo => a shape
    resize it => a size
    make it smaller => a size
    duotone => the two colours
    add space above her head => how much
    contrast => whether more or less
    adjust the brightness => whether more or less
    contrast 120 % => whether more or less
    reduce the shadows => whether lighter or darker
    less shadows => whether lighter or darker
    make the jacket red and the hair => a colour
    """

private let notUnderstoodTable = """
    asdf => asdf
    make the wibble red => wibble
    make the jacket red asdf => asdf
    frobnicate the picture => frobnicate
    make the jacket red and frobnicate => frobnicate
    hello there qwerty => qwerty
    rotate it bananas => bananas
    make it 🎉 => 🎉
    jacket jacket jacket => jacket jacket
    make it a bit warmer wobble => wobble
    """
