import Foundation
import ImageModels
import Locality
import Pictures
import Sessions
import Simulator
import Studio
import TestSupport
import Testing
import Vision
import Wording

/// A 16-bit Display P3 photograph through a session, beside the same session on an sRGB copy.
@Suite struct OwnSamplesTests {
    /// They know from one turn to the next what they found in a picture.
    private static let painter = RerenderModel()
    private static let builtIn = BuiltInModel()

    /// The photograph with finer steps than 8 bits have, and a corner of a red that sRGB has not.
    private static func deepPhotograph() throws -> Samples {
        let view = try Picture(inspecting: SamplePictures.photograph("astronaut.png")).pixels()
        let deep = Samples(view: view, as: PictureColour(isGrey: false, bits: 16, profile: .displayP3))
        var words = deep.bytes.withUnsafeBytes { Array($0.bindMemory(to: UInt16.self)) }
        var random = SeededGenerator(seed: 5)
        for i in words.indices { words[i] = UInt16(clamping: Int(words[i]) + Int(random.next() % 101) - 50) }
        for y in 0..<40 {
            for x in 0..<40 { for c in 0..<3 { words[(y * deep.width + x) * 3 + c] = c == 0 ? 64000 : 300 } }
        }
        return Samples(
            width: deep.width, height: deep.height, channels: 3, colour: deep.colour,
            bytes: words.withUnsafeBytes { Array($0) })
    }

    private func turns(of picture: Picture, in folder: URL) async throws -> [Picture] {
        let sessions = SessionsFolder(url: folder)
        let writer = try sessions.create(about: picture, source: "photo", program: "test", at: Date())
        let studio = Studio(writer: writer, model: Self.painter, rescueFolder: folder)
        _ = try await studio.perform(Instruction(text: "make the jacket red"))
        _ = try await studio.perform(Instruction(text: "make the hair green"), by: Self.builtIn)
        let region = Region(box: Rectangle(x: 300, y: 40, width: 120, height: 100))
        _ = try await studio.perform(Instruction(text: "make it brighter", region: region), by: Self.builtIn)
        return try await [1, 2, 3].asyncMap { try await studio.picture($0) }
    }

    @Test("The built-in model is told the pictures that its turns were carried out on, as far as it made them itself")
    func repainted() async throws {
        let folder = try TemporaryFolder()
        let photograph = try Picture(inspecting: SamplePictures.photograph("astronaut.png"))
        let sessions = SessionsFolder(url: folder.url)
        let writer = try sessions.create(about: photograph, source: "photo", program: "test", at: Date())
        let studio = Studio(writer: writer, model: BuiltInModel(), rescueFolder: folder.url)
        var shares: [Double] = []
        for colour in ["white", "green", "black"] {
            shares.append(
                try await studio.perform(Instruction(text: "make the jacket \(colour)")).selection?.share ?? 0)
        }
        #expect(shares[0] > 0.05 && shares == [shares[0], shares[0], shares[0]], "\(shares)")
    }

    @Test("Three turns keep profile, depth and every sample that they did not touch; the rest looks as on an sRGB copy")
    func ownSamplesStay() async throws {
        let folder = try TemporaryFolder()
        let samples = try Self.deepPhotograph()
        var metadata = PictureMetadata()
        metadata.resolution = 300
        let deep = try samples.picture(as: PictureEncoding(format: .png, metadata: metadata))
        let plain = try samples.view().picture(as: PictureEncoding(format: .png, metadata: metadata))
        let own = try await turns(of: deep, in: folder.url.appendingPathComponent("deep"))
        let copies = try await turns(of: plain, in: folder.url.appendingPathComponent("plain"))
        var (before, copyBefore) = (deep, plain)
        for (turn, copy) in zip(own, copies) {
            #expect(turn.colour == deep.colour)
            #expect(try turn.metadata().resolution.map { Int($0.rounded()) } == 300)
            let (old, new) = (try before.samples(), try turn.samples())
            let (view, copyView) = (try turn.pixels(), try copy.pixels())
            let (viewBefore, copyViewBefore) = (try before.pixels(), try copyBefore.pixels())
            var (kept, touched, worst) = (0, 0, 0)
            for pixel in 0..<old.pixelCount {
                let range = (pixel * 6)..<(pixel * 6 + 6)
                let same = (0..<3).allSatisfy { copyView.bytes[pixel * 3 + $0] == copyViewBefore.bytes[pixel * 3 + $0] }
                let sameOwn = (0..<3).allSatisfy { view.bytes[pixel * 3 + $0] == viewBefore.bytes[pixel * 3 + $0] }
                if old.bytes[range] == new.bytes[range] {
                    kept += 1
                } else {
                    touched += 1
                    if same, sameOwn { Issue.record("pixel \(pixel) changed beneath an unchanged view") }
                }
                for c in 0..<3 {
                    worst = max(worst, abs(Int(view.bytes[pixel * 3 + c]) - Int(copyView.bytes[pixel * 3 + c])))
                }
            }
            #expect(touched > 1000)
            #expect(kept > old.pixelCount / 3)
            #expect(worst <= 2, "\(worst)")
            (before, copyBefore) = (turn, copy)
        }
    }

    @Test("The page that was chosen is the picture also when the session is read again")
    func pageIsKept() throws {
        let frames = try Animation(
            of: [[20, 20, 20], [250, 250, 250]].map { PixelBuffer(width: 60, height: 40, filledWith: $0) },
            longestSide: 60, milliseconds: 100)
        let data = try frames.encoded(as: PictureEncoding(format: .gif))
        let second = try Picture(inspecting: data, page: 2)
        let folder = try TemporaryFolder()
        let sessions = SessionsFolder(url: folder.url)
        let number = try sessions.create(about: second, source: "frames.gif", program: "test", at: Date()).session
            .number
        let kept = try sessions.read(number).picture(0)
        #expect(kept.chosenPage == 2)
        #expect(try kept.pixels() == second.pixels())
    }

    @Test("Tone is computed at the picture's depth: more than 256 steps, and like sRGB's to within two")
    func toneIsDeep() async throws {
        let samples = try Self.deepPhotograph()
        let picture = try samples.picture()
        let plain = try samples.view().picture()
        for text in [
            "make it warmer", "make it brighter", "increase the contrast", "make it black and white", "sharpen it",
            "soften it",
            "add a vignette", "sepia",
        ] {
            let data = try await Self.builtIn.edit(TurnRequest(instruction: text, picture: picture)) { _ in }
                .imageData
            let own = try Picture(inspecting: data)
            #expect(own.colour == picture.colour, "\(text)")
            let values = Set(try own.samples().bytes.withUnsafeBytes { Array($0.bindMemory(to: UInt16.self)) })
            #expect(values.count > 2000, "\(text): \(values.count)")
            let copy = try await Self.builtIn.edit(TurnRequest(instruction: text, picture: plain)) { _ in }.imageData
            let (a, b) = (try own.pixels(), try Picture(inspecting: copy).pixels())
            var (sum, worst) = (0, 0)
            for y in 60..<a.height {
                for i in (y * a.width * 3)..<((y + 1) * a.width * 3) {
                    let difference = abs(Int(a.bytes[i]) - Int(b.bytes[i]))
                    (sum, worst) = (sum + difference, max(worst, difference))
                }
            }
            #expect(Double(sum) / Double(a.bytes.count) < 0.8, "\(text): \(worst) at most")
        }
    }

    @Test(
        "Shapes move the picture's own samples",
        arguments: ["rotate it 90 degrees", "flip it horizontally", "crop it to 1:1"])
    func shapesAreExact(text: String) async throws {
        let samples = try Self.deepPhotograph().cropped(x: 0, y: 0, width: 400, height: 300)
        let data = try await Self.builtIn.edit(TurnRequest(instruction: text, picture: samples.picture())) { _ in }
            .imageData
        let result = try Picture(inspecting: data).samples()
        func pixels(_ samples: Samples) -> Set<[UInt8]> {
            Set((0..<samples.pixelCount).map { Array(samples.bytes[($0 * 6)..<($0 * 6 + 6)]) })
        }
        #expect(result.colour == samples.colour)
        #expect(pixels(result).isSubset(of: pixels(samples)))
    }
}

extension Array {
    fileprivate func asyncMap<Result>(_ change: (Element) async throws -> Result) async rethrows -> [Result] {
        var results: [Result] = []
        for element in self { results.append(try await change(element)) }
        return results
    }
}
