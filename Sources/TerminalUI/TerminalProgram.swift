/// Which program a terminal is, as far as that is known, and what is known of that program.
public struct TerminalProgram: Sendable, Equatable {
    public enum Name: String, Sendable, CaseIterable {
        case kitty, ghostty, wezterm, konsole, foot, contour, rio, warp, alacritty, xterm, mintty, conEmu, vte, tmux
        case screen, zellij
        case iterm = "iTerm2"
        case appleTerminal = "Terminal.app"
        case vsCode = "VS Code"
        case windowsTerminal = "Windows Terminal"
        case console = "the Linux console"
        case unknown
    }

    public var name: Name
    /// The version's numbers, the most important first; empty where it is not known.
    public var version: [Int]

    public init(_ name: Name, version: [Int] = []) {
        self.name = name
        self.version = version
    }

    /// Goes by variables. A multiplexer comes first: it hides the terminal that it runs in, whose variables are still
    /// there. Over ssh little more than TERM is left.
    public init(environment: [String: String]) {
        let term = environment["TERM"] ?? ""
        func isSet(_ name: String) -> Bool { !(environment[name] ?? "").isEmpty }
        func named(_ name: Name, _ variable: String? = nil) -> TerminalProgram {
            TerminalProgram(name, version: Self.numbers(in: variable.flatMap { environment[$0] } ?? ""))
        }
        if isSet("TMUX") || term.hasPrefix("tmux") {
            self = named(.tmux)
        } else if isSet("STY") || term.hasPrefix("screen") {
            self = named(.screen)
        } else if isSet("ZELLIJ") {
            self = named(.zellij)
        } else if let name = Self.terms.first(where: { term.contains($0.0) })?.1 {
            let own = name == .ghostty && environment["TERM_PROGRAM"] == "ghostty"
            self = named(name, own ? "TERM_PROGRAM_VERSION" : nil)
        } else if let name = Self.programs[environment["TERM_PROGRAM"] ?? ""] {
            self = named(name, "TERM_PROGRAM_VERSION")
        } else if environment["LC_TERMINAL"] == "iTerm2" {
            self = named(.iterm, "LC_TERMINAL_VERSION")
        } else if let (variable, name) = Self.variables.first(where: { isSet($0.0) }) {
            self = named(name, variable.hasSuffix("VERSION") ? variable : nil)
        } else {
            self = named(.unknown)
        }
    }

    /// Goes by what a terminal calls itself: its answer to XTVERSION, as "kitty(0.26.5)" or "WezTerm 20240203".
    public init?(calledItself text: String) {
        let text = text.lowercased()
        guard let name = Self.ownNames.first(where: { text.hasPrefix($0.0) })?.1 else { return nil }
        self.init(name, version: Self.numbers(in: text.drop { !$0.isNumber }))
    }

    private static let terms: [(String, Name)] = [
        ("kitty", .kitty), ("ghostty", .ghostty), ("foot", .foot), ("alacritty", .alacritty), ("wezterm", .wezterm),
        ("contour", .contour), ("konsole", .konsole), ("rio", .rio), ("linux", .console),
    ]
    private static let programs: [String: Name] = [
        "iTerm.app": .iterm, "WezTerm": .wezterm, "vscode": .vsCode, "ghostty": .ghostty, "WarpTerminal": .warp,
        "rio": .rio, "mintty": .mintty, "Apple_Terminal": .appleTerminal,
    ]
    private static let variables: [(String, Name)] = [
        ("KITTY_WINDOW_ID", .kitty), ("KONSOLE_VERSION", .konsole), ("WEZTERM_EXECUTABLE", .wezterm),
        ("GHOSTTY_RESOURCES_DIR", .ghostty), ("WT_SESSION", .windowsTerminal), ("ConEmuPID", .conEmu),
        ("VSCODE_INJECTION", .vsCode), ("VTE_VERSION", .vte), ("XTERM_VERSION", .xterm),
    ]
    private static let ownNames: [(String, Name)] = [
        ("kitty", .kitty), ("ghostty", .ghostty), ("wezterm", .wezterm), ("konsole", .konsole), ("foot", .foot),
        ("contour", .contour), ("rio", .rio), ("warp", .warp), ("alacritty", .alacritty), ("iterm2", .iterm),
        ("xterm.js", .vsCode), ("xterm", .xterm), ("mintty", .mintty), ("vte", .vte), ("tmux", .tmux),
        ("screen", .screen), ("zellij", .zellij), ("windows terminal", .windowsTerminal),
    ]

    /// The numbers that a version begins with: "1.2.3-dev" is 1, 2, 3; "XTerm(379)" is 379.
    private static func numbers(in text: some StringProtocol) -> [Int] {
        text.drop { !$0.isNumber }.prefix { $0.isNumber || $0 == "." }.split(separator: ".").compactMap { Int($0) }
    }

    /// Whether the version is known and not before this one.
    public func isAtLeast(_ other: Int...) -> Bool {
        !version.isEmpty && !version.lexicographicallyPrecedes(other)
    }

    // MARK: What is known

    /// Whether the program stands between the terminal and us.
    public var isMultiplexer: Bool { [.tmux, .screen, .zellij].contains(name) }

    /// Whether questions to the terminal are answered or passed over, going by its name alone. Some programs print
    /// them instead, and those that can't show pictures need not be asked.
    public func takesQuestions(term: String) -> Bool {
        switch name {
        case .tmux, .screen, .console, .appleTerminal: return false
        case .unknown: break
        default: return true
        }
        return ["xterm", "vte", "gnome", "mlterm", "rxvt", "st-", "iterm", "vscode"].contains { term.hasPrefix($0) }
            || term.hasSuffix("-256color") || term.hasSuffix("-direct")
    }

    /// Whether it shows colours of 24 bits, whatever TERM and COLORTERM say.
    public var hasFullColour: Bool {
        switch name {
        case .kitty, .ghostty, .wezterm, .konsole, .foot, .contour, .rio, .warp, .alacritty, .iterm, .vsCode, .vte,
            .windowsTerminal, .mintty:
            true
        // TERM is "xterm" there, which says 8 colours.
        case .xterm: isAtLeast(331)
        default: false
        }
    }

    /// Whether it wraps its lines again in a window of another width. The others cut them off, or leave them as they are.
    public var rewrapsLines: Bool { ![.xterm, .console].contains(name) }

    /// Whether it follows OSC 8 links; elsewhere they may be printed.
    public var followsLinks: Bool {
        switch name {
        case .kitty, .foot, .alacritty, .ghostty, .wezterm, .iterm, .vsCode, .contour, .rio, .windowsTerminal: true
        case .vte: isAtLeast(5000)
        case .konsole: isAtLeast(201200)
        default: false
        }
    }

    /// Whether it shows that something is under way when told by OSC 9;4. Others take OSC 9 for a message to pop up.
    public var showsProgress: Bool {
        switch name {
        case .windowsTerminal, .conEmu, .mintty: true
        case .ghostty: isAtLeast(1, 2)
        case .wezterm: isAtLeast(20_250_201)
        case .iterm: isAtLeast(3, 6, 6)
        default: false
        }
    }

    /// Whether it takes a title and a folder (OSC 0 and OSC 7), or passes over them.
    public func takesTitles(term: String) -> Bool {
        switch name {
        case .console, .screen: false
        case .unknown: takesQuestions(term: term)
        default: true
        }
    }

    /// Has a message shown on the desktop, where the program is known to do that and how; elsewhere the sequence might be
    /// printed.
    ///
    /// - Parameter text: Without control characters and semicolons.
    public func notification(_ text: String) -> String? {
        switch name {
        case .kitty: "\u{1B}]99;o=unfocused;\(text)\u{1B}\\"
        case .iterm, .wezterm, .ghostty: "\u{1B}]9;\(text)\u{1B}\\"
        case .foot: "\u{1B}]777;notify;Retouch;\(text)\u{1B}\\"
        default: nil
        }
    }
}
