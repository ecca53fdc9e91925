import Foundation
import ImageModels
import Locality
import Pictures
import Sessions

/// An instruction that is in the journal, with what is needed to carry it through.
struct TurnUnderWay: Sendable {
    var asked: JournalEvent.Asked
    var model: any ImageModel
    var request: TurnRequest
    /// What the turn starts from.
    var picture: Picture
    /// What it was read as, where that was needed before the model is.
    var pixels: PixelBuffer?
    /// The fingerprint of what was sent, where that is not the picture itself.
    var sent: Int?
    var region: Region?
    var wire: WireNotes

    var number: Int { asked.turn }
}

extension ModelFailure {
    /// Whether the answer may hold a picture that this program could not find.
    var mayHoldPicture: Bool {
        switch self {
        case .noPicture(let answer): answer.hadPicture || [.unexplained, .incomplete].contains(answer.reason)
        case .service(let failure):
            // What was charged for certain, and is not here yet, lies behind a link in the answer.
            failure.charged == .yes || failure.hasDraft == true
                || [.nonsense, .cutOff, .notTheService, .timedOut].contains(failure.kind)
        case .broken: true
        case .declined: false
        }
    }
}

extension NoPicture {
    /// Whether there is one that only could not be had: behind a link, or among the words.
    var hadPicture: Bool { holdsData || [.linkOnly, .linkElsewhere].contains(reason) }
}
