import Colorimetry
import Foundation
import Pictures

extension PixelBuffer {
    func resampled(_ newWidth: Int, _ newHeight: Int) -> PixelBuffer {
        let (across, down) = (Taps(from: width, to: newWidth), Taps(from: height, to: newHeight))
        var result = [UInt8](repeating: 0, count: newWidth * newHeight * channels)
        var line = [SIMD4<Float>](repeating: SIMD4(), count: width)
        let light = SRGB.linear
        for y in 0..<newHeight {
            for x in 0..<width { line[x] = SIMD4() }
            for (offset, weight) in down.weights(y).enumerated() {
                addRow(down.first(y) + offset, weight: weight, to: &line, light)
            }
            for x in 0..<newWidth {
                var sum = SIMD4<Float>()
                let first = across.first(x)
                for (offset, weight) in across.weights(x).enumerated() { sum += line[first + offset] * weight }
                let goal = (y * newWidth + x) * channels
                let alpha = max(sum.w, 1e-6)
                for channel in 0..<3 { result[goal + channel] = SRGB.byte(sum[channel] / alpha) }
                if channels == 4 { result[goal + 3] = UInt8(min(max(sum.w, 0), 1) * 255 + 0.5) }
            }
        }
        return PixelBuffer(width: newWidth, height: newHeight, channels: channels, bytes: result)
    }

    private func addRow(_ row: Int, weight: Float, to line: inout [SIMD4<Float>], _ light: [Float]) {
        bytes.withUnsafeBufferPointer { bytes in
            light.withUnsafeBufferPointer { light in
                line.withUnsafeMutableBufferPointer { line in
                    var at = row * width * channels
                    for x in 0..<width {
                        let alpha: Float = channels == 4 ? Float(bytes[at + 3]) * (1 / 255) : 1
                        let colour = SIMD4(
                            light[Int(bytes[at])],
                            light[Int(bytes[at + 1])],
                            light[Int(bytes[at + 2])],
                            1
                        )
                        line[x] += colour * (alpha * weight)
                        at += channels
                    }
                }
            }
        }
    }
}

/// Which old pixels make up each new one.
struct Taps: Sendable {
    private var firsts: [Int] = []
    private var starts: [Int] = [0]
    private var all: [Float] = []

    init(from old: Int, to new: Int) {
        let ratio = Double(old) / Double(new)
        let stretch = max(ratio, 1)
        for index in 0..<new {
            let centre = (Double(index) + 0.5) * ratio - 0.5
            let low = max(0, Int((centre - 2 * stretch).rounded(.up)))
            let high = max(low, min(old - 1, Int((centre + 2 * stretch).rounded(.down))))
            let weights = (low...high).map { Self.kernel((Double($0) - centre) / stretch) }
            let sum = weights.reduce(0, +)
            firsts.append(low)
            all += weights.map { Float($0 / sum) }
            starts.append(all.count)
        }
    }

    func first(_ index: Int) -> Int { firsts[index] }
    func weights(_ index: Int) -> ArraySlice<Float> { all[starts[index]..<starts[index + 1]] }

    private static func kernel(_ x: Double) -> Double {
        let t = abs(x)
        if t < 1 { return 1.5 * t * t * t - 2.5 * t * t + 1 }
        return t < 2 ? -0.5 * t * t * t + 2.5 * t * t - 4 * t + 2 : 0
    }
}
