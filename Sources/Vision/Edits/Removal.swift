import CVision
package import ImageModels
package import Pictures
package import Wording

/// Taking something out of a picture, and what was behind it into its place.
extension VisualEditor {
    /// More than this share of a picture can't be made up from the rest.
    private static let largestShare = 0.1

    /// Fills what is named, or what a mask marks (255 where the picture may change), with patches of the rest.
    ///
    /// `whole` is the size of the picture that `pixels` is a part of. Throws `ModelFailure.declined` where the hole is
    /// more than a tenth of it or borders on a face, and where what is named can't be found.
    package func remove(
        _ removed: Removed, marked: PixelMask?, of whole: PixelSize?, in pixels: PixelBuffer, digest: String? = nil,
        mending: Mending = Mending(), step: @Sendable (String) -> Void = { _ in }
    ) async throws -> (PixelBuffer, Reply.Selection?) {
        try Task.checkCancellation()
        self.mending = mending
        defer { self.mending = Mending() }
        let (hole, what) = try hole(of: removed, marked: marked, in: pixels, digest: digest, step: step)
        let all = whole.map { $0.width * $0.height } ?? pixels.pixelCount
        let area = hole.area
        guard area > 0 else { throw ModelFailure.declined(.notFound(what, advice: Advice.markAndSay)) }
        guard Double(area) <= Self.largestShare * Double(all), area < pixels.pixelCount * 3 / 5 else {
            throw ModelFailure.declined(
                .unsure("what is behind more than a tenth of the picture", advice: Advice.smallerMark))
        }
        let scene = try study(pixels, digest: digest).scene
        let faces = scene.facesNear(hole, of: pixels)
        let isBlemish = faces.contains { Float(area) < 0.03 * $0.area }
        guard faces.isEmpty || isBlemish else {
            throw ModelFailure.declined(
                .unsure("what is behind something that borders on a face", advice: Advice.smallerMark))
        }
        step("filling its place")
        let box = surroundings(of: hole, narrow: isBlemish)
        let barred = isBlemish ? Bitmap(width: pixels.width, height: pixels.height) : scene.barredFaces(of: pixels)
        let part = RGBPicture(pixels).cropped(to: box)
        guard let filled = try PatchFill(part, hole: hole.cropped(to: box), barred: barred.cropped(to: box)).filled()
        else { throw ModelFailure.declined(.unsure("what to put in its place", advice: Advice.smallerMark)) }
        var result = pixels
        for y in box.y0..<box.y1 {
            for x in box.x0..<box.x1 where hole[y * pixels.width + x] {
                let (to, from) = ((y * pixels.width + x) * pixels.channels, 3 * ((y - box.y0) * box.width + x - box.x0))
                for c in 0..<3 { result.bytes[to + c] = filled.bytes[from + c] }
            }
        }
        return (result, Reply.Selection(what: what, share: Double(area) / Double(all)))
    }

    private func hole(
        of removed: Removed, marked: PixelMask?, in pixels: PixelBuffer, digest: String?, step: (String) -> Void
    ) throws -> (Bitmap, String) {
        if let marked {
            let hole = Bitmap(width: pixels.width, height: pixels.height) { i in
                let (x, y) = (i % pixels.width, i / pixels.width)
                return marked.values[y * marked.height / pixels.height * marked.width + x * marked.width / pixels.width]
                    >= 128
            }
            return (hole, "the region")
        }
        switch removed {
        case .marked(let what):
            throw ModelFailure.declined(
                .unsure("where \(what) \(what.isPlural ? "are" : "is")", advice: Advice.markAndSay))
        case .part(let target):
            let part = try mended(part(meantBy: target, in: pixels, digest: digest, step: step), of: target) {
                try study(pixels, digest: digest)
            }
            // With the rim that its edge has mixed into the rest.
            let rim = max(2, min(pixels.width, pixels.height) / 150)
            return (try part.alpha.bitmap { $0 > 0.05 }.morphed(VisionDilate, radius: rim), part.what)
        }
    }

    /// What is copied from: the hole's surroundings, as wide as the hole; for a blemish, the skin beside it.
    private func surroundings(of hole: Bitmap, narrow: Bool) -> PixelBox {
        let box =
            PixelBox.around(width: hole.width, height: hole.height) { hole[$0] }
            ?? PixelBox(x0: 0, y0: 0, x1: hole.width, y1: hole.height)
        let longest = max(box.width, box.height)
        var margin = narrow ? max(24, longest) : max(96, longest)
        func grown() -> PixelBox {
            PixelBox(x0: box.x0 - margin, y0: box.y0 - margin, x1: box.x1 + margin, y1: box.y1 + margin)
                .clipped(width: hole.width, height: hole.height)
        }
        // Numbers for more pixels than these would not fit beside a large picture.
        while grown().area > 6_000_000, margin > 96 { margin = margin * 4 / 5 }
        return grown()
    }
}

extension Advice {
    static let smallerMark = "Mark less with /region, or ask a larger model."
}

extension Scene {
    /// The faces at a picture's size that a hole touches or nearly touches.
    fileprivate func facesNear(_ hole: Bitmap, of pixels: PixelBuffer) -> [PixelFace] {
        boxes(of: pixels, grownBy: 0.12).filter { face in
            for y in face.box.y0..<face.box.y1 {
                for x in face.box.x0..<face.box.x1 where hole[y * hole.width + x] { return true }
            }
            return false
        }
    }

    fileprivate func barredFaces(of pixels: PixelBuffer) -> Bitmap {
        var result = Bitmap(width: pixels.width, height: pixels.height)
        for face in boxes(of: pixels, grownBy: 0.25) {
            for y in face.box.y0..<face.box.y1 {
                for x in face.box.x0..<face.box.x1 { result[y * pixels.width + x] = true }
            }
        }
        return result
    }

    fileprivate struct PixelFace {
        var box: PixelBox
        /// Of the face alone.
        var area: Float
    }

    private func boxes(of pixels: PixelBuffer, grownBy share: Float) -> [PixelFace] {
        let (x, y) = (Float(pixels.width) / Float(width), Float(pixels.height) / Float(height))
        return faces.map { face in
            let (dx, dy) = (share * face.width, share * face.height)
            let box = PixelBox(
                // The detector's box ends at the brows.
                x0: Int((face.x0 - dx) * x), y0: Int((face.y0 - dy - 0.3 * face.height) * y),
                x1: Int((face.x1 + dx) * x),
                y1: Int((face.y1 + dy) * y)
            ).clipped(width: pixels.width, height: pixels.height)
            return PixelFace(box: box, area: face.area * x * y)
        }
    }
}

extension Bitmap {
    fileprivate func cropped(to box: PixelBox) -> Bitmap {
        Bitmap(width: box.width, height: box.height) { i in
            self[(box.y0 + i / box.width) * width + box.x0 + i % box.width]
        }
    }
}
