/// A service's refusal, before it has a form.
struct ServiceRefusal: Error {
    var status: Int
    var message: String
    /// Google's word for the status: "INVALID_ARGUMENT".
    var googleStatus: String = "INVALID_ARGUMENT"
    /// CometAPI's and OpenAI's code.
    var code: String = "invalid_request"
    var type: String = "invalid_request_error"
    var parameter: String?
    var details: [WireJSON] = []
    var headers: [(name: String, value: String)] = []

    static func badRequest(_ message: String, parameter: String? = nil) -> ServiceRefusal {
        ServiceRefusal(status: 400, message: message, parameter: parameter)
    }

    /// `{"error": {"code", "message", "status", "details"}}`.
    var asGoogle: Answer {
        var error: [(String, WireJSON)] = [
            ("code", .integer(status)), ("message", .text(message)), ("status", .text(googleStatus)),
        ]
        if !details.isEmpty { error.append(("details", .list(details))) }
        return answer(["error": .fields(error)])
    }

    /// The envelope of the gateway: the request's id stands in the message.
    func asComet(requestID: String) -> Answer {
        var answer = answer([
            "error": [
                "message": .text("\(message) (request id: \(requestID))"), "type": "comet_api_error", "param": "",
                "code": .text(code),
            ]
        ])
        answer.headers.append(("X-Oneapi-Request-Id", requestID))
        return answer
    }

    func asOpenAI(requestID: String) -> Answer {
        var answer = answer([
            "error": [
                "message": .text(message), "type": .text(type), "param": parameter.map { .text($0) } ?? .null,
                "code": .text(code),
            ]
        ])
        answer.headers.append(("x-request-id", "req_\(requestID)"))
        return answer
    }

    private func answer(_ body: WireJSON) -> Answer {
        var answer = Answer.json(body, status: status)
        answer.headers += headers
        return answer
    }
}
