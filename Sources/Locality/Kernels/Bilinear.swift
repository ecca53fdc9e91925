import CPlanes

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
        planes_bilinear(values, Int32(width), Int32(height), px, py, Int32(count), out)
    }
}
