import Foundation
package import ImageModels
import Synchronization

/// Carries requests to services and their answers back, by libcurl: https except to this machine, TLS 1.2 and better,
/// redirects not followed, every request sent once at most.
///
/// One for the whole program; `shutdown()` before it goes.
public final class Transport: Sendable {
    public enum Failure: Error, Sendable, Equatable {
        /// The file of certificates can't be read, or holds none.
        case certificates(file: String)
    }

    /// The most of a refusal that is read, in bytes.
    private static let refusalLimit = 1 << 20

    let options: TransportOptions
    let trace: RequestTrace?
    private let loop = CurlLoop()
    private let gates = RateGates()
    /// By the key that a request was sent with; "" for none.
    private let redactions = Mutex<[String: KeyRedaction]>([:])

    /// Throws `Failure`.
    public init(_ options: TransportOptions = TransportOptions(), trace: RequestTrace? = nil) throws(Failure) {
        self.options = options
        self.trace = trace
        if let file = options.certificateFile {
            guard let text = try? Data(contentsOf: URL(fileURLWithPath: file)),
                text.range(of: Data("-----BEGIN CERTIFICATE-----".utf8)) != nil
                    || text.range(of: Data("-----BEGIN TRUSTED CERTIFICATE-----".utf8)) != nil
            else { throw .certificates(file: file) }
        }
    }

    /// Closes every connection; requests that are under way end as cancelled.
    public func shutdown() async { await loop.stop() }

    /// What slows all requests to one service, however many models and turns ask it.
    func gate(for service: String) -> RateGate { gates[service] }

    /// Sends a request and receives its answer, of whatever status; a body that is compressed is unpacked, and keys that
    /// are echoed in it are overwritten before anybody sees it.
    ///
    /// `begun` is told when the request is about to go out: not before, it has not reached anybody. `sent` is told the
    /// body's bytes as they leave. An answer that broke off is returned as far as it came. Throws `TransportFailure`, or
    /// `CancellationError` at once when the task is cancelled; the connection is closed then.
    package func answer(
        to request: WireRequest, seconds: Double? = nil, begun: @escaping @Sendable () -> Void = {},
        sent: @escaping @Sendable (Int) -> Void = { _ in },
        progress: @escaping @Sendable (ModelProgress) -> Void = { _ in }
    ) async throws -> WireAnswer {
        let start = options.pacing.now()
        do {
            let answer = try await exchange(request, seconds, .init(begun: begun, sent: sent, progress: progress))
            trace?.write(request, .answered(answer), seconds: options.pacing.now() - start)
            return answer
        } catch {
            let failure: any Error = Task.isCancelled ? CancellationError() : error
            trace?.write(request, .failed(failure), seconds: options.pacing.now() - start)
            throw failure
        }
    }

    private func exchange(
        _ request: WireRequest, _ seconds: Double?, _ news: CurlTransfer.News
    ) async throws -> WireAnswer {
        guard let url = URL(string: request.url), let host = url.host() else {
            throw TransportFailure.unreachable(detail: "not an address")
        }
        guard url.scheme == "https" || HostName.isLoopback(host) || host.lowercased() == request.plainHost else {
            throw TransportFailure.insecure(host: host)
        }
        let limits = CurlTransfer.Limits(
            connectSeconds: options.connectSeconds, wholeSeconds: seconds ?? options.wholeSeconds,
            answer: min(request.bodyLimit ?? .max, options.answerLimit), refusal: Self.refusalLimit)
        let proxy = options.proxies.server(for: host, port: url.port ?? (url.scheme == "https" ? 443 : 80))
        var answer = try await loop.run(
            CurlTransfer(
                request, limits: limits, proxy: proxy, certificateFile: options.certificateFile, news: news))
        answer.unpack(limit: limits.answer)
        let key: APIKey? =
            switch request.authorisation {
            case .none: nil
            case .googleKey(let key), .bearer(let key): key
            }
        redaction(for: key).redact(&answer)
        return answer
    }

    /// Takes the known keys and this one out.
    func redaction(for key: APIKey?) -> KeyRedaction {
        redactions.withLock { redactions in
            if let known = redactions[key?.headerValue ?? ""] { return known }
            let redaction = KeyRedaction(options.hiddenKeys + (key.map { [$0] } ?? []))
            redactions[key?.headerValue ?? ""] = redaction
            return redaction
        }
    }
}
