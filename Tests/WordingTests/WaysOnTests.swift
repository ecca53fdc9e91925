import ImageModels
import Testing
import Vision
import Wording

/// What a decline says to type instead.
@Suite("Ways on after a decline")
struct WaysOnTests {
    /// Instructions that stand between straight quotes in an example or an advice, and whether they need a region.
    private static func offers(in decline: Decline) -> (instructions: [String], isMarked: Bool) {
        let text: String?
        switch decline {
        case .incomplete(_, let example): return ([example].compactMap(\.self), false)
        case .beyondMeans(_, let advice), .notUnderstood(_, let advice), .unsure(_, let advice): text = advice
        default: text = nil
        }
        let parts = (text ?? "").split(separator: "\"", omittingEmptySubsequences: false)
        let quoted = parts.enumerated().filter { $0.offset % 2 == 1 }.map { String($0.element) }
        return (quoted, text?.hasPrefix("Mark") == true)
    }

    private static func decline(_ instruction: String, isMarked: Bool = false) -> Decline? {
        do {
            _ = try Grammar.parse(instruction, referenceCount: 1, in: ReadingContext(isMarked: isMarked))
            return nil
        } catch {
            if case .declined(let decline) = error { return decline }
            return nil
        }
    }

    @Test("whatever is offered is read when it is typed", arguments: PhraseTableTests.phrases)
    func offersAreRead(_ phrasing: Phrasing) throws {
        guard phrasing.edits.hasPrefix("declined"), !phrasing.instruction.contains(" || "),
            !phrasing.instruction.hasPrefix("[region]"),
            let decline = Self.decline(phrasing.instruction)
        else { return }
        let (instructions, isMarked) = Self.offers(in: decline)
        for instruction in instructions {
            #expect(
                Self.decline(instruction, isMarked: isMarked) == nil, "\(phrasing.instruction) offers \(instruction)")
        }
        if case .mistyped(let words, let meant) = decline {
            for word in meant where words.count == 1 && meant.count < 4 {
                let spelt = phrasing.instruction.lowercased().replacing(words[0], with: word)
                #expect(Self.decline(spelt) == nil, "\(phrasing.instruction) offers \(spelt)")
            }
        }
    }

    @Test("to mark it and say it again is said only where that is read", arguments: PhraseTableTests.phrases)
    func markedIsRead(_ phrasing: Phrasing) {
        guard phrasing.edits.hasPrefix("declined"), !phrasing.instruction.contains(" || "),
            !phrasing.instruction.hasPrefix("[region]"),
            let decline = Self.decline(phrasing.instruction)
        else { return }
        let advice: String? =
            switch decline {
            case .beyondMeans(_, let advice), .notUnderstood(_, let advice), .unsure(_, let advice): advice
            default: nil
            }
        guard advice?.contains("say it again") == true else { return }
        #expect(Self.decline(phrasing.instruction, isMarked: true) == nil, "\(phrasing.instruction): \(advice ?? "")")
    }

    @Test(
        "an example is of what was asked for, or there is none",
        arguments: [
            ("it's too dark, fix it", "make it brighter"), ("the colours are too cold, warm them up", "make it warmer"),
            ("her face is too dark", "make her face brighter"), ("too bright", "make it darker"),
            ("gradient background", "replace the background with a gradient from blue to white"),
            ("change the background", "make the background white"), ("make it better", nil),
            ("a bit more", "a bit more contrast"), ("black and white with vivid colors", nil),
            ("rotate it", "rotate it left"),
            ("crop", "crop to 4:5"), ("crop a bit tighter", "crop 10 % off all sides"),
            ("brighten by 20", "brighten by 20 %"),
            ("make it teal", "make the jacket teal"), ("make the coat", "make the coat red"),
            ("crop out the man on the left", "crop to the man on the left"), ("resize it", "resize to 50 %"),
            ("don't touch the sky", nil), ("reduce the shadows", nil),
        ] as [(String, String?)])
    func example(_ instruction: String, _ expected: String?) {
        guard case .incomplete(_, let example)? = Self.decline(instruction) else {
            Issue.record("\(String(describing: Self.decline(instruction)))")
            return
        }
        #expect(example == expected)
    }

    @Test("Of a noun that nothing finds the decline says so, and what finds it")
    func nouns() {
        #expect(
            Self.decline("turn the skier into a sticker")
                == .notUnderstood(
                    words: ["skier"],
                    advice: "What stands out most is the subject: \"turn the subject into a sticker\""))
        #expect(
            Self.decline("make the beard emerald")
                == .beyondMeans("finding beard", advice: "Mark it with /region, then say it again."))
        #expect(
            Self.decline("make the dog's eyes brighter")
                == .beyondMeans(
                    "finding eyes of animals and things", advice: "Mark them with /region, then: \"make it brighter\""))
        #expect(
            Self.decline("warm his skin a bit")
                == .beyondMeans("finding skin", advice: "The skin of a face is found: \"warm his face a bit\""))
        #expect(
            Self.decline("make the upper woman's sweater yellow")
                == .notUnderstood(words: ["upper"], advice: "Without that: \"make the woman's sweater yellow\""))
    }

    @Test("Where a region is marked nobody is told to mark one: what is marked is “it”")
    func marked() throws {
        func advice(_ instruction: String, isMarked: Bool) throws -> String? {
            let edit = try Grammar.parse(instruction, referenceCount: 0, in: ReadingContext(isMarked: isMarked))[0]
            let general = try #require(
                Self.advice(edit.advising(.unsure("where it is", advice: Self.mark), isMarked: isMarked)))
            return general
        }
        for instruction in [
            "make the water turquoise", "make the trees darker", "make the wall bluer", "make the sky more dramatic",
        ] {
            let said = try #require(try advice(instruction, isMarked: true))
            #expect(!said.contains("/region"))
            let offered = said.split(separator: "\"")
            #expect(
                offered.count > 1 && Self.decline(String(offered[1]), isMarked: true) == nil, "\(instruction): \(said)")
        }
        #expect(try advice("make the water turquoise", isMarked: false)?.contains("/region") == true)
    }

    private static let mark =
        "Mark it with /region and name its colour, such as \"make the black parts red\", or ask a larger model."

    private static func advice(_ decline: Decline) -> String? {
        if case .unsure(_, let advice) = decline { advice } else { nil }
    }

    @Test("Several are spoken of as several: where his glasses are")
    func plural() {
        #expect(
            Self.decline("remove the cufflinks")
                == .unsure("where the cufflinks are", advice: "Mark it with /region, then say it again."))
    }

    @Test(
        "nothing is offered for a slip that would be declined in its place",
        arguments: [
            "clean up the clutter on the shelves", "remove the wrinkles", "make the blue cups green",
            "make the grass more lush",
        ])
    func noVainOffer(_ instruction: String) {
        if case .mistyped? = Self.decline(instruction) { Issue.record("\(instruction) is offered another word") }
    }
}

/// What "it" is at the beginning of an instruction.
@Suite("The turn before")
struct TurnBeforeTests {
    private func reading(_ instruction: String, after earlier: TurnRequest.Earlier..., isMarked: Bool = false) -> String
    {
        do {
            let context = ReadingContext(isMarked: isMarked, earlier: earlier)
            return Notation.text(try Grammar.parse(instruction, referenceCount: 0, in: context))
        } catch {
            if case .declined(.incomplete(let missing, _)) = error { return "lacks \(missing)" }
            return "declined"
        }
    }

    @Test("Another place marked then, or none now, makes it unclear what is meant")
    func elsewhere() {
        let tie = TurnRequest.Earlier("make the tie red", isMarked: true, isElsewhere: true)
        #expect(reading("make it darker", after: tie) == "lacks what “it” is: the tie, or the whole picture")
        #expect(reading("make the picture darker", after: tie) == "darker 1.00")
        #expect(reading("make it darker", after: tie, isMarked: true) == "darker 1.00")
        let same = TurnRequest.Earlier("make the tie red", isMarked: true)
        #expect(reading("make it darker", after: same, isMarked: true) == "darker 1.00 on marked tie")
    }

    @Test("What was done in a region goes on there, whatever part was named before it, and is asked back outside of it")
    func correctedInRegion() {
        let jacket = TurnRequest.Earlier("make the jacket red", isElsewhere: true)
        for (darker, brighter) in [
            ("a bit darker", "no, brighter"), ("darker", "non, plus lumineux"), ("dunkler", "nein, heller"),
        ] {
            let region = TurnRequest.Earlier(darker, isMarked: true)
            #expect(reading(brighter, after: jacket, region, isMarked: true) == "brighter 1.00")
            let left = TurnRequest.Earlier(darker, isMarked: true, isElsewhere: true, hasMoved: true)
            let before = TurnRequest.Earlier("make the jacket red")
            #expect(reading(brighter, after: before, left).hasPrefix("lacks what should become"))
        }
        let left = TurnRequest.Earlier("darker", isMarked: true, isElsewhere: true)
        #expect(reading("warmer", after: left) == "warmer 1.00")
        #expect(reading("make it warmer", after: left).hasPrefix("lacks what “it” is: what was marked then"))
        #expect(reading("make the picture warmer", after: left) == "warmer 1.00")
    }

    @Test("A selection that was made larger or smaller stays so for it, and is selected anew by its name")
    func keptSelection() {
        let less = TurnRequest.Earlier("make the jacket red, selecting 3 steps less")
        #expect(reading("no, darker", after: less) == "darker 1.00 on jacket(all); selecting -3")
        #expect(reading("actually make it navy", after: less) == "jacket(all) navy; selecting -3")
        #expect(
            reading("now navy", after: less, .init("no, darker")) == "jacket(all) navy; selecting -3")
        #expect(
            reading("now navy, selecting more", after: less) == "jacket(all) navy; selecting +1; selecting -3")
        #expect(reading("make the jacket navy", after: less) == "jacket(all) navy")
    }

    @Test("One of several is told from other lines in every language")
    func personNamed() {
        for said in ["no, the left one", "the left one", "i meant the left woman", "nein, die linke"] {
            #expect(Grammar.personNamed(by: said) == "the left one")
        }
        for said in ["no, the left jacket", "make the left one red", "no", "her"] {
            #expect(Grammar.personNamed(by: said) == nil, "\(said)")
        }
    }

    @Test("What speaks of it is told from what names a part, or the picture")
    func speaksOfIt() {
        for said in ["darken it", "no, brighter", "mach es dunkler", "make it red"] {
            #expect(Grammar.speaksOfIt(said), "\(said)")
        }
        for said in ["darken the sky", "make the picture darker", "make the jacket red", "crop to 4:5"] {
            #expect(!Grammar.speaksOfIt(said), "\(said)")
        }
    }

    @Test("What is to be added is not looked for in what is marked")
    func added() {
        #expect(reading("add a polaroid frame", isMarked: true) == "declined")
        #expect(reading("make the frame vintage", isMarked: true) != "declined")
    }

    @Test(
        "Another colour for what the turn before gave one is asked for in every language",
        arguments: ["now green", "jetzt grün", "maintenant vert", "ahora verde", "今度は緑にして"])
    func otherColour(_ instruction: String) {
        #expect(reading(instruction, after: .init("make the shirt red")) == "shirt(all) green")
    }

    @Test("A colour that only hair has goes back to the hair, and is never meant for lips")
    func hairsColour() {
        let hair = TurnRequest.Earlier("make the hair black")
        let lips = TurnRequest.Earlier("and the lips dark red")
        for (instruction, colour) in [
            ("now blonde", "blonde"), ("dark blonde instead", "dark blonde"), ("make it ginger", "ginger"),
        ] {
            #expect(reading(instruction, after: hair, lips) == "hair(all) \(colour)")
            #expect(reading(instruction, after: .init("make the lips dark red")).hasPrefix("lacks what "))
        }
        #expect(reading("now pink", after: hair, lips) == "lips(all) pink")
        #expect(reading("now blonde", after: hair, .init("crop to 4:5")) == "hair(all) blonde")
        let jacket = TurnRequest.Earlier("make the jacket red")
        #expect(reading("now auburn", after: jacket) == "jacket(all) auburn")
        #expect(reading("now blonde", after: jacket).hasPrefix("lacks what "))
        #expect(reading("now blonde", after: hair, jacket) == "hair(all) blonde")
    }

    @Test("What a turn is read as goes by all the turns before it")
    func chain() {
        #expect(
            reading("make it warmer", after: .init("make the shirt red"), .init("make it darker"), .init("a bit more"))
                == "warmer 1.00 on shirt(all)")
        #expect(reading("make it warmer", after: .init("make the shirt red"), .init("crop to 4:5")) == "warmer 1.00")
        #expect(reading("make it warmer", after: .init("make the shirt red"), .init("add a hat")) == "warmer 1.00")
    }
}
