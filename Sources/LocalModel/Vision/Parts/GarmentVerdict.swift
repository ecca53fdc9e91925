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

    package init(cloth: Float, left: Float, leak: Float, skin: Float, hair: Float, other: Float) {
        self.cloth = cloth
        self.left = left
        self.leak = leak
        self.skin = skin
        self.hair = hair
        self.other = other
    }

    /// - Parameter own: where the garment may be: what is cloth elsewhere is another's, or another garment.
    init(of mask: Bitmap, own: Bitmap, by seen: GarmentProbabilities) {
        let (shares, owned) = (seen.square.shares(of: mask), seen.square.shares(of: own))
        var all: Float = 1e-3
        var (cloth, skin, hair, missed, leaked): (Float, Float, Float, Float, Float) = (0, 0, 0, 0, 0)
        for place in shares.indices where seen.square.isInside(place, width: mask.width, height: mask.height) {
            let (share, probability) = (shares[place], seen.probability(of: .cloth, at: place))
            all += share
            cloth += share * probability
            skin += share * seen.probability(of: .skin, at: place)
            hair += share * seen.probability(of: .hair, at: place)
            if probability < 0.2, share > 0.5 { leaked += share }
            // The mask's edge goes through places.
            if probability > 0.65, share < 0.3, owned[place] > 0.5 { missed += 1 - share }
        }
        self.init(
            cloth: cloth / all, left: missed / all, leak: leaked / all, skin: skin / all, hair: hair / all,
            other: (all - cloth - skin - hair) / all)
    }

    /// Whether hardly any cloth is seen beside the mask. Limits from the masks of 68 people, most of whom the network had been taught:
    /// all of a garment had 0.13 at most, one without a shoulder or a collar 0.16 and more.
    package var isAll: Bool { left < 0.15 }

    /// Whether a mask that was cut out by what it sees holds all of it, and nothing else.
    package var isOfAll: Bool { cloth > 0.6 && left < 0.2 && leak < 0.03 && skin < 0.15 && hair < 0.2 }

    /// Whether it sees much else in the mask, or hardly any cloth: of lecterns, tables and seats a leak of 0.07 and more, of right masks
    /// 0.04 at most. Where it sees no cloth in the mask and none beside, it is blind, and says nothing.
    package var isAgainst: Bool { cloth + left > 0.3 && (cloth < 0.4 || leak > 0.06) }
}
