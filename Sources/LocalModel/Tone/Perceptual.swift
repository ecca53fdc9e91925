import Foundation

/// A colour in OKLab: lightness 0...1, and two axes from green to red and from blue to yellow.
///
/// Matrices from Björn Ottosson, "A perceptual color space for image processing" (2020).
struct Perceptual: Equatable {
    var lightness: Float
    var a: Float
    var b: Float

    init(lightness: Float, a: Float, b: Float) {
        (self.lightness, self.a, self.b) = (lightness, a, b)
    }

    init(red: UInt8, green: UInt8, blue: UInt8) {
        let light = Transfer.linear
        self.init(linear: SIMD3(light[Int(red)], light[Int(green)], light[Int(blue)]))
    }

    @inline(__always)
    init(linear c: SIMD3<Float>) {
        let l = Self.cubeRoot(0.4122214708 * c.x + 0.5363325363 * c.y + 0.0514459929 * c.z)
        let m = Self.cubeRoot(0.2119034982 * c.x + 0.6806995451 * c.y + 0.1073969566 * c.z)
        let s = Self.cubeRoot(0.0883024619 * c.x + 0.2817188376 * c.y + 0.6299787005 * c.z)
        lightness = 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s
        a = 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s
        b = 0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s
    }

    /// May lie outside 0...1 where no sRGB colour looks like this.
    @inline(__always)
    var linear: SIMD3<Float> {
        let l = lightness + 0.3963377774 * a + 0.2158037573 * b
        let m = lightness - 0.1055613458 * a - 0.0638541728 * b
        let s = lightness - 0.0894841775 * a - 1.2914855480 * b
        let (l3, m3, s3) = (l * l * l, m * m * m, s * s * s)
        return SIMD3(
            4.0767416621 * l3 - 3.3077115913 * m3 + 0.2309699292 * s3,
            -1.2684380046 * l3 + 2.6097574011 * m3 - 0.3413193965 * s3,
            -0.0041960863 * l3 - 0.7034186147 * m3 + 1.7076147010 * s3
        )
    }

    /// The nearest sRGB colour of the same lightness and about the same hue.
    var bytes: (UInt8, UInt8, UInt8) {
        let grey = min(max(lightness, 0), 1)
        let c = Transfer.fitted(linear, around: grey * grey * grey)
        return (Transfer.byte(c.x), Transfer.byte(c.y), Transfer.byte(c.z))
    }

    /// Two Newton steps from a guess in the exponent bits; relative error under 1e-5.
    @inline(__always)
    private static func cubeRoot(_ x: Float) -> Float {
        guard x > 1e-9 else { return 0 }
        var y = Float(bitPattern: x.bitPattern / 3 &+ 709_921_077)
        y = (2 * y + x / (y * y)) * (1.0 / 3)
        y = (2 * y + x / (y * y)) * (1.0 / 3)
        return y
    }
}
