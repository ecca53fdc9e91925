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
        /// Seconds that the jobs of a round have; what has not come by then is left to be offered at full price.
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
        /// The round's time is over, or its jobs came back without answers: so many of the step's pictures are left, for
        /// which the full price would be paid.
        case late(step: Int, pictures: Int, dollars: Double?)
        /// Jobs that were cancelled and do not end.
        case stuck(jobs: [String])
    }

    struct Entry {
        var sha256 = ""
        var session: Int?
        /// Steps that have their turns.
        var done = 0
        var wasDone = false
        var problem: (step: Int?, error: any Error)?
        var same: String?
        var cost = 0.0
        /// Whether a job that is not over has its line of the round's step.
        var isOpen = false
        var attempts = 0
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
    /// What went wrong last in looking at jobs, for want of anything better to tell.
    var trouble: (any Error)?
    private var waiting: Task<Void, any Error>?

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
        waiting?.cancel()
    }

    func stop(because error: any Error) { stopping = stopping ?? .failure(error) }

    /// Waits as the composition does, and not any longer once it was told to stop.
    func pause(_ seconds: Double) async throws {
        guard stopping == nil else { return }
        let pause = composition.pause
        let waiting = Task { try await pause(seconds) }
        self.waiting = waiting
        _ = await withTaskCancellationHandler {
            await waiting.result
        } onCancel: {
            waiting.cancel()
        }
        self.waiting = nil
        try Task.checkCancellation()
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
                    entries[index].same = set.items[other].name
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

    private func turns(of session: Int) -> Int {
        (try? set.folder.read(session)).map { replay.turns(in: $0).count } ?? 0
    }

    // MARK: Rounds

    /// Goes on until there is nothing left to do, or what has to be decided elsewhere; after `survey`. Cancelling the task
    /// ends it, and jobs stay under way. Throws what concerns all pictures.
    public func perform(onEvent: @escaping @Sendable (Event) -> Void) async throws -> End {
        for job in journal.state.open where !job.isMaking { try note(.notMade, of: job.name) }
        for step in replay.steps.indices {
            if let end = try await round(step, onEvent) { return end }
        }
        guard journal.state.open.isEmpty else { return .underWay }
        if !journal.state.began.isEmpty || !journal.state.failed.isEmpty { try note(.finished) }
        return .done
    }

    private func round(_ step: Int, _ onEvent: @escaping @Sendable (Event) -> Void) async throws -> End? {
        beginRound(step)
        var interval = terms.looks.lowerBound
        while true {
            var isNew = false
            for job in open(step) where stopping == nil {
                if try await look(at: job, onEvent) { isNew = true }
            }
            if case .failure(let error)? = stopping { throw error }
            if stopping != nil { return .underWay }
            let isLate = isLate(step)
            var ready = isLate ? [] : waiting(for: step).filter { entries[$0].attempts < terms.attempts }
            while !ready.isEmpty, journal.state.open.count < terms.mostUnderWay, terms.now() >= notBefore {
                isNew = true
                try await prepareJob(of: ready, step: step, onEvent)
                if stopping != nil { return .underWay }
                ready = waiting(for: step).filter { entries[$0].attempts < terms.attempts }
            }
            let open = open(step)
            if isLate { try await cancel(open) }
            if open.isEmpty, ready.isEmpty {
                let rest = waiting(for: step)
                guard !rest.isEmpty else { return nil }
                return .late(step: step, pictures: rest.count, dollars: fullPrice(of: step, pictures: rest.count))
            }
            if isLate, isStuck(step) {
                if let trouble { throw trouble }
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
        }
        func each(_ text: String, _ body: (Int) -> Void) {
            if let key = BatchKey(text), key.step == step, let index = items[key.start] { body(index) }
        }
        for key in open(step).flatMap(\.keys) { each(key) { entries[$0].isOpen = true } }
        for (text, count) in journal.state.attempts { each(text) { entries[$0].attempts += count } }
    }

    func open(_ step: Int) -> [BatchState.Job] { journal.state.open.filter { $0.step == step } }

    /// The pictures whose next step this is, and of which no job has it.
    func waiting(for step: Int) -> [Int] {
        entries.indices.filter { index in
            let entry = entries[index]
            return entry.done == step && entry.problem == nil && entry.same == nil && !entry.isOpen
        }
    }

    private func isLate(_ step: Int) -> Bool {
        guard let began = journal.state.began[step] else { return false }
        return terms.now().timeIntervalSince(began) >= terms.deadline
    }

    private func isStuck(_ step: Int) -> Bool {
        guard let began = journal.state.began[step] else { return false }
        return terms.now().timeIntervalSince(began) >= terms.deadline + terms.grace
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
    /// The service does not know a job that was made there: another project's key, perhaps.
    case unknownJob(String)
    /// The picture that was sent is not in its session any more.
    case pictureGone
    /// The answers of a job can't be kept or read here.
    case answers(code: Int32)
}
