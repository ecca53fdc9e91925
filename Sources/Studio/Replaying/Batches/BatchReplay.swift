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
    private var hasLeft = false
    /// Ends what may be ended at any time.
    private var interrupt: (@Sendable () -> Void)?

    /// All items of the set have this model. Throws `SessionFailure`: `setInUse` while another program goes on with the set.
    public init(_ set: ReplaySet, by model: any BatchModel, _ terms: Terms = Terms()) throws(SessionFailure) {
        self.set = set
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
        var open = Array(repeating: 0, count: entries.count)
        for job in journal.state.open where job.isMaking {
            for index in job.keys.compactMap({ BatchKey($0) }).compactMap({ items[$0.start] }) { open[index] += 1 }
        }
        return entries.indices.map { index in
            let entry = entries[index]
            guard entry.problem == nil, entry.same == nil else { return 0 }
            return max(0, replay.steps.count - entry.done - open[index])
        }
    }

    /// Lines that jobs have now.
    public var openLines: Int { journal.state.open.filter(\.isMaking).reduce(0) { $0 + $1.lines } }

    /// Those of them that are in jobs of which it is not known whether they were made.
    public var unmadeLines: Int {
        journal.state.open.filter { $0.isMaking && $0.id == nil }.reduce(0) { $0 + $1.lines }
    }

    private func turns(of session: Int) -> Int {
        (try? set.folder.read(session)).map { replay.turns(in: $0).count } ?? 0
    }

    // MARK: Rounds

    /// Goes on until there is nothing left to do, or what has to be decided elsewhere; after `survey`. Cancelling the task
    /// ends it, and jobs stay under way. Throws what concerns all pictures.
    public func perform(onEvent: @escaping @Sendable (Event) -> Void) async throws -> End {
        for job in journal.state.open where !job.isMaking { try note(.notMade, of: job.name) }
        var (left, stuck): (End?, [String]) = (nil, [])
        for step in replay.steps.indices {
            do {
                switch try await round(step, onEvent) {
                case .done: break
                // The others go on with their next step.
                case .late(let step, let pictures, let dollars):
                    left = left ?? .late(step: step, pictures: pictures, dollars: dollars)
                case .underWay: return .underWay
                case .stuck(let jobs): stuck += jobs
                }
            } catch {
                if case .asked? = stopping, !Task.isCancelled { return .underWay }
                throw error
            }
        }
        if let left { return left }
        if !stuck.isEmpty {
            // What is the same for all is better told as what it is.
            if let error = refusalOfAll { throw error }
            return .stuck(jobs: stuck)
        }
        guard journal.state.open.isEmpty else { return .underWay }
        if !hasLeft, !journal.state.asked.isEmpty || !journal.state.failed.isEmpty { try note(.finished) }
        return .done
    }

    /// Goes on without the pictures that are waiting for a step. The pass is not over with that: the next run offers them
    /// again.
    public func leave(step: Int) {
        let words = journal.state.reason ?? ""
        for index in waiting(for: step) {
            entries[index].problem = (replay.steps[step].number, BatchFailure.left(words))
            hasLeft = true
        }
    }

    /// The jobs that came no further in this run, by the service's names for them, and why.
    public var unsettledJobs: [(job: String, why: Unsettled)] {
        journal.state.open.compactMap { job in unsettled[job.name].map { (job.id ?? job.name, $0) } }
    }

    /// What went wrong last and has not gone well since.
    public var lastTrouble: (any Error)? { trouble?.error }

    /// Why none of the jobs comes further, where that is no matter of theirs.
    private var refusalOfAll: (any Error)? {
        let open = journal.state.open
        guard let first = open.first, case .refused(let error)? = unsettled[first.name],
            open.count == 1 || error is ModelFailure,
            open.allSatisfy({ if case .refused(let other)? = unsettled[$0.name] { "\(other)" == "\(error)" } else { false } })
        else { return nil }
        return error
    }

    /// What the service said last of lines that it did not answer. Foreign text.
    public var reason: String? { journal.state.reason }

    private func round(_ step: Int, _ onEvent: @escaping @Sendable (Event) -> Void) async throws -> End {
        beginRound(step)
        var interval = terms.looks.lowerBound
        while true {
            var isNew = false
            for job in open(step) where stopping == nil && unsettled[job.name] == nil {
                if try await look(at: job, onEvent) { isNew = true }
            }
            if case .failure(let error)? = stopping { throw error }
            if stopping != nil { return .underWay }
            var ready = ready(for: step)
            while !ready.isEmpty, journal.state.open.count(where: { !isStuck($0) }) < terms.mostUnderWay,
                terms.now() >= notBefore
            {
                isNew = true
                try await prepareJob(of: ready, step: step, onEvent)
                if stopping != nil { return .underWay }
                ready = self.ready(for: step)
            }
            let open = open(step)
            try await cancel(open.filter { age(of: $0) >= terms.deadline && unsettled[$0.name] == nil })
            if open.allSatisfy(isStuck), ready.isEmpty {
                let rest = waiting(for: step)
                if !rest.isEmpty {
                    return .late(step: step, pictures: rest.count, dollars: fullPrice(of: step, pictures: rest.count))
                }
                if open.isEmpty { return .done }
                if let trouble, !open.allSatisfy({ unsettled[$0.name] != nil }) { throw trouble.error }
                return .stuck(jobs: open.map { $0.id ?? $0.name })
            }
            let begun = open.map(\.prepared).min() ?? terms.now()
            onEvent(
                .underWay(
                    step: step, jobs: open.count, lines: open.reduce(0) { $0 + $1.lines },
                    seconds: terms.now().timeIntervalSince(begun)))
            if isNew {
                interval = terms.looks.lowerBound
            } else {
                if terms.detaches { return .underWay }
                try await pause(interval)
                interval = min(interval * 1.5, terms.looks.upperBound)
            }
        }
    }

    /// Notes which lines of a step jobs have, and how often they had them.
    private func beginRound(_ step: Int) {
        for index in entries.indices {
            entries[index].isOpen = false
            entries[index].attempts = 0
            entries[index].asked = nil
        }
        func each(_ text: String, _ body: (Int) -> Void) {
            if let key = BatchKey(text), key.step == step, let index = items[key.start] { body(index) }
        }
        for key in open(step).flatMap(\.keys) { each(key) { entries[$0].isOpen = true } }
        for (text, count) in journal.state.attempts { each(text) { entries[$0].attempts += count } }
        for (text, date) in journal.state.asked { each(text) { entries[$0].asked = date } }
    }

    func open(_ step: Int) -> [BatchState.Job] { journal.state.open.filter { $0.step == step } }

    /// The pictures whose next step this is, and of which no job has it.
    func waiting(for step: Int) -> [Int] {
        entries.indices.filter { index in
            let entry = entries[index]
            return entry.done == step && entry.problem == nil && entry.same == nil && !entry.isOpen
        }
    }

    /// Those of them that a further job may have.
    private func ready(for step: Int) -> [Int] {
        waiting(for: step).filter { index in
            let entry = entries[index]
            return entry.attempts < terms.attempts
                && entry.asked.map { terms.now().timeIntervalSince($0) < terms.deadline } ?? true
        }
    }

    /// Seconds since one of its lines was first asked for.
    private func age(of job: BatchState.Job) -> Double {
        let first = job.keys.compactMap { journal.state.asked[$0] }.min() ?? job.prepared
        return terms.now().timeIntervalSince(first)
    }

    private func isStuck(_ job: BatchState.Job) -> Bool {
        unsettled[job.name] != nil || age(of: job) >= terms.deadline + terms.grace
    }

    func note(_ kind: BatchEvent.Kind, of job: String? = nil, _ change: (inout BatchEvent) -> Void = { _ in })
        throws(SessionFailure)
    {
        var event = BatchEvent(kind, at: terms.now(), job: job)
        change(&event)
        try journal.append(event)
    }
}

/// Why a picture came to nothing in a batch, or the batch itself did.
public enum BatchFailure: Error, Sendable, Equatable {
    /// It failed earlier in this pass, for this reason.
    case earlier(String)
    /// Its time is over or its jobs came back without an answer, and it was not to be paid in full; what the service said.
    case left(String)
    /// The service does not know a job that was made there: another project's key, perhaps.
    case unknownJob(String)
    /// The service lists jobs without their names, so that nobody can say whether this one was made.
    case nameless(String)
    /// The picture that was sent is not in its session any more; where its answer was put, if one has come.
    case pictureGone(kept: String?)
    /// The answers of a job can't be kept or read here.
    case answers(code: Int32)
}
