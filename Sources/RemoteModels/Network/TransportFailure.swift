/// What went wrong on the way to a service and back, before anything is made of its answer.
package enum TransportFailure: Error, Sendable, Equatable {
    /// No connection came about: name, network, TLS, proxy. Nothing was sent.
    case unreachable(detail: String)
    /// The connection broke before an answer began.
    case broken(detail: String)
    /// The time limit passed.
    case timedOut(afterSeconds: Double)
    /// The answer is larger than the limit.
    case answerTooLarge(limit: Int)
    /// What answers speaks no HTTP.
    case notHTTP(detail: String)
    /// An address that is not https and not this machine's; nothing was sent.
    case insecure(host: String)
}
