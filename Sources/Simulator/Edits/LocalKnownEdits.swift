import Foundation
import Locality

extension EditCanvas {
    /// Another hue, and more of it.
    func recolour(_ mask: MaskPlane, _ draws: inout Draws) {
        let turn = draws.uniform(70, 290)
        mix(soft(mask, 0.8)) { _, old in
            var hsv = HSV(old)
            hsv.hue = (hsv.hue + turn).truncatingRemainder(dividingBy: 360)
            hsv.saturation = min(1, hsv.saturation * 1.25 + 70 / 255)
            return hsv.rgb
        }
    }

    func darken(_ mask: MaskPlane, by factor: Float) {
        mix(soft(mask, 0.8)) { $1 * factor }
    }

    /// A tint of seven units of a*b*, and a little lighter or darker.
    func tint(_ mask: MaskPlane, _ draws: inout Draws) {
        let angle = draws.uniform(0, 6.28)
        let lightness = draws.around(4) / 2.55
        mix(soft(mask, 0.8)) { _, old in
            var lab = CIELab(red: old[0], green: old[1], blue: old[2])
            lab.a += 7 * cos(angle)
            lab.b += 7 * sin(angle)
            lab.l += lightness
            return lab.srgb
        }
    }

    func insert(_ donor: EditCanvas, in mask: MaskPlane, _ draws: inout Draws) {
        let (dx, dy) = (draws.index(width), draws.index(height))
        mix(soft(mask, 1)) { i, _ in
            donor.at((i / self.width + dy) % self.height * self.width + (i % self.width + dx) % self.width)
        }
    }

    /// Fills the shape from its surroundings.
    func remove(_ mask: MaskPlane, _ draws: inout Draws) {
        let (columns, lines) = (max(1, width / 4), max(1, height / 4))
        let wide = mask.dilated(.disc(6), workers)
        let hole = soft(wide, 0.5).reduced(to: columns, lines, workers)
        let filled = planes.map { plane -> Plane in
            let small = plane.reduced(to: columns, lines, workers)
            let known = Plane(width: columns, height: lines)
            for i in 0..<known.count { known.values[i] = hole.values[i] > 0.01 ? 0 : 1 }
            // From near to far: each round fills what its wider blur reaches.
            var sigma: Float = 1
            var left = true
            while left, sigma < Float(max(columns, lines)) {
                left = false
                let weighted = Plane(width: columns, height: lines)
                for i in 0..<known.count { weighted.values[i] = small.values[i] * known.values[i] }
                let (sum, weight) = (weighted.gaussian(sigma, workers), known.gaussian(sigma, workers))
                for i in 0..<known.count where known.values[i] == 0 {
                    if weight.values[i] > 0.02 {
                        small.values[i] = sum.values[i] / weight.values[i]
                        known.values[i] = 1
                    } else {
                        left = true
                    }
                }
                sigma *= 1.5
            }
            let smooth = small.gaussian(2, workers)
            for i in 0..<small.count where hole.values[i] > 0.01 { small.values[i] = smooth.values[i] }
            return small.enlarged(to: width, height, workers)
        }
        let grain = (0..<3).map { _ in (0..<(width * height)).map { _ in draws.normal() * 2 } }
        mix(soft(mask, 1.5)) { i, _ in
            SIMD3(
                filled[0].values[i] + grain[0][i], filled[1].values[i] + grain[1][i], filled[2].values[i] + grain[2][i])
        }
    }

    func cover(_ mask: MaskPlane, with donor: EditCanvas, _ draws: inout Draws) {
        // The donor at half its size, side by side, around the covered area's mean colour.
        let half = donor.planes.map { $0.reduced(to: max(1, width / 2), max(1, height / 2), workers) }
        let brightness = SIMD3(draws.around(25), draws.around(25), draws.around(25))
        let places = (0..<mask.count).filter { mask.values[$0] != 0 }
        let mean = places.reduce(SIMD3<Float>()) { $0 + at($1) } / Float(max(1, places.count))
        var donorMean = SIMD3<Float>()
        for c in 0..<3 {
            var sum = 0.0
            for i in 0..<half[c].count { sum += Double(half[c].values[i]) }
            donorMean[c] = Float(sum / Double(half[c].count))
        }
        mix(soft(mask, 0.8)) { i, _ in
            let j = i / self.width % half[0].height * half[0].width + i % self.width % half[0].width
            let value = SIMD3(half[0].values[j], half[1].values[j], half[2].values[j])
            return (value - donorMean) * 0.9 + mean + brightness
        }
    }

    func shade(_ mask: MaskPlane, _ draws: inout Draws) {
        let factor = draws.uniform(0.72, 0.85)
        mix(soft(mask, Float(height) * 0.012)) { $1 * factor }
    }

    func paint(_ mask: MaskPlane, _ draws: inout Draws) {
        let colour = SIMD3(draws.uniform(0, 255), draws.uniform(0, 255), draws.uniform(0, 255))
        mix(soft(mask, 0.7)) { _, _ in colour }
    }

    /// A curve three pixels thick in the opposite of the mean colour.
    func drawCurve(_ draws: inout Draws) {
        let points = (0..<4).map { _ in
            SIMD2(draws.uniform(0, Float(width)), draws.uniform(0, Float(height)))
        }
        let curve = (0..<60).map { step -> SIMD2<Float> in
            let t = Float(step) / 59
            let u = 1 - t
            let near = points[0] * (u * u * u) + points[1] * (3 * u * u * t)
            return near + points[2] * (3 * u * t * t) + points[3] * (t * t * t)
        }
        var mean = SIMD3<Float>()
        for c in 0..<3 {
            var sum = 0.0
            for i in 0..<planes[c].count { sum += Double(planes[c].values[i]) }
            mean[c] = Float(sum / Double(planes[c].count))
        }
        stroke([curve], thickness: 3, colour: SIMD3(repeating: 255) - mean)
    }

    /// A word in plain strokes.
    func write(_ draws: inout Draws) {
        let size = draws.uniform(26, 70)
        let colour = SIMD3(draws.uniform(0, 255), draws.uniform(0, 255), draws.uniform(0, 255))
        let origin = SIMD2(draws.uniform(0.03, 0.4) * Float(width), draws.uniform(0.2, 0.9) * Float(height))
        let word = ["SALE", "HELLO", "NANO", "MMXXVI"][draws.index(4)]
        let strokes = word.enumerated().flatMap { index, letter in
            (Lettering.strokes[letter] ?? []).map { stroke in
                stroke.map { point -> SIMD2<Float> in
                    let place = SIMD2<Float>(point[0] + Float(index) * 0.85, point[1] - 1)
                    return origin + place * size
                }
            }
        }
        stroke(strokes, thickness: max(2, size / 11), colour: colour)
    }

    private func stroke(_ lines: [[SIMD2<Float>]], thickness: Float, colour: SIMD3<Float>) {
        let cover = Plane(width: width, height: height, filledWith: 0)
        for line in lines {
            for (a, b) in zip(line, line.dropFirst()) {
                let reach = thickness / 2 + 1
                let (x0, x1) = (max(0, Int(min(a.x, b.x) - reach)), min(width - 1, Int(max(a.x, b.x) + reach)))
                let (y0, y1) = (max(0, Int(min(a.y, b.y) - reach)), min(height - 1, Int(max(a.y, b.y) + reach)))
                guard x0 <= x1, y0 <= y1 else { continue }
                let along = b - a
                let length = max(1e-6, (along * along).sum())
                for y in y0...y1 {
                    for x in x0...x1 {
                        let p = SIMD2(Float(x), Float(y)) - a
                        let t = max(0, min(1, (p * along).sum() / length))
                        let d = p - along * t
                        let share = max(0, min(1, thickness / 2 + 0.5 - (d * d).sum().squareRoot()))
                        cover.row(y)[x] = max(cover.row(y)[x], share)
                    }
                }
            }
        }
        mix(cover) { _, _ in colour }
    }
}

/// Letters as strokes in a box of 0.6 by 1.
private enum Lettering {
    static let strokes: [Character: [[[Float]]]] = [
        "A": [[[0, 1], [0.3, 0], [0.6, 1]], [[0.12, 0.65], [0.48, 0.65]]],
        "E": [[[0.6, 0], [0, 0], [0, 1], [0.6, 1]], [[0, 0.5], [0.45, 0.5]]],
        "H": [[[0, 0], [0, 1]], [[0.6, 0], [0.6, 1]], [[0, 0.5], [0.6, 0.5]]],
        "I": [[[0.3, 0], [0.3, 1]]],
        "L": [[[0, 0], [0, 1], [0.6, 1]]],
        "M": [[[0, 1], [0, 0], [0.3, 0.6], [0.6, 0], [0.6, 1]]],
        "N": [[[0, 1], [0, 0], [0.6, 1], [0.6, 0]]],
        "O": [
            [
                [0.15, 0], [0.45, 0], [0.6, 0.2], [0.6, 0.8], [0.45, 1], [0.15, 1], [0, 0.8], [0, 0.2], [0.15, 0],
            ]
        ],
        "S": [
            [
                [0.6, 0.15], [0.45, 0], [0.15, 0], [0, 0.15], [0, 0.35], [0.15, 0.5], [0.45, 0.5], [0.6, 0.65],
                [0.6, 0.85], [0.45, 1], [0.15, 1], [0, 0.85],
            ]
        ],
        "V": [[[0, 0], [0.3, 1], [0.6, 0]]],
        "X": [[[0, 0], [0.6, 1]], [[0.6, 0], [0, 1]]],
    ]
}

/// Hue in degrees, saturation and value 0...1.
struct HSV {
    var hue: Float
    var saturation: Float
    var value: Float

    init(_ rgb: SIMD3<Float>) {
        let (high, low) = (rgb.max(), rgb.min())
        let span = high - low
        value = high / 255
        saturation = high > 0 ? span / high : 0
        if span <= 0 {
            hue = 0
        } else if high == rgb[0] {
            hue = 60 * ((rgb[1] - rgb[2]) / span)
        } else if high == rgb[1] {
            hue = 60 * ((rgb[2] - rgb[0]) / span + 2)
        } else {
            hue = 60 * ((rgb[0] - rgb[1]) / span + 4)
        }
        if hue < 0 { hue += 360 }
    }

    var rgb: SIMD3<Float> {
        func channel(_ n: Float) -> Float {
            let k = (n + hue / 60).truncatingRemainder(dividingBy: 6)
            return 255 * (value - value * saturation * max(0, min(k, 4 - k, 1)))
        }
        return SIMD3(channel(5), channel(3), channel(1))
    }
}
