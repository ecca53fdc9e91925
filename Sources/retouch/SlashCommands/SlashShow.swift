import Pictures
import Sessions
import Studio
import TerminalUI

extension SlashCommand {
    static let show = SlashCommand(
        name: "show", usage: "[N]", summary: "show the current picture, or turn N's, as large as the window",
        group: .picture, completes: .turns
    ) { conversation, arguments in
        let studio = try conversation.requireStudio()
        let turn = try await conversation.turnNumber(in: arguments)
        let picture = try await studio.picture(turn)
        let file = try await studio.session.pictureFile(turn)
        conversation.showLarge(picture)
        conversation.console.print(
            "turn \(turn)  \(picture.width)x\(picture.height) \(picture.format.rawValue)  "
                + conversation.surroundings.linked(file, at: conversation.surroundings.output))
    }
}
