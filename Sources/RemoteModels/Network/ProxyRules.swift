import Foundation

/// Which requests go through a proxy, as `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` say it.
///
/// This machine is never reached through one; and as everything else is https, `HTTP_PROXY` counts only where
/// `HTTPS_PROXY` is not set.
public struct ProxyRules: Sendable, Equatable {
    public enum Failure: Error, Sendable, Equatable {
        /// The text without its user and password.
        case notAProxy(String)
    }

    package struct Server: Sendable, Equatable {
        /// As libcurl has them in a proxy's address. With "socks5h" and "socks4a" the proxy looks names up.
        package enum Kind: String, Sendable { case http, https, socks4, socks4a, socks5, socks5h }
        package var kind: Kind
        package var host: String
        package var port: Int
        package var user: String?
        package var password: String?

        /// The address, without user and password.
        var url: String { "\(kind.rawValue)://\(host.contains(":") ? "[\(host)]" : host):\(port)" }
    }

    package let server: Server?
    private let exceptions: [Exception]

    /// No proxy.
    public static let none = ProxyRules()

    private init() {
        server = nil
        exceptions = []
    }

    /// Reads the variables' values; empty ones count as absent. Throws `Failure` for an address that can't be used.
    public init(https: String?, http: String?, no: String?) throws(Failure) {
        let text = [https, http].compactMap { $0?.trimmingCharacters(in: .whitespaces) }.first { !$0.isEmpty }
        server = try text.map { (text) throws(Failure) in try Self.server(text) } ?? nil
        exceptions = (no ?? "").split(whereSeparator: { $0 == "," || $0.isWhitespace }).map { Exception(String($0)) }
    }

    /// The proxy through which a host is reached; `nil` where it is reached directly.
    package func server(for host: String, port: Int) -> Server? {
        guard let server, !HostName.isLoopback(host) else { return nil }
        return exceptions.contains { $0.matches(host.lowercased(), port: port) } ? nil : server
    }

    private static func server(_ text: String) throws(Failure) -> Server {
        let address = text.contains("://") ? text : "http://" + text
        let shown = text.lastIndex(of: "@").map { String(text[text.index(after: $0)...]) } ?? text
        guard let components = URLComponents(string: address), let host = components.host, !host.isEmpty else {
            throw .notAProxy(shown)
        }
        let name = host.trimmingCharacters(in: CharacterSet(charactersIn: "[]"))
        guard let kind = components.scheme.flatMap({ Server.Kind(rawValue: $0.lowercased()) }) else {
            throw .notAProxy(shown)
        }
        let port: Int =
            switch kind {
            case .http: 80
            case .https: 443
            case .socks4, .socks4a, .socks5, .socks5h: 1080
            }
        guard (1...65535).contains(components.port ?? port) else { throw .notAProxy(shown) }
        return Server(
            kind: kind, host: name, port: components.port ?? port, user: components.user,
            password: components.password)
    }

    /// One entry of `NO_PROXY`: "*", a host and those below it (with or without a dot before), an address, a network in
    /// CIDR form; each perhaps with a port.
    private enum Exception: Sendable, Equatable {
        case all
        case domain(String, port: Int?)
        case network(String, bits: Int)

        init(_ text: String) {
            var text = text.lowercased()
            if text == "*" {
                self = .all
                return
            }
            if let slash = text.lastIndex(of: "/"), let bits = Int(text[text.index(after: slash)...]) {
                self = .network(String(text[..<slash]), bits: bits)
                return
            }
            var port: Int?
            if text.filter({ $0 == ":" }).count == 1 || text.contains("]:"), let colon = text.lastIndex(of: ":") {
                port = Int(text[text.index(after: colon)...])
                text = String(text[..<colon])
            }
            if text.hasPrefix("*.") { text.removeFirst(2) }
            if text.hasPrefix(".") { text.removeFirst() }
            self = .domain(text.trimmingCharacters(in: CharacterSet(charactersIn: "[]")), port: port)
        }

        func matches(_ host: String, port: Int) -> Bool {
            switch self {
            case .all: true
            case .domain(let name, let only):
                (only == nil || only == port) && (host == name || host.hasSuffix("." + name))
            case .network(let network, let bits): HostName.isAddress(host, in: network, bits: bits)
            }
        }
    }
}

extension HostName {
    /// Whether a host that is written as an address lies in a network.
    static func isAddress(_ host: String, in network: String, bits: Int) -> Bool {
        guard let host = addressBytes(host), let network = addressBytes(network), host.count == network.count,
            (0...(host.count * 8)).contains(bits)
        else { return false }
        return (0..<bits).allSatisfy { bit in
            let difference: UInt8 = host[bit / 8] ^ network[bit / 8]
            return difference & (0x80 >> UInt8(bit % 8)) == 0
        }
    }
}
