/// What the name of a terminal says about it.
enum TerminalKind {
    /// Whether the terminal cannot move its cursor, or asks not to.
    static func isDumb(_ term: String?) -> Bool {
        guard let term, !term.isEmpty else { return true }
        return ["dumb", "emacs", "unknown", "network", "dialup"].contains(term)
    }

    /// Whether a terminal that has no description on this machine obeys xterm's escape sequences.
    static func looksLikeXterm(_ term: String) -> Bool {
        let families = [
            "xterm", "alacritty", "wezterm", "foot", "contour", "rio", "ghostty", "kitty", "konsole", "vte", "gnome",
            "iterm", "tmux", "screen", "rxvt", "st-", "mlterm", "mintty", "putty", "zellij", "vscode", "warp",
        ]
        return families.contains { term.hasPrefix($0) } || term.hasSuffix("-256color") || term.hasSuffix("-direct")
    }
}
