import ImageModels

extension LocalEdit {
    /// A reason for doing nothing with an advice that helps with such an edit: to name a colour, or to mark a part and name its
    /// colour, helps who recolours.
    func advising(_ decline: Decline) -> Decline {
        guard let advice = ownAdvice else { return decline }
        let general = [Advice.whatElse, Advice.mark]
        return switch decline {
        case .notFound(let what, let given?) where general.contains(given): .notFound(what, advice: advice)
        case .unsure(let what, let given?) where general.contains(given): .unsure(what, advice: advice)
        default: decline
        }
    }

    /// `nil` where the advice for recolouring fits.
    private var ownAdvice: String? {
        switch self {
        case .sticker(.subject), .background(_, .subject): Advice.nameSubject
        case .sticker, .background: Advice.askLarger
        case .crop: Advice.nameShape
        case .remove: Advice.markToRemove
        case .tone, .tint: Advice.markToLight
        case .recolour, .geometry, .straighten, .shadow, .selecting, .afterwards: nil
        }
    }
}
