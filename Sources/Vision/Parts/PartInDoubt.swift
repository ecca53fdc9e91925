/// A part of one person that was found, and what shows that it may not be whole, or not it alone.
package struct PartInDoubt: Error {
    package let reason: PartMissing
    /// What was found; `nil` where nobody would take it for that.
    package let found: Bitmap?
    /// A garment that was found by its colours, whoever would take it for that.
    var byColours: Bitmap?

    /// - Parameters:
    ///   - isWhole: whether nothing shows that it is a patch of something, or something else besides.
    init(_ reason: PartMissing, found: Bitmap, on people: PeopleInScene, index: Int, isWhole: Bool) throws {
        guard isWhole else {
            self.init(reason: reason, found: nil)
            return
        }
        let (face, place) = (people.faces[index], people.coordinates[index])
        let edge = try InnerEdge(of: found, in: people.mask, lab: people.lab, radius: max(2, Int(0.02 * face.width)))
        let middle = Bitmap(width: found.width, height: found.height) { place.isInEllipse($0, 0.36, 0.36, centre: 0.1) }
        self.init(
            reason,
            Evidence(
                edgeWithoutStep: edge.share, ofFace: found.share(of: middle), ofPeople: found.share(of: people.mask),
                ofPicture: Double(found.area) / Double(found.values.count)),
            found: found)
    }

    package init(_ reason: PartMissing, _ evidence: Evidence, found: Bitmap) {
        self.reason = reason
        self.found = reason.isOfItsEnd && evidence.mayBePart ? found : nil
    }

    /// What is seen of a selection that says that it is no part of anybody at all.
    package struct Evidence: Equatable, Sendable {
        /// The share of the outline that lies inside the person and shows no step of colour.
        package var edgeWithoutStep: Double
        /// The share of the face's middle that is selected.
        package var ofFace: Double
        package var ofPeople: Double
        package var ofPicture: Double

        package init(edgeWithoutStep: Double, ofFace: Double, ofPeople: Double, ofPicture: Double) {
            self.edgeWithoutStep = edgeWithoutStep
            self.ofFace = ofFace
            self.ofPeople = ofPeople
            self.ofPicture = ofPicture
        }

        /// Limits from 57 heads: what was hair at least in part had at most 0.37, 0.07, 0.69 and 0.53; a head from behind has 0.51
        /// and more of an edge without a step.
        var mayBePart: Bool { edgeWithoutStep < 0.45 && ofFace < 0.2 && ofPeople < 0.9 && ofPicture < 0.7 }
    }

    /// What was looked for once more by more colours is nearer to all of it, unless they are those of other things, too.
    package func searchedAgain(_ other: PartInDoubt) -> PartInDoubt {
        let isMore = other.reason == .endsUnclear && other.found != nil
        return PartInDoubt(
            reason: other.reason == .joinsClothes ? .joinsClothes : reason, found: isMore ? other.found : found)
    }

    /// For another reason, for which nothing is taken as found.
    func because(_ reason: PartMissing) -> PartInDoubt { PartInDoubt(reason: reason, found: nil) }

    private init(reason: PartMissing, found: Bitmap?) {
        self.reason = reason
        self.found = found
    }
}

extension PartMissing {
    /// Whether it was found, and only where it ends is in doubt, or what it is called.
    var isOfItsEnd: Bool {
        switch self {
        case .endsUnclear, .joinsClothes: true
        // What it covers is to be seen, and a hat is not painted by another name.
        case .maybeHat: false
        case .hairLikeSkin, .faceTooSmall, .noHair, .tooLittleHair, .tooLittleClothing, .notThatColour, .cutOtherwise:
            false
        }
    }
}

extension Bitmap {
    /// The share of another one that this selects.
    fileprivate func share(of other: Bitmap) -> Double {
        Double(other.intersected(with: self).area) / Double(max(1, other.area))
    }
}
