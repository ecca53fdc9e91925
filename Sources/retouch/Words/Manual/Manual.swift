import Foundation
import ImageModels

/// The manual page, made from the tables that the program itself goes by: so it can't tell of another program.
struct Manual {
    /// What the argument parser tells of the program.
    let program: CommandDescription
    let catalogue: ModelCatalogue
    let date: String

    var roff: String {
        var page = Roff(title: "RETOUCH", section: 1, date: date, source: Program.nameAndVersion)
        page.section("NAME")
        page.words("retouch - edit pictures by conversation, in the terminal")
        synopsis(&page)
        page.section("DESCRIPTION")
        page.words(
            "Opens a picture and reads instructions: what to change, in plain words. A model makes the next picture of each, "
                + "and every turn is kept in a numbered session folder. Outside what an edit needed to touch, the picture "
                + "stays as it was. Without a key for a service, a built-in model does the work, with no network.")
        page.paragraph(
            "Where standard input is no terminal, its lines are instructions and commands, and the first failure ends the "
                + "program. Data go to standard output, talk to standard error.")
        commands(&page)
        options(&page)
        conversation(&page)
        surroundings(&page)
        page.section("EXAMPLES")
        page.blocks(HelpBlock.blocks(of: program.discussion ?? ""))
        for line in Manual.examples { page.blocks([.typed(indent: 2, line)]) }
        return page.text
    }

    private static let examples = [
        "retouch edit photo.jpg -e \"make the jacket red\" -e \"turn it into a sticker\" -o out.png --json",
        "retouch replay 1 --on ben.jpg", "retouch export 1 -o edits.ora",
        "printf 'sepia\\n/export out.jpg\\n' | retouch photo.jpg",
    ]

    // MARK: The command line

    private func synopsis(_ page: inout Roff) {
        page.section("SYNOPSIS")
        page.lines(
            program.leaves.map { command in
                let name = command.commandName == "open" ? "retouch" : "retouch \(command.commandName)"
                return ([Roff.bold(name), "[\(Roff.italic("options"))]"] + command.positionals.map(\.term))
                    .joined(separator: " ")
            })
    }

    private func commands(_ page: inout Roff) {
        page.section("COMMANDS")
        for command in program.leaves {
            page.subsection("retouch \(command.commandName)")
            page.words(command.abstract ?? "")
            page.blocks(HelpBlock.blocks(of: command.discussion ?? ""))
            for argument in command.positionals where !(argument.abstract ?? "").isEmpty {
                page.item(argument.term, argument.meaning)
            }
            for option in command.options where !isShared(option) { page.item(option.term, option.meaning) }
        }
    }

    /// Options that several commands have are told once.
    private func options(_ page: inout Roff) {
        page.section("OPTIONS")
        page.words("Options that several commands have.")
        var told: [CommandDescription.Argument] = []
        let leaves = program.leaves
        for option in leaves.flatMap(\.options) where isShared(option) && !told.contains(where: option.isSame) {
            told.append(option)
            let having = leaves.filter { $0.options.contains(where: option.isSame) }.map(\.commandName)
            let scope = having.count <= leaves.count / 2 ? " For \(having.joined(separator: ", "))." : ""
            page.item(option.term, option.meaning + scope)
        }
    }

    private func isShared(_ option: CommandDescription.Argument) -> Bool {
        program.leaves.count { $0.options.contains(where: option.isSame) } > 2
    }

    // MARK: The conversation

    private func conversation(_ page: inout Roff) {
        page.section("CONVERSATION")
        page.words(
            "A line is an instruction, unless it is a picture's path or begins with a slash. // begins an instruction.")
        for text in Help.paths { page.paragraph(text) }
        page.paragraph("Commands may be shortened as long as only one begins so.")
        for group in SlashCommand.Group.allCases {
            page.subsection(group.rawValue)
            for command in SlashCommand.all where command.group == group {
                let usage = command.usage.isEmpty ? "" : " " + Roff.escaped(command.usage)
                page.item(Roff.bold("/" + command.name) + usage, command.summary)
                page.blocks(HelpBlock.blocks(of: command.details))
            }
        }
        page.section("KEYS")
        for (key, meaning) in Help.keys { page.item(Roff.bold(key), meaning) }
    }

    // MARK: Surroundings

    private func surroundings(_ page: inout Roff) {
        page.section("ENVIRONMENT")
        for (names, meaning) in Manual.variables(of: catalogue) {
            page.item(names.map(Roff.bold).joined(separator: ", "), meaning)
        }
        page.section("FILES")
        for (path, meaning) in Manual.files { page.item(Roff.italic(path), meaning) }
        page.section("EXIT STATUS")
        for status in ExitStatus.allCases { page.item(Roff.bold(String(status.rawValue)), status.meaning) }
    }
}
