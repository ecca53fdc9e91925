import Foundation
import ImageModels
import Pictures
import RemoteModels
import TestSupport
import Testing

/// What becomes of everything that a service has been seen to do, by the pretended service's own scenarios.
struct ScenarioTests {
    enum Expected: Sendable {
        case reply([Reply.Remark])
        case nothing(NoPicture.Reason)
        case failure(ServiceFailure.Kind, requests: Int = 1, charged: ServiceFailure.Charged = .no)
    }

    private static func expected(_ scenario: Scenario) -> Expected {
        switch scenario {
        case .picture, .textAndPicture, .twoThoughtsAndPicture, .png, .wrongRatio, .otherSize, .identicalPicture,
            .snakeCase, .dataURI, .urlSafeBase64, .unknownFields, .noUsage, .noFinishReason, .unknownReasonWithPicture,
            .largeBody, .eventStream, .notAPicture, .truncatedPicture:
            .reply([])
        case .twoPictures: .reply([.others(1)])
        case .thoughtsOnly: .reply([.onlyThoughtImage])
        case .jpegDeclaredPNG: .reply([.declaredAs(mimeType: "image/png")])
        case .fileData, .linkInText: .reply([.fetched(host: "127.0.0.1")])
        case .textOnly, .thoughtsWithoutPicture: .nothing(.textOnly)
        case .noImage: .nothing(.noImage)
        case .imageSafety, .safety, .prohibitedContent, .imageProhibitedContent, .blocklist, .spii, .modelArmor:
            .nothing(.outputBlocked)
        case .recitation, .imageRecitation: .nothing(.recitation)
        case .language: .nothing(.language)
        case .maxTokens: .nothing(.outOfTokens)
        case .missingThoughtSignature: .nothing(.missingSignature)
        case .continuation: .nothing(.incomplete)
        case .escalation, .pupLimitedDisabled: .nothing(.account)
        case .imageOther, .other, .malformedResponse, .malformedFunctionCall, .unexpectedToolCall, .tooManyToolCalls,
            .unknownReason, .nothingAtAll, .noParts:
            .nothing(.unexplained)
        case .promptBlocked, .promptBlockedOther, .promptProhibited: .nothing(.promptBlocked)
        case .errorWith200: .failure(.internalError, charged: .perhaps)
        case .emptyBody, .notJSON, .notBase64: .failure(.nonsense, charged: .perhaps)
        case .truncatedJSON, .truncatedChunked, .truncatedLength, .resetInBody, .stalled: .reply([.cutOff])
        case .pageWith200, .notHTTP: .failure(.notTheService, charged: .perhaps)
        case .comet400, .google400, .google400Signature, .openAI400Picture: .failure(.badRequest)
        case .comet500InvalidRequest, .google499: .failure(.badRequest, charged: .perhaps)
        case .comet401, .google400Key, .openAI401: .failure(.refusedKey)
        case .comet403, .google403, .openAI403Organisation: .failure(.forbidden)
        case .comet403Credit, .google400Billing, .google402, .openAI429Quota: .failure(.noCredit)
        case .google400Place: .failure(.unavailableHere)
        case .comet404, .google404: .failure(.unknownModel)
        case .comet413: .failure(.tooLarge)
        case .openAI400Moderation: .failure(.againstRules)
        case .comet429, .comet429RetryAfter, .google429, .google429InList, .openAI429Rate:
            .failure(.rateLimited, requests: 4)
        case .comet500, .comet502Page, .google500: .failure(.internalError, charged: .perhaps)
        case .comet503, .google503: .failure(.overloaded, requests: 4)
        case .comet504, .comet524Page, .google504: .failure(.timedOut, charged: .perhaps)
        case .redirect: .failure(.notTheService)
        case .cloudflareChallenge: .failure(.turnedAway)
        case .resetAtOnce, .closedAtOnce: .failure(.cutOff, charged: .perhaps)
        case .silent: .failure(.timedOut, charged: .perhaps)
        default: .reply([])
        }
    }

    private static let scenarios: [Scenario] = Scenario.allCases.filter {
        ($0.place == .gemini || $0.place == .anywhere) && ![.slowFirstByte, .slowBody].contains($0)
    }

    @Test("Whatever the service does, the turn ends as it should and no request too many is sent", arguments: scenarios)
    func outcome(of scenario: Scenario) async throws {
        let service = LoopbackService(scenario)
        let server = try await LoopbackServer(service)
        let asking = try Asking(
            server, key: LoopbackService.key, wholeSeconds: [.silent, .stalled].contains(scenario) ? 0.5 : 300,
            links: { _ in true })
        let request = TurnRequest(
            instruction: "make the jacket red", picture: Small.png,
            output: OutputShape(ratio: AspectRatio(4, 3), sizeClass: "1K", pixels: PixelSize(width: 1200, height: 896)))
        let outcome = await asking.outcome(of: request)
        await asking.stop()
        switch Self.expected(scenario) {
        case .reply(let remarks):
            let reply = try outcome.get()
            #expect(reply.remarks == remarks)
            #expect(!reply.imageData.isEmpty)
            #expect(server.requests.count == (remarks.contains(.fetched(host: "127.0.0.1")) ? 2 : 1))
            #expect(reply.exchange?.requests == server.requests.count)
            #expect(reply.exchange?.sentBytes == server.requests[0].bodyBytes)
        case .nothing(let reason):
            let facts = try #require(outcome.noPicture)
            #expect(facts.reason == reason)
            #expect(server.requests.count == 1)
        case .failure(let kind, let requests, let charged):
            let failure = try #require(outcome.serviceFailure)
            #expect(failure.kind == kind)
            #expect(failure.charged == charged)
            #expect(failure.requests == requests)
            #expect(server.requests.count == requests)
        }
        #expect(!String(describing: outcome).contains(LoopbackService.key))
    }
}
