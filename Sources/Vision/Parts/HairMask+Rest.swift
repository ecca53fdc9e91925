import CVision
import Colorimetry

/// What the cut leaves out of a head.
extension HairMask {
    /// What of the head above the mouth the cut left out: hair has lights, shades and grey sides, but what is neither face
    /// nor skin there, and joins what was found, is hair.
    func restOfHead(
        own: Bitmap, isSkin: [Bool], ratios: [Float], hair: Lab, beside found: Bitmap
    ) throws -> Bitmap {
        let c = people.coordinates[index]
        let lab = people.lab
        let inside = try people.mask.morphed(VisionErode, radius: max(1, Int(0.02 * face.width)))
        let rest = Bitmap(width: people.width, height: people.height) { i in
            guard inside[i], own[i], !found[i], !isSkin[i], ratios[i] > 1.06, c.v[i] < 0.2,
                c.isInEllipse(i, 1, 0.9, centre: -0.25)
            else { return false }
            let difference = lab[i] - hair
            let chroma = (difference.y * difference.y + difference.z * difference.z).squareRoot()
            return chroma < 0.05 && abs(difference.x) < 0.3
        }
        let joint = try found.morphed(VisionDilate, radius: 2)
        let parts = try rest.morphed(VisionOpen, radius: 1).components()
        var touching = [Int](repeating: 0, count: parts.areas.count)
        for i in joint.values.indices where joint[i] { touching[Int(parts.labels[i])] += 1 }
        return Bitmap(width: people.width, height: people.height) { i in
            let label = Int(parts.labels[i])
            // Along a long edge, not at a point.
            return label > 0 && Float(touching[label] * touching[label]) > Float(parts.areas[label])
        }
    }

    /// The hair that was found with what of the crown lies beyond it, seen from the face: light on hair and grey hair are
    /// not of the colour that the cut knows and may be skin's, but above hair there is no more face.
    func withCrown(_ found: Found) throws -> Bitmap {
        let (w, h, lab, c) = (people.width, people.height, people.lab, people.coordinates[index])
        let least = max(2, Int(0.06 * face.width))
        let beyond = Bitmap(width: w, height: h) { i in
            guard found.own[i], !found.mask[i], c.v[i] < -0.1, c.isInEllipse(i, 1, 1, centre: -0.25),
                found.ratios[i] > 1.2
            else { return false }
            let difference = lab[i] - found.colour
            let chroma = (difference.y * difference.y + difference.z * difference.z).squareRoot()
            guard chroma < 0.06, abs(difference.x) < 0.35 else { return false }
            let (x, y) = (Float(i % w), Float(i / w))
            let (dx, dy) = (face.centreX - x, face.centreY - y)
            let length = max(1, (dx * dx + dy * dy).squareRoot())
            var passed = 0
            for step in 1..<max(2, Int(length)) {
                let at = Int(y + dy / length * Float(step)) * w + Int(x + dx / length * Float(step))
                guard lab.indices.contains(at), found.ratios[at] > 0.9 else { break }
                passed += found.mask[at] ? 1 : 0
                if passed >= least { return true }
            }
            return false
        }
        return try beyond.united(with: found.mask).morphed(VisionOpen, radius: 1)
    }
}
