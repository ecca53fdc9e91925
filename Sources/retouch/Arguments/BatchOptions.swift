import ArgumentParser
import Foundation
import ImageModels
import RemoteModels
import Sessions
import Studio

/// What `retouch replay` takes about batches.
struct BatchOptions: ParsableArguments {
    @Flag(help: "Ask in jobs of many requests, turn by turn across all pictures: half the price, within a day or so.")
    var batch = false
    @Flag(help: "With --batch: return as soon as there is nothing to do but wait; the same command goes on.")
    var detach = false
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "With --batch: how long each request may take, from its first job on (24).", valueName: "hours"))
    var deadline: Double?
    @Flag(help: "With --batch: ask at full price, and without a question, for what the jobs left.")
    var thenFullPrice = false

    func validate() throws {
        if !batch, detach || thenFullPrice || deadline != nil {
            throw ValidationError("--detach, --deadline and --then-full-price belong to --batch.")
        }
        guard deadline.map({ $0 >= 0 && $0 <= 24 * 365 }) ?? true else {
            throw ValidationError("--deadline takes a number of hours.")
        }
    }

    func terms(jobs: Int?, at service: ModelCatalogue.Service?) -> BatchReplay.Terms {
        var terms = BatchReplay.Terms()
        if let listing = service?.batchesListedWithin, (0...86_400).contains(listing) { terms.listing = listing }
        terms.deadline = (deadline ?? 24) * 3600
        terms.detaches = detach
        terms.jobs = jobs ?? max(1, min(4, ProcessInfo.processInfo.activeProcessorCount))
        return terms
    }

    /// The one model as it is asked in batches. Throws a `Refusal` for what has none, and for settings that they don't
    /// have.
    func batched(_ chosen: [any ImageModel], _ replay: Replay, _ settings: TurnSettings) throws -> [any ImageModel] {
        guard chosen.count == 1, let model = chosen.first else {
            throw Refusal(
                "Batches are for one model at a time.", kept: "Nothing was sent.", next: "One --batch after the other.",
                exit: .usage)
        }
        guard let batched = (model as? RemoteModel)?.batched else {
            let how =
                model.profile.service == nil
                ? "\(model.profile.shortName) runs here, where batches save nothing"
                : "\(model.profile.shortName)@\(model.profile.service ?? "") can't be asked in batches"
            throw Refusal(
                "\(how): only Google has them.", kept: "Nothing was sent.",
                next: "Name a model there: --model lite@google. Without --batch, requests go one by one.", exit: .usage)
        }
        let all = replay.steps.map { $0.settings(chosen: settings, model: model.profile) }
        if all.contains(where: { $0.fullHistory == true }) {
            throw Refusal(
                "A batch can't send the whole conversation (history).", kept: "Nothing was sent.",
                next: "--with history=off", exit: .usage)
        }
        if all.contains(where: { $0.tier != nil }) {
            throw Refusal(
                "A batch has its own price, and no tier.", kept: "Nothing was sent.", next: "Leave tier out.",
                exit: .usage)
        }
        return [batched]
    }

    /// What jobs have is not asked for one by one. Throws a `Refusal`.
    static func refuseWhileUnderWay(_ set: ReplaySet, in folder: String?, asked: AskedJobs) throws {
        let lines = try set.linesInJobs(asked: asked)
        guard lines > 0 else { return }
        throw Refusal(
            "\(ReplayReport.count(lines, "request")) of this replay \(lines == 1 ? "is" : "are") in a batch that is under way.",
            kept: "Nothing was sent.",
            next: BatchReport.placed(
                "--batch goes on with it; retouch batch lists its jobs and cancels them.", in: folder), exit: .usage)
    }
}
