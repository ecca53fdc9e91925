import CVision
import Colorimetry

/// What of a head's hair a mask leaves out, as far as it shows.
package struct LeftOutHair {
    /// What is neither hair nor forehead above a high forehead, as a share of all there: nothing but hair is seen there,
    /// whatever its colour.
    package let bare: Float
    /// What looks like a high forehead where the head ends, as a share of the head's rim above the face: below hair of nearly
    /// skin's colour it is more of that hair. None where the hair is far from skin in colour, as a bald man's is.
    package let rim: Float
    /// What beside the face is neither skin nor in the mask: a side in other light, grey temples, hair below a cap. This and
    /// what follows are shares of the mask's area.
    package let rest: Float
    /// Strands of the hair's colour that join the mask.
    package let joining: Float
    /// All strands of the hair's colour: a braid on the chest.
    package let strands: Float
    /// Whether the mask was cut off from cloth of its colour.
    let isCutShort: Bool

    /// Whether what was found can't be all of the hair.
    package var isMuch: Bool { isCutShort || bare > 0.18 || rim > 0.1 || rest > 0.25 || joining > 0.2 || strands > 0.5 }

    /// Whether all of it seems to be there.
    package var isNothing: Bool { !isCutShort && max(bare, rim, rest, joining) < 0.02 && strands < 0.05 }

    package init(of found: HairMask.Found, on head: Head) throws {
        let (mask, ratios, lab, c, skin) = (found.mask, head.ratios, head.lab, head.coordinates, head.skin)
        let (w, h) = (head.width, head.height)
        let inside = try head.body.morphed(VisionErode, radius: head.radius(0.03)).intersected(with: found.own)

        let crown = lab.indices.filter { i in
            inside[i] && ratios[i] > 1.25 && ratios[i] < .infinity && c.v[i] < -0.1
                && c.isInEllipse(i, 1, 1, centre: -0.25)
        }
        // A hairline may be higher still: what is skin there and goes on down into the face is forehead.
        let skinAbove = try Bitmap(width: w, height: h) {
            !mask[$0] && found.isSkin[$0] && ratios[$0] > 0.75 && ratios[$0] < .infinity && c.v[$0] < -0.05
        }.components()
        let forehead = Set(
            lab.indices.filter { ratios[$0] < 1 && skinAbove.labels[$0] > 0 }.map { skinAbove.labels[$0] })
        let isApart = found.colour.distance(to: skin.mean) > 0.15
        let core = try head.body.morphed(VisionErode, radius: head.radius(0.14))
        let outer = crown.filter { !core[$0] }
        let isLikeSkin = found.colour.distance(to: skin.mean) < 0.3
        let rimCount = isLikeSkin ? outer.count { !mask[$0] && forehead.contains(skinAbove.labels[$0]) } : 0
        let bareCount = crown.count { !mask[$0] && !(isApart && forehead.contains(skinAbove.labels[$0])) }

        let around = try mask.morphed(VisionDilate, radius: head.radius(0.03))
        let others = try Bitmap(width: w, height: h) { i in
            inside[i] && !around[i] && ratios[i] > 1.08 && ratios[i] < .infinity && c.v[i] < 0.35 && abs(c.u[i]) < 1.2
                && (skin.distance(lab[i]) > 9 || lab[i].distance(to: found.colour) < lab[i].distance(to: skin.mean))
        }.morphed(VisionOpen, radius: head.radius(0.025))

        // Strands are narrow; what is wide is cloth. What joins nothing below the chin is a collar or a tie, and around the jaw a
        // beard.
        let alike = Bitmap(width: w, height: h) { i in
            found.own[i] && !mask[i] && ratios[i] > 1.1 && ratios[i] < .infinity
                && (found.isUnlikeCloth || c.v[i] < 0.4)
                && lab[i].squaredDistance(to: found.colour) < 0.1 * 0.1 && !found.isSkin[i]
        }
        let wide = try alike.morphed(VisionOpen, radius: max(2, head.radius(0.22)))
            .morphed(VisionDilate, radius: head.radius(0.08))
        let narrow = alike.intersected(with: wide.inverted)
        let parts = try narrow.components()
        let joint = try mask.morphed(VisionDilate, radius: 2)
        let touching = Set(lab.indices.filter { joint[$0] }.map { parts.labels[$0] })

        let area = Float(max(1, mask.area))
        bare = Float(bareCount) / Float(max(1, crown.count))
        rim = Float(rimCount) / Float(max(1, outer.count))
        rest = Float(others.area) / area
        joining = Float(parts.labels.count { $0 > 0 && touching.contains($0) }) / area
        let isBeard = { (i: Int) in abs(c.u[i]) < 0.75 && c.v[i] > 0.1 && c.v[i] < 0.95 && ratios[i] < 1.35 }
        strands =
            Float(lab.indices.count { narrow[$0] && !(abs(c.u[$0]) < 0.35 && c.v[$0] > 0.5) && !isBeard($0) }) / area
        isCutShort = found.isCutShort
    }
}
