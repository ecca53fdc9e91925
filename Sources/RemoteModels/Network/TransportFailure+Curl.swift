import CCurl
import ImageModels

extension TransportFailure {
    /// Sorts what libcurl says of a transfer without an answer. `hasBegun`: the connection stood, and the request was
    /// about to go out, or had.
    init(_ code: CURLcode, hasBegun: Bool, detail: String, seconds: Double, verification: Int, proxyStatus: Int) {
        guard !hasBegun else {
            switch code {
            case CURLE_OPERATION_TIMEDOUT: self = .timedOut(afterSeconds: seconds)
            // "Received HTTP/0.9 when not allowed", a head that makes no sense, one without an end.
            case CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY: self = .notHTTP(detail: detail)
            default: self = .broken(detail: detail)
            }
            return
        }
        switch code {
        case CURLE_PEER_FAILED_VERIFICATION:
            self = .untrusted(.init(verification: verification, detail: detail), detail: detail)
        case CURLE_SSL_CACERT_BADFILE:
            self = .unreachable(detail: "the file of certificates that SSL_CERT_FILE names can't be read as such")
        case CURLE_PROXY: self = .refusedByProxy(detail: detail)
        case CURLE_SSL_CONNECT_ERROR: self = .unreachable(detail: Self.words(ofHandshake: detail))
        default:
            self = proxyStatus >= 300 ? .refusedByProxy(detail: detail) : .unreachable(detail: detail)
        }
    }
}

extension TransportFailure {
    /// What OpenSSL says of a handshake, in words where it is one of the two that have a plain reason.
    private static func words(ofHandshake detail: String) -> String {
        let lowercase = detail.lowercased()
        if ["unsupported protocol", "protocol version"].contains(where: lowercase.contains) {
            return "it offers no encryption that is still safe (TLS 1.2 or better)"
        }
        if ["wrong version number", "packet length too long", "http request"].contains(where: lowercase.contains) {
            return "what answers there does not speak TLS"
        }
        if lowercase.contains("no application protocol") { return "what answers there speaks no HTTP/1.1" }
        if ["ssl_error_syscall", "unexpected eof", "connection reset"].contains(where: lowercase.contains) {
            return "the connection broke while the encryption was being agreed on"
        }
        return detail
    }
}

extension ServiceFailure.Certificate {
    /// From OpenSSL's result of the verification (x509_vfy.h); that the name fits is checked by libcurl, which then leaves the
    /// result as it was before any verification.
    fileprivate init(verification: Int, detail: String) {
        // "target host name" in libcurl 7, "target hostname" in 8.
        if detail.contains("target host") {
            self = .otherHost
            return
        }
        switch verification {
        case 10: self = .expired
        case 9: self = .notYetValid
        case 2, 18, 19, 20, 21: self = .unknownIssuer
        case 62, 64: self = .otherHost
        default: self = .invalid
        }
    }
}
