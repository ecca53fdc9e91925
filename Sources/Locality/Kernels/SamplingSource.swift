package import Pictures

/// A picture, or part of one, from which values between the pixels are taken.
package final class SamplingSource: @unchecked Sendable {
    let size: PixelSize
    /// The part that is here.
    let part: Rectangle
    /// Red, green, blue, 0...255, and nothing.
    private let pixels: UnsafeMutablePointer<SIMD4<Float>>

    package init(_ picture: PixelBuffer, part: Rectangle? = nil, _ workers: Workers) {
        size = PixelSize(width: picture.width, height: picture.height)
        let part = part ?? Rectangle(x: 0, y: 0, width: picture.width, height: picture.height)
        self.part = part
        pixels = .allocate(capacity: part.width * part.height)
        let target = Shared(pixels)
        let channels = picture.channels
        picture.bytes.withUnsafeBufferPointer { bytes in
            let base = Shared(bytes.baseAddress!)
            workers.rows(part.height) { rows in
                for y in rows {
                    var source = base.value + ((part.y + y) * picture.width + part.x) * channels
                    let out = target.value + y * part.width
                    for x in 0..<part.width {
                        out[x] = SIMD4(Float(source[0]), Float(source[1]), Float(source[2]), 0)
                        source += channels
                    }
                }
            }
        }
    }

    deinit { pixels.deallocate() }

    /// The colours at places in this picture's whole coordinates, bicubic (Keys, a = -0.75); beyond the border the border's.
    package func sample(
        _ count: Int, x px: UnsafePointer<Float>, y py: UnsafePointer<Float>,
        into out: UnsafeMutablePointer<SIMD4<Float>>
    ) {
        withUnsafeTemporaryAllocation(byteCount: BicubicBlock.room, alignment: 64) { room in
            let block = BicubicBlock(room)
            for start in stride(from: 0, to: count, by: BicubicBlock.size) {
                let length = min(BicubicBlock.size, count - start)
                for i in 0..<length {
                    block.x[i] = max(-1, min(Float(size.width), px[start &+ i])) - Float(part.x)
                    block.y[i] = max(-1, min(Float(size.height), py[start &+ i])) - Float(part.y)
                }
                block.place(length, in: part)
                block.sum(length, UnsafePointer(pixels), row: part.width, into: out + start)
                for i in 0..<length where block.first[i] < 0 { out[start + i] = atBorder(block.x[i], block.y[i]) }
            }
        }
    }

    private func atBorder(_ x: Float, _ y: Float) -> SIMD4<Float> {
        let (left, top) = (Int(x + 4) - 4, Int(y + 4) - 4)
        let (wx, wy) = (bicubicWeights(x - Float(left)), bicubicWeights(y - Float(top)))
        var sum = SIMD4<Float>()
        for j in 0..<4 {
            let row = pixels + max(0, min(part.height - 1, top - 1 + j)) * part.width
            for i in 0..<4 { sum += row[max(0, min(part.width - 1, left - 1 + i))] * (wx[i] * wy[j]) }
        }
        return sum
    }
}

/// Sixty-four places of a row and what belongs to them, in short loops of one kind of work each: in one loop for all of it
/// the compiler takes pixels apart into their channels, which takes three times as long.
private struct BicubicBlock {
    static let size = 64
    /// Bytes.
    static let room = 27 * size * MemoryLayout<Float>.stride

    /// In pixels of the part that is here.
    let x: UnsafeMutablePointer<Float>
    let y: UnsafeMutablePointer<Float>
    /// The first of the sixteen neighbours' pixels; -1 where not all of them are there.
    let first: UnsafeMutablePointer<Int32>
    private let weightsX: UnsafeMutablePointer<Float>
    private let weightsY: UnsafeMutablePointer<Float>
    private let columns: UnsafeMutablePointer<SIMD16<Float>>

    init(_ room: UnsafeMutableRawBufferPointer) {
        let size = BicubicBlock.size
        let floats = room.baseAddress!.assumingMemoryBound(to: Float.self)
        columns = UnsafeMutableRawPointer(floats).assumingMemoryBound(to: SIMD16<Float>.self)
        (weightsX, weightsY) = (floats + 16 * size, floats + 20 * size)
        (x, y) = (floats + 24 * size, floats + 25 * size)
        first = UnsafeMutableRawPointer(floats + 26 * size).assumingMemoryBound(to: Int32.self)
    }

    /// Neighbours and weights.
    @inline(__always)
    func place(_ count: Int, in part: Rectangle) {
        let (width, height) = (Int32(part.width), Int32(part.height))
        // Adding two to the power of 23 leaves the rounded number in the last bits; at whole numbers it may be the one
        // below, with a weight of 1 for the next.
        let whole: Float = 0x1p23
        for i in 0..<count {
            let (left, top) = (x[i] + 3.5 + whole, y[i] + 3.5 + whole)
            weightsX[i] = x[i] - (left - whole - 4)
            weightsY[i] = y[i] - (top - whole - 4)
            let column = Int32(bitPattern: left.bitPattern & 0x7F_FFFF) &- 4
            let line = Int32(bitPattern: top.bitPattern & 0x7F_FFFF) &- 4
            let isWithin = column >= 1 && line >= 1 && column &+ 2 < width && line &+ 2 < height
            first[i] = isWithin ? (line &- 1) &* width &+ column &- 1 : -1
        }
        weigh(count, weightsX)
        weigh(count, weightsY)
    }

    /// From places between two pixels to the weights of four; the same as `bicubicWeights`.
    @inline(__always)
    private func weigh(_ count: Int, _ weights: UnsafeMutablePointer<Float>) {
        let size = BicubicBlock.size
        for i in 0..<count {
            let t = weights[i]
            weights[i + 3 * size] = t * t * (-0.75 + 0.75 * t)
            weights[i + 2 * size] = t * (0.75 + t * (1.5 - 1.25 * t))
            weights[i + size] = 1 + t * t * (-2.25 + 1.25 * t)
            weights[i] = t * (-0.75 + t * (1.5 - 0.75 * t))
        }
    }

    /// Down the four columns, then across them.
    @inline(__always)
    func sum(
        _ count: Int, _ pixels: UnsafePointer<SIMD4<Float>>, row: Int, into out: UnsafeMutablePointer<SIMD4<Float>>
    ) {
        let size = BicubicBlock.size
        for i in 0..<count where first[i] >= 0 {
            let p = pixels + Int(first[i])
            var sum = load16(p) * SIMD16<Float>(repeating: weightsY[i])
            sum += load16(p + row) * SIMD16<Float>(repeating: weightsY[i &+ size])
            sum += load16(p + 2 * row) * SIMD16<Float>(repeating: weightsY[i &+ 2 &* size])
            sum += load16(p + 3 * row) * SIMD16<Float>(repeating: weightsY[i &+ 3 &* size])
            columns[i] = sum
        }
        let column = UnsafeRawPointer(columns).assumingMemoryBound(to: SIMD4<Float>.self)
        for i in 0..<count {
            var sum = column[4 &* i] * SIMD4<Float>(repeating: weightsX[i])
            sum += column[4 &* i &+ 1] * SIMD4<Float>(repeating: weightsX[i &+ size])
            sum += column[4 &* i &+ 2] * SIMD4<Float>(repeating: weightsX[i &+ 2 &* size])
            sum += column[4 &* i &+ 3] * SIMD4<Float>(repeating: weightsX[i &+ 3 &* size])
            out[i] = sum
        }
    }

    @inline(__always)
    private func load16(_ pixels: UnsafePointer<SIMD4<Float>>) -> SIMD16<Float> {
        UnsafeRawPointer(pixels).loadUnaligned(as: SIMD16<Float>.self)
    }
}
