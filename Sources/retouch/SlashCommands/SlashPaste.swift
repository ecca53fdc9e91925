extension SlashCommand {
    static let paste = SlashCommand(
        name: "paste", usage: "", summary: "start a new session about the picture on the clipboard", group: .picture,
        details: """
            Needs wl-paste (Wayland) or xclip (X11); over ssh a terminal can't pass pictures on. On a line, ^V or Alt-V
            attaches the picture on the clipboard.
            """
    ) { conversation, _ in
        let data = try await Clipboard.picture(in: conversation.surroundings)
        try await conversation.open(data: data, source: "clipboard.png")
    }
}
