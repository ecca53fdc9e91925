import Colorimetry
import Foundation
import Pictures
import Wording

/// Another background behind the subject.
struct Backdrop {
    let cutout: Cutout

    /// A photographer's wall, lit from the upper left, with the subject's soft shadow on it.
    func studioWall(_ colour: NamedColour?) throws -> PixelBuffer {
        let (w, h) = (cutout.width, cutout.height)
        let tone =
            colour.map { SIMD3(Float($0.red), Float($0.green), Float($0.blue)) / 255 }
            ?? SIMD3<Float>(0.925, 0.915, 0.90)
        let alpha = try cutout.reducedAlpha(longest: Scene.longestSide)
        let unit = Float(min(alpha.width, alpha.height)) / 512
        let shadow = try shifted(alpha, x: 9 * unit, y: 12 * unit).blurred(sigma: Double(16 * unit))
        let rows = RowEnlarger(shadow, toWidth: w, height: h)
        var narrow: [Float] = []
        var shade: [Float] = []
        var noise = Noise()
        return try cutout.over { y, row in
            rows.wideRow(y, narrow: &narrow, into: &shade)
            let dy = (Float(y) / Float(h) - 0.30) / 0.85
            for x in 0..<w {
                let dx = (Float(x) / Float(w) - 0.42) / 0.75
                let light = (1 - 0.13 * (dx * dx + dy * dy)) * (1 - 0.25 * shade[x])
                let grain = 0.004 * noise.next()
                for c in 0..<3 { row[3 * x + c] = clamp(tone[c] * light + grain, 0, 1) }
            }
        }
    }

    func plain(_ colour: NamedColour) throws -> PixelBuffer {
        let value = SIMD3(Float(colour.red), Float(colour.green), Float(colour.blue)) / 255
        return try cutout.over { _, row in
            for x in 0..<cutout.width {
                for c in 0..<3 { row[3 * x + c] = value[c] }
            }
        }
    }

    /// From one colour at the top to another at the bottom, even to the eye; with a grain that hides the bands.
    func gradient(_ top: NamedColour, _ bottom: NamedColour) throws -> PixelBuffer {
        let (from, to) = (OKLab.of(top), OKLab.of(bottom))
        var noise = Noise()
        return try cutout.over { y, row in
            let t = Float(y) / Float(max(1, cutout.height - 1))
            let linear = OKLab.inGamut(from + (to - from) * t)
            let value = SIMD3(SRGB.encode(linear.x), SRGB.encode(linear.y), SRGB.encode(linear.z))
            for x in 0..<cutout.width {
                let grain = noise.next() * 0.3 / 255
                for c in 0..<3 { row[3 * x + c] = clamp(value[c] + grain, 0, 1) }
            }
        }
    }

    /// Another picture, scaled to cover the background and cropped around its middle.
    func picture(_ other: PixelBuffer) throws -> PixelBuffer {
        let (w, h) = (cutout.width, cutout.height)
        let scale = max(Double(w) / Double(other.width), Double(h) / Double(other.height))
        let size = PixelSize(
            width: max(w, Int((Double(other.width) * scale).rounded())),
            height: max(h, Int((Double(other.height) * scale).rounded()))
        )
        let scaled = try other.scaled(to: size)
            .cropped(x: (size.width - w) / 2, y: (size.height - h) / 2, width: w, height: h)
        let behind = RGBPicture(scaled)
        return try cutout.over { y, row in
            for k in 0..<(3 * w) { row[k] = Float(behind.bytes[3 * y * w + k]) / 255 }
        }
    }

    /// Out of focus. In linear light and without the subject, whose colours must not bleed into it.
    func blurred(_ strength: Strength) throws -> PixelBuffer {
        let w = cutout.width
        let sigma = max(1, 0.018 * Double(cutout.shortSide) * clamp(strength.factor, 0.1, 5))
        let factor = max(1, Int(sigma / 4))
        let alpha = cutout.alpha
        let means = BlockMeans(cutout.picture, factor: factor, linearLight: true) {
            (1 - alpha[$0]) * (1 - alpha[$0])
        }
        let reduced = try cutout.reducedAlpha(longest: Scene.longestSide)
        let rim = max(1, Int(0.004 * Float(min(reduced.width, reduced.height))))
        let grown = try reduced.dilated(radius: rim).resized(width: means.width, height: means.height)
        var source = means.plane
        for i in grown.values.indices {
            let weight = (1 - grown[i]) * (1 - grown[i])
            for c in 0..<4 { source[4 * i + c] *= weight }
        }
        // The next wider blur where the background's weight within a narrower one is too small.
        var behind = Plane(width: means.width, height: means.height, channels: 4)
        for i in grown.values.indices { behind[4 * i + 3] = 1 }
        for widening in [1, 2.5, 6] {
            try Task.checkCancellation()
            let blur = try source.blurred(sigma: sigma * widening / Double(factor))
            for i in grown.values.indices {
                let weight = blur[4 * i + 3]
                let part = behind[4 * i + 3] * clamp(weight / 0.15, 0, 1)
                for c in 0..<3 { behind[4 * i + c] += blur[4 * i + c] / max(weight, 1e-5) * part }
                behind[4 * i + 3] -= part
            }
        }
        let ratio = 1 / Float(factor)
        let rows = RowEnlarger(behind, toWidth: w, ratioX: ratio, ratioY: ratio)
        return try inLinearLight { y, row, narrow in rows.wideRow(y, narrow: &narrow, into: &row) }
    }

    // MARK: Ways to compose

    /// The subject's linear light over a background of four values a pixel: linear colours, and the share of the
    /// picture's own pixel to add.
    private func inLinearLight(
        _ background: (_ y: Int, _ row: inout [Float], _ narrow: inout [Float]) -> Void
    ) throws -> PixelBuffer {
        let (w, h) = (cutout.width, cutout.height)
        let decode = SRGB.linear
        var bytes = [UInt8](repeating: 0, count: w * h * 3)
        var colours = cutout.foreground.rows()
        var narrow: [Float] = []
        var row: [Float] = []
        for y in 0..<h {
            if y % 256 == 0 { try Task.checkCancellation() }
            background(y, &row, &narrow)
            colours.move(to: y)
            for x in 0..<w {
                let a = cutout.alpha[y * w + x]
                for c in 0..<3 {
                    let k = 3 * (y * w + x) + c
                    let own = colours.bytes[3 * x + c]
                    guard a < 1 else {
                        bytes[k] = own
                        continue
                    }
                    let behind = row[4 * x + c] + decode[Int(cutout.picture.bytes[k])] * row[4 * x + 3]
                    let mixed = decode[Int(own)] * a + behind * (1 - a)
                    bytes[k] = UInt8(SRGB.encode(mixed) * 255 + 0.5)
                }
            }
        }
        return PixelBuffer(width: w, height: h, channels: 3, bytes: bytes)
    }

    /// Moved by a fraction of pixels; what comes in from outside is 0.
    private func shifted(_ plane: Plane, x dx: Float, y dy: Float) -> Plane {
        let (w, h) = (plane.width, plane.height)
        func value(_ x: Int, _ y: Int) -> Float { x >= 0 && y >= 0 && x < w && y < h ? plane[y * w + x] : 0 }
        return Plane(width: w, height: h) { i in
            let (x, y) = (Float(i % w) - dx, Float(i / w) - dy)
            let (left, top) = (Int(x.rounded(.down)), Int(y.rounded(.down)))
            let (s, t) = (x - Float(left), y - Float(top))
            return (value(left, top) * (1 - s) + value(left + 1, top) * s) * (1 - t)
                + (value(left, top + 1) * (1 - s) + value(left + 1, top + 1) * s) * t
        }
    }
}

/// Numbers that are about normal, with a deviation of 1: always the same ones (SplitMix64).
private struct Noise {
    private var state: UInt64 = 1

    mutating func next() -> Float {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        z ^= z >> 31
        let sum = (z & 0xFFFF) + (z >> 16 & 0xFFFF) + (z >> 32 & 0xFFFF) + (z >> 48)
        return (Float(sum) / 65536 - 2) * 1.7320508
    }
}
