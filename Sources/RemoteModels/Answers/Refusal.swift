import Foundation
package import ImageModels
import NIOCore
import NIOHTTP1

/// A service's answer that is no success, sorted.
package struct Refusal {
    package var failure: ServiceFailure
    /// Whether the same request may succeed a little later, without anything having been made or charged.
    package var mayBeRepeated: Bool

    private static let longestDetail = 2000

    /// Sorts an answer by its status and by what it says.
    package init(_ answer: WireAnswer, service: String) {
        let error = answer.body.withUnsafeReadableBytes { bytes -> ErrorObject? in
            guard let json = try? JSONAnswer(bytes) else { return nil }
            return ErrorObject(in: json, bare: true)
        }
        self.init(answer.status, error, service: service, words: error?.message ?? Self.words(of: answer))
        let asked = answer.headers.first(name: "retry-after").flatMap { RetryAfter.seconds(header: $0) }
        failure.retryAfter = asked ?? error?.retryDelay
        failure.requestID = error?.requestID ?? Self.requestID(in: answer.headers)
        if error == nil, answer.isWebPage, ![408, 413, 429].contains(answer.status), answer.status < 500 {
            failure.kind = .notTheService
        }
    }

    /// Sorts an error that came with HTTP 200.
    init(_ error: ErrorObject, in answer: WireAnswer, service: String) {
        self.init(error.status ?? 500, error, service: service, words: error.message)
        failure.status = answer.status
        failure.retryAfter = error.retryDelay
        failure.requestID = error.requestID ?? Self.requestID(in: answer.headers)
        failure.charged = .perhaps
        mayBeRepeated = false
    }

    private init(_ status: Int, _ error: ErrorObject?, service: String, words: String?) {
        let (kind, mayBeRepeated) = Self.sort(status, error)
        failure = ServiceFailure(
            kind, service: service, status: status, detail: words.map { String($0.prefix(Self.longestDetail)) },
            // A gateway's own patience ended; what is behind it may have gone on.
            charged: [408, 504, 524].contains(status) ? .perhaps : .no)
        self.mayBeRepeated = mayBeRepeated
    }

    private static func sort(_ status: Int, _ error: ErrorObject?) -> (ServiceFailure.Kind, mayBeRepeated: Bool) {
        if let error {
            if error.says("model_not_found") { return (.unknownModel, false) }
            if error.says("insufficient_quota") || error.says("insufficient_user_quota")
                || error.says("billing_hard_limit_reached")
            {
                return (.noCredit, false)
            }
            if error.says("unsupported_country_region_territory") { return (.unavailableHere, false) }
            if error.says("content_policy_violation") || error.says("moderation_blocked") {
                return (.againstRules, false)
            }
            if error.says("api_key_invalid") || error.says("invalid_api_key") { return (.refusedKey, false) }
        }
        switch status {
        case 300..<400, 405: return (.notTheService, false)
        case 401: return (.refusedKey, false)
        case 402: return (.noCredit, false)
        case 403: return (forbidden(error), false)
        case 404: return (error == nil || error!.mentions("invalid url") ? .notTheService : .unknownModel, false)
        case 408: return (.timedOut, true)
        case 413: return (.tooLarge, false)
        case 429: return (.rateLimited, true)
        case 451: return (.unavailableHere, false)
        case 400..<500: return (badRequest(error), false)
        case 500 where error?.says("invalid_request") == true: return (.badRequest, false)
        case 503, 529: return (.overloaded, true)
        case 504, 522, 524: return (.timedOut, true)
        case 500..<600: return (.internalError, true)
        default: return (.nonsense, false)
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

    static func requestID(in headers: HTTPHeaders) -> String? {
        for name in ["x-oneapi-request-id", "x-request-id", "request-id", "cf-ray"] {
            if let id = headers.first(name: name), !id.isEmpty { return String(id.prefix(200)) }
        }
        return nil
    }

    /// What can be said of an answer in no known form: where a redirect leads, a web page's title, or the text.
    private static func words(of answer: WireAnswer) -> String? {
        if (300..<400).contains(answer.status), let target = answer.headers.first(name: "location") { return target }
        let text = String(decoding: answer.body.readableBytesView.prefix(20_000), as: UTF8.self)
        if answer.isWebPage {
            let title = text.firstMatch(of: /<title[^>]*>([^<]{1,300})/.ignoresCase())
            return title.map { String($0.1).trimmingCharacters(in: .whitespacesAndNewlines) }
        }
        let words = text.trimmingCharacters(in: .whitespacesAndNewlines)
        return words.isEmpty ? nil : words
    }
}

extension WireAnswer {
    /// Whether this is a page for a browser, whatever it calls itself.
    var isWebPage: Bool {
        if headers.first(name: "content-type")?.lowercased().contains("text/html") == true { return true }
        let head = String(decoding: body.readableBytesView.prefix(300), as: UTF8.self).lowercased()
        let start = head.trimmingPrefix { $0.isWhitespace }
        return start.hasPrefix("<!doctype html") || start.hasPrefix("<html")
    }
}
