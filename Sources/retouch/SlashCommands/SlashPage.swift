import Sessions
import Studio

extension SlashCommand {
    static let page = SlashCommand(
        name: "page", usage: "", summary: "look at the session in a browser: turns, branches, before and after",
        group: .session,
        details: """
            The page is index.html in the session's folder. It needs no network, and follows the session while it is open.
            retouch page N -o client.html makes one file of it to send.
            """
    ) { conversation, _ in
        let session = try await conversation.requireStudio().session
        try await PageShowing(console: conversation.console).show(session.pageFile)
    }
}
