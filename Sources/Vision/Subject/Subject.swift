import Wording

/// What the edit is about: a mask at the small size and how it was found.
struct Subject {
    enum Kind: Hashable {
        case person
        case thing(Thing)
        /// Nothing that the network knows by name.
        case salient
        /// The picture was cut out before: its own alpha tells.
        case cutOut

        /// "person", "cat", "main subject".
        var words: String {
            switch self {
            case .person: "person"
            case .thing(let thing): thing.rawValue
            case .salient: "main subject"
            case .cutOut: "cut-out"
            }
        }
    }

    let kind: Kind
    let mask: Bitmap
    let gates: Gates?
}
