import CVision
import Colorimetry

/// How opaque each pixel of the full picture is, 0...1, made from a mask at the small size.
enum Matte {
    /// A guided filter at the small size whose coefficients are enlarged and applied to the full picture; beyond a
    /// band around the outline the mask decides alone.
    ///
    /// `radius` is a share of the short side, `band` counts radii. With `whole`, the mask of what this is a part of, the part
    /// reaches hardly beyond that.
    static func alpha(
        of mask: Bitmap,
        small: RGBPicture,
        full: RGBPicture,
        radius: Double = 0.006,
        band: Float = 2,
        epsilon: Double = 1e-4,
        within whole: Bitmap? = nil
    ) throws -> Plane {
        var rows = try MatteRows(of: mask, small: small, full: full, radius: radius, band: band, epsilon: epsilon)
        var limits = try whole.map { try MatteRows(of: $0, small: small, full: full) }
        try Task.checkCancellation()
        var result = Plane(width: full.width, height: full.height)
        var limit = [Float](repeating: 1, count: full.width)
        try result.values.withUnsafeMutableBufferPointer { result in
            try full.bytes.withUnsafeBufferPointer { bytes in
                for y in 0..<full.height {
                    if y % 256 == 0 { try Task.checkCancellation() }
                    let row = UnsafeMutableBufferPointer(rebasing: result[(y * full.width)..<((y + 1) * full.width)])
                    rows.write(y, of: bytes, into: row)
                    guard limits != nil, row.contains(where: { $0 > 0 }) else { continue }
                    limit.withUnsafeMutableBufferPointer { limits?.write(y, of: bytes, into: $0) }
                    for x in row.indices where row[x] > 0 { row[x] = min(row[x], min(1, 1.1 * limit[x])) }
                }
            }
        }
        return result
    }
}

/// A matte row by row, so that two can be compared without a plane for each.
private struct MatteRows {
    private let lines: RowEnlarger
    private let distances: RowEnlarger
    private let limit: Float
    private let next: Int
    private var line: [Float] = []
    private var narrow: [Float] = []
    private var far: [Float] = []

    init(
        of mask: Bitmap, small: RGBPicture, full: RGBPicture, radius share: Double = 0.006, band: Float = 2,
        epsilon: Double = 1e-4
    ) throws {
        let (w, h) = (mask.width, mask.height)
        let radius = max(2, Int((share * Double(min(w, h))).rounded(.toNearestOrEven)))
        var coefficients = Plane(width: w, height: h, channels: 4)
        try vision(
            vision_guided(
                small.bytes,
                mask.values,
                Int32(w),
                Int32(h),
                Int32(radius),
                epsilon,
                &coefficients.values
            )
        )
        let inside = try mask.distances()
        let outside = try mask.inverted.distances()
        let distance = Plane(width: w, height: h) { inside[$0] - outside[$0] }
        lines = RowEnlarger(coefficients, toWidth: full.width, height: full.height)
        distances = RowEnlarger(distance, toWidth: full.width, height: full.height)
        limit = band * Float(radius)
        next = w > 1 ? 4 : 0
    }

    /// Row `y`, of the full picture's bytes.
    mutating func write(
        _ y: Int, of bytes: UnsafeBufferPointer<UInt8>, into row: UnsafeMutableBufferPointer<Float>
    ) {
        distances.wideRow(y, narrow: &narrow, into: &far)
        var isLineRead = false
        for x in row.indices {
            let d = far[x]
            var q: Float = d > 0 ? 1 : 0
            if abs(d) <= limit {
                if !isLineRead { lines.narrowRow(y, into: &line) }
                isLineRead = true
                let (left, t) = lines.column(x)
                q = 0
                let i = 3 * (y * row.count + x)
                for c in 0..<4 {
                    let a = line[4 * left + c]
                    let coefficient = a + (line[4 * left + next + c] - a) * t
                    q += coefficient * (c < 3 ? Float(bytes[i + c]) / 255 : 1)
                }
            }
            row[x] = clamp((q - 0.05) / 0.9, 0, 1)
        }
    }
}
