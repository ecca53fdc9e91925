import Foundation
import Glibc
import TestSupport
import Testing

extension AtATerminal {
    @Test("While a turn runs nothing is echoed; what was typed is there at the next prompt")
    func quiet() throws {
        let terminal = try start()
        terminal.type("/slow 0.5" + Keys.enter)
        try terminal.wait(for: "working 2")
        terminal.type("typed early")
        try terminal.wait(for: "done\nprobe/1> typed early")
        #expect(terminal.screen.text.components(separatedBy: "typed").count == 2)
    }

    @Test("^C while a turn runs cancels the turn and not the program")
    func cancelATurn() throws {
        let terminal = try start()
        terminal.type("/slow 20" + Keys.enter)
        try terminal.wait(for: "working 1")
        terminal.type(Keys.control("c"))
        try terminal.wait(for: "cancelled\nprobe/1>")
        terminal.type("on" + Keys.enter)
        try terminal.wait(for: "got: \"on\"")
    }

    @Test("Two ^C in one text that comes while nobody reads end nothing; one that is pressed again ends the program")
    func pastedInterrupts() throws {
        let terminal = try start()
        terminal.type("/hang" + Keys.enter)
        try terminal.wait(for: "hanging")
        terminal.type("a" + Keys.control("c") + "b" + Keys.control("c") + "c")
        #expect((try? terminal.waitForEnd(timeout: .milliseconds(400))) == nil)
        terminal.type(Keys.control("c"))
        #expect(try terminal.waitForEnd() == .signalled(SIGINT))
        #expect(terminal.isCooked)
    }

    @Test("Between lines the terminal is silent but makes signals; a child process finds it as the program did")
    func modesBetweenLines() throws {
        let terminal = try start()
        terminal.type("/modes" + Keys.enter)
        try terminal.wait(for: "modes: -echo -icanon isig")
        terminal.type("/cooked" + Keys.enter)
        try terminal.wait(for: "modes: echo icanon isig")
        terminal.type("/quietmodes" + Keys.enter)
        try terminal.wait(until: "silence again") { $0.text.components(separatedBy: "-echo -icanon isig").count == 3 }
    }

    @Test(
        "However the program ends, the terminal is as it was, also by a fault's signal that somebody sends",
        arguments: [
            SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGABRT, SIGALRM, SIGUSR1, 40, SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP,
        ])
    func endBySignal(_ signal: Int32) throws {
        for isBusy in [false, true] where !(signal == SIGINT && !isBusy) {
            let terminal = try start()
            if isBusy {
                terminal.type("/hang" + Keys.enter)
                try terminal.wait(for: "hanging")
            } else {
                terminal.type("half a line")
                try terminal.wait(forLine: "probe/1> half a line")
            }
            #expect(!terminal.isCooked)
            terminal.signal(signal)
            if signal == SIGINT {
                // The first one is kept for the next line, and so is one that meets the program within a tenth of a second of
                // that: on a busy machine also one that was sent later.
                for _ in 0..<10 where (try? terminal.waitForEnd(timeout: .milliseconds(500))) == nil {
                    terminal.signal(signal)
                }
            }
            #expect(try terminal.waitForEnd() == .signalled(signal))
            #expect(terminal.isCooked)
            #expect(!terminal.screen.bracketsPastes)
        }
    }

    @Test("So it is when another thread is changing the terminal at that moment, and after a stop it goes on")
    func endWhileModesChange() throws {
        for round in 0..<20 {
            let terminal = try start()
            terminal.type("/flicker" + Keys.enter)
            try terminal.wait(for: "flickering")
            if round % 4 == 0 {
                terminal.signal(SIGTSTP)
                usleep(20_000)
                terminal.signal(SIGCONT)
                try terminal.wait(until: "going on") { _ in !terminal.isCooked }
            }
            // It is never still: output comes without an end.
            let moment = ContinuousClock.now + .milliseconds(round * 3)
            try terminal.wait(until: "a moment") { _ in ContinuousClock.now > moment }
            terminal.signal(SIGTERM)
            #expect(try terminal.waitForEnd() == .signalled(SIGTERM))
            #expect(terminal.isCooked && !terminal.screen.bracketsPastes)
        }
    }

    @Test("A crash leaves the terminal as it was, and so does exit")
    func endByCrash() throws {
        let crashing = try start()
        crashing.type("/crash" + Keys.enter)
        guard case .signalled = try crashing.waitForEnd() else {
            Issue.record("not a crash")
            return
        }
        #expect(crashing.isCooked && !crashing.screen.bracketsPastes)
        let exiting = try start()
        exiting.type("/exit" + Keys.enter)
        #expect(try exiting.waitForEnd() == .exited(7))
        #expect(exiting.isCooked && !exiting.screen.bracketsPastes)
    }

    @Test("Nobody is asked about a crash, whatever Swift's runtime is told")
    func crashWithoutQuestions() throws {
        let terminal = try start(["SWIFT_BACKTRACE": "enable=yes,interactive=yes,color=no"])
        terminal.type("/crash" + Keys.enter)
        guard case .signalled = try terminal.waitForEnd() else {
            Issue.record("not a crash")
            return
        }
        #expect(terminal.isCooked && !terminal.screen.bracketsPastes)
    }

    @Test("What a killed program left of a terminal, the next one there puts right", arguments: ["line", "turn"])
    func killed(at moment: String) throws {
        let terminal = try PseudoTerminal(
            "/bin/dash", ["-i"],
            environment: [
                "PATH": "/usr/bin:/bin", "HOME": folder.path, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8",
                "PS1": "shell$ ", "PROBE": BuiltPrograms.path(of: "lineprobe"), "PROBE_RECORDS": folder.path("records"),
                "SWIFT_BACKTRACE": "enable=no",
            ])
        try terminal.wait(forLine: "shell$")
        terminal.type("$PROBE" + Keys.enter)
        try terminal.wait(forLine: "probe/1>")
        terminal.type("\u{1B}[?0u")
        try terminal.wait(until: "the keyboard protocol") { $0.modes.keyboardDepth == 1 }
        if moment == "turn" {
            terminal.type("/hang" + Keys.enter)
            try terminal.wait(for: "hanging")
        }
        terminal.signalForeground(SIGKILL)
        try terminal.wait(until: "the shell") { $0.text.components(separatedBy: "shell$").count == 3 }
        #expect(!terminal.isCooked && terminal.screen.bracketsPastes)
        // This shell leaves the modes as they are: a line ends in a line feed.
        terminal.type("$PROBE\n")
        try terminal.wait(until: "another prompt") { $0.text.components(separatedBy: "probe/1>").count > 2 }
        terminal.type("/quit" + Keys.enter)
        try terminal.wait(for: "closed")
        try terminal.wait(forLine: "shell$")
        #expect(terminal.isCooked && terminal.screen.modes.areAsFound)
        // It found nothing to be put right now, and takes nothing from what others push.
        terminal.type("printf '\\033[>1u'; $PROBE" + Keys.enter)
        try terminal.wait(until: "a third prompt") { $0.text.components(separatedBy: "probe/1>").count > 3 }
        terminal.type("/quit" + Keys.enter)
        try terminal.wait(until: "the end") { $0.text.components(separatedBy: "closed").count > 2 }
        #expect(terminal.screen.modes.keyboardDepth == 1)
    }

    @Test("When the terminal goes away, the input ends")
    func hangUp() throws {
        let terminal = try start()
        terminal.hangUp()
        // It hears of it by a signal, and by the end of its input: now and then by that first.
        let end = try terminal.waitForEnd()
        #expect(end == .signalled(SIGHUP) || end == .exited(0))
    }

    @Test("^Z stops the program, and fg brings back the line and its keys", arguments: ["key", "signal", "turn"])
    func stopAndContinue(_ kind: String) throws {
        let terminal = try PseudoTerminal(
            "/bin/bash", ["--norc", "--noprofile", "-i"],
            environment: [
                "PATH": "/usr/bin:/bin", "HOME": folder.path, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8",
                "PS1": "shell$ ", "PROBE": BuiltPrograms.path(of: "lineprobe"),
            ])
        try terminal.wait(forLine: "shell$")
        terminal.type("$PROBE" + Keys.enter)
        try terminal.wait(forLine: "probe/1>")
        switch kind {
        case "turn":
            terminal.type("/slow 1" + Keys.enter)
            try terminal.wait(for: "working 1")
            terminal.type(Keys.control("z"))
        case "signal":
            terminal.type("half a")
            try terminal.wait(forLine: "probe/1> half a")
            terminal.signalForeground(SIGTSTP)
        default:
            terminal.type("half a")
            try terminal.wait(forLine: "probe/1> half a")
            terminal.type(Keys.control("z"))
        }
        try terminal.wait(for: "Stopped")
        try terminal.wait(forLine: "shell$")
        terminal.type("echo in between" + Keys.enter)
        try terminal.wait(for: "\nin between\n")
        terminal.type("fg" + Keys.enter)
        if kind == "turn" {
            try terminal.wait(for: "done\nprobe/1>")
            terminal.type("half a")
        }
        try terminal.wait(forLine: "probe/1> half a")
        terminal.type(Keys.home + "not " + Keys.end + " line" + Keys.enter)
        try terminal.wait(for: "got: \"not half a line\"")
        terminal.type(Keys.control("d"))
        try terminal.wait(forLine: "shell$")
        terminal.type("stty -a | grep -o ' -*echo '" + Keys.enter)
        try terminal.wait(for: "\n echo")
    }
}
