package import Pictures

/// A mask of 0 and 1, one byte a pixel.
package final class MaskPlane: @unchecked Sendable {
    package let width: Int
    package let height: Int
    package let values: UnsafeMutablePointer<UInt8>

    package convenience init(width: Int, height: Int) {
        self.init(unfilled: width, height)
        values.initialize(repeating: 0, count: width * height)
    }

    /// With whatever is in its memory: for those that fill all of it.
    init(unfilled width: Int, _ height: Int) {
        self.width = width
        self.height = height
        values = PlaneMemory.allocate(bytes: width * height).assumingMemoryBound(to: UInt8.self)
    }

    deinit { PlaneMemory.deallocate(values, bytes: width * height) }

    package var count: Int { width * height }

    @inline(__always)
    package func row(_ y: Int) -> UnsafeMutablePointer<UInt8> { values + y * width }

    package var area: Int {
        var sum = 0
        for i in 0..<count { sum &+= Int(values[i]) }
        return sum
    }

    /// Where a plane is above a value.
    package convenience init(_ plane: Plane, above threshold: Float, _ workers: Workers) {
        self.init(unfilled: plane.width, plane.height)
        workers.rows(height) { rows in
            for i in (rows.lowerBound * width)..<(rows.upperBound * width) {
                values[i] = plane.values[i] > threshold ? 1 : 0
            }
        }
    }

    package func united(with other: MaskPlane) -> MaskPlane {
        let out = MaskPlane(unfilled: width, height)
        for i in 0..<count { out.values[i] = values[i] | other.values[i] }
        return out
    }

    package func intersected(with other: MaskPlane) -> MaskPlane {
        let out = MaskPlane(unfilled: width, height)
        for i in 0..<count { out.values[i] = values[i] & other.values[i] }
        return out
    }

    package func inverted() -> MaskPlane {
        let out = MaskPlane(unfilled: width, height)
        for i in 0..<count { out.values[i] = 1 &- values[i] }
        return out
    }

    /// The smallest rectangle around the mask.
    package var bounds: Rectangle? {
        var (left, right, top, bottom) = (width, -1, height, -1)
        for y in 0..<height {
            let line = row(y)
            var first = 0
            while first < width, line[first] == 0 { first += 1 }
            guard first < width else { continue }
            var last = width - 1
            while line[last] == 0 { last -= 1 }
            left = min(left, first)
            right = max(right, last)
            top = min(top, y)
            bottom = y
        }
        guard right >= left else { return nil }
        return Rectangle(x: left, y: top, width: right - left + 1, height: bottom - top + 1)
    }
}
