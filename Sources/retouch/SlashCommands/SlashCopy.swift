import Foundation
import Sessions
import Studio
import TerminalUI

extension SlashCommand {
    static let copy = SlashCommand(
        name: "copy", usage: "[N]", summary: "copy the path of the current picture, or turn N's", group: .other,
        details: "The path goes to the terminal's clipboard (OSC 52), also over ssh, where the terminal allows it.",
        completes: .turns
    ) { conversation, arguments in
        let studio = try conversation.requireStudio()
        let turn = try await conversation.turnNumber(in: arguments)
        let path = try await studio.session.pictureFile(turn).standardizedFileURL.path
        guard conversation.surroundings.talk.movesCursor else {
            conversation.console.print(path: path)
            return
        }
        conversation.console.draw("\u{1B}]52;c;\(Data(path.utf8).base64EncodedString())\u{07}")
        conversation.console.say("Copied: \(Sanitising.name(path))")
    }
}
