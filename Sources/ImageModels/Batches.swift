public import Foundation

/// A model that is asked in jobs of many requests: for less, and answered within a day or so. Its profile has the price of
/// that.
public protocol BatchModel: ImageModel {
    /// The same model, asked one request at a time and at its full price.
    var oneByOne: any ImageModel { get }
    /// Where its jobs are made.
    var jobs: any BatchService { get }

    /// One request as a line of a job's file, with its line break; the answer comes back under its key. Throws
    /// `ModelFailure.declined`.
    func line(for request: TurnRequest, key: String) throws -> Data
}

/// Where jobs of many requests are made, looked for, read and cancelled. All of it throws `ModelFailure`.
public protocol BatchService: Sendable {
    /// Takes a file of lines up. Nothing of it is charged; after whatever failure it can be done again.
    func upload(_ file: URL, called name: String) async throws -> String

    /// Makes a job, by one request. Where the failure says that it may have been charged, nobody knows whether there is a
    /// job now: it has to be looked for by its name.
    func make(called name: String, of file: String) async throws -> BatchJob

    /// All jobs by this name, and those of which no name is told; without one, all there are. Throws as well where there
    /// are jobs of which nothing can be known.
    func jobs(called name: String?) async throws -> [BatchJob]

    func job(_ id: String) async throws -> BatchJob

    /// Asks for a job's end. It is over when it says so itself.
    func cancel(_ id: String) async throws

    /// Brings a file of answers to the disk, line by line: it only ever holds whole lines, without keys. What is there
    /// already is gone on with. Throws as well where it came to a part only, what the disk did not take as it came, and
    /// `AnswersTooLong`.
    func answers(in file: String, to place: URL, within limits: AnswerLimits) async throws

    /// Removes a file there, if it can.
    func remove(_ file: String) async

    /// What one line of the answers says; `nil` where it makes no sense.
    func read(_ line: Data) -> BatchAnswer?
}

/// What a file of answers may have.
public struct AnswerLimits: Sendable, Equatable {
    public var bytes: Int
    public var lineBytes: Int
    public var lines: Int

    public init(bytes: Int, lineBytes: Int, lines: Int) {
        (self.bytes, self.lineBytes, self.lines) = (bytes, lineBytes, lines)
    }
}

/// A file of answers has more than it may; the whole lines that came are at its place.
public struct AnswersTooLong: Error, Sendable, Equatable {
    public init() {}
}

/// A job as its service tells of it.
public struct BatchJob: Sendable, Equatable {
    public enum State: Sendable, Equatable {
        case pending, running, succeeded, partlySucceeded, failed, cancelled, expired
        /// A word that is not known here.
        case other(String)
    }

    /// "batches/abc123".
    public var id: String
    /// The name that it was made by.
    public var name: String
    public var state: State
    /// Whether nothing more comes of it.
    public var isOver: Bool
    public var made: Date?
    public var ended: Date?
    public var requests: Int?
    /// Of them, those that succeeded, failed, and are not done.
    public var succeeded: Int?
    public var failed: Int?
    public var left: Int?
    /// The file of answers, once there is one.
    public var answers: String?
    /// The service's own words of a failure. Foreign text.
    public var words: String?

    public init(id: String, name: String, state: State, isOver: Bool) {
        self.id = id
        self.name = name
        self.state = state
        self.isOver = isOver
    }
}

extension BatchJob {
    /// Whether a service's name of a job or a file may stand in an address and in a journal: "batches/abc123".
    public static func isName(_ text: String) -> Bool {
        text.utf8.count <= 500 && !text.contains("..")
            && text.wholeMatch(of: /[A-Za-z]+\/[A-Za-z0-9._~:@*=+-]+/) != nil
    }
}

/// One line of a job's answers.
public struct BatchAnswer: Sendable, Equatable {
    public enum Outcome: Sendable, Equatable {
        /// The answer as the service would have given it to the request alone.
        case answered(Data)
        case failed(ServiceFailure)
    }

    public var key: String
    public var outcome: Outcome

    public init(key: String, outcome: Outcome) {
        self.key = key
        self.outcome = outcome
    }
}

extension BatchAnswer {
    /// Whether the service came to nothing with it, of which nothing can have been made: it may be asked for again.
    public var isOpen: Bool {
        guard case .failed(let failure) = outcome else { return false }
        return failure.charged == .no
            && [.rateLimited, .overloaded, .internalError, .timedOut].contains(failure.kind)
    }
}

extension ModelProfile {
    /// The same with the price of its batches; as it is where it has none.
    public var inBatches: ModelProfile {
        guard let batches = price?.ofBatches else { return self }
        var profile = self
        profile.price = batches
        return profile
    }
}

extension Price {
    /// What a request costs in a batch; `nil` where there are none, or where this is that price already.
    public var ofBatches: Price? {
        guard let share = inBatches, (0...1).contains(share) else { return nil }
        var price = self
        price.inBatches = nil
        func reduce(_ figure: inout Double?) { figure = figure.map { $0 * share } }
        reduce(&price.inputText)
        reduce(&price.inputImage)
        reduce(&price.outputText)
        reduce(&price.outputImage)
        reduce(&price.perPicture)
        reduce(&price.perPictureSent)
        price.perPictureBySize = perPictureBySize?.mapValues { $0 * share }
        return price
    }
}
