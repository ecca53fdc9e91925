import ArgumentParser
import Foundation
import ImageModels
import RemoteModels
import Sessions
import Studio
import TerminalUI

/// `retouch batch`
struct BatchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "batch", abstract: "List, cancel and give up the jobs of retouch replay --batch.",
        discussion: HelpBlock.flowing(
            """
            What a cancelled job had done by then is taken in by the next retouch replay --batch, and what it had not is
            free to be asked for again. A job that is given up (retouch batch forget ID, or forget all) is not looked at
            any more: what it had may be paid twice. A replay with --into has its jobs in that folder:
              retouch batch --sessions shards/3
            """),
        subcommands: [List.self, Cancel.self, Forget.self], defaultSubcommand: List.self)

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "List the jobs, their age and what they cost.",
            usage: "retouch batch list [<options>]")
        @Flag(help: "Those that are over, too.") var all = false
        @OptionGroup var network: NetworkOptions
        @OptionGroup var common: CommonOptions

        func run() async throws {
            let console = common.console(common.surroundings)
            try await console.reporting {
                let sets = BatchJournal.all(in: common.folder(common.surroundings, forReading: true))
                let models = try Models(surroundings: common.surroundings, options: network)
                var count = 0
                for failure in sets.unread { console.complain(Message(failure, surroundings: console.surroundings)) }
                for set in sets.states {
                    let service = try await models.batches(set)
                    for job in set.jobs where all || job.ended == nil {
                        count += 1
                        await show(job, of: set, by: service, console)
                    }
                }
                if count == 0 { console.say("No jobs are under way.") }
            }
        }

        private func unmade(_ job: BatchState.Job) -> String {
            if job.asked != nil { return "is not certainly made" }
            return job.isMaking ? "is put off by the service" : "is being prepared"
        }

        private func show(
            _ job: BatchState.Job, of set: BatchState, by service: GeminiBatches?, _ console: Console
        ) async {
            var news: BatchJob?
            var trouble: String?
            if job.ended == nil, let id = job.id {
                do {
                    news = try await service?.job(id, within: 20)
                } catch ModelFailure.service(let failure) where failure.kind == .unknownModel {
                    trouble = "is not known to the service"
                } catch {
                    trouble = Message(error, surroundings: console.surroundings).what
                }
            }
            let state =
                news?.state.words ?? job.state ?? trouble ?? (job.id == nil ? unmade(job) : "not asked")
            let seconds = (job.ended ?? Date()).timeIntervalSince(job.prepared)
            if console.json {
                return console.print(
                    json: JobObject(
                        id: job.id, name: job.name, session: set.opened?.session, model: set.opened?.model,
                        round: job.step + 1, requests: job.lines, state: state, made: job.prepared, seconds: seconds,
                        dollars: job.dollars, answered: job.answered ?? news?.succeeded))
            }
            console.print(
                [
                    Sanitising.line(job.id ?? job.name, limit: 100),
                    "session \(SessionsFolder.folderName(set.opened?.session ?? 0)) round \(job.step + 1)",
                    ReplayReport.count(job.lines, "request"), Sanitising.line(state, limit: 120),
                    Message.age(seconds), Amounts.dollars(job.dollars),
                ].joined(separator: "  "))
        }
    }

    struct Cancel: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "cancel", abstract: "Ask for the end of a job, or of all.",
            usage: "retouch batch cancel [<options>] <job>")
        @Argument(help: "The job: batches/…, or all.") var job: String
        @OptionGroup var network: NetworkOptions
        @OptionGroup var common: CommonOptions

        func run() async throws {
            let console = common.console(common.surroundings)
            try await console.reporting {
                let found = try jobs(matching: job, common)
                let models = try Models(surroundings: common.surroundings, options: network)
                var last: ExitStatus?
                for (set, job) in found {
                    guard let id = job.id else {
                        let name = Sanitising.line(job.name, limit: 100)
                        let message = Message(
                            "\(name) is not certainly made, and has no name at the service to be cancelled by.",
                            kept: "The same replay looks for it.", next: "retouch batch forget \(name) gives it up.",
                            exit: .tryLater)
                        console.complain(message)
                        last = message.exit
                        continue
                    }
                    do {
                        guard let service = try await models.batches(set) else {
                            throw Refusal("There is no key for \(set.opened?.service ?? "the service").", exit: .noKey)
                        }
                        try await service.cancel(id)
                        console.say("\(Sanitising.line(id, limit: 100)) is being cancelled.")
                    } catch {
                        // The others are to end all the same.
                        let isUnknown =
                            if case ModelFailure.service(let failure) = error { failure.kind == .unknownModel } else {
                                false
                            }
                        var message = Message(
                            isUnknown ? BatchFailure.unknownJob(id) : error, surroundings: console.surroundings)
                        if message.advisesConversation {
                            message.what = "\(Sanitising.line(id, limit: 100)): \(message.what)"
                            (message.kept, message.next) = ("It is as it was.", "retouch batch tells what it does.")
                        }
                        console.complain(message)
                        last = message.exit
                    }
                }
                if let last { throw ExitCode(last.rawValue) }
            }
        }
    }

    struct Forget: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "forget",
            abstract: "Give a job, or all, up: its requests are free to be asked again, and may be paid twice.",
            usage: "retouch batch forget [<options>] <job>")
        @Argument(help: "The job: batches/…, or retouch-… while it has no other name; or all.") var job: String
        @OptionGroup var common: CommonOptions

        func run() async throws {
            let console = common.console(common.surroundings)
            try await console.reporting {
                let folder = common.folder(common.surroundings)
                let found = try jobs(matching: job, common)
                let ids = Set(found.compactMap(\.1.id))
                var answered: [String: [String: Int]] = [:]
                for (set, job) in found {
                    guard let opened = set.opened, let session = opened.session else { continue }
                    let journal = try BatchJournal(
                        of: session, recipe: opened.recipe ?? "", model: opened.model ?? "", service: opened.service,
                        in: folder, at: Date())
                    var event = BatchEvent(.ended, at: Date(), job: job.name)
                    (event.state, event.dollars) = ("given up", job.dollars)
                    let key = "\(session) \(opened.recipe ?? "")"
                    if answered[key] == nil { answered[key] = folder.turns(byJobs: ids, of: set) }
                    let done = min(job.lines, job.id.flatMap { answered[key]?[$0] } ?? 0)
                    event.answered = done
                    try journal.append(event)
                    common.surroundings.askedJobs.forget(job.name)
                    let name = Sanitising.line(job.id ?? job.name, limit: 100)
                    console.say("\(name) is given up; \(BatchReport.free(job.lines, answered: done)).")
                }
            }
        }
    }

    private struct JobObject: Encodable {
        var id: String?
        var name: String
        var session: Int?
        var model: String?
        var round: Int
        var requests: Int
        var state: String
        var made: Date
        var seconds: Double
        var dollars: Double
        var answered: Int?
    }
}

/// The open jobs that a word names. Throws a `Refusal` where there are none.
private func jobs(matching word: String, _ common: CommonOptions) throws -> [(BatchState, BatchState.Job)] {
    let sets = BatchJournal.all(in: common.folder(common.surroundings, forReading: true))
    let found = sets.states.flatMap { set in
        set.open.filter { word == "all" || $0.id == word || $0.name == word || $0.id == "batches/\(word)" }
            .map { (set, $0) }
    }
    guard !found.isEmpty else {
        throw Refusal(
            "No job \(Sanitising.line(word, limit: 100)) is under way.", next: "retouch batch lists them.",
            exit: .noInput)
    }
    return found
}

extension Models {
    /// Where a set's jobs are; `nil` where there is no key for it.
    func batches(_ set: BatchState) async throws -> GeminiBatches? {
        guard let service = set.opened?.service.flatMap(catalogue.service), let key = try await keys.find(service)?.key
        else { return nil }
        return GeminiBatches(
            service: service, base: try network.base(of: service), key: key, transport: try network.transport())
    }
}
