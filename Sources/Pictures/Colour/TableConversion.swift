import CLittleCMS
import Foundation

/// Profiles with tables, by LittleCMS.
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
