import Foundation

extension Scenario {
    /// The refusal of this scenario, in its service's form; `nil` for a scenario that is none.
    func refusal(requestID: String, host: String) -> Answer? {
        if let refusal = cometRefusal { return refusal.asComet(requestID: requestID) }
        if let refusal = openAIRefusal { return refusal.asOpenAI(requestID: requestID) }
        if let refusal = googleRefusal {
            var answer = refusal.asGoogle
            if self == .google429InList { answer.body = Data("[".utf8) + answer.body + Data("]\n".utf8) }
            return answer
        }
        switch self {
        case .comet524Page: return .page("api.cometapi.com | 524: A timeout occurred", status: 524)
        case .comet502Page: return .page("502 Bad Gateway", status: 502)
        case .cloudflareChallenge:
            var page = Answer.page("Just a moment...", status: 403)
            page.headers += [
                ("Server", "cloudflare"), ("cf-mitigated", "challenge"), ("CF-RAY", "8d1f3b6e9a2c4850-FRA"),
            ]
            return page
        case .redirect: return .redirect(to: "http://\(host)/console")
        default: return nil
        }
    }

    private var cometRefusal: ServiceRefusal? {
        switch self {
        case .comet400: ServiceRefusal(status: 400, message: "model name is required")
        case .comet401: ServiceRefusal(status: 401, message: "Invalid token", code: "")
        case .comet403: ServiceRefusal(status: 403, message: "This token has no access to this model", code: "")
        case .comet403Credit:
            ServiceRefusal(
                status: 403, message: "user quota is not enough, remaining: $0.000000", code: "insufficient_user_quota")
        case .comet404: ServiceRefusal(status: 404, message: "The model does not exist", code: "model_not_found")
        case .comet413: ServiceRefusal(status: 413, message: "request body too large", code: "")
        case .comet429: ServiceRefusal(status: 429, message: "Too many requests, please try again later", code: "")
        case .comet429RetryAfter:
            ServiceRefusal(
                status: 429, message: "Too many requests, please try again later", code: "",
                headers: [("Retry-After", "1")])
        case .comet500InvalidRequest: ServiceRefusal(status: 500, message: "field messages is required")
        case .comet500: ServiceRefusal(status: 500, message: "upstream error: do request failed", code: "")
        case .comet503: ServiceRefusal(status: 503, message: "No available channel for this model", code: "")
        case .comet504: ServiceRefusal(status: 504, message: "upstream timed out", code: "")
        default: nil
        }
    }

    private var openAIRefusal: ServiceRefusal? {
        switch self {
        case .openAI400Moderation:
            ServiceRefusal(
                status: 400, message: "Your request was rejected by the safety system. safety_violations=[violence].",
                code: "moderation_blocked", type: "image_generation_user_error")
        case .openAI400Picture:
            ServiceRefusal(
                status: 400, message: "Invalid image data.", code: "invalid_image_file",
                type: "image_generation_user_error", parameter: "images[0].image_url")
        case .openAI401:
            ServiceRefusal(
                status: 401, message: "Incorrect API key provided: sk-te**st.", code: "invalid_api_key")
        case .openAI403Organisation:
            ServiceRefusal(
                status: 403, message: "Your organization must be verified to use the model `gpt-image-2`.", code: "")
        case .openAI429Quota:
            ServiceRefusal(
                status: 429, message: "You exceeded your current quota, please check your plan and billing details.",
                code: "insufficient_quota", type: "insufficient_quota")
        case .openAI429Rate:
            ServiceRefusal(
                status: 429, message: "Rate limit reached for gpt-image-2 on input-images per min: Limit 5, Used 5.",
                code: "rate_limit_exceeded", type: "input-images", headers: [("Retry-After", "1")])
        default: nil
        }
    }

    private var googleRefusal: ServiceRefusal? {
        switch self {
        case .google400: .badRequest("Request contains an invalid argument.")
        case .google400Key: .unknownGoogleKey
        case .google400Billing:
            ServiceRefusal(
                status: 400,
                message: "Gemini API free tier is not available in your country. Please enable billing on your project "
                    + "in Google AI Studio.",
                googleStatus: "FAILED_PRECONDITION")
        case .google400Place:
            ServiceRefusal(
                status: 400, message: "User location is not supported for the API use.",
                googleStatus: "FAILED_PRECONDITION")
        case .google400Signature: .missingSignature(content: 2, part: 1)
        case .google402:
            ServiceRefusal(
                status: 402, message: "Your prepaid credits are used up.", googleStatus: "RESOURCE_EXHAUSTED")
        case .google403:
            ServiceRefusal(
                status: 403, message: "Your project has been denied access. Please contact support.",
                googleStatus: "PERMISSION_DENIED")
        case .google404: .unknownGoogleModel("gemini-0-image")
        case .google429, .google429InList: .googleQuota
        case .google499:
            ServiceRefusal(status: 499, message: "The operation was cancelled.", googleStatus: "CANCELLED")
        case .google500:
            ServiceRefusal(
                status: 500, message: "An internal error has occurred. Please retry or report.",
                googleStatus: "INTERNAL")
        case .google503:
            ServiceRefusal(
                status: 503, message: "The model is overloaded. Please try again later.", googleStatus: "UNAVAILABLE")
        case .google504:
            ServiceRefusal(
                status: 504, message: "The request timed out. Please try again.", googleStatus: "DEADLINE_EXCEEDED")
        default: nil
        }
    }
}

extension ServiceRefusal {
    static let unknownGoogleKey = ServiceRefusal(
        status: 400, message: "API key not valid. Please pass a valid API key.",
        details: [
            [
                "@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "API_KEY_INVALID",
                "domain": "googleapis.com", "metadata": ["service": "generativelanguage.googleapis.com"],
            ],
            [
                "@type": "type.googleapis.com/google.rpc.LocalizedMessage", "locale": "en-US",
                "message": "API key not valid. Please pass a valid API key.",
            ],
        ])

    static func unknownGoogleModel(_ model: String) -> ServiceRefusal {
        ServiceRefusal(
            status: 404,
            message: "models/\(model) is not found for API version v1beta, or is not supported for generateContent. "
                + "Call ListModels to see the list of available models and their supported methods.",
            googleStatus: "NOT_FOUND")
    }

    static func missingSignature(content: Int, part: Int) -> ServiceRefusal {
        .badRequest(
            "Image part is missing a thought_signature in content position \(content), part position \(part). "
                + "Please refer to https://ai.google.dev/gemini-api/docs/thought-signatures#model-behavior for more "
                + "details.")
    }

    /// The daily quota is used up; seconds with a fraction are what the service sends.
    static let googleQuota = ServiceRefusal(
        status: 429,
        message: "You exceeded your current quota, please check your plan and billing details. "
            + "Please retry in 34.4s.",
        googleStatus: "RESOURCE_EXHAUSTED",
        details: [
            [
                "@type": "type.googleapis.com/google.rpc.Help",
                "links": [["description": "Learn more about Gemini API quotas", "url": "https://ai.google.dev/quota"]],
            ],
            [
                "@type": "type.googleapis.com/google.rpc.QuotaFailure",
                "violations": [
                    [
                        "quotaMetric": "generativelanguage.googleapis.com/generate_requests_per_model",
                        "quotaId": "GenerateRequestsPerMinutePerProjectPerModel",
                        "quotaDimensions": ["model": "gemini-3.1-flash-lite-image", "location": "global"],
                        "quotaValue": "10",
                    ]
                ],
            ],
            ["@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": "34.4s"],
        ])
}
