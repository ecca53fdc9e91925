import ArgumentParser
import Foundation
import ImageModels
import Locality
import Pictures
import Sessions
import Studio
import TerminalUI

/// `retouch edit PICTURE -e TEXT… -o OUT`: one session without a conversation.
struct EditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit", abstract: "Carry instructions out on a picture, and export the last result.",
        discussion: HelpBlock.flowing(
            """
            The session is kept like any other: retouch resume goes on with it. The first failure ends the program; the
            turns before it are kept. Where the first instruction is declined, there is no session.
            """))

    @Argument(help: "The picture.", completion: .file()) var picture: String
    @Option(
        name: .shortAndLong, help: ArgumentHelp("An instruction; say it again for the next one.", valueName: "text"))
    var execute: [String] = []
    @Option(
        help: ArgumentHelp(
            "A file of instructions, one a line, as retouch script prints them; - for standard input.",
            valueName: "file"), completion: .file())
    var script: String?
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "Where to write the last turn's picture: a file, whose ending tells the format, or a folder.",
            valueName: "file"),
        completion: .file())
    var output: String?
    @Flag(help: "Replace the output file if it exists.") var force = false
    @Option(parsing: .unconditional, help: "1 to 100, for JPEG, WebP and AVIF.") var quality = 90
    @Option(parsing: .unconditional, help: ArgumentHelp("The longest side of the output.", valueName: "px"))
    var maxSide: Int?
    @Option(
        help: ArgumentHelp(
            """
            Confine the edits to X,Y,W,H (pixels or percent), to a polygon's corners X,Y X,Y X,Y, to what a word names, or \
            to a mask; not WHERE is all but that.
            """, valueName: "where"))
    var region: String?
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Fail if more than this share of the pixels outside the edited area changed.", valueName: "percent"))
    var maxOutside: Double?
    @Flag(help: "Don't take over small places far from the rest, which nobody asked for.") var dropSmall = false
    @Option(
        parsing: .unconditional, help: ArgumentHelp("The page or frame of a file that has several.", valueName: "n"))
    var page: Int?
    @OptionGroup var colours: ExportOptions
    @OptionGroup var modelOptions: ModelOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard execute.isEmpty != (script == nil) else {
            throw ValidationError(
                script == nil
                    ? "Say at least one instruction: -e \"make the jacket red\", or --script FILE"
                    : "Take either -e or --script.")
        }
        guard (1...100).contains(quality) else { throw ValidationError("--quality takes a number from 1 to 100.") }
        guard maxSide.map({ $0 > 0 }) ?? true else { throw ValidationError("--max-side takes a number of pixels.") }
        guard maxOutside.map({ (0...100).contains($0) }) ?? true else {
            throw ValidationError("--max-outside takes a number from 0 to 100.")
        }
    }

    /// What is to be done, read before there is a session. Throws a `Refusal`.
    private func steps(_ surroundings: Surroundings) throws -> [Step] {
        guard let script else {
            return try execute.enumerated().map { index, text in
                if case .command(let name, _) = TypedLine(text, exists: { _ in false }) {
                    throw Refusal(
                        "/\(Sanitising.line(name, limit: 40)) is a command of the conversation; edit takes instructions.",
                        kept: "Nothing was done.",
                        next:
                            "retouch edit --help lists the options, --region among them; retouch PICTURE begins a conversation.",
                        exit: .usage)
                }
                let word = BareWord(text: text, isSaid: false, earlier: Array(execute[..<index]))
                if let refusal = word.refusal { throw refusal }
                return Step(
                    number: index + 1, instruction: try PictureOpening.instruction(text) { try surroundings.file($0) })
            }
        }
        let data =
            script == "-"
            ? try Surroundings.standardInput()
            : try PictureOpening.data(at: surroundings.file(script))
        return try ScriptText.steps(
            of: String(decoding: data, as: UTF8.self), named: script == "-" ? "standard input" : script,
            surroundings: surroundings)
    }

    func run() async throws {
        let surroundings = common.surroundings
        let console = common.console(surroundings)
        try await console.reporting {
            // Whatever can be refused is refused before there is a session.
            var request = ExportRequest()
            request.path = try surroundings.pathToWrite(output ?? "")
            request.quality = quality
            request.longestSide = maxSide
            request.replacing = force
            colours.fill(&request)
            if output != nil { try Exporting(console: console).check(request) }
            let models = try Models(surroundings: surroundings, options: modelOptions.network)
            let model = try await modelOptions.chosen(from: models, console: console)
            var steps = try steps(surroundings)
            let url = try surroundings.file(picture)
            let start = try PictureOpening.picture(at: url, page: page)
            for line in PictureLines.remarks(of: start) { console.say(line) }
            if let region {
                let (chosen, selection) = try await RegionChoice.region(region, in: start, models: models) {
                    surroundings.url($0)
                }
                if let selection { console.say(TurnLines.describe(selection)) }
                for index in steps.indices where steps[index].confinement == nil {
                    steps[index].confinement = .placed(chosen, on: start.size)
                }
            }
            for step in steps {
                try model.check(
                    TurnRequest(
                        instruction: step.instruction.prompt, picture: start,
                        references: step.instruction.references.map(\.picture),
                        settings: step.settings(chosen: modelOptions.settings(models), model: model.profile)))
            }
            try Paid.confirm(
                steps.map(\.instruction), by: model, settings: modelOptions.settings(models), yes: modelOptions.yes)
            let writer = try common.folder(surroundings, telling: console).create(
                about: start, source: url.lastPathComponent, program: Program.nameAndVersion, at: Date())
            try writer.begin(
                with: modelOptions.settings(models), model: model.profile, lock: modelOptions.lock, at: Date())
            let studio = modelOptions.studio(over: writer, model: model, models: models, surroundings: surroundings)
            if dropSmall { await studio.dropSmallPlaces() }
            let batch = Batch(
                console: console, settings: modelOptions.settings(models), lock: modelOptions.lock,
                placing: RegionChoice.placing(models: models) { surroundings.url($0) }, mostOutside: maxOutside)
            do {
                try await batch.perform(steps, in: studio)
            } catch {
                await studio.removeIfEmpty()
                throw error
            }
            if output != nil { try Exporting(console: console).export(request, of: await studio.session) }
        }
    }
}

/// Steps that are carried out one after the other, with nobody typing.
struct Batch: Sendable {
    let console: Console
    /// What the command line says; it goes before what the steps say.
    let settings: TurnSettings
    let lock: LockSetting.Mode?
    let placing: Step.Placing
    /// The share of the pixels outside the edited area that may change, in percent.
    var mostOutside: Double?

    /// Stops at the first that fails; says each turn's outcome.
    func perform(_ steps: [Step], in studio: Studio) async throws {
        for (index, step) in steps.enumerated() {
            let advice = CommandLineAdvice(session: await studio.session.number)
            do {
                let model = await studio.model
                try await studio.use(
                    model, settings: step.settings(chosen: settings, model: model.profile),
                    lockIfOther: lock ?? step.lock)
                let instruction = try await studio.placed(step, on: studio.session.state.current, by: placing)
                let turn = try await TurnRunner(console: console).run(instruction, in: studio)
                let session = await studio.session
                if console.json {
                    console.print(json: TurnObject(turn, session: session.number, surroundings: console.surroundings))
                } else {
                    console.print(path: console.surroundings.shown(turn.file))
                }
                console.say(
                    TurnLines.summary(
                        of: turn, style: console.style, surroundings: console.surroundings, advising: advice))
                try check(turn)
            } catch let failure as TurnFailure where failure.saysSoAlready {
                // Where nothing is to be done, what follows is for the picture as it is.
                guard try await isLeft(after: index, of: steps, in: studio) else {
                    try await console.reporting(step.instruction.text, advising: CommandLineAdvice()) { throw failure }
                    return
                }
                console.say("\(Sanitising.line(step.instruction.text, limit: 200)): the picture is so already.")
            } catch {
                // What left no turn leaves no session to go on with.
                let isGone = await studio.session.state.turns.isEmpty
                try await console.reporting(
                    step.instruction.text, advising: isGone ? CommandLineAdvice() : advice
                ) { throw error }
            }
        }
    }

    /// Whether a picture comes of the command: a turn is there, or a step is still to come.
    private func isLeft(after index: Int, of steps: [Step], in studio: Studio) async throws -> Bool {
        if index + 1 < steps.count { return true }
        return await !studio.session.state.turns.isEmpty
    }

    private func check(_ turn: Turn) throws {
        guard let mostOutside else { return }
        let outside = 100 * (1 - (turn.change?.identicalOutside ?? 0))
        guard outside > mostOutside else { return }
        throw Refusal(
            "Turn \(turn.number) changed \(String(format: "%.2f", outside)) % of the pixels outside the edited area: "
                + "more than \(mostOutside) %.",
            kept: "Its picture is in \(console.surroundings.shown(turn.file)).",
            next: "--lock on or --region WHERE keeps more.", exit: .failed)
    }
}
