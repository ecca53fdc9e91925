import CVision

/// How opaque each pixel of the full picture is, 0...1, made from a mask at the small size.
enum Matte {
    /// A guided filter at the small size whose coefficients are enlarged and applied to the full picture; beyond a
    /// band around the outline the mask decides alone.
    ///
    /// `radius` is a share of the short side, `band` counts radii.
    static func alpha(
        of mask: Bitmap,
        small: RGBPicture,
        full: RGBPicture,
        radius share: Double = 0.006,
        band: Float = 2,
        epsilon: Double = 1e-4
    ) throws -> Plane {
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
        try Task.checkCancellation()

        let lines = RowEnlarger(coefficients, toWidth: full.width, height: full.height)
        let distances = RowEnlarger(distance, toWidth: full.width, height: full.height)
        let limit = band * Float(radius)
        var result = Plane(width: full.width, height: full.height)
        var line: [Float] = []
        var narrow: [Float] = []
        var far: [Float] = []
        let next = w > 1 ? 4 : 0
        try result.values.withUnsafeMutableBufferPointer { result in
            try full.bytes.withUnsafeBufferPointer { bytes in
                for y in 0..<full.height {
                    if y % 256 == 0 { try Task.checkCancellation() }
                    lines.narrowRow(y, into: &line)
                    distances.wideRow(y, narrow: &narrow, into: &far)
                    for x in 0..<full.width {
                        let i = y * full.width + x
                        let d = far[x]
                        var q: Float = d > 0 ? 1 : 0
                        if abs(d) <= limit {
                            let (left, t) = lines.column(x)
                            q = 0
                            for c in 0..<4 {
                                let a = line[4 * left + c]
                                let coefficient = a + (line[4 * left + next + c] - a) * t
                                q += coefficient * (c < 3 ? Float(bytes[3 * i + c]) / 255 : 1)
                            }
                        }
                        result[i] = clamp((q - 0.05) / 0.9, 0, 1)
                    }
                }
            }
        }
        return result
    }
}
