import CVision
package import Colorimetry

/// How much of each pixel is hair where hair ends, from the colours of the hair and of what lies beside it.
///
/// A mask takes a pixel whole or not at all; the strands of a fringe, single hairs before a background and short hair over skin
/// are mixed with what they lie on. A pixel's share is how far its colour lies on the way from that to the hair's.
package struct HairShare {
    /// At the small size: the hair's colour nearby, the other's, the shares that count as none and as all, and how much they
    /// decide rather than the mask, 0...1.
    private let plane: Plane

    /// `mask` is the hair that was found on one head, `plain` the picture with its noise, `belowBrows` tells how far below them
    /// a pixel lies.
    package init(of mask: Bitmap, on head: Head, plain: [Lab], belowBrows: (Int) -> Float) throws {
        let (lab, body, face, ratios) = (head.lab, head.body, head.face, head.ratios)
        let (w, h) = (mask.width, mask.height)
        func radius(_ share: Float) -> Int { max(1, Int((share * face.width).rounded())) }
        // What is as light as skin is no strand of dark hair, but skin's shine.
        let isDark = median(lab.indices.filter { mask[$0] }.map { lab[$0].x }) < head.skin.mean.x - 0.08
        func isOnForehead(_ i: Int) -> Bool { isDark && ratios[i] < 1.1 && belowBrows(i) < -0.04 }

        let outside = try mask.morphed(VisionDilate, radius: radius(0.02)).inverted
        let behind = try body.united(with: mask).morphed(VisionDilate, radius: radius(0.04)).inverted
        let (toBehind, toOther) = (
            try behind.inverted.distances(), try outside.intersected(with: body).inverted.distances()
        )
        let isBehind = lab.indices.map { toBehind[$0] < toOther[$0] }
        let near = try mask.morphed(VisionDilate, radius: radius(0.06))
        let (core, deep) = (
            try mask.morphed(VisionErode, radius: radius(0.02)), try mask.morphed(VisionErode, radius: radius(0.07))
        )
        let inner = try mask.morphed(VisionErode, radius: radius(0.04))
        let far = try mask.morphed(VisionDilate, radius: radius(0.3))
        let zone = Bitmap(width: w, height: h) { i in
            near[i] && !(isBehind[i] ? deep : inner)[i] || far[i] && isOnForehead(i)
        }

        /// The mean colour around each pixel of those that count; `nil` far from all.
        func means(_ sigmas: [Float], where counts: (Int) -> Bool) throws -> [Lab?] {
            var sums = Plane(width: w, height: h, channels: 4)
            for i in lab.indices where counts(i) {
                for c in 0..<3 { sums[4 * i + c] = lab[i][c] }
                sums[4 * i + 3] = 1
            }
            let blurred = try sigmas.map { try sums.blurred(sigma: Double($0 * face.width)) }
            return lab.indices.map { i in
                guard let plane = blurred.first(where: { $0[4 * i + 3] > 0.02 }) else { return nil }
                return Lab(plane[4 * i], plane[4 * i + 1], plane[4 * i + 2]) / plane[4 * i + 3]
            }
        }
        let background = try means([0.03, 0.08, 0.2, 0.5]) { behind[$0] }
        var own = try means([0.05, 0.2, 0.5]) { core[$0] && ratios[$0] > 1 }
        var other = try means([0.1, 0.3]) { outside[$0] && body[$0] }
        // Strands outside the mask and skin inside it are known only now.
        let first = lab.indices.map { i in
            zone[i] && !isBehind[i] ? Self.share(lab[i], own[i], other[i]) : mask[i] ? 1 : 0
        }
        own = try means([0.05, 0.2, 0.5]) { core[$0] && first[$0] > 0.7 }
        other = try means([0.1, 0.3]) { (outside[$0] || isOnForehead($0)) && body[$0] && first[$0] < 0.2 }

        // Hair itself varies, grey hair most of all: what nine tenths of it reach is whole. So does a background.
        func share(_ i: Int, of sides: [Lab?]) -> Float { Self.share(plain[i], own[i], sides[i]) }
        let sure = lab.indices.filter { core[$0] && first[$0] > 0.7 }
        let around = lab.indices.filter { behind[$0] && far[$0] }
        let highs = [other, background].map { sides in quantile(sure.map { share($0, of: sides) }, 0.1) }
        let lows = [0.35, clamp(quantile(around.map { share($0, of: background) }, 0.9), 0.35, 0.5)]

        // Brows and what else is dark joins no hair.
        let shares = lab.indices.map { share($0, of: isBehind[$0] ? background : other) }
        let parts = try Bitmap(width: w, height: h) { mask[$0] || zone[$0] && shares[$0] > 0.4 }.components()
        let joining = Set(lab.indices.filter { mask[$0] }.map { parts.labels[$0] })
        let joined = try Bitmap(width: w, height: h) { joining.contains(parts.labels[$0]) }
            .morphed(VisionDilate, radius: 1)
        let isSoft = Bitmap(width: w, height: h) { i in
            guard zone[i], joined[i], let a = own[i], let b = isBehind[i] ? background[i] : other[i] else {
                return false
            }
            return a.distance(to: b) > 0.12
        }
        let weight = try Plane(width: w, height: h) { Float(isSoft.values[$0]) }.blurred(sigma: 1)
        var plane = Plane(width: w, height: h, channels: 9)
        for i in lab.indices {
            guard let a = own[i], let b = isBehind[i] ? background[i] : other[i] else { continue }
            let side = isBehind[i] ? 1 : 0
            // Wall that shows through counts for what it is: painted whole, it is a rim in the new colour.
            // Strands on the forehead are thin.
            let low = !isBehind[i] && isOnForehead(i) ? 0.29 : lows[side]
            let high = clamp(highs[side], low + 0.1, isBehind[i] ? 0.85 : 0.6)
            let values = [a.x, a.y, a.z, b.x, b.y, b.z, low, high, isSoft[i] ? weight[i] : 0]
            for c in values.indices { plane[9 * i + c] = values[c] }
        }
        self.plane = plane
    }

    /// How far a colour lies on the way from `other` to `hair`.
    private static func share(_ colour: Lab, _ hair: Lab?, _ other: Lab?) -> Float {
        guard let hair, let other else { return 0 }
        let weights = Lab(1, 2, 2)
        let (way, own) = ((hair - other) * weights, (colour - other) * weights)
        return clamp((own * way).sum() / max((way * way).sum(), 1e-4), 0, 1)
    }

    /// Puts the shares into the matte of the full picture.
    package func write(into alpha: inout Plane, of picture: RGBPicture) throws {
        let rows = RowEnlarger(plane, toWidth: picture.width, height: picture.height)
        let decode = SRGB.linear
        var narrow: [Float] = []
        var wide: [Float] = []
        for y in 0..<picture.height {
            if y % 256 == 0 { try Task.checkCancellation() }
            rows.wideRow(y, narrow: &narrow, into: &wide)
            for x in 0..<picture.width where wide[9 * x + 8] > 0 {
                let i = y * picture.width + x
                func colour(_ k: Int) -> Lab { Lab(wide[9 * x + k], wide[9 * x + k + 1], wide[9 * x + k + 2]) }
                let own = OKLab.fromLinear(
                    Lab(
                        decode[Int(picture.bytes[3 * i])], decode[Int(picture.bytes[3 * i + 1])],
                        decode[Int(picture.bytes[3 * i + 2])]))
                let (low, high) = (wide[9 * x + 6], wide[9 * x + 7])
                let share = clamp((Self.share(own, colour(0), colour(3)) - low) / max(high - low, 0.05), 0, 1)
                alpha[i] += (share - alpha[i]) * wide[9 * x + 8]
            }
        }
    }
}
