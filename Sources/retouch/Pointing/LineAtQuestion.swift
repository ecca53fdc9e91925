import LineEditing

/// A line that is typed where a letter answers: it answers by a name, or is carried out by itself.
struct LineAtQuestion: Sendable, Equatable {
    private(set) var text = ""

    static let keys = "Enter sends it, Esc goes back to the question"

    init(_ text: String) { self.text = text }

    /// The line after a key; `nil` where nothing of it is left.
    func taking(_ key: Key) -> LineAtQuestion? {
        switch key {
        case .character(let scalar): LineAtQuestion(text + String(scalar))
        case .paste(let pasted): LineAtQuestion(text + pasted)
        case .backspace, .control(8): text.count > 1 ? LineAtQuestion(String(text.dropLast())) : nil
        case .escape: nil
        default: self
        }
    }
}
