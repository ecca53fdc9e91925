import CVision
import Colorimetry

/// What hangs from a head in the hair's colours beside the face and over the shoulders, where it was taken for cloth.
struct HangingHair {
    let mask: Bitmap
    /// Whether it hangs so far down in the cloth's colour that the two are not told apart.
    let isLikeCloth: Bool

    /// - Parameters:
    ///   - cloth: what was found of the garment.
    ///   - hair: what was found of the hair, if any was.
    init(of garment: GarmentMask, in cloth: Bitmap, found hair: Bitmap?, isSkin: Bitmap, pose: Pose?) throws {
        let (lab, c, people) = (garment.lab, garment.c, garment.people)
        let (w, h) = (garment.width, garment.height)
        let empty = Bitmap(width: w, height: h)
        let mesh = people.scene.meshes[garment.index]
        func isBeside(_ i: Int) -> Bool {
            guard abs(c.u[i]) < 1, c.v[i] > -0.3, c.v[i] < 0.45, people.mask[i], garment.own[i], !isSkin[i] else {
                return false
            }
            return mesh.map { $0.ratio(x: i % w, y: i / w) > 1.08 } ?? (abs(c.u[i]) > 0.55)
        }
        // Beside the cheeks and the chin: where short hair is, there is none of it.
        let seeds = lab.indices.filter { hair?[$0] == true && isBeside($0) && c.v[$0] > 0.05 }
        let sure = lab.indices.filter { cloth[$0] && (abs(c.u[$0]) < 0.35 && c.v[$0] > 1.2 || c.v[$0] > 2.6) }
        let above = pose.map { Self.area(of: cloth, above: $0, of: garment) / garment.faceArea } ?? 0
        // Without colours hair and a dark coat are one grey.
        guard Float(seeds.count) > 0.02 * garment.faceArea, sure.count > 50, !garment.hasNoColours else {
            (mask, isLikeCloth) = (empty, false)
            return
        }
        // As high beside the neck no cloth is, but long hair of its colour.
        guard above < 0.12 else {
            (mask, isLikeCloth) = (empty, true)
            return
        }
        let strands = try ColourClusters(lab.indices.filter { hair?[$0] == true && !isSkin[$0] }.map { lab[$0] })
            .colours
        let cloths = try ColourClusters(sure.map { lab[$0] }).colours
        func nearest(_ colour: Lab, of colours: [Lab]) -> Float {
            // Hair and cloth are light and dark in places; what tells them is their colour.
            colours.reduce(Float.infinity) { min($0, colour.squaredDistance(to: $1, weights: Lab(0.7, 3, 3))) }
        }
        var grown = empty
        var open = seeds
        for i in open { grown[i] = true }
        while let i = open.popLast() {
            let (x, y) = (i % w, i / w)
            for (j, isInside) in [(i - 1, x > 0), (i + 1, x < w - 1), (i - w, y > 0), (i + w, y < h - 1)]
            where isInside && !grown[j] && people.mask[j] && garment.own[j] && !isSkin[j] && c.v[j] > 0 && c.v[j] < 3.2
                && abs(c.u[j]) < 1.6
            {
                let toHair = nearest(lab[j], of: strands)
                guard toHair < 0.15 * 0.15, toHair < nearest(lab[j], of: cloths) else { continue }
                grown[j] = true
                open.append(j)
            }
        }
        // Between its strands other things show, cloth as well.
        let radius = max(1, Int(0.05 * garment.face.width))
        mask = try grown.morphed(VisionClose, radius: radius).morphed(VisionOpen, radius: 1)
            .morphed(VisionDilate, radius: max(1, radius / 2))
        let hairColour = median(seeds.map { lab[$0] })
        let isAlike = nearest(hairColour, of: cloths) < 0.05 * 0.05
        let meeting = try hair?.morphed(VisionDilate, radius: 2).intersected(with: cloth) ?? empty
        let low = meeting.values.indices.count { meeting[$0] && c.v[$0] > 0.3 && abs(c.u[$0]) < 1.3 }
        isLikeCloth = isAlike && Float(low) > 0.5 * garment.face.width
    }

    /// How much lies beside the neck, higher than shoulders are.
    private static func area(of cloth: Bitmap, above pose: Pose, of garment: GarmentMask) -> Float {
        let (c, face) = (garment.c, garment.face)
        let shoulders = (pose.shoulders.0.place.y + pose.shoulders.1.place.y) / 2
        let highest = shoulders - 0.5 * face.height
        return Float(
            cloth.values.indices.count {
                cloth[$0] && abs(c.u[$0]) > 0.4 && abs(c.u[$0]) < 1.2 && Float($0 / garment.width) < highest
            })
    }
}
