import Colorimetry
import Foundation

/// Curves as tables.
///
/// Those of luminance have `size + 1` entries over the square root of linear light and give linear light.
enum Curve {
    static let size = 2048

    private static func luminance(_ map: (Double) -> Double) -> [Float] {
        (0...size).map { index in
            let root = Double(index) / Double(size)
            return Float(map(root * root))
        }
    }

    /// Exposure that keeps black and white in place: x·e / (1 + x·(e − 1)), whose inverse is the opposite exposure.
    static func brightness(stops: Float) -> [Float] {
        let exposure = pow(2, Double(stops))
        return luminance { $0 * exposure / (1 + $0 * (exposure - 1)) }
    }

    /// sRGB of 18 % grey.
    private static let middle = 0.4613561

    /// Above 0 an S of two powers that meet in middle grey; below 0 a straight line towards middle grey.
    static func contrast(_ amount: Float) -> [Float] {
        if amount >= 0 {
            let slope = 1 + 0.25 * Double(amount)
            return luminance { linear in SRGB.linear(sigmoid(SRGB.encoded(linear), slope: slope)) }
        }
        let flattening = 0.65 * (1 - exp(0.26 * Double(amount)))
        return luminance { linear in
            let value = SRGB.encoded(linear)
            return SRGB.linear(value + (middle - value) * flattening)
        }
    }

    private static func sigmoid(_ value: Double, slope: Double) -> Double {
        value < middle
            ? middle * pow(value / middle, slope) : 1 - (1 - middle) * pow((1 - value) / (1 - middle), slope)
    }

    /// sRGB bytes, three for each entry, over the square root of luminance.
    static let blackAndWhite: [UInt8] = (0...size).flatMap { index -> [UInt8] in
        let root = Double(index) / Double(size)
        let value = UInt8(sigmoid(SRGB.encoded(root * root), slope: 1.1) * 255 + 0.5)
        return [value, value, value]
    }

    /// A brown-toned print: warm paper, dark brown shadows, most colour in the midtones.
    static let sepia: [UInt8] = (0...size).flatMap { index -> [UInt8] in
        let root = Double(index) / Double(size)
        let value = sigmoid(SRGB.encoded(root * root), slope: 1.05)
        let lightness = 0.14 + 0.83 * value
        let chroma = 0.012 + 0.036 * (4 * value * (1 - value)).squareRoot()
        let hue = 1.17
        let bytes = OKLab.bytes(of: Lab(Float(lightness), Float(chroma * cos(hue)), Float(chroma * sin(hue))))
        return [bytes.0, bytes.1, bytes.2]
    }

    /// Above 1 lighter midtones, below 1 darker ones.
    static func gamma(_ gamma: Double) -> [Float] {
        luminance { SRGB.linear(pow(SRGB.encoded($0), 1 / gamma)) }
    }

    /// Moves the white end up or down; black and the dark half hardly move.
    static func whites(_ shift: Double) -> [Float] {
        luminance { linear in
            let value = SRGB.encoded(linear)
            return SRGB.linear(min(1, value * (1 + shift * value * value)))
        }
    }

    /// Moves the black end up or down; white and the light half hardly move.
    static func blacks(_ shift: Double) -> [Float] {
        luminance { linear in
            let value = SRGB.encoded(linear)
            return SRGB.linear(min(1, max(0, value + shift * pow(1 - value, 4))))
        }
    }

    /// A straight line from the black point to the white point.
    static func levels(black: Double, white: Double) -> [Float] {
        luminance { SRGB.linear(min(1, max(0, (SRGB.encoded($0) - black) / (white - black)))) }
    }

    /// Steps of lightness, so that hues stay and greys get no cast.
    static func posterisation(_ amount: Float) -> [Float] {
        let steps = Double(min(max((5 / amount.squareRoot()).rounded(), 1), 15))
        return luminance { SRGB.linear((SRGB.encoded($0) * steps).rounded() / steps) }
    }
}
