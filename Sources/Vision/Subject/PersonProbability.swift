/// How probable a person is at each place: DeepLab and the selfie network together, the latter once more on a window
/// around every face, where it is sharpest.
struct PersonProbability {
    let small: RGBPicture
    let deepLab: Plane
    private let whole: Plane
    private let networks: Networks

    init(small: RGBPicture, classes: ClassProbabilities, selfie: Plane, networks: Networks) throws {
        self.small = small
        self.networks = networks
        let deepLab = try classes.plane(ClassProbabilities.person, width: small.width, height: small.height)
        self.deepLab = deepLab
        whole = Plane(width: small.width, height: small.height) { 0.4 * deepLab[$0] + 0.6 * selfie[$0] }
    }

    /// The probability, and what the second look alone says: 1 where there was none.
    func look(around faces: [Face]) throws -> (probability: Plane, nearby: Plane) {
        let (w, h) = (small.width, small.height)
        var seen = Plane(width: w, height: h)
        var best = Plane(width: w, height: h)
        var covered = Plane(width: w, height: h)
        for face in faces {
            try Task.checkCancellation()
            let window = window(of: face)
            guard window.width >= 16, window.height >= 16 else { continue }
            let inside = try networks.personProbability(in: small.cropped(to: window))
                .resized(width: window.width, height: window.height)
            let across = ramp(window.width, opensLow: window.x0 > 0, opensHigh: window.x1 < w)
            let down = ramp(window.height, opensLow: window.y0 > 0, opensHigh: window.y1 < h)
            for y in 0..<window.height {
                for x in 0..<window.width {
                    let i = (y + window.y0) * w + x + window.x0
                    let weight = down[y] * across[x]
                    guard weight > 0 else { continue }
                    let person = clamp(inside[y * window.width + x], 0, 1)
                    seen[i] = max(seen[i], person)
                    let near = 0.8 * person + 0.2 * deepLab[i]
                    best[i] = max(best[i], weight * near + (1 - weight) * whole[i])
                    covered[i] = max(covered[i], weight)
                }
            }
        }
        let probability = Plane(width: w, height: h) { i in
            covered[i] > 0 ? max(best[i], whole[i] * (1 - covered[i])) : whole[i]
        }
        return (probability, Plane(width: w, height: h) { covered[$0] > 0 ? seen[$0] : 1 })
    }

    /// Seven face widths wide and high; 1.9 of them above the face's centre.
    private func window(of face: Face) -> PixelBox {
        let side = 7 * face.width
        let up = 1.9 * face.width
        return PixelBox(
            x0: Int(max(0, face.centreX - side / 2)),
            y0: Int(max(0, face.centreY - up)),
            x1: Int(min(Float(small.width), face.centreX + side / 2)),
            y1: Int(min(Float(small.height), face.centreY + side - up))
        )
    }

    /// Weights that fade over 12 % at the ends that are not the picture's border.
    private func ramp(_ count: Int, opensLow: Bool, opensHigh: Bool) -> [Float] {
        (0..<count).map { i in
            let t = (Float(i) + 0.5) / Float(count)
            let low = opensLow ? t / 0.12 : 1
            let high = opensHigh ? (1 - t) / 0.12 : 1
            return clamp(min(low, high), 0, 1)
        }
    }
}
