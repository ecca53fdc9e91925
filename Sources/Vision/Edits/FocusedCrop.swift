package import ImageModels
package import Pictures
package import Wording

/// Crops to somebody or something.
extension VisualEditor {
    /// Where to cut. Throws `ModelFailure.declined` where what is meant is not found.
    package func crop(
        to focus: Focus, ratio: (width: Int, height: Int)?, in pixels: PixelBuffer, digest: String? = nil
    ) async throws -> Rectangle {
        let study = try study(pixels, digest: digest)
        let scene = study.scene
        let box: (x0: Float, y0: Float, x1: Float, y1: Float)
        switch focus {
        case .face(let people):
            box = around(try faces(of: people, in: study), sides: 0.35, above: 0.75, below: 0.35)
        case .headAndShoulders(let people):
            box = around(try faces(of: people, in: study), sides: 1.05, above: 0.95, below: 1.45)
        case .most(withHeadOf: let people):
            guard let ratio else {
                throw ModelFailure.declined(.incomplete(missing: "a shape, such as \"4:5\" or \"square\""))
            }
            let head = around(try faces(of: people, in: study), sides: 0.2, above: 0.45, below: 0.2)
            let subject = try await subjectBox(
                in: pixels, digest: digest,
                cropping: Geometry.crop(width: ratio.width, height: ratio.height).cropSize(
                    width: pixels.width, height: pixels.height))
            let (x, y) = (Float(pixels.width) / Float(scene.width), Float(pixels.height) / Float(scene.height))
            return try PixelSize(width: pixels.width, height: pixels.height).crop(
                to: ratio, around: subject.map { ($0.x, $0.y, $0.x + $0.width, $0.y + $0.height) },
                with: (head.x0 * x, head.y0 * y, head.x1 * x, head.y1 * y))
        case .whole(let whole):
            let subject = try self.whole(whole, in: study).0
            guard let found = PixelBox.around(width: scene.width, height: scene.height, where: { subject.mask[$0] })
            else { throw ModelFailure.declined(.notFound(subject.kind.words, advice: Advice.whatElse)) }
            let air = 0.06 * Float(max(found.width, found.height))
            box = (Float(found.x0) - air, Float(found.y0) - air, Float(found.x1) + air, Float(found.y1) + air)
        }
        let (x, y) = (Float(pixels.width) / Float(scene.width), Float(pixels.height) / Float(scene.height))
        return Self.rectangle(
            (box.x0 * x, box.y0 * y, box.x1 * x, box.y1 * y), ratio: ratio,
            in: PixelSize(width: pixels.width, height: pixels.height))
    }

    private func faces(of people: People, in study: Study) throws -> [Face] {
        guard !study.scene.faces.isEmpty else { throw ModelFailure.declined(.notFound("face", advice: nil)) }
        try askWhich(people, in: study)
        let everybody = try PeopleInScene(
            scene: study.scene, mask: Bitmap(width: study.scene.width, height: study.scene.height))
        return everybody.chosen(people).map { study.scene.faces[$0] }
    }

    /// A box around faces, with room in widths and heights of a face.
    private func around(
        _ faces: [Face], sides: Float, above: Float, below: Float
    ) -> (x0: Float, y0: Float, x1: Float, y1: Float) {
        (
            faces.map { $0.x0 - sides * $0.width }.min() ?? 0, faces.map { $0.y0 - above * $0.height }.min() ?? 0,
            faces.map { $0.x1 + sides * $0.width }.max() ?? 1, faces.map { $0.y1 + below * $0.height }.max() ?? 1
        )
    }

    /// The box within the picture; with a ratio the smallest of that ratio around it, or the largest that there is.
    static func rectangle(
        _ box: (x0: Float, y0: Float, x1: Float, y1: Float), ratio: (width: Int, height: Int)?, in size: PixelSize
    ) -> Rectangle {
        var (x0, y0) = (max(0, Double(box.x0)), max(0, Double(box.y0)))
        var (w, h) = (min(Double(size.width), Double(box.x1)) - x0, min(Double(size.height), Double(box.y1)) - y0)
        if let ratio {
            let wanted = Double(max(1, ratio.width)) / Double(max(1, ratio.height))
            let (middle, top) = (x0 + w / 2, y0)
            let grown = (width: max(w, h * wanted), height: max(h, w / wanted))
            let fit = min(1, Double(size.width) / grown.width, Double(size.height) / grown.height)
            let (newWidth, newHeight) = (grown.width * fit, grown.height * fit)
            x0 = min(max(0, middle - newWidth / 2), Double(size.width) - newWidth)
            // Heads are at the top: what has to go goes at the foot.
            let spare = newHeight - h
            y0 = min(max(0, spare >= 0 ? top - spare / 2 : top), Double(size.height) - newHeight)
            (w, h) = (newWidth, newHeight)
        }
        let (left, up) = (min(size.width - 1, Int(x0.rounded())), min(size.height - 1, Int(y0.rounded())))
        return Rectangle(
            x: left, y: up, width: max(1, min(size.width - left, Int(w.rounded()))),
            height: max(1, min(size.height - up, Int(h.rounded()))))
    }
}

extension PixelSize {
    /// The crop that is laid around the subject, moved as far as it takes to hold a head.
    ///
    /// Throws `ModelFailure.declined` where the head is larger than what the ratio leaves.
    package func crop(
        to ratio: (width: Int, height: Int), around subject: (x0: Int, y0: Int, x1: Int, y1: Int)?,
        with head: (x0: Float, y0: Float, x1: Float, y1: Float)
    ) throws(ModelFailure) -> Rectangle {
        let box = crop(to: ratio.width, ratio.height, around: subject)
        let (x0, x1) = (max(0, Int(head.x0)), min(width, Int(head.x1.rounded(.up))))
        let (y0, y1) = (max(0, Int(head.y0)), min(height, Int(head.y1.rounded(.up))))
        guard x1 - x0 <= box.width, y1 - y0 <= box.height else {
            throw .declined(
                .beyondMeans(
                    "keeping the whole head in a crop to \(ratio.width):\(ratio.height), for which it is too large",
                    advice: "Room around it cuts nothing: \"extend the canvas to \(ratio.width):\(ratio.height)\""))
        }
        return Rectangle(
            x: min(max(box.x, x1 - box.width), x0), y: min(max(box.y, y1 - box.height), y0), width: box.width,
            height: box.height)
    }
}
