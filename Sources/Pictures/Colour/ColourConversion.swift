import Foundation

/// Between a picture's own numbers and light: linear sRGB's red, green and blue, which for colours beyond sRGB lie below 0
/// or above 1. The one place where colours are converted, either way.
struct ColourConversion: Sendable {
    /// The greatest number: 255 or 65535.
    let most: Float
    private let isGrey: Bool
    private let kind: Kind

    private enum Kind: Sendable {
        case matrix(MatrixConversion)
        case table(TableConversion)
        case highRange(HighRangeConversion)
    }

    /// Without a profile the numbers are sRGB's. `nil` for a profile that makes no sense.
    init?(_ icc: Data?, bits: Int, isGrey: Bool) {
        most = bits == 8 ? 255 : 65535
        self.isGrey = isGrey
        guard let icc else {
            kind = .matrix(MatrixConversion(colorants: nil, curves: nil, steps: Int(most)))
            return
        }
        guard let content = ProfileContent(icc, steps: Int(most)), content.isGrey == isGrey else { return nil }
        if let range = HighRange(icc: icc) {
            kind = .highRange(HighRangeConversion(range, colorants: content.colorants, steps: Int(most)))
        } else if content.isGrey || content.colorants != nil {
            kind = .matrix(MatrixConversion(colorants: content.colorants, curves: content.curves, steps: Int(most)))
        } else {
            guard let table = TableConversion(icc) else { return nil }
            kind = .table(table)
        }
    }

    /// The light of so many pixels; the fourth number is the alpha, 0...1.
    func light<Sample: SampleValue>(
        of own: UnsafePointer<Sample>, channels: Int, count: Int, into light: UnsafeMutablePointer<SIMD4<Float>>
    ) {
        let scale = 1 / most
        switch kind {
        case .matrix(let matrix):
            if channels < 3 {
                for i in 0..<count {
                    let grey = matrix.light(Int(own[i * channels]))
                    light[i] = SIMD4(grey, grey, grey, channels == 2 ? Float(own[i * 2 + 1]) * scale : 1)
                }
            } else {
                matrix.decode.withUnsafeBufferPointer { decode in
                    for i in 0..<count {
                        let at = own + i * channels
                        var colour = matrix.light(Int(at[0]), Int(at[1]), Int(at[2]), decode.baseAddress!)
                        colour.w = channels == 4 ? Float(at[3]) * scale : 1
                        light[i] = colour
                    }
                }
            }
        case .table(let table):
            for i in 0..<count {
                let at = own + i * channels
                light[i] =
                    SIMD4(Float(at[0]), Float(at[1]), Float(at[2]), channels == 4 ? Float(at[3]) : most) * scale
            }
            table.light(light, count)
        case .highRange(let range):
            let (green, blue) = channels < 3 ? (0, 0) : (1, 2)
            for i in 0..<count {
                let at = own + i * channels
                light[i] = range.light(Int(at[0]), Int(at[green]), Int(at[blue]))
                light[i].w = channels % 2 == 0 ? Float(at[channels - 1]) * scale : 1
            }
        }
    }

    /// The picture's own numbers, not yet rounded, for light; within 0 and the greatest. What these colours can't be is
    /// cut off.
    func own(of light: UnsafePointer<SIMD4<Float>>, count: Int, into own: UnsafeMutablePointer<SIMD4<Float>>) {
        switch kind {
        case .matrix(let matrix):
            matrix.encode.withUnsafeBufferPointer { encode in
                for i in 0..<count {
                    let colour = light[i]
                    var value = isGrey ? matrix.own(grey: colour) : matrix.own(colour, encode.baseAddress!)
                    value.w = colour.w * most
                    own[i] = value
                }
            }
        case .highRange(let range):
            for i in 0..<count {
                let colour = light[i]
                var value = isGrey ? range.own(grey: colour) : range.own(colour)
                value.w = colour.w * most
                own[i] = value
            }
        case .table(let table):
            own.update(from: light, count: count)
            table.own(own, count)
            for i in 0..<count {
                own[i] = (own[i] * most).clamped(lowerBound: SIMD4(), upperBound: SIMD4(repeating: most))
            }
        }
    }

    /// Moves colours that the picture's own can't show towards grey of the same brightness, so that hues stay.
    func fit(_ light: UnsafeMutablePointer<SIMD4<Float>>, count: Int) {
        guard case .matrix(let matrix) = kind, !isGrey else { return }
        for i in 0..<count { light[i] = matrix.fitted(light[i]) }
    }

    /// 8-bit sRGB for pixels of three channels.
    func view<Sample: SampleValue>(of own: [Sample]) -> [UInt8] {
        let count = own.count / 3
        return [UInt8](unsafeUninitializedCapacity: count * 3) { out, initialized in
            withUnsafeTemporaryAllocation(of: SIMD4<Float>.self, capacity: max(1, count)) { row in
                own.withUnsafeBufferPointer {
                    light(of: $0.baseAddress!, channels: 3, count: count, into: row.baseAddress!)
                }
                SRGBView.encode(row.baseAddress!, count: count, channels: 3, into: out.baseAddress!)
            }
            initialized = count * 3
        }
    }
}

/// Light as 8-bit sRGB, and back.
enum SRGBView {
    static let linear: [Float] = (0...255).map { Float((Double($0) / 255).linearFromSRGB) }

    /// By the square root of light, which spends the steps where the eye does.
    private static let bytes: [UInt8] = (0...size).map { index in
        let root = Double(index) / Double(size)
        return UInt8(max(0, min(255, (root * root).encodedAsSRGB * 255 + 0.5)))
    }
    private static let size = 65535

    /// With as many channels as asked for: 3, or 4 with alpha.
    static func encode(
        _ light: UnsafePointer<SIMD4<Float>>, count: Int, channels: Int, into out: UnsafeMutablePointer<UInt8>
    ) {
        bytes.withUnsafeBufferPointer { table in
            let steps = Float(size)
            for i in 0..<count {
                let root = light[i].clamped(lowerBound: SIMD4(), upperBound: SIMD4(repeating: 1)).squareRoot() * steps
                let at = out + i * channels
                at[0] = table[Int(root.x + 0.5)]
                at[1] = table[Int(root.y + 0.5)]
                at[2] = table[Int(root.z + 0.5)]
                if channels == 4 { at[3] = UInt8(max(0, min(1, light[i].w)) * 255 + 0.5) }
            }
        }
    }
}
