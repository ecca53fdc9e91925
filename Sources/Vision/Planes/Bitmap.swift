import CVision

/// One byte a pixel: 1 selected, 0 not; rows from top to bottom without gaps.
package struct Bitmap {
    let width: Int
    let height: Int
    var values: [UInt8]

    init(width: Int, height: Int, values: [UInt8]) {
        precondition(values.count == width * height)
        self.width = width
        self.height = height
        self.values = values
    }

    init(width: Int, height: Int) {
        self.init(width: width, height: height, values: [UInt8](repeating: 0, count: width * height))
    }

    /// Selects the pixels whose index passes.
    package init(width: Int, height: Int, where passes: (Int) -> Bool) {
        let values = [UInt8](unsafeUninitializedCapacity: width * height) { buffer, count in
            for i in 0..<(width * height) { buffer[i] = passes(i) ? 1 : 0 }
            count = width * height
        }
        self.init(width: width, height: height, values: values)
    }

    /// Selects these pixels.
    init(width: Int, height: Int, indices: [Int]) {
        self.init(width: width, height: height)
        for i in indices { values[i] = 1 }
    }

    package subscript(i: Int) -> Bool {
        get { values[i] != 0 }
        set { values[i] = newValue ? 1 : 0 }
    }

    /// The number of selected pixels.
    package var area: Int { values.reduce(0) { $0 + Int($1) } }

    /// Selected pixels as a share of all.
    var share: Double { Double(area) / Double(values.count) }

    var isEmpty: Bool { !values.contains { $0 != 0 } }

    var inverted: Bitmap { Bitmap(width: width, height: height, values: values.map { 1 - $0 }) }

    func intersected(with other: Bitmap) -> Bitmap {
        Bitmap(width: width, height: height) { values[$0] & other.values[$0] != 0 }
    }

    func united(with other: Bitmap) -> Bitmap {
        Bitmap(width: width, height: height) { values[$0] | other.values[$0] != 0 }
    }

    // MARK: OpenCV

    func morphed(_ operation: VisionMorphology, radius: Int) throws -> Bitmap {
        var result = self
        try vision(
            vision_morphology(values, Int32(width), Int32(height), operation, Int32(radius), &result.values)
        )
        return result
    }

    /// The distance of every selected pixel to the nearest one that is not.
    func distances(exact: Bool = false) throws -> Plane {
        var result = Plane(width: width, height: height)
        try vision(vision_distance(values, Int32(width), Int32(height), exact ? 1 : 0, &result.values))
        return result
    }

    /// Connected parts.
    func components(connectivity: Int = 8) throws -> Components {
        var labels = [Int32](repeating: 0, count: values.count)
        var count: Int32 = 0
        try vision(
            vision_components(values, Int32(width), Int32(height), Int32(connectivity), &labels, &count)
        )
        var areas = [Int](repeating: 0, count: Int(count))
        for label in labels { areas[Int(label)] += 1 }
        return Components(labels: labels, areas: areas)
    }

    /// The area of the largest outline as a share of its convex hull's.
    func solidity() throws -> Double {
        var result = 0.0
        try vision(vision_solidity(values, Int32(width), Int32(height), &result))
        return result
    }

    /// The parts that pass, by their label.
    func keeping(connectivity: Int = 8, _ passes: (Components, Int) -> Bool) throws -> Bitmap {
        let parts = try components(connectivity: connectivity)
        let kept = parts.areas.indices.map { $0 > 0 && passes(parts, $0) }
        return Bitmap(width: width, height: height) { kept[Int(parts.labels[$0])] }
    }

    func largestComponent() throws -> Bitmap {
        let parts = try components()
        guard let largest = parts.areas.indices.dropFirst().max(by: { parts.areas[$0] < parts.areas[$1] }) else {
            return self
        }
        return Bitmap(width: width, height: height) { parts.labels[$0] == Int32(largest) }
    }

    /// Holes (parts of what is not selected, joined over edges only) of less than this area become selected.
    func fillingHoles(below area: Double) throws -> Bitmap {
        let outside = inverted
        let holes = try outside.keeping(connectivity: 4) { Double($0.areas[$1]) < area }
        return united(with: holes)
    }
}

/// The connected parts of a bitmap; label 0 is what is not selected.
struct Components {
    let labels: [Int32]
    /// Pixels of each label.
    let areas: [Int]
}

/// A rectangle of whole pixels; the far edges are not inside.
struct PixelBox: Equatable {
    var x0: Int
    var y0: Int
    var x1: Int
    var y1: Int

    var width: Int { max(0, x1 - x0) }
    var height: Int { max(0, y1 - y0) }
    var area: Int { width * height }

    func clipped(width: Int, height: Int) -> PixelBox {
        PixelBox(
            x0: min(max(0, x0), width),
            y0: min(max(0, y0), height),
            x1: min(max(0, x1), width),
            y1: min(max(0, y1), height)
        )
    }

    /// The smallest box around the pixels that pass; `nil` if none does.
    static func around(width: Int, height: Int, where passes: (Int) -> Bool) -> PixelBox? {
        var box: PixelBox?
        for y in 0..<height {
            let row = y * width
            guard let first = (0..<width).first(where: { passes(row + $0) }) else { continue }
            var last = width - 1
            while !passes(row + last) { last -= 1 }
            if let found = box {
                box = PixelBox(
                    x0: min(found.x0, first),
                    y0: found.y0,
                    x1: max(found.x1, last + 1),
                    y1: y + 1
                )
            } else {
                box = PixelBox(x0: first, y0: y, x1: last + 1, y1: y + 1)
            }
        }
        return box
    }
}
