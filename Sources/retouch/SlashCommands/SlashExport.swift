import Studio

extension SlashCommand {
    static let export = SlashCommand(
        name: "export", usage: "FILE [--turn N] [--quality Q] [--max-side PX] [--force] [--no-story]",
        summary: "write the current turn's picture to a file; its ending tells the format", group: .session,
        details: """
            PNG, JPEG, WebP, AVIF and TIFF. The picture's metadata tells the instructions and models unless --no-story
            is given. A file that exists is not replaced without --force.
              /export jacket.jpg --quality 85 --max-side 2000
            """,
        completes: .paths
    ) { conversation, arguments in
        let studio = try conversation.requireStudio()
        guard let words = DroppedPath.words(of: arguments) else {
            throw Refusal("A quote is left open.", next: "/help export", exit: .usage)
        }
        let request = try ExportRequest(words: words)
        let session = await studio.session
        try conversation.export(request, of: session)
    }
}
