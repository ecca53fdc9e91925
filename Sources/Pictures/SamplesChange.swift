import Foundation

extension Samples {
    /// The way back from a view: what was changed in it is changed in the picture's own samples, and every other sample
    /// stays what it is.
    ///
    /// Where a pixel changed only a little, or by a share of less than all, what the view can't show of the sample before
    /// (finer steps, colours beyond sRGB) stays in proportion: so soft rims are blended in the picture's own space. A grey
    /// picture that got colours becomes one of three channels; alpha comes and goes with the view's.
    ///
    /// - Parameters:
    ///   - new: the changed view; of another size or moved, nothing but its own pixels is known of it.
    ///   - old: the view that it was made from.
    ///   - share: how much of each pixel was taken over, at any size; `nil` where that is not known.
    public consuming func taking(_ new: PixelBuffer, over old: PixelBuffer, share: PixelMask? = nil) -> Samples {
        if isPlain { return Samples(new) }
        guard new.width == width, new.height == height, old.width == width, old.height == height else {
            return Samples(view: new, as: colour)
        }
        let hasGot = colour.isGrey && new.getsColours(over: old)
        // Changed where it is, if nobody else holds it: a whole frame less.
        var result = hasGot ? inColours : consume self
        if new.hasAlpha, !result.hasAlpha { result = result.withAlpha }
        let conversion = result.conversion
        let isSRGB = result.colour.profile.isSRGB
        let layout = (size: result.size, channels: result.channels, colours: result.colours)
        result.write(
            { Samples.change($0, of: layout, conversion, new, old, share, isSRGB) },
            { Samples.change($0, of: layout, conversion, new, old, share, isSRGB) })
        return !new.hasAlpha && old.hasAlpha ? result.withoutAlpha : result
    }

    /// A view's pixels in a picture's own space and depth.
    public init(view: PixelBuffer, as wanted: PictureColour) {
        guard !wanted.isPlain else {
            self.init(view)
            return
        }
        var colour = wanted
        if wanted.isGrey, view.isColoured {
            colour.isGrey = false
            colour.profile = wanted.profile.forColours
        }
        let channels = (colour.isGrey ? 1 : 3) + (view.hasAlpha ? 1 : 0)
        self.init(
            width: view.width, height: view.height, channels: channels, colour: colour,
            bytes: [UInt8](repeating: 0, count: view.pixelCount * channels * colour.bits / 8))
        let conversion = conversion
        let isSRGB = colour.profile.isSRGB
        let (width, height) = (view.width, view.height)
        func fill<Sample: SampleValue>(_ goal: UnsafeMutableBufferPointer<Sample>) {
            withUnsafeTemporaryAllocation(of: SIMD4<Float>.self, capacity: width) { row in
                for y in 0..<height {
                    view.bytes.withUnsafeBufferPointer { source in
                        let pixels = source.baseAddress! + y * width * view.channels
                        conversion.own(ofView: pixels, view.channels, width, isSRGB, into: row.baseAddress!)
                    }
                    for x in 0..<width {
                        let at = (y * width + x) * channels
                        for c in 0..<(channels - (view.hasAlpha ? 1 : 0)) { goal[at + c] = Sample(nearest: row[x][c]) }
                        if view.hasAlpha { goal[at + channels - 1] = Sample(nearest: row[x].w) }
                    }
                }
            }
        }
        write({ fill($0) }, { fill($0) })
    }

    private static func change<Sample: SampleValue>(
        _ samples: UnsafeMutableBufferPointer<Sample>, of layout: (size: PixelSize, channels: Int, colours: Int),
        _ conversion: ColourConversion,
        _ new: PixelBuffer, _ old: PixelBuffer, _ share: PixelMask?, _ isSRGB: Bool
    ) {
        let (size, channels, colours) = layout
        let width = size.width
        let goal = Unchecked(samples.baseAddress!)
        // One step of the view in the picture's own numbers, and a little more.
        let step = conversion.most / 255 * 1.2
        new.bytes.withUnsafeBufferPointer { newBytes in
            old.bytes.withUnsafeBufferPointer { oldBytes in
                let (newBase, oldBase) = (Unchecked(newBytes.baseAddress!), Unchecked(oldBytes.baseAddress!))
                Samples.inParallel(size.height) { y in
                    let (newRow, oldRow) = (
                        newBase.value + y * width * new.channels, oldBase.value + y * width * old.channels
                    )
                    guard let span = Samples.changed(newRow, new.channels, oldRow, old.channels, width) else { return }
                    let count = span.count
                    withUnsafeTemporaryAllocation(of: SIMD4<Float>.self, capacity: 2 * count) { room in
                        let (after, before) = (room.baseAddress!, room.baseAddress! + count)
                        let (newSpan, oldSpan) = (
                            newRow + span.lowerBound * new.channels, oldRow + span.lowerBound * old.channels
                        )
                        conversion.own(ofView: newSpan, new.channels, count, isSRGB, into: after)
                        conversion.own(ofView: oldSpan, old.channels, count, isSRGB, into: before)
                        for x in span {
                            let (i, j) = (x * new.channels, x * old.channels)
                            let pixel = goal.value + (y * width + x) * channels
                            var greatest = 0
                            for c in 0..<3 { greatest = max(greatest, abs(Int(newRow[i + c]) - Int(oldRow[j + c]))) }
                            if greatest > 0 {
                                let place = x - span.lowerBound
                                var (most, rests): (Float, SIMD4<Float>) = (0, SIMD4())
                                for c in 0..<colours {
                                    rests[c] = Float(pixel[c]) - before[place][c]
                                    most = max(most, abs(rests[c]))
                                }
                                // What was barely touched keeps what the view can't show of it.
                                var keeps = max(0, 1 - Float(greatest - 1) / 16)
                                if let share {
                                    keeps = max(keeps, 1 - share.share(x, y, of: size))
                                } else if most <= step {
                                    keeps = 1
                                }
                                for c in 0..<colours {
                                    let value = after[place][c] + rests[c] * keeps
                                    pixel[c] = Sample(nearest: max(0, min(conversion.most, value)))
                                }
                            }
                            if channels > colours {
                                let (a, b) = (
                                    new.channels == 4 ? newRow[i + 3] : 255, old.channels == 4 ? oldRow[j + 3] : 255
                                )
                                if a != b { pixel[colours] = Sample(nearest: Float(a) * (conversion.most / 255)) }
                            }
                        }
                    }
                }
            }
        }
    }

    /// From the first to the last pixel of a row that differs.
    private static func changed(
        _ new: UnsafePointer<UInt8>, _ newChannels: Int, _ old: UnsafePointer<UInt8>, _ oldChannels: Int, _ width: Int
    ) -> Range<Int>? {
        func differs(_ x: Int) -> Bool {
            let (i, j) = (x * newChannels, x * oldChannels)
            return new[i] != old[j] || new[i + 1] != old[j + 1] || new[i + 2] != old[j + 2]
                || (newChannels == 4 ? new[i + 3] : 255) != (oldChannels == 4 ? old[j + 3] : 255)
        }
        if newChannels == oldChannels, memcmp(new, old, width * newChannels) == 0 { return nil }
        guard let first = (0..<width).first(where: differs) else { return nil }
        var last = width - 1
        while !differs(last) { last -= 1 }
        return first..<(last + 1)
    }
}

extension ColourConversion {
    /// The picture's own numbers, not yet rounded, of a view's pixels; the fourth is the alpha.
    func own(
        ofView pixels: UnsafePointer<UInt8>, _ channels: Int, _ count: Int, _ isSRGB: Bool,
        into own: UnsafeMutablePointer<SIMD4<Float>>
    ) {
        let scale = most / 255
        for i in 0..<count {
            let at = pixels + i * channels
            let alpha: Float = channels == 4 ? Float(at[3]) : 255
            own[i] =
                isSRGB
                ? SIMD4(Float(at[0]), Float(at[1]), Float(at[2]), alpha) * scale
                : SIMD4(
                    SRGBView.linear[Int(at[0])], SRGBView.linear[Int(at[1])], SRGBView.linear[Int(at[2])], alpha / 255)
        }
        if !isSRGB { self.own(of: own, count: count, into: own) }
    }
}

extension PixelMask {
    /// How much is selected of a pixel of a picture of any size, 0...1, interpolated.
    fileprivate func share(_ x: Int, _ y: Int, of size: PixelSize) -> Float {
        let u = max(0, min(Float(width - 1), (Float(x) + 0.5) * Float(width) / Float(size.width) - 0.5))
        let v = max(0, min(Float(height - 1), (Float(y) + 0.5) * Float(height) / Float(size.height) - 0.5))
        let (left, top) = (Int(u), Int(v))
        let (right, bottom) = (min(left + 1, width - 1), min(top + 1, height - 1))
        let (across, down) = (u - Float(left), v - Float(top))
        let upper = Float(values[top * width + left]) * (1 - across) + Float(values[top * width + right]) * across
        let lower = Float(values[bottom * width + left]) * (1 - across) + Float(values[bottom * width + right]) * across
        return (upper * (1 - down) + lower * down) / 255
    }
}

extension PixelBuffer {
    /// Whether any pixel is not grey.
    fileprivate var isColoured: Bool {
        (0..<pixelCount).contains {
            let i = $0 * channels
            return bytes[i] != bytes[i + 1] || bytes[i] != bytes[i + 2]
        }
    }

    /// Whether any pixel that differs from another picture's is not grey.
    fileprivate func getsColours(over old: PixelBuffer) -> Bool {
        (0..<pixelCount).contains {
            let (i, j) = ($0 * channels, $0 * old.channels)
            return (bytes[i] != bytes[i + 1] || bytes[i] != bytes[i + 2])
                && (bytes[i] != old.bytes[j] || bytes[i + 1] != old.bytes[j + 1] || bytes[i + 2] != old.bytes[j + 2])
        }
    }
}
