import Foundation
import ImageModels
import Locality
import Pictures
import Simulator

/// One edit of one photograph, re-rendered, locked, and compared with what truly changed.
struct LockCase {
    var photograph: String
    var edit: KnownEdit
    var level: DriftLevel
    /// Share of the visibly edited pixels that were taken from the model.
    var recall: Double
    /// Share of the pixels that are bit for bit the prior's: of the untouched ones more than 16 pixels away from the
    /// edit, and of all untouched ones.
    var farExact: Double
    var exact: Double
    /// Share of the picture that visibly changed.
    var visible: Double
    var aside: StandAside?
    var report: ChangeReport
    var milliseconds: Double

    /// What one turn leaves behind, for chains and for looking at.
    struct Outcome {
        var ideal: PixelBuffer
        var received: PixelBuffer
        var kept: LockResult
        var truth: EditTruth
    }

    static func run(
        _ photograph: Photograph, _ edit: KnownEdit, _ level: DriftLevel, seed: UInt64, donors: [PixelBuffer],
        setting: LockSetting = LockSetting(), hinted: Bool = false, padded: Bool = true,
        lock: Lock = Lock(threads: 1)
    ) throws -> (LockCase, Outcome) {
        let prior = photograph.pixels
        let ideal = try edit.applied(to: prior, donors: donors, seed: seed)
        // A selection is never quite the object: eight pixels too much.
        let hint = hinted ? try EditTruth(prior, ideal).hint(width: prior.width, height: prior.height) : nil
        return try run(
            photograph, edit, ideal, level, seed: seed, setting: setting, hint: hint, padded: padded, lock: lock)
    }

    /// The same with an edit that was made already.
    static func run(
        _ photograph: Photograph, _ edit: KnownEdit, _ ideal: PixelBuffer, _ level: DriftLevel, seed: UInt64,
        setting: LockSetting = LockSetting(), hint: PixelMask?, padded: Bool = true, lock: Lock = Lock(threads: 1)
    ) throws -> (LockCase, Outcome) {
        let prior = photograph.pixels
        let truth = try EditTruth(prior, ideal)
        let frame = Frame(fitting: PixelSize(width: prior.width, height: prior.height), into: Photograph.sizes)
        // A model that ignores the padding answers with the picture alone.
        let sent = padded ? try frame.applied(to: ideal) : try ideal.scaled(to: frame.content)
        let data = try Rerendering(level: level, seed: seed &* 977 &+ 13).applied(to: sent)
        let received = try Picture(inspecting: data).pixels()
        let start = ContinuousClock.now
        let kept = try lock.keep(prior: prior, received: received, frame: frame, setting: setting, hint: hint)
        let time = (ContinuousClock.now - start).milliseconds
        var result = LockCase(
            photograph: photograph.name, edit: edit, level: level, recall: 1, farExact: 0, exact: 0, visible: 0,
            aside: kept.report.aside, report: kept.report, milliseconds: time)
        result.measure(prior, kept, truth)
        return (result, Outcome(ideal: ideal, received: received, kept: kept, truth: truth))
    }

    private mutating func measure(_ prior: PixelBuffer, _ kept: LockResult, _ truth: EditTruth) {
        let count = prior.pixelCount
        let visibleCount = truth.visible.count { $0 }
        visible = Double(visibleCount) / Double(count)
        guard let mask = kept.mask else {
            recall = 0
            return
        }
        let far = truth.far(width: prior.width, height: prior.height, distance: 16)
        var (found, farCount, farSame, all, same) = (0, 0, 0, 0, 0)
        for i in 0..<count {
            if truth.visible[i] {
                let (x, y) = (i % prior.width, i / prior.width)
                let j = (2 * y + 1) * mask.height / (2 * prior.height) * mask.width
                if mask.values[j + (2 * x + 1) * mask.width / (2 * prior.width)] >= 128 { found += 1 }
            }
            guard truth.untouched[i] else { continue }
            let isSame = (0..<3).allSatisfy {
                prior.bytes[i * prior.channels + $0] == kept.picture.bytes[i * prior.channels + $0]
            }
            all += 1
            if isSame { same += 1 }
            guard far[i] else { continue }
            farCount += 1
            if isSame { farSame += 1 }
        }
        recall = visibleCount > 0 ? Double(found) / Double(visibleCount) : 1
        farExact = farCount > 0 ? Double(farSame) / Double(farCount) : 1
        exact = all > 0 ? Double(same) / Double(all) : 1
    }
}

/// A photograph of about a megapixel.
struct Photograph: Sendable {
    var name: String
    var pixels: PixelBuffer

    static let sizes: [PixelSize] = {
        if case .sizes(let classes)? = ModelCatalogue.standard["lite"]?.profile(through: nil).framing,
            let first = classes.first
        {
            return first.shapes.map(\.size)
        }
        return [PixelSize(width: 1024, height: 1024)]
    }()

    /// Those beside the benchmarks, and smaller ones of the tests', enlarged.
    static func all() throws -> [Photograph] {
        let here = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Photographs")
        let tests = here.deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Tests/Photographs")
        let own = ["boats", "cups", "forest", "jetty", "kite", "lake", "leaf", "moss", "raccoon"]
        let others = ["astronaut.png", "coffee.png", "chelsea.png"]
        let files =
            own.map { here.appendingPathComponent("\($0).jpg") } + others.map { tests.appendingPathComponent($0) }
        return try files.map { try Photograph(file: $0) }
    }
}

extension Photograph {
    init(file: URL) throws {
        let pixels = try Picture(inspecting: Data(contentsOf: file)).pixels()
        let factor = (1_050_000 / Double(pixels.pixelCount)).squareRoot()
        let size = PixelSize(
            width: Int((Double(pixels.width) * factor).rounded()),
            height: Int((Double(pixels.height) * factor).rounded()))
        name = file.deletingPathExtension().lastPathComponent
        self.pixels = abs(factor - 1) < 0.2 ? pixels : try pixels.scaled(to: size)
    }
}
