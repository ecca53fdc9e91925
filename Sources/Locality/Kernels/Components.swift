/// The connected parts of a mask, as runs of pixels along the rows.
package struct Components {
    package struct Run {
        package var y: Int32
        package var start: Int32
        /// One past the last pixel.
        package var end: Int32
        package var label: Int32
    }

    private(set) var runs: [Run] = []
    package private(set) var count = 0

    /// `diagonal`: whether pixels that touch at a corner belong together.
    package init(_ mask: MaskPlane, diagonal: Bool = true) {
        let width = mask.width
        var lines: [Int] = [0]
        for y in 0..<mask.height {
            let line = mask.row(y)
            var x = 0
            while x < width {
                x = Components.end(of: 0, line, from: x, to: width)
                guard x < width else { break }
                let start = x
                x = Components.end(of: 1, line, from: x, to: width)
                runs.append(Run(y: Int32(y), start: Int32(start), end: Int32(x), label: Int32(runs.count)))
            }
            lines.append(runs.count)
        }
        join(lines, reach: diagonal ? 1 : 0)
    }

    /// The first place from `x` on where a row has another value, eight at a time; `width` if there is none.
    @inline(__always)
    private static func end(of value: UInt8, _ line: UnsafePointer<UInt8>, from x: Int, to width: Int) -> Int {
        var x = x
        let eight = UInt64(value) &* 0x0101_0101_0101_0101
        while x + 8 <= width {
            let others = UInt64(littleEndian: UnsafeRawPointer(line + x).loadUnaligned(as: UInt64.self)) ^ eight
            if others != 0 { return x + others.trailingZeroBitCount / 8 }
            x += 8
        }
        while x < width, line[x] == value { x += 1 }
        return x
    }

    /// Joins the runs that touch, and numbers the parts from 0 in the order of their first pixels.
    private mutating func join(_ lines: [Int], reach: Int32) {
        var parents = (0..<runs.count).map { Int32($0) }
        func root(_ index: Int32) -> Int32 {
            var index = index
            while parents[Int(index)] != index {
                parents[Int(index)] = parents[Int(parents[Int(index)])]
                index = parents[Int(index)]
            }
            return index
        }
        for line in 1..<max(1, lines.count - 1) {
            var (above, here) = (lines[line - 1], lines[line])
            while above < lines[line], here < lines[line + 1] {
                let (a, b) = (runs[above], runs[here])
                if a.start < b.end + reach, b.start < a.end + reach {
                    let (first, second) = (root(Int32(above)), root(Int32(here)))
                    if first < second { parents[Int(second)] = first } else { parents[Int(first)] = second }
                }
                if a.end < b.end { above += 1 } else { here += 1 }
            }
        }
        var numbers = [Int32](repeating: -1, count: runs.count)
        for index in runs.indices {
            let top = Int(root(Int32(index)))
            if numbers[top] < 0 {
                numbers[top] = Int32(count)
                count += 1
            }
            runs[index].label = numbers[top]
        }
    }

    /// Adds up a value of every run for each part.
    func totals(_ value: (Run) -> Double) -> [Double] {
        var totals = [Double](repeating: 0, count: count)
        for run in runs { totals[Int(run.label)] += value(run) }
        return totals
    }

    package var areas: [Double] { totals { Double($0.end - $0.start) } }

    /// Which parts meet a mask.
    func meeting(_ mask: MaskPlane) -> [Bool] {
        var met = [Bool](repeating: false, count: count)
        for run in runs where !met[Int(run.label)] {
            let line = mask.row(Int(run.y))
            for x in Int(run.start)..<Int(run.end) where line[x] != 0 {
                met[Int(run.label)] = true
                break
            }
        }
        return met
    }

    /// Marks the chosen parts.
    package func draw(_ chosen: [Bool], on mask: MaskPlane) {
        for run in runs where chosen[Int(run.label)] {
            (mask.row(Int(run.y)) + Int(run.start)).update(repeating: 1, count: Int(run.end - run.start))
        }
    }
}
