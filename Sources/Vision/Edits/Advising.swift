package import ImageModels
import Wording

extension LocalEdit {
    /// A reason for doing nothing with an advice that helps with such an edit: to name a colour, or to mark a part and name its
    /// colour, helps who recolours.
    ///
    /// - Parameter isMarked: whether a region is marked, where to mark one helps nobody.
    package func advising(_ decline: Decline, isMarked: Bool = false) -> Decline {
        guard let advice = isMarked ? adviceInRegion : ownAdvice else { return decline }
        let general = [Advice.whatElse, Advice.mark, Advice.mayBeThere] + (isMarked ? [Advice.markAndSay] : [])
        return switch decline {
        case .notFound(let what, let given?) where general.contains(given): .notFound(what, advice: advice)
        case .unsure(let what, let given?) where general.contains(given): .unsure(what, advice: advice)
        case .doubted(let doubt):
            if case .unsure(_, let better) = advising(doubt.declined, isMarked: isMarked) {
                .doubted(doubt.advising(better))
            } else {
                decline
            }
        default: decline
        }
    }

    /// What does the same with "it", which is what is marked.
    private var adviceInRegion: String? {
        switch self {
        case .recolour(_, let colour): Advice.sayIt("make it \(colour.name)")
        case .tone(let tone, _, _):
            Advice.sayIt(ToneVocabulary.comparatives[tone].map { "make it \($0)" } ?? "make it darker")
        case .tint(let colour, _, _): Advice.sayIt("tint it \(colour.name)")
        case .duotone: Advice.markOtherwise
        case .remove: Advice.markOtherwise
        default: ownAdvice
        }
    }

    /// `nil` where the advice for recolouring fits.
    private var ownAdvice: String? {
        switch self {
        case .sticker(.subject, _), .background(_, .subject): Advice.nameSubject
        case .sticker, .background: Advice.askLarger
        case .crop: Advice.nameShape
        case .remove: Advice.markAndSay
        case .tone, .tint, .duotone: Advice.markToLight
        case .recolour, .geometry, .straighten, .shadow, .selecting, .taking, .afterwards, .fading, .startingOver: nil
        }
    }
}

extension Doubt {
    fileprivate func advising(_ advice: String?) -> Doubt {
        var doubt = self
        doubt.advice = advice
        return doubt
    }
}

extension [LocalEdit] {
    /// A reason for not carrying out the edit at `index`: in doubt only where the answer, which is said of a part, would be
    /// said of what was seen: in the picture as it is, and of the only part that is called so.
    package func asking(_ decline: Decline, at index: Int) -> Decline {
        guard case .doubted(let doubt) = decline else { return decline }
        let called = compactMap(\.personTarget).filter { $0.part?.name == doubt.part }
        let isClear = called.allSatisfy { $0 == called.first } && self[..<index].allSatisfy(\.keepsPlaces)
        return isClear ? decline : doubt.declined
    }
}
