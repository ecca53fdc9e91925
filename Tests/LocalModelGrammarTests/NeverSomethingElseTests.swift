import LocalModel
import Testing

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
        ])
    func declined(_ instruction: String) {
        #expect(throws: (any Error).self) { try Grammar.parse(instruction, referenceCount: 0) }
    }

    @Test("as much as there is can be had", arguments: ["desaturate by 100 %", "darken by 90 %", "brighten by 100 %"])
    func taken(_ instruction: String) throws {
        #expect(try !Grammar.parse(instruction, referenceCount: 0).isEmpty)
    }
}
