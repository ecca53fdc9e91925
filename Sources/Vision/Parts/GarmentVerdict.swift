/// How far what the network sees below a face agrees with a mask of a garment.
package struct GarmentVerdict: Equatable, Sendable {
    /// The mean probability of cloth in the mask.
    package var cloth: Float
    /// What is probably cloth and lies at places that the mask leaves out, as a share of the mask.
    package var left: Float
    /// What of the mask lies at places that are surely no cloth.
    package var leak: Float
    /// The mean probabilities of skin, of hair and of anything else in the mask.
    package var skin: Float
    package var hair: Float
    package var other: Float
    /// What of the mask lies at places that are probably skin.
    package var bare: Float
    /// What may be cloth and lies at places that the mask leaves out, as a share of the mask.
    package var doubtful: Float
    /// What of it lies at places of what covers the head, as a share of the face.
    package var hat: Float

    package init(
        cloth: Float, left: Float, leak: Float, skin: Float, hair: Float, other: Float, bare: Float = 0,
        doubtful: Float = 0, hat: Float = 0
    ) {
        self.cloth = cloth
        self.left = left
        self.leak = leak
        self.skin = skin
        self.hair = hair
        self.other = other
        self.bare = bare
        self.doubtful = doubtful
        self.hat = hat
    }

    /// - Parameters:
    ///   - own: where the garment may be: what is cloth elsewhere is another's, or another garment.
    ///   - hat: what of the mask covers the head.
    init(of mask: Bitmap, own: Bitmap, by seen: GarmentProbabilities, hat: Float) {
        let (shares, owned) = (seen.square.shares(of: mask), seen.square.shares(of: own))
        var all: Float = 1e-3
        var (cloth, skin, hair): (Float, Float, Float) = (0, 0, 0)
        var (missed, leaked, bared, doubtful): (Float, Float, Float, Float) = (0, 0, 0, 0)
        for place in shares.indices where seen.square.isInside(place, width: mask.width, height: mask.height) {
            let (share, probability) = (shares[place], seen.probability(of: .cloth, at: place))
            all += share
            cloth += share * probability
            skin += share * seen.probability(of: .skin, at: place)
            hair += share * seen.probability(of: .hair, at: place)
            if probability < 0.2, share > 0.5 { leaked += share }
            if seen.probability(of: .skin, at: place) > 0.6, share > 0.5 { bared += share }
            // The mask's edge goes through places.
            guard share < 0.3, owned[place] > 0.5 else { continue }
            if probability > 0.65 { missed += 1 - share }
            if probability > 0.3 { doubtful += 1 - share }
        }
        self.init(
            cloth: cloth / all, left: missed / all, leak: leaked / all, skin: skin / all, hair: hair / all,
            other: (all - cloth - skin - hair) / all, bare: bared / all, doubtful: doubtful / all, hat: hat)
    }

    /// Whether hardly any cloth is seen beside the mask. Limits from the masks of 68 people, most of whom the network had been taught:
    /// all of a garment had 0.13 at most, one without a shoulder or a collar 0.16 and more.
    package var isAll: Bool { left < 0.15 }

    /// Whether a mask that was cut out by what it sees holds all of it, and nothing else. Along the neckline of a small piece of cloth
    /// much may be skin a little, but no place probably. Under hair that parts it cloth is hardly seen: of halves of a garment 0.5 and more
    /// were doubtful beside them, of whole ones 0.34 at most.
    package var isOfAll: Bool {
        cloth > 0.6 && left < 0.2 && doubtful < 0.45 && leak < 0.03 && skin < 0.3 && bare < 0.03 && hair < 0.2
            && !isOnHat
    }

    /// Whether it goes on in a hat of its colour. On garments alone there was none of it; with a beanie's rim 0.035.
    package var isOnHat: Bool { hat > 0.015 }

    /// Whether it sees much else in the mask, or hardly any cloth: of lecterns, tables and seats a leak of 0.07 and more, of right masks
    /// 0.04 at most. Where it sees no cloth in the mask and none beside, it is blind, and says nothing.
    package var isAgainst: Bool { isOnHat || cloth + left > 0.3 && (cloth < 0.4 || leak > 0.06) }

    /// Whether two ways of finding a garment find the same. Limit from 34 people that the network had not been taught, of whom rules
    /// of edges and colours were in doubt: where the ways agreed by 0.84 and more no mask was wrong, by 0.75 and less most were.
    package static func isSame(_ found: Bitmap, _ seen: Bitmap) -> Bool {
        Float(found.intersected(with: seen).area) > 0.82 * Float(found.united(with: seen).area)
    }
}
