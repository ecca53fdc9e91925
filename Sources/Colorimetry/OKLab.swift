public import Foundation

/// A colour in OKLab: lightness 0...1, then a (green to red) and b (blue to yellow).
package typealias Lab = SIMD3<Float>

/// To and from OKLab. Matrices from Björn Ottosson, "A perceptual color space for image processing" (2020).
package enum OKLab {
    @inline(__always) @inlinable
    package static func fromLinear(_ rgb: SIMD3<Float>) -> Lab {
        let l = cubeRoot(0.4122214708 * rgb.x + 0.5363325363 * rgb.y + 0.0514459929 * rgb.z)
        let m = cubeRoot(0.2119034982 * rgb.x + 0.6806995451 * rgb.y + 0.1073969566 * rgb.z)
        let s = cubeRoot(0.0883024619 * rgb.x + 0.2817188376 * rgb.y + 0.6299787005 * rgb.z)
        return Lab(
            0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
            1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
            0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s
        )
    }

    @inline(__always) @inlinable
    package static func toLinear(_ lab: Lab) -> SIMD3<Float> {
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

    /// The nearest sRGB colour of the same lightness and about the same hue.
    @inlinable package static func bytes(of lab: Lab) -> (UInt8, UInt8, UInt8) {
        let c = inGamut(lab)
        return (SRGB.byte(c.x), SRGB.byte(c.y), SRGB.byte(c.z))
    }

    /// Two Newton steps from a guess in the exponent bits; relative error under 1e-5.
    @inline(__always) @inlinable
    package static func cubeRoot(_ x: Float) -> Float {
        guard x > 1e-9 else { return 0 }
        var y = Float(bitPattern: x.bitPattern / 3 &+ 709_921_077)
        y = (2 * y + x / (y * y)) * (1.0 / 3)
        y = (2 * y + x / (y * y)) * (1.0 / 3)
        return y
    }

    /// Linear light within sRGB: lightness and hue stay, chroma shrinks as far as it must.
    @inlinable package static func inGamut(_ lab: Lab) -> SIMD3<Float> {
        var colour = lab
        colour.x = min(max(colour.x, 0), 1)
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

    @inline(__always) @inlinable
    package static func isInside(_ rgb: SIMD3<Float>) -> Bool {
        rgb.min() > -0.0005 && rgb.max() < 1.0005
    }
}

extension SIMD3 where Scalar == Float {
    /// a and b as a length.
    @inlinable package var chroma: Float { (y * y + z * z).squareRoot() }
    /// The angle of a and b, -π...π.
    @inlinable package var hue: Float { atan2f(z, y) }

    /// The squared difference with the given weights; chroma counts double unless said otherwise.
    @inline(__always) @inlinable
    package func squaredDistance(to other: Self, weights: Self = Self(1, 2, 2)) -> Float {
        let d = (self - other) * weights
        return (d * d).sum()
    }

    @inlinable package func distance(to other: Self) -> Float { squaredDistance(to: other).squareRoot() }
}

/// The angle between two hues, 0...π.
@inlinable package func hueDistance(_ a: Float, _ b: Float) -> Float {
    let d = abs(a - b).truncatingRemainder(dividingBy: 2 * .pi)
    return min(d, 2 * .pi - d)
}
