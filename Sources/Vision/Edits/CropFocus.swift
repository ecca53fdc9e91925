import ImageModels
package import Pictures
import Wording

extension VisualEditor {
    /// The box that a crop is laid around: x, y, width and height in pixels of the picture. `nil` where nothing stands out.
    ///
    /// It is the main subject's; where that does not fit into what the crop leaves, the faces', with hair and chin: no
    /// crop goes through a mouth that could be kept.
    package func subjectBox(
        in pixels: PixelBuffer,
        digest: String? = nil,
        cropping size: (width: Int, height: Int)? = nil
    ) async throws -> (x: Int, y: Int, width: Int, height: Int)? {
        let study = try study(pixels, digest: digest)
        let (w, h) = (study.scene.width, study.scene.height)
        var box: PixelBox?
        do {
            let mask = try study.subject(.main).mask
            box = PixelBox.around(width: mask.width, height: mask.height, where: { mask[$0] })
        } catch ModelFailure.declined {}
        let scaleX = Double(pixels.width) / Double(w)
        let scaleY = Double(pixels.height) / Double(h)
        let fits =
            box.map { box in
                guard let size else { return true }
                return Double(box.width) * scaleX <= Double(size.width)
                    && Double(box.height) * scaleY <= Double(size.height)
            } ?? false
        if !fits, let faces = faceBox(in: study.scene) { box = faces }
        return box.map {
            (
                Int(Double($0.x0) * scaleX), Int(Double($0.y0) * scaleY), Int(Double($0.width) * scaleX),
                Int(Double($0.height) * scaleY)
            )
        }
    }

    private func faceBox(in scene: Scene) -> PixelBox? {
        guard !scene.faces.isEmpty else { return nil }
        let x0 = scene.faces.map { $0.x0 - 0.2 * $0.width }.min() ?? 0
        let x1 = scene.faces.map { $0.x1 + 0.2 * $0.width }.max() ?? 0
        let y0 = scene.faces.map { $0.y0 - 0.45 * $0.height }.min() ?? 0
        let y1 = scene.faces.map { $0.y1 + 0.2 * $0.height }.max() ?? 0
        return PixelBox(x0: Int(x0), y0: Int(y0), x1: Int(x1), y1: Int(y1))
            .clipped(width: scene.width, height: scene.height)
    }
}

extension Geometry {
    /// The largest size of the ratio within a picture, where part of it is lost and it matters which.
    func cropSize(width: Int, height: Int) -> (width: Int, height: Int)? {
        let ratio: Double
        switch self {
        case .crop(_, _, true): return nil
        case .crop(let w, let h, _): ratio = Double(max(w, 1)) / Double(max(h, 1))
        case .resize(.both(let w, let h)): ratio = Double(max(w, 1)) / Double(max(h, 1))
        default: return nil
        }
        return Double(width) > Double(height) * ratio
            ? (max(1, Int(Double(height) * ratio)), height) : (width, max(1, Int(Double(width) / ratio)))
    }
}
