import ArgumentParser
import Foundation
import Sessions
import Studio

/// `retouch script N`
struct ScriptCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "script", abstract: "Print a session's instructions as a text file that retouch edit carries out.",
        discussion: HelpBlock.flowing(
            """
            One instruction a line, in the order that led to the turn; lines that begin with "# " are comments.
              retouch script 7 > jacket.txt
              retouch edit photo.jpg --script jacket.txt -o out.png
            Attached pictures and masks are named where the session keeps them.
            """))

    @OptionGroup var which: SessionArgument
    @Argument(help: "The turn; the current one by default.", completion: .turns) var turn: Int?
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let surroundings = common.surroundings
        let console = common.console(surroundings)
        try await console.reporting {
            let folder = common.folder(surroundings, forReading: true, telling: console)
            let saved = try folder.read(which.number(in: folder, console))
            let replay = try Replay(of: saved, to: turn)
            let script = try ScriptText.script(of: replay, in: saved, surroundings: surroundings)
            if console.json {
                for line in script.lines { console.print(json: LineObject(line)) }
            } else {
                let name = try saved.name ?? saved.opened().source
                console.print("# Session \(saved.number), turn \(replay.turn): \(ScriptText.comment(name))")
                Console.write(ScriptText.shown(script.text, surroundings), to: STDOUT_FILENO)
            }
        }
    }

    private struct LineObject: Encodable {
        var line: Int
        var instruction: String?
        var set: String?
        var value: String?

        init(_ line: Script.Line) {
            self.line = line.number
            switch line.content {
            case .instruction(let text): instruction = text
            case .region(let region): (set, value) = ("region", region ?? "off")
            case .setting(let name, let value): (set, self.value) = (name, value)
            }
        }
    }
}
