import Foundation
import Glibc
import LineEditing

// The line editor on its own: answers every line with "got: …" and knows a few commands that try its other sides.

let environment = ProcessInfo.processInfo.environment
var options = LineEditorOptions(programName: "lineprobe", term: environment["TERM"])
options.historyFile = environment["PROBE_HISTORY"]
options.bindingsFile = environment["EDITRC"]
options.recordsFolder = environment["PROBE_RECORDS"]
options.historyFailed = { say("history: \($0)") }
options.bindingsFailed = { say("bindings: \($0)") }
options.pasteCut = { "cut after \($0)" }
options.complete = complete
options.editExternally = editExternally
options.suggestionStyle = environment["PROBE_SUGGESTIONS"]
options.insertions = [.control(0x16): { "@pasted.png " }]

func say(_ text: String) {
    FileHandle.standardOutput.write(Data((text + "\n").utf8))
}

@Sendable func complete(_ text: String, _ cursor: Int) -> Completion {
    let before = text.prefix(cursor)
    let start = before.lastIndex(of: " ").map { before.index(after: $0) } ?? before.startIndex
    let word = before[start...]
    let words: [Completion.Candidate] =
        word.hasPrefix("/")
        ? [.init("/show", summary: "shows the picture"), .init("/shrink", summary: "makes it smaller"), .init("/slow")]
        : ["red", "redder", "reddish brown", "green", "grün", "日本語", "日本海", "folder/", "evil\u{1B}[31m"].map {
            .init($0, ending: $0.hasSuffix("/") ? "" : " ")
        }
    let range = before.distance(from: before.startIndex, to: start)..<cursor
    return Completion(replacing: range, candidates: words.filter { $0.text.hasPrefix(word) })
}

@Sendable func editExternally(_ text: String) -> String? {
    guard let editor = environment["VISUAL"] else { return nil }
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("lineprobe-\(getpid()).txt")
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", editor + " \"$1\"", "sh", file.path]
    do {
        try Data(text.utf8).write(to: file)
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus == 0 ? try String(contentsOf: file, encoding: .utf8) : nil
    } catch {
        return nil
    }
}

/// A turn: a second of progress lines, which ^C cancels.
@MainActor func takeTurn(seconds: Double, _ reader: any LineReading) async {
    let turn = Task {
        for step in 1...10 {
            say("working \(step)")
            try await Task.sleep(for: .seconds(seconds / 10))
        }
    }
    let interrupts = SignalSource([SIGINT]) { _ in
        turn.cancel()
        return true
    }
    defer { interrupts.cancel() }
    await reader.quieted {
        say((try? await turn.value) == nil ? "cancelled" : "done")
    }
}

func describeModes() {
    var modes = termios()
    tcgetattr(STDIN_FILENO, &modes)
    let flags: [(String, tcflag_t)] = [
        ("echo", tcflag_t(ECHO)), ("icanon", tcflag_t(ICANON)), ("isig", tcflag_t(ISIG)),
    ]
    say("modes: " + flags.map { (modes.c_lflag & $0.1 != 0 ? "" : "-") + $0.0 }.joined(separator: " "))
}

@MainActor func converse(_ reader: any LineReading) async {
    let kind = reader is TerminalLineEditor ? "editor" : "plain"
    say("ready \(kind)")
    var initialText = ""
    var prompt = Prompt([.init("probe", style: "1;36"), .init("/"), .init("1", style: "33")])
    if let text = environment["PROBE_PROMPT"] { prompt = Prompt(text) }

    loop: while true {
        let event: LineEvent
        do {
            event = try await reader.readLine(prompt, initialText: initialText)
        } catch {
            say("failed: \(error)")
            continue
        }
        initialText = ""
        switch event {
        case .endOfInput:
            say("end of input")
            break loop
        case .interrupted(let hadText):
            say(hadText ? "dropped" : "interrupted")
        case .line(let line):
            let words = line.split(separator: " ", maxSplits: 1).map(String.init)
            switch words.first {
            case "/slow":
                await takeTurn(seconds: words.dropFirst().first.flatMap(Double.init) ?? 1, reader)
            case "/ticker":
                Task {
                    for tick in 1...3 {
                        try await Task.sleep(for: .milliseconds(200))
                        reader.printAbove("tick \(tick)")
                    }
                }
            case "/cancel":
                let task = Task { try await reader.readLine(prompt) }
                try? await Task.sleep(for: .milliseconds(200))
                task.cancel()
                let result = await task.result
                say("result: \(result)")
            case "/prefill":
                initialText = words.dropFirst().first ?? ""
            case "/modes":
                describeModes()
            case "/quietmodes":
                await reader.quieted { describeModes() }
            case "/hang":
                reader.beginQuiet()
                say("hanging")
                try? await Task.sleep(for: .seconds(600))
            case "/crash":
                reader.beginQuiet()
                let nothing: [Int] = []
                say("\(nothing[words.count])")
            case "/exit":
                reader.beginQuiet()
                exit(7)
            case "/cooked":
                (reader as? TerminalLineEditor)?.cooked { describeModes() }
            case "/flicker":
                say("flickering")
                while true { (reader as? TerminalLineEditor)?.cooked {} }
            case "/off":
                (reader as? TerminalLineEditor)?.recordsHistory = false
            case "/quit":
                break loop
            default:
                say("got: \(line.debugDescription)")
            }
        }
    }
}

await converse(openLineReader(options))
say("closed")
