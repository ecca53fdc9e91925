public import Foundation
import ImageModels

/// Decides whether a link in an answer may be followed. The URL is foreign: ask a person, or know the host.
public typealias LinkPolicy = @Sendable (_ link: URL) async -> Bool

/// Fetches pictures that came as links: over https, from public hosts, if it is allowed.
struct PictureLinks: Sendable {
    /// Hosts that are the service's own, or below one of its own: nobody is asked about them.
    let ownHosts: [String]
    let policy: LinkPolicy
    /// A service on this machine may give links to this machine, one of the local network to itself; others may not.
    let server: ServiceAddress
    /// Whether a file that was fetched is kept in place of the answer that had the link to it.
    var keepsFiles = true

    /// The picture of an answer, fetched if need be, and what is to be remarked on it.
    ///
    /// Throws `ModelFailure`; `none` makes the facts of an answer without a picture.
    func picture(
        from source: PictureSource?, with client: ServiceClient, none: (NoPicture.Reason) -> NoPicture
    ) async throws -> (data: Data, remarks: [Reply.Remark]) {
        switch source {
        case .data(let data, let declared):
            return (data, Reply.Remark.onFormat(of: data, declared: declared))
        case .link(let link):
            guard let fetched = try await fetch(link, with: client) else {
                var facts = none(.linkOnly)
                facts.text = facts.text ?? (absolute(link) ?? link).absoluteString
                throw ModelFailure.noPicture(facts)
            }
            let remarks = Reply.Remark.onFormat(of: fetched.data, declared: fetched.declared)
            return (fetched.data, [.fetched(host: absolute(link)?.host() ?? "")] + remarks)
        case nil: throw ModelFailure.noPicture(none(.unexplained))
        }
    }

    /// The further pictures of an answer. One that can't be had is passed over: the first is there, and paid.
    func others(
        _ sources: [PictureSource], with client: ServiceClient, _ remarks: inout [Reply.Remark]
    ) async throws -> [Data] {
        var others: [Data] = []
        for source in sources.prefix(Self.mostOthers) {
            switch source {
            case .data(let data, _): others.append(data)
            case .link(let link):
                do {
                    if let fetched = try await fetch(link, with: client) { others.append(fetched.data) }
                } catch is ModelFailure {
                    continue
                }
            }
        }
        if !others.isEmpty { remarks.append(.others(others.count)) }
        return others
    }

    /// Ten is the most that any service gives for one request.
    private static let mostOthers = 16

    /// The picture's bytes and what the host says they are; `nil` where it was not to be fetched. Throws `ModelFailure`.
    private func fetch(_ link: URL, with client: ServiceClient) async throws -> (data: Data, declared: String?)? {
        guard let link = absolute(link), let host = link.host()?.lowercased(),
            mayReach(host, link.scheme?.lowercased())
        else { return nil }
        let isOwn = ownHosts.contains { host == $0 || host.hasSuffix("." + $0) }
        let isAllowed = isOwn ? true : await policy(link)
        guard isAllowed else { return nil }
        client.report(.step("fetching the picture"))
        let answer = try await file(at: link, with: client)
        let declared = answer.headers.first(name: "content-type").map { String($0.prefix { $0 != ";" }) }
        return (answer.body, declared)
    }

    /// Follows a few redirects, as hosts of files have them, each to where a link may lead at all: no key goes along.
    private func file(at link: URL, with client: ServiceClient) async throws -> WireAnswer {
        var link = link
        for _ in 0...Self.mostRedirects {
            // A public name may lead into a private network: that is looked at when the connection is made.
            let mayBePrivate = isOfServer(link.host()?.lowercased() ?? "")
            let answer = try await client.file(
                at: link, onlyToPublicHosts: !mayBePrivate, isKept: keepsFiles)
            guard let target = answer.redirect else { return answer }
            guard let next = URL(string: target, relativeTo: link)?.absoluteURL, let host = next.host()?.lowercased(),
                mayReach(host, next.scheme?.lowercased())
            else { break }
            link = next
        }
        throw client.linkFailure(
            .notTheService, detail: "the link to the picture leads to where no picture may be fetched")
    }

    private static let mostRedirects = 4

    private func mayReach(_ host: String, _ scheme: String?) -> Bool {
        if isOfServer(host) { return scheme == "http" || scheme == "https" }
        return scheme == "https" && !HostName.isPrivate(host)
    }

    /// Whether a private host is the one that answered.
    private func isOfServer(_ host: String) -> Bool {
        server.isLoopback ? HostName.isLoopback(host) : server.isPlain && host == server.host
    }

    /// A path alone is one of the server's.
    private func absolute(_ link: URL) -> URL? {
        guard link.scheme == nil else { return link }
        return URL(string: server.text + "/").flatMap { URL(string: link.relativeString, relativeTo: $0)?.absoluteURL }
    }
}
