import ArgumentParser
import Foundation
import Sessions
import Studio

/// `retouch edit PICTURE -e TEXT… -o OUT`: one session without a conversation.
struct EditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit", abstract: "Carry instructions out on a picture, and export the last result.",
        discussion: """
            The session is kept like any other: retouch resume goes on with it. The first failure ends the program; the
            turns before it are kept.
            """)

    @Argument(help: "The picture.", completion: .file()) var picture: String
    @Option(name: .shortAndLong, help: "An instruction; say it again for the next one.") var execute: [String] = []
    @Option(
        name: .shortAndLong, help: "Where to write the last turn's picture; the ending tells the format.",
        completion: .file())
    var output: String?
    @Flag(help: "Replace the output file if it exists.") var force = false
    @Option(help: "1 to 100, for JPEG, WebP and AVIF.") var quality = 90
    @Option(help: ArgumentHelp("The longest side of the output.", valueName: "px")) var maxSide: Int?
    @OptionGroup var modelOptions: ModelOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard !execute.isEmpty else {
            throw ValidationError("Say at least one instruction: -e \"make the jacket red\"")
        }
        guard (1...100).contains(quality) else { throw ValidationError("--quality takes a number from 1 to 100.") }
        guard maxSide.map({ $0 > 0 }) ?? true else { throw ValidationError("--max-side takes a number of pixels.") }
    }

    func run() async throws {
        let surroundings = common.surroundings
        let console = common.console(surroundings)
        try await console.reporting {
            // Whatever can be refused is refused before there is a session.
            var request = ExportRequest()
            request.path = output ?? ""
            request.quality = quality
            request.longestSide = maxSide
            request.replacing = force
            if output != nil { try Exporting(console: console).check(request) }
            let models = try Models(surroundings: surroundings, options: modelOptions.network)
            let model = try await modelOptions.chosen(from: models, console: console)
            let instructions = try execute.map { text in
                try PictureOpening.instruction(text) { surroundings.url($0) }
            }
            let url = surroundings.url(picture)
            let writer = try common.folder(surroundings).create(
                about: try PictureOpening.picture(at: url), source: url.lastPathComponent,
                program: Program.nameAndVersion, at: Date())
            let studio = Studio(
                writer: writer, model: model, settings: modelOptions.settings(models),
                rescueFolder: surroundings.rescueFolder, spendingLog: SpendingLog(file: surroundings.spendingFile))
            try Paid.confirm(instructions, by: model, settings: modelOptions.settings(models), yes: modelOptions.yes)
            try await Batch(console: console).perform(instructions, in: studio)
            if output != nil { try Exporting(console: console).export(request, of: await studio.session) }
        }
    }
}

/// Instructions that are carried out one after the other, with nobody typing.
struct Batch: Sendable {
    let console: Console

    /// Stops at the first that fails; says each turn's outcome.
    func perform(_ instructions: [Instruction], in studio: Studio) async throws {
        for instruction in instructions {
            try await console.reporting(instruction.text) {
                let turn = try await TurnRunner(console: console).run(instruction, in: studio)
                let session = await studio.session
                if console.json {
                    console.print(json: TurnObject(turn, session: session.number, surroundings: console.surroundings))
                } else {
                    console.print(path: console.surroundings.shown(turn.file))
                }
                console.say(TurnLines.summary(of: turn, style: console.style, surroundings: console.surroundings))
            }
        }
    }
}
