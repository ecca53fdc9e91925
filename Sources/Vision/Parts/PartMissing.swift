/// Why a part of one person cannot be selected; another person's may.
package enum PartMissing: Error, Equatable {
    case faceTooSmall
    case noHair
    case tooLittleHair
    case hairLikeSkin
    case tooLittleClothing
    /// What covers the head covers the forehead and goes on nowhere beside the face.
    case maybeHat
    /// It ends where no edge can be seen.
    case endsUnclear
    /// It goes on as far as shoulders do.
    case joinsClothes
    /// It is said to have a colour that it doesn't have.
    case notThatColour(String)
    /// What is seen of its cut is not that of the garment that was named.
    case cutOtherwise(String)

    /// Whether there is nothing to select, rather than something that can't be told from the rest.
    var isAbsence: Bool {
        switch self {
        case .faceTooSmall, .noHair, .tooLittleHair, .tooLittleClothing, .notThatColour, .cutOtherwise: true
        case .hairLikeSkin, .maybeHat, .endsUnclear, .joinsClothes: false
        }
    }

    var words: String {
        switch self {
        case .faceTooSmall: "the face is too small"
        case .noHair: "no hair above the face"
        case .tooLittleHair: "too little hair to recolour"
        case .hairLikeSkin: "hair and skin look the same"
        case .tooLittleClothing: "too little clothing in sight"
        case .maybeHat: "it can't be told from a hat"
        case .endsUnclear: "no edge shows where it ends"
        case .joinsClothes: "it can't be told from the clothes"
        case .notThatColour(let colour): "none that is \(colour)"
        case .cutOtherwise(let words): words
        }
    }
}
