import Pictures

/// Where each point of the prior picture lies in the received one: how the two sizes and the frame relate, the affine
/// map and the residual flow in one, so that a pixel is resampled once only.
struct Alignment {
    /// The size at which map and flow were estimated.
    let size: PixelSize
    var map = AffineMap()
    var flow: ResidualFlow?
    /// The part of the received picture that shows the prior, in its pixels.
    let part: Placement

    /// Where the points of some columns of a picture of the size `grid` lie.
    func places(of columns: Range<Int>, in grid: PixelSize) -> Places {
        Places(self, columns, grid)
    }

    struct Places {
        private let alignment: Alignment
        private let columns: Range<Int>
        private let toX: Double
        private let toY: Double
        private let betweenCells: FlowColumns?

        fileprivate init(_ alignment: Alignment, _ columns: Range<Int>, _ grid: PixelSize) {
            self.alignment = alignment
            self.columns = columns
            toX = Double(alignment.size.width) / Double(grid.width)
            toY = Double(alignment.size.height) / Double(grid.height)
            let (scale, offset) = (Float(toX), Float(0.5 * toX - 0.5))
            betweenCells = alignment.flow.map { FlowColumns(columns.map { Float($0) * scale + offset }, of: $0) }
        }

        var count: Int { columns.count }

        /// Floats that `fill` needs for itself.
        var room: Int { max(1, 2 * (alignment.flow?.u.width ?? 0)) }

        /// Fills the places of one row's points, in pixels of the received picture.
        func fill(
            _ y: Int, x px: UnsafeMutablePointer<Float>, y py: UnsafeMutablePointer<Float>,
            room: UnsafeMutablePointer<Float>
        ) {
            let (map, part, size) = (alignment.map, alignment.part, alignment.size)
            let (outX, outY) = (part.width / Double(size.width), part.height / Double(size.height))
            let v = (Double(y) + 0.5) * toY - 0.5
            // x' = a x + c for the affine part, in received pixels.
            let ax = map.xx * toX * outX
            let cx = (map.xx * (0.5 * toX - 0.5) + map.xy * v + map.dx + 0.5) * outX + part.x - 0.5
            let ay = map.yx * toX * outY
            let cy = (map.yx * (0.5 * toX - 0.5) + map.yy * v + map.dy + 0.5) * outY + part.y - 0.5
            for i in 0..<columns.count {
                let x = Double(columns.lowerBound &+ i)
                px[i] = Float(ax * x + cx)
                py[i] = Float(ay * x + cy)
            }
            guard let flow = alignment.flow, let betweenCells else { return }
            let row = FlowRow(flow, at: Float(v), room)
            row.add(at: betweenCells, times: (Float(outX), Float(outY)), to: px, py)
        }
    }
}
