import CVision
import Colorimetry

/// Locks beside a face that a mask of hair that hangs there leaves out.
///
/// Long hair is darker in its own shade and lighter at its ends than on the crown, so that a lock can be missing which no single colour
/// of the hair tells. All of them together do.
package struct LeftOutLocks {
    /// What beside the face is nearer to a colour of the hair than to skin, not in the mask and no broader than hair, as a share of
    /// the face's area; 0 where no hair hangs beside the face, as all that is like it there is clothes.
    package let share: Float

    /// Whether what hangs on one side of the face alone lies on the other in the same colour, too, where it is not in the mask: then it
    /// is a dress of which the cut took one shoulder.
    package let goesOnAcross: Bool

    /// Whether anybody would see that some hair was left: a lock is a seventh of a face wide and hangs as long as it. On some 70 photographs
    /// hair that was whole had at most 0.08, hair of which a lock was missing 0.12 and more.
    package var isMuch: Bool { goesOnAcross || share > 0.1 }

    package init(of found: HairMask.Found, on head: Head) throws {
        let (mask, own, ratios, lab, c) = (found.mask, found.own, head.ratios, head.lab, head.coordinates)
        let faceArea = head.face.width * head.face.height
        let hanging = lab.indices.filter { mask[$0] && c.v[$0] > 0.45 && ratios[$0] > 1.05 && ratios[$0] < .infinity }
        let left = hanging.count { c.u[$0] < 0 }
        let (less, more) = (min(left, hanging.count - left), max(left, hanging.count - left))
        let isOneSided = Float(more) > 0.05 * faceArea && 10 * less < more
        // Skin as it is lit in this face, without eyes and nostrils.
        let middle = lab.indices.filter { own[$0] && ratios[$0] < 0.85 && c.v[$0] > -0.1 && c.v[$0] < 0.35 }
        let limits = quantiles(middle.map { lab[$0].x }, [0.12, 0.99])
        let plain = middle.map { lab[$0] }.filter { $0.x >= limits[0] && $0.x <= limits[1] }
        guard Float(hanging.count) > 0.03 * faceArea, plain.count > 12 else {
            (share, goesOnAcross) = (0, false)
            return
        }
        let skin = try ColourClusters(plain, count: 4)
        let hair = try ColourClusters(lab.indices.filter { mask[$0] && ratios[$0] > 1.05 }.map { lab[$0] }, count: 5)
        let alike = try Bitmap(width: head.width, height: head.height) { i in
            guard own[i], !mask[i], ratios[i] > 1.12, ratios[i] < .infinity, abs(c.u[i]) < 1.3, c.v[i] > -0.3,
                c.v[i] < 2
            else { return false }
            let toHair = hair.distance(to: lab[i])
            return toHair < 0.1 && toHair < 0.8 * skin.distance(to: lab[i])
        }.morphed(VisionOpen, radius: head.radius(0.04))
        let isAcross = { (i: Int) in c.v[i] > 0.45 && (c.u[i] < 0) == (2 * left < hanging.count) }
        goesOnAcross = isOneSided && Float(lab.indices.count { alike[$0] && isAcross($0) }) > 0.06 * faceArea
        // What is wide is cloth.
        let wide = try alike.morphed(VisionOpen, radius: max(2, head.radius(0.2)))
            .morphed(VisionDilate, radius: head.radius(0.06))
        share = Float(lab.indices.count { alike[$0] && !wide[$0] && c.v[$0] < 1 }) / faceArea
    }
}
