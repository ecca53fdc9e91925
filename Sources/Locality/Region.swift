public import Pictures

/// The part of a picture that an instruction is confined to.
public struct Region: Sendable, Equatable {
    /// In the picture's pixels, all of it inside the picture.
    public var box: Rectangle
    /// Of the picture's size: only what it selects changes. `nil` for the whole box.
    public var mask: PixelMask?
    /// What it was chosen by: "jacket", "mask.png".
    public var name: String?

    public init(box: Rectangle, mask: PixelMask? = nil, name: String? = nil) {
        self.box = box
        self.mask = mask
        self.name = name
    }

    /// The region around what a mask selects; `nil` where it selects nothing. The mask is brought to the picture's size.
    public init?(selecting mask: PixelMask, in picture: PixelSize, name: String? = nil) {
        let mask = mask.scaled(to: picture)
        guard let box = mask.bounds else { return nil }
        self.init(box: box, mask: mask, name: name)
    }

    /// The same part of a picture of another size.
    public func moved(from old: PixelSize, to new: PixelSize) -> Region {
        guard old != new else { return self }
        func scaled(_ value: Int, _ a: Int, _ b: Int) -> Int { (value * b + a / 2) / a }
        let left = scaled(box.x, old.width, new.width)
        let top = scaled(box.y, old.height, new.height)
        let right = max(left + 1, scaled(box.maxX, old.width, new.width))
        let bottom = max(top + 1, scaled(box.maxY, old.height, new.height))
        let moved = Rectangle(x: left, y: top, width: right - left, height: bottom - top)
            .intersection(Rectangle(x: 0, y: 0, width: new.width, height: new.height))
        return Region(box: moved, mask: mask?.scaled(to: new), name: name)
    }
}

extension Region {
    /// What was found in a place of a picture, in all of it.
    public func placed(at place: Rectangle, in picture: PixelSize) -> Region {
        guard let mask, mask.width != picture.width || mask.height != picture.height else { return self }
        return Region(
            box: Rectangle(x: place.x + box.x, y: place.y + box.y, width: box.width, height: box.height),
            mask: mask.placed(at: place, in: picture), name: name)
    }

    /// What of it lies in another one; `nil` where nothing does.
    public func within(_ other: Region?, of picture: PixelSize) -> Region? {
        guard let other else { return self }
        return Region(
            selecting: selected(in: picture).intersection(other.selected(in: picture)), in: picture, name: name)
    }

    /// All of it, as a mask of the picture that it is of.
    public func selected(in picture: PixelSize) -> PixelMask {
        let boxed = PixelMask(box: box, in: picture)
        return mask.map(boxed.intersection) ?? boxed
    }
}

extension Rectangle {
    /// "25%,25%,50%,50%": its place in shares of a picture, with as many digits as give the same pixels again.
    public func shares(of picture: PixelSize) -> String {
        [(x, picture.width), (y, picture.height), (width, picture.width), (height, picture.height)]
            .map { Self.share($0, of: $1) }.joined(separator: ",")
    }

    private static func share(_ pixels: Int, of whole: Int) -> String {
        let exact = 100 * Double(pixels) / Double(whole)
        for factor in [100.0, 1000, 10_000] {
            let share = (exact * factor).rounded() / factor
            guard Int(saturating: share / 100 * Double(whole)) == pixels || factor == 10_000 else { continue }
            return (share == share.rounded() ? "\(Int(saturating: share))" : "\(share)") + "%"
        }
        return "\(exact)%"
    }
}
