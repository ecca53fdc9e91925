import Foundation
import Locality
import Pictures
import Simulator
import TestSupport
import Testing

@Suite struct LockTests {
    @Test("Outside the mask every pixel is the prior's, and inside it the model's picture was taken")
    func exactOutside() throws {
        let edited = try EditedPhotograph("coffee.png", .recolour, seed: 11)
        let kept = try edited.locked()
        let mask = try #require(kept.mask)
        #expect(kept.isLocked)
        #expect((mask.width, mask.height) == (edited.prior.width, edited.prior.height))
        #expect((kept.picture.width, kept.picture.height) == (edited.prior.width, edited.prior.height))
        var taken = 0
        for i in 0..<edited.prior.pixelCount where kept.picture.pixel(i) != edited.prior.pixel(i) {
            taken += 1
            #expect(mask.values[i] > 0)
        }
        #expect(taken > 1000)
        #expect(kept.report.identicalOutside == 1)
        #expect(abs((kept.report.identical ?? 0) - (1 - Double(taken) / Double(edited.prior.pixelCount))) < 1e-9)
    }

    @Test("One thread and several give the same bytes, and so does a second run")
    func deterministic() throws {
        let edited = try EditedPhotograph("raccoon.jpg", .insert, seed: 3)
        let first = try edited.locked(lock: Lock(threads: 1))
        for threads in [1, 2, 3] {
            let next = try edited.locked(lock: Lock(threads: threads))
            #expect(next.picture == first.picture)
            #expect(next.mask == first.mask)
            #expect(next.report == first.report)
        }
    }

    @Test("The drift that the model added is reported")
    func drift() throws {
        let edited = try EditedPhotograph("raccoon.jpg", .spot, seed: 21)
        let report = try edited.locked().report
        let drift = try #require(report.drift)
        #expect(abs(drift.dx) + abs(drift.dy) > 0.1)
        #expect(abs(drift.scaleX - 1) < 0.02 && abs(drift.scaleY - 1) < 0.02)
        #expect(drift.colour > 0.001)
        let received = try #require(report.received)
        #expect(received.ssim < 0.98)
        #expect(received.identical < 0.2)
        #expect(received.deltaE > 0.003)
    }

    @Test("A transparent picture keeps its alpha, and transparent pixels stay as they are")
    func alpha() throws {
        let edited = try EditedPhotograph("coffee.png", .recolour, seed: 11, alpha: true)
        let kept = try edited.locked()
        #expect(kept.isLocked)
        #expect(kept.picture.channels == 4)
        #expect(kept.picture != edited.prior)
        for i in 0..<edited.prior.pixelCount {
            let (old, new) = (edited.prior.pixel(i), kept.picture.pixel(i))
            #expect(old.last == new.last)
            if old.last == 0 { #expect(old == new) }
        }
    }

    @Test("The lock stands aside where the whole picture changed", arguments: KnownEdit.whole)
    func wholePicture(edit: KnownEdit) throws {
        let edited = try EditedPhotograph("astronaut.png", edit, seed: 40)
        let kept = try edited.locked()
        #expect(!kept.isLocked)
        #expect(kept.picture == edited.frame.undone(on: edited.received))
    }

    @Test("A faint tint of everything is kept where it was asked for, and is the model's own drift where it was not")
    func tint() throws {
        let pixels = try Picture(inspecting: SamplePictures.photograph("astronaut.png")).pixels()
        let frame = Frame(
            fitting: PixelSize(width: pixels.width, height: pixels.height), into: EditedPhotograph.sizes)
        var warmer = pixels
        for i in stride(from: 2, to: warmer.bytes.count, by: pixels.channels) {
            warmer.bytes[i] = UInt8(Int(warmer.bytes[i]) * 9 / 10)
        }
        let answer = try Rerendering(level: .typical, seed: 3).applied(to: frame.applied(to: warmer))
        let received = try Picture(inspecting: answer).pixels()
        let everything = PixelMask(width: 1, height: 1, values: [255])
        func kept(_ mode: LockSetting.Mode, hint: PixelMask?) throws -> LockResult {
            try Lock().keep(
                prior: pixels, received: received, frame: frame, setting: LockSetting(mode: mode), hint: hint)
        }
        let asked = try kept(.auto, hint: everything)
        #expect(asked.report.aside == .asked)
        #expect(asked.picture == frame.undone(on: received))
        #expect(try kept(.auto, hint: nil).report.aside != .asked)
        #expect(try kept(.on, hint: everything).report.aside != .asked, "who insists gets the lock")
    }

    @Test("Where nothing was edited nothing is taken", arguments: ["coffee.png", "raccoon.jpg", "chelsea.png"])
    func nothing(name: String) throws {
        let pixels = try Picture(inspecting: SamplePictures.photograph(name)).pixels()
        let frame = Frame(
            fitting: PixelSize(width: pixels.width, height: pixels.height), into: EditedPhotograph.sizes)
        let answer = try Rerendering(level: .mild, seed: 5).applied(to: frame.applied(to: pixels))
        let report = try Lock().keep(prior: pixels, received: Picture(inspecting: answer).pixels(), frame: frame).report
        #expect(report.aside == .nothingLocal)
    }

    @Test("An answer in another ratio is kept as it is")
    func newRatio() throws {
        let edited = try EditedPhotograph("coffee.png", .spot, seed: 2)
        let wide = try edited.received.scaled(to: PixelSize(width: 1600, height: 700))
        let kept = try Lock().keep(prior: edited.prior, received: wide, frame: edited.frame)
        #expect(kept.report.aside == .newRatio)
        #expect(kept.picture == wide)
    }

    @Test("With the lock off the model's picture is kept")
    func off() throws {
        let edited = try EditedPhotograph("coffee.png", .spot, seed: 2)
        let kept = try edited.locked(LockSetting(mode: .off))
        #expect(kept.report.aside == .off)
        #expect(kept.picture == edited.frame.undone(on: edited.received))
    }

    @Test("An answer of another size serves as well", arguments: [0.5, 2.0])
    func otherSize(factor: Double) throws {
        let edited = try EditedPhotograph("coffee.png", .recolour, seed: 11)
        let other = try edited.received.scaled(
            to: PixelSize(
                width: Int(Double(edited.received.width) * factor), height: Int(Double(edited.received.height) * factor)
            ))
        let kept = try Lock().keep(prior: edited.prior, received: other, frame: edited.frame)
        #expect(kept.isLocked)
        let quality = try edited.quality(kept)
        #expect(quality.recall > 0.98)
        #expect(quality.farExact > 0.99)
    }

    @Test("A large picture is locked at its own resolution")
    func large() throws {
        let edited = try EditedPhotograph(
            "coffee.png", .recolour, seed: 11, scaledTo: PixelSize(width: 2400, height: 1600))
        let kept = try edited.locked()
        #expect(kept.isLocked)
        #expect(kept.picture.width == 2400)
        #expect((kept.report.enlargement ?? 0) > 1.5)
        let quality = try edited.quality(kept)
        #expect(quality.recall > 0.98)
        #expect(quality.farExact > 0.99)
    }

    @Test(
        "Pictures of a few pixels are no trouble",
        arguments: [(1, 1), (2, 3), (5, 1), (17, 9), (23, 40), (33, 31), (64, 3)])
    func tiny(width: Int, height: Int) throws {
        let prior = PixelBuffer(width: width, height: height, filledWith: [90, 120, 40])
        let other = PixelBuffer(width: width, height: height, filledWith: [91, 119, 42])
        for mode in LockSetting.Mode.allCases {
            let same = try Lock().keep(
                prior: prior, received: prior, frame: nil, setting: LockSetting(mode: mode))
            #expect(same.picture == prior)
            let kept = try Lock().keep(
                prior: prior, received: other, frame: nil, setting: LockSetting(mode: mode))
            #expect(kept.picture.width == width && kept.picture.height == height)
        }
    }

    @Test("A cancelled task ends the lock with a CancellationError")
    func cancelled() async throws {
        let edited = try EditedPhotograph("coffee.png", .recolour, seed: 11)
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try edited.locked()
        }
        await #expect(throws: CancellationError.self) { try await task.value }
    }
}
