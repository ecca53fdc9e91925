import ArgumentParser
import Foundation
import ImageModels
import Pictures
import Sessions
import Studio
import TerminalUI

/// `retouch replay N`
struct ReplayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay", abstract: "Carry a session's instructions out again, in new sessions.",
        discussion: HelpBlock.flowing(
            """
            The instructions that led to the session's current turn, in order, on its own starting picture or on others.
              retouch replay 1 --on photos/ben.jpg
              retouch replay 1 --set 2="turn it into a sticker" --from 2
              retouch replay 1 --on photos/ --model lite,pro --jobs 8 -o edited/
              retouch replay 1 --on photos/ --model lite@google --batch --detach --yes
              retouch replay 1 --on photos/ --shard 3/10 --into shards/3
            On many pictures, each gets a session of its own; those that fail are listed at the end. Whatever ends the \
            program, the same command goes on where it was left, and asks for nothing again that has come.
            """))

    @Argument(help: "The session's number.", completion: .sessions) var session: Int
    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "Other starting pictures: files, folders, lists (.txt with a path a line, or - for standard input).",
            valueName: "picture"), completion: .file())
    var on: [String] = []
    @Option(help: ArgumentHelp("Another text for turn K.", valueName: "k=text")) var set: [String] = []
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Take over the turns before turn K as they are, and ask from there.", valueName: "k"))
    var from: Int?
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Requests at the same time: 4 for services, 1 for the built-in model.", valueName: "n"))
    var jobs: Int?
    @Flag(help: "Do again what has been done before, in new sessions.") var anew = false
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("Where to write the last turn's picture; of several, a folder for them.", valueName: "file"),
        completion: .file())
    var output: String?
    @Option(name: .customLong("as"), help: ArgumentHelp("The format in that folder: png, jpg …", valueName: "ending"))
    var ending: String?
    @Flag(help: "Replace output files that exist.") var force = false
    @OptionGroup var batch: BatchOptions
    @OptionGroup var spreading: SpreadingOptions
    @OptionGroup var modelOptions: ModelOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard jobs.map({ (1...256).contains($0) }) ?? true else {
            throw ValidationError("--jobs takes a number from 1 to 256.")
        }
        if let ending { _ = try Self.format(ending) }
        if batch.batch, anew { throw ValidationError("--anew and --batch can't be combined.") }
    }

    private static func format(_ ending: String) throws -> PictureFormat {
        guard let format = try? Export.format(for: "picture." + ending) else {
            throw ValidationError("--as takes png, jpg, webp, avif or tif.")
        }
        return format
    }

    func run() async throws {
        let surroundings = common.surroundings
        let console = common.console(surroundings)
        try await console.reporting(advising: CommandLineAdvice(repeats: true)) {
            let folder = common.folder(surroundings, telling: console)
            let saved = try folder.read(session)
            let replay = try changed(Replay(of: saved))
            let starts = try PictureFiles(on, in: surroundings)
            let files = try spreading.share(of: starts.files)
            var models = try Models(surroundings: surroundings, options: modelOptions.network)
            models.needsKeys = !spreading.plan
            var chosen = try await modelOptions.allChosen(from: models, console: console)
            if batch.batch { chosen = try batch.batched(chosen, replay, modelOptions.settings(models)) }
            let isOne = !starts.areMany && chosen.count == 1 && spreading.shard == nil && !batch.batch
            if spreading.shard != nil, files.isEmpty { return console.say("No picture falls into this share.") }
            let delivery = ReplayDelivery(
                console: console, output: try output.map(surroundings.pathToWrite), ending: ending, replacing: force,
                kind: isOne ? .one : .folder(namingModels: chosen.count > 1))
            let items = try chosen.flatMap { model in
                try files.isEmpty ? [item(of: saved, model)] : files.map { Self.item($0, model, surroundings) }
            }
            let target = common.folder(surroundings, in: spreading.into, telling: console) ?? folder
            let composition = composition(
                models: models, surroundings, isAnew: anew || (isOne && !spreading.plan))
            // Before the set looks at what there is: another program's pictures are among it when that has ended.
            let lock =
                composition.isAnew || spreading.plan
                ? nil : try composition.lock(replay, by: chosen, share: spreading.shard, in: target)
            defer { withExtendedLifetime(lock) {} }
            let set = ReplaySet(replay, on: items, in: target, home: folder, composition)
            if spreading.plan {
                let paths = chosen.flatMap { _ in files.isEmpty ? [items[0].name] : files.map(surroundings.shown) }
                guard
                    await ReplayPlan(console: console, settings: modelOptions.settings(models)).print(set, paths: paths)
                else { throw ExitCode(ExitStatus.failed.rawValue) }
                return
            }
            try delivery.check()
            let report = ReplayReport(console: console, replay: replay, isOne: isOne, shard: spreading.shard)
            if batch.batch { return try await runInBatches(set, chosen, report, delivery, models, in: target) }
            if !anew, !isOne {
                try BatchOptions.refuseWhileUnderWay(set, in: namedFolder, asked: console.surroundings.askedJobs)
            }
            try refuseUnsendable(replay, of: saved, by: chosen, settings: modelOptions.settings(models))
            try await confirm(
                set, report, settings: modelOptions.settings(models),
                made: modelOptions.model == nil ? saved.model : nil)
            let isRemote = chosen.contains { $0.profile.service != nil }
            let (results, undelivered) = await ReplayRunner(console: console, report: report, delivery: delivery)
                .run(set, jobs: jobs ?? (isRemote ? 4 : 1))
            try await finish(results, of: set, in: target, report)
            if let undelivered { throw ExitCode(undelivered.exit.rawValue) }
        }
    }

    /// The folder of the new sessions as it was named, for what is to be typed next.
    var namedFolder: String? { (spreading.into ?? common.sessions).map(TypedPath.quoted) }

    /// With the texts of `--set`, and with `--from` checked. Throws a `Refusal`.
    private func changed(_ replay: Replay) throws -> Replay {
        var replay = replay
        for change in set {
            try Refusal.refuse(keyIn: change)
            let parts = change.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                .map(String.init)
            if parts.count == 2, Instruction(text: parts[1]).isBlank, let turn = Int(parts[0]),
                replay.steps.contains(where: { $0.number == turn })
            {
                throw Refusal(
                    "--set \(turn)= has no text: the instruction of turn \(turn) says nothing.",
                    kept: "Nothing was sent.",
                    next: "Another text for it: --set \(turn)=\"make it blue\"", exit: .usage)
            }
            guard parts.count == 2, let turn = Int(parts[0]), let changed = replay.changing(turn: turn, to: parts[1])
            else {
                let turns = replay.steps.map { String($0.number) }.joined(separator: ", ")
                throw Refusal(
                    "--set \(Sanitising.line(change, limit: 60)) names no turn of this replay"
                        + (turns.isEmpty ? "." : "; its turns are \(turns)."),
                    next: "For example: --set \(replay.steps.last?.number ?? 2)=\"make it blue\"", exit: .usage)
            }
            if let from, turn < from {
                throw Refusal(
                    "Turn \(turn) is to be taken over as it is (--from \(from)), and --set changes it.",
                    next: "Begin at it: --from \(turn)", exit: .usage)
            }
            replay = changed
        }
        if let step = replay.steps.first(where: \.instruction.isBlank) {
            throw Refusal(
                "The instruction of turn \(step.number) says nothing.", kept: "Nothing was sent.",
                next: "Another text for it: --set \(step.number)=\"make it blue\"", exit: .usage)
        }
        guard !replay.steps.isEmpty else {
            throw Refusal("Session \(session) has no turns to replay.", next: "retouch show \(session)", exit: .noInput)
        }
        if let from, !replay.steps.contains(where: { $0.number == from }) {
            let turns = replay.steps.map { String($0.number) }.joined(separator: ", ")
            throw Refusal("--from \(from) is no turn of this replay.", next: "Its turns are \(turns).", exit: .usage)
        }
        return replay
    }

    private func item(of session: Session, _ model: any ImageModel) throws -> ReplaySet.Item {
        let source = try session.opened().source
        return .init(name: source, model: model) { try session.picture(0).data }
    }

    private static func item(_ file: URL, _ model: any ImageModel, _ surroundings: Surroundings) -> ReplaySet.Item {
        .init(name: file.lastPathComponent, model: model) { try PictureOpening.data(at: file) }
    }

    private func composition(models: Models, _ surroundings: Surroundings, isAnew: Bool) -> ReplaySet.Composition {
        ReplaySet.Composition(
            program: Program.nameAndVersion, settings: modelOptions.settings(models), lock: modelOptions.lock,
            first: from, isAnew: isAnew,
            studio: { [modelOptions] writer, model in
                modelOptions.studio(over: writer, model: model, models: models, surroundings: surroundings)
            },
            inspect: { data, name in try PictureOpening.picture(from: data, name: name) },
            placing: RegionChoice.placing(models: models) { surroundings.url($0) })
    }

    /// Throws why nothing of it could be sent, before there is talk of money: where each model would turn some step down.
    private func refuseUnsendable(
        _ replay: Replay, of session: Session, by models: [any ImageModel], settings: TurnSettings
    ) throws {
        guard let start = try? session.picture(0) else { return }
        func objection(of model: any ImageModel) -> (any Error)? {
            for step in replay.steps {
                do {
                    try model.check(
                        TurnRequest(
                            instruction: step.instruction.prompt, picture: start,
                            references: step.instruction.references.map(\.picture),
                            settings: step.settings(chosen: settings, model: model.profile)))
                } catch {
                    return error
                }
            }
            return nil
        }
        let objections = models.compactMap(objection)
        if let first = objections.first, objections.count == models.count { throw first }
    }

    /// Says what there is to do and what it costs, and refuses what costs money unless `--yes` was said. `made` is the model that
    /// the session is by, where none was asked for.
    private func confirm(
        _ set: ReplaySet, _ report: ReplayReport, settings: TurnSettings, made: String?
    ) async throws {
        let left = await set.turnsLeft()
        let work = ReplayWork(set, left: left, settings: settings)
        report.sayWork(work)
        if let made, let profile = set.items.first?.model.profile, work.turns > 0, made != profile.chosenBy {
            let what = "Session \(session) is by \(Sanitising.name(made)); this asks \(profile.shortName)"
            guard made != ModelCatalogue.builtInID || work.paidRequests == 0 || modelOptions.yes else {
                throw Refusal(
                    "\(what), \(work.price).", kept: "Nothing was sent.",
                    next: "--model local asks the same as then; --model \(profile.shortName) says that it is meant.",
                    exit: .usage)
            }
            report.console.say("\(what). --model \(Sanitising.name(made)) asks the same as then.")
        }
        try work.confirm("would be sent", saysYes: modelOptions.yes)
    }

    func finish(
        _ results: [ReplayResult], of set: ReplaySet, in folder: SessionsFolder, _ report: ReplayReport
    ) async throws {
        try await finish(results, of: set, stopping: set.stopping, in: folder, report)
    }

    func finish(
        _ results: [ReplayResult], of set: ReplaySet, stopping: ReplaySet.Stopping?, in folder: SessionsFolder,
        _ report: ReplayReport
    ) async throws {
        try report.sayResults(results, stopping: stopping, folder: folder)
        if report.isOne, let result = results.first, case .failed(let step, let error) = result.outcome {
            defer { report.sayLeft(result) }
            let instruction = set.replay.steps.first { $0.number == step }?.instruction.text
            let advice = CommandLineAdvice(session: results.first?.session, repeats: true)
            try await report.console.reporting(instruction, advising: advice) { throw error }
        }
        if case .failure(let error)? = stopping {
            throw ExitCode(Message(error, surroundings: report.console.surroundings).exit.rawValue)
        }
        if case .asked? = stopping { throw ExitCode(ExitStatus.interrupted.rawValue) }
        if !results.allSatisfy(\.isSettled) {
            let stopped = results.contains { if case .stopped = $0.outcome { true } else { false } }
            throw ExitCode((stopped ? ExitStatus.interrupted : .failed).rawValue)
        }
    }
}

extension ModelOptions {
    /// The models that `--model A,B` names, or the standard one. Throws a `Refusal`.
    func allChosen(from models: Models, console: Console) async throws -> [any ImageModel] {
        guard let names = model, names.contains(",") else { return [try await chosen(from: models, console: console)] }
        var chosen: [any ImageModel] = []
        for name in names.split(separator: ",") {
            let choice = try await models.choose(name.trimmingCharacters(in: .whitespaces))
            if let warning = choice.warning { console.say(CommandLineAdvice().text(warning)) }
            if !chosen.contains(where: { $0.profile == choice.model.profile }) { chosen.append(choice.model) }
        }
        return chosen
    }
}
