import CVision

extension Bitmap {
    /// A mask of people without what reaches in from the picture's left or right side in their colours: a flag behind a
    /// red jacket, a neighbour's dark sleeve.
    ///
    /// The cut goes by colour and takes such things along. The second look around each face knows better: it is all but
    /// certain of a person's own body (above 0.92 nearly everywhere) and wavers on these. What it wavers on is given up
    /// only where it is more than an edge, reaches a side of the picture, is no part of a head, and is a small part of
    /// the whole.
    func withoutIntruders(in scene: Scene) throws -> Bitmap {
        guard !scene.faces.isEmpty else { return self }
        let doubts = scene.secondLook
        let radius = max(3, Int(0.012 * Float(scene.shortSide)))
        let doubtful = try Bitmap(width: width, height: height) { self[$0] && doubts[$0] < 0.92 }
            .morphed(VisionOpen, radius: radius)
        let parts = try doubtful.components()
        guard parts.areas.count > 1 else { return self }
        var reachesSide = [Bool](repeating: false, count: parts.areas.count)
        for y in 0..<height {
            for x in [0, 1, width - 2, width - 1] where x >= 0 { reachesSide[Int(parts.labels[y * width + x])] = true }
        }
        for face in scene.faces {
            let place = face.coordinates(width: width, height: height)
            for i in parts.labels.indices where parts.labels[i] > 0 && place.isInEllipse(i, 0.9, 1, centre: -0.18) {
                reachesSide[Int(parts.labels[i])] = false
            }
        }
        let most = values.count { $0 > 0 } / 8
        let intruders = Bitmap(width: width, height: height) { i in
            let label = Int(parts.labels[i])
            return label > 0 && reachesSide[label] && parts.areas[label] <= most
        }
        // The opening took the rim off; give it up as well, as far as the doubt goes.
        let grown = try intruders.morphed(VisionDilate, radius: radius)
        return Bitmap(width: width, height: height) { self[$0] && !(grown[$0] && doubts[$0] < 0.97) }
    }
}
