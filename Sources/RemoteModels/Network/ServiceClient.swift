import Foundation
import ImageModels
import NIOCore
import Synchronization

/// Asks one service on behalf of one turn: repeats what may be repeated, counts, and makes typed failures of all that
/// is no answer.
final class ServiceClient: Sendable {
    let address: ServiceAddress
    private let service: String
    private let key: APIKey?
    private let transport: Transport
    private let progress: @Sendable (ModelProgress) -> Void
    private let count: Mutex<Exchange>

    init(
        service: String, address: ServiceAddress, key: APIKey?, transport: Transport,
        progress: @escaping @Sendable (ModelProgress) -> Void
    ) {
        self.service = service
        self.address = address
        self.key = key
        self.transport = transport
        self.progress = progress
        count = Mutex(Exchange(service: service, requests: 0))
    }

    /// What was exchanged so far.
    var exchange: Exchange { count.withLock { $0 } }

    func report(_ news: ModelProgress) { progress(news) }

    func pause(seconds: Double) async throws { try await transport.options.pacing.sleep(seconds) }

    /// Sends a request until an answer is a success, four times at most. What was posted may be answered in part;
    /// what is only read is then read again. Throws `ModelFailure` or `CancellationError`.
    func answer(to request: WireRequest) async throws -> WireAnswer {
        var attempt = 1
        while true {
            try await passGate(attempt: attempt)
            let refusal: Refusal
            do {
                let answer = try await send(request)
                let isSuccess = (200..<300).contains(answer.status)
                if isSuccess, answer.isWhole || request.method == .post { return answer }
                refusal = isSuccess ? .brokenReading(answer, service: service) : Refusal(answer, service: service)
                noteRequestID(refusal.failure.requestID)
            } catch let failure as TransportFailure {
                refusal = Refusal(failure, service: service)
            }
            guard refusal.mayBeRepeated, attempt < RetryPlan.mostRequests else { throw failure(refusal.failure) }
            attempt += 1
            let pacing = transport.options.pacing
            let asked = refusal.failure.retryAfter
            if let asked, asked > RetryPlan.longestWait { throw failure(refusal.failure) }
            let wait = RetryPlan.wait(before: attempt, asked: asked, chance: pacing.chance())
            if refusal.failure.kind == .rateLimited || asked != nil {
                // The gate makes everyone wait; this turn, too, at its next passing.
                await transport.gate(for: service).close(for: wait, now: pacing.now())
            } else {
                progress(.waiting(seconds: wait, attempt: attempt))
                try await pacing.sleep(wait)
            }
        }
    }

    /// Fetches a file from elsewhere, for which no key goes along. Whatever fails then, the turn was charged.
    func file(at url: URL) async throws -> WireAnswer {
        do {
            return try await answer(to: WireRequest(.get, url.absoluteString))
        } catch ModelFailure.service(var failure) {
            failure.charged = .yes
            throw ModelFailure.service(failure)
        }
    }

    /// Sends a request once, its answer unheeded, even when the turn's task is cancelled: to tell a service to stop.
    func tell(_ request: WireRequest) async {
        let transport = transport
        await Task { _ = try? await transport.answer(to: request, seconds: 2) }.value
    }

    /// Reads an answer, and makes a failure of this turn of whatever is wrong with it. Throws `ModelFailure`.
    func read<Reading>(
        _ answer: WireAnswer, by reading: (UnsafeRawBufferPointer) throws(AnswerFailure) -> Reading
    ) throws -> Reading {
        let outcome = answer.body.withUnsafeReadableBytes { bytes in
            Result { () throws(AnswerFailure) in try reading(bytes) }
        }
        switch outcome {
        case .success(let reading): return reading
        case .failure(let failure): throw self.failure(failure.failure(answer, service: service))
        }
    }

    /// A failure with the counts of this turn, and without the key where the service echoes it.
    func failure(_ failure: ServiceFailure) -> ModelFailure {
        let exchange = exchange
        var failure = failure
        failure.requests = exchange.requests
        failure.requestID = (failure.requestID ?? exchange.requestID).map(redacted)
        failure.detail = failure.detail.map(redacted)
        return .service(failure)
    }

    func redacted(_ text: String) -> String { key?.redacted(text) ?? text }

    func noteRequestID(_ id: String?) {
        guard let id else { return }
        let shown = redacted(id)
        count.withLock { $0.requestID = shown }
    }

    func noteModelVersion(_ version: String?) {
        guard let version else { return }
        let shown = redacted(version)
        count.withLock { $0.modelVersion = shown }
    }

    private func send(_ request: WireRequest) async throws -> WireAnswer {
        try Task.checkCancellation()
        count.withLock { $0.requests += 1 }
        let answer = try await transport.answer(
            to: request, sent: { [self] bytes in count.withLock { $0.sentBytes += bytes } }, progress: progress)
        count.withLock { $0.receivedBytes += answer.body.readableBytes }
        return answer
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
