import Foundation
import Pictures

/// Gives a selection another colour and keeps its folds and its light.
///
/// In OKLab: hue and chroma of the target, lightness moved along one monotone curve around the selection's median.
struct Recolour {
    let target: Lab

    init(to colour: NamedColour) { target = OKLab.of(colour) }

    /// The colours of one selection that the curve is built from.
    struct Statistics {
        var lightness: Float
        var chroma: Float
        /// Between the 5 % and 95 % quantiles of lightness.
        var spread: Float
    }

    /// Changes the pixels with a share above 0; all others stay bit for bit as they are, and so does an alpha channel.
    ///
    /// `people` are the selections of single people at a smaller size: each gets a curve of its own.
    func apply(to pixels: PixelBuffer, alpha: Plane, people: [Bitmap] = []) throws -> PixelBuffer {
        let (w, h) = (pixels.width, pixels.height)
        guard let box = PixelBox.around(width: w, height: h, where: { alpha[$0] > 0.004 }) else { return pixels }
        let channels = pixels.channels
        let nearest = try Nearest(people, width: w, height: h)
        var result = pixels
        let count = max(1, people.count)
        let decode = SRGB.linear

        func lab(_ bytes: UnsafeBufferPointer<UInt8>, _ i: Int) -> Lab {
            let k = i * channels
            return OKLab.fromLinear(Lab(decode[Int(bytes[k])], decode[Int(bytes[k + 1])], decode[Int(bytes[k + 2])]))
        }

        let statistics = pixels.bytes.withUnsafeBufferPointer { bytes in
            self.statistics(box: box, width: w, alpha: alpha, groups: count, nearest: nearest) { lab(bytes, $0) }
        }
        let curves = statistics.map { $0.map { Curve(target: target, $0) } }
        try Task.checkCancellation()
        let smooth =
            curves.contains { $0?.smoothsNoise == true }
            ? try smoothLightness(box: box, width: w) { i in
                pixels.bytes.withUnsafeBufferPointer { lab($0, i).x }
            } : nil
        try Task.checkCancellation()

        try result.bytes.withUnsafeMutableBufferPointer { out in
            try pixels.bytes.withUnsafeBufferPointer { bytes in
                for y in box.y0..<box.y1 {
                    if y % 256 == 0 { try Task.checkCancellation() }
                    for x in box.x0..<box.x1 {
                        let i = y * w + x
                        let a = alpha[i]
                        guard a > 0.004, let curve = curves[nearest.index(x: x, y: y)] else { continue }
                        let own = lab(bytes, i)
                        var l = own.x
                        if curve.smoothsNoise, let smooth {
                            l = 0.5 * (l + smooth[(y - box.y0) * box.width + x - box.x0])
                        }
                        let linear = OKLab.inGamut(curve.colour(lightness: l, chroma: own.chroma))
                        let k = i * channels
                        for c in 0..<3 {
                            let new = SRGB.encode(linear[c]) * 255
                            out[k + c] = UInt8(clamp(Float(bytes[k + c]) * (1 - a) + new * a + 0.5, 0, 255))
                        }
                    }
                }
            }
        }
        return result
    }

    /// Every `stride`-th pixel of the sure selection; a hundred thousand say as much as ten million.
    private func statistics(
        box: PixelBox,
        width: Int,
        alpha: Plane,
        groups: Int,
        nearest: Nearest,
        lab: (Int) -> Lab
    ) -> [Statistics?] {
        let stride = max(1, Int((Float(box.area) / 400_000).squareRoot()))
        func collect(above least: Float) -> [(lightness: [Float], chroma: [Float])] {
            var found = [(lightness: [Float], chroma: [Float])](repeating: ([], []), count: groups)
            for y in Swift.stride(from: box.y0, to: box.y1, by: stride) {
                for x in Swift.stride(from: box.x0, to: box.x1, by: stride) {
                    let i = y * width + x
                    guard alpha[i] > least, let group = nearest.group(x: x, y: y) else { continue }
                    let colour = lab(i)
                    found[group].lightness.append(colour.x)
                    found[group].chroma.append(colour.chroma)
                }
            }
            return found
        }
        var found = collect(above: 0.6)
        if found.contains(where: { $0.lightness.count < 10 }) {
            let more = collect(above: 0.3)
            for k in found.indices where found[k].lightness.count < 10 { found[k] = more[k] }
        }
        return found.map { group in
            guard !group.lightness.isEmpty else { return nil }
            let q = quantiles(group.lightness, [0.05, 0.5, 0.95])
            return Statistics(lightness: q[1], chroma: median(group.chroma), spread: max(0.02, q[2] - q[0]))
        }
    }

    private func smoothLightness(box: PixelBox, width: Int, lightness: (Int) -> Float) throws -> Plane {
        try Plane(width: box.width, height: box.height) { k in
            lightness((k / box.width + box.y0) * width + k % box.width + box.x0)
        }.bilateral(diameter: 7, sigmaValue: 0.06, sigmaSpace: 3)
    }

    /// Where a colour of the selection goes.
    private struct Curve {
        let target: Lab
        let statistics: Statistics
        let smoothsNoise: Bool
        private let centre: Float
        private let slope: Float
        /// A colour that stays darker than it was meant holds less of its chroma, else it is another colour.
        private let fullness: Float

        init(target: Lab, _ statistics: Statistics) {
            self.target = target
            self.statistics = statistics
            let own = statistics.lightness
            let isNeutral = target.chroma <= 0.05
            // Blonde, beige and pastels are what they are by being light: half as light they are mustard and mud.
            let isPale = target.x > 0.62 && target.chroma < 0.13
            let way: Float = isNeutral ? 0.88 : (target.x < own ? 0.85 : (isPale ? 0.78 : 0.60))
            // White on dark cloth needs room above its middle for the folds that catch the light.
            let most: Float = isNeutral && target.x - own > 0.4 ? 0.82 : 0.90
            centre = clamp(own + way * (target.x - own), 0.14, most)
            fullness = target.x > own ? min(1, centre / target.x) : 1
            slope =
                centre > own
                ? clamp(0.30 / statistics.spread, 0.75, 1.2 + 0.8 * clamp((centre - 0.25) / 0.15, 0, 1))
                : clamp(0.28 / statistics.spread, 0.7, 1.6)
            // Lifting dark cloth lifts its noise, too.
            smoothsNoise = centre - own > 0.12
        }

        func colour(lightness: Float, chroma: Float) -> Lab {
            let x = (lightness - statistics.lightness) * slope
            let room = x > 0 ? 0.985 - centre : centre - 0.04
            let l = centre + room * tanhf(x / room)
            let full = target.chroma
            let direction = SIMD2(target.y, target.z) / (full + 1e-9)
            var c: Float
            if full < 0.05 {
                c = min(0.1 * chroma, 0.012) + min(full, 0.01)
            } else {
                let relative = statistics.chroma > 0.06 ? clamp(chroma / statistics.chroma, 0.55, 1.2) : 1
                c = full * fullness * relative * powf(clamp(l / centre, 0.25, 1), 0.8)
                c *= 1 - 0.9 * clamp((l - 0.90) / 0.085, 0, 1)
            }
            return Lab(l, c * direction.x, c * direction.y)
        }
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
