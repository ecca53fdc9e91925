import Studio

extension SlashCommand {
    static let export = SlashCommand(
        name: "export",
        usage:
            "FILE [--turn N] [--quality Q] [--max-side PX] [--srgb] [--bits 8|16] [--metadata usual|all|none] [--received] [--force] [--no-story]",
        summary: "write the current turn's picture to a file; its ending tells the format", group: .session,
        details: """
            PNG, JPEG, WebP, AVIF and TIFF. The picture's metadata tells the instructions and models unless --no-story
            is given. A file that exists is not replaced without --force.
            Colours and depth are the picture's own where the format has them (16 bits in PNG and TIFF, 12 in AVIF; JPEG
            and WebP have 8); --srgb is for the web. Resolution, date taken, camera, lens, artist, copyright and captions
            of the original go along; position, serial numbers, the owner's name and thumbnails do not. --metadata all
            takes all but thumbnails, --metadata none only the resolution.
              /export jacket.jpg --quality 85 --max-side 2000
              /export edits.ora               layers, for GIMP and Krita: what each turn changed
              /export sheet.jpg --sheet       the turns side by side, with what was typed
              /export steps.webp --steps      the turns one after the other (.webp or .gif)
              /export FOLDER --all            every turn that led here
              /export session.zip --zip       the whole session; retouch import takes it back
            --received writes the model's own bytes as they came, with their content credentials if they have any.
            """,
        completes: .paths
    ) { conversation, arguments in
        let studio = try conversation.requireStudio()
        guard let words = DroppedPath.words(of: arguments) else {
            throw Refusal("A quote is left open.", next: "/help export", exit: .usage)
        }
        // To a shell backslashes are no part of a path.
        for word in arguments.split(separator: " ") where word.contains("\\") {
            if let elsewhere = ElsewherePath(String(word)) { throw elsewhere.refusalToWrite }
        }
        var request = try ExportRequest(words: words)
        request.path = try conversation.surroundings.pathToWrite(request.path)
        let session = await studio.session
        if request.kind == .picture {
            try conversation.export(request, of: session)
        } else {
            try HandingOver(console: conversation.console).handOver(session, as: request)
        }
    }
}
