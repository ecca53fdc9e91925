public import Pictures

/// What a hand draws on a picture to point at a part of it, in the picture's pixels.
public struct HandDrawing: Sendable, Equatable {
    public enum Tool: Sendable, CaseIterable { case rectangle, lasso, brush }

    /// A brush drawn along a line.
    public struct Stroke: Sendable, Equatable {
        public var points: [Point]
        public var radius: Double
        /// Whether it takes away what was painted.
        public var erases = false
    }

    public let picture: PixelSize
    public private(set) var tool: Tool
    /// The rectangle's corners: the upper left and the lower right one.
    public private(set) var corners: (first: Point, last: Point)
    public private(set) var lasso: [Point] = []
    public private(set) var strokes: [Stroke] = []
    public private(set) var radius: Double
    /// Where keys draw with the lasso and the brush.
    public private(set) var pen: Point
    /// Whether the brush, moved by keys, paints.
    public private(set) var isPenDown = false

    /// - Parameter box: The rectangle to begin with; the middle of the picture if `nil`.
    public init(on picture: PixelSize, box: Rectangle? = nil) {
        self.picture = picture
        let (width, height) = (Double(picture.width), Double(picture.height))
        tool = .rectangle
        corners =
            box.map { (Point(Double($0.x), Double($0.y)), Point(Double($0.maxX), Double($0.maxY))) }
            ?? (
                Point((width / 4).rounded(), (height / 4).rounded()),
                Point((width * 3 / 4).rounded(.up), (height * 3 / 4).rounded(.up))
            )
        radius = max(1, (Double(max(picture.width, picture.height)) / 25).rounded())
        pen = Point(width / 2, height / 2)
    }

    public static func == (a: HandDrawing, b: HandDrawing) -> Bool {
        a.picture == b.picture && a.tool == b.tool && a.corners == b.corners && a.lasso == b.lasso
            && a.strokes == b.strokes && a.radius == b.radius && a.pen == b.pen && a.isPenDown == b.isPenDown
    }

    public mutating func choose(_ tool: Tool) {
        (self.tool, isPenDown) = (tool, false)
    }

    // MARK: With the mouse

    /// Begins to draw with a rectangle's or a lasso's first place, or paints.
    ///
    /// - Parameters:
    ///   - low: The upper left corner of what is pointed at, which may be as large as a character cell.
    ///   - high: Its lower right corner.
    public mutating func begin(_ low: Point, _ high: Point, erases: Bool = false) {
        let middle = Self.middle(low, high)
        switch tool {
        case .rectangle: corners = (inside(low), inside(high))
        case .lasso: lasso = [inside(middle)]
        case .brush:
            strokes.append(Stroke(points: [inside(middle)], radius: radius, erases: erases))
            pen = inside(middle)
        }
        anchor = (low, high)
    }

    private var anchor: (low: Point, high: Point) = (Point(0, 0), Point(0, 0))

    /// Goes on to another place with the button held.
    public mutating func drag(_ low: Point, _ high: Point) {
        let middle = inside(Self.middle(low, high))
        switch tool {
        case .rectangle:
            let first = Point(min(anchor.low.x, low.x), min(anchor.low.y, low.y))
            let last = Point(max(anchor.high.x, high.x), max(anchor.high.y, high.y))
            corners = (inside(first), inside(last))
        case .lasso:
            if lasso.last != middle { lasso.append(middle) }
        case .brush:
            guard !strokes.isEmpty else { return }
            if strokes[strokes.count - 1].points.last != middle { strokes[strokes.count - 1].points.append(middle) }
            pen = middle
        }
    }

    private static func middle(_ a: Point, _ b: Point) -> Point { Point((a.x + b.x) / 2, (a.y + b.y) / 2) }

    private func inside(_ place: Point) -> Point {
        Point(min(max(place.x, 0), Double(picture.width)), min(max(place.y, 0), Double(picture.height)))
    }

    // MARK: With keys

    /// Moves the rectangle within the picture, or the pen.
    public mutating func move(by dx: Double, _ dy: Double) {
        guard tool == .rectangle else {
            pen = inside(Point(pen.x + dx, pen.y + dy))
            if tool == .brush, isPenDown, !strokes.isEmpty { strokes[strokes.count - 1].points.append(pen) }
            return
        }
        let x = min(max(dx, -corners.first.x), Double(picture.width) - corners.last.x)
        let y = min(max(dy, -corners.first.y), Double(picture.height) - corners.last.y)
        corners = (
            Point(corners.first.x + x, corners.first.y + y), Point(corners.last.x + x, corners.last.y + y)
        )
    }

    /// Moves the rectangle's right or lower side; the brush becomes larger or smaller.
    public mutating func size(by dx: Double, _ dy: Double) {
        guard tool == .rectangle else { return grow(dx - dy) }
        corners.last = Point(
            min(max(corners.last.x + dx, corners.first.x + 1), Double(picture.width)),
            min(max(corners.last.y + dy, corners.first.y + 1), Double(picture.height)))
    }

    /// Moves all sides outwards; the brush becomes larger.
    public mutating func grow(_ pixels: Double) {
        guard tool == .rectangle else {
            radius = min(max(radius + pixels, 1), Double(max(picture.width, picture.height)) / 2)
            return
        }
        let first = inside(Point(corners.first.x - pixels, corners.first.y - pixels))
        let last = inside(Point(corners.last.x + pixels, corners.last.y + pixels))
        if last.x - first.x >= 1, last.y - first.y >= 1 { corners = (first, last) }
    }

    /// Sets the lasso's next corner at the pen; puts the brush down, or lifts it.
    public mutating func press() {
        switch tool {
        case .rectangle: break
        case .lasso: if lasso.last != pen { lasso.append(pen) }
        case .brush:
            isPenDown.toggle()
            if isPenDown { strokes.append(Stroke(points: [pen], radius: radius)) }
        }
    }

    /// Takes the lasso's last corner back, or the last stroke.
    public mutating func takeBack() {
        switch tool {
        case .rectangle: break
        case .lasso: _ = lasso.popLast()
        case .brush:
            _ = strokes.popLast()
            isPenDown = false
        }
    }

    // MARK: What is drawn

    /// The rectangle in whole pixels.
    public var box: Rectangle {
        let (left, top) = (Int(corners.first.x.rounded(.down)), Int(corners.first.y.rounded(.down)))
        let (right, bottom) = (Int(corners.last.x.rounded(.up)), Int(corners.last.y.rounded(.up)))
        return Rectangle(x: left, y: top, width: max(1, right - left), height: max(1, bottom - top))
            .intersection(Rectangle(x: 0, y: 0, width: picture.width, height: picture.height))
    }

    public var outline: Outline { Outline([lasso]) }

    /// What is selected, in a picture of another size of the same shape: for showing it.
    public func mask(in size: PixelSize) -> PixelMask {
        let (across, down) = (
            Double(size.width) / Double(picture.width), Double(size.height) / Double(picture.height)
        )
        func placed(_ point: Point) -> Point { Point(point.x * across, point.y * down) }
        switch tool {
        case .rectangle:
            let (a, b) = (placed(corners.first), placed(corners.last))
            return Outline([[a, Point(b.x, a.y), b, Point(a.x, b.y)]]).mask(in: size)
        case .lasso: return Outline([lasso.map(placed)]).mask(in: size)
        case .brush:
            return PixelMask(
                painting: strokes.map {
                    Stroke(points: $0.points.map(placed), radius: $0.radius * across, erases: $0.erases)
                }, in: size)
        }
    }

    /// The part of the picture that is pointed at, with soft edges unless it is a rectangle; `nil` for none.
    public var region: Region? {
        switch tool {
        case .rectangle: return box.isEmpty ? nil : Region(box: box)
        case .lasso: return Region(within: outline, in: picture, name: "a lasso")
        case .brush: return Region(selecting: mask(in: picture).softened(), in: picture, name: "brush strokes")
        }
    }
}

extension Region {
    /// What lies within an outline, with soft edges; `nil` where that is nothing.
    public init?(within outline: Outline, in picture: PixelSize, name: String) {
        self.init(selecting: outline.mask(in: picture).softened(), in: picture, name: name)
    }
}
