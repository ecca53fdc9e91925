import TerminalUI
import Testing

@Suite("Which program a terminal is") struct TerminalProgramTests {
    @Test(
        "Variables tell it",
        arguments: [
            (["TERM": "xterm-kitty"], TerminalProgram(.kitty)),
            (
                ["TERM": "xterm-ghostty", "TERM_PROGRAM": "ghostty", "TERM_PROGRAM_VERSION": "1.2.3"],
                TerminalProgram(.ghostty, version: [1, 2, 3])
            ),
            (["TERM": "foot"], TerminalProgram(.foot)),
            (
                ["TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm", "TERM_PROGRAM_VERSION": "20250214-070000-abc"],
                TerminalProgram(.wezterm, version: [20_250_214])
            ),
            (["TERM": "xterm-256color", "TERM_PROGRAM": "vscode"], TerminalProgram(.vsCode)),
            (
                ["TERM": "xterm-256color", "LC_TERMINAL": "iTerm2", "LC_TERMINAL_VERSION": "3.6.6"],
                TerminalProgram(.iterm, version: [3, 6, 6])
            ),
            (["TERM": "xterm-256color", "KONSOLE_VERSION": "220401"], TerminalProgram(.konsole, version: [220_401])),
            (["TERM": "xterm-256color", "VTE_VERSION": "7006"], TerminalProgram(.vte, version: [7006])),
            (["TERM": "xterm-256color", "WT_SESSION": "1f"], TerminalProgram(.windowsTerminal)),
            (["TERM": "xterm", "XTERM_VERSION": "XTerm(379)"], TerminalProgram(.xterm, version: [379])),
            (["TERM": "linux"], TerminalProgram(.console)),
            (["TERM": "xterm-256color"], TerminalProgram(.unknown)),
            ([:], TerminalProgram(.unknown)),
        ] as [([String: String], TerminalProgram)])
    func variables(environment: [String: String], program: TerminalProgram) {
        #expect(TerminalProgram(environment: environment) == program)
    }

    @Test("A multiplexer hides the terminal whose variables are still there")
    func multiplexers() {
        let kitty = ["KITTY_WINDOW_ID": "1", "TERM_PROGRAM": "WezTerm"]
        let names = [["TMUX": "/tmp/x"], ["TERM": "tmux-256color"], ["TERM": "screen.xterm-256color"], ["ZELLIJ": "0"]]
            .map { TerminalProgram(environment: kitty.merging($0) { $1 }).name }
        #expect(names == [.tmux, .tmux, .screen, .zellij])
    }

    @Test(
        "So does what it calls itself",
        arguments: [
            ("kitty(0.26.5)", TerminalProgram(.kitty, version: [0, 26, 5])),
            ("ghostty 1.2.0", TerminalProgram(.ghostty, version: [1, 2, 0])),
            ("WezTerm 20240203-110809-5046fc22", TerminalProgram(.wezterm, version: [20_240_203])),
            ("XTerm(379)", TerminalProgram(.xterm, version: [379])),
            ("xterm.js(5.6.0)", TerminalProgram(.vsCode, version: [5, 6, 0])),
            ("tmux 3.3a", TerminalProgram(.tmux, version: [3, 3])),
            ("foot(1.13.1)", TerminalProgram(.foot, version: [1, 13, 1])),
            ("Konsole 24.08.1", TerminalProgram(.konsole, version: [24, 8, 1])),
        ])
    func ownNames(text: String, program: TerminalProgram) {
        #expect(TerminalProgram(calledItself: text) == program)
    }

    @Test("xterm shows every colour since 331, though its TERM says 8")
    func colours() {
        #expect(TerminalProgram(.xterm, version: [379]).hasFullColour && TerminalProgram(.kitty).hasFullColour)
        #expect(!TerminalProgram(.xterm, version: [330]).hasFullColour && !TerminalProgram(.xterm).hasFullColour)
        #expect(!TerminalProgram(.unknown).hasFullColour && !TerminalProgram(.tmux).hasFullColour)
    }

    @Test("Programs that would print questions are not asked")
    func questions() {
        func asked(_ environment: [String: String]) -> Bool {
            TerminalProgram(environment: environment).takesQuestions(term: environment["TERM"] ?? "")
        }
        #expect(asked(["TERM": "xterm-256color"]) && asked(["TERM": "foot"]) && asked(["TERM": "xterm-kitty"]))
        #expect(!asked(["TERM": "linux"]) && !asked(["TERM": "vt100"]) && !asked(["TERM": "tmux-256color"]))
        #expect(!asked(["TERM": "xterm-256color", "TMUX": "x"]) && !asked(["TERM": "made-up-terminal"]))
        #expect(!asked(["TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"]) && !asked([:]))
    }

    @Test("OSC 9;4 is for those versions that know it, since others pop up a message")
    func progress() {
        #expect(TerminalProgram(.ghostty, version: [1, 2, 0]).showsProgress)
        #expect(!TerminalProgram(.ghostty, version: [1, 1, 3]).showsProgress)
        #expect(!TerminalProgram(.ghostty).showsProgress)
        #expect(TerminalProgram(.wezterm, version: [20_250_214]).showsProgress)
        #expect(!TerminalProgram(.wezterm, version: [20_240_203]).showsProgress)
        #expect(!TerminalProgram(.iterm, version: [3, 5]).showsProgress)
        #expect(TerminalProgram(.windowsTerminal).showsProgress)
        #expect(!TerminalProgram(.kitty, version: [0, 40]).showsProgress && !TerminalProgram(.unknown).showsProgress)
    }

    private func way(_ program: TerminalProgram, _ answers: String) -> GraphicsProtocol {
        var replies = TerminalReplies()
        replies.take(answers.utf8)
        return GraphicsProtocol(for: program, replies: replies)
    }

    @Test("A message on the desktop, in each program's own way, and nothing where it might be printed")
    func notifications() {
        func sequence(_ name: TerminalProgram.Name) -> String? { TerminalProgram(name).notification("done") }
        #expect(sequence(.kitty)?.hasPrefix("\u{1B}]99;") == true && sequence(.foot)?.contains("777;notify") == true)
        #expect(sequence(.iterm) == "\u{1B}]9;done\u{1B}\\")
        for name: TerminalProgram.Name in [.unknown, .xterm, .tmux, .console, .vte, .appleTerminal] {
            #expect(sequence(name) == nil)
        }
    }

    @Test("The best way of showing pictures that the answers allow")
    func ways() {
        let kitty = "\u{1B}_Gi=31;OK\u{1B}\\"
        let (plain, sixel) = ("\u{1B}[?62;22c", "\u{1B}[?62;4;22c")
        #expect(way(TerminalProgram(.kitty, version: [0, 26, 5]), kitty + plain) == .kitty)
        #expect(
            way(TerminalProgram(.kitty, version: [0, 28]), kitty + plain) == .kittyPlaceholders(throughTmux: false))
        #expect(way(TerminalProgram(.ghostty), kitty + plain) == .kittyPlaceholders(throughTmux: false))
        #expect(way(TerminalProgram(.konsole), kitty + sixel) == .kitty)
        #expect(way(TerminalProgram(.wezterm), kitty + sixel) == .iterm)
        #expect(way(TerminalProgram(.iterm), plain) == .iterm)
        #expect(way(TerminalProgram(.vsCode), sixel) == .iterm)
        #expect(way(TerminalProgram(.vsCode), plain) == .cells)
        #expect(way(TerminalProgram(.foot), sixel) == .sixel)
        #expect(way(TerminalProgram(.xterm), sixel) == .sixel)
        #expect(way(TerminalProgram(.xterm), plain) == .cells)
        #expect(way(TerminalProgram(.vte), plain) == .cells)
        #expect(way(TerminalProgram(.unknown), sixel + kitty) == .sixel)
        #expect(way(TerminalProgram(.unknown), kitty + plain) == .kitty)
        #expect(way(TerminalProgram(.tmux), kitty + sixel) == .cells)
        // No answer, or half of one, is none.
        for program in TerminalProgram.Name.allCases {
            #expect(way(TerminalProgram(program), "") == .cells)
            #expect(way(TerminalProgram(program), kitty) == .cells)
        }
    }
}
