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
}
