import ImageModels

extension NoPicture {
    /// Tells apart the ways in which Google's models answer without a picture.
    init(_ answer: GeminiAnswer, exchange: Exchange) {
        let words = [answer.text, answer.finishMessage ?? ""].filter { !$0.isEmpty }.joined(separator: "\n")
        let isBlocked = answer.blockReason != nil && answer.finishReason == nil
        self.init(
            isBlocked ? .promptBlocked : Self.reason(answer.finishReason, hasText: !answer.text.isEmpty),
            finishReason: isBlocked ? answer.blockReason : answer.finishReason, text: words.isEmpty ? nil : words,
            usage: answer.usage, exchange: exchange)
    }

    private static func reason(_ finish: FinishReason?, hasText: Bool) -> Reason {
        switch finish?.rawValue {
        case "SAFETY", "PROHIBITED_CONTENT", "BLOCKLIST", "SPII", "IMAGE_SAFETY", "IMAGE_PROHIBITED_CONTENT",
            "MODEL_ARMOR":
            .outputBlocked
        case "RECITATION", "IMAGE_RECITATION": .recitation
        case "NO_IMAGE": .noImage
        case "MAX_TOKENS": .outOfTokens
        case "LANGUAGE": .language
        case "MISSING_THOUGHT_SIGNATURE": .missingSignature
        case "CONTINUATION": .incomplete
        case "ESCALATION", "PUP_LIMITED_DISABLED": .account
        case "IMAGE_OTHER", "OTHER", "MALFORMED_RESPONSE", "MALFORMED_FUNCTION_CALL", "UNEXPECTED_TOOL_CALL",
            "TOO_MANY_TOOL_CALLS":
            .unexplained
        // "STOP", none, or one that is not known here: what came says more than the reason.
        default: hasText ? .textOnly : .unexplained
        }
    }
}
