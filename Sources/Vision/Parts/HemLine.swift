import Colorimetry

/// Where a jacket or shirt ends above trousers of nearly its colour: the clearest line across the body between two rows.
struct HemLine {
    /// For each column, the first row below the hem.
    let rows: [Int: Int]
    /// The mean step of colour (OKLab, chroma doubled) along the line, and that of all other places between the rows.
    let step: Float
    let elsewhere: Float

    /// Whether it stands out from the folds.
    var isClear: Bool { step > 0.03 && step > 3 * elsewhere }

    /// `nil` where the body is not seen there.
    init?(of mask: Bitmap, lab: [Lab], from first: Int, to last: Int) {
        let w = mask.width
        let top = max(3, first)
        let bottom = min(mask.height - 4, last)
        guard bottom - top > 4 else { return nil }
        let columns = (0..<w).filter { mask[top * w + $0] }
        guard let left = columns.first, let right = columns.last, right - left > 8 else { return nil }
        let count = bottom - top
        func step(_ x: Int, _ row: Int) -> Float {
            let y = top + row
            guard mask[(y - 2) * w + x], mask[(y - 1) * w + x] else { return 0 }
            let above = (lab[(y - 3) * w + x] + lab[(y - 2) * w + x]) / 2
            let below = (lab[(y + 1) * w + x] + lab[(y + 2) * w + x]) / 2
            return above.distance(to: below)
        }
        // The path with the largest sum of steps, a row up or down from column to column at most.
        var best = (0..<count).map { step(left, $0) }
        var steps = [best]
        var from: [[Int]] = [Array(0..<count)]
        for x in (left + 1)...right {
            let own = (0..<count).map { step(x, $0) }
            var next = best
            var back = Array(0..<count)
            for row in 0..<count {
                var source = row
                for other in [row - 1, row + 1] where other >= 0 && other < count && best[other] - 0.004 > best[source]
                {
                    source = other
                }
                next[row] = best[source] - (source == row ? 0 : 0.004) + own[row]
                back[row] = source
            }
            best = next
            steps.append(own)
            from.append(back)
        }
        var row = best.indices.max { best[$0] < best[$1] } ?? 0
        var rows: [Int: Int] = [:]
        var along: [Float] = []
        for k in stride(from: right - left, through: 0, by: -1) {
            rows[left + k] = top + row
            if mask[(top + row - 1) * w + left + k] { along.append(steps[k][row]) }
            row = from[k][row]
        }
        guard !along.isEmpty else { return nil }
        self.rows = rows
        self.step = along.reduce(0, +) / Float(along.count)
        let all = steps.flatMap { $0 }.filter { $0 > 0 }
        elsewhere = all.reduce(0, +) / Float(max(1, all.count))
    }

    /// What of a mask lies above the line.
    func above(_ mask: Bitmap) -> Bitmap {
        let lowest = rows.values.max() ?? mask.height
        return Bitmap(width: mask.width, height: mask.height) { i in
            mask[i] && i / mask.width < (rows[i % mask.width] ?? lowest)
        }
    }
}
