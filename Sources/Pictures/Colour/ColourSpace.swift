import CLittleCMS
import Foundation

/// Primaries and a curve: what chunks and boxes tell instead of a profile.
struct ColourSpace: Sendable {
    var name: String
    var primaries: Primaries
    var curve: Curve
    /// How many bits the numbers have whose black is 16 of 255 and white 235; `nil` where all are used.
    var narrowBits: Int?
    var isNarrow: Bool { narrowBits != nil }

    /// The places of white, red, green and blue in the CIE 1931 diagram: x and y each.
    struct Primaries: Sendable, Equatable {
        var xy: [Double]

        static let sRGB = Primaries(xy: [0.3127, 0.3290, 0.64, 0.33, 0.30, 0.60, 0.15, 0.06])
        static let displayP3 = Primaries(xy: [0.3127, 0.3290, 0.680, 0.320, 0.265, 0.690, 0.150, 0.060])
        static let adobeRGB = Primaries(xy: [0.3127, 0.3290, 0.64, 0.33, 0.21, 0.71, 0.15, 0.06])
        static let rec2020 = Primaries(xy: [0.3127, 0.3290, 0.708, 0.292, 0.170, 0.797, 0.131, 0.046])
        static let proPhoto = Primaries(xy: [
            0.3457, 0.3585, 0.734699, 0.265301, 0.159597, 0.840403, 0.036598, 0.000105,
        ])

        /// By ITU-T H.273; `nil` where it is unspecified or unknown.
        init?(code: Int) {
            switch code {
            case 1: self = .sRGB
            case 4: xy = [0.310, 0.316, 0.67, 0.33, 0.21, 0.71, 0.14, 0.08]
            case 5: xy = [0.3127, 0.3290, 0.64, 0.33, 0.29, 0.60, 0.15, 0.06]
            case 6, 7: xy = [0.3127, 0.3290, 0.630, 0.340, 0.310, 0.595, 0.155, 0.070]
            case 9: self = .rec2020
            case 11: xy = [0.314, 0.351, 0.680, 0.320, 0.265, 0.690, 0.150, 0.060]
            case 12: self = .displayP3
            case 22: xy = [0.3127, 0.3290, 0.630, 0.340, 0.295, 0.605, 0.155, 0.077]
            default: return nil
            }
        }

        init(xy: [Double]) { self.xy = xy }
    }

    enum Curve: Sendable, Equatable {
        case sRGB, bt709, smpte240
        /// The exponent from numbers to light.
        case gamma(Double)
        /// High dynamic range: of BT.2100, with 203 candelas as white. As a curve, where what is brighter than white is
        /// white, too, and HLG is a grey's; `HighRangeConversion` has them whole.
        case pq, hlg
        case table([Double])

        /// By ITU-T H.273; `nil` where it is unspecified or unknown.
        init?(code: Int) {
            switch code {
            case 1, 6, 14, 15: self = .bt709
            case 4: self = .gamma(2.2)
            case 5: self = .gamma(2.8)
            case 7: self = .smpte240
            case 8: self = .gamma(1)
            case 13: self = .sRGB
            case 16: self = .pq
            case 17: self = .gamma(2.6)
            case 18: self = .hlg
            default: return nil
            }
        }

        fileprivate func linear(_ value: Double) -> Double {
            switch self {
            case .sRGB: return value.linearFromSRGB
            case .bt709: return value < 0.081 ? value / 4.5 : pow((value + 0.099) / 1.099, 1 / 0.45)
            case .smpte240: return value < 0.0913 ? value / 4 : pow((value + 0.1115) / 1.1115, 1 / 0.45)
            case .gamma(let exponent): return pow(value, exponent)
            case .pq:
                return min(1, Self.light(pq: value) * 10_000 / 203)
            case .hlg:
                return min(1, pow(Self.scene(hlg: value), 1.2) * 1000 / 203)
            case .table(let values):
                return values[Int((value * Double(values.count - 1)).rounded())]
            }
        }
    }

    static let displayP3 = ColourSpace(name: "Display P3", primaries: .displayP3, curve: .sRGB)
    static let adobeRGB = ColourSpace(name: "Adobe RGB (1998)", primaries: .adobeRGB, curve: .gamma(563.0 / 256))
    static let linearSRGB = ColourSpace(name: "linear sRGB", primaries: .sRGB, curve: .gamma(1))

    /// Those that are known by name.
    static let known = [
        displayP3, adobeRGB, linearSRGB,
        ColourSpace(name: "ProPhoto RGB", primaries: .proPhoto, curve: .gamma(1.8)),
        ColourSpace(name: "Rec. 2020", primaries: .rec2020, curve: .bt709),
        ColourSpace(name: "linear Rec. 2020", primaries: .rec2020, curve: .gamma(1)),
        ColourSpace(name: "linear Display P3", primaries: .displayP3, curve: .gamma(1)),
    ]

    /// What the numbers of ITU-T H.273 stand for; `nil` where they leave it open.
    init?(primaries: Int, transfer: Int, narrowBits: Int? = nil) {
        let (colours, curve) = (Primaries(code: primaries), Curve(code: transfer))
        guard colours != nil || curve != nil || narrowBits != nil else { return nil }
        self.init(name: "", primaries: colours ?? .sRGB, curve: curve ?? .sRGB)
        self.narrowBits = narrowBits
        let isSRGB = self.primaries == .sRGB && self.curve == .sRGB
        let first =
            self.primaries == .rec2020
            ? "Rec. 2020" : self.primaries == .displayP3 ? "Display P3" : isSRGB ? "sRGB" : "RGB"
        let second =
            switch self.curve {
            case .sRGB: ""
            case .bt709, .smpte240: " video"
            case .gamma(1): " linear"
            case .gamma(let exponent): " gamma \(exponent)"
            case .pq: " PQ"
            case .hlg: " HLG"
            case .table: ""
            }
        name = first + second + (narrowBits == nil ? "" : ", limited range")
    }

    init(name: String, primaries: Primaries, curve: Curve) {
        self.name = name
        self.primaries = primaries
        self.curve = curve
    }

    /// As an ICC profile; `nil` for primaries that enclose nothing.
    func icc(isGrey: Bool) -> Data? {
        let tone: OpaquePointer?
        switch curve {
        case _ where narrowBits != nil:
            let most = Double(1 << (narrowBits ?? 8)) - 1
            let scale = (most + 1) / 256
            let values = (0...4095).map { step in
                Float(curve.linear(max(0, min(1, (Double(step) / 4095 * most - 16 * scale) / (219 * scale)))))
            }
            tone = cmsBuildTabulatedToneCurveFloat(nil, cmsUInt32Number(values.count), values)
        case .gamma(let exponent): tone = cmsBuildGamma(nil, exponent)
        case .sRGB:
            tone = cmsBuildParametricToneCurve(nil, 4, [2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045])
        case .bt709:
            tone = cmsBuildParametricToneCurve(nil, 4, [1 / 0.45, 1 / 1.099, 0.099 / 1.099, 1 / 4.5, 0.081])
        default:
            let values = (0...4095).map { Float(curve.linear(Double($0) / 4095)) }
            tone = cmsBuildTabulatedToneCurveFloat(nil, cmsUInt32Number(values.count), values)
        }
        guard let tone else { return nil }
        defer { cmsFreeToneCurve(tone) }
        let xy = primaries.xy
        var white = cmsCIExyY(x: xy[0], y: xy[1], Y: 1)
        guard xy.allSatisfy(\.isFinite), [1, 3, 5, 7].allSatisfy({ isGrey || xy[$0] > 0.00001 }) else { return nil }
        var made: cmsHPROFILE?
        if isGrey {
            made = cmsCreateGrayProfile(&white, tone)
        } else {
            var triple = cmsCIExyYTRIPLE(
                Red: cmsCIExyY(x: xy[2], y: xy[3], Y: 1), Green: cmsCIExyY(x: xy[4], y: xy[5], Y: 1),
                Blue: cmsCIExyY(x: xy[6], y: xy[7], Y: 1))
            made = cmsCreateRGBProfile(&white, &triple, [tone, tone, tone])
        }
        guard let made else { return nil }
        defer { cmsCloseProfile(made) }
        cmsSetProfileVersion(made, 4.3)
        if let text = cmsMLUalloc(nil, 1) {
            cmsMLUsetASCII(text, "en", "US", name.isEmpty ? "RGB" : name)
            cmsWriteTag(made, cmsSigProfileDescriptionTag, UnsafeRawPointer(text))
            cmsMLUfree(text)
        }
        if let range = HighRange(self) {
            let body = Array(HighRange.tag.utf8) + [0, 0, 0, 0] + range.cicp
            cmsWriteRawTag(made, cmsSigcicpTag, body, cmsUInt32Number(body.count))
        }
        var count: cmsUInt32Number = 0
        guard cmsSaveProfileToMem(made, nil, &count) != 0, count >= 128 else { return nil }
        var data = Data(count: Int(count))
        guard data.withUnsafeMutableBytes({ cmsSaveProfileToMem(made, $0.baseAddress, &count) }) != 0 else {
            return nil
        }
        // The date of making, without which the same picture gives the same profile.
        let date: [UInt8] = [0x07, 0xE8, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0]
        data.replaceSubrange(24..<36, with: date)
        return data
    }
}

extension Double {
    /// IEC 61966-2-1.
    var linearFromSRGB: Double { self <= 0.04045 ? self / 12.92 : pow((self + 0.055) / 1.055, 2.4) }
    var encodedAsSRGB: Double { self <= 0.0031308 ? self * 12.92 : 1.055 * pow(self, 1 / 2.4) - 0.055 }
}
