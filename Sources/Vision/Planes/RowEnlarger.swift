/// Reads a small plane row by row at a larger picture's size, bilinearly, so that no enlarged copy is needed.
///
/// Pixel centres map as in OpenCV's resize: small = (large + 0.5) * ratio - 0.5, held at the borders.
struct RowEnlarger {
    private let plane: Plane
    private let ratioY: Float
    private let lefts: [Int32]
    private let fractions: [Float]

    /// `ratioX` and `ratioY` are small pixels per large pixel.
    init(_ plane: Plane, toWidth width: Int, ratioX: Float, ratioY: Float) {
        self.plane = plane
        self.ratioY = ratioY
        var lefts = [Int32](repeating: 0, count: width)
        var fractions = [Float](repeating: 0, count: width)
        for x in 0..<width {
            let position = min(max(0, (Float(x) + 0.5) * ratioX - 0.5), Float(plane.width - 1))
            let left = min(Int32(position), Int32(max(0, plane.width - 2)))
            lefts[x] = left
            fractions[x] = plane.width == 1 ? 0 : position - Float(left)
        }
        self.lefts = lefts
        self.fractions = fractions
    }

    init(_ plane: Plane, toWidth width: Int, height: Int) {
        self.init(
            plane,
            toWidth: width,
            ratioX: Float(plane.width) / Float(width),
            ratioY: Float(plane.height) / Float(height)
        )
    }

    /// A row of the plane's own width, interpolated between two rows.
    func narrowRow(_ y: Int, into row: inout [Float]) {
        let position = min(max(0, (Float(y) + 0.5) * ratioY - 0.5), Float(plane.height - 1))
        let top = Int(position)
        let bottom = min(top + 1, plane.height - 1)
        let t = position - Float(top)
        let stride = plane.width * plane.channels
        if row.count != stride { row = [Float](repeating: 0, count: stride) }
        plane.values.withUnsafeBufferPointer { values in
            row.withUnsafeMutableBufferPointer { row in
                let a = top * stride
                let b = bottom * stride
                for i in 0..<stride { row[i] = values[a + i] + (values[b + i] - values[a + i]) * t }
            }
        }
    }

    /// Where column `x` of the large picture lies in a narrow row: the pixel to the left, and how far beyond it.
    @inline(__always)
    func column(_ x: Int) -> (left: Int, fraction: Float) { (Int(lefts[x]), fractions[x]) }

    /// A whole row at the large picture's width.
    func wideRow(_ y: Int, narrow: inout [Float], into row: inout [Float]) {
        narrowRow(y, into: &narrow)
        let channels = plane.channels
        let next = plane.width > 1 ? channels : 0
        if row.count != lefts.count * channels { row = [Float](repeating: 0, count: lefts.count * channels) }
        narrow.withUnsafeBufferPointer { narrow in
            row.withUnsafeMutableBufferPointer { row in
                for x in 0..<lefts.count {
                    let left = Int(lefts[x]) * channels
                    let t = fractions[x]
                    for c in 0..<channels {
                        let a = narrow[left + c]
                        row[x * channels + c] = a + (narrow[left + next + c] - a) * t
                    }
                }
            }
        }
    }
}
