import Testing
import Wording

@Suite("Duotones")
struct DuotoneTests {
    @Test("of two colours that are about as light the darker becomes darker, unless it was said by numbers")
    func alike() throws {
        func dark(_ instruction: String) throws -> [UInt8] {
            guard case .duotone(let duotone, _, _)? = try Grammar.parse(instruction, referenceCount: 0).first else {
                return []
            }
            return [duotone.dark.red, duotone.dark.green, duotone.dark.blue]
        }
        #expect(try dark("duotone in navy and peach") == [20, 36, 92])
        #expect(try dark("duotone in #1f4fd2 and #c8202a") == [31, 79, 210])
        let blue = try dark("duotone in red and blue")
        #expect(blue[2] < 150 && blue[2] > 60 && Int(blue[2]) > 2 * Int(blue[0]), "\(blue)")
    }
}
