import Sessions
import Studio

extension SlashCommand {
    static let verify = SlashCommand(
        name: "verify", usage: "", summary: "check every file of this session against its journal", group: .session
    ) { conversation, _ in
        let session = try await conversation.requireStudio().session
        try VerificationReport(session.verified(), of: session).show(on: conversation.console)
    }
}
