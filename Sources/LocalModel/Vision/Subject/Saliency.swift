import CVision
import Foundation

/// What stands out: superpixels whose colour differs from those at the border, near the middle of the picture.
struct Saliency {
    let scene: Scene

    /// A mask of what stands out, and how much each pixel does.
    func cut() throws -> (mask: Bitmap, saliency: Plane) {
        let (w, h) = (scene.width, scene.height)
        let saliency = try plane()
        try Task.checkCancellation()
        let limits = quantiles(saliency.values, [0.25, 0.6, 0.93])
        var labels = saliency.values.map { s in
            if s < limits[0] { return CutLabel.background }
            if s > limits[2] { return CutLabel.foreground }
            return s > limits[1] ? CutLabel.probablyForeground : CutLabel.probablyBackground
        }
        for y in 0..<h {
            for x in 0..<w where y < 3 || x < 3 || x >= w - 3 { labels[y * w + x] = CutLabel.background }
        }
        return (try scene.small.cut(labels, rounds: 5, mostUndecided: 40_000), saliency)
    }

    /// Contrast with the border, times a prior for the middle; a quarter is DeepLab's opinion that there is something.
    private func plane() throws -> Plane {
        let scale = min(1, 220 / Double(max(scene.width, scene.height)))
        let picture = try scene.small.resized(
            width: max(1, Int((Double(scene.width) * scale).rounded())),
            height: max(1, Int((Double(scene.height) * scale).rounded()))
        )
        let (w, h) = (picture.width, picture.height)
        let lab = picture.lab()
        let (labels, count) = try superpixels(lab, width: w, height: h)

        var colours = [Lab](repeating: .zero, count: count)
        var places = [SIMD2<Float>](repeating: .zero, count: count)
        var sizes = [Float](repeating: 0, count: count)
        for i in lab.indices {
            let k = Int(labels[i])
            colours[k] += lab[i]
            places[k] += SIMD2(Float(i % w) / Float(w), Float(i / w) / Float(h))
            sizes[k] += 1
        }
        for k in 0..<count {
            colours[k] /= max(1, sizes[k])
            places[k] /= max(1, sizes[k])
        }
        var atBorder = Set<Int32>()
        for x in 0..<w { atBorder.formUnion([labels[x], labels[(h - 1) * w + x]]) }
        for y in 0..<h { atBorder.formUnion([labels[y * w], labels[y * w + w - 1]]) }

        // The mean distance to the most similar part of the border.
        let similar = max(3, atBorder.count / 6)
        let border = atBorder.sorted().map { colours[Int($0)] }
        var contrast = colours.map { colour in
            let distances = border.map {
                colour.squaredDistance(to: $0, weights: Lab(0.7, 1.6, 1.6)).squareRoot()
            }.sorted().prefix(similar)
            return distances.reduce(0, +) / Float(max(1, distances.count))
        }
        normalise(&contrast)
        for k in 0..<count {
            let x = (places[k].x - 0.5) / 0.36
            let y = (places[k].y - 0.52) / 0.40
            contrast[k] *= expf(-(x * x + y * y))
        }
        normalise(&contrast)
        let enlarged = try Plane(width: w, height: h) { contrast[Int(labels[$0])] }
            .resized(width: scene.width, height: scene.height)
        let anything = try scene.classes.anything(width: scene.width, height: scene.height)
        return Plane(width: scene.width, height: scene.height) { 0.75 * enlarged[$0] + 0.25 * anything[$0] }
    }

    private func normalise(_ values: inout [Float]) {
        let greatest = (values.max() ?? 0) + 1e-9
        for k in values.indices { values[k] /= greatest }
    }

    /// SLIC as plain k-means over colour and place, from a grid of 14 pixels.
    private func superpixels(_ lab: [Lab], width w: Int, height h: Int) throws -> (labels: [Int32], count: Int) {
        let grid = 14
        let columns = (w - 1) / grid + 1
        let count = columns * ((h - 1) / grid + 1)
        let nearness: Float = 0.09 / Float(grid)
        var samples = [Float](repeating: 0, count: w * h * 5)
        var labels = [Int32](repeating: 0, count: w * h)
        for y in 0..<h {
            for x in 0..<w {
                let i = y * w + x
                labels[i] = Int32(y / grid * columns + x / grid)
                samples[5 * i] = lab[i].x
                samples[5 * i + 1] = lab[i].y
                samples[5 * i + 2] = lab[i].z
                samples[5 * i + 3] = Float(x) * nearness
                samples[5 * i + 4] = Float(y) * nearness
            }
        }
        var centres = [Float](repeating: 0, count: count * 5)
        try vision(
            vision_kmeans(samples, Int32(w * h), 5, Int32(count), 6, 1, 1, &labels, &centres)
        )
        return (labels, count)
    }
}
