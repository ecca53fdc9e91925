import CVision
import Colorimetry
import ImageModels
import Wording

/// Sky, walls, grass, water and trees: where the network that knows them is sure, else (but trees) by colour, place and texture.
/// Refused where it is in doubt.
struct SceneryMask {
    let scene: Scene
    let lab: [Lab]
    /// The people, as far as there are any.
    let people: Bitmap?
    let width: Int
    let height: Int

    init(_ scene: Scene) throws {
        self.scene = scene
        lab = try scene.smoothLab.get()
        let hasPeople = !scene.faces.isEmpty || scene.classes.shares[ClassProbabilities.person] >= 0.01
        people = hasPeople ? try scene.personCut() : nil
        (width, height) = (scene.width, scene.height)
    }

    /// At the small size. Throws `ModelFailure.declined`.
    func mask(of scenery: Scenery) throws -> Bitmap {
        switch scenery {
        case .sky: try sky()
        case .grass: try grass()
        case .water: try water()
        case .wall: try wall()
        case .trees: try trees()
        }
    }

    /// Adds what goes on from pixel to pixel without an edge and is nobody.
    ///
    /// Returns the pixels that it is about, the seeds included.
    @discardableResult
    func grow(
        _ mask: inout Bitmap, from seeds: [Int], over colours: [Lab]? = nil, within step: Float = 0.014,
        where passes: (Int) -> Bool
    ) -> [Int] {
        let colours = colours ?? lab
        var (open, members) = (seeds, seeds)
        while let i = open.popLast() {
            let (x, y) = (i % width, i / width)
            for j in [
                x > 0 ? i - 1 : i, x < width - 1 ? i + 1 : i, y > 0 ? i - width : i, y < height - 1 ? i + width : i,
            ] where !mask[j] && !isSomebody(j) && colours[j].squaredDistance(to: colours[i]) < step * step && passes(j)
            {
                mask[j] = true
                open.append(j)
                members.append(j)
            }
        }
        return members
    }

    // MARK: Sky

    /// The sky, as the network knows it or by its colours.
    func sky() throws -> Bitmap {
        if let known = try skyByProbability() { return known }
        let found = try skyByColour()
        // A white house or a pale wall that goes on from the sky.
        guard try certainty(of: .sky, in: found) >= 0.4 else {
            throw ModelFailure.declined(.unsure("where the sky is", advice: Advice.mark))
        }
        return found
    }

    /// What goes on from the picture's top without an edge, in a colour that skies have, and ends above the foot.
    ///
    /// A plain backdrop behind somebody is as blue, and white walls are as light: below a sky lies land, and no furniture.
    private func skyByColour() throws -> Bitmap {
        func refuse() -> ModelFailure { .declined(.unsure("where the sky is", advice: Advice.mark)) }
        guard !isIndoors else { throw refuse() }
        var mask = Bitmap(width: width, height: height)
        var open: [Int] = []
        for x in 0..<width where isSkyColour(lab[x]) && !isSomebody(x) {
            mask[x] = true
            open.append(x)
        }
        let begun = Double(open.count) / Double(width)
        grow(&mask, from: open) { isSkyLight(lab[$0]) }
        var night = mask
        grow(&night, from: mask.values.indices.filter { mask[$0] }) {
            isSkyLight(lab[$0])
                || 2 * $0 < width * height && lab[$0].x < 0.3 && lab[$0].chroma > 0.008
                    && hueDistance(lab[$0].hue, 4.5) < 0.75
        }
        mask = night
        mask = try gapsFilled(mask.fillingHoles(below: 0.004 * Double(width * height)))
        mask = try mask.morphed(VisionOpen, radius: 1)
        let foot = (0..<width).count { mask[(height - 1) * width + $0] }
        let step = try edgeStep(of: mask)
        mask = try withCloudsAndEnds(mask)
        guard begun >= 0.3, mask.share >= 0.06, mask.share <= 0.85, Double(foot) <= 0.02 * Double(width), step >= 0.05,
            try shareAboveLand(mask) >= 0.3
        else { throw refuse() }
        let above = aboveHorizon(mask)
        guard above.share >= 0.06, 4 * above.area >= mask.area, try lightBelow(above) < 0.25 else { throw refuse() }
        return above
    }

    /// Which pieces beside a mask show no step of colour along most of the edge that they share with it.
    func weaklyParted(_ pieces: Components, from mask: Bitmap) -> [Bool] {
        var (weak, all) = (
            [Int](repeating: 0, count: pieces.areas.count), [Int](repeating: 0, count: pieces.areas.count)
        )
        for y in stride(from: 5, to: height - 5, by: 1) {
            for x in stride(from: 5, to: width - 5, by: 1) {
                let i = y * width + x
                guard pieces.labels[i] > 0 else { continue }
                let sides = [(i - 1, i - 4), (i + 1, i + 4), (i - width, i - 4 * width), (i + width, i + 4 * width)]
                guard let (_, far) = sides.first(where: { mask[$0.0] }) else { continue }
                all[Int(pieces.labels[i])] += 1
                if lab[i].distance(to: lab[far]) < 0.06 { weak[Int(pieces.labels[i])] += 1 }
            }
        }
        return zip(weak, all).map { 2 * $0 > $1 }
    }

    /// With what lies in it and hangs together with no land: clouds that are darker, a corner that is. Throws where that is of
    /// colours that may be anything's, and where it is so much that the sky's own end is not to be seen.
    private func withCloudsAndEnds(_ mask: Bitmap) throws -> Bitmap {
        let rest = try mask.inverted.components()
        let things = try thingsInSight()
        var (foot, colours) = (Set<Int32>(), [[Lab]](repeating: [], count: rest.areas.count))
        var thing = [Int](repeating: 0, count: rest.areas.count)
        let isWeak = weaklyParted(rest, from: mask)
        for x in 0..<width { foot.insert(rest.labels[(height - 1) * width + x]) }
        for i in mask.values.indices where rest.labels[i] > 0 {
            let k = Int(rest.labels[i])
            if colours[k].count < 4000 { colours[k].append(lab[i]) }
            if things[i] || isSomebody(i) { thing[k] += 1 }
        }
        let lies = rest.areas.indices.map { k in
            guard k > 0, !foot.contains(Int32(k)), 20 * thing[k] < rest.areas[k] else { return false }
            return isWeak[k] || median(colours[k]).chroma < 0.05 && rest.areas[k] > width * height / 500
        }
        let left = rest.areas.indices.reduce(0) {
            $1 > 0 && !foot.contains(Int32($1)) && !lies[$1] && 20 * thing[$1] < rest.areas[$1]
                ? $0 + rest.areas[$1] : $0
        }
        guard 25 * left < mask.area else {
            throw ModelFailure.declined(.unsure("where the sky ends", advice: Advice.mark))
        }
        return Bitmap(width: width, height: height) { mask[$0] || lies[Int(rest.labels[$0])] }
    }

    /// The share of its lower end where what follows is no darker: a sunset's glow goes on, land begins.
    private func lightBelow(_ mask: Bitmap) throws -> Double {
        var (all, light) = (0, 0)
        for x in 0..<width {
            guard let y = (5..<max(6, height - 8)).last(where: { mask[$0 * width + x] }) else { continue }
            all += 1
            let (above, below) = (lab[(y - 4) * width + x], lab[(y + 5) * width + x])
            if below.x > above.x - 0.02, below.chroma > 0.06, below.x > 0.5 { light += 1 }
        }
        return Double(light) / Double(max(1, all))
    }

    /// Without what lies below a level line that goes through a good part of it: a lake in haze is as light as the sky above.
    func aboveHorizon(_ mask: Bitmap) -> Bitmap {
        var shares = [Double](repeating: 0, count: height)
        for y in max(10, height / 5)..<max(10, height - 10) {
            var (all, seen) = (0, 0)
            for x in 0..<width {
                let i = y * width + x
                guard mask[i - 9 * width], mask[i - 3 * width] || mask[i + 9 * width] else { continue }
                all += 1
                let step = lab[i - 3 * width].distance(to: lab[i + 3 * width])
                let above = lab[i - 9 * width].distance(to: lab[i - 3 * width])
                if mask[i + 9 * width], step > 0.012, step > 1.5 * above { seen += 1 }
            }
            if 6 * all > width { shares[y] = Double(seen) / Double(all) }
        }
        guard let peak = shares.indices.max(by: { shares[$0] < shares[$1] }), shares[peak] > 0.35,
            case let most = shares[peak],
            let row = shares.indices.first(where: { $0 > peak - 10 && 2 * shares[$0] > most }),
            // One line, not the edges of clouds.
            !shares.indices.contains(where: { $0 < peak - 10 && 3 * shares[$0] > most }),
            case let below = mask.values.indices.count(where: { mask[$0] && $0 / width > peak }), 10 * below > mask.area
        else { return mask }
        return Bitmap(width: width, height: height) { mask[$0] && $0 / width < row - 1 }
    }

    /// Whether furniture says so.
    var isIndoors: Bool {
        let furniture: [Thing] = [.bottle, .chair, .table, .sofa, .monitor]
        let shares = ClassProbabilities.things.indices.filter { k in
            ClassProbabilities.things[k].map { furniture.contains($0) } ?? false
        }.map { scene.classes.shares[$0] }
        return shares.reduce(0, +) > 0.02
    }

    /// The share of a mask in columns that end above something that is nobody.
    private func shareAboveLand(_ mask: Bitmap) throws -> Double {
        let somebody = try people?.morphed(VisionDilate, radius: 4)
        var (all, above) = (0, 0)
        for x in 0..<width {
            let column = (0..<height).filter { mask[$0 * width + x] }
            guard let y = column.last else { continue }
            all += column.count
            // The blurred edge between them belongs to neither.
            let below = (y + 1)..<max(y + 2, min(height, y + height / 24))
            if y < height - 5, !below.contains(where: { somebody?[min(height - 1, $0) * width + x] ?? false }) {
                above += column.count
            }
        }
        return Double(above) / Double(max(1, all))
    }

    private func isSkyColour(_ colour: Lab) -> Bool {
        let isBlue = colour.x > 0.2 && colour.chroma > 0.02 && hueDistance(colour.hue, 4.5) < 0.75
        return isBlue || (colour.x > 0.75 && colour.chroma < 0.06)
    }

    /// Skies pass from blue to anything light.
    func isSkyLight(_ colour: Lab) -> Bool { isSkyColour(colour) || colour.x > 0.5 }

    func isSomebody(_ i: Int) -> Bool { people?[i] ?? false }

    /// Places between twigs and beams: of the sky's own colour at that height, above where it ends.
    func gapsFilled(_ mask: Bitmap) throws -> Bitmap {
        var result = mask
        for y in 0..<height {
            let row = y * width
            let own = (0..<width).filter { mask[row + $0] }
            guard own.count > width / 8 else { continue }
            let usual = median(own.map { lab[row + $0] })
            for x in 0..<width where !mask[row + x] && !isSomebody(row + x) {
                if lab[row + x].squaredDistance(to: usual) < 0.03 * 0.03 { result[row + x] = true }
            }
        }
        return result
    }

    /// The median step of colour across an outline, four pixels on each side, where it is not the picture's frame.
    private func edgeStep(of mask: Bitmap) throws -> Float {
        let inside = try mask.distances()
        let outside = try mask.inverted.distances()
        var steps: [Float] = []
        for y in 5..<max(6, height - 5) {
            for x in 0..<width where mask[y * width + x] && inside[y * width + x] < 1.5 {
                let below = (y + 4) * width + x
                guard outside[below] > 2 else { continue }
                steps.append(lab[(y - 4) * width + x].distance(to: lab[below]))
            }
        }
        return steps.count > 10 ? median(steps) : 0
    }

    // MARK: Walls

    /// The one large surface without texture that is no sky: two of about a size are not told apart.
    private func wall() throws -> Bitmap {
        func refuse() -> ModelFailure { .declined(.unsure("where the wall is", advice: Advice.mark)) }
        if let known = try wallByProbability() { return known }
        if (try? sky()) != nil { throw refuse() }
        var seen = Bitmap(width: width, height: height)
        var (largest, second): ([Int], Int) = ([], 0)
        for i in seen.values.indices where !seen[i] && !isSomebody(i) {
            // A start every eighth pixel finds every surface that counts.
            guard i % width % 8 == 0, i / width % 8 == 0 else { continue }
            seen[i] = true
            let start = lab[i]
            let part = grow(&seen, from: [i]) {
                lab[$0].squaredDistance(to: start, weights: Lab(0.6, 2, 2)) < 0.22 * 0.22
            }
            second = max(second, min(part.count, largest.count))
            if part.count > largest.count { largest = part }
        }
        guard Double(largest.count) >= 0.15 * Double(width * height) else { throw refuse() }
        guard second * 2 < largest.count else {
            throw ModelFailure.declined(.unsure("which wall is meant", advice: Advice.mark))
        }
        var found = Bitmap(width: width, height: height)
        for i in largest { found[i] = true }
        let mask = try found.morphed(VisionClose, radius: 2).fillingHoles(below: 0.002 * Double(width * height))
            .morphed(VisionOpen, radius: 1)
        let wall = Bitmap(width: width, height: height) { mask[$0] && !isSomebody($0) }
        let other =
            try certainty(of: .sky, in: wall) + certainty(of: .grass, in: wall) + certainty(of: .water, in: wall)
        guard other < 0.4 else { throw refuse() }
        if try certainty(of: .wall, in: wall) < 0.2 {
            // Floors and roads lie at the foot, and what is dark and smooth may be out of focus.
            let (top, foot) = (
                (0..<width).count { wall[2 * width + $0] }, (0..<width).count { wall[(height - 3) * width + $0] }
            )
            let light = median(wall.values.indices.filter { wall[$0] }.map { lab[$0].x })
            guard 10 * top > width, foot < top, light > 0.35 else { throw refuse() }
        }
        return wall
    }
}
