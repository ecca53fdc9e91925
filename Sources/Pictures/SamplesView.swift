import Dispatch
import Foundation

extension Samples {
    var conversion: ColourConversion {
        // A profile was tried when the picture was inspected.
        ColourConversion(colour.profile.icc, bits: colour.bits, isGrey: colour.isGrey)
            ?? ColourConversion(nil, bits: colour.bits, isGrey: colour.isGrey)!
    }

    /// The view: 8-bit sRGB. An alpha channel that hides nothing is left out.
    public func view() -> PixelBuffer {
        if isPlain { return PixelBuffer(width: width, height: height, channels: channels, bytes: bytes) }
        let channels = hasAlpha && !isOpaque ? 4 : 3
        let conversion = conversion
        let view = [UInt8](unsafeUninitializedCapacity: pixelCount * channels) { out, initialized in
            let goal = Unchecked(out.baseAddress!)
            read(
                { rows(Unchecked($0.baseAddress!), conversion, channels, goal) },
                { rows(Unchecked($0.baseAddress!), conversion, channels, goal) })
            initialized = pixelCount * channels
        }
        return PixelBuffer(width: width, height: height, channels: channels, bytes: view)
    }

    private func rows<Sample: SampleValue>(
        _ source: Unchecked<UnsafePointer<Sample>>, _ conversion: ColourConversion, _ goalChannels: Int,
        _ goal: Unchecked<UnsafeMutablePointer<UInt8>>
    ) {
        let (width, channels, colours, isSRGB) = (width, channels, colours, colour.profile.isSRGB)
        Samples.inParallel(height) { y in
            let from = source.value + y * width * channels
            let to = goal.value + y * width * goalChannels
            if isSRGB {
                // The same colours: only the depth and the number of channels differ.
                for x in 0..<width {
                    let (pixel, out) = (from + x * channels, to + x * goalChannels)
                    for c in 0..<3 { out[c] = nearestByte(pixel[min(c, colours - 1)]) }
                    if goalChannels == 4 { out[3] = nearestByte(pixel[colours]) }
                }
            } else {
                withUnsafeTemporaryAllocation(of: SIMD4<Float>.self, capacity: width) { light in
                    conversion.light(of: from, channels: channels, count: width, into: light.baseAddress!)
                    SRGBView.encode(light.baseAddress!, count: width, channels: goalChannels, into: to)
                }
            }
        }
    }

    /// Whether its alpha, if there is any, hides nothing.
    package var isOpaque: Bool {
        guard hasAlpha else { return true }
        func opaque<Sample: SampleValue>(_ samples: UnsafeBufferPointer<Sample>) -> Bool {
            for i in stride(from: channels - 1, to: samples.count, by: channels) where samples[i] != .max {
                return false
            }
            return true
        }
        return read({ opaque($0) }, { opaque($0) })
    }

    /// Does something for each row, on two or more threads where there is much to do.
    static func inParallel(_ rows: Int, _ work: @Sendable (Int) -> Void) {
        let block = 32
        guard rows > 4 * block else {
            for row in 0..<rows { work(row) }
            return
        }
        DispatchQueue.concurrentPerform(iterations: (rows + block - 1) / block) { index in
            for row in (index * block)..<min(rows, (index + 1) * block) { work(row) }
        }
    }
}

/// A pointer that several threads use, each at places of its own.
struct Unchecked<Pointer>: @unchecked Sendable {
    let value: Pointer
    init(_ value: Pointer) { self.value = value }
}

/// The nearest of 256 steps.
@inline(__always)
private func nearestByte<Sample: SampleValue>(_ sample: Sample) -> UInt8 {
    Sample.bitWidth == 8 ? UInt8(truncatingIfNeeded: sample) : UInt8((Int(sample) + 128) / 257)
}
