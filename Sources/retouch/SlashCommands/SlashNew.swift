import Foundation
import Pictures
import Sessions
import Studio

extension SlashCommand {
    static let new = SlashCommand(
        name: "new", usage: "[PICTURE]", summary: "start a new session from the current picture, or another one",
        group: .session, completes: .paths
    ) { conversation, arguments in
        if !arguments.isEmpty { return try await SlashCommand.open.run(conversation, arguments) }
        let studio = try conversation.requireStudio()
        let session = await studio.session
        let picture = try await studio.picture(session.state.current)
        let source = try session.pictureFile(session.state.current).lastPathComponent
        try await conversation.open(data: picture.data, source: SessionSource.name(of: session, file: source))
    }
}
