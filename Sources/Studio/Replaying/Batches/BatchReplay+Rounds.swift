import Foundation
import ImageModels
import Sessions

/// Turn by turn across all pictures: jobs are looked at and made until nothing is left of a step.
extension BatchReplay {
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
            open.allSatisfy({
                if case .refused(let other)? = unsettled[$0.name] { "\(other)" == "\(error)" } else { false }
            })
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
            var ready = try await mayMake(for: step) ? ready(for: step) : []
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
                if let unlisted, !waiting(for: step).isEmpty { throw unlisted }
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
                let inDoubt = open.filter { secondsInDoubt($0) > 0 }
                if let longest = inDoubt.map(secondsInDoubt).max() {
                    onEvent(.inDoubt(step: step, lines: inDoubt.reduce(0) { $0 + $1.lines }, seconds: longest))
                }
                try await pause(interval)
                interval = min(interval * 1.5, terms.looks.upperBound)
            }
        }
    }

    /// Whether a further job may be made of a step: not while the service does not tell which jobs stand already. It is asked again.
    private func mayMake(for step: Int) async throws -> Bool {
        guard unlisted != nil, !ready(for: step).isEmpty else { return true }
        do {
            if try await !takeOver().isEmpty { beginRound(step) }
            return true
        } catch is ModelFailure {
            return false
        }
    }

    /// Notes which lines of a step jobs have, and how often they had them.
    func beginRound(_ step: Int) {
        for index in entries.indices {
            entries[index].isOpen = false
            entries[index].attempts = 0
            entries[index].asked = nil
        }
        func each(_ text: String, _ body: (Int) -> Void) {
            if let key = BatchKey(text), key.step == step, let index = items[key.start] { body(index) }
        }
        for key in open(step).flatMap(\.keys) { each(key) { entries[$0].isOpen = true } }
        if open(step).contains(where: \.isFound) {
            for index in entries.indices { entries[index].isOpen = true }
        }
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

    /// How many of the pictures that are left of a step had as many jobs without an answer as they may have.
    public func exhausted(_ step: Int) -> Int {
        // What entries know is of the step that was looked at last.
        var attempts: [Int: Int] = [:]
        for (text, count) in journal.state.attempts {
            if let key = BatchKey(text), key.step == step, let index = items[key.start] {
                attempts[index, default: 0] += count
            }
        }
        return waiting(for: step).count { attempts[$0, default: 0] >= terms.attempts }
    }

    /// Seconds since one of its lines was first asked for.
    private func age(of job: BatchState.Job) -> Double {
        let first = job.keys.compactMap { journal.state.asked[$0] }.min() ?? job.prepared
        return terms.now().timeIntervalSince(first)
    }

    private func isStuck(_ job: BatchState.Job) -> Bool {
        unsettled[job.name] != nil
            || age(of: job) >= terms.deadline + (job.id == nil ? max(terms.grace, terms.listing) : terms.grace)
    }
}
