import Foundation
import ImageModels
import Sessions
import TestSupport
import Testing

extension TheProgramAndAService {
    /// What a person sees, what the journal holds, the exit code and the requests, for each thing that services do.
    @Suite("Each thing that services do") struct ScenarioTests {
        /// How a turn ends.
        enum Ending: Sendable {
            /// With a picture; of these words, the last line.
            case picture(says: String?)
            case noPicture(NoPicture.Reason, says: String)
            case failed(ServiceFailure.Kind, exit: Int32, says: String, charged: ServiceFailure.Charged = .no)
            /// Bytes that are no picture, and are kept.
            case unusable(says: String)
            /// The same request is sent again after a while, and then there is a picture.
            case repeated
        }

        private static func ending(of scenario: Scenario) -> Ending? {
            switch scenario {
            case .picture, .png, .otherSize, .snakeCase, .urlSafeBase64, .unknownFields, .noUsage, .noFinishReason,
                .unknownReasonWithPicture, .twoThoughtsAndPicture, .slowFirstByte, .slowBody:
                .picture(says: nil)
            case .textAndPicture, .eventStream: .picture(says: "“Here is the picture.”")
            case .dataURI: .picture(says: "“Here it is:")
            case .twoPictures: .picture(says: "1 more picture came in the same answer, each a turn of its own")
            case .thoughtsOnly: .picture(says: "only drafts of its thinking; the last of them was kept")
            case .jpegDeclaredPNG: .picture(says: "The service called it image/png; it was saved as what it is.")
            case .wrongRatio: .picture(says: "4:3 was asked for, and 56x150 came")
            case .largeBody: .picture(says: "4:3 was asked for, and 2400x")
            case .identicalPicture: .picture(says: "gave back the picture that it was sent: nothing was edited")
            case .fileData, .linkInText:
                .noPicture(.linkOnly, says: "a link instead of a picture, and it was not fetched")
            case .textOnly: .noPicture(.textOnly, says: "“I can only describe it: a field of colours.”")
            case .thoughtsWithoutPicture: .noPicture(.textOnly, says: "“Nothing came of it.”")
            case .noImage: .noPicture(.noImage, says: "made no picture (NO_IMAGE): “Unable to generate an image.")
            case .imageSafety: .noPicture(.outputBlocked, says: "(IMAGE_SAFETY): “Unable to show the generated image.")
            case .imageProhibitedContent: .noPicture(.outputBlocked, says: "(IMAGE_PROHIBITED_CONTENT)")
            case .safety: .noPicture(.outputBlocked, says: "held back what the model made (SAFETY)")
            case .prohibitedContent: .noPicture(.outputBlocked, says: "(PROHIBITED_CONTENT)")
            case .blocklist: .noPicture(.outputBlocked, says: "(BLOCKLIST)")
            case .spii: .noPicture(.outputBlocked, says: "(SPII)")
            case .modelArmor: .noPicture(.outputBlocked, says: "(MODEL_ARMOR)")
            case .recitation: .noPicture(.recitation, says: "too like something that exists (RECITATION)")
            case .imageRecitation: .noPicture(.recitation, says: "“The image was too similar to an existing one.”")
            case .language: .noPicture(.language, says: "does not take this language")
            case .maxTokens: .noPicture(.outOfTokens, says: "ran out before the picture")
            case .missingThoughtSignature: .noPicture(.missingSignature, says: "/set history off")
            case .continuation: .noPicture(.incomplete, says: "stopped in the middle of its answer")
            case .escalation: .noPicture(.account, says: "(ESCALATION)")
            case .pupLimitedDisabled: .noPicture(.account, says: "(PUP_LIMITED_DISABLED)")
            case .imageOther, .other, .malformedResponse, .malformedFunctionCall, .unexpectedToolCall,
                .tooManyToolCalls, .noParts, .nothingAtAll:
                .noPicture(.unexplained, says: "gave no picture, and no reason")
            case .unknownReason: .noPicture(.unexplained, says: "(LUNCH_BREAK)")
            case .promptBlocked: .noPicture(.promptBlocked, says: "before the model saw it (SAFETY)")
            case .promptBlockedOther: .noPicture(.promptBlocked, says: "before the model saw it (OTHER)")
            case .promptProhibited: .noPicture(.promptBlocked, says: "before the model saw it (PROHIBITED_CONTENT)")
            case .errorWith200:
                .failed(.internalError, exit: 69, says: "upstream is busy", charged: .perhaps)
            case .emptyBody, .notJSON, .notBase64:
                .failed(.nonsense, exit: 76, says: "makes no sense (HTTP 200)", charged: .perhaps)
            case .truncatedJSON, .truncatedChunked, .truncatedLength, .resetInBody:
                .failed(.cutOff, exit: 76, says: "broke before the answer was whole", charged: .perhaps)
            case .redirect:
                .failed(.notTheService, exit: 76, says: "Something else than CometAPI answers at its address")
            case .cloudflareChallenge:
                .failed(.turnedAway, exit: 69, says: "The guard before CometAPI turned the request away (HTTP 403)")
            case .pageWith200, .notHTTP:
                .failed(
                    .notTheService, exit: 76, says: "Something else than CometAPI answers at its address",
                    charged: .perhaps)
            case .notAPicture: .unusable(says: "It is a text file.")
            case .truncatedPicture: .unusable(says: "damaged or cut short")
            case .comet400, .google400, .google400Signature:
                .failed(.badRequest, exit: 1, says: "CometAPI did not accept the request")
            case .google499, .comet500InvalidRequest:
                .failed(.badRequest, exit: 1, says: "CometAPI did not accept the request", charged: .perhaps)
            case .comet401, .google400Key, .openAI401:
                .failed(.refusedKey, exit: 77, says: "Check COMETAPI_KEY, or: retouch key set cometapi")
            case .comet403, .google403, .openAI403Organisation:
                .failed(.forbidden, exit: 77, says: "does not let this key do that (HTTP 403)")
            case .comet403Credit, .google400Billing, .google402, .openAI429Quota:
                .failed(.noCredit, exit: 69, says: "The credit at CometAPI is used up")
            case .google400Place:
                .failed(.unavailableHere, exit: 69, says: "does not serve this place or account")
            case .comet404, .google404: .failed(.unknownModel, exit: 69, says: "has no such model (HTTP 404)")
            case .comet413: .failed(.tooLarge, exit: 1, says: "too large for CometAPI (HTTP 413)")
            case .comet500, .comet502Page, .google500:
                .failed(.internalError, exit: 69, says: "/retry asks again, which is a new request", charged: .perhaps)
            case .comet504, .comet524Page, .google504:
                .failed(.timedOut, exit: 69, says: "/retry asks again, which is a new request", charged: .perhaps)
            case .resetAtOnce, .closedAtOnce:
                .failed(.cutOff, exit: 76, says: "/retry asks again, which is a new request", charged: .perhaps)
            case .comet429, .comet429RetryAfter, .comet503, .google503, .openAI429Rate: .repeated
            // Waits that people end; see WaitingTests.
            case .google429, .google429InList, .silent, .stalled: nil
            // Other routes; see RouteTests.
            case .link, .nestedData, .openAI400Moderation, .openAI400Picture, .predictionFails, .predictionOfNothing,
                .predictionCancelled, .predictionNeverEnds, .predictionInList, .predictionAtOnce, .chat,
                .dataURIs, .severalPictures, .flatError, .responses, .heldBack:
                nil
            // Another route; see MidjourneyTests.
            case .taskFails, .taskHeldBack, .taskNeverEnds, .taskQueueFull, .taskBanned, .taskWindow,
                .taskPollBreaks, .taskWithoutButtons, .taskInFour:
                nil
            }
        }

        @Test(
            "is told, journalled and paid for as it should be",
            arguments: Scenario.allCases.filter {
                ending(of: $0) != nil
            })
        func outcome(of scenario: Scenario) async throws {
            // A short signature: what breaks off at two thirds breaks off in the picture.
            let remote = try await RemotePlace(signatureCharacters: 400, inMiniature: true)
            remote.service.play(scenario)
            let run = try await remote.edit()
            let talk = "\(scenario): \(run.talk)"
            let requests = remote.server.requests.count
            let journal = try #require(try remote.ending())
            #expect(journal.requests == requests, "\(talk)")
            switch try #require(Self.ending(of: scenario)) {
            case .picture(let words):
                #expect(run.status == 0 && requests == 1, "\(talk)")
                if let words { #expect(run.talk.contains(words), "\(talk)") }
                try expectPicture(in: journal, remote, of: scenario)
            case .repeated:
                #expect(run.status == 0 && requests == 2, "\(talk)")
                #expect(remote.server.requests[0].body == remote.server.requests[1].body)
                try expectPicture(in: journal, remote, of: scenario)
            case .noPicture(let reason, let words):
                #expect(run.status == 1 && requests == 1, "\(talk)")
                #expect(run.talk.contains(words) && run.talk.contains("the current picture is unchanged"), "\(talk)")
                guard case .failed(let failed) = journal else { throw Unexpected(journal) }
                #expect(failed.failure == reason.rawValue, "\(failed)")
                // What was counted is what it cost; what was not may have cost what was expected.
                #expect(failed.cost?.basis == (failed.usage == nil ? .estimate : .tokens), "\(failed)")
            case .failed(let kind, let exit, let words, let charged):
                #expect(run.status == exit && requests == 1, "\(talk)")
                #expect(run.talk.contains(words) && run.talk.contains("the current picture is unchanged"), "\(talk)")
                #expect(
                    run.talk.contains(charged == .no ? "Nothing was charged." : "It may have been charged."), "\(talk)")
                guard case .failed(let failed) = journal else { throw Unexpected(journal) }
                #expect(failed.service?.kind == kind && failed.service?.charged == charged, "\(failed)")
                #expect((failed.cost == nil) == (charged == .no), "\(failed)")
            case .unusable(let words):
                #expect(run.status == 76 && requests == 1, "\(talk)")
                #expect(run.talk.contains(words) && run.talk.contains("What came was kept in"), "\(talk)")
                let kept = try FileManager.default.contentsOfDirectory(atPath: remote.session().folder.path)
                    .first { $0.hasPrefix("001") && $0.contains(".received.") }
                let bytes = try remote.place.data("sessions/0001/\(try #require(kept))")
                #expect(!bytes.isEmpty)
            }
            try remote.place.expectWhole()
            try remote.expectNoKey(in: run)
        }

        private func expectPicture(in journal: JournalEvent, _ remote: RemotePlace, of scenario: Scenario) throws {
            guard case .answered = journal else { throw Unexpected(journal) }
            // The model's own bytes are there, exactly as they came.
            #expect(try remote.session().receivedRecord(1).sha256 == remote.service.played.last?.picture)
            #expect(try remote.session().state.current == 1)
        }

        struct Unexpected: Error {
            let event: JournalEvent
            init(_ event: JournalEvent) { self.event = event }
        }
    }
}
