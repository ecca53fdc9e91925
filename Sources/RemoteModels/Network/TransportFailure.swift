package import ImageModels

/// What went wrong on the way to a service and back, before there was an answer of which anything could be made.
package enum TransportFailure: Error, Sendable, Equatable {
    /// No connection came about: name, network, TLS, proxy. Nothing was sent.
    case unreachable(detail: String)
    /// The proxy was reached and does not let us through. Nothing was sent.
    case refusedByProxy(detail: String)
    /// Whoever answers there can't prove to be the service. Nothing was sent.
    case untrusted(ServiceFailure.Certificate, detail: String)
    /// An address that is not https and not this machine's; nothing was sent.
    case insecure(host: String)
    /// A name that leads into a private network, where only public ones may be followed; nothing was sent.
    case privateAddress(host: String)
    /// The connection broke after the request had begun to go out and before an answer's head was whole.
    case broken(detail: String)
    /// The time was over after the request had begun to go out and before an answer's head was whole.
    case timedOut(afterSeconds: Double)
    /// What answered the request speaks no HTTP.
    case notHTTP(detail: String)
}
