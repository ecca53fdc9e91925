import Sessions
import Studio

extension SlashCommand {
    static let verify = SlashCommand(
        name: "verify", usage: "[N]", summary: "check every file of this session, or of session N, against its journal",
        group: .session, completes: .sessions
    ) { conversation, arguments in
        let session =
            if arguments.isEmpty {
                try await conversation.requireStudio().session
            } else {
                try conversation.folder.read(conversation.sessionNumber(in: arguments))
            }
        try VerificationReport(session.verified(), of: session).show(on: conversation.console)
    }
}
