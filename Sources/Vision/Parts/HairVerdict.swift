/// How far what the network sees around a face agrees with a mask of its hair.
package struct HairVerdict: Equatable, Sendable {
    /// The mean probability of hair in the mask.
    package var hair: Float
    /// The share of all that is probably hair that the mask covers.
    package var covered: Float
    /// What is probably hair and lies at places that the mask leaves out, as a share of the mask.
    package var left: Float
    /// What of the mask lies at places that are surely no hair.
    package var leak: Float
    /// The mean probabilities of what covers a head, of cloth and of skin in the mask.
    package var hat: Float
    package var cloth: Float
    package var skin: Float
    /// The mean probability of anything else.
    package var other: Float
    /// The places where hair is neither probable nor improbable, as a share of the mask.
    package var unsure: Float

    package init(
        hair: Float, covered: Float, left: Float, leak: Float, hat: Float, cloth: Float, skin: Float, other: Float,
        unsure: Float
    ) {
        self.hair = hair
        self.covered = covered
        self.left = left
        self.leak = leak
        self.hat = hat
        self.cloth = cloth
        self.skin = skin
        self.other = other
        self.unsure = unsure
    }

    /// - Parameter own: the places that may be this person's, where others are seen, too.
    init(of mask: Bitmap, own: Bitmap?, by seen: HeadProbabilities) {
        let shares = seen.square.shares(of: mask)
        let owned = own.map { seen.square.shares(of: $0) }
        var all: Float = 1e-3
        var (inside, hairs, missed, leaked): (Float, Float, Float, Float) = (0, 0, 0, 0)
        var (hats, cloths, skins, unsure): (Float, Float, Float, Float) = (0, 0, 0, 0)
        for place in shares.indices where seen.square.isInside(place, width: mask.width, height: mask.height) {
            let (share, hair) = (shares[place], seen.probability(of: .hair, at: place))
            all += share
            inside += share * hair
            hats += share * seen.probability(of: .hat, at: place)
            cloths += share * seen.probability(of: .cloth, at: place)
            if hair < 0.2, share > 0.5 { leaked += share }
            skins += share * seen.probability(of: .skin, at: place)
            // A neighbour's hair is none of this head's.
            if let owned, owned[place] < 0.5, share < 0.5 { continue }
            hairs += hair
            if hair > 0.3, hair < 0.7 { unsure += 1 }
            if hair > 0.6, share < 0.5 { missed += 1 - share }
        }
        self.init(
            hair: inside / all, covered: inside / max(hairs, 1e-3), left: missed / all, leak: leaked / all,
            hat: hats / all, cloth: cloths / all,
            skin: skins / all, other: (all - inside - hats - cloths - skins) / all, unsure: unsure / all)
    }

    /// Whether the network sees the same hair, all of it and hardly anything else: what the colours leave in doubt may go.
    ///
    /// Limits from the masks of 77 heads and of nine others, as an earlier network saw them: a beanie was taken for
    /// 0.63 hair and covered to 0.41; what left a side out had 0.07 left and more; a shoulder or a neck was a leak of 0.06 and more;
    /// right ones had 0.11 of skin at most, one with a side of the beard 0.13.
    package func isFor(_ doubt: PartMissing) -> Bool {
        // A jacket as dark as the hair, whose folds and collar are seen as strands.
        guard doubt != .joinsClothes else { return false }
        let isMaybeHat = doubt == .maybeHat
        return hair > (isMaybeHat ? 0.66 : 0.55) && covered > (isMaybeHat ? 0.5 : 0.45)
            && hat < (isMaybeHat ? 0.06 : 0.1)
            && left < (hair > 0.8 ? 0.115 : 0.065) && leak < 0.045 && cloth < 0.17 && skin < 0.13
    }

    /// Whether the network, whose own sight this mask is of, is sure enough of it, as there is nothing else that speaks for it.
    ///
    /// Limits from masks of 94 heads, each seen by a network that was taught others: curls and braids of which it saw a half had
    /// less than 0.5 covered, 0.09 left or 0.8 unsure and more; short dark hair is seen as up to 0.15 of a hat, and hats that were
    /// seen as 0.7 of hair were not covered. Of what the rules call a hat, hats had 0.75 hair at most, and most hair had 0.02 of a hat.
    package func isSure(of doubt: PartMissing) -> Bool {
        let isMaybeHat = doubt == .maybeHat
        return hair > (isMaybeHat ? 0.75 : 0.7) && hat < (isMaybeHat ? 0.05 : 0.15) && covered > 0.5 && unsure < 0.8
            && left < 0.06
            && leak < 0.03 && cloth < 0.17 && skin < 0.2
    }

    /// Whether something that covers a head is seen in it at all: of caps and beanies 0.54 and more, of short hair and bald heads that
    /// the rules took for one 0.04 at most.
    package var mayBeHat: Bool { hat > 0.15 }

    /// Whether it sees much else in the mask, or much more hair; or something else and more hair: curls over a face and a hood behind them.
    /// Of 32 masks that the rules let go none had both.
    package var isAgainst: Bool {
        hair < 0.3 || hat > 0.5 || cloth > 0.4 || other > 0.24 || left > 0.5 || leak > 0.05 && left > 0.1
    }
}
