import CVision
package import Colorimetry

/// Cloth that was taken for hair: to a cut that knows one colour of hair a red shoulder under brown hair is hair.
package struct ClothUnderHair {
    package let mask: Bitmap

    /// - Parameters:
    ///   - cloth: the colour of the garment; where it is near to the hair's nothing tells the two apart.
    ///   - isCloth: whether a pixel has one of the garment's colours.
    ///   - seen: how probable hair is; asked only where there may be cloth.
    package init(
        in hair: Bitmap, of strands: Lab, beside cloth: Lab, lab: [Lab], faceWidth: Float, isCloth: (Int) -> Bool,
        seen: () throws -> Plane
    ) throws {
        let alike = Bitmap(width: hair.width, height: hair.height) {
            hair[$0] && isCloth($0) && 2 * lab[$0].distance(to: cloth) < lab[$0].distance(to: strands)
        }
        // Lights on hair are narrow.
        let radius = max(1, Int(0.03 * faceWidth))
        let broad = try alike.morphed(VisionOpen, radius: radius).morphed(VisionDilate, radius: 2 * radius)
            .intersected(with: alike)
        guard strands.distance(to: cloth) > 0.15, Float(broad.area) > 0.01 * faceWidth * faceWidth else {
            mask = Bitmap(width: hair.width, height: hair.height)
            return
        }
        let probability = try seen()
        mask = Bitmap(width: hair.width, height: hair.height) { broad[$0] && probability[$0] < 0.7 }
    }
}
