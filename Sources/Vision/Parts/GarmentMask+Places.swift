import Colorimetry

/// Where a garment may be, and where it may not.
extension GarmentMask {
    /// The own head and, smaller, everybody's.
    func heads() -> Bitmap {
        let mesh = people.scene.meshes[index]
        var result = bitmap { i in
            guard c.isInEllipse(i, 0.72, 0.82, centre: -0.18) else { return false }
            // A collar comes near to the jaw; the mesh tells where that ends.
            guard let mesh, c.v[i] > 0.1 else { return true }
            return mesh.ratio(x: i % width, y: i / width) < 1.08
        }
        for (k, other) in people.coordinates.enumerated() where k != index || mesh == nil {
            for i in result.values.indices where other.isInEllipse(i, 0.66, 0.74, centre: -0.12) {
                result.values[i] = 1
            }
        }
        return result
    }

    /// The colour right below the chin where it is skin; it may be lit otherwise than the face.
    func neckColour() -> Lab? {
        guard let mesh = people.scene.meshes[index] else { return nil }
        let below = lab.indices.filter { i in
            guard people.mask[i], abs(c.u[i]) < 0.2, c.v[i] > 0.5, c.v[i] < 0.85 else { return false }
            return mesh.ratio(x: i % width, y: i / width) > 1.05
        }
        guard below.count > 20 else { return nil }
        let colour = median(below.map { lab[$0] })
        return skin.distance(colour) < 20 && skin.lightnessDistance(colour) < 0.3 ? colour : nil
    }

    /// Where shoulders may be besides, beside the face of somebody who leans towards the camera: closely of the cloth's colour,
    /// which must not be the hair's.
    func raisedShoulders(of cloth: Cloth, heads: Bitmap, hair: Bitmap?) -> Bitmap {
        guard colour(of: hair).map({ $0.distance(to: cloth.colour) > 0.15 }) ?? true else {
            return bitmap { _ in false }
        }
        return bitmap { i in
            people.mask[i] && own[i] && !heads[i] && c.v[i] > GarmentFaults.highestShoulder && abs(c.u[i]) < 3
                && hair?[i] != true && cloth.containsClosely(lab[i])
        }
    }

    /// Hair without what is plainly cloth.
    func withoutCloth(_ hair: Bitmap, _ cloth: Cloth) throws -> Bitmap {
        guard let strands = colour(of: hair) else { return hair }
        let taken = try ClothUnderHair(
            in: hair, of: strands, beside: cloth.colour, lab: lab, faceWidth: face.width,
            isCloth: { cloth.contains(lab[$0]) },
            seen: { try people.scene.head(of: index).plane(of: .hair, width: width, height: height) })
        return hair.intersected(with: taken.mask.inverted)
    }

    /// A collar beside the jaw.
    func collar(cloth: Cloth, isHair: (Int) -> Bool, isSkin: Bitmap) -> Bitmap {
        let others = people.coordinates.indices.filter { $0 != index }.map { people.coordinates[$0] }
        return bitmap { i in
            people.mask[i] && own[i] && c.v[i] > 0.12 && c.v[i] < 0.7 && abs(c.u[i]) > 0.42 && abs(c.u[i]) < 0.9
                && !isHair(i) && !isSkin[i] && lab[i].squaredDistance(to: cloth.colour) < 0.08 * 0.08
                && !others.contains { $0.isInEllipse(i, 0.66, 0.74, centre: -0.12) }
        }
    }

    /// Hands, and what is worn on the legs, in the colours that they have here: a hand in the shade is not the face's colour, and
    /// dark trousers are nearly that of a dark shirt's folds.
    func limbs(of pose: Pose, unlike cloth: Cloth) -> Bitmap {
        let limbs = Limbs(of: pose, face: face, width: width, height: height)
        var result = bitmap { _ in false }
        func add(_ place: (Int) -> Bool, of colour: Lab) {
            guard colour.distance(to: cloth.colour) > 0.06 else { return }
            for i in lab.indices where place(i) && lab[i].distance(to: colour) < lab[i].distance(to: cloth.colour) {
                result[i] = true
            }
        }
        for hand in limbs.hands where !cloth.isLikeSkin {
            let seen = lab.indices.filter {
                hand[$0] && people.mask[$0] && skin.distance(lab[$0]) < 16 && skin.lightnessDistance(lab[$0]) < 0.4
                    && lab[$0].distance(to: cloth.colour) > 0.06
            }
            // A dark cuff is nearer to a dark hand than to bright cloth, but has not its hue.
            if 6 * seen.count > hand.area {
                add({ hand[$0] && skin.distance(lab[$0]) < 20 }, of: median(seen.map { lab[$0] }))
            }
        }
        guard garment.length <= 4 else { return result }
        let hips = pose.hipLine - 0.1 * abs(pose.torso.y)
        let legs = lab.indices.filter { i in
            limbs.legs[i] && people.mask[i] && own[i] && !limbs.hands.contains { $0[i] }
        }
        if Float(legs.count) > 0.1 * faceArea {
            add({ limbs.legs[$0] || Float($0 / width) > hips }, of: median(legs.map { lab[$0] }))
        }
        return result
    }
}
