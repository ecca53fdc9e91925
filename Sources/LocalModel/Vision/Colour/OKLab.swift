import Foundation

/// A colour in OKLab: lightness 0...1, then a (green to red) and b (blue to yellow).
typealias Lab = SIMD3<Float>

/// Björn Ottosson's OKLab, to and from sRGB.
enum OKLab {
    /// Linear light of the 256 values of sRGB.
    static let decode: [Float] = (0..<256).map { value in
        let c = Double(value) / 255
        return Float(c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4))
    }

    private static let encodeSteps = 4096
    private static let encodeTable: [Float] = (0...encodeSteps + 1).map { step in
        // Steps of the square root, where the curve is nearly straight.
        let root = Double(step) / Double(encodeSteps)
        return Float(encoded(root * root))
    }

    private static func encoded(_ c: Double) -> Double {
        c <= 0.0031308 ? c * 12.92 : 1.055 * pow(c, 1 / 2.4) - 0.055
    }

    /// sRGB 0...1 of linear light, which is clipped to 0...1.
    static func encode(_ linear: Float) -> Float {
        let position = clamp(linear, 0, 1).squareRoot() * Float(encodeSteps)
        let below = Int(position)
        let a = encodeTable[below]
        return a + (encodeTable[below + 1] - a) * (position - Float(below))
    }

    @inline(__always)
    static func fromLinear(_ rgb: SIMD3<Float>) -> Lab {
        let l = cbrtf(0.4122214708 * rgb.x + 0.5363325363 * rgb.y + 0.0514459929 * rgb.z)
        let m = cbrtf(0.2119034982 * rgb.x + 0.6806995451 * rgb.y + 0.1073969566 * rgb.z)
        let s = cbrtf(0.0883024619 * rgb.x + 0.2817188376 * rgb.y + 0.6299787005 * rgb.z)
        return Lab(
            0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
            1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
            0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s
        )
    }

    @inline(__always)
    static func toLinear(_ lab: Lab) -> SIMD3<Float> {
        let l = lab.x + 0.3963377774 * lab.y + 0.2158037573 * lab.z
        let m = lab.x - 0.1055613458 * lab.y - 0.0638541728 * lab.z
        let s = lab.x - 0.0894841775 * lab.y - 1.2914855480 * lab.z
        let (l3, m3, s3) = (l * l * l, m * m * m, s * s * s)
        return SIMD3(
            4.0767416621 * l3 - 3.3077115913 * m3 + 0.2309699292 * s3,
            -1.2684380046 * l3 + 2.6097574011 * m3 - 0.3413193965 * s3,
            -0.0041960863 * l3 - 0.7034186147 * m3 + 1.7076147010 * s3
        )
    }

    static func of(_ colour: NamedColour) -> Lab {
        fromLinear(SIMD3(decode[Int(colour.red)], decode[Int(colour.green)], decode[Int(colour.blue)]))
    }

    /// Linear light within sRGB: lightness and hue stay, chroma shrinks as far as it must.
    static func inGamut(_ lab: Lab) -> SIMD3<Float> {
        var colour = lab
        colour.x = clamp(colour.x, 0, 1)
        let linear = toLinear(colour)
        if isInside(linear) { return linear }
        var low: Float = 0
        var high: Float = 1
        for _ in 0..<12 {
            let middle = (low + high) / 2
            if isInside(toLinear(Lab(colour.x, colour.y * middle, colour.z * middle))) {
                low = middle
            } else {
                high = middle
            }
        }
        return toLinear(Lab(colour.x, colour.y * low, colour.z * low))
    }

    @inline(__always)
    private static func isInside(_ rgb: SIMD3<Float>) -> Bool {
        rgb.min() > -0.0005 && rgb.max() < 1.0005
    }
}

extension SIMD3 where Scalar == Float {
    /// a and b as a length.
    var chroma: Float { (y * y + z * z).squareRoot() }
    /// The angle of a and b, -π...π.
    var hue: Float { atan2f(z, y) }

    /// The squared difference with the given weights; chroma counts double unless said otherwise.
    @inline(__always)
    func squaredDistance(to other: Self, weights: Self = Self(1, 2, 2)) -> Float {
        let d = (self - other) * weights
        return (d * d).sum()
    }

    func distance(to other: Self) -> Float { squaredDistance(to: other).squareRoot() }
}

/// The angle between two hues, 0...π.
func hueDistance(_ a: Float, _ b: Float) -> Float {
    let d = abs(a - b).truncatingRemainder(dividingBy: 2 * .pi)
    return min(d, 2 * .pi - d)
}
