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
