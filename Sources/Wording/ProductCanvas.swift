/// "white background, 2000x2000": the picture of a product in a shop, of which nothing is cut off.
///
/// A size that is said alone cuts to its shape; beside a new background, or a margin, it is the size of a canvas that all of
/// it is fitted on.
struct ProductCanvas {
    private let width: Int
    private let height: Int

    /// `nil` where what was read is no size, or has a verb: "resize to 2000x2000" cuts.
    init?(_ found: [LocalEdit], at start: Int, of tokens: [Token]) {
        guard case .geometry(.resize(.both(let width, let height)))? = found.first, found.count == 1,
            case .number? = tokens[safe: start]?.kind
        else { return nil }
        (self.width, self.height) = (width, height)
    }

    /// The instruction's edits with the canvas in place of the size; `nil` where they say nothing of a canvas.
    ///
    /// Of a background alone all of the picture is fitted; a margin is kept around what stands before the new background.
    func edits(_ all: [LocalEdit]) -> [LocalEdit]? {
        var (rest, fill, margin) = ([LocalEdit](), CanvasFill?.none, Extent?.none)
        var isOnNewGround = false
        for edit in all where edit != .geometry(.resize(.both(width, height))) {
            switch edit {
            case .background(.colour(let colour), _):
                (fill, isOnNewGround) = (.colour(colour.onPaper), true)
                rest.append(.background(.colour(colour.onPaper), behind: edit.whole))
            case .background(.transparent, _):
                (fill, isOnNewGround) = (.transparent, true)
                rest.append(edit)
            case .geometry(.canvas(.margin(let extent), let ground)):
                guard margin == nil else { return nil }
                margin = extent
                if !isOnNewGround { fill = ground }
            case .shadow: rest.append(edit)
            default:
                guard edit.keepsPlaces else { return nil }
                rest.append(edit)
            }
        }
        guard isOnNewGround || margin != nil else { return nil }
        let canvas = Canvas.size(width: width, height: height, .both)
        guard let margin else { return rest + [.geometry(.canvas(canvas, filled: fill))] }
        guard let inset = canvas.inset(by: margin) else { return nil }
        return rest + (isOnNewGround ? [.geometry(.trimBorder(fill))] : [])
            + inset.map { .geometry(.canvas($0, filled: fill)) }
    }
}

extension LocalEdit {
    fileprivate var whole: Whole { if case .background(_, let whole) = self { whole } else { .subject } }
}
