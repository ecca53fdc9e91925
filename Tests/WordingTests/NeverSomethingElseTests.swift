import Testing
import Wording

@Suite("What can't be done as it was said is not done otherwise")
struct NeverSomethingElseTests {
    @Test(
        "one of two, a colour that it does not have, an amount that there is not",
        arguments: [
            "make the left eye blue", "blur the left eye", "make her right eye green and her left eye blue",
            "whiten the left eye", "brighten the right eye", "make the eye on the left blue",
            "change the background from red to blue", "change the white shirt from blue to green",
            "change the sky from blue to pink", "darken by 100 %", "reduce the brightness by 150 %",
            "brighten by 1000 %", "desaturate by 200 %", "contrast +2000", "brighten by 0 %",
            "darken the background by 100 %", "make it brighter and darker",
            "brighten by 2", "brighten by 0.5", "set the brightness to 50 %", "make it 64x64",
            "make the jacket dark light red",
            "make an eye blue", "too dark", "it's a bit dark", "make the jacket red, darker", "drop shadow to the left",
            "crop to the centre", "soft light", "remove some people", "rotate 360",
            "make the jacket the colour of the sky",
            "make it brighter and keep the background dark",
        ])
    func declined(_ instruction: String) {
        #expect(throws: (any Error).self) { try Grammar.parse(instruction, referenceCount: 0) }
    }

    @Test("what is said of \u{201C}it\u{201D} is not done to the whole picture")
    func antecedent() throws {
        for way in ["and make it darker", "and darker", "after that make it darker", "but make it a bit darker"] {
            let edits = try Grammar.parse("make the jacket red, \(way)", referenceCount: 0)
            guard case .tone(.darker, _, .garment(.jacket, .all, nil))? = edits.last else {
                Issue.record("\(way): \(edits)")
                continue
            }
        }
    }

    @Test("whoever is named owns all that follows in one breath")
    func owner() throws {
        let edits = try Grammar.parse("make the left man's jacket and hair black", referenceCount: 0)
        guard case .recolour(.hair(.left, nil), _)? = edits.last else {
            Issue.record("\(edits)")
            return
        }
    }

    @Test("as much as there is can be had", arguments: ["desaturate by 100 %", "darken by 90 %", "brighten by 100 %"])
    func taken(_ instruction: String) throws {
        #expect(try !Grammar.parse(instruction, referenceCount: 0).isEmpty)
    }
}
