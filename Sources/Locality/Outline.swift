public import Pictures

/// A place in a picture, in its pixels; whole numbers are the pixels' corners.
public struct Point: Sendable, Hashable {
    public var x, y: Double

    public init(_ x: Double, _ y: Double) {
        (self.x, self.y) = (x, y)
    }
}

/// Closed lines around a part of a picture: what lies within an odd number of them is selected.
public struct Outline: Sendable, Equatable {
    public var rings: [[Point]]

    public init(_ rings: [[Point]]) {
        self.rings = rings
    }

    /// More corners are not read.
    public static let mostCorners = 4000

    /// Reads "100,80 300,80 250,200", the corners of a ring in pixels, or with a % behind a number in shares of the picture;
    /// " + " stands between rings. `nil` for what is no ring of three corners or more, and for numbers beyond all pictures.
    public init?(_ text: String, in picture: PixelSize) {
        var rings: [[Point]] = []
        var count = 0
        for part in text.split(separator: "+", omittingEmptySubsequences: false) {
            var ring: [Point] = []
            for corner in part.split(whereSeparator: \.isWhitespace) {
                let numbers = corner.split(separator: ",", omittingEmptySubsequences: false)
                guard numbers.count == 2, let x = Self.number(numbers[0], of: picture.width),
                    let y = Self.number(numbers[1], of: picture.height)
                else { return nil }
                ring.append(Point(x, y))
            }
            count += ring.count
            guard ring.count >= 3, count <= Self.mostCorners else { return nil }
            rings.append(ring)
        }
        self.rings = rings
    }

    private static func number(_ text: Substring, of whole: Int) -> Double? {
        let isShare = text.hasSuffix("%")
        let digits = isShare ? text.dropLast() : text
        guard digits.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == "." || $0 == "-") }), let value = Double(digits)
        else { return nil }
        let pixels = isShare ? value / 100 * Double(whole) : value
        return abs(pixels) <= Double(PixelSize.longestSide) ? pixels : nil
    }

    /// As it is read: whole pixels.
    public var text: String {
        rings.map { ring in
            ring.map { "\(Int($0.x.rounded())),\(Int($0.y.rounded()))" }.joined(separator: " ")
        }.joined(separator: " + ")
    }

    /// The same with fewer corners: none is further from the line than so many pixels.
    public func simplified(within distance: Double) -> Outline {
        Outline(rings.map { Self.simplified($0, within: distance) })
    }

    /// Douglas and Peucker's way, between the first corner and the one that is furthest from it.
    private static func simplified(_ ring: [Point], within distance: Double) -> [Point] {
        guard ring.count > 4 else { return ring }
        func square(_ a: Point, _ b: Point) -> Double { (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y) }
        let far = ring.indices.max { square(ring[$0], ring[0]) < square(ring[$1], ring[0]) } ?? 0
        let closed = ring + [ring[0]]
        var kept = Set([0, far])
        var waiting = [(0, far), (far, ring.count)]
        while let (first, last) = waiting.popLast() {
            guard last - first > 1 else { continue }
            let distances = (first + 1..<last).map { ($0, Self.distance(closed[$0], closed[first], closed[last])) }
            guard let worst = distances.max(by: { $0.1 < $1.1 }), worst.1 > distance else { continue }
            kept.insert(worst.0)
            waiting += [(first, worst.0), (worst.0, last)]
        }
        return kept.sorted().map { ring[$0] }
    }

    /// From a place to a line between two others.
    static func distance(_ place: Point, _ a: Point, _ b: Point) -> Double {
        let (dx, dy) = (b.x - a.x, b.y - a.y)
        let length = dx * dx + dy * dy
        let t = length == 0 ? 0 : min(1, max(0, ((place.x - a.x) * dx + (place.y - a.y) * dy) / length))
        let (x, y) = (place.x - a.x - t * dx, place.y - a.y - t * dy)
        return (x * x + y * y).squareRoot()
    }

    /// How much of each pixel lies within.
    public func mask(in size: PixelSize) -> PixelMask {
        var values = [UInt8](repeating: 0, count: size.width * size.height)
        let corners = rings.joined()
        guard let top = corners.map(\.y).min(), let bottom = corners.map(\.y).max() else {
            return PixelMask(width: size.width, height: size.height, values: values)
        }
        let (first, end) = (max(0, Int(top.rounded(.down))), min(size.height, Int(bottom.rounded(.up))))
        let lines = 4
        var row = [Float](repeating: 0, count: size.width)
        for y in first..<max(first, end) {
            for x in row.indices { row[x] = 0 }
            for line in 0..<lines {
                let crossings = crossings(at: Double(y) + (Double(line) + 0.5) / Double(lines))
                for pair in stride(from: 0, to: crossings.count - 1, by: 2) {
                    Self.cover(&row, from: crossings[pair], to: crossings[pair + 1])
                }
            }
            for x in row.indices where row[x] > 0 {
                values[y * size.width + x] = UInt8(min(255, row[x] * 255 / Float(lines) + 0.5))
            }
        }
        return PixelMask(width: size.width, height: size.height, values: values)
    }

    private func crossings(at y: Double) -> [Double] {
        var found: [Double] = []
        for ring in rings {
            for (index, a) in ring.enumerated() {
                let b = ring[(index + 1) % ring.count]
                guard (a.y <= y) != (b.y <= y) else { continue }
                found.append(a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x))
            }
        }
        return found.sorted()
    }

    private static func cover(_ row: inout [Float], from left: Double, to right: Double) {
        let (left, right) = (max(0, left), min(Double(row.count), right))
        guard right > left else { return }
        let (first, last) = (Int(left), min(row.count - 1, Int(right)))
        guard first < last else {
            row[first] += Float(right - left)
            return
        }
        row[first] += Float(Double(first + 1) - left)
        for x in first + 1..<max(first + 1, last) { row[x] += 1 }
        row[last] += Float(right - Double(last))
    }
}
