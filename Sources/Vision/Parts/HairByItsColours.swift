import CVision
import Colorimetry

extension HairMask {
    /// What hair there is by all of its colours: those of the crown and of the head's sides, against the face's skin and
    /// the clothes' colours.
    ///
    /// `found` knows one colour of hair and follows the cut: long hair in several lights, and grey hair, end there at a line
    /// that nobody sees. Throws `PartMissing`.
    func foundByColours() throws -> Found {
        guard people.scene.meshes[index] != nil else { throw PartMissing.noHair }
        let (w, h, lab, c) = (people.width, people.height, people.lab, people.coordinates[index])
        let own = try ownPixels()
        let owned = try people.owned(by: index, shared: false)
        var ratios = ratios(own: owned)
        let inner = try own.morphed(VisionErode, radius: max(1, Int(0.02 * face.width)))
        func isOnHead(_ i: Int) -> Bool { c.isInEllipse(i, 1, 1, centre: -0.25) }

        // Skin, as it is lit in this face, without eyes and nostrils.
        let middle = lab.indices.filter { own[$0] && ratios[$0] < 0.85 && belowBrows($0) > 0.03 && c.v[$0] < 0.35 }
        let limits = quantiles(middle.map { lab[$0].x }, [0.12, 0.99])
        let plain = middle.map { lab[$0] }.filter { $0.x > limits[0] && $0.x < limits[1] }
        guard plain.count > 12 else { throw PartMissing.noHair }
        let toSkin = try distances(to: ColourClusters(plain, count: 4))

        // The crown's colours first, then with those of the sides that are nearer to them than to skin. Above the mesh a high
        // forehead goes on for up to a quarter of it.
        let crown = lab.indices.filter { i in
            inner[i] && abs(c.u[i]) < 0.55 && c.v[i] < -0.56 && c.isInEllipse(i, 0.75, 0.9, centre: -0.25)
                && ratios[i] > 1.25
        }
        let seeds = crown.filter { toSkin[$0] > 0.07 }
        guard Float(seeds.count) > 0.02 * faceArea, 4 * seeds.count > 3 * crown.count else { throw PartMissing.noHair }
        let toCrown = try distances(to: ColourClusters(seeds.map { lab[$0] }, count: 3))
        let sides = lab.indices.filter { i in
            inner[i] && isOnHead(i) && c.v[i] < 0.2 && ratios[i] > 1.12 && toCrown[i] < min(toSkin[i], 0.16)
        }
        let toHair = try distances(to: ColourClusters((seeds + sides).map { lab[$0] }, count: 5))

        // Clothes where no hair hangs, and whatever else on the chest is far from it in colour.
        let cloth = lab.indices.filter { i in
            guard own[i], c.v[i] > 1, abs(c.u[i]) < 2.5, toSkin[i] > 0.05 else { return false }
            let isFar = c.v[i] < 4 && c.v[i] > 2.5 || c.v[i] < 3.4 && abs(c.u[i]) > 1.25
            return isFar || c.v[i] < 3.4 && toHair[i] > 0.14
        }
        let toCloth =
            Float(cloth.count) > 0.05 * faceArea
            ? try distances(to: ColourClusters(cloth.map { lab[$0] })) : [Float](repeating: 1, count: w * h)
        func isLow(_ i: Int) -> Bool { c.v[i] > 0.45 }
        let toOther = lab.indices.map { isLow($0) ? min(toSkin[$0], toCloth[$0]) : toSkin[$0] }

        // Dark hair before a dark room: the cut lost it, the network did not. It may mean a neighbour's.
        let near = try own.morphed(VisionDilate, radius: max(1, Int(0.25 * face.width)))
        let reach = Bitmap(width: w, height: h) { i in
            own[i]
                || people.faces.count == 1 && near[i] && people.scene.personProbability[i] > 0.7 && toHair[i] < 0.1
                    && c.v[i] < 1 && c.v[i] > -1.1
        }
        for i in lab.indices where !reach[i] { ratios[i] = .infinity }

        let seedMap = Bitmap(width: w, height: h, indices: seeds)
        let labels = lab.indices.map { i -> UInt8 in
            let (u, v) = (c.u[i], c.v[i])
            guard reach[i], isOnHead(i) || abs(u) < 1.5 && v > -0.3 && v < 3.2 else { return CutLabel.background }
            // A beard.
            if v > 0.2 && v < 0.9 && (abs(u) < 0.28 || abs(u) < 0.5 && ratios[i] < 1.15) { return CutLabel.background }
            if seedMap[i] { return CutLabel.foreground }
            if isLow(i) && toCloth[i] < 0.5 * toHair[i] || toSkin[i] < min(0.06, 0.5 * toHair[i]) {
                return CutLabel.background
            }
            if ratios[i] < 1 && belowBrows(i) > -0.05 { return CutLabel.background }
            if inner[i] && ratios[i] > 1.08 && toHair[i] < min(0.06, 0.5 * toOther[i]) { return CutLabel.foreground }
            let isAlike = toHair[i] < toOther[i] && toHair[i] < (isLow(i) ? 0.16 : 0.3)
            return isAlike ? CutLabel.probablyForeground : CutLabel.probablyBackground
        }
        let inside = Bitmap(width: w, height: h) {
            reach[$0] && (c.v[$0] < 0.7 || toHair[$0] < 0.2 || toSkin[$0] < 0.1)
        }
        let cut = try people.scene.small.cut(labels, rounds: 1, inside: inside)
        let opened = try Bitmap(width: w, height: h) { i in
            cut[i] && reach[i] && (!isLow(i) || toHair[i] < 1.2 * toOther[i])
        }.morphed(VisionOpen, radius: 1)
        let parts = try opened.components()
        let touching = Set(seeds.map { parts.labels[$0] })
        let mask = try Bitmap(width: w, height: h) { i in
            let label = parts.labels[i]
            return label > 0 && touching.contains(label) && Float(parts.areas[Int(label)]) > 0.02 * faceArea
        }.fillingHoles(below: 0.01 * Double(faceArea))
        let chest = lab.indices.filter { own[$0] && abs(c.u[$0]) < 0.9 && c.v[$0] > 1 && c.v[$0] < 2.2 }
        let alike = chest.count { toHair[$0] < min(0.11, toOther[$0]) }
        return Found(
            mask: mask, own: reach, isSkin: lab.indices.map { toSkin[$0] < min(0.1, toHair[$0]) },
            colour: median(seeds.map { lab[$0] }), ratios: ratios, isUnlikeCloth: 2 * alike < chest.count,
            isByItsColours: true)
    }

    private func distances(to clusters: ColourClusters) -> [Float] { people.lab.map { clusters.distance(to: $0) } }
}
