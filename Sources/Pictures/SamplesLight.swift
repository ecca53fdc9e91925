extension Samples {
    /// The light of a row's pixels: linear sRGB, beyond 0 and 1 where the picture's own colours go further, and alpha.
    package func readingLight<R>(_ body: (LightReader) throws -> R) rethrows -> R {
        try bytes.withUnsafeBytes { try body(LightReader(samples: self, conversion: conversion, raw: $0)) }
    }

    /// The picture with each row's light changed. What its own colours can't show is moved towards grey of the same
    /// brightness; alpha stays as it is.
    package func mappingLight(_ change: @Sendable (_ row: UnsafeMutablePointer<SIMD4<Float>>, _ y: Int) -> Void)
        -> Samples
    {
        var result = self
        let (conversion, width, height, channels, colours) = (conversion, width, height, channels, colours)
        func map<Sample: SampleValue>(_ samples: UnsafeMutableBufferPointer<Sample>) {
            let base = Unchecked(samples.baseAddress!)
            Samples.inParallel(height) { y in
                let row = base.value + y * width * channels
                withUnsafeTemporaryAllocation(of: SIMD4<Float>.self, capacity: width) { room in
                    let light = room.baseAddress!
                    conversion.light(of: UnsafePointer(row), channels: channels, count: width, into: light)
                    change(light, y)
                    conversion.fit(light, count: width)
                    conversion.own(of: light, count: width, into: light)
                    for x in 0..<width {
                        for c in 0..<colours { row[x * channels + c] = Sample(nearest: light[x][c]) }
                    }
                }
            }
        }
        result.write({ map($0) }, { map($0) })
        return result
    }

    /// Samples of the same kind from rows of light at any size.
    package func filled(
        width: Int, height: Int, _ fill: @Sendable (_ row: UnsafeMutablePointer<SIMD4<Float>>, _ y: Int) -> Void
    ) -> Samples {
        var result = empty(width: width, height: height)
        let (conversion, channels, colours) = (conversion, channels, colours)
        func map<Sample: SampleValue>(_ samples: UnsafeMutableBufferPointer<Sample>) {
            let base = Unchecked(samples.baseAddress!)
            Samples.inParallel(height) { y in
                let row = base.value + y * width * channels
                withUnsafeTemporaryAllocation(of: SIMD4<Float>.self, capacity: width) { room in
                    let light = room.baseAddress!
                    fill(light, y)
                    conversion.own(of: light, count: width, into: light)
                    for x in 0..<width {
                        for c in 0..<colours { row[x * channels + c] = Sample(nearest: light[x][c]) }
                        if channels > colours {
                            row[x * channels + colours] = Sample(nearest: max(0, min(conversion.most, light[x].w)))
                        }
                    }
                }
            }
        }
        result.write({ map($0) }, { map($0) })
        return result
    }
}

/// Reads a picture's light row by row.
package struct LightReader: @unchecked Sendable {
    let samples: Samples
    let conversion: ColourConversion
    let raw: UnsafeRawBufferPointer

    package func row(_ y: Int, into light: UnsafeMutablePointer<SIMD4<Float>>) {
        let start = raw.baseAddress! + y * samples.width * samples.bytesPerPixel
        let count = samples.width
        if samples.colour.bits == 8 {
            conversion.light(
                of: start.assumingMemoryBound(to: UInt8.self), channels: samples.channels, count: count, into: light)
        } else {
            conversion.light(
                of: start.assumingMemoryBound(to: UInt16.self), channels: samples.channels, count: count, into: light)
        }
    }
}

extension SampleValue {
    /// By way of `Int`: the standard library's own way from a `Float` is slow where the type of sample is generic.
    @inline(__always) init(nearest value: Float) { self.init(truncatingIfNeeded: Int(value + 0.5)) }
}
