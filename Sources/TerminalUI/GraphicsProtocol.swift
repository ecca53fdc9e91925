/// A way of showing pictures at a terminal.
public enum GraphicsProtocol: Sendable, Equatable {
    /// kitty's: the terminal decodes and scales a PNG.
    case kitty
    /// The same, with the picture standing in text that scrolls and is repainted with everything else. Inside tmux the
    /// picture itself has to be passed through to the terminal.
    case kittyPlaceholders(throughTmux: Bool)
    /// iTerm2's (OSC 1337): the terminal decodes and scales a file.
    case iterm
    /// The same, passed through tmux, which does not know of the picture: it is gone when tmux paints the place again.
    case itermThroughTmux
    /// Sixels: at most 256 colours, of exactly the size that is sent.
    case sixel
    /// Character cells.
    case cells

    /// The best way of those that a terminal has shown to know. One that did not answer gets cells.
    public init(for program: TerminalProgram, replies: TerminalReplies) {
        let hasSixel = replies.attributes?.contains(4) == true
        let hasKitty = replies.hasKittyGraphics
        guard replies.isComplete else {
            self = .cells
            return
        }
        switch program.name {
        case .kitty where hasKitty, .ghostty where hasKitty:
            self = Self.kitty(for: program)
        case .iterm, .wezterm:
            // WezTerm's placeholders are broken, and its answer to kitty's question depends on a setting.
            self = .iterm
        case .vsCode where hasSixel:
            // The two come by one extension, which can be switched off.
            self = .iterm
        case .konsole where hasKitty, .rio where hasKitty, .warp where hasKitty:
            self = .kitty
        case .tmux, .screen:
            self = .cells
        case .zellij:
            self = hasSixel ? .sixel : .cells
        default:
            self = hasSixel ? .sixel : hasKitty ? .kitty : .cells
        }
    }

    /// iTerm2's protocol as it gets to a terminal through a program.
    public static func iterm(for program: TerminalProgram) -> GraphicsProtocol {
        program.name == .tmux ? .itermThroughTmux : .iterm
    }

    /// kitty's protocol as a program knows it. Konsole and others answer that they know it, but print placeholders.
    public static func kitty(for program: TerminalProgram) -> GraphicsProtocol {
        switch program.name {
        case .ghostty: .kittyPlaceholders(throughTmux: false)
        case .kitty where program.isAtLeast(0, 28): .kittyPlaceholders(throughTmux: false)
        case .tmux: .kittyPlaceholders(throughTmux: true)
        default: .kitty
        }
    }
}
