import ImageModels
import Pictures

/// Room that is added around a picture, of which every pixel stays.
package enum Canvas: Sendable, Equatable {
    /// The smallest of a ratio that the picture fits on. It stands in the middle, or all room is at the sides that were named: one, or
    /// two that meet in a corner.
    case ratio(width: Int, height: Int, at: Set<Side> = [])
    /// In pixels; a side that is not said stays. All room across, or up and down, is at the sides that were named.
    case size(width: Int?, height: Int?, Scaling, at: Set<Side> = [])
    /// Of the width at the left and right, of the height at the top and bottom.
    case room([Side: Extent])
    /// As wide on each side; a share is one of the short side.
    case margin(Extent)

    /// The same with the picture at a side, or in the corner of two, if it can stand there.
    func standing(at sides: Set<Side>) -> Canvas? {
        let room = Set(sides.map(\.opposite))
        return switch self {
        case .ratio(let width, let height, []): .ratio(width: width, height: height, at: room)
        case .size(let width, let height, let scaling, []): .size(width: width, height: height, scaling, at: room)
        default: nil
        }
    }

    /// The canvases, one after the other, on which the picture stands at least so far from the edges.
    func inset(by margin: Extent) -> [Canvas]? {
        switch self {
        case .ratio: return [.margin(margin), self]
        case .size(let width?, let height?, let scaling, let sides):
            let edge = margin.pixels(of: min(width, height))
            let (inner, down) = (width - 2 * edge, height - 2 * edge)
            guard inner > 0, down > 0 else { return nil }
            return [
                .size(width: inner, height: down, scaling == .never ? .down : scaling, at: sides),
                .margin(.pixels(edge)),
            ]
        default: return nil
        }
    }

    /// What may become of a picture's own size where a canvas is of so many pixels.
    package enum Scaling: Sendable, Equatable {
        /// It stays, and nothing is done if it does not fit.
        case never
        /// What is too large is scaled down to fit.
        case down
        /// It becomes as large as the canvas allows.
        case both
    }
}

/// What room that is added shows.
package enum CanvasFill: Sendable, Equatable {
    case colour(NamedColour)
    case transparent
    /// The one colour that the picture has along its border.
    case ofBorder
    /// The picture itself, as large as the canvas and blurred.
    case blurred
}

/// How large a canvas is, and where the picture stands on it.
struct CanvasPlan: Equatable {
    let size: PixelSize
    let x: Int
    let y: Int
    /// What the picture is scaled to before; `nil` where it stays as large as it is.
    let scaled: PixelSize?

    private init(_ width: Int, _ height: Int, x: Int, y: Int, scaled: PixelSize? = nil) {
        size = PixelSize(width: width, height: height)
        (self.x, self.y, self.scaled) = (x, y, scaled)
    }

    /// - Throws: `ModelFailure.declined` for a canvas that is beyond `GeometryLimit`, or is none for this picture.
    init(_ canvas: Canvas, around picture: PixelSize) throws(ModelFailure) {
        let (w, h) = (picture.width, picture.height)
        switch canvas {
        case .ratio(let across, let down, let sides):
            self = try Self.of(ratio: (max(1, across), max(1, down)), at: sides, around: picture)
        case .size(let width, let height, let scaling, let sides):
            self = try Self.of(width ?? w, height ?? h, scaling, at: sides, around: picture)
        case .room(let sides):
            func room(_ side: Side, of length: Int) -> Int { sides[side].map { $0.pixels(of: length) } ?? 0 }
            let (left, top) = (room(.left, of: w), room(.top, of: h))
            self = try Self.checked(
                w + left + room(.right, of: w), h + top + room(.bottom, of: h), x: left, y: top)
        case .margin(let extent):
            let margin = max(1, extent.pixels(of: min(w, h)))
            self = try Self.checked(w + 2 * margin, h + 2 * margin, x: margin, y: margin)
        }
    }

    private static func checked(
        _ width: Int, _ height: Int, x: Int, y: Int, scaled: PixelSize? = nil
    ) throws(ModelFailure) -> CanvasPlan {
        try GeometryLimit.check(Double(width), Double(height))
        return CanvasPlan(width, height, x: x, y: y, scaled: scaled)
    }

    private static func of(
        ratio: (across: Int, down: Int), at sides: Set<Side>, around picture: PixelSize
    ) throws(ModelFailure) -> CanvasPlan {
        let (w, h) = (picture.width, picture.height)
        let wanted = Double(ratio.across) / Double(ratio.down)
        try GeometryLimit.check(max(Double(w), Double(h) * wanted), max(Double(h), Double(w) / wanted))
        let width = max(w, Int((Double(h) * wanted).rounded()))
        let height = max(h, Int((Double(w) / wanted).rounded()))
        // Of a ratio that the picture nearly has, rounding would add a row.
        guard width - w > 1 || height - h > 1 else {
            throw .declined(
                .incomplete(
                    missing: "another shape: the picture is \(ratio.across):\(ratio.down) already",
                    example: "add a margin of 10 %"))
        }
        let isWider = width - w >= height - h
        if !sides.isEmpty, sides.isDisjoint(with: isWider ? [.left, .right] : [.top, .bottom]) {
            let ways = isWider ? "left or the right" : "top or the bottom"
            throw .declined(
                .incomplete(
                    missing: "a side that \(ratio.across):\(ratio.down) adds to: the \(ways)",
                    example: "extend the canvas to \(ratio.across):\(ratio.down) at the \(isWider ? "left" : "bottom")")
            )
        }
        let (spareX, spareY) = (isWider ? width - w : 0, isWider ? 0 : height - h)
        return CanvasPlan(
            w + spareX, h + spareY, x: sides.contains(.left) ? spareX : sides.contains(.right) ? 0 : spareX / 2,
            y: sides.contains(.top) ? spareY : sides.contains(.bottom) ? 0 : spareY / 2)
    }

    private static func of(
        _ width: Int, _ height: Int, _ scaling: Canvas.Scaling, at sides: Set<Side>, around picture: PixelSize
    ) throws(ModelFailure) -> CanvasPlan {
        let fit = min(Double(width) / Double(picture.width), Double(height) / Double(picture.height))
        guard scaling != .never || fit >= 1 else {
            throw .declined(
                .beyondMeans(
                    "putting a picture of \(picture.width) x \(picture.height) pixels on a smaller canvas without scaling it",
                    advice: "Say \"fit it on a \(width)x\(height) canvas\" or \"crop to \(width)x\(height)\"."))
        }
        var (w, h) = (picture.width, picture.height)
        if scaling == .both || fit < 1 {
            w = min(width, max(1, Int((Double(w) * fit).rounded())))
            h = min(height, max(1, Int((Double(h) * fit).rounded())))
        }
        let scaled = PixelSize(width: w, height: h)
        let (spareX, spareY) = (width - w, height - h)
        return try checked(
            width, height, x: sides.contains(.left) ? spareX : sides.contains(.right) ? 0 : spareX / 2,
            y: sides.contains(.top) ? spareY : sides.contains(.bottom) ? 0 : spareY / 2,
            scaled: scaled == picture ? nil : scaled)
    }
}

extension Extent {
    func pixels(of length: Int) -> Int {
        switch self {
        case .share(let share): share.isFinite ? Int((min(max(share, 0), 4) * Double(length)).rounded()) : 0
        case .pixels(let pixels): min(max(0, pixels), GeometryLimit.side)
        }
    }
}

/// What a canvas shows beside the picture, once the picture was looked at.
enum CanvasGround: Equatable {
    /// Behind what is transparent, too.
    case colour(NamedColour)
    case transparent
    /// That of one of the picture's pixels.
    case pixel(x: Int, y: Int)
    /// The picture itself, covering the canvas.
    case blurred
}

extension PixelBuffer {
    /// What is meant by a fill; where none was said a cut-out stays on nothing, a border of one colour goes on, and what else there is gets white.
    func ground(_ fill: CanvasFill?, under plan: CanvasPlan, around picture: PixelSize) throws(ModelFailure)
        -> CanvasGround
    {
        switch fill {
        case .colour(let colour)?: return .colour(colour)
        case .transparent?: return .transparent
        case .blurred?:
            guard !isCutOut else {
                throw .declined(
                    .beyondMeans(
                        "a blurred picture behind a cut-out, which has nothing to blur",
                        advice: "Name a colour, such as \"with white\"."))
            }
            return .blurred
        case .ofBorder?:
            guard let place = borderPlace(under: plan, around: picture, within: 12, share: 0.95) else {
                throw .declined(
                    .notFound("one colour along the border", advice: "Name a colour, such as \"with white\"."))
            }
            return .pixel(x: place.x, y: place.y)
        case nil:
            if isCutOut { return .transparent }
            let place = borderPlace(under: plan, around: picture, within: 4, share: 0.99)
            return place.map { .pixel(x: $0.x, y: $0.y) } ?? .colour(.pureWhite)
        }
    }

    /// A pixel of the colour that the sides have which room is added to; `nil` where they have several.
    ///
    /// - Parameters:
    ///   - most: by how much of 255 a channel may differ from the middle.
    ///   - share: how many of the pixels have to.
    private func borderPlace(
        under plan: CanvasPlan, around picture: PixelSize, within most: Int, share: Double
    ) -> (x: Int, y: Int)? {
        let depth = max(1, min(min(width, height), max(2, min(width, height) / 100)))
        let added = (
            left: plan.x, right: plan.size.width - plan.x - picture.width, top: plan.y,
            bottom: plan.size.height - plan.y - picture.height
        )
        var places: [(x: Int, y: Int)] = []
        for y in 0..<height {
            let isLevel = (added.top > 0 && y < depth) || (added.bottom > 0 && y >= height - depth)
            for x in 0..<width where isLevel || (added.left > 0 && x < depth) || (added.right > 0 && x >= width - depth)
            {
                places.append((x, y))
            }
        }
        guard !places.isEmpty else { return nil }
        func value(_ place: (x: Int, y: Int), _ channel: Int) -> Int {
            Int(bytes[(place.y * width + place.x) * channels + channel])
        }
        let middle = (0..<channels).map { channel -> Int in
            var counts = [Int](repeating: 0, count: 256)
            for place in places { counts[value(place, channel)] += 1 }
            var below = 0
            return counts.firstIndex {
                below += $0
                return 2 * below >= places.count
            } ?? 0
        }
        func distance(_ place: (x: Int, y: Int)) -> Int {
            (0..<channels).reduce(0) { max($0, abs(value(place, $1) - middle[$1])) }
        }
        var (best, near, least) = (places[0], 0, Int.max)
        for place in places {
            let away = distance(place)
            if away <= most { near += 1 }
            if away < least { (best, least) = (place, away) }
        }
        return least <= most && Double(near) >= share * Double(places.count) ? best : nil
    }
}

extension NamedColour {
    package static let pureWhite = NamedColour(name: "white", red: 255, green: 255, blue: 255)
    static let pureBlack = NamedColour(name: "black", red: 0, green: 0, blue: 0)

    /// "white" and "black" of what lies around a picture, as a screen or paper has them: not those of cloth and walls.
    var onPaper: NamedColour {
        var colour = self
        if ["white", "plain white", "clean white"].contains(name) {
            (colour.red, colour.green, colour.blue) = (255, 255, 255)
        }
        if name == "black" { (colour.red, colour.green, colour.blue) = (0, 0, 0) }
        return colour
    }
}
