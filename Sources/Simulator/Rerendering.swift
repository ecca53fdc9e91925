public import Foundation
import Locality
public import Pictures

/// Paints a whole picture anew as image models do: a little moved and zoomed, warped, its detail drawn again, its colours
/// adrift, and as a JPEG.
public struct Rerendering: Sendable {
    public let level: DriftLevel
    public let seed: UInt64

    public init(level: DriftLevel, seed: UInt64) {
        self.level = level
        self.seed = seed
    }

    /// The re-rendered picture's JPEG, its sides multiples of 16. An alpha channel plays no part.
    public func applied(to picture: PixelBuffer) throws -> Data {
        var draws = Draws(seed: seed)
        let amounts = level.amounts
        let workers = Workers(threads: 1)
        let size = PixelSize(
            width: max(16, (picture.width + 8) / 16 * 16), height: max(16, (picture.height + 8) / 16 * 16))
        var planes = moved(RGBPlanes(picture, workers), to: size, amounts, &draws)
        try Task.checkCancellation()
        redraw(&planes, amounts, &draws, workers)
        try Task.checkCancellation()
        if amounts.blur > 0 {
            let sigma = amounts.blur * draws.uniform(0.6, 1.2)
            planes = planes.map { $0.gaussian(sigma, workers) }
        }
        let sharpening = amounts.sharpening * draws.uniform(0.3, 1.2)
        for plane in planes {
            let smooth = plane.gaussian(1.2, workers)
            for i in 0..<plane.count { plane.values[i] += (plane.values[i] - smooth.values[i]) * sharpening }
        }
        try Task.checkCancellation()
        recolour(planes, amounts, &draws)
        let span = amounts.quality
        let quality = span.lowerBound + draws.index(span.count)
        return try PixelBuffer(RGBPlanes(red: planes[0], green: planes[1], blue: planes[2]), scale: 1)
            .encoded(as: PictureEncoding(format: .jpeg, quality: quality))
    }

    /// Shift, zoom, rotation and a smooth warp, in one resampling. The planes are 0...255.
    private func moved(
        _ picture: RGBPlanes, to size: PixelSize, _ amounts: DriftLevel.Amounts, _ draws: inout Draws
    ) -> [Plane] {
        let (width, height) = (picture.width, picture.height)
        let scale = 1 + draws.around(amounts.scale)
        let stretch = 1 + draws.around(amounts.anisotropy)
        let angle = draws.around(amounts.rotation) * .pi / 180
        let shift = (draws.around(amounts.shift), draws.around(amounts.shift))
        let warps = (0..<2).map { _ in
            Plane.smooth(width: size.width, height: size.height, cells: 4, deviation: amounts.warp, &draws)
        }
        let (cx, cy) = (Float(width - 1) / 2, Float(height - 1) / 2)
        let (cosine, sine) = (cos(angle), sin(angle))
        let out = (0..<3).map { _ in Plane(width: size.width, height: size.height) }
        let sources = [picture.red, picture.green, picture.blue]
        for y in 0..<size.height {
            let v = (Float(y) + 0.5) * Float(height) / Float(size.height) - 0.5 - cy
            for x in 0..<size.width {
                let u = (Float(x) + 0.5) * Float(width) / Float(size.width) - 0.5 - cx
                let i = y * size.width + x
                let px = (cosine * u - sine * v) / (scale * stretch) + cx + shift.0 + warps[0].values[i]
                let py = (sine * u + cosine * v) / (scale / stretch) + cy + shift.1 + warps[1].values[i]
                let taps = BicubicTaps(px, py, width, height)
                for c in 0..<3 { out[c].values[i] = taps.value(of: sources[c]) * 255 }
            }
        }
        return out
    }

    /// Detail multiplied by smooth noise, grain that follows the structure, and slow colour.
    private func redraw(
        _ planes: inout [Plane], _ amounts: DriftLevel.Amounts, _ draws: inout Draws, _ workers: Workers
    ) {
        let (width, height) = (planes[0].width, planes[0].height)
        let bases = planes.map { $0.gaussian(1.6, workers) }
        let energy = Plane(width: width, height: height)
        for i in 0..<energy.count {
            var sum: Float = 0
            for c in 0..<3 { sum += abs(planes[c].values[i] - bases[c].values[i]) }
            energy.values[i] = sum / 3
        }
        let around = energy.gaussian(3, workers)
        let factor = Plane.smooth(width: width, height: height, cells: 64, deviation: amounts.detail, &draws)
        let common = Plane(width: width, height: height)
        for i in 0..<common.count { common.values[i] = draws.normal() * 0.8 }
        for c in 0..<3 {
            let noise = Plane(width: width, height: height)
            for i in 0..<noise.count { noise.values[i] = common.values[i] + draws.normal() * 0.35 }
            let grain = noise.gaussian(0.8, workers)
            grain.normalise(to: 1)
            let wander = Plane.smooth(width: width, height: height, cells: 6, deviation: amounts.wander, &draws)
            let (plane, base) = (planes[c], bases[c])
            for i in 0..<plane.count {
                let detail = plane.values[i] - base.values[i]
                let strength = amounts.texture * 0.35 + amounts.detail * 0.6 * around.values[i]
                plane.values[i] =
                    base.values[i] + detail * max(0.2, min(1.8, 1 + factor.values[i])) + grain.values[i] * strength
                    + wander.values[i]
            }
        }
    }

    private func recolour(_ planes: [Plane], _ amounts: DriftLevel.Amounts, _ draws: inout Draws) {
        let gains = (0..<3).map { _ in 1 + draws.around(amounts.gain) }
        let offsets = (0..<3).map { _ in draws.around(amounts.offset) }
        let gamma = 1 + draws.around(amounts.gamma)
        let saturation = 1 + draws.around(amounts.saturation)
        for i in 0..<planes[0].count {
            var colour = SIMD3<Float>()
            for c in 0..<3 {
                colour[c] = 255 * pow(max(0, min(1, planes[c].values[i] / 255)), gamma) * gains[c] + offsets[c]
            }
            let luma = 0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2]
            for c in 0..<3 { planes[c].values[i] = luma + (colour[c] - luma) * saturation }
        }
    }
}

/// The sixteen pixels around a place and their weights (Keys, a = -0.75); mirrored at the borders.
struct BicubicTaps {
    private let columns: SIMD4<Int32>
    private let rows: SIMD4<Int32>
    private let wx: SIMD4<Float>
    private let wy: SIMD4<Float>

    init(_ x: Float, _ y: Float, _ width: Int, _ height: Int) {
        func mirrored(_ index: Int, _ count: Int) -> Int32 {
            var index = index
            if index < 0 { index = -index - 1 }
            if index >= count { index = 2 * count - 1 - index }
            return Int32(max(0, min(count - 1, index)))
        }
        let (left, top) = (x.rounded(.down), y.rounded(.down))
        wx = bicubicWeights(x - left)
        wy = bicubicWeights(y - top)
        var (columns, rows) = (SIMD4<Int32>(), SIMD4<Int32>())
        for k in 0..<4 {
            columns[k] = mirrored(Int(left) - 1 + k, width)
            rows[k] = mirrored(Int(top) - 1 + k, height)
        }
        self.columns = columns
        self.rows = rows
    }

    func value(of plane: Plane) -> Float {
        var sum: Float = 0
        for j in 0..<4 {
            let row = plane.row(Int(rows[j]))
            sum +=
                (row[Int(columns[0])] * wx[0] + row[Int(columns[1])] * wx[1] + row[Int(columns[2])] * wx[2]
                    + row[Int(columns[3])] * wx[3]) * wy[j]
        }
        return sum
    }
}

extension PixelBuffer {
    /// Values times `scale` are code values; cut to 0...255.
    init(_ planes: RGBPlanes, scale: Float) {
        var bytes = [UInt8](repeating: 0, count: planes.width * planes.height * 3)
        for (c, plane) in [planes.red, planes.green, planes.blue].enumerated() {
            for i in 0..<plane.count { bytes[3 * i + c] = UInt8(max(0, min(255, plane.values[i] * scale + 0.5))) }
        }
        self.init(width: planes.width, height: planes.height, channels: 3, bytes: bytes)
    }
}
