public import Foundation

/// Links that a terminal can follow (OSC 8).
public enum Hyperlink {
    /// `text` must be safe for a terminal already.
    public static func text(_ text: String, to file: URL) -> String {
        // Percent-encoded throughout, so that no name can end the sequence.
        var allowed = CharacterSet.alphanumerics
        allowed.insert(charactersIn: "/-._~")
        let path = file.standardizedFileURL.path.addingPercentEncoding(withAllowedCharacters: allowed) ?? ""
        return "\u{1B}]8;;file://\(path)\u{1B}\\\(text)\u{1B}]8;;\u{1B}\\"
    }
}

extension Terminal {
    /// Whether the terminal is one of those that are known to follow OSC 8 links to files of this machine.
    public func knowsLinks(environment: [String: String]) -> Bool {
        guard isTerminal, movesCursor, environment["SSH_CONNECTION"] == nil else { return false }
        let term = environment["TERM"] ?? ""
        if term.hasPrefix("screen") || term.hasPrefix("tmux") { return false }
        return ["kitty", "foot", "alacritty", "ghostty", "wezterm"].contains { term.contains($0) }
            || ["iTerm.app", "WezTerm", "vscode", "ghostty"].contains(environment["TERM_PROGRAM"] ?? "")
            || (environment["VTE_VERSION"].flatMap { Int($0) } ?? 0) >= 5000
    }
}
