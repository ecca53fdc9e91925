/// What the terminal at one stream can do, told from facts that the executable has gathered.
public struct Terminal: Sendable, Equatable {
    public enum Colours: Sendable, Equatable { case none, sixteen, indexed, full }

    /// Whether the stream is a terminal at all.
    public var isTerminal: Bool
    public var colours: Colours
    /// Whether the cursor can be moved: false for TERM=dumb.
    public var movesCursor: Bool
    /// Whether characters outside ASCII can be shown.
    public var showsUnicode: Bool

    public init(isTerminal: Bool, colours: Colours, movesCursor: Bool, showsUnicode: Bool) {
        self.isTerminal = isTerminal
        self.colours = colours
        self.movesCursor = movesCursor
        self.showsUnicode = showsUnicode
    }

    /// Reads the usual variables: TERM, COLORTERM, NO_COLOR, CLICOLOR, CLICOLOR_FORCE and FORCE_COLOR.
    public init(isTerminal: Bool, environment: [String: String], unicode: Bool) {
        let term = environment["TERM"] ?? ""
        let dumb = ["", "dumb", "emacs", "unknown", "network", "dialup"].contains(term)
        func isSet(_ name: String) -> Bool { !(environment[name] ?? "").isEmpty }
        let forced = ["CLICOLOR_FORCE", "FORCE_COLOR"].contains { isSet($0) && environment[$0] != "0" }
        let refused = isSet("NO_COLOR") || environment["CLICOLOR"] == "0" || dumb || !isTerminal
        let colours: Colours
        if refused && !(forced && !isSet("NO_COLOR")) {
            colours = .none
        } else if ["truecolor", "24bit"].contains(environment["COLORTERM"] ?? "") || term.hasSuffix("-direct")
            || ["kitty", "ghostty", "foot", "alacritty", "wezterm"].contains(where: { term.contains($0) })
        {
            colours = .full
        } else if term.contains("256color") {
            colours = .indexed
        } else {
            colours = .sixteen
        }
        self.init(
            isTerminal: isTerminal, colours: colours, movesCursor: isTerminal && !dumb, showsUnicode: unicode)
    }
}

/// Text attributes, or nothing where the terminal has none.
public struct Style: Sendable {
    public let enabled: Bool

    public init(for terminal: Terminal) {
        enabled = terminal.colours != .none
    }

    public func bold(_ text: String) -> String { wrapped(text, in: "1") }
    public func dim(_ text: String) -> String { wrapped(text, in: "2") }
    public func green(_ text: String) -> String { wrapped(text, in: "32") }
    public func yellow(_ text: String) -> String { wrapped(text, in: "33") }
    public func red(_ text: String) -> String { wrapped(text, in: "31") }
    public func cyan(_ text: String) -> String { wrapped(text, in: "36") }

    private func wrapped(_ text: String, in code: String) -> String {
        enabled ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}
