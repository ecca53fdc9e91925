import Foundation

extension MaskPlane {
    /// The shapes that grow and shrink a mask.
    package enum Shape {
        case square(Int)
        case disc(Int)

        var radius: Int {
            switch self {
            case .square(let radius), .disc(let radius): radius
            }
        }

        /// How far it reaches to each side, `dy` rows from its middle.
        func halfWidth(_ dy: Int) -> UInt8 {
            switch self {
            case .square(let radius): UInt8(min(254, radius))
            case .disc(let radius): UInt8(min(254, Int((Double(radius * radius - dy * dy)).squareRoot().rounded())))
            }
        }
    }

    package func dilated(_ shape: Shape, _ workers: Workers) -> MaskPlane {
        let radius = shape.radius
        let near = RowDistances(self, upTo: radius, workers)
        let out = MaskPlane(unfilled: width, height)
        workers.rows(height) { rows in
            for y in rows {
                let target = out.row(y)
                target.update(repeating: 0, count: width)
                for dy in max(-radius, -y)...min(radius, height - 1 - y) where near.isMarked(y + dy) {
                    let (reach, source) = (shape.halfWidth(dy), near.row(y + dy))
                    for x in 0..<width { target[x] |= source[x] <= reach ? 1 : 0 }
                }
            }
        }
        return out
    }

    /// What lies beyond the border counts as marked.
    package func eroded(_ shape: Shape, _ workers: Workers) -> MaskPlane {
        inverted().dilated(shape, workers).inverted()
    }

    package func opened(_ shape: Shape, _ workers: Workers) -> MaskPlane {
        eroded(shape, workers).dilated(shape, workers)
    }

    package func closed(_ shape: Shape, _ workers: Workers) -> MaskPlane {
        dilated(shape, workers).eroded(shape, workers)
    }

    /// The distance of each pixel to the mask, 0 within it; `reach` where it is at least that.
    package func distances(upTo reach: Int, _ workers: Workers) -> Plane {
        let near = RowDistances(self, upTo: reach, workers)
        let out = Plane(width: width, height: height)
        let limit = Float(reach * reach)
        workers.rows(height) { rows in
            for y in rows {
                let target = out.row(y)
                for x in 0..<width { target[x] = limit }
                for dy in max(-reach, -y)...min(reach, height - 1 - y) where near.isMarked(y + dy) {
                    let (above, source) = (Float(dy * dy), near.row(y + dy))
                    for x in 0..<width {
                        let across = Float(source[x])
                        target[x] = min(target[x], across * across + above)
                    }
                }
                for x in 0..<width { target[x] = target[x].squareRoot() }
            }
        }
        return out
    }
}

/// For each pixel of a mask how far away the nearest marked one of its row is; more than `reach`, which is 254 at most, or
/// 255 from there on.
private struct RowDistances {
    private let values: MaskPlane
    /// One column: whether a row has any marked pixel.
    private let marked: MaskPlane

    init(_ mask: MaskPlane, upTo reach: Int, _ workers: Workers) {
        let (width, height) = (mask.width, mask.height)
        let (values, marked) = (MaskPlane(unfilled: width, height), MaskPlane(width: 1, height: height))
        (self.values, self.marked) = (values, marked)
        // What is known within 1, 2, 4 and more pixels gives what is known within twice as many and one.
        var steps = [1]
        while steps.last! * 2 <= reach { steps.append(steps.last! * 2) }
        let margin = steps.last!
        let room = width + 2 * margin
        workers.rows(height) { rows in
            withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 2 * room) { lines in
                lines.initialize(repeating: 255)
                var (from, to) = (lines.baseAddress! + margin, lines.baseAddress! + room + margin)
                for y in rows {
                    guard memchr(mask.row(y), 1, width) != nil else {
                        values.row(y).update(repeating: 255, count: width)
                        continue
                    }
                    marked.values[y] = 1
                    let source = mask.row(y)
                    for x in 0..<width { from[x] = source[x] &- 1 }
                    for step in steps {
                        let more = UInt8(truncatingIfNeeded: step)
                        for x in 0..<width {
                            let beside = min(from[x &- step], from[x &+ step])
                            let farther = beside &+ more
                            to[x] = min(from[x], farther < beside ? 255 : farther)
                        }
                        swap(&from, &to)
                    }
                    values.row(y).update(from: from, count: width)
                }
            }
        }
    }

    @inline(__always)
    func row(_ y: Int) -> UnsafeMutablePointer<UInt8> { values.row(y) }

    @inline(__always)
    func isMarked(_ y: Int) -> Bool { marked.values[y] != 0 }
}
