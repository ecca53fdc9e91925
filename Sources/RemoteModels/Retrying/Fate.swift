package import ImageModels

/// What became of a request that brought no answer to be used, as far as that can be known here: the one rule by which
/// requests are repeated. docs/paid-once.md has it as a table.
package struct Fate: Sendable, Equatable {
    /// Whether the same may be sent again without anything being made, or paid, twice.
    package var mayBeRepeated: Bool
    package var charged: ServiceFailure.Charged

    /// Nothing was made: it can be sent again.
    static let unheard = Fate(mayBeRepeated: true, charged: .no)
    /// Refused before anything was made, and it would be again.
    static let refused = Fate(mayBeRepeated: false, charged: .no)
    /// It may have reached a model, which may have painted, whatever came of it on the way back.
    static let unknown = Fate(mayBeRepeated: false, charged: .perhaps)
    /// Only being read: that can be repeated, and costs nothing.
    static let reading = Fate(mayBeRepeated: true, charged: .no)

    private init(mayBeRepeated: Bool, charged: ServiceFailure.Charged) {
        self.mayBeRepeated = mayBeRepeated
        self.charged = charged
    }

    /// Of an answer that is no success. `isGooglesOwnError`: it is an error in Google's form from Google's own address,
    /// where a 500 is known to be free; a gateway's 500 may stand for an answer that broke off behind it.
    package init(_ method: WireRequest.Method, status: Int, isGooglesOwnError: Bool) {
        switch status {
        // Turned away at the door: too many, no room, no way to the origin.
        case 429, 503, 521...523: self = .unheard
        case 500 where isGooglesOwnError: self = .unheard
        // A patience that ended, a gateway's own failure: what is behind may have gone on.
        case 408, 424, 425, 444, 499, 500...: self = method != .post ? .reading : .unknown
        // What to do after a POST that was carried out.
        case 303: self = .unknown
        case 300..<500: self = .refused
        default: self = .unknown
        }
    }

    /// Of a request without an answer.
    package init(_ method: WireRequest.Method, _ failure: TransportFailure) {
        switch failure {
        case .unreachable: self = .unheard
        case .refusedByProxy, .untrusted, .insecure, .privateAddress: self = .refused
        case .broken: self = method != .post ? .reading : .unknown
        case .timedOut, .notHTTP: self = method != .post ? .refused : .unknown
        }
    }
}
