import Foundation

/// Where a service is: a base address, normalised, to which the paths of its wire formats are added.
public struct ServiceAddress: Sendable, Equatable {
    public enum Failure: Error, Sendable, Equatable {
        case notAnAddress(String)
        /// Not https, and neither this machine nor, where that is enough, one of the local network.
        case insecure(host: String)
        /// Ports go from 1 to 65535.
        case noSuchPort(String)
    }

    /// Scheme, host, port and what path there may be; without a slash at the end.
    public let text: String
    public let host: String
    public let isLoopback: Bool
    /// Whether it is spoken to without encryption although it is another machine, in the local network.
    public let isPlain: Bool

    /// The paths that the wire formats add, and the beginnings of them, longest first.
    private static let addedPaths = [
        "/v1/images/generations", "/v1/chat/completions", "/v1/images/edits", "/v1/responses", "/v1/images",
        "/v1/models",
        "/v1/chat", "/v1beta/models", "/v1beta", "/v1",
    ]

    /// Reads an address. A slash at its end is dropped, and so is a path that the wire formats add: "/v1", "/v1beta",
    /// "/v1/images/edits". A person's own server may be one of the local network without encryption. Throws `Failure`.
    public init(_ text: String, isOwn: Bool = false) throws(Failure) {
        var trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
        while trimmed.hasSuffix("/") { trimmed.removeLast() }
        for ending in Self.addedPaths where trimmed.lowercased().hasSuffix(ending) {
            trimmed.removeLast(ending.count)
            break
        }
        while trimmed.hasSuffix("/") { trimmed.removeLast() }
        guard let components = URLComponents(string: trimmed), let scheme = components.scheme?.lowercased(),
            ["https", "http"].contains(scheme), let host = components.host?.lowercased(), !host.isEmpty,
            components.user == nil, components.password == nil, components.query == nil, components.fragment == nil
        else { throw .notAnAddress(text) }
        if let port = Self.port(in: trimmed), !(Int(port).map { (1...65_535).contains($0) } ?? false) {
            throw .noSuchPort(port)
        }
        self.host = host.trimmingCharacters(in: CharacterSet(charactersIn: "[]"))
        isLoopback = HostName.isLoopback(self.host)
        isPlain = scheme == "http" && !isLoopback
        guard !isPlain || (isOwn && HostName.isPrivate(self.host)) else { throw .insecure(host: self.host) }
        self.text = trimmed
    }

    /// What may be shown of something that was given as an address: scheme and host. Logins, paths and what follows "?"
    /// may hold keys, and what is no address at all may be one. `nil` where nothing is left.
    public static func shown(_ text: String) -> String? {
        guard let components = URLComponents(string: text.trimmingCharacters(in: .whitespacesAndNewlines)),
            let scheme = components.scheme, let host = components.host, !host.isEmpty
        else { return nil }
        return "\(scheme)://\(host)"
    }

    /// The digits after the host, however many: Foundation leaves out a number that is too large for it.
    private static func port(in address: String) -> String? {
        guard let start = address.range(of: "://")?.upperBound else { return nil }
        let authority = address[start...].prefix { $0 != "/" }
        guard let colon = authority.lastIndex(of: ":") else { return nil }
        let digits = authority[authority.index(after: colon)...]
        return digits.contains("]") || digits.isEmpty ? nil : String(digits)
    }

    /// Whether it is Google's own, and not a gateway's or somebody's.
    var isGoogle: Bool { host == "googleapis.com" || host.hasSuffix(".googleapis.com") }

    func url(_ path: String) -> String { text + path }

    /// Whether something lies at this service, so that its key may go there: the same scheme, host and port.
    func holds(_ place: String) -> Bool {
        guard let url = URLComponents(string: place), let own = URLComponents(string: text), url.user == nil,
            let scheme = url.scheme?.lowercased(), scheme == own.scheme?.lowercased()
        else { return false }
        let usual = scheme == "https" ? 443 : 80
        return url.host?.lowercased() == own.host?.lowercased() && (url.port ?? usual) == (own.port ?? usual)
    }
}
