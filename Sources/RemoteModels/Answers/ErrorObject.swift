import Foundation

/// What a service says of an error, in whichever of the known shapes.
package struct ErrorObject: Sendable {
    var message: String?
    /// "invalid_request", "API_KEY_INVALID", "insufficient_quota", "400".
    var codes: [String] = []
    var retryDelay: Double?

    /// In words of this program, of an answer that has none.
    init(message: String) { self.message = message }

    /// Finds the error in an answer: `{"error": {…}}` or `{"error": "…"}`, alone or as the first element of an array,
    /// or the bare object that some routes send (`{"title", "detail"}`, `{"code", "message"}`).
    ///
    /// `nil` where there is none; `bare` allows the last form, which only a refusal can be taken for.
    init?(in answer: JSONAnswer, bare: Bool) {
        let root = answer.elements.first ?? answer
        if let error = root["error"] {
            if error.isObject {
                read(error)
            } else if let text = error.string {
                message = text.isEmpty ? nil : text
                if let code = root["code"]?.string { codes.append(code) }
                if message == nil && codes.isEmpty { return nil }
            } else {
                return nil
            }
        } else if bare, root.isObject {
            read(root)
            if message == nil {
                message = root["detail", "title", "msg", "description"]?.string ?? Self.fields(root["detail"])
            }
        } else {
            return nil
        }
    }

    /// "image: Field required; size: Input should be …", of FastAPI's list of what is wrong with a request; `nil` of others.
    private static func fields(_ detail: JSONAnswer?) -> String? {
        let faults = (detail?.elements ?? []).prefix(mostFaults).compactMap { fault -> String? in
            guard let words = fault["msg", "message"]?.string else { return nil }
            let place = (fault["loc"]?.elements ?? []).compactMap { $0.string ?? $0.int.map { String($0) } }
                .filter { $0 != "body" }.joined(separator: ".")
            return place.isEmpty ? words : "\(place): \(words)"
        }
        return faults.isEmpty ? nil : faults.joined(separator: "; ")
    }

    private static let mostFaults = 20

    /// An error without an envelope, in an answer that holds nothing else: `{"code": 50430, "message": "…"}`,
    /// `{"success": false, "msg": "…"}`.
    init?(flat answer: JSONAnswer) {
        guard answer.isObject,
            let words = answer["message", "msg", "error_message", "error_msg", "detail", "description"]?.string,
            !words.isEmpty
        else { return nil }
        read(answer)
        message = words
        if let code = answer["error_code"]?.string, !code.isEmpty { codes.append(code) }
    }

    /// `{"status_code": 1008, "status_msg": "insufficient balance"}`; `nil` where all went well.
    init?(base: JSONAnswer) {
        guard let words = base["status_msg"]?.string, !words.isEmpty, base["status_code"]?.int != 0 else { return nil }
        message = words
        if let code = base["status_code"]?.int { codes.append(String(code)) }
    }

    private mutating func read(_ error: JSONAnswer) {
        message = error["message"]?.string
        for name in ["code", "status", "type"] {
            guard let value = error[name] else { continue }
            if let text = value.string ?? value.int.map({ String($0) }), !text.isEmpty { codes.append(text) }
        }
        for detail in error["details"]?.elements ?? [] {
            if let reason = detail["reason"]?.string { codes.append(reason) }
            if let delay = detail["retryDelay", "retry_delay"]?.string {
                retryDelay = RetryAfter.seconds(duration: delay)
            }
        }
        if retryDelay == nil, let message { retryDelay = RetryAfter.seconds(words: message) }
    }

    /// The id that CometAPI writes into its messages: "… (request id: 2026…)".
    var requestID: String? {
        guard let message, message.range(of: "(request id:", options: .caseInsensitive) != nil,
            let match = message.firstMatch(of: /\(request id: ?([^()\s]{1,200})\)/.ignoresCase())
        else { return nil }
        return String(match.1)
    }

    func says(_ code: String) -> Bool { codes.contains { $0.lowercased() == code } }

    package func mentions(_ words: String...) -> Bool {
        guard let message = message?.lowercased() else { return false }
        return words.contains { message.contains($0) }
    }

    /// Whether it is the address that is not known, rather than the model: frameworks say so in these words.
    var saysNoRoute: Bool {
        let words = message?.lowercased().trimmingCharacters(in: .whitespaces) ?? ""
        return ["not found", "page not found", "404 page not found", "404 not found", "file not found"].contains(words)
            || mentions("invalid url", "cannot post", "no such route", "route not found", "unknown endpoint")
    }

    /// The HTTP status that the error stands for, where it came with another.
    var status: Int? {
        let known = [
            "invalid_argument": 400, "failed_precondition": 400, "unauthenticated": 401, "permission_denied": 403,
            "not_found": 404, "resource_exhausted": 429, "cancelled": 499, "internal": 500, "unavailable": 503,
            "deadline_exceeded": 504,
        ]
        return codes.lazy.compactMap { Int($0) ?? known[$0.lowercased()] }.first { (400..<600).contains($0) }
    }
}
