import Foundation
import Locality
import Pictures

/// A picture being edited: planes of 0...255.
final class EditCanvas {
    let width: Int
    let height: Int
    var planes: [Plane]
    let workers = Workers(threads: 1)

    init(_ picture: PixelBuffer) {
        (width, height) = (picture.width, picture.height)
        planes = (0..<3).map { _ in Plane(width: picture.width, height: picture.height) }
        for i in 0..<(width * height) {
            for c in 0..<3 { planes[c].values[i] = Float(picture.bytes[i * picture.channels + c]) }
        }
    }

    var pixels: PixelBuffer {
        PixelBuffer(RGBPlanes(red: planes[0], green: planes[1], blue: planes[2]), scale: 1)
    }

    var luma: Plane {
        let out = Plane(width: width, height: height)
        for i in 0..<out.count {
            out.values[i] = 0.299 * planes[0].values[i] + 0.587 * planes[1].values[i] + 0.114 * planes[2].values[i]
        }
        return out
    }

    // MARK: Where

    /// A round shape with bumps that covers about this share of the picture.
    func blob(_ share: Float, _ draws: inout Draws, centre: (Float, Float)? = nil) -> MaskPlane {
        let radius = (share * Float(width * height) / .pi).squareRoot()
        let cx = centre?.0 ?? draws.uniform(0.15, 0.85) * Float(width)
        let cy = centre?.1 ?? draws.uniform(0.15, 0.85) * Float(height)
        let bumps = (2..<7).map { ($0, draws.normal() * 0.22 / Float($0), draws.uniform(0, 6.28)) }
        let stretch = draws.uniform(0.7, 1.4)
        let mask = MaskPlane(width: width, height: height)
        for y in 0..<height {
            for x in 0..<width {
                let (dx, dy) = ((Float(x) - cx) / stretch, (Float(y) - cy) * stretch)
                let distance = (dx * dx + dy * dy).squareRoot()
                guard distance < radius * 1.8 else { continue }
                let angle = atan2(dy, dx)
                let reach = bumps.reduce(Float(1)) { $0 + $1.1 * cos(Float($1.0) * angle + $1.2) }
                if distance <= radius * reach { mask.row(y)[x] = 1 }
            }
        }
        return mask
    }

    /// Something like an object: one of the picture's colours within a blob.
    func segment(_ share: Float, _ draws: inout Draws) -> MaskPlane {
        let smooth = planes.map { $0.gaussian(2, workers) }
        let lab = (0..<(width * height)).map {
            CIELab(red: smooth[0].values[$0], green: smooth[1].values[$0], blue: smooth[2].values[$0])
        }
        var best: (miss: Float, mask: MaskPlane, share: Float)?
        for _ in 0..<6 {
            let area = blob(share * 1.8, &draws)
            let places = (0..<area.count).filter { area.values[$0] != 0 }
            guard places.count > 50 else { continue }
            let seed = lab[places[draws.index(places.count)]]
            let mask = MaskPlane(width: width, height: height)
            for i in places where lab[i].segmentDistance(seed) < 22 { mask.values[i] = 1 }
            let clean = mask.opened(.square(3), workers).closed(.square(4), workers)
            let parts = Components(clean)
            guard let largest = parts.areas.indices.max(by: { parts.areas[$0] < parts.areas[$1] }) else { continue }
            let part = MaskPlane(width: width, height: height)
            parts.draw((0..<parts.count).map { $0 == largest }, on: part)
            let found = Float(part.area) / Float(part.count)
            if best == nil || abs(found - share) < best!.miss { best = (abs(found - share), part, found) }
        }
        guard let best, best.share > 0.003 else { return blob(share, &draws) }
        return best.mask
    }

    /// The middle of the place of about this share of the picture where texture is loudest.
    func loudest(_ share: Float) -> (Float, Float) {
        let luma = luma
        let slow = luma.gaussian(2, workers)
        for i in 0..<luma.count { luma.values[i] = abs(luma.values[i] - slow.values[i]) }
        let (columns, lines) = (max(1, width / 16), max(1, height / 16))
        let radius = max(1, Int((share * Float(columns * lines) / 4).squareRoot()))
        let around = luma.reduced(to: columns, lines, workers).box(min(radius, min(columns, lines) / 2), workers)
        let best = (0..<around.count).max { around.values[$0] < around.values[$1] } ?? 0
        return ((Float(best % columns) + 0.5) * 16, (Float(best / columns) + 0.5) * 16)
    }

    func soft(_ mask: MaskPlane, _ sigma: Float) -> Plane {
        let plane = Plane(width: width, height: height)
        for i in 0..<plane.count { plane.values[i] = Float(mask.values[i]) }
        return plane.gaussian(sigma, workers)
    }

    /// Lays new colours over the picture.
    func mix(_ share: Plane, _ colour: (Int, SIMD3<Float>) -> SIMD3<Float>) {
        for i in 0..<share.count where share.values[i] > 1e-4 {
            let old = SIMD3(planes[0].values[i], planes[1].values[i], planes[2].values[i])
            var new = colour(i, old)
            new.clamp(lowerBound: SIMD3(), upperBound: SIMD3(repeating: 255))
            let mixed = old + (new - old) * share.values[i]
            for c in 0..<3 { planes[c].values[i] = mixed[c] }
        }
    }

    func at(_ i: Int) -> SIMD3<Float> { SIMD3(planes[0].values[i], planes[1].values[i], planes[2].values[i]) }
}

/// CIE L*a*b* of sRGB values of 0...255, white D65.
struct CIELab {
    var l: Float
    var a: Float
    var b: Float

    private static let toLinear: [Float] = (0...2550).map {
        let value = Double($0) / 2550
        return Float(value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4))
    }

    init(red: Float, green: Float, blue: Float) {
        func linear(_ value: Float) -> Float { CIELab.toLinear[Int(max(0, min(255, value)) * 10)] }
        let (r, g, b) = (linear(red), linear(green), linear(blue))
        func f(_ t: Float) -> Float { t > 0.008856 ? cbrt(t) : 7.787 * t + 16 / 116 }
        let x = f((0.412453 * r + 0.357580 * g + 0.180423 * b) / 0.950456)
        let y = f(0.212671 * r + 0.715160 * g + 0.072169 * b)
        let z = f((0.019334 * r + 0.119193 * g + 0.950227 * b) / 1.088754)
        l = 116 * y - 16
        a = 500 * (x - y)
        self.b = 200 * (y - z)
    }

    /// Lightness counts less; in steps of an 8-bit Lab.
    func segmentDistance(_ other: CIELab) -> Float {
        let (dl, da, db) = ((l - other.l) * 2.55 * 0.7, (a - other.a) * 1.3, (b - other.b) * 1.3)
        return (dl * dl + da * da + db * db).squareRoot()
    }

    var srgb: SIMD3<Float> {
        let fy = (l + 16) / 116
        func inverse(_ t: Float) -> Float { t > 0.206893 ? t * t * t : (t - 16 / 116) / 7.787 }
        let x = inverse(fy + a / 500) * 0.950456
        let y = inverse(fy)
        let z = inverse(fy - b / 200) * 1.088754
        func encoded(_ v: Float) -> Float {
            let v = max(0, min(1, v))
            return 255 * (v <= 0.0031308 ? 12.92 * v : 1.055 * pow(v, 1 / 2.4) - 0.055)
        }
        return SIMD3(
            encoded(3.240479 * x - 1.537150 * y - 0.498535 * z), encoded(-0.969256 * x + 1.875992 * y + 0.041556 * z),
            encoded(0.055648 * x - 0.204043 * y + 1.057311 * z))
    }
}
