import Foundation
import Subprocess

extension SlashCommand {
    static let paste = SlashCommand(
        name: "paste", usage: "", summary: "start a new session about the picture on the clipboard", group: .picture,
        details: "Needs wl-paste (Wayland) or xclip (X11). Over ssh a terminal can't pass pictures on."
    ) { conversation, _ in
        let surroundings = conversation.surroundings
        let command: (name: String, arguments: [String])
        if surroundings.environment["WAYLAND_DISPLAY"] != nil {
            command = ("wl-paste", ["--type", "image/png"])
        } else if surroundings.environment["DISPLAY"] != nil {
            command = ("xclip", ["-selection", "clipboard", "-t", "image/png", "-o"])
        } else {
            throw Refusal(
                "There is no clipboard that can be read from here.", next: "Save the picture and /open it.",
                exit: .unavailable)
        }
        let data: Data
        do {
            let result = try await OtherPrograms.output(of: command.name, command.arguments, in: surroundings)
            guard !result.isEmpty else {
                throw Refusal("There is no picture on the clipboard.", next: "Copy one, then /paste.", exit: .noInput)
            }
            data = result
        } catch let refusal as Refusal {
            throw refusal
        } catch {
            throw Refusal(
                "The clipboard can't be read: \(command.name) is missing or gave up.",
                next: "Install it (apt install \(command.name == "xclip" ? "xclip" : "wl-clipboard")), or /open a file.",
                exit: .unavailable)
        }
        try await conversation.open(data: data, source: "clipboard.png")
    }
}
