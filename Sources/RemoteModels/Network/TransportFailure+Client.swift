import AsyncHTTPClient
import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

extension TransportFailure {
    /// Sorts what the client says went wrong before an answer began: whether a connection ever was.
    init(beforeAnswer error: any Error) {
        let detail = String(describing: error)
        switch error {
        case let failure as TransportFailure: self = failure
        case let error as HTTPClientError:
            switch error {
            case .connectTimeout, .tlsHandshakeTimeout, .socksHandshakeTimeout, .httpProxyHandshakeTimeout,
                .getConnectionFromPoolTimeout, .proxyAuthenticationRequired, .invalidProxyResponse, .invalidURL,
                .emptyHost, .invalidProxyConfiguration:
                self = .unreachable(detail: error.shortDescription)
            default: self = .broken(detail: error.shortDescription)
            }
        case is HTTPParserError: self = .notHTTP(detail: detail)
        case is NIOSSLError, is BoringSSLError, is NIOSSLExtraError: self = .unreachable(detail: detail)
        case let error as IOError where error.errnoCode == ECONNRESET || error.errnoCode == EPIPE:
            self = .broken(detail: error.description)
        case let error as IOError: self = .unreachable(detail: error.description)
        case is NIOConnectionError, is ChannelError, is SocketAddressError: self = .unreachable(detail: detail)
        default: self = .broken(detail: detail)
        }
    }
}
