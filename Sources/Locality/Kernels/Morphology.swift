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

    /// For each pixel how far away the nearest marked one of its row is; 255 from there on.
    func rowDistances(_ workers: Workers) -> MaskPlane {
        let out = MaskPlane(width: width, height: height)
        workers.rows(height) { rows in
            for y in rows {
                let (source, target) = (row(y), out.row(y))
                var distance: UInt8 = 255
                for x in 0..<width {
                    distance = source[x] != 0 ? 0 : (distance == 255 ? 255 : distance &+ 1)
                    target[x] = distance
                }
                distance = 255
                for x in stride(from: width - 1, through: 0, by: -1) {
                    distance = target[x] == 0 ? 0 : (distance == 255 ? 255 : distance &+ 1)
                    if distance < target[x] { target[x] = distance }
                }
            }
        }
        return out
    }

    package func dilated(_ shape: Shape, _ workers: Workers) -> MaskPlane {
        let near = rowDistances(workers)
        let out = MaskPlane(width: width, height: height)
        let radius = shape.radius
        workers.rows(height) { rows in
            for y in rows {
                let target = out.row(y)
                for dy in max(-radius, -y)...min(radius, height - 1 - y) {
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
        let near = rowDistances(workers)
        let out = Plane(width: width, height: height)
        let limit = Float(reach * reach)
        workers.rows(height) { rows in
            for y in rows {
                let target = out.row(y)
                for x in 0..<width { target[x] = limit }
                for dy in max(-reach, -y)...min(reach, height - 1 - y) {
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
