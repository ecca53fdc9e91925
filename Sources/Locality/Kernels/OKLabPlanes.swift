import CPlanes
import Foundation

/// A picture in OKLab, its chroma axes stretched by 1.6 because a change of hue matters more than one of lightness.
///
/// Linear light is lifted by a viewing flare of 0.004 first. Without it one code value near black counts as much as
/// thirty in the middle.
struct OKLabPlanes {
    let lightness: Plane
    let a: Plane
    let b: Plane

    static let chromaWeight: Float = 1.6

    init(lightness: Plane, a: Plane, b: Plane) {
        self.lightness = lightness
        self.a = a
        self.b = b
    }

    init(_ picture: RGBPlanes, _ workers: Workers) {
        let (width, height) = (picture.width, picture.height)
        let (lightness, aPlane, bPlane) = (
            Plane(width: width, height: height), Plane(width: width, height: height),
            Plane(width: width, height: height)
        )
        self.init(lightness: lightness, a: aPlane, b: bPlane)
        let sources = [picture.red.values, picture.green.values, picture.blue.values]
        workers.rows(height) { rows in
            let start = rows.lowerBound * width
            let colours: [UnsafePointer<Float>] = sources.map { UnsafePointer($0 + start) }
            planes_oklab(
                colours, OKLabPlanes.linear, OKLabPlanes.chromaWeight, Int32(rows.count * width),
                lightness.values + start, aPlane.values + start, bPlane.values + start)
        }
    }

    /// Weighted OKLab of linear light that has its flare.
    @inline(__always)
    static func weighted(_ red: Float, _ green: Float, _ blue: Float) -> (Float, Float, Float) {
        let l = cubeRoot(0.412_221_47 * red + 0.536_332_54 * green + 0.051_445_993 * blue)
        let m = cubeRoot(0.211_903_5 * red + 0.680_699_55 * green + 0.107_396_96 * blue)
        let s = cubeRoot(0.088_302_46 * red + 0.281_718_84 * green + 0.629_978_7 * blue)
        return (
            0.210_454_26 * l + 0.793_617_8 * m - 0.004_072_047 * s,
            chromaWeight * (1.977_998_5 * l - 2.428_592_2 * m + 0.450_593_7 * s),
            chromaWeight * (0.025_904_037 * l + 0.782_771_77 * m - 0.808_675_77 * s)
        )
    }

    /// Weighted OKLab of sRGB values, each 0...1.
    static func weighted(srgb red: Float, _ green: Float, _ blue: Float) -> (Float, Float, Float) {
        func light(_ value: Float) -> Float { linear[index(max(0, min(1, value)))] }
        return weighted(light(red), light(green), light(blue))
    }

    /// Weighted OKLab of 8-bit sRGB values.
    @inline(__always)
    static func weighted(srgb8 red: UInt8, _ green: UInt8, _ blue: UInt8) -> (Float, Float, Float) {
        // 4095 / 255, rounded.
        func light(_ value: UInt8) -> Float { linear[(Int(value) * 4095 + 127) / 255] }
        return weighted(light(red), light(green), light(blue))
    }

    /// The distance in OKLab itself, without the weights.
    @inline(__always)
    static func deltaE(_ first: (Float, Float, Float), _ second: (Float, Float, Float)) -> Float {
        let l = first.0 - second.0
        let (a, b) = ((first.1 - second.1) / chromaWeight, (first.2 - second.2) / chromaWeight)
        return (l * l + a * a + b * b).squareRoot()
    }

    /// Linear light of 4096 sRGB values from 0 to 1, with the flare.
    static let linear: [Float] = (0..<4096).map { index in
        let value = Double(index) / 4095
        let light = value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        return Float((light + 0.004) / 1.004)
    }

    /// The place of a value, 0...1, in `linear`: adding two to the power of 23 leaves the rounded number in the last bits.
    @inline(__always)
    private static func index(_ value: Float) -> Int {
        Int((value * 4095 + 0x1p23).bitPattern & 0xFFF)
    }

    func gaussian(_ sigma: Float, _ workers: Workers) -> OKLabPlanes {
        OKLabPlanes(
            lightness: lightness.gaussian(sigma, workers), a: a.gaussian(sigma, workers), b: b.gaussian(sigma, workers))
    }

    func reduced(to width: Int, _ height: Int, _ workers: Workers) -> OKLabPlanes {
        OKLabPlanes(
            lightness: lightness.reduced(to: width, height, workers), a: a.reduced(to: width, height, workers),
            b: b.reduced(to: width, height, workers))
    }

    var channels: [Plane] { [lightness, a, b] }
}

/// Good to seven digits for positive values. The first guess divides the exponent by three with shifts (Hacker's
/// Delight); two steps of Halley's method follow.
@inline(__always)
package func cubeRoot(_ value: Float) -> Float {
    var bits = value.bitPattern
    bits = (bits >> 2) &+ (bits >> 4)
    bits = bits &+ (bits >> 4)
    bits = bits &+ (bits >> 8)
    var root = Float(bitPattern: bits &+ 0x2A51_37A0)
    for _ in 0..<2 {
        let cube = root * root * root
        root *= (cube + 2 * value) / (2 * cube + value)
    }
    return root
}
