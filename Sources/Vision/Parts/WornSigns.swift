import CVision
import Colorimetry
import Wording

/// What can be seen of a garment's cut: it can't prove a word right, but it can prove one wrong.
package struct WornSigns {
    /// How far down the chest (in face coordinates) other cloth shows between its two sides, as in an open jacket; `nil` where none
    /// does.
    let opening: Float?
    /// Whether other cloth shows on both sides of the neck between its two sides, as a collar does that lies under it.
    let showsCollarBeneath: Bool
    /// Whether the arms are bare above the elbow; `nil` where no arm is seen.
    let hasBareArms: Bool?
    /// How far it reaches below the hips, in lengths of the torso; `nil` where the hips are not in the picture, or somebody sits.
    let belowHips: Float?
    /// Where it begins below the chin (in face coordinates), in the middle; `nil` where no cloth is there.
    let neckline: Float?
    /// Whether a line across the hips parts it: a shirt above trousers of nearly its colour.
    let isParted: Bool
    /// Whether the picture has no colours: then skin and a white shirt in an opening are not told apart.
    package var isWithoutColours = false

    package init(
        opening: Float?, showsCollarBeneath: Bool = false, hasBareArms: Bool?, belowHips: Float?, neckline: Float?,
        isParted: Bool
    ) {
        self.opening = opening
        self.showsCollarBeneath = showsCollarBeneath
        self.hasBareArms = hasBareArms
        self.belowHips = belowHips
        self.neckline = neckline
        self.isParted = isParted
    }

    /// - Parameters:
    ///   - mask: the cloth that was found.
    ///   - isOther: what is neither skin nor hair, and this person's.
    init(of mask: Bitmap, lab: [Lab], isOther: Bitmap, isSkin: Bitmap, pose: Pose?, face: Face, at c: FaceCoordinates)
        throws
    {
        (opening, showsCollarBeneath) = try Self.opening(in: mask, lab: lab, isOther: isOther, face: face, at: c)
        let middle = mask.values.indices.filter { mask[$0] && abs(c.u[$0]) < 0.2 }.map { c.v[$0] }
        neckline = middle.isEmpty ? nil : quantile(middle, 0.01)
        hasBareArms = pose.flatMap { Self.bareArms(of: $0, mask: mask, isSkin: isSkin, face: face) }
        belowHips = pose.flatMap { Self.reach(of: mask, below: $0) }
        guard let pose, pose.showsHips else {
            isParted = false
            return
        }
        let about = 0.35 * abs(pose.torso.y)
        isParted =
            HemLine(of: mask, lab: lab, from: Int(pose.hipLine - about), to: Int(pose.hipLine + about))?.isClear
            ?? false
    }

    /// Whether it opens far enough to be a jacket's opening rather than a collar.
    var opensInFront: Bool { opening.map { $0 > 1.15 } ?? false }

    private static func opening(in mask: Bitmap, lab: [Lab], isOther: Bitmap, face: Face, at c: FaceCoordinates) throws
        -> (bottom: Float?, showsCollar: Bool)
    {
        let (w, h) = (mask.width, mask.height)
        // The ends of the cloth on both sides of each row.
        var ends = [(left: Float, right: Float)](repeating: (0, 0), count: h)
        for i in mask.values.indices where mask[i] {
            ends[i / w] = (min(ends[i / w].left, c.u[i]), max(ends[i / w].right, c.u[i]))
        }
        let between = Bitmap(width: w, height: h) { i in
            isOther[i] && !mask[i] && abs(c.u[i]) < 0.9 && c.v[i] > 0.5 && c.v[i] < 2.6
                && ends[i / w].left < -0.45 && ends[i / w].right > 0.45
        }
        // Neither seams nor chains.
        let parts = try between.morphed(VisionOpen, radius: max(1, Int(0.04 * face.width))).components()
        var (top, bottom) = (
            [Float](repeating: .infinity, count: parts.areas.count), [Float](repeating: 0, count: parts.areas.count)
        )
        var aside = [Float](repeating: 0, count: parts.areas.count)
        for i in parts.labels.indices where parts.labels[i] > 0 {
            let k = Int(parts.labels[i])
            top[k] = min(top[k], c.v[i])
            bottom[k] = max(bottom[k], c.v[i])
            aside[k] += c.u[i] / Float(parts.areas[k])
        }
        // A print on a shirt does not reach the neck.
        let open = parts.areas.indices.dropFirst().filter {
            Float(parts.areas[$0]) > 0.05 * face.width * face.height && top[$0] < 0.95
        }
        let collar = parts.areas.indices.dropFirst().filter {
            Float(parts.areas[$0]) > 0.02 * face.width * face.height && top[$0] < 0.95 && bottom[$0] < 1.3
                && abs(aside[$0]) < 0.5
        }
        func colour(_ k: Int) -> Lab {
            median(parts.labels.indices.filter { Int(parts.labels[$0]) == k }.map { lab[$0] })
        }
        // A braid and a print are no pair.
        let showsCollar = collar.contains { left in
            aside[left] < -0.08
                && collar.contains { aside[$0] > 0.08 && colour($0).distance(to: colour(left)) < 0.1 }
        }
        return (open.map { bottom[$0] }.max(), showsCollar)
    }

    private static func bareArms(of pose: Pose, mask: Bitmap, isSkin: Bitmap, face: Face) -> Bool? {
        var (skin, cloth) = (0, 0)
        let reach = max(1, Int(0.06 * face.width))
        for (shoulder, elbow) in [(pose.shoulders.0, pose.elbows.0), (pose.shoulders.1, pose.elbows.1)]
        where min(shoulder.presence, elbow.presence) > 0.7 {
            for share in stride(from: Float(0.6), through: 0.95, by: 0.05) {
                let at = shoulder.place * (1 - share) + elbow.place * share
                for y in (Int(at.y) - reach)...(Int(at.y) + reach) {
                    for x in (Int(at.x) - reach)...(Int(at.x) + reach)
                    where x >= 0 && y >= 0 && x < mask.width && y < mask.height {
                        let i = y * mask.width + x
                        if mask[i] { cloth += 1 } else if isSkin[i] { skin += 1 }
                    }
                }
            }
        }
        guard skin + cloth > 40 else { return nil }
        return skin > 2 * cloth
    }

    private static func reach(of mask: Bitmap, below pose: Pose) -> Float? {
        let torso = abs(pose.torso.y)
        guard pose.showsHips, !pose.sits, torso > 8, pose.hipLine < Float(mask.height) - 0.15 * torso else {
            return nil
        }
        let middle = (pose.hips.0.place.x + pose.hips.1.place.x) / 2
        let half = max(4, abs(pose.hips.0.place.x - pose.hips.1.place.x) / 2)
        let first = clamp(Int(middle - half), 0, mask.width - 1)
        let columns = first...max(first, min(mask.width - 1, Int(middle + half)))
        // The lowest row of which a good part is cloth.
        var lowest: Int?
        for y in 0..<mask.height where 3 * columns.count(where: { mask[y * mask.width + $0] }) > columns.count {
            lowest = y
        }
        // What the frame cuts off goes on.
        let isCutOff = lowest.map { $0 >= mask.height - 3 } ?? false
        return lowest.map { (Float($0) - pose.hipLine) / torso }.flatMap { isCutOff && $0 < 0.25 ? nil : $0 }
    }
}

extension Garment {
    /// What of that which is seen speaks against the word; `nil` where nothing does.
    package func contradiction(by signs: WornSigns) -> String? {
        let isBare = signs.hasBareArms == true
        // A closed jacket shows by its sleeves or a collar; a T-shirt seen to the chest has neither.
        let mayBeOver =
            signs.hasBareArms == false || signs.opening.map { $0 > 0.9 } == true
            || signs.neckline.map { $0 < 0.75 } ?? (signs.opening != nil)
        switch self {
        case .clothes, .outfit: return nil
        case .jacket, .blazer, .coat:
            if isBare { return "no sleeves can be told from the arms" }
            if !mayBeOver, !signs.isWithoutColours {
                return "neither an opening over other cloth, nor sleeves, nor a collar are seen"
            }
            guard self == .coat else { return nil }
            return signs.belowHips.map { $0 < 0 } == true ? "what is worn ends at the hips" : nil
        case .suit:
            if isBare { return "no sleeves can be told from the arms" }
            if let belowHips = signs.belowHips { return belowHips < 0.2 ? "what is worn ends at the hips" : nil }
            // A space suit is closed, but has sleeves.
            if signs.opensInFront || signs.hasBareArms == false { return nil }
            return "what is worn does not open as a suit does, and neither arms nor legs are seen"
        case .dress:
            if signs.opensInFront { return "it seems to open in front over other cloth" }
            guard let belowHips = signs.belowHips else { return "what is worn is not seen below the hips" }
            return belowHips < 0.25 || signs.isParted ? "what is worn ends at the hips" : nil
        case .shirt, .tShirt: return signs.showsCollarBeneath ? "a collar of other cloth shows beneath it" : nil
        case .top: return nil
        case .sweater, .hoodie:
            if isBare { return "no sleeves can be told from the arms" }
            return signs.opening.map { $0 > 1.8 } == true ? "it seems to open in front over other cloth" : nil
        }
    }
}
