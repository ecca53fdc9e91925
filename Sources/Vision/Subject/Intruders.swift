import CVision
import Colorimetry

extension Bitmap {
    /// A mask of people without what reaches in from the picture's left or right side in their colours: a flag behind a
    /// red jacket, a neighbour's dark sleeve.
    ///
    /// The cut goes by colour and takes such things along. The second look around each face knows better: it is all but
    /// certain of a person's own body (above 0.92 nearly everywhere) and wavers on these. What it wavers on is given up
    /// only where it is more than an edge, reaches a side of the picture, is no part of a head, is a small part of the
    /// whole, and where a step of colour parts it from the body: cloth at the frame's edge that goes on inside is no
    /// intruder.
    func withoutIntruders(in scene: Scene) throws -> Bitmap {
        guard !scene.faces.isEmpty else { return self }
        let doubts = scene.secondLook
        let radius = max(3, Int(0.012 * Float(scene.shortSide)))
        let doubtful = try Bitmap(width: width, height: height) { self[$0] && doubts[$0] < 0.92 }
            .morphed(VisionOpen, radius: radius)
        let parts = try doubtful.components()
        guard parts.areas.count > 1 else { return self }
        var isIntruder = [Bool](repeating: false, count: parts.areas.count)
        for y in 0..<height {
            for x in [0, 1, width - 2, width - 1] where x >= 0 { isIntruder[Int(parts.labels[y * width + x])] = true }
        }
        for face in scene.faces {
            let place = face.coordinates(width: width, height: height)
            for i in parts.labels.indices where parts.labels[i] > 0 && place.isInEllipse(i, 0.9, 1, centre: -0.18) {
                isIntruder[Int(parts.labels[i])] = false
            }
        }
        let most = values.count { $0 > 0 } / 8
        let body = Bitmap(width: width, height: height) { self[$0] && doubts[$0] >= 0.97 }
        for label in isIntruder.indices where isIntruder[label] {
            isIntruder[label] =
                label > 0 && parts.areas[label] <= most
                && stepOfColour(between: { parts.labels[$0] == label }, and: body, within: radius + 3, in: scene) > 0.1
        }
        let intruders = Bitmap(width: width, height: height) { isIntruder[Int(parts.labels[$0])] }
        // The opening took the rim off; give it up as well, as far as the doubt goes.
        let grown = try intruders.morphed(VisionDilate, radius: radius)
        return Bitmap(width: width, height: height) { self[$0] && !(grown[$0] && doubts[$0] < 0.97) }
    }

    /// The median, over the places where a part comes near the body, of the difference between the mean colours of
    /// the two (OKLab, chroma doubled). 0 where they are nowhere near.
    private func stepOfColour(
        between isPart: (Int) -> Bool, and body: Bitmap, within reach: Int, in scene: Scene
    ) -> Float {
        var steps: [Float] = []
        for y in stride(from: 0, to: height, by: 2) {
            for x in stride(from: 0, to: width, by: 2) where isPart(y * width + x) {
                var (own, other) = (Lab(), Lab())
                var (owns, others): (Float, Float) = (0, 0)
                for v in max(0, y - reach)...min(height - 1, y + reach) {
                    for u in max(0, x - reach)...min(width - 1, x + reach) {
                        let i = v * width + u
                        if body[i] {
                            other += scene.lab[i]
                            others += 1
                        } else if isPart(i) {
                            own += scene.lab[i]
                            owns += 1
                        }
                    }
                }
                guard others >= Float(reach) else { continue }
                steps.append((own / owns).distance(to: other / others))
            }
        }
        return steps.isEmpty ? 0 : median(steps)
    }
}
