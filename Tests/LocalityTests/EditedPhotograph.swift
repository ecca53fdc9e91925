import Foundation
import ImageModels
import Locality
import Pictures
import Simulator
import TestSupport

/// A photograph, an edit of it, and what a drifting model answers.
struct EditedPhotograph {
    let prior: PixelBuffer
    let ideal: PixelBuffer
    let received: PixelBuffer
    let frame: Frame

    static let sizes: [PixelSize] = {
        if case .sizes(let classes)? = ModelCatalogue.standard["lite"]?.profile(through: nil).framing,
            let first = classes.first
        {
            return first.shapes.map(\.size)
        }
        return []
    }()

    init(prior: PixelBuffer, ideal: PixelBuffer, received: PixelBuffer, frame: Frame) {
        (self.prior, self.ideal, self.received, self.frame) = (prior, ideal, received, frame)
    }

    init(
        _ name: String, _ edit: KnownEdit, level: DriftLevel = .typical, seed: UInt64, alpha: Bool = false,
        scaledTo size: PixelSize? = nil
    ) throws {
        var pixels = try Picture(inspecting: SamplePictures.photograph(name)).pixels()
        if let size { pixels = try pixels.scaled(to: size) }
        let donor = try Picture(inspecting: SamplePictures.photograph("china.jpg")).pixels()
        let edited = try edit.applied(to: pixels, donors: [donor], seed: seed)
        frame = Frame(fitting: PixelSize(width: pixels.width, height: pixels.height), into: Self.sizes)
        let answer = try Rerendering(level: level, seed: seed).applied(to: frame.applied(to: edited))
        received = try Picture(inspecting: answer).pixels()
        prior = alpha ? pixels.withRoundAlpha() : pixels
        ideal = edited
    }

    func locked(
        _ setting: LockSetting = LockSetting(), hint: PixelMask? = nil, lock: Lock = Lock(threads: 2)
    ) throws -> LockResult {
        try lock.keep(prior: prior, received: received, frame: frame, setting: setting, hint: hint)
    }

    /// Shares of the visibly edited pixels that were taken over, and of untouched ones far away that stayed.
    func quality(_ kept: LockResult) throws -> (recall: Double, farExact: Double) {
        guard let mask = kept.mask else { return (0, 0) }
        let truth = try EditTruth(prior, ideal)
        let far = truth.far(width: prior.width, height: prior.height, distance: 16)
        var (visible, found, distant, same) = (0.0, 0.0, 0.0, 0.0)
        for i in 0..<prior.pixelCount {
            if truth.visible[i] {
                visible += 1
                let y = i / prior.width * mask.height / prior.height
                if mask.values[y * mask.width + i % prior.width * mask.width / prior.width] >= 128 { found += 1 }
            }
            if far[i] {
                distant += 1
                if prior.pixel(i) == kept.picture.pixel(i) { same += 1 }
            }
        }
        return (visible > 0 ? found / visible : 1, distant > 0 ? same / distant : 1)
    }
}

extension PixelBuffer {
    func pixel(_ index: Int) -> ArraySlice<UInt8> { bytes[(index * channels)..<((index + 1) * channels)] }

    /// Opaque in a circle, transparent outside of it, with a soft rim.
    func withRoundAlpha() -> PixelBuffer {
        var out: [UInt8] = []
        let radius = Double(min(width, height)) * 0.45
        for i in 0..<pixelCount {
            let (dx, dy) = (Double(i % width - width / 2), Double(i / width - height / 2))
            let edge = radius - (dx * dx + dy * dy).squareRoot()
            out.append(contentsOf: bytes[(i * 3)..<(i * 3 + 3)])
            out.append(UInt8(max(0, min(255, 128 + edge * 64))))
        }
        return PixelBuffer(width: width, height: height, channels: 4, bytes: out)
    }
}
