import Foundation
import ImageModels
import TerminalUI
import Wording

/// The help texts, put together from the table of commands.
struct Help {
    let style: Style
    let columns: Int

    /// What fits into any window: three lines of use, the commands that are used most, and the topics.
    var overview: [String] {
        var lines = use + [""]
        for (names, meaning) in Help.mostUsed {
            lines += Paragraph.entry(names, meaning, column: 18, columns: columns, styled: style.bold)
        }
        lines += [""] + sentences("/help all, COMMAND, or one of these:")
        for topic in HelpTopic.allCases where topic != .all {
            lines += Paragraph.entry(
                topic.rawValue, topic.summary, column: columns < 60 ? 12 : 18, columns: columns, styled: style.bold)
        }
        return lines
    }

    /// The commands of the overview, as they are typed. Their words are short enough for narrow windows.
    static let mostUsed = [
        ("/open PICTURE", "start from a picture"), ("/undo  /redo", "go back, and forth"),
        ("/tree", "turns and branches"), ("/vary 3", "three at once"), ("/export FILE", "write the picture"),
        ("/model NAME", "ask another model"), ("/demo", "see three edits"), ("/quit", "leave; all is saved"),
    ]

    private var use: [String] {
        [
            "Say what to change: make the jacket red", "Then go on: turn it into a sticker",
            "Every turn is saved; /undo goes back.",
        ].flatMap(sentences)
    }

    func about(_ topic: HelpTopic) -> [String] {
        switch topic {
        case .all: everything
        case .keys: keys
        case .local: builtInModel
        case .money: group(.money) + [""] + money
        case .pictures: group(.picture) + [""] + Help.paths.flatMap(sentences)
        default: topic.group.map(group) ?? []
        }
    }

    func about(_ command: SlashCommand) -> [String] {
        var lines = Paragraph.lines("/\(command.name) \(command.usage)", columns: columns, indent: 4).map(style.bold)
        lines += sentences(command.summary)
        for block in HelpBlock.blocks(of: command.details) {
            switch block {
            case .sentences(let text): lines += sentences(text)
            case .row(let indent, let left, let right):
                lines += Paragraph.entry(left, right, indent: indent, column: indent + 30, columns: columns)
            case .typed(let indent, let text):
                let margin = String(repeating: " ", count: indent)
                lines += Paragraph.lines(text, columns: columns - indent, indent: 4).map { margin + $0 }
            }
        }
        return lines
    }

    private var everything: [String] {
        use + SlashCommand.Group.allCases.flatMap { [""] + group($0) } + [""] + keys
            + [""] + Help.paths.flatMap(sentences)
            + sentences("/help COMMAND tells more; /help local tells what the built-in model understands.")
    }

    private func group(_ group: SlashCommand.Group) -> [String] {
        [style.bold(group.rawValue)]
            + SlashCommand.all.filter { $0.group == group }.flatMap { command in
                let usage = command.usage.count > 16 ? "" : " " + command.usage
                let name = "/\(command.name)\(usage)".trimmingCharacters(in: .whitespaces)
                return Paragraph.entry(name, command.summary, columns: columns, styled: style.bold)
            }
    }

    private var keys: [String] {
        [style.bold("Keys")]
            + Help.keys.flatMap { Paragraph.entry($0, $1, columns: columns, styled: style.bold) }
            + sentences("// begins an instruction that has a slash in front.")
    }

    private func sentences(_ text: String) -> [String] { Paragraph.lines(text, columns: columns) }

    /// Keys and what they do.
    static let keys = [
        ("^C", "drop the line, or the lines typed ahead; else cancel the turn that is under way"), ("^D", "leave"),
        ("^R", "search the lines that were typed before"),
        ("Right", "at the end of the line: take what is suggested in grey; Ctrl-Right a word of it"),
        ("Enter", "during a turn: the line follows the turn; Up takes it back"),
        ("Tab", "complete commands, paths, turns, sessions, models"), ("^X^E", "write the line in your editor"),
        ("^V, Alt-V", "attach the picture on the clipboard"),
        ("Alt-Enter", "another line in the same instruction, as do Shift-Enter and \\ at the end"),
    ]

    /// What less says below a page, in its own notation.
    static let pagerPrompt = "?eend:Space goes on., q leaves"

    static let paths = ["@photo.png in an instruction attaches a picture. A picture's path alone opens it."]

    /// What is to be known of paid models.
    private var money: [String] {
        sentences("The built-in model costs nothing. Others need a key, which a command of the shell keeps:")
            + ModelCatalogue.standard.services.flatMap { service in
                Paragraph.entry(
                    "retouch key set \(service.id)", service.keyPage ?? "", column: 30, columns: columns,
                    styled: style.bold)
            }
            + sentences(
                "Nothing paid is sent twice. More than one paid request at once asks first. /models has prices.")
    }
}

extension Help {
    /// What the built-in model understands.
    var builtInModel: [String] {
        var lines = sentences("The built-in model works with no key and no network. It understands, for example:")
        for (kind, instructions) in Grammar.examples {
            lines.append("")
            lines.append(style.bold(kind))
            for text in instructions { lines += Paragraph.entry(text, "", columns: columns) }
        }
        lines.append("")
        lines += wrapped("clothes", Grammar.garmentNames)
        lines += wrapped("things", Grammar.thingNames)
        lines += wrapped("colours", Grammar.colourNames + ["#c8202a"])
        lines.append("")
        lines += sentences(
            "Clothes and hair need a face in the picture. Say which of several people: the left one, the biggest one. "
                + "What is to be removed, mark with /region first; people and things in the list are found without. "
                + "Words for how much: a bit, slightly, much, by 20 %. Several edits join with and.")
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
