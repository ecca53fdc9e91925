import Pictures

/// Where each point of the prior picture lies in the received one: how the two sizes and the frame relate, the affine
/// map and the residual flow in one, so that a pixel is resampled once only.
struct Alignment {
    /// The size at which map and flow were estimated.
    let size: PixelSize
    var map = AffineMap()
    var flow: ResidualFlow?
    /// The part of the received picture that shows the prior, in its pixels.
    let part: (x: Double, y: Double, width: Double, height: Double)

    /// Fills the places of one row of a picture of the size `grid`, in pixels of the received one.
    ///
    /// `row` is room for the flow's row.
    func fill(
        _ y: Int, columns: Range<Int>, of grid: PixelSize, x px: UnsafeMutablePointer<Float>,
        y py: UnsafeMutablePointer<Float>, row: FlowRow?
    ) {
        let (toX, toY) = (Double(size.width) / Double(grid.width), Double(size.height) / Double(grid.height))
        let (outX, outY) = (part.width / Double(size.width), part.height / Double(size.height))
        let v = (Double(y) + 0.5) * toY - 0.5
        // x' = a x + c for the affine part, in received pixels.
        let ax = map.xx * toX * outX
        let cx = (map.xx * (0.5 * toX - 0.5) + map.xy * v + map.dx + 0.5) * outX + part.x - 0.5
        let ay = map.yx * toX * outY
        let cy = (map.yx * (0.5 * toX - 0.5) + map.yy * v + map.dy + 0.5) * outY + part.y - 0.5
        for (i, x) in columns.enumerated() {
            px[i] = Float(ax * Double(x) + cx)
            py[i] = Float(ay * Double(x) + cy)
        }
        guard let flow, let row else { return }
        row.fill(flow, at: Float(v))
        let (scale, offset) = (Float(toX), Float(0.5 * toX - 0.5))
        let (fx, fy) = (Float(outX), Float(outY))
        for (i, x) in columns.enumerated() {
            let (du, dv) = row[Float(x) * scale + offset]
            px[i] += du * fx
            py[i] += dv * fy
        }
    }

    var columnsOfFlow: Int { flow?.u.width ?? 0 }
}
