package import Pictures

/// One channel of a picture as contiguous floats, rows from top to bottom.
///
/// A kernel writes each row from one thread only; a plane is read by others after that.
package final class Plane: @unchecked Sendable {
    package let width: Int
    package let height: Int
    package let values: UnsafeMutablePointer<Float>

    /// Not yet filled.
    package init(width: Int, height: Int) {
        self.width = width
        self.height = height
        // Room for one vector's reading beyond the end.
        values = PlaneMemory.allocate(bytes: Plane.bytes(width, height)).assumingMemoryBound(to: Float.self)
        (values + width * height).initialize(repeating: 0, count: 16)
    }

    /// A picture's Rec. 601 luma, 0...255; alpha plays no part.
    convenience init(lumaOf pixels: PixelBuffer, _ workers: Workers) {
        self.init(width: pixels.width, height: pixels.height)
        let channels = pixels.channels
        pixels.bytes.withUnsafeBufferPointer { bytes in
            let source = Shared(bytes.baseAddress!)
            workers.rows(height) { rows in
                var pixel = source.value + rows.lowerBound * width * channels
                for i in (rows.lowerBound * width)..<(rows.upperBound * width) {
                    values[i] = 0.299 * Float(pixel[0]) + 0.587 * Float(pixel[1]) + 0.114 * Float(pixel[2])
                    pixel += channels
                }
            }
        }
    }

    package convenience init(width: Int, height: Int, filledWith value: Float) {
        self.init(width: width, height: height)
        values.initialize(repeating: value, count: width * height)
    }

    deinit { PlaneMemory.deallocate(values, bytes: Plane.bytes(width, height)) }

    private static func bytes(_ width: Int, _ height: Int) -> Int {
        (width * height + 16) * MemoryLayout<Float>.stride
    }

    package var count: Int { width * height }

    @inline(__always)
    package func row(_ y: Int) -> UnsafeMutablePointer<Float> { values + y * width }
}

/// Red, green and blue, each 0...1.
package struct RGBPlanes: Sendable {
    package let red: Plane
    package let green: Plane
    package let blue: Plane

    package init(red: Plane, green: Plane, blue: Plane) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    package init(width: Int, height: Int) {
        red = Plane(width: width, height: height)
        green = Plane(width: width, height: height)
        blue = Plane(width: width, height: height)
    }

    /// The pixels' colours; alpha plays no part.
    package init(_ pixels: PixelBuffer, _ workers: Workers) {
        self.init(width: pixels.width, height: pixels.height)
        let (width, channels) = (pixels.width, pixels.channels)
        let planes = self
        pixels.bytes.withUnsafeBufferPointer { bytes in
            let source = Shared(bytes.baseAddress!)
            workers.rows(pixels.height) { rows in
                for y in rows {
                    let (r, g, b) = (planes.red.row(y), planes.green.row(y), planes.blue.row(y))
                    var pixel = source.value + y * width * channels
                    for x in 0..<width {
                        r[x] = Float(pixel[0]) * (1 / 255)
                        g[x] = Float(pixel[1]) * (1 / 255)
                        b[x] = Float(pixel[2]) * (1 / 255)
                        pixel += channels
                    }
                }
            }
        }
    }

    package var width: Int { red.width }
    package var height: Int { red.height }

    /// Rec. 601 luma, 0...255.
    package func luma(_ workers: Workers) -> Plane {
        let out = Plane(width: width, height: height)
        workers.rows(height) { rows in
            for y in rows {
                let (r, g, b, o) = (red.row(y), green.row(y), blue.row(y), out.row(y))
                for x in 0..<width { o[x] = 76.245 * r[x] + 149.685 * g[x] + 29.07 * b[x] }
            }
        }
        return out
    }
}

/// Something that threads may share because each keeps to its own rows.
struct Shared<Value>: @unchecked Sendable {
    let value: Value
    init(_ value: Value) { self.value = value }
}

@inline(__always)
func load8(_ pointer: UnsafePointer<Float>) -> SIMD8<Float> {
    UnsafeRawPointer(pointer).loadUnaligned(as: SIMD8<Float>.self)
}

@inline(__always)
func load8(_ pointer: UnsafeMutablePointer<Float>) -> SIMD8<Float> { load8(UnsafePointer(pointer)) }

// One instruction each; a generic one is not, and takes a hundred times as long.
@inline(__always)
func lesser(_ a: SIMD4<Float>, _ b: SIMD4<Float>) -> SIMD4<Float> { a.replacing(with: b, where: b .< a) }
@inline(__always)
func greater(_ a: SIMD4<Float>, _ b: SIMD4<Float>) -> SIMD4<Float> { a.replacing(with: b, where: b .> a) }
