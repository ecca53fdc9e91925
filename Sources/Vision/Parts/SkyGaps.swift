import CVision
import Colorimetry
import ImageModels
import Wording

/// Sky that a cut left out: beside a tower, in a corner, between columns.
extension SceneryMask {
    /// With what goes on from it without an edge, or has its colour at that height, where that ends at edges of its own and the
    /// network sees nothing else there.
    func withGaps(_ cut: Cut) throws -> Bitmap {
        let things = try thingsInSight()
        var grown = cut.mask
        grow(&grown, from: grown.values.indices.filter { grown[$0] }, within: 0.012) {
            isSkyLight(lab[$0]) && !things[$0]
        }
        let alike = try gapsFilled(cut.mask)
        grown = try Bitmap(width: width, height: height) { grown[$0] || alike[$0] && !things[$0] }
            .morphed(VisionOpen, radius: 1).united(with: cut.mask)
        let gaps = try grown.intersected(with: cut.mask.inverted).components(connectivity: 4)
        let land = try [Scenery.water, .wall, .grass, .trees].map {
            try scene.scenery.get().plane(of: $0, width: width, height: height)
        }
        var seen = [Gap](repeating: Gap(), count: gaps.areas.count)
        // From where to where each row has sky.
        let rows = (0..<height).map { y in
            let row = y * width
            let first = (0..<width).first { cut.mask[row + $0] } ?? width
            return first..<max(first, (0..<width).last { cut.mask[row + $0] } ?? first)
        }
        for i in grown.values.indices where gaps.labels[i] > 0 {
            let k = Int(gaps.labels[i])
            seen[k].land += land.reduce(0) { $0 + $1[i] }
            let (x, y) = (i % width, i / width)
            if rows[y].contains(x) { seen[k].between += 1 }
            if y > height - 3 { seen[k].isAtFoot = true }
            guard x >= 5, y >= 5, x < width - 5, y < height - 5 else { continue }
            let beside = [(i - width, i - 4 * width), (i + width, i + 4 * width), (i - 1, i - 4), (i + 1, i + 4)]
            if beside.contains(where: { cut.mask[$0.0] }) { seen[k].adjoins = true }
            let out = beside.filter { !grown[$0.0] }
            guard !out.isEmpty else { continue }
            seen[k].outline += 1
            if out.allSatisfy({ grown[$0.1] || lab[$0.1].distance(to: lab[i]) < 0.03 }) { seen[k].weak += 1 }
        }
        let kept = gaps.areas.indices.map { k in
            let (gap, area) = (seen[k], gaps.areas[k])
            return k > 0 && area > width * height / 4000 && 3 * area < cut.mask.area && !gap.isAtFoot
                && 20 * gap.weak < 3 * gap.outline && 2 * gap.land < Float(area)
                && (gap.adjoins || 2 * gap.between > area)
        }
        return Bitmap(width: width, height: height) { cut.mask[$0] || kept[Int(gaps.labels[$0])] }
    }

    /// Without small things of colours that the sky has not: kites, balloons.
    func withoutKites(_ mask: Bitmap) throws -> Bitmap {
        let own = mask.values.indices.filter { mask[$0] }.map { lab[$0] }
        guard own.count > 100 else { return mask }
        let sky = try ColourClusters(own)
        let strange = try Bitmap(width: width, height: height) { i in
            mask[i] && lab[i].chroma > 0.06 && sky.distance(to: lab[i]) > 0.15
        }.morphed(VisionClose, radius: 2)
        let things = try strange.keeping { $0.areas[$1] > 20 && 50 * $0.areas[$1] < width * height }
        return mask.intersected(with: try things.morphed(VisionDilate, radius: 2).inverted)
    }
}

/// What is known of a piece beside a sky.
private struct Gap {
    /// How much the network sees of other scenery in it, in pixels.
    var land: Float = 0
    /// Its outline but for the sky that it adjoins, and how much of that shows no step of colour.
    var outline = 0
    var weak = 0
    var isAtFoot = false
    var adjoins = false
    /// How much of it has sky to its left and to its right.
    var between = 0
}
