public import Foundation
import ImageModels

/// One line of a set's journal: what became of requests that were put into jobs.
public struct BatchEvent: Sendable, Equatable, Codable {
    public enum Kind: String, Sendable, Codable {
        /// The first line: whose set it is.
        case opened
        /// A file for a job is being made and sent.
        case preparing
        /// The request that makes the job is going out: from here on there may be one.
        case making
        /// The service said that there is no job yet, and to ask later.
        case putOff
        /// There is a job.
        case made
        /// There is no job: its lines are free again.
        case notMade
        /// Its end was asked for.
        case cancelling
        /// All its answers have been taken, and nothing more comes of it.
        case ended
        /// A line that came to nothing, for good in this pass.
        case failed
        /// Requests one by one: what they are expected to cost, or how far that was from what they did.
        case paid
        /// Nothing is left to ask for: what comes next is another pass.
        case finished
    }

    public var event: Kind
    public var at: Date
    /// Of `opened`: the session that is replayed, its recipe, the model and its service.
    public var session: Int?
    public var recipe: String?
    public var model: String?
    public var service: String?
    /// The job's name, which is known before there is one.
    public var job: String?
    /// The step that the lines carry out, from 0.
    public var step: Int?
    /// The lines' keys; none of a job that was found at the service, whose answers tell them.
    public var keys: [String]?
    /// Of `preparing`, without keys: how many lines it has.
    public var lines: Int?
    /// What they are expected to cost; of `ended`, what came of them did.
    public var dollars: Double?
    /// Of `made`: the service's name for it, and for the file that was sent.
    public var id: String?
    public var file: String?
    /// Of `ended`: the state in the service's word, and how many lines had an answer.
    public var state: String?
    public var answered: Int?
    /// Of `failed`: the line, and why. Of `ended`: the reason that most lines without an answer gave.
    public var key: String?
    public var words: String?

    public init(_ event: Kind, at: Date, job: String? = nil) {
        self.event = event
        self.at = at
        self.job = job
    }
}

extension BatchEvent {
    /// Whether its numbers and names are such as this program writes.
    var isSensible: Bool {
        func isMoney(_ dollars: Double) -> Bool { (-1e9...1e9).contains(dollars) && (event == .paid || dollars >= 0) }
        return step.map { (0..<100_000).contains($0) } ?? true && session.map { $0 >= 0 } ?? true
            && [answered, lines].allSatisfy { $0.map { (0...1_000_000_000).contains($0) } ?? true }
            && dollars.map(isMoney) ?? true
            && recipe.map { $0.wholeMatch(of: /[0-9a-f]{0,64}/) != nil } ?? true
            && id.map(BatchJob.isName) ?? true && file.map(BatchJob.isName) ?? true
    }
}

/// What a set's journal adds up to.
public struct BatchState: Sendable, Equatable {
    /// A job that was to be made.
    public struct Job: Sendable, Equatable {
        public var name: String
        public var step: Int
        /// Its lines; none of one that has ended.
        public var keys: [String]
        public var lines: Int
        /// Whether it was found at the service: its lines may be any of its step.
        public var isFound = false
        public var dollars: Double
        public var prepared: Date
        public var isMaking = false
        /// When the last request to make it went out; `nil` where there is no job for certain.
        public var asked: Date?
        /// Requests to make it that went out and were not put off.
        public var requests = 0
        public var id: String?
        public var file: String?
        public var isCancelling = false
        public var ended: Date?
        public var state: String?
        public var answered: Int?
    }

    public private(set) var opened: BatchEvent?
    /// All jobs that were made or may have been, in order.
    public private(set) var jobs: [Job] = []
    /// Of this pass: the lines that came to nothing for good, with the reasons.
    public private(set) var failed: [String: String] = [:]
    /// Of this pass: how many jobs that have ended had a line.
    public private(set) var attempts: [String: Int] = [:]
    /// Of this pass: when the first job was begun that had a line.
    public private(set) var asked: [String: Date] = [:]
    /// Of this pass: what the service said last of lines that it did not answer.
    public private(set) var reason: String?
    /// Of this pass, in dollars: what has come, and what is expected of the jobs that are open.
    public private(set) var dollars = 0.0

    public init() {}

    /// Jobs that exist, or may exist, and have not been taken in.
    public var open: [Job] { jobs.filter { $0.ended == nil } }

    mutating func take(_ event: BatchEvent) {
        func change(_ body: (inout Job) -> Void) {
            if let index = jobs.lastIndex(where: { $0.name == event.job }) { body(&jobs[index]) }
        }
        switch event.event {
        case .opened: opened = opened ?? event
        case .preparing:
            // A journal may have been written on by other hands: a job is begun once, and has all of its lines.
            if let index = jobs.firstIndex(where: { $0.name == event.job }) {
                guard jobs[index].ended == nil else { return }
                let known = Set(jobs[index].keys)
                jobs[index].keys += (event.keys ?? []).filter { !known.contains($0) }
                jobs[index].lines = max(jobs[index].lines, jobs[index].keys.count)
                return
            }
            jobs.append(
                Job(
                    name: event.job ?? "", step: event.step ?? 0, keys: event.keys ?? [],
                    lines: event.keys?.count ?? event.lines ?? 0, isFound: event.keys == nil,
                    dollars: event.dollars ?? 0, prepared: event.at))
            for key in event.keys ?? [] { asked[key] = asked[key] ?? event.at }
            dollars += event.dollars ?? 0
        case .making:
            change {
                $0.isMaking = true
                $0.file = event.file ?? $0.file
                $0.asked = event.at
                $0.requests += 1
            }
        case .putOff:
            change {
                $0.asked = nil
                $0.requests = max(0, $0.requests - 1)
            }
        case .made:
            change {
                $0.id = event.id
                $0.file = event.file ?? $0.file
            }
        case .notMade:
            guard let index = jobs.lastIndex(where: { $0.name == event.job }) else { return }
            dollars -= jobs[index].dollars
            for key in jobs[index].keys where attempts[key] == nil { asked[key] = nil }
            jobs.remove(at: index)
        case .cancelling: change { $0.isCancelling = true }
        case .ended:
            guard let index = jobs.lastIndex(where: { $0.name == event.job }) else { return }
            dollars += (event.dollars ?? 0) - jobs[index].dollars
            reason = event.words ?? reason
            for key in jobs[index].keys { attempts[key, default: 0] += 1 }
            jobs[index].keys = []
            jobs[index].ended = event.at
            jobs[index].state = event.state
            jobs[index].answered = event.answered
            jobs[index].dollars = event.dollars ?? 0
        case .paid: dollars += event.dollars ?? 0
        case .failed: if let key = event.key { failed[key] = event.words ?? "" }
        case .finished:
            failed = [:]
            attempts = [:]
            asked = [:]
            reason = nil
            dollars = 0
        }
    }
}
