import Foundation
import Locality
import Pictures
import Simulator
import TestSupport
import Testing

/// What real models were seen to do.
@Suite struct LockRealityTests {
    private struct Case {
        var prior: PixelBuffer
        var ideal: PixelBuffer
        var received: PixelBuffer
        var frame: Frame
        var edited: EditedPhotograph {
            EditedPhotograph(prior: prior, ideal: ideal, received: received, frame: frame)
        }
    }

    /// `padded`: whether the model keeps the padding that it was sent.
    private func rendered(
        _ prior: PixelBuffer, _ ideal: PixelBuffer, _ level: DriftLevel, seed: UInt64, padded: Bool = true
    ) throws -> Case {
        let frame = Frame(
            fitting: PixelSize(width: prior.width, height: prior.height), into: EditedPhotograph.sizes)
        let sent = padded ? try frame.applied(to: ideal) : try ideal.scaled(to: frame.content)
        let answer = try Rerendering(level: level, seed: seed).applied(to: sent)
        return Case(
            prior: prior, ideal: ideal, received: try Picture(inspecting: answer).pixels(), frame: frame)
    }

    private func photograph(_ name: String, _ size: PixelSize? = nil) throws -> PixelBuffer {
        let pixels = try Picture(inspecting: SamplePictures.photograph(name)).pixels()
        return try size.map { try pixels.scaled(to: $0) } ?? pixels
    }

    @Test(
        "A bold edit of much of the picture is laid on whole, framed anew or not",
        arguments: [DriftLevel.chat, .reframed])
    func bold(level: DriftLevel) throws {
        for (index, name) in ["coffee.png", "raccoon.jpg", "astronaut.png"].enumerated() {
            let prior = try photograph(name)
            let ideal = try KnownEdit.bold.applied(
                to: prior, donors: [try photograph("china.jpg")], seed: UInt64(600 + index))
            let one = try rendered(prior, ideal, level, seed: UInt64(index))
            let kept = try one.edited.locked()
            #expect(kept.isLocked, "\(name) \(level): \(String(describing: kept.report.aside))")
            let quality = try one.edited.quality(kept)
            #expect(quality.recall >= 0.99, "\(name) \(level)")
            #expect(quality.farExact >= 0.97, "\(name) \(level)")
        }
    }

    @Test("An answer without the padding that was sent is read as it is")
    func dropped() throws {
        // 5:3 lies in no size that the model knows.
        let prior = try photograph("coffee.png", PixelSize(width: 1000, height: 600))
        let ideal = try KnownEdit.insert.applied(to: prior, donors: [try photograph("china.jpg")], seed: 8)
        for padded in [true, false] {
            let one = try rendered(prior, ideal, .chat, seed: 4, padded: padded)
            #expect(one.frame.content != one.frame.sent)
            let kept = try one.edited.locked()
            #expect(kept.isLocked)
            let quality = try one.edited.quality(kept)
            #expect(quality.recall >= 0.99)
            #expect(quality.farExact >= 0.995)
        }
    }

    @Test("Padding is cut off where it is there, and only there")
    func cut() throws {
        let prior = try photograph("coffee.png", PixelSize(width: 1000, height: 600))
        let frame = Frame(fitting: PixelSize(width: 1000, height: 600), into: EditedPhotograph.sizes)
        let stylised = try KnownEdit.stylise.applied(to: prior, donors: [], seed: 1)
        let with = try frame.applied(to: stylised)
        let without = try stylised.scaled(to: frame.sent)
        #expect(frame.undone(on: with).width * frame.undone(on: with).height < with.pixelCount)
        #expect(frame.undone(on: without) == without)
    }

    @Test("An answer with more around the picture is found in it")
    func wider() throws {
        let prior = try photograph("astronaut.png")
        let ideal = try KnownEdit.text.applied(to: prior, donors: [], seed: 9)
        let china = try photograph("china.jpg", PixelSize(width: 960, height: 512))
        var wide = china
        for y in 0..<512 {
            for x in 0..<512 {
                for c in 0..<3 {
                    wide.bytes[(y * 960 + x + 224) * wide.channels + c] =
                        ideal.bytes[(y * 512 + x) * ideal.channels + c]
                }
            }
        }
        let frame = Frame(fitting: PixelSize(width: 512, height: 512), into: EditedPhotograph.sizes)
        let kept = try Lock().keep(prior: prior, received: wide, frame: frame)
        #expect(kept.isLocked)
        #expect(kept.picture.width == 512)
        let quality = try EditedPhotograph(prior: prior, ideal: ideal, received: wide, frame: frame).quality(kept)
        #expect(quality.recall >= 0.99)
        #expect(quality.farExact >= 0.995)
    }

    @Test("A new thing keeps the model's colours, however its colours drift elsewhere")
    func colours() throws {
        let prior = try photograph("raccoon.jpg")
        var ideal = prior
        let (width, height) = (prior.width, prior.height)
        let green: [UInt8] = [50, 240, 10]
        func isInside(_ x: Int, _ y: Int, _ radius: Int) -> Bool {
            (x - width / 2) * (x - width / 2) + (y - height / 2) * (y - height / 2) < radius * radius
        }
        for y in 0..<height {
            for x in 0..<width where isInside(x, y, height / 5) {
                for c in 0..<3 { ideal.bytes[(y * width + x) * ideal.channels + c] = green[c] }
            }
        }
        // Darker elsewhere, by a curve.
        var drifted = ideal
        for y in 0..<height {
            for x in 0..<width where !isInside(x, y, height / 5) {
                let i = (y * width + x) * ideal.channels
                for c in 0..<3 { drifted.bytes[i + c] = UInt8(pow(Double(ideal.bytes[i + c]) / 255, 1.12) * 248) }
            }
        }
        let kept = try Lock().keep(prior: prior, received: drifted, frame: nil)
        #expect(kept.isLocked)
        let middle = (height / 2 * width + width / 2) * kept.picture.channels
        for c in 0..<3 { #expect(abs(Int(kept.picture.bytes[middle + c]) - Int(green[c])) <= 16) }
    }

    @Test("What a person's words are of decides where the picture leaves it open")
    func words() throws {
        let prior = try photograph("astronaut.png")
        let ideal = try KnownEdit.insert.applied(to: prior, donors: [try photograph("china.jpg")], seed: 5)
        let one = try rendered(prior, ideal, .typical, seed: 5)
        func kept(_ scope: InstructionScope, _ mode: LockSetting.Mode = .auto) throws -> LockResult {
            try Lock().keep(
                prior: prior, received: one.received, frame: one.frame, setting: LockSetting(mode: mode), scope: scope)
        }
        #expect(try kept(.unknown).isLocked)
        #expect(try kept(.local).isLocked)
        #expect(try kept(.local).report.evidence?.scope == .local)
        #expect(try kept(.whole, .on).isLocked, "who insists gets the lock")
    }
}
