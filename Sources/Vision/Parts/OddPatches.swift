import CVision
import Colorimetry

/// Patches in a mask of hair whose colour is far from the hair's: a band around it, a hat above it, a dress below it.
///
/// Lights on hair are narrow or near to its colour.
package struct OddPatches {
    /// The patches' area, as a share of the mask's.
    package let share: Float
    /// Whether most of them lie below the chin.
    package let isLow: Bool

    /// On some 70 photographs 0.01 at most on hair alone, 0.12 and more with a band or a dress.
    package var isMuch: Bool { share > 0.06 }

    package init(in mask: Bitmap, on head: Head) throws {
        let members = mask.values.indices.filter { mask[$0] }
        let colour = median(members.map { head.lab[$0] })
        let odd = try Bitmap(width: mask.width, height: mask.height) {
            mask[$0] && head.lab[$0].distance(to: colour) > 0.3
        }.morphed(VisionOpen, radius: head.radius(0.04))
        let low = odd.values.indices.count { odd[$0] && head.coordinates.v[$0] > 0.45 }
        share = Float(odd.area) / Float(max(1, members.count))
        isLow = 2 * low > odd.area
    }
}
