import Foundation

/// One channel of a picture as floating point numbers.
struct TonePlane {
    let width: Int
    let height: Int
    var values: [Float]

    /// A Gaussian blur; edges go on as their last pixel.
    func blurred(sigma: Float) -> TonePlane {
        let radius = max(1, Int((sigma * 3).rounded(.up)))
        var kernel = (0...radius).map { expf(-Float($0 * $0) / (2 * sigma * sigma)) }
        let sum = kernel[0] + 2 * kernel[1...].reduce(0, +)
        kernel = kernel.map { $0 / sum }
        var across = [Float](repeating: 0, count: values.count)
        var result = across
        values.withUnsafeBufferPointer { source in
            across.withUnsafeMutableBufferPointer { goal in
                Self.blurRows(source, into: goal, width: width, height: height, kernel: kernel)
            }
        }
        across.withUnsafeBufferPointer { source in
            result.withUnsafeMutableBufferPointer { goal in
                Self.blurColumns(source, into: goal, width: width, height: height, kernel: kernel)
            }
        }
        return TonePlane(width: width, height: height, values: result)
    }

    /// The mean over a square of 2 radius + 1, of what lies within the picture.
    func averaged(radius: Int) -> TonePlane {
        var (across, result) = (self, self)
        var sums = [Double](repeating: 0, count: max(width, height) + 1)
        for y in 0..<height {
            for x in 0..<width { sums[x + 1] = sums[x] + Double(values[y * width + x]) }
            for x in 0..<width {
                let (low, high) = (max(0, x - radius), min(width, x + radius + 1))
                across.values[y * width + x] = Float((sums[high] - sums[low]) / Double(high - low))
            }
        }
        for x in 0..<width {
            for y in 0..<height { sums[y + 1] = sums[y] + Double(across.values[y * width + x]) }
            for y in 0..<height {
                let (low, high) = (max(0, y - radius), min(height, y + radius + 1))
                result.values[y * width + x] = Float((sums[high] - sums[low]) / Double(high - low))
            }
        }
        return result
    }

    private static func blurRows(
        _ source: UnsafeBufferPointer<Float>,
        into goal: UnsafeMutableBufferPointer<Float>,
        width: Int,
        height: Int,
        kernel: [Float]
    ) {
        let radius = kernel.count - 1
        var padded = [Float](repeating: 0, count: width + 2 * radius)
        guard let base = source.baseAddress, let out = goal.baseAddress else { return }
        padded.withUnsafeMutableBufferPointer { padded in
            guard let line = padded.baseAddress else { return }
            for y in 0..<height {
                let row = base + y * width
                (line + radius).update(from: row, count: width)
                for x in 0..<radius {
                    line[x] = row[0]
                    line[radius + width + x] = row[width - 1]
                }
                accumulate(out + y * width, count: width, kernel: kernel, centre: { UnsafePointer(line + radius + $0) })
            }
        }
    }

    private static func blurColumns(
        _ source: UnsafeBufferPointer<Float>,
        into goal: UnsafeMutableBufferPointer<Float>,
        width: Int,
        height: Int,
        kernel: [Float]
    ) {
        guard let base = source.baseAddress, let out = goal.baseAddress else { return }
        for y in 0..<height {
            accumulate(out + y * width, count: width, kernel: kernel) { base + min(max(y + $0, 0), height - 1) * width }
        }
    }

    /// Adds up shifted rows; the inner loop is over pixels, so that it runs in vectors.
    @inline(__always)
    private static func accumulate(
        _ out: UnsafeMutablePointer<Float>,
        count: Int,
        kernel: [Float],
        centre: (Int) -> UnsafePointer<Float>
    ) {
        let middle = centre(0)
        let first = kernel[0]
        for x in 0..<count { out[x] = middle[x] * first }
        for offset in 1..<kernel.count {
            let (before, after, weight) = (centre(-offset), centre(offset), kernel[offset])
            for x in 0..<count { out[x] += (before[x] + after[x]) * weight }
        }
    }
}
