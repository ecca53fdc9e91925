/// Something that an image service has been seen to do, well or badly.
public enum Scenario: String, Sendable, CaseIterable {
    // Answers with a picture.
    case picture, textAndPicture, twoThoughtsAndPicture, thoughtsOnly, jpegDeclaredPNG, png, wrongRatio, otherSize
    case identicalPicture, snakeCase, fileData, dataURI, linkInText, urlSafeBase64, unknownFields, noUsage,
        noFinishReason
    case unknownReasonWithPicture, twoPictures, largeBody, eventStream, slowFirstByte, slowBody

    // HTTP 200 without a picture.
    case textOnly, noImage, imageSafety, safety, prohibitedContent, imageProhibitedContent, blocklist, spii, recitation
    case imageRecitation, imageOther, other, malformedResponse, language, maxTokens, missingThoughtSignature,
        continuation
    case malformedFunctionCall, unexpectedToolCall, tooManyToolCalls, escalation, pupLimitedDisabled, modelArmor
    case unknownReason, promptBlocked, promptBlockedOther, promptProhibited, nothingAtAll, noParts,
        thoughtsWithoutPicture

    // HTTP 200 with something that is no answer.
    case errorWith200, emptyBody, truncatedJSON, notJSON, pageWith200, notBase64, notAPicture, truncatedPicture

    // CometAPI's refusals.
    case comet400, comet401, comet403, comet403Credit, comet404, comet413, comet429, comet429RetryAfter
    case comet500InvalidRequest, comet500, comet503, comet504, comet524Page, comet502Page, redirect, cloudflareChallenge

    // Google's refusals.
    case google400, google400Key, google400Billing, google400Place, google400Signature, google402, google403, google404
    case google429, google429InList, google499, google500, google503, google504

    // OpenAI's answers and refusals.
    case responses, heldBack, link, nestedData, chat, dataURIs, severalPictures, flatError, openAI400Moderation,
        openAI400Picture, openAI401,
        openAI403Organisation, openAI429Quota
    case openAI429Rate

    // Predictions.
    case predictionFails, predictionOfNothing, predictionCancelled, predictionNeverEnds, predictionInList
    case predictionAtOnce

    // Midjourney's tasks.
    case taskFails, taskHeldBack, taskNeverEnds, taskQueueFull, taskBanned, taskWindow, taskPollBreaks
    case taskWithoutButtons, taskInFour

    // Connections.
    case truncatedChunked, truncatedLength, resetAtOnce, resetInBody, closedAtOnce, silent, stalled, notHTTP

    /// What kind of service does such a thing.
    public enum Place: Sendable {
        case gemini, openAIImages, predictions, tasks
        /// Any: refusals and troubles on the way.
        case anywhere
    }

    public var place: Place {
        switch self {
        case .picture, .png, .otherSize, .wrongRatio, .identicalPicture, .slowFirstByte, .slowBody, .largeBody:
            .anywhere
        case .responses, .heldBack, .link, .nestedData, .chat, .dataURIs, .severalPictures, .flatError,
            .openAI400Moderation,
            .openAI400Picture:
            .openAIImages
        case .predictionFails, .predictionOfNothing, .predictionCancelled, .predictionNeverEnds, .predictionInList,
            .predictionAtOnce:
            .predictions
        case .taskFails, .taskHeldBack, .taskNeverEnds, .taskQueueFull, .taskBanned, .taskWindow, .taskPollBreaks,
            .taskWithoutButtons, .taskInFour:
            .tasks
        default: Self.geminiOnly.contains(self) ? .gemini : .anywhere
        }
    }

    private static let geminiOnly: Set<Scenario> = {
        let all = allCases
        let first = all.firstIndex(of: .textAndPicture)!
        let last = all.firstIndex(of: .thoughtsWithoutPicture)!
        return Set(all[first...last] + [.google400Signature])
    }()

    /// Whether the client waits a long time, or for ever unless it gives up itself.
    public var isSlow: Bool {
        switch self {
        case .silent, .stalled, .slowFirstByte, .slowBody, .google429, .google429InList, .predictionNeverEnds,
            .taskNeverEnds:
            true
        default: false
        }
    }
}
