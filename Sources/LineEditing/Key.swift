/// A key press, or text that arrived in one piece.
public enum Key: Sendable, Hashable {
    /// A character that is not a control character.
    case character(Unicode.Scalar)
    /// A control character: ^A is 1, Enter 13, Backspace 127.
    case control(UInt8)
    /// A key pressed with Alt, or after Escape.
    case alt(Unicode.Scalar)
    case escape
    case up, down, left, right, home, end, delete, pageUp, pageDown
    case wordLeft, wordRight, deleteWord, deleteWordBackwards
    /// Enter with a modifier: a line break inside the text.
    case lineBreak
    /// A paste between its brackets. Line ends are newlines and other control characters are gone.
    case paste(String)
    /// A sequence that a person's own bindings name, without its Escape.
    case sequence([UInt8])
    /// What the mouse did, and an arrow with something held down: only while something is pointed at.
    case mouse(MouseReport)
    case sizing(Arrow)

    public enum Arrow: Sendable, Hashable {
        case up, down, left, right
    }

    /// Enter.
    public static let enter = Key.control(13)
    /// The Backspace key.
    public static let backspace = Key.control(127)
}
