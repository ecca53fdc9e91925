import Foundation
import Synchronization

/// A pretended image service: as strict as the real one with what it is sent, with a real picture in every good answer,
/// and on demand as troublesome as any.
public final class LoopbackService: Sendable {
    /// Whose manners it has: the form of its refusals, and how it wants its key.
    public enum Manners: String, Sendable {
        case comet, google, openAI
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

        public init() {}
    }

    /// The key that every pretended service knows unless it was given another.
    public static let key = "sk-loopback-0123456789abcdef"

    let options: Options
    private let state: Mutex<State>

    private struct State {
        var usual: Scenario
        var script: [Scenario] = []
        var faults: (chance: SeededGenerator, among: [Scenario])?
        var played: [Scenario] = []
        var files: [String: Data] = [:]
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

    /// What was done for each request for a picture that had a right key, in order.
    public var played: [Scenario] { state.withLock { $0.played } }

    private func nextScenario() -> Scenario {
        state.withLock { state in
            let scenario =
                if !state.script.isEmpty {
                    state.script.removeFirst()
                } else if let among = state.faults?.among {
                    among.randomElement(using: &state.faults!.chance)!
                } else {
                    state.usual
                }
            state.played.append(scenario)
            return scenario
        }
    }

    // MARK: - Answering

    /// Answers a request as the service at this path would.
    public func answer(_ request: ReceivedRequest) async -> Answer {
        do {
            return try answered(request)
        } catch let refusal as ServiceRefusal {
            return formed(refusal)
        } catch {
            return Answer.text("\(error)", "text/plain", status: 500)
        }
    }

    private func answered(_ request: ReceivedRequest) throws -> Answer {
        let path = request.path.split(separator: "/").map(String.init)
        switch (request.method, path.first, path.dropFirst().first) {
        case ("GET", "pictures", let name?):
            guard let data = file(name) else { return .page("404 Not Found", status: 404) }
            return Answer(headers: [("Content-Type", "image/jpeg")], body: data)
        case ("POST", "v1beta", "models"):
            let parts = (path.last ?? "").split(separator: ":").map(String.init)
            guard path.count == 3, parts.count == 2 else { return .redirect(to: "/") }
            return try gemini(request, model: parts[0], operation: parts[1])
        default:
            return .redirect(to: "http://\(host(of: request))/")
        }
    }

    private func gemini(_ request: ReceivedRequest, model: String, operation: String) throws -> Answer {
        try checkKey(request.header("x-goog-api-key") ?? bearer(request))
        guard ["generateContent", "streamGenerateContent"].contains(operation),
            let known = GeminiModels.model(model)
        else { throw ServiceRefusal.unknownGoogleModel(model) }
        let question = try GeminiQuestion(request, model: known) { $0.hasPrefix(Self.signatureStart) }
        return try good(request) { scenario in
            let service = GeminiService(
                question: question, scenario: scenario, host: host(of: request), responseID: nextID("CL-"),
                signature: known.hasSignatures ? signature : nil, keep: keep)
            return try service.answer(
                inEvents: operation == "streamGenerateContent" && request.query("alt") == "sse")
        }
    }

    /// Plays the next scenario: its refusal, or an answer made for it, over its connection.
    func good(_ request: ReceivedRequest, _ make: (Scenario) throws -> Answer) rethrows -> Answer {
        let scenario = nextScenario()
        if let refusal = scenario.refusal(requestID: nextID("20261125"), host: host(of: request)) { return refusal }
        switch scenario {
        case .notJSON: return .text("all went well", "text/plain")
        case .pageWith200: return .page("CometAPI - All AI Models in One API")
        default: break
        }
        var answer = try make(scenario)
        answer.delay += options.delay
        return answer.over(scenario)
    }

    func formed(_ refusal: ServiceRefusal) -> Answer {
        switch options.manners {
        case .comet: refusal.asComet(requestID: nextID("20261125"))
        case .google: refusal.asGoogle
        case .openAI: refusal.asOpenAI(requestID: nextID(""))
        }
    }

    func checkKey(_ key: String?) throws(ServiceRefusal) {
        guard key != options.key else { return }
        switch options.manners {
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

    func bearer(_ request: ReceivedRequest) -> String? {
        guard let value = request.header("authorization"), value.hasPrefix("Bearer ") else { return nil }
        return String(value.dropFirst(7))
    }

    func host(of request: ReceivedRequest) -> String { request.header("host") ?? "127.0.0.1" }

    func nextID(_ start: String) -> String {
        let count = state.withLock { state in
            state.count += 1
            return state.count
        }
        return start + String(format: "%012d", count)
    }

    /// Keeps a picture to be fetched and gives its path.
    func keep(_ data: Data) -> String {
        let name = nextID("") + ".jpg"
        state.withLock { $0.files[name] = data }
        return "/pictures/\(name)"
    }

    private func file(_ name: String) -> Data? { state.withLock { $0.files[name] } }

    /// What all of this service's signatures begin with, so that others are known.
    private static let signatureStart = "loopback"

    private var signature: String {
        Self.signatureStart + String(Self.noise.prefix(max(0, options.signatureCharacters - Self.signatureStart.count)))
    }

    private static let noise: String = {
        var chance = SeededGenerator(seed: 7)
        let count = 1_100_000
        var bytes = Data(capacity: count)
        while bytes.count < count { withUnsafeBytes(of: chance.next()) { bytes.append(contentsOf: $0) } }
        return bytes.base64EncodedString()
    }()
}
