import ArgumentParser
import Foundation
import Sessions
import Studio

/// `retouch replay N`
struct ReplayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay", abstract: "Carry a session's instructions out again, in a new session.",
        discussion: """
            The instructions that led to the session's current turn, in order, on its own starting picture or on another.
              retouch replay 1 --on photos/ben.jpg
              retouch replay 1 --set 2="turn it into a sticker"
            """)

    @Argument(help: "The session's number.") var session: Int
    @Option(help: ArgumentHelp("Another starting picture.", valueName: "picture"), completion: .file()) var on: String?
    @Option(help: ArgumentHelp("Another text for turn K.", valueName: "k=text")) var set: [String] = []
    @Option(name: .shortAndLong, help: "Where to write the last turn's picture.", completion: .file()) var output:
        String?
    @Flag(help: "Replace the output file if it exists.") var force = false
    @OptionGroup var modelOptions: ModelOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let surroundings = common.surroundings
        let console = common.console(surroundings)
        try await console.reporting {
            let folder = common.folder(surroundings)
            let saved = try folder.read(session)
            var replay = try Replay(of: saved)
            for change in set {
                let parts = change.split(separator: "=", maxSplits: 1).map(String.init)
                guard parts.count == 2, let turn = Int(parts[0]),
                    let changed = replay.changing(turn: turn, to: parts[1])
                else {
                    throw Refusal(
                        "--set \(change) names no turn of this replay.", next: "For example: --set 2=\"make it blue\"",
                        exit: .usage)
                }
                replay = changed
            }
            guard !replay.steps.isEmpty else {
                throw Refusal(
                    "Session \(session) has no turns to replay.", next: "retouch show \(session)", exit: .noInput)
            }
            var request = ExportRequest()
            if let output {
                request.path = output
                request.replacing = force
                try Exporting(console: console).check(request)
            }
            let models = try Models(surroundings: surroundings, options: modelOptions.network)
            let model = try await modelOptions.chosen(from: models, console: console)
            let settings = modelOptions.settings(models)
            try Paid.confirm(replay.steps.map(\.instruction), by: model, settings: settings, yes: modelOptions.yes)
            let picture = try on.map { try PictureOpening.picture(at: surroundings.url($0)) } ?? saved.picture(0)
            let source = try on.map { surroundings.url($0).lastPathComponent } ?? saved.opened().source
            let writer = try folder.create(about: picture, source: source, program: Program.nameAndVersion, at: Date())
            let studio = modelOptions.studio(over: writer, model: model, models: models, surroundings: surroundings)
            try await Batch(console: console).perform(replay.steps.map(\.instruction), in: studio)
            if output != nil { try Exporting(console: console).export(request, of: await studio.session) }
        }
    }
}
