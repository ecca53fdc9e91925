import CLittleCMS
import Foundation

/// Profiles that tell only the way from their own numbers, as scanners' do: nothing could be written back.
enum OneWayProfile {
    /// What pictures in it become: wide enough for anything.
    static let goal = ColourSpace.known.first { $0.primaries == .proPhoto }.map { ColourProfile($0) } ?? .sRGB

    /// Whether a profile for red, green and blue is one.
    static func isOne(_ icc: Data) -> Bool { transform(icc).map { cmsDeleteTransform($0) } != nil }

    private static func transform(_ icc: Data) -> cmsHTRANSFORM? {
        func opened(_ data: Data) -> cmsHPROFILE? {
            data.withUnsafeBytes { cmsOpenProfileFromMem($0.baseAddress, cmsUInt32Number($0.count)) }
        }
        guard let goal = goal.icc, let own = opened(icc) else { return nil }
        defer { cmsCloseProfile(own) }
        guard cmsGetColorSpace(own) == cmsSigRgbData,
            [cmsSigAToB0Tag, cmsSigAToB1Tag].contains(where: { cmsIsTag(own, $0) != 0 }), let wide = opened(goal)
        else { return nil }
        defer { cmsCloseProfile(wide) }
        let kind = lcms_rgb_float()
        return cmsCreateTransform(
            own, kind, wide, kind, cmsUInt32Number(INTENT_RELATIVE_COLORIMETRIC), lcms_no_cache())
    }

    /// Samples in 16 bits in the goal's colours; alpha stays.
    static func converted(_ samples: Samples, from icc: Data) -> Samples {
        guard let transform = transform(icc) else { return samples }
        defer { cmsDeleteTransform(transform) }
        var out = samples.sixteenBits
        var colour = out.colour
        colour.profile = goal
        let (width, channels) = (samples.width, samples.channels)
        out.write({ _ in }) { words in
            withUnsafeTemporaryAllocation(of: Float.self, capacity: width * 6) { room in
                let (source, goal) = (room.baseAddress!, room.baseAddress! + width * 3)
                for y in 0..<samples.height {
                    let row = y * width * channels
                    for x in 0..<width {
                        for c in 0..<3 { source[x * 3 + c] = Float(words[row + x * channels + c]) / 65535 }
                    }
                    cmsDoTransform(transform, source, goal, cmsUInt32Number(width))
                    for x in 0..<width {
                        for c in 0..<3 {
                            let value = goal[x * 3 + c]
                            words[row + x * channels + c] =
                                value.isFinite ? UInt16(max(0, min(1, value)) * 65535 + 0.5) : 0
                        }
                    }
                }
            }
        }
        return Samples(width: width, height: samples.height, channels: channels, colour: colour, bytes: out.bytes)
    }
}

/// Profiles with tables both ways, by LittleCMS.
final class TableConversion: @unchecked Sendable {
    // Without a cache a transform may be used by several threads at once.
    private let there: cmsHTRANSFORM
    private let back: cmsHTRANSFORM

    /// `nil` where the profile can't be used both ways.
    init?(_ icc: Data) {
        guard let light = ColourSpace.linearSRGB.icc(isGrey: false) else { return nil }
        func opened(_ data: Data) -> cmsHPROFILE? {
            data.withUnsafeBytes { cmsOpenProfileFromMem($0.baseAddress, cmsUInt32Number($0.count)) }
        }
        guard let own = opened(icc), let linear = opened(light) else { return nil }
        defer {
            cmsCloseProfile(own)
            cmsCloseProfile(linear)
        }
        let (kind, intent) = (lcms_rgb_float(), cmsUInt32Number(INTENT_RELATIVE_COLORIMETRIC))
        guard let there = cmsCreateTransform(own, kind, linear, kind, intent, lcms_no_cache()) else { return nil }
        guard let back = cmsCreateTransform(linear, kind, own, kind, intent, lcms_no_cache()) else {
            cmsDeleteTransform(there)
            return nil
        }
        self.there = there
        self.back = back
    }

    deinit {
        cmsDeleteTransform(there)
        cmsDeleteTransform(back)
    }

    func light(_ pixels: UnsafeMutablePointer<SIMD4<Float>>, _ count: Int) { convert(pixels, count, by: there) }
    func own(_ pixels: UnsafeMutablePointer<SIMD4<Float>>, _ count: Int) { convert(pixels, count, by: back) }

    private func convert(_ pixels: UnsafeMutablePointer<SIMD4<Float>>, _ count: Int, by transform: cmsHTRANSFORM) {
        withUnsafeTemporaryAllocation(of: Float.self, capacity: max(1, count * 6)) { room in
            let (source, goal) = (room.baseAddress!, room.baseAddress! + count * 3)
            for i in 0..<count { for c in 0..<3 { source[i * 3 + c] = pixels[i][c] } }
            cmsDoTransform(transform, source, goal, cmsUInt32Number(count))
            for i in 0..<count {
                for c in 0..<3 { pixels[i][c] = goal[i * 3 + c].isFinite ? goal[i * 3 + c] : 0 }
            }
        }
    }
}
