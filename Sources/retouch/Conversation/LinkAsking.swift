import Foundation
import LineEditing
import TerminalUI

/// Asks a person, in the middle of a turn, whether a link may be fetched.
final class LinkAsking: Sendable {
    private let reader: any LineReading
    private let network: Network
    private let console: Console

    init(reader: any LineReading, network: Network, console: Console) {
        self.reader = reader
        self.network = network
        self.console = console
    }

    func begin(over display: TurnDisplay) {
        network.ask { [reader, console] url in
            await display.end()
            reader.endQuiet()
            defer { reader.beginQuiet() }
            console.say(
                "The service answered with a link instead of a picture: "
                    + Sanitising.line(url.absoluteString, limit: 200))
            let answer = try? await reader.readLine(.question("Fetch it? [y/N]"))
            await display.begin()
            return answer?.isYes ?? false
        }
    }

    func end() {
        network.ask(nil)
    }
}
