import Colorimetry

/// What lies on one even colour, such as a logo or a drawing: all that has another colour, and no hole in it.
enum PlainGround {
    /// `nil` unless the picture's border and a quarter of the picture are one colour that ends without a shade: a photograph of
    /// something on white has shadows.
    static func subject(in scene: Scene) throws -> Subject? {
        let (w, h) = (scene.width, scene.height)
        guard min(w, h) >= 16 else { return nil }
        let frame = (0..<(w * h)).filter { min($0 % w, w - 1 - $0 % w, $0 / w, h - 1 - $0 / w) < 2 }
        let ground = median(frame.map { scene.lab[$0] })
        let distances = scene.lab.map { $0.distance(to: ground) }
        guard frame.count(where: { distances[$0] < 0.02 }) >= frame.count * 97 / 100 else { return nil }
        let even = distances.count { $0 < 0.02 }
        let shaded = distances.count { $0 >= 0.02 && $0 < 0.05 }
        guard even >= w * h / 4, shaded <= w * h / 50 else { return nil }
        let mask = Bitmap(width: w, height: h) { distances[$0] >= 0.05 }
        let parts = try mask.components()
        let least = max(4, w * h / 5000)
        let kept = parts.areas.indices.map { $0 > 0 && parts.areas[$0] >= least }
        let clean = Bitmap(width: w, height: h) { kept[Int(parts.labels[$0])] }
        guard clean.share >= 0.01, clean.share <= 0.75 else { return nil }
        return Subject(kind: .salient, mask: clean, gates: nil)
    }
}
