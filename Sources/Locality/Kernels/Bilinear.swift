extension Plane {
    /// The value between the pixels; beyond the border the border's.
    @inline(__always)
    package func bilinear(_ x: Float, _ y: Float) -> Float {
        let cx = max(0, min(Float(width - 1), x))
        let cy = max(0, min(Float(height - 1), y))
        let x0 = min(Int(cx), max(0, width - 2))
        let y0 = min(Int(cy), max(0, height - 2))
        let (fx, fy) = (cx - Float(x0), cy - Float(y0))
        let top = values + y0 * width + x0
        let below = height > 1 ? width : 0
        let right = width > 1 ? 1 : 0
        let a = top[0] + (top[right] - top[0]) * fx
        let b = top[below] + (top[below + right] - top[below]) * fx
        return a + (b - a) * fy
    }

    /// The values at many places, which are overwritten.
    package func sample(
        _ count: Int, x px: UnsafeMutablePointer<Float>, y py: UnsafeMutablePointer<Float>,
        into out: UnsafeMutablePointer<Float>
    ) {
        let (right, below) = (width > 1 ? 1 : 0, height > 1 ? width : 0)
        let (lastX, lastY) = (Float(width - 1), Float(height - 1))
        let (lastColumn, lastLine) = (Float(max(0, width - 2)), Float(max(0, height - 2)))
        // Adding two to the power of 23 rounds; the two more keep clear of where halves can still be told.
        let whole: Float = 0x1p23
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: count) { room in
            let first = room.baseAddress!
            for i in 0..<count {
                let (x, y) = (max(0, min(lastX, px[i])), max(0, min(lastY, py[i])))
                let column = max(0, min(lastColumn, x + 1.5 + whole - whole - 2))
                let line = max(0, min(lastLine, y + 1.5 + whole - whole - 2))
                (px[i], py[i]) = (x - column, y - line)
                let (c, l) = ((column + whole).bitPattern & 0x7F_FFFF, (line + whole).bitPattern & 0x7F_FFFF)
                first[i] = Int32(bitPattern: l &* UInt32(truncatingIfNeeded: width) &+ c)
            }
            for i in 0..<count {
                let p = values + Int(first[i])
                let (fx, fy) = (px[i], py[i])
                let a = p[0] + (p[right] - p[0]) * fx
                let b = p[below] + (p[below &+ right] - p[below]) * fx
                out[i] = a + (b - a) * fy
            }
        }
    }
}
