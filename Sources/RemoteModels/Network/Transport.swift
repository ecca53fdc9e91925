import AsyncHTTPClient
import Foundation
package import ImageModels
import NIOCore
import NIOHTTP1
import NIOSSL

/// Carries requests to services and their answers back: HTTP/1.1 over connections that are kept open, https except to
/// this machine, redirects not followed.
///
/// One for the whole program; `shutdown()` before it goes.
public final class Transport: Sendable {
    public enum Failure: Error, Sendable, Equatable {
        /// The file of certificates can't be read, or holds none.
        case certificates(file: String)
    }

    /// Bytes between two reports of progress, and the most of a refusal that is read.
    private static let reportStep = 64 << 10
    private static let refusalLimit = 1 << 20

    let options: TransportOptions
    let trace: RequestTrace?
    private let direct: HTTPClient
    private let proxied: HTTPClient?
    private let gates = RateGates()

    /// Throws `Failure`.
    public init(_ options: TransportOptions = TransportOptions(), trace: RequestTrace? = nil) throws(Failure) {
        self.options = options
        self.trace = trace
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: .init(connect: .milliseconds(Int64(options.connectSeconds * 1000))))
        configuration.httpVersion = .http1Only
        // Whether to ask again is decided where it can be shown and counted.
        configuration.connectionPool.retryConnectionEstablishment = false
        // How many requests are under way at once is decided by those who send them; the pool would let 8 through.
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 256
        if let file = options.certificateFile {
            guard let certificates = try? NIOSSLCertificate.fromPEMFile(file), !certificates.isEmpty else {
                throw .certificates(file: file)
            }
            var tls = TLSConfiguration.makeClientConfiguration()
            tls.additionalTrustRoots = [.certificates(certificates)]
            configuration.tlsConfiguration = tls
        }
        direct = HTTPClient(configuration: configuration)
        if let server = options.proxies.server {
            configuration.proxy = HTTPClient.Configuration.Proxy(server)
            proxied = HTTPClient(configuration: configuration)
        } else {
            proxied = nil
        }
    }

    /// Closes every connection; requests that are under way fail.
    public func shutdown() async {
        try? await direct.shutdown()
        try? await proxied?.shutdown()
    }

    /// What slows all requests to one service, however many models and turns ask it.
    func gate(for service: String) -> RateGate { gates[service] }

    /// Sends a request and receives its answer, of whatever status.
    ///
    /// `sent` is told the body's bytes as they leave. An answer that broke off is returned as far as it came. Throws `TransportFailure`, or `CancellationError` at once when
    /// the task is cancelled; the connection is closed then.
    package func answer(
        to request: WireRequest, seconds: Double? = nil, sent: @escaping @Sendable (Int) -> Void = { _ in },
        progress: @escaping @Sendable (ModelProgress) -> Void = { _ in }
    ) async throws -> WireAnswer {
        let start = options.pacing.now()
        do {
            let answer = try await withinLimit(seconds ?? options.wholeSeconds) {
                try await self.exchange(request, sent, progress)
            }
            trace?.write(request, .answered(answer), seconds: options.pacing.now() - start)
            return answer
        } catch {
            let failure: any Error = Task.isCancelled ? CancellationError() : error
            trace?.write(request, .failed(failure), seconds: options.pacing.now() - start)
            throw failure
        }
    }

    private func exchange(
        _ request: WireRequest, _ sent: @escaping @Sendable (Int) -> Void,
        _ progress: @escaping @Sendable (ModelProgress) -> Void
    ) async throws -> WireAnswer {
        guard let url = URL(string: request.url), let host = url.host() else {
            throw TransportFailure.unreachable(detail: "not an address")
        }
        guard url.scheme == "https" || HostName.isLoopback(host) else {
            throw TransportFailure.insecure(host: host)
        }
        let client = client(for: host, port: url.port ?? (url.scheme == "https" ? 443 : 80))
        let response: HTTPClientResponse
        do {
            response = try await client.execute(HTTPClientRequest(request, sent: sent), deadline: .distantFuture)
        } catch {
            throw TransportFailure(beforeAnswer: error)
        }
        let limit = options.answerLimit
        let status = Int(response.status.code)
        let isRefusal = !(200..<300).contains(status)
        let total = response.headers.first(name: "content-length").flatMap { Int($0) }
        if !isRefusal, let total, total > limit { throw TransportFailure.answerTooLarge(limit: limit) }
        var answer = WireAnswer(status: status, headers: response.headers, body: ByteBuffer())
        if !isRefusal, let total { answer.body.reserveCapacity(total) }
        var reported = 0
        do {
            for try await var part in response.body {
                answer.body.writeBuffer(&part)
                let received = answer.body.readableBytes
                if isRefusal {
                    if received >= Self.refusalLimit { break }
                    continue
                }
                guard received <= limit else { throw TransportFailure.answerTooLarge(limit: limit) }
                if received - reported >= Self.reportStep {
                    reported = received
                    progress(.receiving(bytes: received, total: total))
                }
            }
            try Task.checkCancellation()
        } catch let failure as TransportFailure {
            throw failure
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            answer.isWhole = false
        }
        if !isRefusal, answer.body.readableBytes > reported {
            progress(.receiving(bytes: answer.body.readableBytes, total: total))
        }
        return answer
    }

    private func client(for host: String, port: Int) -> HTTPClient {
        options.proxies.server(for: host, port: port) == nil ? direct : proxied ?? direct
    }
}

/// Carries out work that is cancelled when the time is over. Throws `TransportFailure.timedOut` then.
private func withinLimit<Outcome: Sendable>(
    _ seconds: Double, _ work: @escaping @Sendable () async throws -> Outcome
) async throws -> Outcome {
    try await withThrowingTaskGroup(of: Outcome.self) { group in
        group.addTask { try await work() }
        group.addTask {
            try await Task.sleep(for: .seconds(seconds))
            throw TransportFailure.timedOut(afterSeconds: seconds)
        }
        defer { group.cancelAll() }
        guard let outcome = try await group.next() else { throw CancellationError() }
        return outcome
    }
}

extension HTTPClientRequest {
    fileprivate init(_ request: WireRequest, sent: @escaping @Sendable (Int) -> Void) {
        self.init(url: request.url)
        method = HTTPMethod(rawValue: request.method.rawValue)
        headers.add(name: "User-Agent", value: "retouch")
        headers.add(name: "Accept", value: "*/*")
        switch request.authorisation {
        case .none: break
        case .googleKey(let key): headers.add(name: "x-goog-api-key", value: key.headerValue)
        case .bearer(let key): headers.add(name: "Authorization", value: "Bearer \(key.headerValue)")
        }
        guard let body = request.body else { return }
        headers.add(name: "Content-Type", value: body.mediaType)
        self.body = .stream(RequestBody.Stretches(body, report: sent), length: .known(Int64(body.count)))
    }
}

extension HTTPClient.Configuration.Proxy {
    fileprivate init(_ server: ProxyRules.Server) {
        switch server.kind {
        case .socks: self = .socksServer(host: server.host, port: server.port)
        case .http:
            self = .server(
                host: server.host, port: server.port,
                authorization: server.user.map { .basic(username: $0, password: server.password ?? "") })
        }
    }
}
