public import Foundation
import ImageModels
import Pictures

/// Decides whether a link in an answer may be followed. The URL is foreign: ask a person, or know the host.
public typealias LinkPolicy = @Sendable (_ link: URL) async -> Bool

/// Fetches pictures that came as links: over https, from public hosts, if it is allowed.
struct PictureLinks: Sendable {
    /// Hosts that are the service's own, or below one of its own: nobody is asked about them.
    let ownHosts: [String]
    let policy: LinkPolicy
    /// A service on this machine may give links to this machine, one of the local network to itself; others may not.
    let server: ServiceAddress

    /// What an answer's sources led to.
    struct Found {
        /// At least one.
        var pictures: [Data] = []
        /// Which source each of them is from.
        var places: [Int] = []
        var remarks: [Reply.Remark] = []

        fileprivate mutating func add(_ data: Data, from place: Int, declared: String?, host: String?) {
            if pictures.isEmpty {
                if let host { remarks.append(.fetched(host: host)) }
                remarks += Reply.Remark.onFormat(of: data, declared: declared)
            }
            pictures.append(data)
            places.append(place)
        }
    }

    /// The pictures of an answer, those behind links fetched, and what is to be remarked on them. One that can't be had takes
    /// no other with it; the first that can be is the answer's.
    ///
    /// Throws `ModelFailure` where none can be had: why the first can't. `none` makes the facts of an answer without a picture.
    func pictures(
        from sources: [PictureSource], with client: ServiceClient, none: (NoPicture.Reason) -> NoPicture
    ) async throws -> Found {
        var found = Found()
        var failure: ModelFailure?
        var damaged: (data: Data, declared: String?, host: String?)?
        for (place, source) in sources.prefix(Self.most).enumerated() {
            do throws(any Error) {
                let one = try await picture(from: source, with: client, none: none)
                if sources.count == 1 || (try? Picture(inspecting: one.data).pixels()) != nil {
                    found.add(one.data, from: place, declared: one.declared, host: one.host)
                } else {
                    damaged = damaged ?? one
                }
            } catch let error as ModelFailure {
                failure = failure ?? error
            }
        }
        // What can't be read as a picture is for the caller to look at and to keep.
        if found.pictures.isEmpty, let damaged {
            found.add(damaged.data, from: 0, declared: damaged.declared, host: damaged.host)
        }
        let count = found.pictures.count
        guard count > 0 else { throw failure ?? .noPicture(none(.unexplained)) }
        if count > 1 { found.remarks.append(.others(count - 1)) }
        if count < sources.count { found.remarks.append(.missing(sources.count - count)) }
        return found
    }

    private func picture(
        from source: PictureSource, with client: ServiceClient, none: (NoPicture.Reason) -> NoPicture
    ) async throws -> (data: Data, declared: String?, host: String?) {
        switch source {
        case .data(let data, let declared): return (WrappedPicture.unwrapped(data), declared, nil)
        case .link(let link):
            let link = absolute(link) ?? link
            let host = link.host()?.lowercased() ?? ""
            let mayBeReached = mayReach(host, link.scheme?.lowercased())
            guard mayBeReached, await isAllowed(link, host) else {
                var facts = none(mayBeReached ? .linkOnly : .linkElsewhere)
                facts.text = facts.text ?? link.absoluteString
                throw ModelFailure.noPicture(facts)
            }
            client.report(.step("fetching the picture"))
            let answer = try await file(at: link, with: client)
            let declared = answer.headers.first(name: "content-type").map { String($0.prefix { $0 != ";" }) }
            return (answer.body, declared, host)
        }
    }

    private func isAllowed(_ link: URL, _ host: String) async -> Bool {
        if ownHosts.contains(where: { host == $0 || host.hasSuffix("." + $0) }) { return true }
        return await policy(link)
    }

    /// Ten pictures are the most that any service gives for one request.
    private static let most = 17

    /// Follows a few redirects, as hosts of files have them, each to where a link may lead at all: no key goes along.
    private func file(at link: URL, with client: ServiceClient) async throws -> WireAnswer {
        var link = link
        var redirects = 0
        var seen: Set<URL> = []
        while redirects <= Self.mostRedirects, seen.insert(link).inserted {
            // A public name may lead into a private network: that is looked at when the connection is made.
            let mayBePrivate = isOfServer(link.host()?.lowercased() ?? "")
            let answer = try await client.file(at: link, onlyToPublicHosts: !mayBePrivate)
            guard let target = answer.redirect else { return answer }
            guard let next = URL(string: target, relativeTo: link)?.absoluteURL, let host = next.host()?.lowercased(),
                mayReach(host, next.scheme?.lowercased())
            else {
                throw client.linkFailure(
                    .notTheService, detail: "the link to the picture leads to where no picture may be fetched")
            }
            link = next
            redirects += 1
        }
        throw client.linkFailure(
            .nonsense,
            detail: seen.contains(link)
                ? "the link to the picture leads in a circle"
                : "the link to the picture leads on and on: it was followed \(Self.mostRedirects) times")
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
