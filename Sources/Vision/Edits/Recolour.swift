import Colorimetry
import Foundation
import Pictures
import Wording

/// A picture before its parts were repainted.
package struct Unpainted: Sendable {
    var pixels: PixelBuffer
    /// Whether what is repainted now is among what was.
    var isSamePart: Bool
}

/// Gives a selection another colour and keeps its folds and its light.
///
/// In OKLab, by a `RecolourCurve` for each person.
struct Recolour {
    private let colour: NamedColour

    init(to colour: NamedColour) { self.colour = colour }

    /// The colour that a selection of these colours becomes.
    ///
    /// "A darker blue" is darker than what is there: where that is blue it keeps its own hue, as far as that can be seen and is
    /// near to the name's, and where it is not, it becomes the dark blue that is darker than it.
    func target(from now: Lab) -> Lab {
        var goal = OKLab.of(colour)
        guard let comparison = colour.comparison else { return goal }
        let named = OKLab.of(
            NamedColour(name: "", red: comparison.red, green: comparison.green, blue: comparison.blue))
        let darkens = comparison.lightness.reduce(0, +) < 0
        let isNeutral = named.chroma < 0.04
        let isSame = isNeutral ? now.chroma < 0.04 : now.chroma > 0.025 && hueDistance(now.hue, named.hue) < 0.6
        guard isSame else {
            if darkens, goal.x > 0.8 * now.x { goal *= 0.8 * now.x / goal.x }
            if !darkens { goal.x = max(goal.x, now.x + 0.25 * (1 - now.x)) }
            return goal
        }
        goal = now
        for share in comparison.lightness { goal.x += ((share > 0 ? 1 : 0) - goal.x) * Float(abs(share)) }
        guard !isNeutral else { return goal }
        // Deeper is fuller, too; no fuller than the colour that was named.
        let fuller = darkens ? max(1.25, Float(comparison.chroma)) : Float(comparison.chroma)
        let own = min(now.chroma * fuller, max(now.chroma, named.chroma))
        // What is nearly black shows too little of its colour to keep: it takes that of the name.
        let asNamed = OKLab.of(colour)
        let darkness = clamp((0.45 - now.x) / 0.2, 0, 1)
        let chroma = max(own, darkness * asNamed.chroma * min(1, goal.x / asNamed.x))
        // So it does of its hue: what is nearly black shows noise, and a dark blue made light would be a violet.
        let sureness = (1 - darkness) * clamp((now.chroma - 0.025) / 0.05, 0, 1)
        var turn = (now.hue - named.hue).remainder(dividingBy: 2 * .pi)
        turn = clamp(turn, -0.3, 0.3) * sureness
        goal.y = chroma * cosf(named.hue + turn)
        goal.z = chroma * sinf(named.hue + turn)
        return goal
    }

    typealias Statistics = RecolourCurve.Statistics

    /// Changes the pixels with a share above 0; all others stay bit for bit as they are, and so does an alpha channel.
    ///
    /// `people` are the selections of single people at a smaller size: each gets a curve of its own. Of cloth (`isCloth`), what
    /// is plainly of another colour stays. `alone` is what the selection looks like where nothing else shows through; what
    /// does keeps its own colour then. `unpainted` is the picture before a turn repainted anything, of the same size and
    /// channels: folds and light are taken from it, and where this very selection had been repainted, its edge as well.
    func apply(
        to pixels: PixelBuffer, from unpainted: Unpainted? = nil, alpha: Plane, people: [Bitmap] = [],
        isCloth: Bool = false,
        alone: RGBPicture? = nil
    ) throws -> PixelBuffer {
        let (w, h) = (pixels.width, pixels.height)
        let source = unpainted?.pixels ?? pixels
        let ground = unpainted?.isSamePart == true ? source : pixels
        guard let box = PixelBox.around(width: w, height: h, where: { alpha[$0] > 0.004 }) else { return pixels }
        let channels = pixels.channels
        let nearest = try Nearest(people, width: w, height: h)
        var result = pixels
        let count = max(1, people.count)
        let decode = SRGB.linear

        func lab(_ bytes: UnsafeBufferPointer<UInt8>, _ i: Int, channels: Int = channels) -> Lab {
            let k = i * channels
            return OKLab.fromLinear(Lab(decode[Int(bytes[k])], decode[Int(bytes[k + 1])], decode[Int(bytes[k + 2])]))
        }

        let statistics = source.bytes.withUnsafeBufferPointer { bytes in
            self.statistics(box: box, width: w, alpha: alpha, groups: count, nearest: nearest) { lab(bytes, $0) }
        }
        let curves = statistics.map {
            $0.map { RecolourCurve(target: target(from: $0.colour), $0, isHair: alone != nil) }
        }
        let smooths = curves.contains { $0.map { $0.smoothing > 0 } == true }
        try result.bytes.withUnsafeMutableBufferPointer { out in
            try source.bytes.withUnsafeBufferPointer { bytes in
                let under = ground.bytes
                var smooth: (plane: Plane, first: Int)?
                for y in box.y0..<box.y1 {
                    if (y - box.y0) % 256 == 0 {
                        try Task.checkCancellation()
                        if smooths {
                            let rows = y..<min(y + 256, box.y1)
                            smooth = (
                                try smoothTone(rows: rows, box: box) {
                                    RecolourCurve.tone(lab(bytes, $1 * w + $0).x)
                                }, max(box.y0, y - 4)
                            )
                        }
                    }
                    for x in box.x0..<box.x1 {
                        let i = y * w + x
                        var a = alpha[i]
                        guard a > 0.004, let curve = curves[nearest.index(x: x, y: y)] else { continue }
                        let k = i * channels
                        if let alone, a <= 0.95 {
                            let own = alone.bytes.withUnsafeBufferPointer { lab($0, i, channels: 3) }
                            let tone = RecolourCurve.tone(own.x)
                            a *= curve.share(of: tone)
                            let linear = OKLab.inGamut(curve.colour(tone: tone, chroma: own.chroma))
                            for c in 0..<3 {
                                let change = SRGB.encode(linear[c]) * 255 - Float(alone.bytes[3 * i + c])
                                out[k + c] = UInt8(clamp(Float(under[k + c]) + change * a + 0.5, 0, 255))
                            }
                            continue
                        }
                        let own = lab(bytes, i)
                        if isCloth {
                            a *= curve.belonging(of: own)
                            guard a > 0.004 else { continue }
                        }
                        var tone = RecolourCurve.tone(own.x)
                        a *= curve.share(of: tone)
                        if let smooth {
                            tone += (smooth.plane[(y - smooth.first) * box.width + x - box.x0] - tone) * curve.smoothing
                        }
                        let linear = OKLab.inGamut(curve.colour(tone: tone, chroma: own.chroma))
                        for c in 0..<3 {
                            let new = SRGB.encode(linear[c]) * 255
                            out[k + c] = UInt8(clamp(Float(under[k + c]) * (1 - a) + new * a + 0.5, 0, 255))
                        }
                    }
                }
            }
        }
        return result
    }

    /// Every `stride`-th pixel of the sure selection; some ten thousand say as much as ten million.
    private func statistics(
        box: PixelBox,
        width: Int,
        alpha: Plane,
        groups: Int,
        nearest: Nearest,
        lab: (Int) -> Lab
    ) -> [Statistics?] {
        let stride = max(1, Int((Float(box.area) / 60_000).squareRoot()))
        func collect(above least: Float) -> [[Lab]] {
            var found = [[Lab]](repeating: [], count: groups)
            for y in Swift.stride(from: box.y0, to: box.y1, by: stride) {
                for x in Swift.stride(from: box.x0, to: box.x1, by: stride) {
                    let i = y * width + x
                    guard alpha[i] > least, let group = nearest.group(x: x, y: y) else { continue }
                    found[group].append(lab(i))
                }
            }
            return found
        }
        var found = collect(above: 0.6)
        if found.contains(where: { $0.count < 10 }) {
            let more = collect(above: 0.3)
            for k in found.indices where found[k].count < 10 { found[k] = more[k] }
        }
        return found.map { group in
            guard !group.isEmpty else { return nil }
            let q = quantiles(group.map { RecolourCurve.tone($0.x) }, [0.05, 0.5, 0.95, 0.9])
            return Statistics(
                colour: median(group), tone: q[1], chroma: median(group.map(\.chroma)), spread: max(0.02, q[2] - q[0]),
                light: q[3])
        }
    }

    /// Tone with its noise smoothed away, of the rows of a band within the box; bands keep the memory small.
    private func smoothTone(rows: Range<Int>, box: PixelBox, tone: (Int, Int) -> Float) throws -> Plane {
        let first = max(box.y0, rows.lowerBound - 4)
        let last = min(box.y1, rows.upperBound + 4)
        return try Plane(width: box.width, height: last - first) { k in
            tone(k % box.width + box.x0, k / box.width + first)
        }.bilateral(diameter: 9, sigmaValue: 0.06, sigmaSpace: 4)
    }
}

/// To which of several people a pixel is nearest.
private struct Nearest {
    private let indices: [UInt8]
    private let masks: [Bitmap]
    private let smallWidth: Int
    private let smallHeight: Int
    private let ratioX: Float
    private let ratioY: Float

    init(_ people: [Bitmap], width: Int, height: Int) throws {
        guard people.count > 1, let first = people.first else {
            (indices, masks, smallWidth, smallHeight, ratioX, ratioY) = ([], [], 1, 1, 0, 0)
            return
        }
        masks = people
        smallWidth = first.width
        smallHeight = first.height
        ratioX = Float(first.width) / Float(width)
        ratioY = Float(first.height) / Float(height)
        let blurred = try people.map { mask in
            try Plane(width: mask.width, height: mask.height) { Float(mask.values[$0]) }.blurred(sigma: 5)
        }
        indices = first.values.indices.map { i in
            var best = 0
            for k in blurred.indices where blurred[k][i] > blurred[best][i] { best = k }
            return UInt8(best)
        }
    }

    private func place(_ x: Int, _ y: Int) -> Int {
        let sx = min(Int((Float(x) + 0.5) * ratioX), smallWidth - 1)
        let sy = min(Int((Float(y) + 0.5) * ratioY), smallHeight - 1)
        return sy * smallWidth + sx
    }

    @inline(__always)
    func index(x: Int, y: Int) -> Int { indices.isEmpty ? 0 : Int(indices[place(x, y)]) }

    /// The person whose selection the pixel is in; `nil` outside all. With one selection, always that.
    func group(x: Int, y: Int) -> Int? {
        guard !indices.isEmpty else { return 0 }
        let i = place(x, y)
        let nearest = Int(indices[i])
        return masks[nearest][i] ? nearest : masks.firstIndex { $0[i] }
    }
}
