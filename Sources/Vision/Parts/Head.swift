package import Colorimetry

/// One head in a picture, with what hair is measured by. All at the small size.
package struct Head {
    /// The picture with its noise smoothed away.
    let lab: [Lab]
    /// The mask of all people.
    let body: Bitmap
    let face: Face
    let coordinates: FaceCoordinates
    let skin: SkinModel
    /// How far out each pixel lies: below 1 within the face's outline, infinite far from it and on others.
    let ratios: [Float]

    package init(
        lab: [Lab], body: Bitmap, face: Face, coordinates: FaceCoordinates, skin: SkinModel, ratios: [Float]
    ) {
        self.lab = lab
        self.body = body
        self.face = face
        self.coordinates = coordinates
        self.skin = skin
        self.ratios = ratios
    }

    var width: Int { body.width }
    var height: Int { body.height }

    /// A share of the face's width in whole pixels, at least one.
    func radius(_ share: Float) -> Int { max(1, Int(share * face.width)) }

    /// How broad a part is below the ears, in widths of the face: between its outermost pixels in the widest tenth of the
    /// face's height, where it is more than a strand. Hair hangs down beside the neck; shoulders go out.
    package func breadthBelowEars(of part: Bitmap) -> Float {
        var extents: [Int: (left: Float, right: Float, count: Int)] = [:]
        for i in part.values.indices where part[i] && coordinates.v[i] > 0.3 && coordinates.v[i] < 3 {
            let (u, band) = (coordinates.u[i], Int(coordinates.v[i] * 10))
            let old = extents[band] ?? (u, u, 0)
            extents[band] = (min(old.left, u), max(old.right, u), old.count + 1)
        }
        let least = 0.02 * face.width * face.height
        return extents.values.filter { Float($0.count) > least }.map { $0.right - $0.left }.max() ?? 0
    }
}
