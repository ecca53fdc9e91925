import LocalModel
import TerminalUI

/// The help texts, put together from the table of commands.
struct Help {
    let style: Style
    let columns: Int

    var overview: [String] {
        var lines = [
            "Type what to change: \(style.bold("make the jacket red"))",
            "Then go on from the result: \(style.bold("turn it into a sticker"))",
            "Every turn is saved; \(style.bold("/undo")) goes back, \(style.bold("/export FILE")) hands it over.",
        ]
        for group in SlashCommand.Group.allCases {
            let commands = SlashCommand.all.filter { $0.group == group }
            lines.append("")
            lines.append(style.bold(group.rawValue))
            for command in commands { lines += entry("/" + command.name, command.usage, command.summary) }
        }
        lines.append("")
        lines.append(style.bold("Keys"))
        lines += entry("^C", "", "cancel the turn that is under way; on a line, drop the line")
        lines += entry("^D", "", "leave")
        lines += entry("^R", "", "search the lines that were typed before")
        lines += entry("Tab", "", "complete commands, paths, turns, sessions, models")
        lines += entry("^X^E", "", "write the line in your editor")
        lines += entry("Alt-Enter", "", "another line in the same instruction, as does \\ at the end")
        lines.append("")
        lines.append("@photo.png attaches a picture. A picture's path alone opens it. // begins an instruction with /.")
        lines.append("/help COMMAND tells more; /help local tells what the built-in model understands.")
        return lines
    }

    func about(_ command: SlashCommand) -> [String] {
        var lines = [style.bold("/\(command.name) \(command.usage)"), command.summary]
        if !command.details.isEmpty { lines += command.details.split(separator: "\n").map(String.init) }
        return lines
    }

    /// A name with its usage, and beside it (below it where the window is narrow) what it does.
    private func entry(_ name: String, _ usage: String, _ summary: String) -> [String] {
        let left = usage.isEmpty || usage.count > 16 ? name : "\(name) \(usage)"
        let width = 22
        guard left.count < width - 2, columns >= 60 else { return ["  \(left)", "      \(summary)"] }
        return ["  " + left + String(repeating: " ", count: width - left.count) + summary]
    }
}

extension Help {
    /// What the built-in model understands.
    var builtInModel: [String] {
        var lines = [
            style.bold("The built-in model") + " works with no key and no network. It understands, for example:"
        ]
        for (kind, instructions) in Grammar.examples {
            lines.append("")
            lines.append(style.bold(kind))
            lines += instructions.map { "  " + $0 }
        }
        lines.append("")
        lines += wrapped("clothes", Grammar.garmentNames)
        lines += wrapped("things", Grammar.thingNames)
        lines += wrapped("colours", Grammar.colourNames + ["#c8202a"])
        lines.append("")
        lines.append("Clothes and hair need a face in the picture. Say which of several people: the left one, the")
        lines.append("biggest one. Words for how much: a bit, slightly, much, by 20 %. Several edits join with and.")
        return lines
    }

    /// A heading and words, broken at the window's width.
    private func wrapped(_ heading: String, _ words: [String]) -> [String] {
        var lines: [String] = []
        var line = style.bold(heading) + ":"
        var width = heading.count + 1
        for (index, word) in words.enumerated() {
            let text = " " + word + (index == words.count - 1 ? "" : ",")
            if width + text.count > max(20, columns - 1) {
                lines.append(line)
                line = " "
                width = 1
            }
            line += text
            width += text.count
        }
        return lines + [line]
    }
}
