import CVision
package import Colorimetry

/// What joins an outline and has the colours that lie in it rather than those around it: the body of a calf of which the
/// outline is the head.
package struct GoingOn {
    /// The largest such piece, as a share of what is in the outline.
    package let share: Double
    /// How much of what is in the outline has the colours of that piece.
    package let alike: Double

    /// By 93 outlines of animals, tools and buildings: 0.34 and 0.55 at least of a calf without its body and of a lizard
    /// without its legs, 0.18 at most of what was whole but for a caterpillar before leaves out of focus, of which 0.38 has
    /// their green.
    package var isMuch: Bool { share > 0.3 && alike > 0.47 }

    package init(beyond mask: Bitmap, in lab: [Lab]) throws {
        let near = try mask.morphed(VisionDilate, radius: 2)
        let radius = max(5, Int(0.04 * Float(min(mask.width, mask.height))))
        let ring = try mask.morphed(VisionDilate, radius: radius).intersected(with: near.inverted)
        let core = try mask.morphed(VisionErode, radius: 2)
        let inside = ColourDensity(lab.indices.lazy.filter { core[$0] }.map { lab[$0] })
        let around = ColourDensity(lab.indices.lazy.filter { ring[$0] }.map { lab[$0] })
        let similar = try Bitmap(width: mask.width, height: mask.height) { i in
            guard !near[i] else { return false }
            let own = inside.density(of: lab[i])
            return own > 0.001 && own > 2 * around.density(of: lab[i])
        }.morphed(VisionOpen, radius: 1).morphed(VisionClose, radius: 2)
        let pieces = try similar.components()
        let beside = try mask.morphed(VisionDilate, radius: 4)
        var joins = [Bool](repeating: false, count: pieces.areas.count)
        for i in lab.indices where beside[i] { joins[Int(pieces.labels[i])] = true }
        guard
            let largest = pieces.areas.indices.dropFirst().filter({ joins[$0] })
                .max(by: { pieces.areas[$0] < pieces.areas[$1] })
        else {
            (share, alike) = (0, 0)
            return
        }
        let piece = ColourDensity(lab.indices.lazy.filter { Int(pieces.labels[$0]) == largest }.map { lab[$0] })
        share = Double(pieces.areas[largest]) / Double(max(1, mask.area))
        let common = lab.indices.count { core[$0] && piece.density(of: lab[$0]) > 0.001 }
        alike = Double(common) / Double(max(1, core.area))
    }
}

/// How common colours are in a part of a picture, smoothed; all of it is 1.
private struct ColourDensity {
    private var cells = [Float](repeating: 0, count: 12 * 32 * 32)

    init(_ colours: some Sequence<Lab>) {
        var counts = cells
        var count: Float = 0
        for colour in colours {
            counts[Self.cell(of: colour)] += 1
            count += 1
        }
        let kernel: [Float] = [0.24, 0.52, 0.24]
        let levels: [Float] = [0.3, 1, 0.3]
        let all = max(1, 1.6 * count)
        for l in 0..<12 {
            for a in 0..<32 {
                for b in 0..<32 where counts[(l * 32 + a) * 32 + b] > 0 {
                    let share = counts[(l * 32 + a) * 32 + b] / all
                    for (dl, level) in zip(-1...1, levels) where 0..<12 ~= l + dl {
                        for (da, across) in zip(-1...1, kernel) where 0..<32 ~= a + da {
                            for (db, up) in zip(-1...1, kernel) where 0..<32 ~= b + db {
                                cells[((l + dl) * 32 + a + da) * 32 + b + db] += share * level * across * up
                            }
                        }
                    }
                }
            }
        }
    }

    func density(of colour: Lab) -> Float { cells[Self.cell(of: colour)] }

    private static func cell(of colour: Lab) -> Int {
        let l = clamp(Int(colour.x * 10), 0, 11)
        let a = clamp(Int(colour.y * 80 + 16), 0, 31)
        let b = clamp(Int(colour.z * 80 + 16), 0, 31)
        return (l * 32 + a) * 32 + b
    }
}
