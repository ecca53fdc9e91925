import ImageModels
import RemoteModels
import Testing

struct RefusalTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var status: Int
        var body: String
        var kind: ServiceFailure.Kind
        var mayBeRepeated = false
        var testDescription: String { "\(status) \(kind): \(body.prefix(60))" }
    }

    private static func comet(_ message: String, code: String = "") -> String {
        #"{"error":{"message":"\#(message) (request id: 20261122A)","type":"comet_api_error","param":"","code":"\#(code)"}}"#
    }

    private static func google(_ code: Int, _ status: String, _ message: String, details: String = "[]") -> String {
        #"{"error":{"code":\#(code),"message":"\#(message)","status":"\#(status)","details":\#(details)}}"#
    }

    static let cases: [Case] = [
        Case(status: 400, body: comet("model name is required", code: "invalid_request"), kind: .badRequest),
        Case(status: 401, body: comet("invalid token"), kind: .refusedKey),
        Case(status: 403, body: comet("user quota is not enough"), kind: .noCredit),
        Case(status: 403, body: comet("this token may not use the model"), kind: .forbidden),
        Case(status: 404, body: comet("Invalid URL (POST /v1/v1beta/x)"), kind: .notTheService),
        Case(status: 413, body: comet("request body too large"), kind: .tooLarge),
        Case(status: 429, body: comet("slow down"), kind: .rateLimited, mayBeRepeated: true),
        Case(status: 500, body: comet("bad field", code: "invalid_request"), kind: .badRequest),
        Case(status: 500, body: comet("do request failed"), kind: .internalError),
        Case(status: 503, body: comet("no channel", code: "model_not_found"), kind: .unknownModel),
        Case(status: 503, body: comet("overloaded"), kind: .overloaded, mayBeRepeated: true),
        Case(status: 524, body: "<html><title>524: A timeout</title></html>", kind: .timedOut),
        Case(status: 502, body: "<html><title>Bad gateway</title></html>", kind: .internalError),
        Case(status: 521, body: "<html><title>Down</title></html>", kind: .internalError, mayBeRepeated: true),
        Case(status: 522, body: "<html><title>No way</title></html>", kind: .timedOut, mayBeRepeated: true),
        Case(status: 301, body: "<html>moved</html>", kind: .notTheService),
        Case(status: 404, body: "<!DOCTYPE html><title>Not found</title>", kind: .notTheService),
        Case(status: 404, body: "", kind: .notTheService),
        Case(
            status: 403,
            body: "<!DOCTYPE html><title>Just a moment...</title><script src=/cdn-cgi/challenge-platform/x>",
            kind: .turnedAway),
        Case(status: 503, body: "<html><title>Just a moment...</title></html>", kind: .turnedAway),
        Case(
            status: 403,
            body: "<title>Attention Required! | Cloudflare</title><h1>Sorry, you have been blocked</h1>",
            kind: .turnedAway),
        Case(status: 403, body: "<html>Cloudflare <h1>Error <span>1020</span></h1>Access denied", kind: .turnedAway),
        Case(status: 403, body: "<html>Cloudflare <span>Error code:</span> <b>1010</b>", kind: .turnedAway),
        Case(status: 403, body: "cloudflare error code: 1009", kind: .unavailableHere),
        Case(status: 429, body: "cloudflare error code: 1015", kind: .rateLimited, mayBeRepeated: true),
        Case(status: 403, body: "<html><title>403 Forbidden</title>nginx</html>", kind: .notTheService),
        Case(
            status: 400,
            body: google(
                400, "INVALID_ARGUMENT", "API key not valid. Please pass a valid API key.",
                details: #"[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"API_KEY_INVALID"}]"#),
            kind: .refusedKey),
        Case(
            status: 400, body: google(400, "FAILED_PRECONDITION", "User location is not supported for the API use."),
            kind: .unavailableHere),
        Case(
            status: 400,
            body: google(400, "FAILED_PRECONDITION", "The free tier is not available; please enable billing."),
            kind: .noCredit),
        Case(status: 402, body: google(402, "RESOURCE_EXHAUSTED", "prepaid credit used up"), kind: .noCredit),
        Case(status: 403, body: google(403, "PERMISSION_DENIED", "no"), kind: .forbidden),
        Case(status: 404, body: google(404, "NOT_FOUND", "models/x is not found"), kind: .unknownModel),
        Case(
            status: 503, body: google(503, "UNAVAILABLE", "The model is overloaded."), kind: .overloaded,
            mayBeRepeated: true),
        Case(status: 504, body: google(504, "DEADLINE_EXCEEDED", ""), kind: .timedOut),
        Case(
            status: 503, body: "[" + google(503, "UNAVAILABLE", "busy") + "]", kind: .overloaded, mayBeRepeated: true),
        Case(
            status: 401, body: #"{"error":{"message":"Incorrect API key","code":"invalid_api_key"}}"#,
            kind: .refusedKey),
        Case(
            status: 429, body: #"{"error":{"message":"You exceeded your quota","code":"insufficient_quota"}}"#,
            kind: .noCredit),
        Case(
            status: 400, body: #"{"error":{"message":"rejected","code":"moderation_blocked"}}"#, kind: .againstRules),
        Case(
            status: 429,
            body: google(
                429, "RESOURCE_EXHAUSTED", "Quota exceeded for metric: free_tier_requests, limit: 0, model: x"),
            kind: .noCredit),
        Case(
            status: 429, body: google(429, "RESOURCE_EXHAUSTED", "Your prepayment credits are depleted."),
            kind: .noCredit),
        Case(status: 410, body: #"{"error":{"message":"gone"}}"#, kind: .unknownModel),
        Case(
            status: 400, body: #"{"error":{"message":"deprecated","code":"model_deprecated"}}"#, kind: .unknownModel),
        Case(
            status: 400, body: #"{"error":{"message":"may contain","code":"InputImageSensitiveContentDetected"}}"#,
            kind: .againstRules),
        Case(status: 408, body: "", kind: .timedOut),
        Case(status: 422, body: #"{"title":"Invalid input","detail":"prompt is required"}"#, kind: .badRequest),
    ]

    @Test("Every known shape of an error is sorted by what it means", arguments: cases)
    func shapes(_ example: Case) {
        let refusal = Refusal(WireAnswer(example.status, example.body), service: "cometapi")
        #expect(refusal.failure.kind == example.kind)
        #expect(refusal.mayBeRepeated == example.mayBeRepeated)
        #expect(refusal.failure.status == example.status)
    }

    @Test(
        "A service's own words are told, wherever they stand",
        arguments: [
            #"{"errors":[{"message":"the words"}]}"#, #"{"errors":["the words"]}"#, #"{"reason":"the words"}"#,
            #"{"error":"invalid","error_description":"the words"}"#, #"{"error":[{"message":"the words"}]}"#,
            #"{"success":false,"data":{"error":{"message":"the words"}}}"#,
            #"{"status":"error","reason":"the words","task_id":"t 1"}"#,
            #"{"status":"failed","fail_reason":"the words"}"#,
            #"{"error":{"message":"{\"error\":{\"message\":\"the words\",\"code\":400}}","type":"upstream_error"}}"#,
            #"{"message":{"error":{"detail":"the words"}}}"#, #"{"error":{"code":"x","description":"the words"}}"#,
            #"{"code":3,"result":{"msg":"the words"}}"#, #"{"title":"Bad","detail":"the words"}"#,
            #"{"message":"the words","error":{"code":"E_X"}}"#,
            #"{"error":{"message":"the words","reason":"A_LONGER_SINGLE_WORD"}}"#,
        ])
    func ownWords(_ body: String) {
        #expect(Refusal(WireAnswer(400, body), service: "cometapi").failure.detail == "the words")
        for reading in [{ try self.openAIShape(body) }, { try gemini(body).shape }] {
            #expect {
                try reading()
            } throws: { error in
                if case AnswerFailure.error(let object) = error { object.mentions("the words") } else { false }
            }
        }
    }

    @Test("What says no more than that it failed is told with what says why")
    func both() {
        let body = #"{"error":{"message":"Bad Request","detail":"the prompt is longer than this model takes"}}"#
        let detail = Refusal(WireAnswer(400, body), service: "cometapi").failure.detail
        #expect(detail == "Bad Request: the prompt is longer than this model takes")
    }

    private func openAIShape(_ body: String) throws -> String {
        try read(body) { bytes throws(AnswerFailure) in try OpenAIImagesAnswer(bytes) }.shape
    }

    @Test("However deep or wide an error is, its words are looked for once", .timeLimit(.minutes(1)))
    func deepErrors() {
        let deep = String(repeating: #"{"error":"#, count: 100) + "1" + String(repeating: "}", count: 100)
        let wide =
            "{\"errors\":[" + Array(repeating: #"{"reason":"x y"}"#, count: 100_000).joined(separator: ",") + "]}"
        let forked = String(repeating: #"{"error":{"message":[{"detail":"#, count: 20)
        for body in [deep, wide, forked] {
            #expect(Refusal(WireAnswer(400, body), service: "cometapi").failure.kind == .badRequest)
        }
    }

    @Test("The request's id is found in CometAPI's message and in headers")
    func requestID() {
        let inMessage = Refusal(WireAnswer(401, Self.comet("no")), service: "cometapi")
        #expect(inMessage.failure.requestID == "20261122A")
        let inHeader = Refusal(WireAnswer(500, "", [("X-Request-ID", "req_1")]), service: "openai")
        #expect(inHeader.failure.requestID == "req_1")
    }

    @Test("The patience that is asked for is found in the header, the details and the message")
    func patience() {
        func asked(_ body: String, _ headers: [(String, String)] = []) -> Double? {
            Refusal(WireAnswer(429, body, headers), service: "google").failure.retryAfter
        }
        let details = #"[{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"34.4s"}]"#
        #expect(asked(Self.google(429, "RESOURCE_EXHAUSTED", "quota", details: details)) == 34.4)
        #expect(asked(Self.google(429, "RESOURCE_EXHAUSTED", "Please retry in 48.939935699s.")) == 48.939935699)
        #expect(asked(#"{"error":{"message":"Rate limit reached. Please try again in 12s."}}"#) == 12)
        #expect(asked(#"{"error":{"message":"Please try again in 1m30s."}}"#) == 90)
        #expect(asked(#"{"error":{"message":"Please try again in 250ms."}}"#) == 0.25)
        #expect(asked(#"{"error":{"message":"Please try again in a while."}}"#) == nil)
        #expect(asked("", [("Retry-After", "7")]) == 7)
        #expect(asked("") == nil)
    }

    @Test("Of a web page the title is told, of a redirect its target")
    func words() {
        let page = Refusal(WireAnswer(403, "<html><title> Blocked\n</title></html>"), service: "x")
        #expect(page.failure.detail == "Blocked")
        let redirect = Refusal(WireAnswer(301, "<html/>", [("Location", "https://www.example/")]), service: "x")
        #expect(redirect.failure.detail == "https://www.example/")
    }

    @Test("What Google does not charge is known, by its own words or by its rule")
    func toldFree() {
        func answer(_ finish: String, _ text: String? = nil, at service: String, tokens: Int = 0) -> NoPicture {
            NoPicture(
                .outputBlocked, finishReason: FinishReason(rawValue: finish), text: text,
                usage: Usage(inputTokens: 1125, outputTokens: tokens), exchange: Exchange(service: service, requests: 1)
            )
        }
        #expect(answer("IMAGE_SAFETY", at: "google").isToldFree)
        #expect(!answer("IMAGE_SAFETY", at: "google", tokens: 1120).isToldFree)
        #expect(!answer("SAFETY", at: "google").isToldFree)
        #expect(!answer("IMAGE_SAFETY", at: "cometapi").isToldFree)
        #expect(answer("IMAGE_SAFETY", "You will not be charged for blocked images.", at: "cometapi").isToldFree)
    }
}
