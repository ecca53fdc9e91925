import Foundation
import Pictures
import Synchronization

/// A pretended image service: as strict as the real one with what it is sent, with a real picture in every good answer,
/// and on demand as troublesome as any.
public final class LoopbackService: Sendable {
    /// Whose manners it has: the form of its refusals, and how it wants its key.
    public enum Manners: String, Sendable {
        case comet, google, openAI
        /// A server of one's own with an open-weight model: it wants no key, and a key that it is sent is a fault.
        case own
    }

    public struct Options: Sendable {
        public var manners = Manners.comet
        /// The key that it knows.
        public var key = LoopbackService.key
        /// The length of a thought signature in base64. Recorded: 1,459,200.
        public var signatureCharacters = 1_459_200
        /// Silence before each good answer.
        public var delay: Duration = .zero
        /// How often a prediction is "processing" before it has succeeded.
        public var polls = 2
        /// Of the credit that the key draws on, in dollars; above 100 million without limit.
        public var creditLimit = 10.0
        public var creditUsed = 6.88
        /// How often a job of many requests is looked at before it is over.
        public var looks = 1
        /// Pictures are made smaller by this, where many are.
        public var smaller = 1

        public init() {}
    }

    /// The key that every pretended service knows unless it was given another.
    public static let key = "sk-loopback-0123456789abcdef"

    private let options: Options
    private let state: Mutex<State>

    private struct State {
        var usual: Scenario
        var script: [Scenario] = []
        var faults: (chance: SeededGenerator, among: [Scenario])?
        var played: [Played] = []
        var files: [String: Data] = [:]
        var predictions: [String: Prediction] = [:]
        var count = 0
    }

    /// A service that does the same each time.
    public init(_ usual: Scenario = .picture, options: Options = Options()) {
        self.options = options
        state = Mutex(State(usual: usual))
    }

    /// Does these things in the requests to come, one each, and then the usual again.
    public func play(_ scenarios: Scenario...) {
        state.withLock { $0.script += scenarios }
    }

    /// From now on does something else at random each time, the same for the same seed.
    public func playAtRandom(among scenarios: [Scenario], seed: UInt64) {
        state.withLock { $0.faults = (SeededGenerator(seed: seed), scenarios) }
    }

    /// What was done for one request.
    public struct Played: Sendable {
        public var scenario: Scenario
        /// The SHA-256 of the picture that a client should take, however far it got.
        public var picture: String?
    }

    private let batches = PretendedBatches()
    private let tasks = PretendedTasks()

    /// What was done of Midjourney's, in order: "IMAGINE", "EDITS", "UPSCALE", "VARIATION", "INPAINT".
    public var taskActions: [String] { tasks.all.map(\.action) }

    /// Ends the tasks that never end.
    public func endTasks() { tasks.end() }

    /// What became of the lines of jobs so far.
    public var batchRecord: BatchRecord { batches.report }
    /// Whether answers of a job are being drawn, which takes time that no pretended clock knows of.
    public var isDrawingBatches: Bool { batches.isDrawing }

    /// Does these things to the jobs, or files, to come, one each.
    public func play(inBatches troubles: BatchTrouble...) { batches.play(troubles) }

    /// What was done for each request for a picture that was in order, in order.
    public var played: [Played] { state.withLock { $0.played } }

    /// The next scenario, and its place in what was played.
    private func nextScenario() -> (Scenario, Int) {
        state.withLock { state in
            let scenario =
                if !state.script.isEmpty {
                    state.script.removeFirst()
                } else if let among = state.faults?.among {
                    among.randomElement(using: &state.faults!.chance)!
                } else {
                    state.usual
                }
            state.played.append(Played(scenario: scenario))
            return (scenario, state.played.count - 1)
        }
    }

    // MARK: - Answering

    /// Answers a request as the service at this path would.
    public func answer(_ request: ReceivedRequest) async -> Answer {
        do {
            return try answered(request)
        } catch let refusal as ServiceRefusal {
            return formed(refusal)
        } catch let refusal as MidjourneyRefusal {
            return refusal.answer
        } catch {
            return Answer.text("\(error)", "text/plain", status: 500)
        }
    }

    private func answered(_ request: ReceivedRequest) throws -> Answer {
        let path = request.path.split(separator: "/").map(String.init)
        switch (request.method, path.first, path.count) {
        case ("GET", nil, _): return .page("CometAPI - All AI Models in One API")
        case ("GET", "pictures", 2):
            guard let data = file(path[1]) else { return .page("404 Not Found", status: 404) }
            let type = PictureFormat(magic: data)?.mediaType ?? "application/octet-stream"
            return Answer(headers: [("Content-Type", type)], body: data)
        case (_, "upload", 3), (_, "download", 4),
            (_, "v1beta", 2...3)
        where ["files", "batches"].contains(path[1]):
            try checkKey(request.header("x-goog-api-key"))
            if let answer = try batches.answer(request, path, host: host(of: request)) { return answer }
        case ("POST", "v1beta", 3) where path[1] == "models":
            let parts = path[2].split(separator: ":").map(String.init)
            guard parts.count == 2 else { break }
            return try google(request, model: parts[0], operation: parts[1])
        case ("POST", "v1", 3) where path[1] == "images" && ["edits", "generations"].contains(path[2]):
            return try openAIImages(request, isEdit: path[2] == "edits")
        case ("POST", "replicate", 6) where path[1...2] == ["v1", "models"] && path[5] == "predictions":
            return try begun(request, model: "\(path[3])/\(path[4])")
        case (_, "replicate", 4...5) where path[1...2] == ["v1", "predictions"]:
            return try prediction(request, id: path[3], operation: path.dropFirst(4).first)
        case ("POST", "mj", 3) where path[1] == "submit":
            try checkKey(bearer(request))
            return try played(for: request) { scenario, _ in
                switch scenario {
                case .taskQueueFull: throw MidjourneyRefusal(code: 23, description: "Queue is full, try again later")
                case .taskBanned:
                    throw MidjourneyRefusal(code: 24, description: "The prompt may contain sensitive words")
                default: break
                }
                return try tasks.begin(
                    request, path[2], id: nextID("17733149"), scenario: scenario, host: host(of: request),
                    polls: options.polls, smaller: options.smaller, keep: keep)
            }
        case ("GET", "mj", 4) where path[1] == "task" && path[3] == "fetch":
            try checkKey(bearer(request))
            return try tasks.state(of: path[2])
        case ("GET", "v1", 4) where path[1...2] == ["dashboard", "billing"]:
            try checkKey(bearer(request))
            return path[3] == "subscription"
                ? .json(["object": "billing_subscription", "hard_limit_usd": .number(options.creditLimit)])
                : .json(["object": "list", "total_usage": .number(options.creditUsed * 100)])
        case ("GET", "api", 2) where path[1] == "models": return ModelLists.comet
        case ("GET", "v1", 2) where path[1] == "models":
            try checkKey(bearer(request))
            return ModelLists.openAI
        case ("GET", "v1beta", 2) where path[1] == "models":
            try checkKey(request.header("x-goog-api-key"))
            return ModelLists.google(after: request.query("pageToken"))
        default: break
        }
        return .redirect(to: "http://\(host(of: request))/")
    }

    private func google(_ request: ReceivedRequest, model: String, operation: String) throws -> Answer {
        try checkKey(request.header("x-goog-api-key") ?? bearer(request))
        guard ["generateContent", "streamGenerateContent", "batchGenerateContent"].contains(operation),
            let known = GeminiModels.model(model)
        else { throw ServiceRefusal.unknownGoogleModel(model) }
        if operation == "batchGenerateContent" {
            return try batches.make(request, model: known, looks: options.looks) { [self] question in
                try service(question, .picture, host: "", made: { _ in }).content()
            }
        }
        let question = try GeminiQuestion(request, model: known) { $0.hasPrefix(Self.signatureStart) }
        return try played(for: request) { scenario, made in
            try service(question, scenario, host: host(of: request), made: made).answer(
                inEvents: operation == "streamGenerateContent" && request.query("alt") == "sse")
        }
    }

    private func service(
        _ question: GeminiQuestion, _ scenario: Scenario, host: String, made: @escaping (Data) -> Void
    ) -> GeminiService {
        GeminiService(
            question: question, scenario: scenario, host: host, responseID: nextID("CL-"),
            signature: question.model.hasSignatures ? signature : nil, keep: keep, made: made,
            smaller: options.smaller)
    }

    private func openAIImages(_ request: ReceivedRequest, isEdit: Bool) throws -> Answer {
        try checkKey(bearer(request))
        let isOwn = options.manners == .own
        let question: OpenAIImagesService.Question
        if !isOwn, let model = request.json?["model"] as? String, ImagesJSONQuestion.takes(model) {
            let asked = try ImagesJSONQuestion(request, isEdit: isEdit)
            question = .init(
                prompt: asked.prompt, pictures: asked.pictures, size: asked.size, answersByLink: !asked.answersData)
        } else {
            let asked =
                try isEdit
                ? OpenAIQuestion(edit: request, isOwn: isOwn) : OpenAIQuestion(generation: request, isOwn: isOwn)
            question = .init(
                prompt: asked.prompt, pictures: asked.pictures, size: asked.size, format: asked.format,
                quality: asked.quality, isTransparent: asked.isTransparent, drafts: asked.drafts, isEdit: isEdit)
        }
        return try played(for: request) { scenario, _ in
            try OpenAIImagesService(
                question: question, scenario: scenario, host: host(of: request), requestID: nextID(""), keep: keep
            ).answer()
        }
    }

    private func begun(_ request: ReceivedRequest, model: String) throws -> Answer {
        try checkKey(bearer(request))
        guard ["flux-kontext-pro", "flux-2-pro", "flux-2-flex"].map({ "black-forest-labs/" + $0 }).contains(model)
        else {
            throw ServiceRefusal(status: 404, message: "The model does not exist", code: "model_not_found")
        }
        return try played(for: request) { scenario, _ in
            let prediction = try Prediction(
                request, model: model, id: nextID("p"), scenario: scenario, host: host(of: request),
                polls: options.polls, keep: keep)
            state.withLock { $0.predictions[prediction.id] = prediction }
            return prediction.answer(hasBegun: true)
        }
    }

    private func prediction(_ request: ReceivedRequest, id: String, operation: String?) throws -> Answer {
        try checkKey(bearer(request))
        let prediction = state.withLock { state in
            if request.method == "POST", operation == "cancel" { state.predictions[id]?.isCancelled = true }
            let prediction = state.predictions[id]
            state.predictions[id]?.polls -= 1
            return prediction
        }
        guard let prediction else { throw ServiceRefusal(status: 404, message: "prediction not found", code: "") }
        return prediction.answer(hasBegun: false)
    }

    /// The predictions that were told to stop.
    public var cancelledPredictions: Int { state.withLock { $0.predictions.values.filter(\.isCancelled).count } }

    /// Plays the next scenario: its refusal, or an answer made for it, over its connection.
    private func played(
        for request: ReceivedRequest, _ make: (Scenario, _ made: @escaping (Data) -> Void) throws -> Answer
    )
        rethrows
        -> Answer
    {
        let (scenario, place) = nextScenario()
        if let refusal = scenario.refusal(requestID: nextID("20261125"), host: host(of: request)) { return refusal }
        switch scenario {
        case .notJSON: return .text("all went well", "text/plain")
        case .pageWith200: return .page("CometAPI - All AI Models in One API")
        default: break
        }
        var answer = try make(scenario) { [self] picture in
            let digest = Picture.sha256(of: picture)
            state.withLock { $0.played[place].picture = digest }
        }
        answer.delay += options.delay
        return answer.over(scenario)
    }

    private func formed(_ refusal: ServiceRefusal) -> Answer {
        switch options.manners {
        case .comet: refusal.asComet(requestID: nextID("20261125"))
        case .google: refusal.asGoogle
        case .openAI, .own: refusal.asOpenAI(requestID: nextID(""))
        }
    }

    private func checkKey(_ key: String?) throws(ServiceRefusal) {
        if options.manners == .own {
            guard key == nil else { throw .badRequest("Nobody asked for a key.") }
            return
        }
        guard key != options.key else { return }
        switch options.manners {
        case .own: return
        case .comet: throw ServiceRefusal(status: 401, message: "Invalid token", code: "")
        case .google where key == nil:
            throw ServiceRefusal(
                status: 403,
                message: "Method doesn't allow unregistered callers (callers without established identity). Please use "
                    + "API Key or other form of API consumer identity to call this API.",
                googleStatus: "PERMISSION_DENIED")
        case .google: throw ServiceRefusal.unknownGoogleKey
        case .openAI:
            throw ServiceRefusal(status: 401, message: "Incorrect API key provided.", code: "invalid_api_key")
        }
    }

    private func bearer(_ request: ReceivedRequest) -> String? {
        guard let value = request.header("authorization"), value.hasPrefix("Bearer ") else { return nil }
        return String(value.dropFirst(7))
    }

    private func host(of request: ReceivedRequest) -> String { request.header("host") ?? "127.0.0.1" }

    private func nextID(_ start: String) -> String {
        let count = state.withLock { state in
            state.count += 1
            return state.count
        }
        return start + String(format: "%012d", count)
    }

    /// Keeps a picture to be fetched and gives its path.
    private func keep(_ data: Data) -> String {
        let name = nextID("") + ".jpg"
        state.withLock { $0.files[name] = data }
        return "/pictures/\(name)"
    }

    private func file(_ name: String) -> Data? { state.withLock { $0.files[name] } }

    private var signature: String {
        Self.signatureStart + String(Self.noise.prefix(max(0, options.signatureCharacters - Self.signatureStart.count)))
    }
}
