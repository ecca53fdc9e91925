import Foundation
import ImageModels
import Pictures
import Synchronization

/// Asks one service on behalf of one turn: repeats what may be repeated, counts, and makes typed failures of all that
/// is no answer.
final class ServiceClient: Sendable {
    let address: ServiceAddress
    private let service: String
    private let transport: Transport
    private let progress: @Sendable (ModelProgress) -> Void
    private let state: Mutex<State>

    private struct State {
        var exchange: Exchange
        /// Whether something posted was accepted: from then on the turn may cost, whatever fails.
        var isAccepted = false
    }

    init(
        service: String, address: ServiceAddress, transport: Transport,
        progress: @escaping @Sendable (ModelProgress) -> Void
    ) {
        self.service = service
        self.address = address
        self.transport = transport
        self.progress = progress
        state = Mutex(State(exchange: Exchange(service: service, requests: 0)))
    }

    /// What was exchanged so far.
    var exchange: Exchange { state.withLock { $0.exchange } }

    func report(_ news: ModelProgress) { progress(news) }

    /// Seconds on a clock that never goes back.
    var now: Double { transport.options.pacing.now() }

    func pause(seconds: Double) async throws { try await transport.options.pacing.sleep(seconds) }

    /// Sends a request until an answer is a success or holds a picture, four times at most, and again only by `Fate`'s
    /// rule and `RetryPlan`'s. What was posted may be answered in part; what is only read is then read again. An answer is
    /// told (`answered`) before anything is made of it. `seconds` is for all of it, where that is not the time limit.
    /// Throws `ModelFailure` or `CancellationError`.
    func answer(to request: WireRequest, seconds: Double? = nil) async throws -> WireAnswer {
        var attempt = 1
        let pacing = transport.options.pacing
        let limit = seconds ?? transport.options.wholeSeconds
        var begun: Double?
        var latest: ServiceFailure?
        while true {
            try await passGate(attempt: attempt)
            let spent = pacing.now() - (begun ?? pacing.now())
            begun = begun ?? pacing.now()
            if let latest, !RetryPlan.mayBegin(after: spent, of: limit) { throw failure(latest) }
            var refusal: Refusal
            do {
                let answer = try await send(request, seconds: limit - spent, of: limit)
                if request.takesRedirects, answer.redirect != nil { return answer }
                let isWhole = answer.ending != .brokenOff || request.takesRedirects && Self.isPicture(answer.body)
                let holdsPicture =
                    !answer.isSuccess && answer.body.withUnsafeBytes { request.findsPicture?($0) == true }
                if answer.isSuccess && (isWhole || request.method == .post) || holdsPicture {
                    if request.method == .post { state.withLock { $0.isAccepted = true } }
                    if !answer.body.isEmpty, answer.body.withUnsafeBytes({ request.isKept?($0) ?? true }) {
                        progress(.answered(answer.body))
                    }
                    return answer
                }
                refusal =
                    answer.isSuccess
                    ? .brokenReading(answer, service: service)
                    : Refusal(answer, to: request.method, service: service, isGooglesOwn: address.isGoogle)
                noteRequestID(refusal.failure.requestID)
                if refusal.failure.kind == .notTheService, [404, 405].contains(answer.status) {
                    refusal.failure.route = "\(request.method.rawValue) \(URL(string: request.url)?.path() ?? "")"
                }
            } catch let failure as TransportFailure {
                refusal = Refusal(failure, to: request.method, service: service)
            }
            let most = refusal.failure.kind == .unreachable ? RetryPlan.mostConnections : RetryPlan.mostRequests
            guard refusal.mayBeRepeated, attempt < most else { throw failure(refusal.failure) }
            attempt += 1
            latest = refusal.failure
            let asked = refusal.failure.retryAfter
            if let asked, asked > RetryPlan.longestWait { throw failure(refusal.failure) }
            let wait = RetryPlan.wait(before: attempt, asked: asked, chance: pacing.chance())
            guard RetryPlan.mayBegin(after: pacing.now() - (begun ?? 0) + wait, of: limit) else {
                throw failure(refusal.failure)
            }
            if refusal.failure.kind == .rateLimited || asked != nil {
                // The gate makes everyone wait; this turn, too, at its next passing.
                await transport.gate(for: service).close(for: wait, now: pacing.now())
            } else {
                progress(.waiting(seconds: wait, attempt: attempt))
                try await pacing.sleep(wait)
            }
        }
    }

    /// Whether a file is there to its end, although whoever sent it promised more.
    private static func isPicture(_ data: Data) -> Bool { (try? Picture(inspecting: data).pixels()) != nil }

    /// Of a file behind a link, in bytes: more than a picture of 4096 by 4096 takes in any format.
    private static let longestFile = 64 << 20

    /// Fetches a file from elsewhere, for which no key goes along. Whatever fails then, the turn was charged; the answer that
    /// had the link stays kept, since the file may be none that was meant, or not whole.
    func file(at url: URL, onlyToPublicHosts: Bool) async throws -> WireAnswer {
        do {
            var request = WireRequest(.get, url.absoluteString)
            request.isKept = { _ in false }
            request.onlyToPublicHosts = onlyToPublicHosts
            request.takesRedirects = true
            request.bodyLimit = Self.longestFile
            let answer = try await answer(to: request)
            if case .tooLarge = answer.ending {
                throw linkFailure(
                    .nonsense,
                    detail: "the file behind the link is over \(Self.longestFile >> 20) MB, which no picture is")
            }
            return answer
        } catch ModelFailure.service(var failure) {
            failure.charged = .yes
            // Whoever keeps the files knows no keys and no models: the link is not to be had, or not any more.
            if let status = failure.status, (400..<500).contains(status), status != 429 {
                failure.kind = .nonsense
                failure.detail = "the link to the picture does not work, or not any more"
            }
            throw ModelFailure.service(failure)
        }
    }

    /// A failure with a link to a picture that was made.
    func linkFailure(_ kind: ServiceFailure.Kind, detail: String) -> ModelFailure {
        failure(ServiceFailure(kind, service: service, detail: detail, charged: .yes))
    }

    /// Sends a request once, its answer unheeded, even when the turn's task is cancelled: to tell a service to stop.
    func tell(_ request: WireRequest) async {
        let transport = transport
        await Task { _ = try? await transport.answer(to: request, seconds: 2) }.value
    }

    /// Reads an answer, and makes a failure of this turn of whatever is wrong with it. Reading is given up when the time
    /// limit is over or the task is cancelled. Throws `ModelFailure` or `CancellationError`.
    func read<Reading: Sendable>(
        _ answer: WireAnswer, by reading: @escaping @Sendable (UnsafeRawBufferPointer) throws(AnswerFailure) -> Reading
    ) async throws -> Reading {
        let outcome: Result<Reading, AnswerFailure>
        do {
            outcome = try await givenUp(afterSeconds: transport.options.wholeSeconds) {
                answer.body.withUnsafeBytes { bytes in
                    guard let inner = JSONText.answer(quoted: bytes) else {
                        return Result { () throws(AnswerFailure) in try reading(bytes) }
                    }
                    return inner.withUnsafeBytes { inner in
                        Result { () throws(AnswerFailure) in try reading(inner) }
                    }
                }
            }
        } catch let failure as TransportFailure {
            throw self.failure(Refusal(failure, service: service).failure)
        }
        switch outcome {
        case .success(let reading): return reading
        case .failure(let failure): throw self.failure(failure.failure(answer, service: service))
        }
    }

    /// A failure with the counts of this turn.
    func failure(_ failure: ServiceFailure) -> ModelFailure {
        let (exchange, isAccepted) = state.withLock { ($0.exchange, $0.isAccepted) }
        var failure = failure
        failure.requests = exchange.requests
        if isAccepted, failure.charged == .no { failure.charged = .perhaps }
        failure.requestID = failure.requestID ?? exchange.requestID
        return .service(failure)
    }

    func noteRequestID(_ id: String?) {
        guard let id else { return }
        state.withLock { $0.exchange.requestID = id }
    }

    func noteModelVersion(_ version: String?) {
        guard let version else { return }
        state.withLock { $0.exchange.modelVersion = version }
    }

    /// Sends it once, within what is left of the time limit.
    private func send(_ request: WireRequest, seconds: Double, of limit: Double) async throws -> WireAnswer {
        try Task.checkCancellation()
        let method = request.method
        var request = request
        if address.isPlain { request.plainHost = address.host }
        var answer: WireAnswer
        do throws(any Error) {
            answer = try await exchange(request, method, seconds)
        } catch TransportFailure.timedOut {
            throw TransportFailure.timedOut(afterSeconds: limit)
        }
        if case .timedOut = answer.ending { answer.ending = .timedOut(afterSeconds: limit) }
        state.withLock { $0.exchange.receivedBytes += answer.body.count }
        return answer
    }

    private func exchange(
        _ request: WireRequest, _ method: WireRequest.Method, _ seconds: Double
    ) async throws -> WireAnswer {
        try await transport.answer(
            to: request, seconds: seconds,
            begun: { [self] in
                state.withLock { $0.exchange.requests += 1 }
                if method == .post { progress(.requested) }
            },
            sent: { [self] bytes in state.withLock { $0.exchange.sentBytes += bytes } }, progress: progress)
    }

    private func passGate(attempt: Int) async throws {
        let pacing = transport.options.pacing
        let gate = transport.gate(for: service)
        while true {
            let delay = await gate.delay(now: pacing.now())
            guard delay > 0 else { return }
            progress(.waiting(seconds: delay, attempt: attempt))
            try await pacing.sleep(delay)
        }
    }
}
