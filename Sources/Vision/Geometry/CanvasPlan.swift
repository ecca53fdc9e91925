import Colorimetry
import ImageModels
import Pictures
import Wording

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
