import Foundation
public import Pictures

/// One connected place that a turn took over from the model.
public struct ChangedPlace: Sendable, Equatable, Codable {
    /// What a person calls it, the largest "A"; absent in old sessions.
    public var letter: String?
    /// In the kept picture's pixels, soft rim and all.
    public var box: Rectangle
    /// Of the kept picture, 0...1.
    public var share: Double
    /// Whether it is small and far from the larger ones: most likely the model's own idea.
    public var isFar: Bool

    public init(letter: String?, box: Rectangle, share: Double, isFar: Bool) {
        self.letter = letter
        self.box = box
        self.share = share
        self.isFar = isFar
    }

    /// What a person calls the place at an index: A, B … Z, AA.
    public static func letter(_ index: Int) -> String {
        let last = String(UnicodeScalar(UInt8(65 + index % 26)))
        return index < 26 ? last : letter(index / 26 - 1) + last
    }

    /// The index of what a person calls by a letter; `nil` for what is none.
    public static func index(of letter: String) -> Int? {
        let scalars = letter.uppercased().unicodeScalars.map { Int($0.value) - 65 }
        guard (1...2).contains(scalars.count), scalars.allSatisfy({ (0..<26).contains($0) }) else { return nil }
        return scalars.count == 1 ? scalars[0] : 26 * (scalars[0] + 1) + scalars[1]
    }

    /// What is told of a crop, told of the whole picture.
    func within(_ crop: Rectangle, of picture: PixelBuffer) -> ChangedPlace {
        var place = self
        place.box.x += crop.x
        place.box.y += crop.y
        place.share *= Double(crop.area) / Double(picture.pixelCount)
        return place
    }

    /// How much two places have in common: what both cover of what either does.
    func overlap(_ other: Rectangle) -> Double {
        let common = box.intersection(other)
        guard !common.isEmpty else { return 0 }
        return Double(common.area) / Double(box.area + other.area - common.area)
    }
}

/// The places of one turn, largest first, and which pixels each of them has.
struct ChangedPlaces {
    private(set) var places: [ChangedPlace] = []
    private let components: Components
    /// For each place the number of its component.
    private let labels: [Int]
    /// For each place whether it is far and no more than a strip along the picture's border, where a picture that came back
    /// a little larger or smaller shows what the prior never had.
    private let isStrip: [Bool]

    /// `alpha`: how much is taken over where; `hint`: where the edit is expected: nothing there is far.
    init(_ alpha: Plane, of picture: PixelBuffer, hint: MaskPlane?, _ workers: Workers) {
        let taken = MaskPlane(alpha, above: 0, workers)
        let components = Components(taken)
        self.components = components
        let areas = components.areas
        var bounds = [(left: Int, right: Int, top: Int, bottom: Int)](
            repeating: (.max, 0, .max, 0), count: components.count)
        for run in components.runs {
            let k = Int(run.label)
            bounds[k].left = min(bounds[k].left, Int(run.start))
            bounds[k].right = max(bounds[k].right, Int(run.end))
            bounds[k].top = min(bounds[k].top, Int(run.y))
            bounds[k].bottom = max(bounds[k].bottom, Int(run.y) + 1)
        }
        let isExpected = hint.map { components.meeting($0) } ?? areas.map { _ in false }
        let order = areas.indices.sorted { (areas[$0], $1) > (areas[$1], $0) }
        let largest = areas.max() ?? 0
        let main = order.filter { areas[$0] >= 0.25 * largest || isExpected[$0] }
        let (toX, toY) = (Double(picture.width) / Double(alpha.width), Double(picture.height) / Double(alpha.height))
        let far = 0.08 * Double(max(alpha.width, alpha.height))
        func distance(_ a: Int, _ b: Int) -> Double {
            let (p, q) = (bounds[a], bounds[b])
            let dx = max(0, max(p.left - q.right, q.left - p.right))
            let dy = max(0, max(p.top - q.bottom, q.top - p.bottom))
            return Double(dx * dx + dy * dy).squareRoot()
        }
        labels = order
        places = order.enumerated().map { index, k in
            let b = bounds[k]
            let (x, y) = (Int(Double(b.left) * toX), Int(Double(b.top) * toY))
            let share = areas[k] / Double(alpha.count)
            let isSmall = share < 0.02 && areas[k] < 0.1 * largest && !isExpected[k]
            return ChangedPlace(
                letter: ChangedPlace.letter(index),
                box: Rectangle(
                    x: x, y: y, width: min(picture.width, Int((Double(b.right) * toX).rounded(.up))) - x,
                    height: min(picture.height, Int((Double(b.bottom) * toY).rounded(.up))) - y),
                share: share, isFar: isSmall && main.allSatisfy { distance(k, $0) > far })
        }
        let (width, height) = (picture.width, picture.height)
        isStrip = places.map { place in
            let box = place.box
            let isUpright = (box.x == 0 || box.x + box.width == width) && Double(box.width) <= 0.04 * Double(width)
            let isFlat = (box.y == 0 || box.y + box.height == height) && Double(box.height) <= 0.04 * Double(height)
            return place.isFar && (isUpright || isFlat)
        }
    }

    /// Which places a setting leaves out.
    func dropped(by setting: LockSetting) -> [Bool] {
        zip(places, isStrip).map { place, isStrip in
            setting.dropsSmall == true && place.isFar || isStrip && setting.mode != .loose
                || (setting.dropped ?? []).contains { place.overlap($0) > 0.5 }
        }
    }

    /// The places that are chosen.
    func chosen(_ isChosen: [Bool]) -> [ChangedPlace] { zip(places, isChosen).filter(\.1).map(\.0) }

    /// A mask without the pixels of some places.
    func removing(_ chosen: [Bool], from mask: MaskPlane) -> MaskPlane {
        var isDropped = [Bool](repeating: false, count: components.count)
        for (index, drop) in chosen.enumerated() where drop { isDropped[labels[index]] = true }
        let out = MaskPlane(width: mask.width, height: mask.height)
        components.draw(isDropped, on: out)
        return mask.intersected(with: out.inverted())
    }
}
