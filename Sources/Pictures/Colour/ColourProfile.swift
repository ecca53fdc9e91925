import CLittleCMS
public import Foundation

/// The colours that a picture's numbers stand for.
public struct ColourProfile: Sendable, Equatable {
    /// An ICC profile; `nil` for sRGB, and for grey with sRGB's curve.
    public let icc: Data?
    /// "sRGB", "Display P3"; else the profile's own description, which is foreign text.
    public let name: String

    public static let sRGB = ColourProfile(icc: nil, name: "sRGB")
    public static let displayP3 = ColourProfile(.displayP3)

    public var isSRGB: Bool { icc == nil }

    private init(icc: Data?, name: String) {
        self.icc = icc
        self.name = name
    }

    /// What an ICC profile says of pictures with one channel of colour or three; `nil` if it makes no sense, or is for
    /// others.
    ///
    /// Primaries and curve make it sRGB, never its name.
    init?(icc: Data, isGrey: Bool) {
        guard let icc = ColourProfile.cleaned(icc), let content = ProfileContent(icc), content.isGrey == isGrey else {
            return nil
        }
        if content.isLikeSRGB {
            self = .sRGB
        } else {
            self.init(icc: icc, name: content.name)
        }
    }

    /// With a head as the specification (ICC.1, 7.2) has it: libpng writes no other, and a picture without its profile has
    /// other colours. `nil` for what is no device's or space's profile. One that is in order stays byte for byte.
    static func cleaned(_ icc: Data) -> Data? {
        var bytes = [UInt8](icc)
        guard bytes.count >= 132 else { return nil }
        func number(_ place: Int) -> Int { bytes[place..<(place + 4)].reduce(0) { $0 << 8 | Int($1) } }
        func put(_ value: Int, at place: Int) {
            for index in 0..<4 { bytes[place + index] = UInt8(truncatingIfNeeded: value >> (24 - 8 * index)) }
        }
        guard ["scnr", "mntr", "prtr", "spac"].contains(String(decoding: bytes[12..<16], as: UTF8.self)) else {
            return nil
        }
        let told = number(0)
        guard told >= 132 else { return nil }
        if told < bytes.count { bytes.removeLast(bytes.count - told) }
        while bytes.count % 4 != 0 { bytes.append(0) }
        if told != bytes.count, told <= icc.count { put(bytes.count, at: 0) }
        // Perceptual where the intent is none of the four; D50, which everything in a profile refers to.
        if number(64) > 3 { put(0, at: 64) }
        let white = [0xF6D6, 0x10000, 0xD32D]
        for (index, value) in white.enumerated() where abs(number(68 + 4 * index) - value) > 0 {
            put(value, at: 68 + 4 * index)
        }
        let clean = Data(bytes)
        if clean != icc { for index in 84..<100 { bytes[index] = 0 } }  // the digest of what it was
        return clean == icc ? icc : Data(bytes)
    }

    /// A profile of our own making.
    init(_ space: ColourSpace, isGrey: Bool = false) {
        guard let icc = space.icc(isGrey: isGrey), let profile = ColourProfile(icc: icc, isGrey: isGrey) else {
            self = .sRGB
            return
        }
        self.init(icc: profile.icc, name: profile.isSRGB ? profile.name : space.name)
    }

    /// The same curve for three channels: a grey picture in it looks the same when its value stands in each of them.
    var forColours: ColourProfile {
        guard let icc, let content = ProfileContent(icc, steps: 4095), content.isGrey else { return self }
        let curve = ColourSpace.Curve.table(content.curves[0].sampled(4095).map { Double($0) })
        return ColourProfile(ColourSpace(name: name, primaries: .sRGB, curve: curve))
    }
}

/// What was read out of an ICC profile.
struct ProfileContent {
    let isGrey: Bool
    /// The colours of full red, green and blue as the profile connection space has them; `nil` for profiles with tables.
    let colorants: [SIMD3<Double>]?
    /// For each channel of colour; of profiles with tables none.
    let curves: [ToneCurve]
    let description: String
    private let icc: Data

    /// `nil` for what makes no sense or is for other channels than grey or RGB.
    init?(_ icc: Data, steps: Int = 255) {
        guard icc.count >= 128, icc.count < 1 << 26,
            let profile = icc.withUnsafeBytes({ cmsOpenProfileFromMem($0.baseAddress, cmsUInt32Number($0.count)) })
        else { return nil }
        defer { cmsCloseProfile(profile) }
        self.icc = icc
        description = ProfileContent.description(of: profile)
        func curve(_ tag: cmsTagSignature) -> ToneCurve? {
            guard let read = cmsReadTag(profile, tag) else { return nil }
            return ToneCurve(OpaquePointer(read), steps: steps)
        }
        func colorant(_ tag: cmsTagSignature) -> SIMD3<Double>? {
            guard let read = cmsReadTag(profile, tag) else { return nil }
            let xyz = read.assumingMemoryBound(to: cmsCIEXYZ.self).pointee
            let colour = SIMD3(xyz.X, xyz.Y, xyz.Z)
            return (0..<3).allSatisfy { colour[$0].isFinite && abs(colour[$0]) < 8 } ? colour : nil
        }
        switch cmsGetColorSpace(profile) {
        case cmsSigGrayData:
            guard let grey = curve(cmsSigGrayTRCTag) else { return nil }
            (isGrey, colorants, curves) = (true, nil, [grey])
        case cmsSigRgbData:
            isGrey = false
            let tables = [cmsSigAToB0Tag, cmsSigAToB1Tag].contains { cmsIsTag(profile, $0) != 0 }
            if !tables, let red = colorant(cmsSigRedColorantTag), let green = colorant(cmsSigGreenColorantTag),
                let blue = colorant(cmsSigBlueColorantTag), let redCurve = curve(cmsSigRedTRCTag),
                let greenCurve = curve(cmsSigGreenTRCTag), let blueCurve = curve(cmsSigBlueTRCTag),
                Matrix3([red, green, blue]).inverted != nil
            {
                (colorants, curves) = ([red, green, blue], [redCurve, greenCurve, blueCurve])
            } else {
                guard tables || [cmsSigBToA0Tag, cmsSigBToA1Tag].contains(where: { cmsIsTag(profile, $0) != 0 }),
                    TableConversion(icc) != nil
                else { return nil }
                (colorants, curves) = (nil, [])
            }
        default: return nil
        }
    }

    private static func description(of profile: cmsHPROFILE) -> String {
        var text = [CChar](repeating: 0, count: 256)
        let count = cmsGetProfileInfoASCII(profile, cmsInfoDescription, "en", "US", &text, 255)
        return count > 0 ? String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self) : ""
    }

    /// Whether it makes of all colours what sRGB makes of them, to within one step of 255.
    var isLikeSRGB: Bool {
        if isGrey {
            return (0...255).allSatisfy { step in
                abs(Double(curves[0].linear(Float(step) / 255)).encodedAsSRGB * 255 - Double(step)) <= 1
            }
        }
        let steps = stride(from: 0, through: 255, by: 15).map { UInt8($0) }
        var row: [UInt8] = []
        for red in steps { for green in steps { for blue in steps { row += [red, green, blue] } } }
        guard let view = ColourConversion(icc, bits: 8, isGrey: false)?.view(of: row) else { return false }
        return zip(row, view).allSatisfy { abs(Int($0) - Int($1)) <= 1 }
    }

    /// What designers call it, where it is one of those; else its description.
    var name: String {
        if let colorants {
            for space in ColourSpace.known {
                guard let icc = space.icc(isGrey: false), let other = ProfileContent(icc), let theirs = other.colorants
                else { continue }
                let near = zip(colorants, theirs).allSatisfy { a, b in (0..<3).allSatisfy { abs(a[$0] - b[$0]) < 0.004 }
                }
                let alike = zip(curves, other.curves).allSatisfy { a, b in
                    stride(from: Float(0.1), through: 1, by: 0.1).allSatisfy {
                        abs(a.linear($0) - b.linear($0)) < 0.006
                    }
                }
                if near, alike { return space.name }
            }
        }
        return description.isEmpty ? "a profile of its own" : description
    }
}

/// One channel's curve, from its numbers (0...1) to light.
struct ToneCurve: Sendable {
    private let values: [Float]

    /// Of LittleCMS, at so many steps and one more.
    init(_ curve: OpaquePointer, steps: Int) {
        values = (0...steps).map { step in
            let value = cmsEvalToneCurveFloat(curve, Float(step) / Float(steps))
            return value.isFinite ? max(0, min(1, value)) : 0
        }
    }

    func linear(_ value: Float) -> Float {
        let place = max(0, min(1, value)) * Float(values.count - 1)
        let index = min(Int(place), values.count - 2)
        return values[index] + (values[index + 1] - values[index]) * (place - Float(index))
    }

    /// The values of so many steps and one more.
    func sampled(_ steps: Int) -> [Float] {
        steps == values.count - 1 ? values : (0...steps).map { linear(Float($0) / Float(steps)) }
    }
}
