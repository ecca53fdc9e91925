import Foundation
import Locality

extension EditCanvas {
    private var everywhere: Plane { Plane(width: width, height: height, filledWith: 1) }

    /// Light from one side, and warm.
    func relight(_ draws: inout Draws) {
        let (from, to) = (draws.uniform(0.6, 0.8), draws.uniform(1.2, 1.35))
        mix(everywhere) { i, old in
            old * SIMD3(1.06, 1, 0.9) * (from + (to - from) * Float(i % self.width) / Float(max(1, self.width - 1)))
        }
    }

    func scaleColours(_ factors: SIMD3<Float>) {
        mix(everywhere) { $1 * factors }
    }

    /// A painting: Kuwahara's filter (of four squares around a pixel the one that varies least), few tones, dark outlines.
    func stylise() {
        let radius = max(3, width / 200)
        let grey = luma
        let mean = grey.box(radius / 2, workers)
        let squares = Plane(width: width, height: height)
        for i in 0..<squares.count { squares.values[i] = grey.values[i] * grey.values[i] }
        let power = squares.box(radius / 2, workers)
        let colours = planes.map { $0.box(radius / 2, workers) }
        let (fine, coarse) = (grey.gaussian(1, workers), grey.gaussian(2, workers))
        let offset = (radius + 1) / 2
        mix(everywhere) { i, _ in
            let (x, y) = (i % self.width, i / self.width)
            var best = (Float.infinity, i)
            for (dx, dy) in [(-offset, -offset), (offset, -offset), (-offset, offset), (offset, offset)] {
                let j = max(0, min(self.height - 1, y + dy)) * self.width + max(0, min(self.width - 1, x + dx))
                let variance = power.values[j] - mean.values[j] * mean.values[j]
                if variance < best.0 { best = (variance, j) }
            }
            let j = best.1
            var hsv = HSV(SIMD3(colours[0].values[j], colours[1].values[j], colours[2].values[j]))
            hsv.saturation = min(1, hsv.saturation * 1.4)
            hsv.value = (hsv.value * 6).rounded() / 6
            return hsv.rgb * (coarse.values[i] - fine.values[i] > 3 ? 0.25 : 1)
        }
    }

    /// A pencil drawing by colour dodge.
    func sketch() {
        let grey = luma
        let inverse = Plane(width: width, height: height)
        for i in 0..<inverse.count { inverse.values[i] = 255 - grey.values[i] }
        let smooth = inverse.gaussian(8, workers)
        mix(everywhere) { i, _ in
            SIMD3(repeating: grey.values[i] * 255 / max(1, 255 - smooth.values[i]))
        }
    }

    func removeColour() {
        let grey = luma
        mix(everywhere) { i, _ in SIMD3(repeating: grey.values[i]) }
    }

    func replaceBackground(by donor: EditCanvas, _ draws: inout Draws) {
        let subject = blob(draws.uniform(0.22, 0.40), &draws, centre: (Float(width) * 0.5, Float(height) * 0.55))
        donor.planes = donor.planes.map { $0.gaussian(6, workers) }
        mix(soft(subject.inverted(), 1)) { i, _ in donor.at(i) }
    }

    /// The middle of the picture with a white rim on light grey, a little smaller.
    func cutOut(_ draws: inout Draws) {
        let subject = blob(0.25, &draws, centre: (Float(width) * 0.5, Float(height) * 0.5))
        let (inner, rim) = (soft(subject, 0.8), soft(subject.dilated(.disc(20), workers), 0.8))
        let sticker = planes.map { plane in
            let out = Plane(width: width, height: height)
            for i in 0..<out.count {
                let ground = 245 + 10 * rim.values[i]
                out.values[i] = ground + (plane.values[i] - ground) * inner.values[i]
            }
            return out
        }
        let (w, h) = (Float(width), Float(height))
        mix(everywhere) { i, _ in
            let x = (Float(i % self.width) - w / 2) / 0.8 + w / 2
            let y = (Float(i / self.width) - h / 2) / 0.8 + h / 2
            guard x >= 0, y >= 0, x < w, y < h else { return SIMD3(repeating: 245) }
            return SIMD3(sticker[0].bilinear(x, y), sticker[1].bilinear(x, y), sticker[2].bilinear(x, y))
        }
    }
}
