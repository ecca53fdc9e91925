import Foundation
import ImageModels

/// A page by which Cloudflare, as a guard before a service, turns a request away: it wants a browser's proof, knows the
/// address or the place, or finds too many. By its documents ("Cloudflare 1xxx errors"); nothing of it has reached the
/// service.
struct CloudflareBlock {
    let kind: ServiceFailure.Kind
    let words: String
    /// Whether the same request may pass a little later.
    let mayPass: Bool

    /// `nil` for any other answer. What stands behind it and failed (520 to 527) is told by its status.
    init?(_ answer: WireAnswer) {
        guard [403, 429, 503, 409, 530].contains(answer.status) else { return nil }
        let text = String(decoding: answer.body.prefix(60_000), as: UTF8.self)
        let lowercase = text.lowercased()
        let isChallenge =
            answer.headers.first(name: "cf-mitigated")?.lowercased() == "challenge"
            || ["just a moment", "challenge-platform", "cf-chl-", "checking your browser", "cf_chl_opt"]
                .contains(where: lowercase.contains)
        let isCloudflares =
            answer.headers.first(name: "server")?.lowercased() == "cloudflare"
            || answer.headers.first(name: "cf-ray") != nil
            || lowercase.contains("cloudflare")
        guard isChallenge || isCloudflares else { return nil }
        let code = text.firstMatch(
            of: /(?:error(?:\s|<[^<>]{0,200}>)*(?:code)?(?:\s|<[^<>]{0,200}>|:|#)*)(1\d{3})\b/.ignoresCase()
        )
        .flatMap { Int($0.1) }
        let isBlocked = lowercase.contains("you have been blocked") || lowercase.contains("attention required")
        switch code {
        case 1015:
            (kind, words, mayPass) = (.rateLimited, "Cloudflare, error 1015: too many requests from this address", true)
        case 1009:
            (kind, words, mayPass) = (.unavailableHere, "Cloudflare, error 1009: this country is not let in", false)
        case 1006, 1007, 1008, 1106:
            (kind, words, mayPass) = (.turnedAway, "Cloudflare, error \(code ?? 0): this address is not let in", false)
        case 1010, 1020, 1005, 1012, 1013:
            (kind, words, mayPass) = (.turnedAway, "Cloudflare, error \(code ?? 0): access denied", false)
        case .some(let code):
            (kind, words, mayPass) = (.turnedAway, "Cloudflare, error \(code)", false)
        case nil where isChallenge:
            (kind, words, mayPass) = (
                .turnedAway,
                "Cloudflare shows a page that wants the proof of a browser (\u{201C}Just a moment\u{201D})", false
            )
        case nil where isBlocked:
            (kind, words, mayPass) = (.turnedAway, "Cloudflare: \u{201C}Sorry, you have been blocked\u{201D}", false)
        case nil: return nil
        }
    }
}
