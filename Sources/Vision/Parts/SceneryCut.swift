import CVision
import Colorimetry
import ImageModels
import Wording

/// Scenery where the network that knows it is sure, up to where the colours end.
extension SceneryMask {
    /// What was cut out, and what speaks for it and against it.
    struct Cut {
        var mask: Bitmap
        let probability: Plane
        /// The mean probability within the mask.
        let certainty: Double
        /// What is neither probable nor improbable, as a share of the mask.
        let unsure: Double
        /// The share of its outline where no step of colour shows, and the median step there.
        let weak: Double
        let step: Float

        var share: Double { mask.share }
    }

    /// GrabCut from the probabilities, which are as coarse as 33 x 33 places: what lies within one place of where the network
    /// changes its mind is decided by colours and edges. With `keepsThings` so is what has an edge of its own inside: poles, wires, birds.
    func cut(of scenery: Scenery, sparing things: Bool = false) throws -> Cut? {
        let probability = try scene.scenery.get().plane(of: scenery, width: width, height: height)
        let place = max(4, max(width, height) / SceneryProbabilities.side)
        // The frame is no end.
        let sure = try probability.bitmap { $0 <= 0.7 }.morphed(VisionDilate, radius: place).inverted
        let possible = try probability.bitmap { $0 > 0.3 }.morphed(VisionDilate, radius: place)
        let plain = things ? try edges(above: 0.05).inverted : nil
        let labels = (0..<(width * height)).map { i in
            if isSomebody(i) { return CutLabel.background }
            if sure[i], plain?[i] ?? true { return CutLabel.foreground }
            if probability[i] > 0.5 { return CutLabel.probablyForeground }
            return possible[i] ? CutLabel.probablyBackground : CutLabel.background
        }
        guard labels.contains(where: { $0 & 1 == 1 }) else { return nil }
        let mask = try scene.small.cut(labels, rounds: 3, mostUndecided: 160_000)
        return mask.isEmpty ? nil : try weighed(mask, by: probability)
    }

    /// A mask with what speaks for it and against it.
    func weighed(_ mask: Bitmap, by probability: Plane) throws -> Cut {
        var (sum, unsure): (Double, Int) = (0, 0)
        for i in mask.values.indices {
            if mask[i] { sum += Double(probability[i]) }
            if probability[i] > 0.3, probability[i] < 0.7 { unsure += 1 }
        }
        let area = Double(max(1, mask.area))
        let (weak, step) = try outline(of: mask)
        return Cut(
            mask: mask, probability: probability, certainty: sum / area, unsure: Double(unsure) / area, weak: weak,
            step: step)
    }

    /// Where the smoothed colours change by more than this within two pixels, two pixels wider.
    private func edges(above step: Float) throws -> Bitmap {
        try Bitmap(width: width, height: height) { i in
            let (x, y) = (i % width, i / width)
            let before = [x > 1 ? i - 2 : i, y > 1 ? i - 2 * width : i]
            return before.contains { lab[$0].squaredDistance(to: lab[i]) > step * step }
        }.morphed(VisionDilate, radius: 2)
    }

    /// The share of an outline where hardly a step shows, four pixels on each side, and the median of the steps. The picture's frame is none.
    private func outline(of mask: Bitmap) throws -> (weak: Double, step: Float) {
        let inner = try mask.inverted.morphed(VisionDilate, radius: 1).inverted
        var steps: [Float] = []
        for y in 5..<max(6, height - 5) {
            for x in 5..<max(6, width - 5) {
                let i = y * width + x
                guard mask[i], !inner[i] else { continue }
                let around = [i - 4 * width, i + 4 * width, i - 4, i + 4].filter { !mask[$0] }
                steps.append(around.map { lab[$0].distance(to: lab[i]) }.max() ?? 0)
            }
        }
        guard steps.count > 10 else { return (0, 1) }
        return (Double(steps.count { $0 < 0.03 }) / Double(steps.count), median(steps))
    }

    // MARK: Sky

    /// The sky as the network knows it: clouds, dusk, between poles and trees. `nil` where that is not sure.
    func skyByProbability() throws -> Bitmap? {
        guard var cut = try cut(of: .sky, sparing: true) else { return nil }
        cut = try weighed(withClouds(cut), by: cut.probability)
        if cut.weak > 0.3 {
            // Where it pales towards the horizon the network gives up before the sky ends.
            var mask = cut.mask
            let seeds = mask.values.indices.filter { mask[$0] }
            let probability = cut.probability
            grow(&mask, from: seeds) { probability[$0] > 0.08 }
            if Double(mask.area) < 1.7 * Double(seeds.count) {
                cut = try weighed(withClouds(weighed(mask, by: probability)), by: probability)
            }
        }
        cut = try withPaleEnds(cut)
        let whole = try weighed(withGaps(cut), by: cut.probability)
        if whole.weak <= cut.weak { cut = whole }
        cut = try aboveTheSea(cut)
        cut.mask = try withoutKites(cut.mask)
        let atTop = Double((0..<width).count { cut.mask[2 * width + $0] }) / Double(width)
        guard cut.share >= 0.03, atTop >= 0.08, cut.weak <= 0.35, cut.step >= 0.04, cut.unsure <= 1 else { return nil }
        let isPlain = cut.share >= 0.08 && cut.step >= 0.12 && cut.weak < 0.25 && cut.certainty >= 0.52
        // A sky without any drawing ends as sharply as can be.
        let isEven = cut.share >= 0.3 && cut.step >= 0.3 && cut.weak < 0.05 && cut.certainty >= 0.4
        guard cut.certainty >= 0.7 || isPlain || isEven, !isIndoors || cut.certainty >= 0.85 else { return nil }
        return cut.mask
    }

    /// With what goes on below without an edge where most of the outline is one: between towers a sky pales before it ends.
    private func withPaleEnds(_ cut: Cut) throws -> Cut {
        guard cut.weak > 0.04 else { return cut }
        var mask = cut.mask
        grow(&mask, from: mask.values.indices.filter { mask[$0] }) { isSkyLight(lab[$0]) && cut.probability[$0] > 0.02 }
        let grown = try weighed(mask.tidied(), by: cut.probability)
        let isMore = 20 * grown.mask.area > 21 * cut.mask.area && 10 * grown.mask.area < 16 * cut.mask.area
        return isMore && 2 * grown.weak < cut.weak && grown.step >= 0.06 ? grown : cut
    }

    /// Without what lies below a level line and is water as much as sky.
    private func aboveTheSea(_ cut: Cut) throws -> Cut {
        let above = aboveHorizon(cut.mask)
        let below = cut.mask.intersected(with: above.inverted)
        guard !below.isEmpty, try certainty(of: .water, in: below) > 0.15, try certainty(of: .sky, in: below) < 0.5
        else { return cut }
        return try weighed(above, by: cut.probability)
    }

    /// With the clouds and gaps that the cut left out, without specks that are none of it.
    private func withClouds(_ cut: Cut) throws -> Bitmap {
        let things = try thingsInSight()
        let least = width * height / 2000
        let kept = try cut.mask.components()
        var sums = [Double](repeating: 0, count: kept.areas.count)
        for i in cut.mask.values.indices where cut.mask[i] { sums[Int(kept.labels[i])] += Double(cut.probability[i]) }
        var mask = Bitmap(width: width, height: height) { i in
            let k = Int(kept.labels[i])
            return k > 0 && kept.areas[k] >= least && sums[k] > 0.4 * Double(kept.areas[k])
        }
        let own = mask.values.indices.filter { mask[$0] && $0 % 7 == 0 }.map { lab[$0].x }
        guard own.count > 10 else { return mask }
        let light = quantile(own, 0.3)
        let rest = try mask.inverted.components()
        var (sure, lit, thing) = (
            [Double](repeating: 0, count: rest.areas.count), [Float](repeating: 0, count: rest.areas.count),
            [Int](repeating: 0, count: rest.areas.count)
        )
        let isWeak = weaklyParted(rest, from: mask)
        for i in mask.values.indices where rest.labels[i] > 0 {
            let k = Int(rest.labels[i])
            sure[k] += Double(cut.probability[i])
            lit[k] += lab[i].x
            if things[i] || isSomebody(i) { thing[k] += 1 }
        }
        // A kite is as light as a cloud, and of colours that the sky has not.
        let sky = try ColourClusters(mask.values.indices.filter { mask[$0] && $0 % 7 == 0 }.map { lab[$0] })
        var colourful = [Int](repeating: 0, count: rest.areas.count)
        for i in mask.values.indices where rest.labels[i] > 0 && lab[i].chroma > 0.06 && sky.distance(to: lab[i]) > 0.15
        {
            colourful[Int(rest.labels[i])] += 1
        }
        let isColourful = rest.areas.indices.map { 3 * colourful[$0] > rest.areas[$0] }
        let lies = rest.areas.indices.map { k in
            guard k > 0, 10 * thing[k] < rest.areas[k], sure[k] > 0.6 * Double(rest.areas[k]) else { return false }
            return (lit[k] / Float(rest.areas[k]) > light && !isColourful[k]) || isWeak[k]
        }
        for i in mask.values.indices where lies[Int(rest.labels[i])] && rest.labels[i] > 0 { mask[i] = true }
        return mask
    }

    // MARK: Grass, trees, water, walls

    /// A lawn or a meadow as the network knows it, as far as it is green.
    func grassByProbability() throws -> Bitmap? {
        guard let cut = try cut(of: .grass) else { return nil }
        let radius = max(2, min(width, height) / 100)
        let isGreen = Bitmap(width: width, height: height) { i in
            let colour = lab[i]
            return colour.chroma > 0.025 && colour.x > 0.1 && colour.hue > 1.72 && colour.hue < 2.9
        }
        let green = try isGreen.morphed(VisionClose, radius: radius).morphed(VisionOpen, radius: radius)
        let things = try thingsInSight()
        let mask = Bitmap(width: width, height: height) { cut.mask[$0] && green[$0] && !things[$0] && !isSomebody($0) }
        let found = try weighed(mask.tidied(), by: cut.probability)
        guard found.share >= 0.03, found.certainty >= 0.55, found.unsure <= 0.8, found.weak <= 0.3,
            // Much of what it took for grass is of another colour.
            Double(found.mask.area) > 0.7 * Double(cut.mask.area)
        else { return nil }
        return found.mask
    }

    /// Trees, bushes and hedges, in leaf or not, as the network knows them.
    func trees() throws -> Bitmap {
        func refuse() -> ModelFailure { .declined(.unsure("where the trees are", advice: Advice.mark)) }
        guard min(width, height) >= 16, let cut = try cut(of: .trees) else { throw refuse() }
        let things = try thingsInSight()
        var mask = Bitmap(width: width, height: height) { cut.mask[$0] && !things[$0] && !isSomebody($0) }
        // Where they are green, what is neither green nor dark is a wall behind them, a window or a gap.
        let isLeaf = Bitmap(width: width, height: height) { i in
            let colour = lab[i]
            return colour.chroma > 0.025 && colour.hue > 1.72 && colour.hue < 2.9
        }
        if 2 * mask.intersected(with: isLeaf).area > mask.area {
            let radius = max(2, min(width, height) / 150)
            let leaves = Bitmap(width: width, height: height) { isLeaf[$0] || lab[$0].x < 0.3 }
            mask = mask.intersected(
                with: try leaves.morphed(VisionClose, radius: radius).morphed(VisionOpen, radius: radius))
        }
        let found = try weighed(mask.tidied(), by: cut.probability)
        guard found.share >= 0.03, found.certainty >= 0.6, found.unsure <= 0.8, found.weak <= 0.3 else {
            throw refuse()
        }
        return found.mask
    }

    /// Water as the network knows it, below the sky.
    func waterByProbability(below sky: Bitmap?) throws -> Bitmap? {
        guard let cut = try cut(of: .water) else { return nil }
        let things = try thingsInSight()
        let mask = Bitmap(width: width, height: height) {
            cut.mask[$0] && sky?[$0] != true && !things[$0] && !isSomebody($0)
        }
        let found = try weighed(mask.tidied(), by: cut.probability)
        guard found.share >= 0.03, found.certainty >= 0.62, found.unsure <= 0.8, found.weak <= 0.3,
            !(0..<width).contains(where: { found.mask[2 * width + $0] })
        else { return nil }
        return found.mask
    }

    /// A wall as the network knows it, plain or of bricks.
    func wallByProbability() throws -> Bitmap? {
        guard let cut = try cut(of: .wall) else { return nil }
        let things = try thingsInSight()
        let mask = Bitmap(width: width, height: height) { cut.mask[$0] && !things[$0] && !isSomebody($0) }
        let found = try weighed(mask.tidied(), by: cut.probability)
        guard found.share >= 0.08, found.certainty >= 0.6, found.unsure <= 0.8, found.weak <= 0.3 else { return nil }
        // What is of several colours at large is several surfaces: ceiling, wall and floor.
        let colours = found.mask.values.indices.filter { found.mask[$0] }.map { lab[$0] }
        let main = median(colours)
        guard quantile(colours.map { $0.distance(to: main) }, 0.75) <= 0.15 else { return nil }
        return found.mask
    }

    /// The mean probability of another kind of scenery within a mask.
    func certainty(of scenery: Scenery, in mask: Bitmap) throws -> Double {
        let plane = try scene.scenery.get().plane(of: scenery, width: width, height: height)
        let sum = mask.values.indices.reduce(into: 0.0) { if mask[$1] { $0 += Double(plane[$1]) } }
        return sum / Double(max(1, mask.area))
    }
}
