import Colorimetry

/// What shows that a selection is not one person's whole garment and nothing else.
package struct GarmentFaults {
    let selection: Bitmap
    let lab: [SIMD3<Float>]
    let faceWidth: Float

    /// - Parameter lab: the picture in OKLab, its noise smoothed away.
    package init(selection: Bitmap, lab: [SIMD3<Float>], faceWidth: Float) {
        self.selection = selection
        self.lab = lab
        self.faceWidth = faceWidth
    }

    /// How high a shoulder is looked for beside a face, in face heights from its centre, which is below the eyes.
    package static let highestShoulder: Float = -0.4

    private var width: Int { selection.width }
    private var height: Int { selection.height }
    private var area: Float { Float(max(1, selection.area)) }

    /// Whether it goes on upwards close beside the cheeks, where even raised shoulders end: what does hangs from the head.
    package func hangs(from face: Face, at c: FaceCoordinates) -> Bool {
        let count = lab.indices.count { selection[$0] && abs(c.u[$0]) < 0.72 && c.v[$0] < 0.2 }
        return Float(count) > 0.015 * face.width * face.height
    }

    /// The longest upright or level line at which it ends inside `body` without a step of colour, in widths of the face.
    ///
    /// Cloth ends at no ruler; a rule's limit does.
    package func straightCut(in body: Bitmap) -> Float {
        var longest = 0
        func follow(_ count: Int, _ length: Int, step across: Int, along: Int, start: (Int) -> Int) {
            guard count > 6 else { return }
            for k in 3..<(count - 3) {
                for inside in [0, -across] {
                    // The pixel inside the selection, and its neighbour outside.
                    let outward = inside == 0 ? -across : across
                    var (run, missed) = (0, 0)
                    for n in 0..<length {
                        let i = start(k) + n * along + inside
                        let o = i + outward
                        let isCut =
                            selection[i] && !selection[o] && body[o] && body[i] && body[o + outward]
                            && body[i - outward]
                            && ((lab[i] + lab[i - outward]) / 2).distance(to: (lab[o] + lab[o + outward]) / 2) < 0.06
                        if isCut {
                            run += 1 + missed
                            missed = 0
                            longest = max(longest, run)
                        } else {
                            missed += 1
                            if missed > 2 { (run, missed) = (0, 0) }
                        }
                    }
                }
            }
        }
        follow(height, width, step: width, along: 1) { $0 * width }
        follow(width, height, step: 1, along: width) { $0 }
        return Float(longest) / faceWidth
    }

    /// The share of it that is nearer to another colour than to the cloth's, where `passes`: skin, strands of hair.
    package func share(
        nearer other: SIMD3<Float>, than cloth: SIMD3<Float>, where passes: (Int) -> Bool = { _ in true }
    ) -> Float {
        Float(
            lab.indices.count {
                selection[$0] && passes($0) && lab[$0].distance(to: other) < lab[$0].distance(to: cloth)
            }) / area
    }
}
