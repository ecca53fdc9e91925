import Foundation

/// High dynamic range by ITU-R BT.2100, which no curve of an ICC profile can say: white at 203 candelas lies far below
/// the greatest numbers, and HLG's colours depend on their brightness. A profile tells it beside its curves, by its
/// `cicp` tag (ICC.1:2022, 9.2.17).
struct HighRange: Sendable, Equatable {
    /// Primaries, transfer, matrix and range by ITU-T H.273.
    let cicp: [UInt8]
    let primaries: ColourSpace.Primaries

    static let tag = "cicp"

    private init?(_ cicp: [UInt8]) {
        guard cicp.count == 4, [16, 18].contains(cicp[1]), cicp[2] == 0,
            let primaries = ColourSpace.Primaries(code: Int(cicp[0]))
        else { return nil }
        self.cicp = cicp
        self.primaries = primaries
    }

    /// `nil` for a profile that tells nothing of it.
    init?(icc: Data) {
        let reader = ByteReader(data: icc)
        for index in 0..<min(reader.uint32(at: 128) ?? 0, 200) {
            let entry = 132 + 12 * index
            guard reader.text(at: entry, count: 4) == Self.tag, let offset = reader.uint32(at: entry + 4),
                reader.text(at: offset, count: 4) == Self.tag, let numbers = reader.bytes(at: offset + 8, count: 4)
            else { continue }
            self.init(Array(numbers))
            return
        }
        return nil
    }

    init?(_ space: ColourSpace) {
        guard let code = space.primaries.code else { return nil }
        let range: UInt8 = space.isNarrow ? 0 : 1
        switch space.curve {
        case .pq: self.init([code, 16, 0, range])
        case .hlg: self.init([code, 18, 0, range])
        default: return nil
        }
    }

    var isHLG: Bool { cicp[1] == 18 }
    var isNarrow: Bool { cicp[3] == 0 }
}

extension ColourProfile {
    var highRange: HighRange? { icc.flatMap { HighRange(icc: $0) } }
}

/// Between the numbers of BT.2100 and light, of which 1 is white and the brightest are some 49.
struct HighRangeConversion: Sendable {
    private let isHLG: Bool
    private let steps: Int
    /// The number that stands for black, and how many there are from it to the greatest.
    private let black: Double
    private let span: Double
    /// Light by number; of HLG the light of the scene.
    private let decode: [Float]
    private let luminance: SIMD4<Float>
    private let toSRGB: [SIMD4<Float>]
    private let fromSRGB: [SIMD4<Float>]

    /// Candelas of white (ITU-R BT.2408), of the greatest number of PQ, and of a display for HLG.
    private static let (white, brightest, display) = (203.0, 10_000.0, 1000.0)

    /// `colorants` are the profile's.
    init(_ range: HighRange, colorants: [SIMD3<Double>]?, steps: Int) {
        isHLG = range.isHLG
        self.steps = steps
        let scale = Double(steps + 1) / 256
        let (black, span) = range.isNarrow ? (16 * scale, 219 * scale) : (0, Double(steps))
        self.black = black
        self.span = span
        let isHLG = range.isHLG
        decode = (0...steps).map { number in
            let value = max(0, min(1, (Double(number) - black) / span))
            return Float(
                isHLG
                    ? ColourSpace.Curve.scene(hlg: value)
                    : ColourSpace.Curve.light(pq: value) * Self.brightest / Self.white)
        }
        let weights = range.primaries.luminance
        luminance = SIMD4(Float(weights.x), Float(weights.y), Float(weights.z), 0)
        let identity = Matrix3([SIMD3(1, 0, 0), SIMD3(0, 1, 0), SIMD3(0, 0, 1)])
        let matrix = colorants.flatMap { Matrix3.sRGB.inverted?.times(Matrix3($0)) } ?? identity
        func floats(_ matrix: Matrix3) -> [SIMD4<Float>] {
            matrix.columns.map { SIMD4(Float($0.x), Float($0.y), Float($0.z), 0) }
        }
        toSRGB = floats(matrix)
        fromSRGB = floats(matrix.inverted ?? identity)
    }

    func light(_ red: Int, _ green: Int, _ blue: Int) -> SIMD4<Float> {
        var own = SIMD4(decode[red], decode[green], decode[blue], 0)
        if isHLG {
            let brightness = (own * luminance).sum()
            own *= Float(Self.display / Self.white) * pow(brightness, 0.2)
        }
        return toSRGB[0] * own.x + toSRGB[1] * own.y + toSRGB[2] * own.z
    }

    /// Numbers, not yet rounded.
    func own(_ light: SIMD4<Float>) -> SIMD4<Float> {
        var own = fromSRGB[0] * light.x + fromSRGB[1] * light.y + fromSRGB[2] * light.z
        own = own.clamped(lowerBound: SIMD4(), upperBound: SIMD4(repeating: 100))
        if isHLG {
            own *= Float(Self.white / Self.display)
            let brightness = (own * luminance).sum()
            if brightness > 0 { own *= pow(brightness, 1 / 1.2 - 1) }
        }
        var numbers = SIMD4<Float>()
        for channel in 0..<3 {
            let value = Double(own[channel])
            let code =
                isHLG
                ? ColourSpace.Curve.hlg(scene: value) : ColourSpace.Curve.pq(light: value * Self.white / Self.brightest)
            numbers[channel] = Float(max(0, min(Double(steps), black + code * span)))
        }
        return numbers
    }

    func own(grey light: SIMD4<Float>) -> SIMD4<Float> {
        let grey = 0.2126 * light.x + 0.7152 * light.y + 0.0722 * light.z
        return own(SIMD4(grey, grey, grey, 0))
    }
}

extension ColourSpace.Primaries {
    /// How much of white's luminance is red's, green's and blue's.
    var luminance: SIMD3<Double> {
        func tall(_ x: Double, _ y: Double) -> SIMD3<Double> { SIMD3(x / y, 1, (1 - x - y) / y) }
        let colours = Matrix3([tall(xy[2], xy[3]), tall(xy[4], xy[5]), tall(xy[6], xy[7])])
        return colours.inverted?.times(tall(xy[0], xy[1])) ?? SIMD3(0.2627, 0.6780, 0.0593)
    }

    /// Its number in ITU-T H.273.
    var code: UInt8? {
        let codes: [UInt8] = [1, 4, 5, 6, 9, 11, 12, 22]
        return codes.first { ColourSpace.Primaries(code: Int($0)) == self }
    }
}

extension ColourSpace.Curve {
    private static let (a, b, c) = (0.17883277, 0.28466892, 0.55991073)

    static func scene(hlg value: Double) -> Double {
        value <= 0.5 ? value * value / 3 : (exp((value - c) / a) + b) / 12
    }

    static func hlg(scene: Double) -> Double {
        scene <= 1.0 / 12 ? (3 * max(0, scene)).squareRoot() : a * log(12 * scene - b) + c
    }

    private static let (m1, m2) = (2610.0 / 16384, 2523.0 / 32)
    private static let (c1, c2, c3) = (3424.0 / 4096, 2413.0 / 128, 2392.0 / 128)

    /// Of the brightest.
    static func light(pq value: Double) -> Double {
        let root = pow(value, 1 / m2)
        return pow(max(root - c1, 0) / (c2 - c3 * root), 1 / m1)
    }

    static func pq(light: Double) -> Double {
        let power = pow(max(0, light), m1)
        return pow((c1 + c2 * power) / (1 + c3 * power), m2)
    }
}
