import CVision
import Colorimetry
import ImageModels
import Wording

/// Grass and water: what begins at the picture's foot or sides, by its colour, its place and its texture.
extension SceneryMask {
    // MARK: Grass

    /// Green that goes on from the picture's foot up to the first edge, and is rough as leaves are.
    func grass() throws -> Bitmap {
        func refuse() -> ModelFailure { .declined(.unsure("where the grass is", advice: Advice.mark)) }
        guard min(width, height) >= 16 else { throw refuse() }
        if let known = try grassByProbability() { return known }
        let things = try thingsInSight()
        let isGreen = Bitmap(width: width, height: height) { i in
            let colour = lab[i]
            return colour.chroma > 0.03 && colour.x > 0.12 && hueDistance(colour.hue, 2.15) < 0.6
                && !isSomebody(i) && !things[i]
        }
        // Between blades it is dark or dry: what is green for the most part is grass.
        let radius = max(2, min(width, height) / 100)
        let lawn = try isGreen.morphed(VisionClose, radius: radius).morphed(VisionOpen, radius: radius)
        let coarse = try softened(sigma: Double(radius))
        var mask = Bitmap(width: width, height: height)
        var open: [Int] = []
        for x in 0..<width {
            let i = (height - 2) * width + x
            guard lawn[i] else { continue }
            mask[i] = true
            open.append(i)
        }
        let atFoot = Double(open.count) / Double(width)
        // Trees behind a lawn are another green: what goes on goes on without a step.
        grow(&mask, from: open, over: coarse, within: 0.012) { lawn[$0] }
        mask = try mask.morphed(VisionClose, radius: radius).morphed(VisionOpen, radius: radius)
        let bare = things.united(with: people ?? things).inverted
        mask = mask.intersected(with: bare)
        let atTop = (0..<width).contains { mask[2 * width + $0] }
        guard mask.share >= (atTop ? 0.8 : 0.06), atFoot >= 0.2, try roughness(of: mask).mean >= 0.006,
            // Bushes, moss, yellow houses and what a lake mirrors reach down to the foot, too.
            case let own = try certainty(of: .grass, in: mask), own >= 0.1,
            try certainty(of: .trees, in: mask) < own, try 2 * certainty(of: .water, in: mask) < own
        else {
            throw refuse()
        }
        return mask
    }

    // MARK: Water

    /// Blue to green that lies below a sky or is rippled along rather than up, and goes on to the picture's sides.
    ///
    /// Grey water looks like roads and stone, and pools in a room like floors: they are refused.
    func water() throws -> Bitmap {
        func refuse() -> ModelFailure { .declined(.unsure("where the water is", advice: Advice.mark)) }
        guard min(width, height) >= 16, !isIndoors else { throw refuse() }
        let sky = try? self.sky()
        if let known = try waterByProbability(below: sky) { return known }
        let things = try thingsInSight()
        let isBlue = Bitmap(width: width, height: height) { i in
            let colour = lab[i]
            return colour.chroma > 0.02 && colour.x > 0.1 && hueDistance(colour.hue, 4.15) < 1.15
                && !isSomebody(i) && !things[i] && sky?[i] != true
        }
        let radius = max(2, min(width, height) / 150)
        let closed = try isBlue.morphed(VisionClose, radius: radius).morphed(VisionOpen, radius: radius)
        let parts = try closed.components()
        let least = Int(0.06 * Double(width * height))
        let kept = parts.areas.indices.map { label in
            label > 0 && parts.areas[label] >= least && liesLikeWater(closed, parts.labels, label)
        }
        var mask = Bitmap(width: width, height: height) { kept[Int(parts.labels[$0])] }
        mask = mask.intersected(with: things.united(with: people ?? things).inverted)
        guard mask.share >= 0.06 else { throw refuse() }
        // It goes on as grey where it mirrors what is above, but not as something warm: banks are.
        let coarse = try softened(sigma: 2 * Double(radius))
        let seeds = mask.values.indices.filter { mask[$0] }
        grow(&mask, from: seeds, over: coarse, within: 0.01) {
            sky?[$0] != true && !things[$0] && lab[$0].z < 0.005
        }
        mask = try mask.morphed(VisionClose, radius: 2 * radius).morphed(VisionOpen, radius: radius)
        guard mask.area * 10 <= seeds.count * 16, mask.share <= 0.8,
            !(0..<width).contains(where: { mask[2 * width + $0] })
        else { throw refuse() }
        let ripples = try roughness(of: mask)
        // Gravel and stone are as rough up as along; only below a sky is what has no texture at all calm water.
        let isRippled = ripples.up >= 1.2 * ripples.along
        guard isRippled || (sky != nil && ripples.mean < 0.006) else { throw refuse() }
        // What ends where no step of colour shows is a piece of a gradient.
        guard try weakOutline(of: mask) <= 0.25 else { throw refuse() }
        // Below a sky, what the network takes for sky may be water that shows it.
        let other =
            try certainty(of: .grass, in: mask) + certainty(of: .wall, in: mask)
            + (sky == nil ? certainty(of: .sky, in: mask) : 0)
        // Shade on snow and paving is as blue.
        guard other < 0.5, try certainty(of: .water, in: mask) >= 0.25 else { throw refuse() }
        return mask
    }

    /// Whether a piece is broad, touches a side or the foot, and does not begin at the picture's top.
    private func liesLikeWater(_ mask: Bitmap, _ labels: [Int32], _ label: Int) -> Bool {
        var (left, right, top, sides) = (width, 0, height, 0)
        var foot = 0
        for i in mask.values.indices where Int(labels[i]) == label {
            let (x, y) = (i % width, i / width)
            (left, right, top) = (min(left, x), max(right, x), min(top, y))
            if x < 3 || x >= width - 3 { sides += 1 }
            if y >= height - 3 { foot += 1 }
        }
        return Double(right - left) >= 0.5 * Double(width) && top > height / 20
            && (sides > height / 30 || foot > width / 3)
    }

    // MARK: What both go by

    /// What the class network takes for a thing that stands or lies there: cars, boats, animals.
    func thingsInSight() throws -> Bitmap {
        var sum = Plane(width: width, height: height)
        for (index, thing) in ClassProbabilities.things.enumerated() {
            guard let thing, thing != .person, thing != .plant, scene.classes.shares[index] > 0.002 else { continue }
            let plane = try scene.classes.plane(index, width: width, height: height)
            for i in sum.values.indices { sum[i] += plane[i] }
        }
        return try sum.bitmap { $0 > 0.5 }.morphed(VisionDilate, radius: 2)
    }

    /// The share of an outline where no step of colour shows, four pixels on each side; the picture's frame is none.
    func weakOutline(of mask: Bitmap) throws -> Double {
        let inside = try mask.distances()
        var (all, weak) = (0, 0)
        for y in 5..<max(6, height - 5) {
            for x in 5..<max(6, width - 5) where mask[y * width + x] && inside[y * width + x] < 1.5 {
                all += 1
                let around = [(y - 4, x), (y + 4, x), (y, x - 4), (y, x + 4)].map { $0 * width + $1 }
                let outside = around.filter { !mask[$0] }.map { lab[$0].distance(to: lab[y * width + x]) }
                if (outside.max() ?? 0) < 0.02 { weak += 1 }
            }
        }
        return all > 0 ? Double(weak) / Double(all) : 1
    }

    private func softened(sigma: Double) throws -> [Lab] {
        let planes = try (0..<3).map { c in
            try Plane(width: width, height: height) { scene.lab[$0][c] }.blurred(sigma: sigma)
        }
        return scene.lab.indices.map { Lab(planes[0][$0], planes[1][$0], planes[2][$0]) }
    }

    /// The mean step of lightness from pixel to pixel within a mask: along the rows, up the columns, and of both.
    private func roughness(of mask: Bitmap) throws -> (along: Float, up: Float, mean: Float) {
        let inside = try mask.morphed(VisionErode, radius: 3)
        var (along, up, count): (Float, Float, Float) = (0, 0, 0)
        for i in inside.values.indices where inside[i] && i % width > 0 && i >= width {
            along += abs(scene.lab[i].x - scene.lab[i - 1].x)
            up += abs(scene.lab[i].x - scene.lab[i - width].x)
            count += 1
        }
        guard count > 0 else { return (0, 0, 0) }
        return (along / count, up / count, (along + up) / (2 * count))
    }
}
