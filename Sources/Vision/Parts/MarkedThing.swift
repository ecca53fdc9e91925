import CVision
import Colorimetry

/// What of a marked region a noun means that no network knows: what stands out there, or all of a surface that was marked within
/// itself.
struct MarkedThing {
    private let scene: Scene
    private let marked: Bitmap
    private let box: PixelBox
    private let lab: [Lab]
    private let width: Int
    private let height: Int

    /// What was found.
    enum Found {
        /// A thing that ends within what was marked.
        case thing(Bitmap)
        /// Hardly anything but one colour, inside and around.
        case surface
        /// Somebody, or what somebody wears.
        case person
        /// None of these surely.
        case unclear
    }

    /// `nil` where nothing is marked.
    init?(_ scene: Scene, in marked: Bitmap) throws {
        guard let box = PixelBox.around(width: marked.width, height: marked.height, where: { marked[$0] }) else {
            return nil
        }
        self.scene = scene
        self.marked = marked
        self.box = box
        lab = try scene.smoothLab.get()
        (width, height) = (scene.width, scene.height)
    }

    /// The thing that the network sees which knows no classes, where it looks at the region alone and is sure; else what has
    /// other colours than the surroundings.
    func found() throws -> Found {
        let sight = try sight()
        let seen = try mainParts(of: scene.small.cut(sight))
        let isSure = try seen.isEmpty ? false : sureness(of: seen, by: sight)
        if isSure, try isWhole(seen, cutOff: 0.25), 20 * seen.area < 17 * marked.area {
            return showsFace(seen) ? .person : .thing(seen)
        }
        let strange = try Strangeness(of: marked, in: lab)
        if strange.share >= 0.2 {
            let cut = try mainParts(of: scene.small.cut(strange.labels, rounds: 4, mostUndecided: 160_000))
            let common = cut.intersected(with: seen).area
            if 5 * common > 4 * cut.area, try isWhole(cut, cutOff: 0.1) { return .thing(cut) }
        }
        if showsPerson(marked) { return .person }
        let main = try ThingParts(scene: scene, mask: marked, now: nil).selected()
        guard 4 * main.area > 3 * marked.area else { return .unclear }
        // What fills it may be of several colours, as somebody's collar and jacket are.
        let isFilled = isSure && 20 * seen.area >= 17 * marked.area && 20 * main.area > 17 * marked.area
        return isFilled || strange.share < 0.045 && strange.strong < 0.015 ? .surface : .unclear
    }

    /// How probably each place stands out of the region and what is around it.
    private func sight() throws -> Plane {
        let sight = try surroundings()
        return Plane(width: width, height: height) { marked[$0] ? sight[$0] : 0 }
    }

    /// The same, around the region as well.
    private func surroundings() throws -> Plane {
        let (across, up) = (box.width / 6 + 4, box.height / 6 + 4)
        let around = PixelBox(x0: box.x0 - across, y0: box.y0 - up, x1: box.x1 + across, y1: box.y1 + up)
        return try scene.outline(within: around.clipped(width: width, height: height))
    }

    private func sureness(of mask: Bitmap, by sight: Plane) throws -> Bool {
        var (sum, doubtful, probable) = (0.0, 0, 0)
        for i in mask.values.indices where marked[i] {
            if mask[i] { sum += Double(sight[i]) }
            if sight[i] > 0.2, sight[i] < 0.8 { doubtful += 1 }
            if sight[i] > 0.5 { probable += 1 }
        }
        return sum > 0.9 * Double(mask.area) && 5 * doubtful < probable
    }

    /// Whether the main colour of what was found ends within what was marked, or is all of it.
    func ends(_ found: Bitmap) throws -> Bool {
        let main = try ThingParts(scene: scene, mask: found, now: nil).selected()
        if 20 * main.area > 17 * marked.area || cutOff(of: main) < 0.4 { return true }
        // A guitar's neck may reach out, where hardly anything else that stands out does.
        let sight = try surroundings()
        let (all, outside) = sight.values.indices.reduce(into: (0, 0)) {
            guard sight[$1] > 0.5 else { return }
            $0.0 += 1
            if !marked[$1] { $0.1 += 1 }
        }
        return 10 * outside < all
    }

    /// How much of its height or its breadth, whichever is more, the rim of what was marked cuts off: its colour goes on there.
    private func cutOff(of mask: Bitmap) -> Double {
        guard let own = PixelBox.around(width: width, height: height, where: { mask[$0] }) else { return 0 }
        func goesOn(_ x: Int, _ y: Int, beyond place: (x: Int, y: Int)) -> Bool {
            guard place.x >= 0, place.x < width, place.y >= 0, place.y < height else { return false }
            let (i, j) = (y * width + x, place.y * width + place.x)
            return mask[i] && !marked[j] && lab[i].distance(to: lab[j]) < 0.04
        }
        let rows = (own.y0..<own.y1).count { y in
            (own.x0..<own.x1).contains { goesOn($0, y, beyond: ($0 - 4, y)) || goesOn($0, y, beyond: ($0 + 4, y)) }
        }
        let columns = (own.x0..<own.x1).count { x in
            (own.y0..<own.y1).contains { goesOn(x, $0, beyond: (x, $0 - 4)) || goesOn(x, $0, beyond: (x, $0 + 4)) }
        }
        return max(Double(rows) / Double(own.height), Double(columns) / Double(own.width))
    }

    /// The largest piece and those that are large beside it, within what was marked.
    private func mainParts(of cut: Bitmap) throws -> Bitmap {
        let mask = try cut.intersected(with: marked).tidied()
        let largest = try mask.components().areas.dropFirst().max() ?? 0
        return try mask.keeping { 5 * $0.areas[$1] >= largest }
    }

    /// Whether a mask goes about as far as was marked, and hardly goes on outside.
    private func isWhole(_ mask: Bitmap, cutOff most: Double) throws -> Bool {
        guard 20 * mask.area > marked.area, let own = PixelBox.around(width: width, height: height, where: { mask[$0] })
        else { return false }
        let (across, up) = (Double(own.width) / Double(box.width), Double(own.height) / Double(box.height))
        guard across > 0.45, up > 0.45, across * up > 0.34 else { return false }
        let inner = try mask.inverted.morphed(VisionDilate, radius: 1).inverted
        var (outline, cutOff) = (0, 0)
        for y in 5..<max(6, height - 5) {
            for x in 5..<max(6, width - 5) {
                let i = y * width + x
                guard mask[i], !inner[i] else { continue }
                outline += 1
                let goesOn = [i - 4 * width, i + 4 * width, i - 4, i + 4].contains {
                    !marked[$0] && lab[$0].distance(to: lab[i]) < 0.04
                }
                if goesOn { cutOff += 1 }
            }
        }
        return Double(cutOff) <= most * Double(outline)
    }

    private func showsFace(_ mask: Bitmap) -> Bool {
        scene.faces.contains { face in
            let (x, y) = (clamp(Int(face.centreX), 0, width - 1), clamp(Int(face.centreY), 0, height - 1))
            return mask[y * width + x]
        }
    }

    /// Whether it is mostly somebody: the network that looks for people alone takes animals for some, too.
    private func showsPerson(_ mask: Bitmap) -> Bool {
        guard !scene.faces.isEmpty || scene.classes.shares[ClassProbabilities.person] >= 0.01 else { return false }
        return 2 * mask.values.indices.count { mask[$0] && scene.personProbability[$0] > 0.5 } > mask.area
    }
}

/// Where what was marked has colours that a ring around it has not.
private struct Strangeness {
    /// How much of what was marked has others, and others by far.
    let share: Double
    let strong: Double
    let labels: [UInt8]

    init(of marked: Bitmap, in lab: [Lab]) throws {
        let reach = max(4, Int(0.12 * Double(marked.area).squareRoot()))
        let edge = try marked.morphed(VisionDilate, radius: 1)
        let ring = try marked.morphed(VisionDilate, radius: reach).intersected(with: edge.inverted)
        let around = ring.values.indices.filter { ring[$0] }.map { lab[$0] }
        // The picture's frame leaves no ring around nearly all of it.
        guard around.count > 60, 10 * around.count > marked.area else {
            (share, strong) = (0.1, 0.1)
            labels = []
            return
        }
        let ground = try ColourClusters(around, count: 8)
        let spread = max(0.05, quantile(around.map { ground.distance(to: $0) }, 0.95))
        var (other, far) = (0, 0)
        labels = lab.indices.map { i in
            guard marked[i] else { return CutLabel.background }
            let distance = ground.distance(to: lab[i])
            if distance > 1.5 * spread { far += 1 }
            guard distance > spread else { return CutLabel.probablyBackground }
            other += 1
            return CutLabel.probablyForeground
        }
        share = Double(other) / Double(max(1, marked.area))
        strong = Double(far) / Double(max(1, marked.area))
    }
}
