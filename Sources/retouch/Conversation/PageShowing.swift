import Foundation
import TerminalUI

/// Shows a session's page: in a browser where there is one to be seen, else as its path.
struct PageShowing {
    let console: Console

    func show(_ file: URL) async throws {
        let surroundings = console.surroundings
        let opens = surroundings.output.isTerminal && hasDisplay
        if opens, try await OtherPrograms.open(file, in: surroundings) {
            console.say("Opened \(Sanitising.name(surroundings.shown(file))); it follows the session by itself.")
            return
        }
        let path = file.standardizedFileURL.path
        guard surroundings.output.isTerminal else { return console.print(path: path) }
        console.print(surroundings.linked(file, at: surroundings.output, as: path))
    }

    /// Over ssh a browser would open where nobody sits.
    private var hasDisplay: Bool {
        let environment = console.surroundings.environment
        func isSet(_ name: String) -> Bool { !(environment[name] ?? "").isEmpty }
        return (isSet("DISPLAY") || isSet("WAYLAND_DISPLAY")) && !isSet("SSH_CONNECTION") && !isSet("SSH_TTY")
    }
}
