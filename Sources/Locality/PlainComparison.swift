import Pictures

/// Two pictures of one size, pixel by pixel.
struct PlainComparison {
    private(set) var changedCount = 0
    private(set) var identicalCount = 0
    private(set) var box: Rectangle?
    private(set) var components = 0
    private(set) var likeness: ChangeReport.Likeness?

    /// `least`: the difference (OKLab ΔE) from which a pixel counts as changed.
    init(_ prior: PixelBuffer, _ new: PixelBuffer, from least: Float) throws {
        let (width, height) = (prior.width, prior.height)
        // Parts are counted on a grid of a thousand cells at most each way.
        let cell = max(1, (max(width, height) + 999) / 1000)
        let grid = MaskPlane(width: (width + cell - 1) / cell, height: (height + cell - 1) / cell)
        var (left, right, top, bottom) = (width, -1, height, -1)
        var (outside, difference) = (0, 0.0)
        var similarity = Similarity()
        for y in 0..<height {
            if y % 64 == 0 { try Task.checkCancellation() }
            prior.bytes.withUnsafeBufferPointer { a in
                new.bytes.withUnsafeBufferPointer { b in
                    for x in 0..<width {
                        let (i, j) = ((y * width + x) * prior.channels, (y * width + x) * new.channels)
                        let alphas = (prior.hasAlpha ? a[i + 3] : 255, new.hasAlpha ? b[j + 3] : 255)
                        if alphas == (0, 0)
                            || a[i] == b[j] && a[i + 1] == b[j + 1] && a[i + 2] == b[j + 2]
                                && alphas.0 == alphas.1
                        {
                            identicalCount += 1
                            outside += 1
                            continue
                        }
                        let delta = PlainComparison.difference(a, i, b, j)
                        if delta >= least || abs(Int(alphas.0) - Int(alphas.1)) > 8 {
                            changedCount += 1
                            grid.row(y / cell)[x / cell] = 1
                            left = min(left, x)
                            right = max(right, x)
                            top = min(top, y)
                            bottom = y
                        } else {
                            outside += 1
                            difference += Double(delta)
                        }
                    }
                }
            }
        }
        if right >= left { box = Rectangle(x: left, y: top, width: right - left + 1, height: bottom - top + 1) }
        components = Components(grid).areas.count { $0 >= 4 }
        if changedCount > 0 { components = max(1, components) }
        for y in stride(from: 0, to: height - 7, by: 24) {
            if y % 72 == 0 { try Task.checkCancellation() }
            for x in stride(from: 0, to: width - 7, by: 24) where !PlainComparison.meets(grid, x, y, cell) {
                for dy in 0..<8 {
                    for dx in 0..<8 {
                        let pixel = (y + dy) * width + x + dx
                        similarity.add(prior.luma(pixel), new.luma(pixel))
                    }
                }
                similarity.endBlock()
            }
        }
        if outside > 0 {
            likeness = ChangeReport.Likeness(
                ssim: similarity.mean, deltaE: difference / Double(outside),
                identical: Double(identicalCount) / Double(outside))
        }
    }

    private static func meets(_ grid: MaskPlane, _ x: Int, _ y: Int, _ cell: Int) -> Bool {
        for line in (y / cell)...((y + 7) / cell) {
            for column in (x / cell)...((x + 7) / cell) where grid.row(line)[column] != 0 { return true }
        }
        return false
    }

    @inline(__always)
    private static func difference(
        _ a: UnsafeBufferPointer<UInt8>, _ i: Int, _ b: UnsafeBufferPointer<UInt8>, _ j: Int
    ) -> Float {
        let first = OKLabPlanes.weighted(srgb8: a[i], a[i + 1], a[i + 2])
        let second = OKLabPlanes.weighted(srgb8: b[j], b[j + 1], b[j + 2])
        return OKLabPlanes.deltaE(first, second)
    }
}

extension PixelBuffer {
    fileprivate func luma(_ pixel: Int) -> Float {
        let i = pixel * channels
        return 0.299 * Float(bytes[i]) + 0.587 * Float(bytes[i + 1]) + 0.114 * Float(bytes[i + 2])
    }
}

/// The structural similarity of Wang and others, in separate blocks.
package struct Similarity {
    package init() {}

    private var (count, a, b, aa, bb, ab): (Float, Float, Float, Float, Float, Float) = (0, 0, 0, 0, 0, 0)
    private(set) var sum = 0.0
    private(set) var blocks = 0.0

    package mutating func add(_ first: Float, _ second: Float) {
        count += 1
        a += first
        b += second
        aa += first * first
        bb += second * second
        ab += first * second
    }

    package mutating func endBlock() {
        guard count > 1 else { return }
        let (ma, mb) = (a / count, b / count)
        let (va, vb, cov) = (aa / count - ma * ma, bb / count - mb * mb, ab / count - ma * mb)
        let (c1, c2): (Float, Float) = (6.5025, 58.5225)
        sum += Double((2 * ma * mb + c1) * (2 * cov + c2) / ((ma * ma + mb * mb + c1) * (va + vb + c2)))
        blocks += 1
        (count, a, b, aa, bb, ab) = (0, 0, 0, 0, 0, 0)
    }

    package var mean: Double { blocks > 0 ? sum / blocks : 1 }
}
