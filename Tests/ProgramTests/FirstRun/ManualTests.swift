import Foundation
import TestSupport
import Testing

extension TheProgram {
    @Suite("The manual page and the completion scripts") struct ManualTests {
        private func manual(_ place: Workplace) throws -> String {
            let run = try place.run(["manual"])
            try #require(run.status == 0, "\(run.talk)")
            return run.output
        }

        /// What a shell command says, and how it ended.
        private func shell(_ command: String, at place: Workplace) throws -> (PseudoTerminal.Ending, String) {
            let terminal = try PseudoTerminal(
                "/bin/sh", ["-c", command],
                environment: place.environment(["RETOUCH": BuiltPrograms.path(of: "retouch")]),
                folder: place.url.path, columns: 200, rows: 50)
            let ending = try terminal.waitForEnd()
            return (ending, terminal.written)
        }

        private static func has(_ program: String) -> Bool {
            ["/usr/bin/", "/bin/"].contains { FileManager.default.isExecutableFile(atPath: $0 + program) }
        }

        @Test("It names every subcommand, slash command, variable, key and exit code")
        func complete() throws {
            let place = try Workplace()
            // As a reader sees it: escaped hyphens and fonts aside.
            let text = try manual(place).replacing("\\-", with: "-").replacing(/\\f[BIR]/, with: "")
                .replacing("\\(ha", with: "^")
            let help = try place.run(["--help"]).output
            let commands = help.matches(of: /\n  ([a-z]+)(?: \(default\))? {2,}\S/).map { String($0.1) }
            #expect(commands.contains("open") && commands.contains("export") && commands.count > 11)
            for command in commands { #expect(text.contains(".SS \"retouch \(command)"), "\(command)") }
            for command in try SourceText.slashCommands() {
                #expect(text.contains("\n.TP\n/\(command)"), "\(command)")
            }
            for variable in try SourceText.variables() { #expect(text.contains(variable), "\(variable)") }
            for code in [0, 1, 64, 65, 66, 69, 73, 75, 76, 77, 78, 130] { #expect(text.contains("\n.TP\n\(code)\n")) }
            for part in ["^X^E", "--sessions dir", "--max-outside percent", "~/.config/retouch/config.json"] {
                #expect(text.replacing("\\(ti", with: "~").contains(part), "\(part)")
            }
            #expect(!text.contains("manual\n.RE") && !commands.contains("manual"))
        }

        @Test("groff and mandoc have nothing to complain about, and nothing is lost between source and page")
        func renders() throws {
            let place = try Workplace()
            try place.add("retouch.1", Data(try manual(place).utf8))
            if Self.has("groff") {
                let (ending, complaints) = try shell("groff -man -Tutf8 -ww retouch.1 > page.txt", at: place)
                #expect(ending == .exited(0) && complaints.isEmpty, "\(complaints)")
                let page = place.text("page.txt")
                    .replacing(/\u{1B}\[[0-9;]*m|.\u{8}/.matchingSemantics(.unicodeScalar), with: "")
                    .replacing(/\s+/, with: " ")
                for part in ["EXIT STATUS", "-o, --output", "make the jacket {red|blue|dark green}", "\\ at the end"] {
                    #expect(page.contains(part), "\(part)")
                }
            }
            if Self.has("mandoc") {
                let (ending, complaints) = try shell("mandoc -T lint -W warning retouch.1", at: place)
                #expect(ending == .exited(0) && complaints.isEmpty, "\(complaints)")
            }
        }

        @Test("Each shell accepts its completion script", arguments: ["bash", "zsh", "fish"])
        func scripts(shell name: String) throws {
            let place = try Workplace()
            let run = try place.run(["--generate-completion-script", name])
            #expect(run.status == 0 && run.output.contains("export"))
            try place.add("script", Data(run.output.utf8))
            guard Self.has(name) else { return }
            let (ending, complaints) = try shell("\(name) -n script", at: place)
            #expect(ending == .exited(0) && complaints.isEmpty, "\(complaints)")
        }

        @Test("bash's Tab offers commands, models, and the sessions and turns that there are")
        func offers() throws {
            let place = try Workplace()
            try place.edit("sepia", "make it warmer")
            try place.edit("sepia")
            let script = try place.run(["--generate-completion-script", "bash"]).output
            try place.add("script", Data(script.utf8))
            try place.add(
                "tab.bash",
                Data(
                    """
                    source ./script
                    PATH=$(dirname "$RETOUCH"):$PATH
                    tab() {
                        COMP_WORDS=(retouch "$@"); COMP_CWORD=$#; COMP_LINE="retouch $*"; COMP_POINT=${#COMP_LINE}
                        COMP_TYPE=9; COMPREPLY=()
                        _retouch retouch "${!#}" "${COMP_WORDS[COMP_CWORD-1]}"
                        echo "$*: ${COMPREPLY[*]}"
                    }
                    tab exp
                    tab show ""
                    tab export 1 ""
                    tab edit photo.png --model nb
                    tab key set ""
                    """.utf8))
            let (ending, text) = try shell("bash tab.bash", at: place)
            #expect(ending == .exited(0))
            let lines = text.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
            #expect(lines.contains("exp: export"), "\(text)")
            #expect(lines.contains { $0.hasPrefix("show : 2 1") }, "\(text)")
            #expect(lines.contains { $0.hasPrefix("export 1 : 0 1 2") }, "\(text)")
            #expect(
                lines.contains { $0.hasPrefix("edit photo.png --model nb: nb2") && $0.contains("nb2.1") }, "\(text)")
            #expect(lines.contains { $0.hasPrefix("key set : cometapi google openai") }, "\(text)")
        }
    }
}
