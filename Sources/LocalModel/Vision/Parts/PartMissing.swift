/// Why a part of one person cannot be selected; another person's may.
enum PartMissing: Error, Equatable {
    case faceTooSmall
    case noHair
    case tooLittleHair
    case hairLikeSkin
    case tooLittleClothing

    var words: String {
        switch self {
        case .faceTooSmall: "the face is too small"
        case .noHair: "no hair above the face"
        case .tooLittleHair: "too little hair to recolour"
        case .hairLikeSkin: "hair and skin look the same"
        case .tooLittleClothing: "too little clothing in sight"
        }
    }
}
