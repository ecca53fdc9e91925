import Colorimetry

/// Where a mask of hair ends on the face and what lies on both sides is nearly the same: the cut went through skin in shade, a cheek or
/// an ear, a hat's shade.
package struct EdgeOnFace {
    /// The longest piece of such an edge, in widths of the face.
    package let longest: Float

    /// Fringes fade over half a face at most, on some 70 photographs.
    package var isMuch: Bool { longest > 0.65 }

    /// - Parameter distance: how far the hair is from skin in colour. Less than a third of that is no step.
    package init(of mask: Bitmap, on head: Head, hairToSkin distance: Float) throws {
        let face = Bitmap(width: mask.width, height: mask.height) { head.body[$0] && head.ratios[$0] < 1.15 }
        let edge = try InnerEdge(
            of: mask.intersected(with: face), in: face, lab: head.lab, radius: max(2, Int(0.02 * head.face.width)),
            least: 0.3 * distance)
        longest = Float(edge.longest) / head.face.width
    }
}
