package import Pictures

/// The squares of two greys that stand for transparency, where a model has painted them as if they were the ground.
package struct Chequerboard {
    /// What lies within the frame, where there is one.
    private let pixels: PixelBuffer
    /// Where that is in the picture, which is of this size.
    private let place: (x: Int, y: Int)
    private let whole: (width: Int, height: Int)
    private let dark: Int
    private let light: Int
    /// A square's side in pixels.
    package let side: Int

    /// How far red, green and blue of a grey may be apart, and a grey from its square's, after JPEG.
    private static let neutral = 18
    private static let near = 12

    /// Looks for it along the picture's border, and within a frame of one colour; `nil` where there is none.
    package init?(in pixels: PixelBuffer) {
        guard !pixels.hasTransparency else { return nil }
        let whole = (pixels.width, pixels.height)
        if let board = Self(along: pixels, at: (0, 0), of: whole) {
            self = board
        } else if let inside = pixels.insideOfFrame, let board = Self(along: inside.pixels, at: inside.place, of: whole)
        {
            self = board
        } else {
            return nil
        }
    }

    private init?(along pixels: PixelBuffer, at place: (x: Int, y: Int), of whole: (width: Int, height: Int)) {
        guard min(pixels.width, pixels.height) >= 48 else { return nil }
        (self.pixels, self.place, self.whole) = (pixels, place, whole)
        let band = max(8, min(pixels.width, pixels.height) / 16)
        guard let (first, second) = Self.greys(of: pixels, band: band) else { return nil }
        (dark, light) = (min(first, second), max(first, second))
        guard let side = Self.side(pixels, band: band, dark: dark, light: light) else { return nil }
        self.side = side
        guard alternates(band: band) else { return nil }
    }

    /// The two greys that most of the border has.
    private static func greys(of pixels: PixelBuffer, band: Int) -> (Int, Int)? {
        var counts = [Int](repeating: 0, count: 256)
        var all = 0
        for y in 0..<pixels.height {
            let isEdge = y < band || y >= pixels.height - band
            for x in 0..<pixels.width where isEdge || x < band || x >= pixels.width - band {
                all += 1
                if let grey = pixels.grey(x, y, within: neutral) { counts[grey] += 1 }
            }
        }
        func share(around peak: Int) -> Double {
            Double(counts[max(0, peak - near)...min(255, peak + near)].reduce(0, +)) / Double(all)
        }
        guard let first = counts.indices.max(by: { counts[$0] < counts[$1] }),
            let second = counts.indices.filter({ abs($0 - first) > 2 * near }).max(by: { counts[$0] < counts[$1] }),
            share(around: first) > 0.2, share(around: second) > 0.2, share(around: first) + share(around: second) > 0.6
        else { return nil }
        return (first, second)
    }

    /// The usual length of a run of one grey along rows and columns near the border.
    private static func side(_ pixels: PixelBuffer, band: Int, dark: Int, light: Int) -> Int? {
        var runs: [Int] = []
        func note(_ count: Int, _ place: (Int) -> (Int, Int)) {
            var run = 0
            var isLight: Bool?
            var isFirst = true
            for step in 0..<count {
                let (x, y) = place(step)
                guard let now = pixels.isLight(x, y, dark, light, neutral, near) else { continue }
                if now == isLight {
                    run += 1
                } else {
                    if isLight != nil, !isFirst { runs.append(run) }
                    if isLight != nil { isFirst = false }
                    (isLight, run) = (now, 1)
                }
            }
        }
        for offset in stride(from: 1, to: band, by: max(1, band / 6)) {
            note(pixels.width) { ($0, offset) }
            note(pixels.width) { ($0, pixels.height - 1 - offset) }
            note(pixels.height) { (offset, $0) }
            note(pixels.height) { (pixels.width - 1 - offset, $0) }
        }
        runs = runs.filter { $0 > 2 }.sorted()
        guard runs.count >= 12 else { return nil }
        let side = runs[runs.count / 2]
        let alike = runs.count { abs($0 - side) <= max(2, side / 4) }
        let most = min(pixels.width, pixels.height) / 4
        return (4...max(4, most)).contains(side) && alike * 10 >= runs.count * 6 ? side : nil
    }

    /// Whether a step of one square along a row or column changes the grey, and a step along both does not.
    private func alternates(band: Int) -> Bool {
        var (looked, right) = (0, 0)
        let step = max(1, side / 3)
        for y in stride(from: 0, to: pixels.height - side, by: step) {
            for x in stride(from: 0, to: pixels.width - side, by: step)
            where y < band || x < band || y >= pixels.height - band - side || x >= pixels.width - band - side {
                guard let here = isLight(x, y), let beside = isLight(x + side, y), let below = isLight(x, y + side),
                    let across = isLight(x + side, y + side)
                else { continue }
                looked += 1
                if here != beside, here != below, here == across { right += 1 }
            }
        }
        return looked >= 30 && right * 4 >= looked * 3
    }

    private func isLight(_ x: Int, _ y: Int) -> Bool? {
        pixels.isLight(x, y, dark, light, Self.neutral, Self.near)
    }

    /// The picture without the squares: those that reach the border, and those inside that show both greys.
    ///
    /// What `matte` is sure of stays, whatever its colour: a white shirt is no square. So does what is larger than two
    /// squares and shows no change between them. `nil` where nothing to speak of would be left.
    package func removed(sparing matte: PixelBuffer?) -> PixelBuffer? {
        let (width, height) = (pixels.width, pixels.height)
        var isGround = [Bool](repeating: false, count: width * height)
        for y in 0..<height {
            for x in 0..<width {
                guard let grey = pixels.grey(x, y, within: Self.neutral + 6) else { continue }
                isGround[y * width + x] = (dark - Self.near...light + Self.near).contains(grey)
            }
        }
        if let matte, matte.channels == 4, matte.width == whole.width, matte.height == whole.height {
            for i in isGround.indices {
                let there = (place.y + i / width) * whole.width + place.x + i % width
                if matte.bytes[there * 4 + 3] > 230 { isGround[i] = false }
            }
        }
        spareFlats(in: &isGround)
        let taken = taken(of: isGround)
        guard taken.count(where: { !$0 }) * 200 > taken.count else { return nil }
        // A frame around it goes as well.
        var bytes = [UInt8](repeating: 0, count: whole.width * whole.height * 4)
        for y in 0..<height {
            for x in 0..<width {
                let i = y * width + x
                let there = (place.y + y) * whole.width + place.x + x
                var kept = 0
                var of = 0
                for ny in max(0, y - 1)...min(height - 1, y + 1) {
                    for nx in max(0, x - 1)...min(width - 1, x + 1) {
                        of += 1
                        if !taken[ny * width + nx] { kept += 1 }
                    }
                }
                for c in 0..<3 { bytes[there * 4 + c] = pixels.bytes[i * pixels.channels + c] }
                bytes[there * 4 + 3] = taken[i] ? 0 : UInt8(255 * kept / of)
            }
        }
        return PixelBuffer(width: whole.width, height: whole.height, channels: 4, bytes: bytes)
    }

    /// Takes out of the ground what windows of two squares' side cover that show one grey, or none of the two.
    private func spareFlats(in isGround: inout [Bool]) {
        let (width, height) = (pixels.width, pixels.height)
        let window = 2 * side + 1
        guard window < width, window < height else { return }
        let place = { (x: Int, y: Int) in y * width + x }
        let grounds = Sums(width, height) { isGround[place($0, $1)] }
        let darks = Sums(width, height) { isLight($0, $1) == false }
        let lights = Sums(width, height) { isLight($0, $1) == true }
        var isFlat = [Bool](repeating: false, count: isGround.count)
        let area = window * window
        for y in 0...(height - window) {
            for x in 0...(width - window) {
                guard min(darks.sum(x, y, window, window), lights.sum(x, y, window, window)) * 25 <= area else {
                    continue
                }
                isFlat[place(x, y)] = grounds.sum(x, y, window, window) * 5 >= area * 3
            }
        }
        let flats = Sums(width, height) { isFlat[place($0, $1)] }
        for y in 0..<height {
            for x in 0..<width where isGround[place(x, y)] {
                let (left, top) = (max(0, x - window + 1), max(0, y - window + 1))
                if flats.sum(left, top, x - left + 1, y - top + 1) > 0 { isGround[place(x, y)] = false }
            }
        }
    }

    /// How many places of a rectangle have something, at once for each rectangle.
    private struct Sums {
        private let sums: [Int32]
        private let stride: Int

        init(_ width: Int, _ height: Int, has: (Int, Int) -> Bool) {
            var sums = [Int32](repeating: 0, count: (width + 1) * (height + 1))
            for y in 0..<height {
                var row: Int32 = 0
                for x in 0..<width {
                    if has(x, y) { row += 1 }
                    sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1] + row
                }
            }
            self.sums = sums
            stride = width + 1
        }

        func sum(_ x: Int, _ y: Int, _ width: Int, _ height: Int) -> Int {
            let (top, bottom) = (y * stride + x, (y + height) * stride + x)
            return Int(sums[bottom + width] - sums[bottom] - sums[top + width] + sums[top])
        }
    }

    /// The parts of the ground that reach the border, or show both greys on the area of two squares at least.
    private func taken(of isGround: [Bool]) -> [Bool] {
        let (width, height) = (pixels.width, pixels.height)
        var taken = [Bool](repeating: false, count: isGround.count)
        var seen = taken
        var part: [Int] = []
        for start in isGround.indices where isGround[start] && !seen[start] {
            part.removeAll(keepingCapacity: true)
            part.append(start)
            seen[start] = true
            var next = 0
            var (reaches, darks, lights) = (false, 0, 0)
            while next < part.count {
                let i = part[next]
                next += 1
                let (x, y) = (i % width, i / width)
                if x == 0 || y == 0 || x == width - 1 || y == height - 1 { reaches = true }
                if let light = isLight(x, y) { if light { lights += 1 } else { darks += 1 } }
                for n in [x > 0 ? i - 1 : -1, x < width - 1 ? i + 1 : -1, i - width, i + width]
                where n >= 0 && n < isGround.count && isGround[n] && !seen[n] {
                    seen[n] = true
                    part.append(n)
                }
            }
            let isBoard = part.count >= 2 * side * side && min(darks, lights) * 4 >= part.count
            if reaches || isBoard { for i in part { taken[i] = true } }
        }
        return taken
    }
}

extension PixelBuffer {
    /// Whether next to nothing of it can be seen.
    package var isAsGoodAsEmpty: Bool {
        guard channels == 4 else { return false }
        let seen = stride(from: 3, to: bytes.count, by: 4).count { bytes[$0] > 24 }
        return seen * 200 <= width * height
    }

    /// Whether it has one colour nearly everywhere that `matte` lets through.
    package func isPlain(outside matte: PixelBuffer) -> Bool {
        guard matte.channels == 4, matte.pixelCount == pixelCount, channels >= 3 else { return false }
        let ground = (0..<pixelCount).filter { matte.bytes[$0 * 4 + 3] < 16 }
        guard !ground.isEmpty else { return false }
        var means = [0, 0, 0]
        for pixel in ground { for c in 0..<3 { means[c] += Int(bytes[pixel * channels + c]) } }
        means = means.map { $0 / ground.count }
        let near = ground.count { pixel in
            (0..<3).allSatisfy { abs(Int(bytes[pixel * channels + $0]) - means[$0]) <= 28 }
        }
        return near * 10 >= ground.count * 9
    }

    /// Whether something of it can be seen through.
    package var hasTransparency: Bool {
        guard channels == 4 else { return false }
        let clear = stride(from: 3, to: bytes.count, by: 4).count { bytes[$0] < 250 }
        return clear * 200 > width * height
    }

    /// A pixel's grey, if it is one.
    fileprivate func grey(_ x: Int, _ y: Int, within limit: Int) -> Int? {
        let i = (y * width + x) * channels
        guard channels >= 3 else { return Int(bytes[i]) }
        let (r, g, b) = (Int(bytes[i]), Int(bytes[i + 1]), Int(bytes[i + 2]))
        return max(r, g, b) - min(r, g, b) <= limit ? (r + g + b) / 3 : nil
    }

    /// Which of two greys a pixel has; `nil` for neither.
    fileprivate func isLight(_ x: Int, _ y: Int, _ dark: Int, _ light: Int, _ neutral: Int, _ near: Int) -> Bool? {
        guard let grey = grey(x, y, within: neutral) else { return nil }
        if abs(grey - light) <= near { return true }
        return abs(grey - dark) <= near ? false : nil
    }
}
