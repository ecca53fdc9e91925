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
        let size = conversation.surroundings.windowSize()
        if let text = conversation.preview(try picture.pixels(), columns: size.columns - 1, rows: size.rows - 3) {
            conversation.console.show(text)
        }
        conversation.console.print(
            "turn \(turn)  \(picture.width)x\(picture.height) \(picture.format.rawValue)  "
                + Sanitising.name(conversation.surroundings.shown(file)))
    }
}
