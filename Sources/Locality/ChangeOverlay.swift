public import Pictures

/// A picture that shows where a turn changed something: the new picture dimmed, the changed area in full light, slightly
/// tinted, with an outline.
public enum ChangeOverlay {
    /// How the changed area is told from the rest: by its light, or inverted and the rest as it is, for where no shades are seen.
    public enum Marks: Sendable {
        case light, inversion
    }

    /// `mask`: of any size; where it is above 0 the picture changed. `places` get letters where there are several.
    public static func picture(
        of new: PixelBuffer, changed mask: PixelMask, lettered places: [Rectangle] = [], by marks: Marks = .light
    ) -> PixelBuffer {
        let (width, height) = (new.width, new.height)
        let changed = MaskPlane(width: width, height: height)
        for y in 0..<height {
            let line = (2 * y + 1) * mask.height / (2 * height) * mask.width
            for x in 0..<width where mask.values[line + (2 * x + 1) * mask.width / (2 * width)] > 0 {
                changed.row(y)[x] = 1
            }
        }
        let workers = Workers(threads: 1)
        let thickness = max(1, max(width, height) / 700)
        let outline = changed.dilated(.disc(thickness), workers)
        var out = new
        let (tint, line): ([Int], [UInt8]) = ([255, 40, 120], [255, 40, 120])
        out.bytes.withUnsafeMutableBufferPointer { bytes in
            for i in 0..<(width * height) {
                let pixel = i * new.channels
                if marks == .inversion {
                    if changed.values[i] != 0 { for c in 0..<3 { bytes[pixel + c] = 255 - bytes[pixel + c] } }
                } else if changed.values[i] != 0 {
                    for c in 0..<3 { bytes[pixel + c] = UInt8((Int(bytes[pixel + c]) * 82 + tint[c] * 18) / 100) }
                } else if outline.values[i] != 0 {
                    for c in 0..<3 { bytes[pixel + c] = line[c] }
                    if new.hasAlpha { bytes[pixel + 3] = 255 }
                } else {
                    let r = Int(bytes[pixel])
                    let grey = (r * 77 + Int(bytes[pixel + 1]) * 150 + Int(bytes[pixel + 2]) * 29) >> 8
                    for c in 0..<3 { bytes[pixel + c] = UInt8((Int(bytes[pixel + c]) * 25 + grey * 15) / 100) }
                }
            }
        }
        if places.count > 1 {
            for (index, place) in places.prefix(26).enumerated() {
                out.letter(ChangedPlace.letter(index), beside: place)
            }
        }
        return out
    }

    /// Where two pictures of one size visibly differ; `nil` for pictures of different sizes.
    public static func mask(comparing prior: PixelBuffer, with new: PixelBuffer) throws -> PixelMask? {
        guard prior.width == new.width, prior.height == new.height else { return nil }
        let (first, second) = (prior.channels, new.channels)
        var values = [UInt8](repeating: 0, count: prior.pixelCount)
        for y in 0..<prior.height {
            if y % 64 == 0 { try Task.checkCancellation() }
            prior.bytes.withUnsafeBufferPointer { a in
                new.bytes.withUnsafeBufferPointer { b in
                    for pixel in (y * prior.width)..<((y + 1) * prior.width) {
                        let (i, j) = (pixel * first, pixel * second)
                        let alphas = (first == 4 ? a[i + 3] : 255, second == 4 ? b[j + 3] : 255)
                        if alphas == (0, 0) { continue }
                        let delta = OKLabPlanes.deltaE(
                            OKLabPlanes.weighted(srgb8: a[i], a[i + 1], a[i + 2]),
                            OKLabPlanes.weighted(srgb8: b[j], b[j + 1], b[j + 2]))
                        if delta >= ChangeReport.visible || abs(Int(alphas.0) - Int(alphas.1)) > 8 {
                            values[pixel] = 255
                        }
                    }
                }
            }
        }
        return PixelMask(width: prior.width, height: prior.height, values: values)
    }
}

extension PixelBuffer {
    /// Writes a letter, white on the outline's colour, at a box's upper left corner, within the picture.
    fileprivate mutating func letter(_ letter: String, beside box: Rectangle) {
        let size = max(12, min(width, height) / 24)
        guard let mask = try? Lettering.mask(of: letter, size: size, bold: true, width: 4 * size) else { return }
        let margin = size / 4
        let (wide, high) = (mask.width + 2 * margin, mask.height + 2 * margin)
        guard wide < width, high < height else { return }
        let left = max(0, min(width - wide, box.x - wide / 2))
        let top = max(0, min(height - high, box.y - high / 2))
        for y in 0..<high {
            for x in 0..<wide {
                let (u, v) = (x - margin, y - margin)
                let isInside = u >= 0 && v >= 0 && u < mask.width && v < mask.height
                let cover = isInside ? Int(mask.values[v * mask.width + u]) : 0
                let pixel = ((top + y) * width + left + x) * channels
                for (c, ground) in [255, 40, 120].enumerated() {
                    bytes[pixel + c] = UInt8((255 * cover + ground * (255 - cover)) / 255)
                }
                if hasAlpha { bytes[pixel + 3] = 255 }
            }
        }
    }
}
