import Foundation
public import ImageModels
import Pictures
import Sessions

/// Jobs that stand at the service and are in no journal here: `sessions/batches` was removed, or put back as it was earlier, or
/// this is another folder.
extension BatchReplay {
    /// Whose jobs these are, as their names say: the session, the recipe and the pictures of this set.
    var namesOfJobs: String { "retouch-\(journal.name)-\(Self.digest(ofPictures: entries.map(\.sha256)))-" }

    /// The same for the same pictures, in whatever order. The shares of a set have different ones.
    static func digest(ofPictures all: [String]) -> String {
        let digests = Set(all.filter { !$0.isEmpty }).sorted()
        return String(Picture.sha256(of: Data(digests.joined().utf8)).prefix(8))
    }

    /// Asks the service for the jobs that this set has there, and goes on with those that the journal does not know; after
    /// `survey`. Which lines they have is told by their answers, so that no line of their step
    /// is given to another job before they are over. The same holds for those that were asked for so lately that they may not be
    /// listed yet. Throws what the service says where it can't be asked; no further job is made then before it can.
    public func takeOver() async throws -> [BatchJob] {
        guard entries.contains(where: { isWaiting($0) }) else { return [] }
        let prefix = namesOfJobs
        if hold == nil { hold = try asked?.hold(prefix, session: replay.session) }
        let jobs = model.jobs
        let listed: [BatchJob]
        do {
            listed = try await interruptibly { try await jobs.jobs(called: nil) }
            unlisted = nil
        } catch let failure as ModelFailure {
            unlisted = failure
            throw failure
        }
        try knowAgain(listed)
        try holdAsked(Set(listed.map(\.name)))
        let known = Set(journal.state.jobs.map(\.name))
        var found: [BatchJob] = []
        for job in listed where job.name.hasPrefix(prefix) && !known.contains(job.name) {
            guard let step = step(of: job.name), job.mayHaveAnswers,
                entries.contains(where: { isWaiting($0) && $0.done <= step })
            else { continue }
            // Of two by one name, the other is looked for as a twin.
            if found.contains(where: { $0.name == job.name }) {
                try note(.making, of: job.name)
                continue
            }
            let lines = min(max(0, job.requests ?? set.items.count), set.items.count)
            // Its time counts from here on: it is not cancelled unseen.
            try note(.preparing, of: job.name) {
                ($0.step, $0.lines) = (step, lines)
                $0.dollars = (price(of: step, by: model.profile) ?? 0) * Double(lines)
            }
            try note(.making, of: job.name)
            try note(.made, of: job.name) { $0.id = job.id }
            found.append(job)
        }
        return found
    }

    private func isWaiting(_ entry: Entry) -> Bool {
        entry.problem == nil && entry.same == nil && entry.done < replay.steps.count
    }

    /// What the journal, if it was put back as it was earlier, does not tell of jobs that it knows: that they were made, or that
    /// they were asked for since.
    private func knowAgain(_ listed: [BatchJob]) throws {
        for job in journal.state.open where job.id == nil {
            let made = listed.first { $0.name == job.name }
            let asked = asked?.job(called: job.name).map { min($0.at, terms.now()) }
            if made != nil, !job.isMaking { try note(.making, of: job.name, at: asked) }
            if let made {
                try note(.made, of: job.name) { $0.id = made.id }
            } else if let asked, asked > job.asked ?? .distantPast, terms.now().timeIntervalSince(asked) < terms.listing
            {
                try note(.making, of: job.name, at: asked)
            }
        }
    }

    /// Looks for the jobs that were asked for lately, are not listed yet, and are not in the journal, as for those whose making got
    /// no answer: until they would be listed, their step's lines are given to no other.
    private func holdAsked(_ listed: Set<String>) throws {
        let known = listed.union(journal.state.jobs.map(\.name))
        for (name, job) in asked?.all(from: namesOfJobs) ?? [] where !known.contains(name) {
            let age = terms.now().timeIntervalSince(job.at)
            guard age < terms.listing, let step = step(of: name),
                entries.contains(where: { isWaiting($0) && $0.done <= step })
            else { continue }
            let date = age < 0 ? terms.now() : job.at
            try note(.preparing, of: name, at: date) {
                ($0.step, $0.lines) = (step, min(job.lines, set.items.count))
                $0.dollars = (price(of: step, by: model.profile) ?? 0) * Double(min(job.lines, set.items.count))
            }
            try note(.making, of: name, at: date)
        }
    }

    private func step(of job: String) -> Int? {
        guard let number = job.dropFirst(namesOfJobs.count).split(separator: "-").first.flatMap({ Int($0) }),
            replay.steps.indices.contains(number - 1)
        else { return nil }
        return number - 1
    }
}

extension BatchJob {
    /// Whether something was done in it, or may be yet.
    fileprivate var mayHaveAnswers: Bool {
        !isOver || answers != nil || (succeeded ?? 0) > 0
            || [.succeeded, .partlySucceeded].contains(state) && succeeded != 0
    }
}
