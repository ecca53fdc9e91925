import Pictures

extension PixelMask {
    /// What strokes of a brush cover, one after the other.
    init(painting strokes: [HandDrawing.Stroke], in size: PixelSize) {
        var values = [UInt8](repeating: 0, count: size.width * size.height)
        for stroke in strokes {
            // Each stroke by itself: where it crosses itself it covers no more.
            for (index, point) in stroke.points.enumerated() {
                let next = stroke.points[min(index + 1, stroke.points.count - 1)]
                guard index == 0 || next != point else { continue }
                func reach(_ a: Double, _ b: Double, in length: Int) -> Range<Int> {
                    let first = max(0, Int(min(a, b) - stroke.radius - 1))
                    return first..<max(first, min(length, Int(max(a, b) + stroke.radius) + 2))
                }
                for y in reach(point.y, next.y, in: size.height) {
                    for x in reach(point.x, next.x, in: size.width) {
                        let distance = Outline.distance(Point(Double(x) + 0.5, Double(y) + 0.5), point, next)
                        let cover = UInt8(255 * min(1, max(0, stroke.radius + 0.5 - distance)))
                        let place = y * size.width + x
                        values[place] =
                            stroke.erases ? min(values[place], 255 - cover) : max(values[place], cover)
                    }
                }
            }
        }
        self.init(width: size.width, height: size.height, values: values)
    }

    /// With edges that rise over a few pixels, a few more in a larger picture.
    func softened() -> PixelMask {
        guard let bounds else { return self }
        let radius = max(1, max(width, height) / 500)
        let area = Rectangle(
            x: bounds.x - 2 * radius, y: bounds.y - 2 * radius, width: bounds.width + 4 * radius,
            height: bounds.height + 4 * radius
        ).intersection(Rectangle(x: 0, y: 0, width: width, height: height))
        var out = self
        out.values.withUnsafeMutableBufferPointer { values in
            for _ in 0..<2 {
                for y in area.y..<area.maxY {
                    Self.blur(values, from: y * width + area.x, stride: 1, count: area.width, radius)
                }
                for x in area.x..<area.maxX {
                    Self.blur(values, from: area.y * width + x, stride: width, count: area.height, radius)
                }
            }
        }
        return out
    }

    /// The mean of each value and its neighbours on both sides; the border goes on outwards.
    private static func blur(
        _ values: UnsafeMutableBufferPointer<UInt8>, from start: Int, stride: Int, count: Int, _ radius: Int
    ) {
        let line = (0..<count).map { Int(values[start + $0 * stride]) }
        func at(_ index: Int) -> Int { line[min(max(index, 0), count - 1)] }
        var sum = (-radius...radius).reduce(0) { $0 + at($1) }
        let whole = 2 * radius + 1
        for index in 0..<count {
            values[start + index * stride] = UInt8((sum + radius) / whole)
            sum += at(index + radius + 1) - at(index - radius)
        }
    }
}
