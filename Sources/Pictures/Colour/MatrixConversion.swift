import Foundation

/// A curve for each channel and a matrix: what all but a few profiles of pictures are.
struct MatrixConversion: Sendable {
    /// Light by number, a table for each channel.
    let decode: [Float]
    /// Numbers by the square root of light.
    let encode: [Float]
    private let steps: Int
    private let toSRGB: (SIMD4<Float>, SIMD4<Float>, SIMD4<Float>)
    private let fromSRGB: (SIMD4<Float>, SIMD4<Float>, SIMD4<Float>)

    private static let size = 16384

    /// Without colorants the primaries are sRGB's, without curves the curve is.
    init(colorants: [SIMD3<Double>]?, curves: [ToneCurve]?, steps: Int) {
        self.steps = steps
        let tables: [[Float]]
        if let curves {
            tables = curves.map { $0.sampled(steps) }
        } else {
            tables = [(0...steps).map { Float((Double($0) / Double(steps)).linearFromSRGB) }]
        }
        let three = tables.count == 3 ? tables : [tables[0], tables[0], tables[0]]
        decode = three.flatMap { $0 }
        encode = three.flatMap { MatrixConversion.inverse(of: $0, steps: steps) }
        func floats(_ matrix: Matrix3) -> (SIMD4<Float>, SIMD4<Float>, SIMD4<Float>) {
            let columns = matrix.columns.map { SIMD4(Float($0.x), Float($0.y), Float($0.z), 0) }
            return (columns[0], columns[1], columns[2])
        }
        let identity = Matrix3([SIMD3(1, 0, 0), SIMD3(0, 1, 0), SIMD3(0, 0, 1)])
        let matrix = colorants.flatMap { Matrix3.sRGB.inverted?.times(Matrix3($0)) } ?? identity
        toSRGB = floats(matrix)
        fromSRGB = floats(matrix.inverted ?? identity)
    }

    /// For each step of the square root of light, the number that stands for it.
    private static func inverse(of table: [Float], steps: Int) -> [Float] {
        var out = [Float](repeating: 0, count: size + 2)
        var at = 0
        var highest = [Float](table)
        for i in 1..<highest.count { highest[i] = max(highest[i], highest[i - 1]) }
        // Where many numbers are black, the last of them is: of limited range 16.
        while at < steps - 1, highest[at + 1] <= highest[0] { at += 1 }
        for index in 0...size {
            let root = Float(index) / Float(size)
            let light = root * root
            while at < steps - 1, highest[at + 1] < light { at += 1 }
            let (low, high) = (highest[at], highest[at + 1])
            let share = high > low ? max(0, min(1, (light - low) / (high - low))) : (light > low ? 1 : 0)
            out[index] = Float(at) + share
        }
        out[size + 1] = out[size]
        return out
    }

    @inline(__always)
    func light(_ grey: Int) -> Float { decode[grey] }

    @inline(__always)
    func light(_ red: Int, _ green: Int, _ blue: Int, _ decode: UnsafePointer<Float>) -> SIMD4<Float> {
        let count = steps + 1
        return toSRGB.0 * decode[red] + toSRGB.1 * decode[count + green] + toSRGB.2 * decode[2 * count + blue]
    }

    @inline(__always)
    func own(_ light: SIMD4<Float>, _ encode: UnsafePointer<Float>) -> SIMD4<Float> {
        let linear = fromSRGB.0 * light.x + fromSRGB.1 * light.y + fromSRGB.2 * light.z
        let place = linear.clamped(lowerBound: SIMD4(), upperBound: SIMD4(repeating: 1)).squareRoot() * Float(Self.size)
        let count = Self.size + 2
        return SIMD4(
            Self.value(encode, place.x), Self.value(encode + count, place.y), Self.value(encode + 2 * count, place.z), 0
        )
    }

    func own(grey light: SIMD4<Float>) -> SIMD4<Float> {
        let luminance = 0.2126 * light.x + 0.7152 * light.y + 0.0722 * light.z
        let value = encode.withUnsafeBufferPointer {
            Self.value($0.baseAddress!, max(0, min(1, luminance)).squareRoot() * Float(Self.size))
        }
        return SIMD4(value, value, value, 0)
    }

    @inline(__always)
    private static func value(_ table: UnsafePointer<Float>, _ place: Float) -> Float {
        let index = Int(place)
        return table[index] + (table[index + 1] - table[index]) * (place - Float(index))
    }

    @inline(__always)
    func fitted(_ light: SIMD4<Float>) -> SIMD4<Float> {
        let own = fromSRGB.0 * light.x + fromSRGB.1 * light.y + fromSRGB.2 * light.z
        let (high, low) = (max(own.x, max(own.y, own.z)), min(own.x, min(own.y, own.z)))
        // A hair's breadth is rounding.
        guard high > 1.00001 || low < -0.00001 else { return light }
        let grey = max(0, min(1, 0.2126 * light.x + 0.7152 * light.y + 0.0722 * light.z))
        var share: Float = 1
        if high > 1, high > grey { share = min(share, (1 - grey) / (high - grey)) }
        if low < 0, low < grey { share = min(share, grey / (grey - low)) }
        var fitted = SIMD4(repeating: grey) + (light - SIMD4(repeating: grey)) * share
        fitted.w = light.w
        return fitted
    }
}
