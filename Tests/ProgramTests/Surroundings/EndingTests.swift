import Foundation
import Glibc
import TestSupport
import Testing

extension TheProgram {
    /// How a conversation at a terminal may end, or be interrupted.
    private enum Ending: CaseIterable {
        case quit, interruptTwice, stopAndForeground, stopAndBackground, terminate, hangUp, quitSignal, killShell,
            killProgram
    }

    @Suite("Endings in a shell") struct EndingTests {
        /// `RETOUCH_ENDINGS` sets how many; `scripts/signals` tries 200.
        @Test(
            "Whatever happens to the program or its shell, the terminal is as it was; after SIGKILL the next start sees to it"
        )
        func endings() throws {
            let count = ProcessInfo.processInfo.environment["RETOUCH_ENDINGS"].flatMap(Int.init) ?? 18
            var left: [String] = []
            var pointing = 0
            for round in 0..<count {
                let ending = Ending.allCases[round % Ending.allCases.count]
                let isPointing = round / Ending.allCases.count % 2 == 1
                if isPointing { pointing += 1 }
                let place = try Workplace()
                let terminal = try shell(in: place, pointing: isPointing, for: .milliseconds(Int.random(in: 0...700)))
                // The folder, which is its home as well, outlives it.
                try withExtendedLifetime(place) { try end(terminal, by: ending) }
                let modes = terminal.screen.modes
                if !terminal.isCooked || !modes.areAsFound {
                    left.append(
                        "\(ending)\(isPointing ? " while pointing" : ""): cooked \(terminal.isCooked), \(modes)")
                }
            }
            #expect(left.isEmpty, "\(left.joined(separator: "\n"))")
            print("\(count) endings, \(pointing) on the screen for pointing: \(left.count) terminals left changed")
        }

        /// The program at work in a shell that leaves the terminal's modes to it.
        private func shell(in place: Workplace, pointing: Bool, for time: Duration) throws -> PseudoTerminal {
            let terminal = try PseudoTerminal(
                "/bin/dash", ["-i"],
                environment: place.environment([
                    "PS1": "shell$ ", "RETOUCH_TERMINAL_WAIT": "0", "RETOUCH": BuiltPrograms.path(of: "retouch"),
                    "ENV": "",
                ]), folder: place.url.path)
            try terminal.wait(forLine: "shell$")
            terminal.type("$RETOUCH photo.png --images cells\r")
            try terminal.wait(forPrompt: "0001/0")
            // It knows kitty's keyboard protocol.
            terminal.type("\u{1B}[?0u")
            terminal.type(pointing ? "/region\r" : "sepia\rmake it warmer\radd some film grain\r/undo\rmake it coo")
            if pointing { try terminal.wait(for: "Esc leaves") }
            terminal.settle(for: time)
            return terminal
        }

        private func end(_ terminal: PseudoTerminal, by ending: Ending) throws {
            switch ending {
            case .quit: try leave(terminal)
            case .interruptTwice:
                terminal.type("\u{3}")
                usleep(.random(in: 0...300_000))
                terminal.type("\u{3}")
                try leave(terminal)
            case .stopAndForeground, .stopAndBackground:
                terminal.type("\u{1A}")
                try terminal.wait(forShell: "shell$")
                #expect(terminal.isCooked && terminal.screen.modes.areAsFound, "\(terminal.screen.modes)")
                if ending == .stopAndBackground {
                    terminal.type("bg\r")
                    terminal.settle()
                    #expect(terminal.isCooked && terminal.screen.modes.areAsFound, "\(terminal.screen.modes)")
                }
                terminal.type("fg\r")
                terminal.settle(for: .milliseconds(300))
                try leave(terminal)
            case .terminate: try signal(SIGTERM, terminal)
            case .hangUp: try signal(SIGHUP, terminal)
            case .quitSignal: try signal(SIGQUIT, terminal)
            case .killShell:
                terminal.signal(SIGKILL)
                #expect(try terminal.waitForEnd() == .signalled(SIGKILL))
                // The system hangs up on the program in the foreground then.
                try terminal.wait(until: "the terminal as it was") { terminal.isCooked && $0.modes.areAsFound }
            case .killProgram:
                terminal.signalForeground(SIGKILL)
                try terminal.wait(forShell: "shell$")
                terminal.settle()
                // Between two lines there is nothing to put right.
                let wasLeft = !terminal.isCooked || !terminal.screen.modes.areAsFound
                terminal.type("$RETOUCH\n")
                try terminal.wait(forPrompt: "retouch")
                // Behind the shell's prompt the sentence is longer than the line.
                #expect(!wasLeft || terminal.screen.text.contains("Retouch was killed in this terminal"))
                terminal.type("/quit\r")
                try terminal.wait(forShell: "shell$")
            }
        }

        private func signal(_ signal: Int32, _ terminal: PseudoTerminal) throws {
            terminal.signalForeground(signal)
            try terminal.wait(until: "the shell") { terminal.isCooked && $0.cursorLine.hasSuffix("shell$") }
        }

        /// Leaves the conversation from wherever it is.
        private func leave(_ terminal: PseudoTerminal) throws {
            terminal.type("\u{1B}")
            terminal.settle(for: .milliseconds(800))
            terminal.type("\u{3}")
            terminal.settle()
            terminal.type("\u{15}/quit\r")
            try terminal.wait(until: "the shell", timeout: .seconds(60)) {
                terminal.isCooked && $0.cursorLine.hasSuffix("shell$")
            }
        }
    }
}

extension PseudoTerminal {
    fileprivate func wait(forShell text: String) throws {
        try wait(until: text, timeout: .seconds(60)) {
            $0.text.contains(text) && (text != "shell$" || $0.cursorLine.hasSuffix(text))
        }
    }
}
