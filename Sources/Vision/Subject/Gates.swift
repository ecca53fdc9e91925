import CVision
import Colorimetry
import Foundation

/// Numbers that tell a mask to rely on from one to refuse.
///
/// The limits were set on 71 photographs and are compared with rounded values.
struct Gates: Equatable {
    /// Share of the picture.
    var area: Double
    /// Mean probability inside the mask.
    var confidence: Double
    /// Pixels of doubtful probability per probable pixel.
    var ambiguity: Double
    /// Agreement of the mask with the probable pixels.
    var agreement: Double
    /// Median step of colour across the outline.
    var step: Double
    /// Share of the outline with next to no step.
    var weak: Double
    /// How different the colours of the mask and of a ring around it are, 0...1.
    var separation: Double
    /// Share of the picture's frame inside the mask.
    var border: Double
    /// Area over the convex hull's.
    var solidity: Double

    init(scene: Scene, probability: Plane, mask: Bitmap) throws {
        var inside = (sum: 0.0, count: 0)
        var doubtful = 0
        var probable = 0
        var both = 0
        for i in mask.values.indices {
            let p = probability[i]
            if mask[i] {
                inside.sum += Double(p)
                inside.count += 1
            }
            if p > 0.2 && p < 0.8 { doubtful += 1 }
            if p > 0.5 {
                probable += 1
                if mask[i] { both += 1 }
            }
        }
        area = rounded(mask.share, 3)
        confidence = rounded(inside.sum / Double(max(1, inside.count)), 2)
        ambiguity = rounded(Double(doubtful) / Double(max(1, probable)), 2)
        agreement = rounded(Double(both) / Double(max(1, inside.count + probable - both)), 2)
        (step, weak) = try mask.stepOfColour(in: scene.lab)
        separation = rounded(try colourSeparation(of: mask, lab: scene.lab), 2)
        let (w, h) = (mask.width, mask.height)
        var frame = 0
        for x in 0..<w { frame += Int(mask.values[x]) + Int(mask.values[(h - 1) * w + x]) }
        for y in 0..<h { frame += Int(mask.values[y * w]) + Int(mask.values[y * w + w - 1]) }
        border = rounded(Double(frame) / Double(2 * (w + h)), 2)
        solidity = rounded(try mask.solidity(), 2)
        if weak == 1 && step == 0 { (separation, border) = (0, 1) }
    }

    var areaIsSensible: Bool { area >= 0.01 && area <= 0.95 }

    /// For a person or a class that the network knows.
    var passesForKnown: Bool {
        !(confidence < 0.7 || ambiguity > 0.8 || agreement < 0.6 || (ambiguity > 0.5 && weak > 0.4)
            || (ambiguity > 0.6 && agreement < 0.8))
    }

    /// For people whose parts are looked for, which have gates of their own: enough where the outline is clear.
    var passesForParts: Bool {
        passesForKnown
            || (confidence >= 0.8 && ambiguity <= 0.8 && agreement >= 0.7 && weak <= 0.05 && step >= 0.2)
    }

    /// For what the network outlined that knows no classes.
    var passesForOutline: Bool {
        guard area >= 0.015 && area <= 0.9 && confidence >= 0.88 && ambiguity <= 0.25 && agreement >= 0.8 else {
            return false
        }
        // White fur on white needs a network that does not waver at all.
        return ambiguity <= 0.1 && confidence >= 0.95 && agreement >= 0.88 || weak <= 0.4 && separation >= 0.15
    }
}

private func rounded(_ value: Double, _ digits: Int) -> Double {
    let factor = digits == 3 ? 1000.0 : 100
    return (value * factor).rounded() / factor
}

extension Bitmap {
    /// The median step of colour across the outline and the share of it with next to none.
    func stepOfColour(in lab: [Lab]) throws -> (step: Double, weak: Double) {
        let steps = try stepsOfColour(in: lab)
        guard !steps.isEmpty else { return (0, 1) }
        let weak = Double(steps.count { $0 < 0.05 }) / Double(steps.count)
        return (rounded(Double(median(steps)), 3), rounded(weak, 2))
    }

    /// The steps of colour (OKLab, chroma doubled) across the outline, between means inside and outside; the outline at the picture's
    /// frame does not count, nor what of it lies outside of `place`.
    func stepsOfColour(in lab: [Lab], within place: Bitmap? = nil) throws -> [Float] {
        let (w, h) = (width, height)
        let radius = max(2, Int(0.008 * Float(min(w, h)))) + 1
        let edge = try morphed(VisionGradient, radius: 1)
        var inside = Plane(width: w, height: h, channels: 4)
        var outside = Plane(width: w, height: h, channels: 4)
        for i in 0..<(w * h) {
            let colour = lab[i] * Lab(1, 2, 2)
            let pixel = [colour.x, colour.y, colour.z, 1]
            if self[i] {
                for c in 0..<4 { inside[4 * i + c] = pixel[c] }
            } else {
                for c in 0..<4 { outside[4 * i + c] = pixel[c] }
            }
        }
        inside = try inside.boxFiltered(radius: radius)
        outside = try outside.boxFiltered(radius: radius)
        var steps: [Float] = []
        for y in 2..<max(2, h - 2) {
            for x in 2..<max(2, w - 2) where edge[y * w + x] && place?[y * w + x] != false {
                let i = 4 * (y * w + x)
                var sum: Float = 0
                for c in 0..<3 {
                    let d = inside[i + c] / max(inside[i + 3], 1e-3) - outside[i + c] / max(outside[i + 3], 1e-3)
                    sum += d * d
                }
                steps.append(sum.squareRoot())
            }
        }
        return steps
    }
}

/// 1 - the Bhattacharyya coefficient of the colour histograms of the mask and of a ring around it, 6 % wide.
private func colourSeparation(of mask: Bitmap, lab: [Lab]) throws -> Double {
    let ring = try mask.morphed(VisionDilate, radius: max(4, Int(0.06 * Float(min(mask.width, mask.height)))))
    var inside = [Int](repeating: 0, count: 4096)
    var around = inside
    for i in lab.indices where ring[i] {
        let l = clamp(Int(lab[i].x * 10), 0, 15)
        let a = clamp(Int(lab[i].y * 24 + 8), 0, 15)
        let b = clamp(Int(lab[i].z * 24 + 8), 0, 15)
        if mask[i] { inside[(l * 16 + a) * 16 + b] += 1 } else { around[(l * 16 + a) * 16 + b] += 1 }
    }
    let (n, m) = (Double(max(1, inside.reduce(0, +))), Double(max(1, around.reduce(0, +))))
    var sum = 0.0
    for k in inside.indices { sum += (Double(inside[k]) / n * Double(around[k]) / m).squareRoot() }
    return 1 - sum
}
