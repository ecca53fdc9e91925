public import Foundation
public import ImageModels
import Locality
import Pictures
public import Sessions

/// A replay on many pictures in jobs of many requests: turn by turn across all pictures, in whatever time that takes and
/// however often the program is ended meanwhile.
///
/// What was put into jobs is in the set's journal before the job is made; a line that was given to one is given to no
/// other until that one is over and has no answer for it. Answers go the way of any answer, into the pictures' sessions.
public actor BatchReplay {
    public struct Terms: Sendable {
        /// Seconds that a line has from its first job on; what has not come by then is left to be offered at full price.
        public var deadline = 86_400.0
        /// Returns as soon as there is nothing to do but wait.
        public var detaches = false
        /// Pictures that are worked on here at the same time.
        public var jobs = 4
        /// Jobs under way at the service: their files have to fit into the 20 GB that Google gives.
        public var mostUnderWay = 4
        public var limits = JobLimits()
        /// Jobs that may come back without an answer for a line.
        public var attempts = 3
        /// Seconds between two looks at the jobs, at first and at most.
        public var looks = 1.0...60.0
        /// Seconds that a cancelled job is waited for.
        public var grace = 600.0
        /// Seconds within which a job is listed that was made. Where the request for one got no answer, no other is sent before
        /// they have passed, and its lines go nowhere else.
        public var listing = 1800.0
        public var now: @Sendable () -> Date = { Date() }

        public init() {}
    }

    public enum Event: Sendable {
        /// Lines are being made for a job: so many of a step's pictures so far.
        case preparing(step: Int, lines: Int)
        case made(BatchJob, step: Int, lines: Int)
        /// Jobs that are under way, the time since the oldest was begun, and how many lines they have.
        case underWay(step: Int, jobs: Int, lines: Int, seconds: Double)
        case turn(Turn?, session: Int)
        /// Whether jobs of so many lines were made is not known; if they are not listed by then, they are made again.
        case inDoubt(step: Int, lines: Int, seconds: Double)
        /// A request that got no answer had made a job after all, and then another did: this one is cancelled, or over.
        case twin(BatchJob)
        /// A job is over.
        case over(BatchJob, answered: Int, of: Int)
        /// The service wants patience.
        case waiting(seconds: Double)
    }

    /// How far it came.
    public enum End: Sendable {
        /// Each picture has all its turns, or has failed.
        case done
        /// Jobs are under way; the same replay goes on with them.
        case underWay
        /// The time of so many of a step's pictures is over, or their jobs came back without answers: they are left, and the
        /// full price would be paid for them. All others are as far as they come.
        case late(step: Int, pictures: Int, dollars: Double?)
        /// Jobs that were cancelled and do not end, or have ended and don't give their answers. All others are as far as they
        /// come.
        case stuck(jobs: [String])
    }

    /// Why a job comes no further.
    public enum Unsettled: Sendable {
        /// It has answers that are paid, and names no file of them.
        case noFile
        /// Answers that are paid are not in its file, which was put there.
        case incomplete(missing: Int, kept: String)
        /// Its file has more than answers to its lines can have, and was fetched no further; what came of it was put there.
        case tooLong(missing: Int, kept: String)
        /// The service does not give its file.
        case withheld(any Error)
        /// The service does not tell of it.
        case refused(any Error)
    }

    struct Entry {
        var sha256 = ""
        var session: Int?
        /// Steps that have their turns.
        var done = 0
        var wasDone = false
        var problem: (step: Int?, error: any Error)?
        var same: Int?
        var cost = 0.0
        /// Whether a job that is not over has its line of the round's step.
        var isOpen = false
        var attempts = 0
        /// When its first job for that step was begun.
        var asked: Date?
    }

    public nonisolated let set: ReplaySet
    nonisolated let model: any BatchModel
    nonisolated let terms: Terms
    nonisolated let recipe: String
    let journal: BatchJournal
    /// What tells of jobs that were asked for, whatever becomes of the journal.
    nonisolated let asked: AskedJobs?
    var entries: [Entry] = []
    /// By the short digest of a starting picture: the item, and the session that has its turns, be it among the items or
    /// not.
    var items: [String: Int] = [:]
    var sessions: [String: Int] = [:]
    public private(set) var stopping: ReplaySet.Stopping?
    /// Before this, no job is made.
    var notBefore = Date.distantPast
    var backoff = 15.0
    /// What went wrong last in making a job or looking at one, and has not gone well since.
    var trouble: (job: String, error: any Error)?
    /// By their names: jobs that come no further in this run. What they have is asked for nowhere else.
    var unsettled: [String: Unsettled] = [:]
    var hasLeft = false
    /// Keeps programs in other folders from the same.
    var hold: AskedJobs.Hold?
    /// Why the service did not tell which jobs stand. Until it does, no further one is made.
    var unlisted: ModelFailure?
    /// Jobs that stood twice, of which the other goes on.
    var twins: Set<String> = []
    /// Ends what may be ended at any time.
    private var interrupt: (@Sendable () -> Void)?

    /// All items of the set have this model. Throws `SessionFailure`: `setInUse` while another program goes on with the set.
    public init(
        _ set: ReplaySet, by model: any BatchModel, _ terms: Terms = Terms(), asked: AskedJobs? = nil
    ) throws(SessionFailure) {
        self.set = set
        self.asked = asked
        self.model = model
        self.terms = terms
        recipe = set.items.first.map(set.recipe) ?? ""
        journal = try BatchJournal(
            of: set.replay.session, recipe: recipe, model: model.profile.id, service: model.profile.service,
            in: set.folder, at: terms.now())
    }

    public nonisolated var replay: Replay { self.set.replay }
    nonisolated var composition: ReplaySet.Composition { self.set.composition }

    /// Begins nothing further; jobs stay under way, and what is being made of answers comes to its end.
    public func stop() {
        stopping = stopping ?? .asked
        interrupt?()
    }

    func stop(because error: any Error) { stopping = stopping ?? .failure(error) }

    /// Waits as the composition does, and not any longer once it was told to stop.
    func pause(_ seconds: Double) async throws {
        let pause = composition.pause
        do {
            try await interruptibly { try await pause(seconds) }
        } catch is CancellationError {
            try Task.checkCancellation()
        }
    }

    /// Does what can be ended at any time and done again: waiting, looking, bringing files here and there. Throws
    /// `CancellationError` once it was told to stop.
    func interruptibly<Value: Sendable>(
        _ body: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        guard stopping == nil else { throw CancellationError() }
        let task = Task { try await body() }
        interrupt = { task.cancel() }
        defer { interrupt = nil }
        return try await withTaskCancellationHandler {
            try await task.value
        } onCancel: {
            task.cancel()
        }
    }

    // MARK: Before it begins

    /// Looks at all pictures and what there is of them. Returns the turns to ask for, item by item: what a job has is
    /// paid, and what failed in this pass is not asked for again in it.
    public func survey() async -> [Int] {
        entries = Array(repeating: Entry(), count: set.items.count)
        let known = await set.known
        for (key, session) in known where key.recipe == recipe { sessions[BatchKey.short(key.sha256)] = session }
        for index in set.items.indices {
            do {
                let sha256 = Picture.sha256(of: try set.items[index].read())
                entries[index].sha256 = sha256
                let short = BatchKey.short(sha256)
                if let other = items[short] {
                    entries[index].same = other
                    continue
                }
                items[short] = index
                entries[index].session = sessions[short]
                entries[index].done = sessions[short].map(turns) ?? set.reusedSteps.count
                entries[index].wasDone = entries[index].done == replay.steps.count
            } catch {
                entries[index].problem = (nil, error)
            }
            if index.isMultiple(of: 256) { await Task.yield() }
        }
        for (text, words) in journal.state.failed {
            guard let key = BatchKey(text), let index = items[key.start], entries[index].done == key.step,
                replay.steps.indices.contains(key.step)
            else { continue }
            entries[index].problem = (replay.steps[key.step].number, BatchFailure.earlier(words))
        }
        return left.turns
    }

    /// The turns to ask for in jobs, item by item, after `survey`; and of how many pictures jobs left a turn, which is
    /// offered at full price and not asked for in another.
    public var left: (turns: [Int], pictures: Int) {
        let state = journal.state
        var open = Array(repeating: 0, count: entries.count)
        for job in state.open where job.isMaking {
            for index in job.keys.compactMap({ BatchKey($0) }).compactMap({ items[$0.start] }) { open[index] += 1 }
            guard job.isFound else { continue }
            for index in entries.indices.filter({ entries[$0].done == job.step && open[$0] == 0 }).prefix(job.lines) {
                open[index] += 1
            }
        }
        let keys = Set(state.attempts.keys).union(state.asked.keys)
        let isOver = Set(
            keys.filter { text in
                state.attempts[text, default: 0] >= terms.attempts
                    || state.asked[text].map { terms.now().timeIntervalSince($0) >= terms.deadline } ?? false
            }.compactMap { BatchKey($0) }.map { "\($0.start).\($0.step)" })
        var pictures = 0
        let turns = entries.indices.map { index in
            let entry = entries[index]
            guard entry.problem == nil, entry.same == nil else { return 0 }
            let left = max(0, replay.steps.count - entry.done - open[index])
            if left > 0, open[index] == 0, isOver.contains("\(BatchKey.short(entry.sha256)).\(entry.done)") {
                pictures += 1
                return 0
            }
            return left
        }
        return (turns, pictures)
    }

    /// Lines that jobs have now.
    public var openLines: Int { journal.state.open.filter(\.isMaking).reduce(0) { $0 + $1.lines } }

    /// Those of them that are in jobs of which it is not known whether they were made.
    public var unmadeLines: Int {
        journal.state.open.filter { $0.isMaking && $0.id == nil }.reduce(0) { $0 + $1.lines }
    }

    /// Seconds for which jobs are still looked for whose making got no answer.
    public var secondsInDoubt: Double { journal.state.open.map(secondsInDoubt).max() ?? 0 }

    private func turns(of session: Int) -> Int {
        (try? set.folder.read(session)).map { replay.turns(in: $0).count } ?? 0
    }

    func note(
        _ kind: BatchEvent.Kind, of job: String? = nil, at date: Date? = nil,
        _ change: (inout BatchEvent) -> Void = { _ in }
    )
        throws(SessionFailure)
    {
        var event = BatchEvent(kind, at: date ?? terms.now(), job: job)
        change(&event)
        try journal.append(event)
    }
}
