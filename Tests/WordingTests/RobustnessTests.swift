import Foundation
import ImageModels
import Pictures
import TestSupport
import Testing
import Vision
import Wording

@Suite("The grammar on nonsense")
struct RobustnessTests {
    @Test("soup of its own words always ends, and twice in the same way")
    func tokenSoup() {
        let words =
            Grammar.examples.flatMap(\.instructions).flatMap { $0.split(separator: " ") }.map { String($0) }
            + Grammar.colourNames + Grammar.garmentNames + Grammar.thingNames
            + [
                "and", "then", ",", "by", "20", "%", "'s", "-", "+", "[image 1]", "[image 9]", "#12", ":", "x", "of",
                "left",
            ]
        var random = SeededGenerator(seed: 1)
        for _ in 0..<3000 {
            let count = Int.random(in: 1...14, using: &random)
            let text = (0..<count).map { _ in words.randomElement(using: &random) ?? "" }.joined(separator: " ")
            let first = outcome(text)
            #expect(first == outcome(text))
        }
    }

    @Test("any Unicode text ends")
    func unicodeSoup() {
        var random = SeededGenerator(seed: 2)
        let ranges: [ClosedRange<UInt32>] = [
            0...0x7f, 0x80...0x2ff, 0x300...0x36f, 0x2000...0x206f, 0x4e00...0x4fff, 0x1f300...0x1f6ff,
        ]
        for _ in 0..<2000 {
            var text = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...40, using: &random) {
                let range = ranges.randomElement(using: &random) ?? 0...0x7f
                if let scalar = Unicode.Scalar(UInt32.random(in: range, using: &random)) { text.append(scalar) }
            }
            _ = outcome(String(text))
        }
    }

    @Test(
        "very long instructions are declined in the end", .timeLimit(.minutes(2)),
        arguments: [
            "jacket and ", "a", "make the ", "'", "[", "((", "1", "very ", "🎉", "e\u{301}", "make it warmer and ", "- ",
        ]
    )
    func veryLong(_ piece: String) {
        let text = String(repeating: piece, count: 50_000)
        if case .success = outcome(text) { Issue.record("taken") }
    }

    @Test("numbers that make no sense are declined, or kept within bounds")
    func absurdNumbers() async throws {
        let picture = try SamplePictures.gradient(width: 64, height: 48).picture()
        let instructions = [
            "rotate it N degrees", "crop to Nx3", "crop to 3:N", "resize to N px", "resize to NxN", "scale it by N",
            "enlarge it by N %", "shrink it to N %", "make it brighter by N %", "make it N % warmer", "N",
            "blur the background by N %", "add a border of N %", "round the corners by N %", "make the wall #N",
            "replace the background with [image N]", "darken the background by N percent", "posterise by N %",
            "add a vignette of N %", "sharpen it by N %", "straighten it by N degrees",
        ]
        let numbers = [
            "1e30", "1e400", "-1", "99999999999999999999", "-9223372036854775808", "nan", "0", "0.0000001", "999999999",
            "1000000", "16384",
        ]
        // One for all: what it has found in the picture it knows.
        let model = BuiltInModel()
        for instruction in instructions {
            for number in numbers {
                let request = TurnRequest(instruction: instruction.replacing("N", with: number), picture: picture)
                // That it comes back is what is tested.
                if let reply = try? await model.edit(request, progress: { _ in }) {
                    #expect(!reply.imageData.isEmpty)
                }
            }
        }
    }

    @Test("many edits in one instruction keep their order")
    func manyEdits() throws {
        let text = Array(repeating: "make it warmer, then crop to 4:5", count: 20).joined(separator: ", ")
        #expect(try Grammar.parse(text, referenceCount: 0).count == 40)
    }

    @Test("every name that completion offers is understood")
    func names() throws {
        for colour in Grammar.colourNames {
            // Nothing is a light dark red.
            let light = colour.hasPrefix("dark") ? "pure" : "light"
            for instruction in [
                "make the jacket \(colour)", "make the background \(light) \(colour)", "\(colour) dress",
            ] {
                #expect(throws: Never.self, "\(instruction)") { try Grammar.parse(instruction, referenceCount: 0) }
            }
        }
        for noun in Grammar.garmentNames + Grammar.thingNames {
            #expect(throws: Never.self, "\(noun)") { try Grammar.parse("make the \(noun) red", referenceCount: 0) }
        }
        #expect(Grammar.colourNames.count >= 30)
    }

    @Test("light is lighter and dark is darker than the colour itself")
    func shades() throws {
        func sum(_ colour: String) throws -> Int {
            guard case .recolour(_, let found)? = try Grammar.parse("jacket \(colour)", referenceCount: 0).first else {
                return -1
            }
            return Int(found.red) + Int(found.green) + Int(found.blue)
        }
        for colour in ["red", "green", "teal", "brown", "purple", "orange"] {
            let plain = try sum(colour)
            #expect(try sum("light \(colour)") > plain)
            #expect(try sum("dark \(colour)") < plain)
            #expect(try sum("pale \(colour)") > plain)
        }
    }

    private func outcome(_ text: String) -> Result<[LocalEdit], ModelFailure> {
        do { return .success(try Grammar.parse(text, referenceCount: 1)) } catch { return .failure(error) }
    }
}
