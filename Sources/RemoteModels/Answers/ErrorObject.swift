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
                message = message ?? Self.words(in: root)
            } else if let text = error.string {
                message = Self.words(in: root) ?? (text.isEmpty ? nil : text)
                readCodes(of: root)
                if message == nil && codes.isEmpty { return nil }
            } else if let words = error.elements.isEmpty ? nil : Self.words(in: error) {
                message = words
                for element in error.elements { readCodes(of: element) }
            } else {
                return nil
            }
        } else if bare, root.isObject {
            read(root)
            if let fields = Self.fields(root["detail"]) { message = root["message"]?.string ?? fields }
            message = message ?? root["title"]?.string
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

    /// Names that words for a person stand under, and of what holds them: in small letters, without what parts their words.
    private static let ofWords = [
        "message", "msg", "detail", "error", "errors", "errormessage", "errormsg", "errmsg", "errordescription",
        "description", "failreason", "failurereason", "reason", "statusmsg", "raw",
    ]
    private static let ofAnswers = ["data", "result", "response", "metadata", "output", "responsemetadata"]
    /// What stands under those names where nothing went wrong.
    private static let ofSuccess: Set = ["success", "succeed", "succeeded", "successful", "ok"]
    private static let deepest = 6
    private static let mostFound = 40
    private static let shortestSaying = 40
    /// In bytes; what is longer is no message.
    private static let longestWords = 20_000

    /// The longest sentence that a service says under any of the known names, however deep it stands; else its first
    /// single word.
    private static func words(in answer: JSONAnswer) -> String? {
        var found: [String] = []
        collect(answer, depth: 0, &found)
        return found.filter(isSentence).max { $0.utf8.count < $1.utf8.count } ?? found.first
    }

    private static func collect(_ value: JSONAnswer, depth: Int, _ found: inout [String]) {
        guard depth <= deepest, found.count < mostFound else { return }
        if let written = value.written {
            guard written.count <= longestWords, let text = value.string, !text.isEmpty,
                !ofSuccess.contains(text.lowercased())
            else { return }
            // A gateway hands on what it was answered, as it was written.
            if text.hasPrefix("{"), collect(written: text, depth: depth + 1, &found) { return }
            return found.append(text)
        }
        for element in value.elements.prefix(mostFaults) { collect(element, depth: depth + 1, &found) }
        let members = named(value)
        for name in ofWords {
            if let member = members[name] { collect(member, depth: depth + 1, &found) }
        }
        for name in ofAnswers {
            if let member = members[name], member.isObject { collect(member, depth: depth + 1, &found) }
        }
    }

    /// An object's members by their names in small letters, without what parts their words.
    private static func named(_ value: JSONAnswer) -> [String: JSONAnswer] {
        Dictionary(value.members.map { ($0.key.lowercased().filter { $0 != "_" && $0 != "-" }, $0.value) }) { $1 }
    }

    /// Whether the text is an answer of its own, with words in it.
    private static func collect(written text: String, depth: Int, _ found: inout [String]) -> Bool {
        let count = found.count
        Array(text.utf8).withUnsafeBytes { bytes in
            if let inner = try? JSONAnswer(bytes) { collect(inner, depth: depth, &found) }
        }
        return found.count > count
    }

    /// Whether it is more than one of a program's own words.
    private static func isSentence(_ text: String) -> Bool {
        text.utf8.contains { $0 == 0x20 || $0 >= 0x80 }
    }

    /// An error without an envelope, in an answer that holds nothing else: `{"code": 50430, "message": "…"}`,
    /// `{"success": false, "msg": "…"}`.
    init?(flat answer: JSONAnswer) {
        guard answer.isObject, let words = Self.words(in: answer) else { return nil }
        read(answer)
        message = words
        readCodes(within: answer, depth: 0)
    }

    private mutating func readCodes(within answer: JSONAnswer, depth: Int) {
        guard depth <= Self.deepest else { return }
        for (name, member) in Self.named(answer)
        where Self.ofAnswers.contains(name) || ["error", "errors"].contains(name) {
            for inner in member.isObject ? [member] : Array(member.elements.prefix(Self.mostFaults))
            where inner.isObject {
                readCodes(of: inner)
                readCodes(within: inner, depth: depth + 1)
            }
        }
    }

    /// `{"status_code": 1008, "status_msg": "insufficient balance"}`; `nil` where all went well.
    init?(base: JSONAnswer) {
        guard let words = base["status_msg"]?.string, !words.isEmpty, base["status_code"]?.int != 0 else { return nil }
        message = words
        if let code = base["status_code"]?.int { codes.append(String(code)) }
    }

    private mutating func read(_ error: JSONAnswer) {
        let said = error["message"]?.string
        message = Self.words(in: error) ?? said
        if let said, let words = message, Self.isSentence(said), !said.hasPrefix("{"), !words.contains(said) {
            // A short one may say no more than that it failed.
            message = said.utf8.count < Self.shortestSaying ? "\(said): \(words)" : said
        }
        readCodes(of: error)
        for detail in error["details"]?.elements ?? [] {
            if let reason = detail["reason"]?.string { codes.append(reason) }
            if let delay = detail["retryDelay", "retry_delay"]?.string {
                retryDelay = RetryAfter.seconds(duration: delay)
            }
        }
        if retryDelay == nil, let message { retryDelay = RetryAfter.seconds(words: message) }
    }

    private mutating func readCodes(of error: JSONAnswer) {
        let members = Self.named(error)
        for name in ["code", "status", "type", "errorcode", "errcode"] {
            guard let value = members[name] else { continue }
            if let text = value.string ?? value.int.map({ String($0) }), !text.isEmpty { codes.append(text) }
        }
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
