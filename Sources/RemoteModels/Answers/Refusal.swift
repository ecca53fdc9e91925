import Foundation
package import ImageModels

/// A service's answer that is no success, sorted.
package struct Refusal {
    package var failure: ServiceFailure
    /// Whether the same request may succeed a little later, without anything being made or charged twice.
    package var mayBeRepeated: Bool

    private static let longestDetail = 2000
    /// Of words that are looked through.
    private static let longestText = 20_000
    /// In bytes, of JSON that is told as it came.
    private static let longestJSON = 300

    /// Sorts an answer to a request by its status and by what it says. `isGooglesOwn`: it came from Google's own address.
    package init(
        _ answer: WireAnswer, to method: WireRequest.Method = .post, service: String, isGooglesOwn: Bool = false
    ) {
        let (error, countsTokens) = answer.body.withUnsafeBytes { bytes -> (ErrorObject?, Bool) in
            guard let json = try? JSONAnswer(bytes) else { return (nil, false) }
            return (ErrorObject(in: json, bare: true), Self.countsTokens(json))
        }
        let kind = Self.kind(answer.status, error)
        let fate = Fate(
            method, status: answer.status, isGooglesOwnError: isGooglesOwn && error?.says("internal") == true)
        failure = ServiceFailure(
            kind, service: service, status: answer.status, detail: Self.cut(error?.message ?? Self.words(of: answer)),
            requestID: error?.requestID ?? Self.requestID(in: answer.headers), charged: fate.charged,
            retryAfter: answer.headers.first(name: "retry-after").flatMap { RetryAfter.seconds(header: $0) }
                ?? error?.retryDelay)
        mayBeRepeated =
            fate.mayBeRepeated && Self.mayPass(kind)
            && answer.headers.first(name: "x-should-retry")?.lowercased() != "false"
        // What a model has painted is paid, whatever became of it then.
        if countsTokens {
            failure.charged = .perhaps
            mayBeRepeated = false
        }
        if error == nil, let block = CloudflareBlock(answer) {
            failure.kind = block.kind
            failure.detail = block.words
            mayBeRepeated = mayBeRepeated && block.mayPass
        } else if error == nil, answer.isWebPage, ![408, 413, 429].contains(answer.status), answer.status < 500 {
            failure.kind = .notTheService
        }
    }

    /// Sorts an error that came with HTTP 200: the service says that all went well, so it may have charged.
    init(_ error: ErrorObject, in answer: WireAnswer, service: String) {
        failure = ServiceFailure(
            Self.kind(error.status ?? 500, error), service: service, status: answer.status,
            detail: Self.cut(error.message), requestID: error.requestID ?? Self.requestID(in: answer.headers),
            charged: .perhaps, retryAfter: error.retryDelay)
        mayBeRepeated = false
    }

    /// Sorts what went wrong on the way.
    package init(_ transport: TransportFailure, to method: WireRequest.Method = .post, service: String) {
        let fate = Fate(method, transport)
        let (kind, detail): (ServiceFailure.Kind, String) =
            switch transport {
            case .unreachable(let detail), .refusedByProxy(let detail), .untrusted(_, let detail):
                (.unreachable, detail)
            case .insecure(let host), .privateAddress(let host): (.unreachable, host)
            case .broken(let detail): (.cutOff, detail)
            case .timedOut(let seconds): (.timedOut, Self.words(seconds: seconds))
            case .notHTTP(let detail): (.notTheService, detail)
            }
        failure = ServiceFailure(kind, service: service, detail: Self.cut(detail), charged: fate.charged)
        if case .untrusted(let certificate, _) = transport { failure.certificate = certificate }
        mayBeRepeated = fate.mayBeRepeated
    }

    /// What was only being read broke off, and can be read again.
    static func brokenReading(_ answer: WireAnswer, service: String) -> Refusal {
        Refusal(
            failure: ServiceFailure(.cutOff, service: service, status: answer.status), mayBeRepeated: true)
    }

    private init(failure: ServiceFailure, mayBeRepeated: Bool) {
        self.failure = failure
        self.mayBeRepeated = mayBeRepeated
    }

    /// "180 s", "0.5 s".
    static func words(seconds: Double) -> String { "\(Int(exactly: seconds).map(String.init) ?? String(seconds)) s" }

    /// A page within the words is told by its title, and data in them not at all.
    private static func cut(_ words: String?) -> String? {
        guard let words = words.map({ String($0.prefix(longestText)) }) else { return nil }
        let start = words.prefix(200).lowercased().drop { $0.isWhitespace }
        if start.hasPrefix("<html") || start.hasPrefix("<!doctype html"), let title = title(in: words) { return title }
        return String(PictureInText(words).words.prefix(longestDetail))
    }

    /// Whether tokens are counted that a model has put out.
    static func countsTokens(_ answer: JSONAnswer) -> Bool {
        let error = answer["error"]
        let usage = answer["usage", "usageMetadata", "usage_metadata"] ?? error?["usage", "usageMetadata"]
        let count = usage?["output_tokens", "completion_tokens", "candidatesTokenCount", "candidates_token_count"]
        return (count?.int ?? 0) > 0
    }

    private static func title(in page: String) -> String? {
        let title = page.firstMatch(of: /<title[^<>]{0,200}>([^<]{1,300})/.ignoresCase())
        return title.map { String($0.1).trimmingCharacters(in: .whitespacesAndNewlines) }
    }

    /// Whether the same request may succeed a little later.
    private static func mayPass(_ kind: ServiceFailure.Kind) -> Bool {
        switch kind {
        case .rateLimited, .overloaded, .internalError, .timedOut: true
        default: false
        }
    }

    private static func kind(_ status: Int, _ error: ErrorObject?) -> ServiceFailure.Kind {
        if let error {
            if error.says("model_not_found") || error.says("model_deprecated") || error.says("model_retired") {
                return .unknownModel
            }
            // "prepayment credits are depleted", "limit: 0" of a free tier that has no pictures: no waiting helps.
            if status == 429,
                error.mentions("credits are depleted", "credit balance", "insufficient balance", "limit: 0,")
                    || error.message?.hasSuffix("limit: 0") == true
            {
                return .noCredit
            }
            if error.says("insufficient_quota") || error.says("insufficient_user_quota")
                || error.says("billing_hard_limit_reached")
            {
                return .noCredit
            }
            if error.says("unsupported_country_region_territory") { return .unavailableHere }
            if error.says("content_policy_violation") || error.says("moderation_blocked")
                || error.codes.contains(where: { code in
                    ["sensitivecontent", "datainspection", "contentfilter", "content_filter"].contains {
                        code.lowercased().contains($0)
                    }
                })
            {
                return .againstRules
            }
            if error.says("api_key_invalid") || error.says("invalid_api_key") { return .refusedKey }
        }
        switch status {
        case 300..<400, 405: return .notTheService
        case 401: return .refusedKey
        case 402: return .noCredit
        case 403: return forbidden(error)
        case 404: return error == nil || error!.saysNoRoute ? .notTheService : .unknownModel
        case 408: return .timedOut
        case 410: return .unknownModel
        case 413: return .tooLarge
        case 429: return .rateLimited
        case 451: return .unavailableHere
        case 400..<500: return badRequest(error)
        case 500 where error?.says("invalid_request") == true: return .badRequest
        case 503, 529: return .overloaded
        case 504, 522, 524: return .timedOut
        case 500..<600: return .internalError
        default: return .nonsense
        }
    }

    private static func forbidden(_ error: ErrorObject?) -> ServiceFailure.Kind {
        guard let error else { return .forbidden }
        if error.mentions("quota", "balance", "credit", "billing") { return .noCredit }
        if error.mentions("location", "country", "region") { return .unavailableHere }
        return .forbidden
    }

    private static func badRequest(_ error: ErrorObject?) -> ServiceFailure.Kind {
        guard let error else { return .badRequest }
        if error.mentions("api key not valid", "api key expired", "api key not found") { return .refusedKey }
        if error.says("failed_precondition"), error.mentions("billing", "free tier") { return .noCredit }
        if error.mentions("location is not supported", "not available in your country") { return .unavailableHere }
        if error.mentions("payload size", "too large", "exceeds the limit") { return .tooLarge }
        if error.mentions("safety system", "content policy", "moderation") { return .againstRules }
        if error.mentions("model") && error.mentions("not found", "does not exist", "not supported for") {
            return .unknownModel
        }
        return .badRequest
    }

    static func requestID(in headers: HeaderFields) -> String? {
        for name in ["x-cometapi-request-id", "x-oneapi-request-id", "x-request-id", "request-id", "cf-ray"] {
            if let id = headers.first(name: name), !id.isEmpty { return String(id.prefix(200)) }
        }
        return nil
    }

    /// What can be said of an answer in no known form: where a redirect leads, a web page's title, or the text.
    private static func words(of answer: WireAnswer) -> String? {
        if (300..<400).contains(answer.status), let target = answer.headers.first(name: "location") { return target }
        let text = String(decoding: answer.body.prefix(20_000), as: UTF8.self)
        if answer.isWebPage { return title(in: text) }
        // Of an answer that says nothing in words, what it is made of.
        if text.utf8.count > longestJSON,
            let shape = answer.body.withUnsafeBytes({ bytes in (try? JSONAnswer(bytes))?.shape })
        {
            return shape
        }
        let words = text.trimmingCharacters(in: .whitespacesAndNewlines)
        return words.isEmpty ? nil : words
    }
}

extension WireAnswer {
    /// Whether this is a page for a browser, whatever it calls itself.
    var isWebPage: Bool {
        if headers.first(name: "content-type")?.lowercased().contains("text/html") == true { return true }
        let head = String(decoding: body.prefix(300), as: UTF8.self).lowercased()
        let start = head.trimmingPrefix { $0.isWhitespace }
        return start.hasPrefix("<!doctype html") || start.hasPrefix("<html")
    }
}
