import Foundation
import Pictures

extension AlignedPair {
    /// The drift in the prior's own pixels.
    func drift(of picture: PixelBuffer) -> ChangeReport.Drift {
        // From the size of the estimate to the picture's.
        let scale = Double(picture.width) / Double(alignment.size.width)
        let (size, part) = (alignment.size, alignment.part)
        let map = alignment.map
        // What the placement zooms and shifts beyond the reading.
        let (zoomX, zoomY) = (part.width / reading.width, part.height / reading.height)
        let moved = map(Double(size.width - 1) / 2, Double(size.height - 1) / 2)
        let x = (part.x - reading.x) / reading.width + (moved.x + 0.5) / Double(size.width) * zoomX - 0.5
        let y = (part.y - reading.y) / reading.height + (moved.y + 0.5) / Double(size.height) * zoomY - 0.5
        return ChangeReport.Drift(
            scaleX: zoomX * (map.xx * map.xx + map.yx * map.yx).squareRoot(),
            scaleY: zoomY * (map.xy * map.xy + map.yy * map.yy).squareRoot(),
            rotation: atan2(map.yx - map.xy, map.xx + map.yy) * 180 / .pi, dx: x * Double(picture.width),
            dy: y * Double(picture.height), flow: Double(alignment.flow?.length95 ?? 0) * scale,
            colour: Double(colour.shift), colourResidual: Double(colour.residual))
    }

    /// What was taken over: its share and its box, and how much of the picture is the prior's.
    func report(of picture: PixelBuffer, prior: PixelBuffer, alpha: Plane) throws -> ChangeReport {
        let box = alpha.box(in: prior)
        var (taken, identical) = (0, 0)
        var outsideDiffers = 0
        let (toX, toY) = (Float(alpha.width) / Float(prior.width), Float(alpha.height) / Float(prior.height))
        let row = prior.width * prior.channels
        try prior.bytes.withUnsafeBytes { old in
            try picture.bytes.withUnsafeBytes { new in
                func same(_ from: Int, _ count: Int) -> Bool {
                    count <= 0 || memcmp(old.baseAddress! + from, new.baseAddress! + from, count) == 0
                }
                for y in 0..<prior.height {
                    if y % 64 == 0 { try Task.checkCancellation() }
                    guard let box, y >= box.y, y < box.maxY else {
                        if same(y * row, row) { identical += prior.width } else { outsideDiffers += prior.width }
                        continue
                    }
                    let (left, right) = (box.x * prior.channels, box.maxX * prior.channels)
                    if same(y * row, left), same(y * row + right, row - right) {
                        identical += prior.width - box.width
                    } else {
                        outsideDiffers += prior.width - box.width
                    }
                    let v = (Float(y) + 0.5) * toY - 0.5
                    for x in box.x..<box.maxX {
                        let isSame = same(y * row + x * prior.channels, prior.channels)
                        if isSame { identical += 1 }
                        if alpha.bilinear((Float(x) + 0.5) * toX - 0.5, v) > 0 {
                            taken += 1
                        } else if !isSame {
                            outsideDiffers += 1
                        }
                    }
                }
            }
        }
        let count = Double(prior.pixelCount)
        var report = ChangeReport(changed: Double(taken) / count)
        report.box = box
        report.identical = Double(identical) / count
        let outside = prior.pixelCount - taken
        report.identicalOutside = outside > 0 ? 1 - Double(outsideDiffers) / Double(outside) : nil
        report.enlargement = enlargement(of: prior)
        return report
    }

    /// How the model's picture, not aligned, compares with the prior where nothing was taken over; from every ninth block
    /// of 8 by 8 pixels.
    func likeness(
        _ answer: PixelBuffer, outside alpha: Plane, _ workers: Workers
    ) -> ChangeReport.Likeness? {
        let lines = max(0, (size.height - 8 + 24) / 24)
        // For each line of blocks: similarity and its blocks; pixels, those that are the same, difference of colour.
        let sums = answer.bytes.withUnsafeBufferPointer { bytes in
            workers.sum(lines, block: 1, count: 5) { lines, sums in
                for line in lines { compare(answer, bytes, blocksFrom: 24 * line, outside: alpha, sums) }
            }
        }
        guard sums[2] > 0 else { return nil }
        return ChangeReport.Likeness(
            ssim: sums[1] > 0 ? sums[0] / sums[1] : 1, deltaE: sums[4] / Double(Int(sums[2]) / 4),
            identical: sums[3] / sums[2])
    }

    private func compare(
        _ answer: PixelBuffer, _ bytes: UnsafeBufferPointer<UInt8>, blocksFrom top: Int, outside alpha: Plane,
        _ sums: UnsafeMutablePointer<Double>
    ) {
        var similarity = Similarity()
        let part = alignment.part
        let (toX, toY) = (Float(part.width) / Float(size.width), Float(part.height) / Float(size.height))
        for left in stride(from: 0, to: size.width - 7, by: 24) {
            let corners = [(0, 0), (7, 0), (0, 7), (7, 7), (4, 4)]
            guard corners.allSatisfy({ alpha.row(top + $0.1)[left + $0.0] == 0 }) else { continue }
            for y in top..<(top + 8) {
                let v = (Float(y) + 0.5) * toY - 0.5 + Float(part.y)
                for x in left..<(left + 8) {
                    let i = y * size.width + x
                    let (r, g, b) = (prior.red.values[i], prior.green.values[i], prior.blue.values[i])
                    let new = answer.colour(bytes, (Float(x) + 0.5) * toX - 0.5 + Float(part.x), v)
                    similarity.add(
                        76.245 * r + 149.685 * g + 29.07 * b,
                        0.299 * new[0] + 0.587 * new[1] + 0.114 * new[2])
                    let old = SIMD4<Float>(r, g, b, 0) * 255
                    let isSame =
                        (old - new.rounded(.toNearestOrEven)).replacing(with: 0, where: old .== new)
                        .squaredLength < 0.5
                    sums[2] += 1
                    if isSame { sums[3] += 1 }
                    guard x & 1 == 0, y & 1 == 0 else { continue }
                    let first = OKLabPlanes.weighted(srgb: r, g, b)
                    let scaled = new * (1 / 255)
                    let second = OKLabPlanes.weighted(srgb: scaled[0], scaled[1], scaled[2])
                    sums[4] += Double(OKLabPlanes.deltaE(first, second))
                }
            }
            similarity.endBlock()
        }
        sums[0] += similarity.sum
        sums[1] += similarity.blocks
    }
}

extension SIMD4<Float> {
    fileprivate var squaredLength: Float { (self * self).sum() }
}

extension PixelBuffer {
    /// The colour between the pixels, 0...255; at the border the border's.
    fileprivate func colour(_ bytes: UnsafeBufferPointer<UInt8>, _ x: Float, _ y: Float) -> SIMD4<Float> {
        let cx = max(0, min(Float(width - 1), x))
        let cy = max(0, min(Float(height - 1), y))
        let (left, top) = (Int(cx), Int(cy))
        let (fx, fy) = (cx - Float(left), cy - Float(top))
        func pixel(_ x: Int, _ y: Int) -> SIMD4<Float> {
            let i = (min(y, height - 1) * width + min(x, width - 1)) * channels
            return SIMD4(Float(bytes[i]), Float(bytes[i + 1]), Float(bytes[i + 2]), 0)
        }
        if fx == 0, fy == 0 { return pixel(left, top) }
        let a = pixel(left, top) * (1 - fx) + pixel(left + 1, top) * fx
        let b = pixel(left, top + 1) * (1 - fx) + pixel(left + 1, top + 1) * fx
        return a * (1 - fy) + b * fy
    }
}

extension Plane {
    /// The rectangle in which it is above 0.
    var bounds: Rectangle? {
        var (left, right, top, bottom) = (width, -1, height, -1)
        for y in 0..<height {
            let line = row(y)
            var first = 0
            while first + 8 <= width, !any(load8(line + first) .> 0) { first += 8 }
            while first < width, line[first] <= 0 { first += 1 }
            guard first < width else { continue }
            var last = width - 1
            while line[last] <= 0 { last -= 1 }
            left = min(left, first)
            right = max(right, last)
            top = min(top, y)
            bottom = y
        }
        return right >= left ? Rectangle(x: left, y: top, width: right + 1 - left, height: bottom + 1 - top) : nil
    }

    /// The rectangle of a picture of another size in which this plane, enlarged, is above 0.
    func box(in picture: PixelBuffer) -> Rectangle? {
        guard let bounds else { return nil }
        let (toX, toY) = (Double(picture.width) / Double(width), Double(picture.height) / Double(height))
        // Where sizes differ, interpolation reaches half a pixel further.
        let more = picture.width == width && picture.height == height ? 0.0 : 0.5
        let x0 = max(0, Int(((Double(bounds.x) - more) * toX).rounded(.down)))
        let y0 = max(0, Int(((Double(bounds.y) - more) * toY).rounded(.down)))
        let x1 = min(picture.width, Int(((Double(bounds.maxX) + more) * toX).rounded(.up)))
        let y1 = min(picture.height, Int(((Double(bounds.maxY) + more) * toY).rounded(.up)))
        return Rectangle(x: x0, y: y0, width: x1 - x0, height: y1 - y0)
    }

    /// As bytes; whatever is above 0 stays above 0.
    func pixelMask(_ workers: Workers) -> PixelMask {
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { bytes, filled in
            let target = Shared(bytes.baseAddress!)
            workers.rows(height) { rows in
                for i in (rows.lowerBound * width)..<(rows.upperBound * width) {
                    let value = max(1, min(255, values[i] * 255 + 0.5))
                    target.value[i] = values[i] <= 0 ? 0 : UInt8(truncatingIfNeeded: Int32(value))
                }
            }
            filled = count
        }
        return PixelMask(width: width, height: height, values: bytes)
    }
}
