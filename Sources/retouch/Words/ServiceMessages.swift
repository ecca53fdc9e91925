import Foundation
import ImageModels
import Pictures
import TerminalUI

/// The words for what goes wrong between this program and a service, and for answers without a picture.
extension Message {
    init(model failure: ModelFailure, turn: Int?) {
        let unchanged = turn.map { "Turn \($0) has no picture; the current picture is unchanged." }
        switch failure {
        case .declined(let decline): self.init(decline)
        case .noPicture(let answer): self.init(answer, kept: unchanged)
        case .service(let failure): self.init(failure, kept: unchanged)
        case .broken(let detail):
            self.init(
                "The edit could not be carried out: \(Sanitising.line(detail))", kept: unchanged,
                next: "Say it in other words, or /retry.", exit: .failed)
        }
    }

    /// The service answered, and there is no picture in its answer.
    private init(_ answer: NoPicture, kept: String?) {
        let other = "Say it in other words, or choose another model: /models"
        let again = "/retry asks again, which is a new request; or say it in other words."
        let what: String
        var next = other
        switch answer.reason {
        case .promptBlocked: what = "The service blocked the instruction or the picture before the model saw it"
        case .outputBlocked: what = "The service held back what the model made"
        case .recitation: what = "The service held back what the model made: it is too like something that exists"
        case .textOnly:
            what = "The model answered in words, without a picture"
            next = again
        case .noImage:
            what = "The model made no picture"
            next = again
        case .outOfTokens:
            what = "The model's answer ran out before the picture"
            next = "Shorten the instruction, or lower /think; then /retry."
        case .language: what = "The service does not take this language"
        case .missingSignature:
            what = "The service wants the whole conversation with its own marks, and some are missing"
            next = "/set history off, then /retry."
        case .incomplete:
            what = "The service stopped in the middle of its answer"
            next = again
        case .account:
            what = "The service does not let this account do that"
            next = "See the account's page, or choose another model: /models"
        case .linkOnly:
            what = "The service answered with a link instead of a picture, and it was not fetched"
            next = "/set links always, then /retry; or open the link below in a browser."
        case .linkElsewhere:
            what = "The service answered with a link that can't be followed from here"
            next = again
        case .unexplained:
            what = "The model gave no picture, and no reason"
            next = again
        }
        let reason = answer.finishReason.map { " (\(Sanitising.line($0.rawValue, limit: 60)))" } ?? ""
        let words =
            answer.text.flatMap { $0.isEmpty ? nil : ": \u{201C}\(Sanitising.line($0, limit: 600))\u{201D}" } ?? "."
        self.init(
            what + reason + words,
            kept: Message.joined(
                kept, Message.charge(answer),
                Message.quote(answer.exchange?.requestID)),
            next: next, exit: .failed)
    }

    private static func charge(_ answer: NoPicture) -> String? {
        if answer.isFree { return nil }
        let service = answer.exchange?.service
        if answer.isToldFree {
            let counted = (answer.usage?.inputTokens ?? 0) > 0 ? " What was sent counts." : ""
            guard service != "google", let service else {
                return "Google does not charge for a picture that it holds back.\(counted)"
            }
            let title = ModelCatalogue.standard.service(service)?.title ?? Sanitising.name(service)
            return "Google says that it is not charged; how \(title) counts it is not known here."
        }
        return answer.usage != nil ? "It was probably charged: tokens were counted." : "It may have been charged."
    }

    /// The service could not be reached, refused, or answered something else.
    private init(_ failure: ServiceFailure, kept: String?) {
        let service = ModelCatalogue.standard.service(failure.service)
        let name = service?.title ?? Sanitising.name(failure.service)
        let key = service?.keys.first ?? "the key"
        let base = service?.baseVariable ?? "the base address"
        let status = failure.status.map { " (HTTP \($0))" } ?? ""
        let detail = failure.detail.flatMap { $0.isEmpty ? nil : ": \(Sanitising.line($0, limit: 600))" } ?? "."
        let tries = failure.requests > 1 ? " \(failure.requests) requests were sent." : ""
        let newRequest = "/retry asks again, which is a new request."
        let again = "/retry asks again."
        let what: String
        let next: String
        let exit: ExitStatus
        switch failure.kind {
        case .noKey:
            (what, exit) = ("There is no key for \(name).", .noKey)
            next = "Put it into \(key), or: retouch key set \(failure.service)"
        case .refusedKey:
            let isOwn = service == nil
            (what, exit) = (
                "\(name) \(isOwn ? "wants a key, or another" : "refused the key")\(status)\(detail)", .noKey
            )
            next =
                isOwn
                ? "retouch key set \(failure.service) keeps one for it."
                : "Check \(key), or: retouch key set \(failure.service)"
        case .forbidden:
            (what, exit) = ("\(name) does not let this key do that\(status)\(detail)", .noKey)
            next = "See the account's page at \(name), or choose another model: /models"
        case .unknownModel:
            (what, exit) = ("\(name) has no such model\(status)\(detail)", .unavailable)
            next =
                service == nil
                ? "The name before the @ is sent to it as it stands: is it called so there?"
                : "retouch models --live tells which there are; /model chooses another."
        case .badRequest:
            (what, exit) = ("\(name) did not accept the request\(status)\(detail)", .failed)
            next = "Check /set and the attached pictures; another model may take it: /models"
        case .tooLarge:
            (what, exit) = ("The request is too large for \(name)\(status)\(detail)", .failed)
            next = "Attach fewer or smaller pictures."
        case .againstRules:
            (what, exit) = ("\(name) refused the instruction or a picture\(status)\(detail)", .failed)
            next = "Say it in other words."
        case .noCredit:
            (what, exit) = (
                "The credit at \(name) is used up, or billing is not set up\(status)\(detail)", .unavailable
            )
            next = "Top it up on the account's page; /model local works without."
        case .unavailableHere:
            (what, exit) = ("\(name) does not serve this place or account\(status)\(detail)", .unavailable)
            next = "Another service may: /models"
        case .rateLimited:
            let wait = failure.retryAfter.map { " It wants to be asked again in \(Message.duration($0))." } ?? ""
            (what, exit) = ("\(name) has had too many requests\(status)\(detail)\(wait)", .tryLater)
            next = again
        case .overloaded:
            let wait = failure.retryAfter.map { " It wants to be asked again in \(Message.duration($0))." } ?? ""
            (what, exit) = ("\(name) has no capacity now\(status)\(detail)\(wait)", .tryLater)
            next = "/retry asks again; another model may have room: /models"
        case .internalError:
            (what, exit) = ("\(name) failed\(status)\(detail)", .unavailable)
            next = failure.charged == .no ? again : newRequest
        case .timedOut:
            (what, exit) = ("\(name) did not answer in time\(status)\(detail)", .unavailable)
            next = "/retry asks again, which is a new request; --timeout SECONDS waits longer."
        case .unreachable where failure.certificate != nil:
            (what, exit) = ("\(name) can't be trusted: \(Message.words(failure.certificate))", .unavailable)
            next = "Check the clock, the network and \(base); SSL_CERT_FILE names further certificates to trust."
        case .unreachable:
            (what, exit) = ("\(name) can't be reached\(detail)", .unavailable)
            next = "Check the network, HTTPS_PROXY and \(base); /model local works without."
        case .cutOff:
            (what, exit) = ("The connection to \(name) broke before the answer was whole\(detail)", .badAnswer)
            next = newRequest
        case .notTheService where failure.route != nil:
            (what, exit) = (
                "\(name) has no \(Sanitising.line(failure.route ?? "", limit: 200))\(status)\(detail)", .badAnswer
            )
            next =
                "Is it a server for edits in OpenAI's format, and is its address right? docs/own-server.md tells more."
        case .notTheService:
            (what, exit) = ("Something else than \(name) answers at its address\(status)\(detail)", .badAnswer)
            next = "Check \(base)."
        case .turnedAway:
            (what, exit) = ("The guard before \(name) turned the request away\(status)\(detail)", .unavailable)
            next =
                "Another network may get through (no VPN, no proxy, no data centre's address); else ask \(name)'s support, with the request id."
        case .nonsense:
            (what, exit) = ("\(name)'s answer makes no sense\(status)\(detail)", .badAnswer)
            next = newRequest
        }
        let charged: String =
            switch failure.charged {
            case .no where failure.requests == 0: "Nothing was sent."
            case _ where failure.isFree == true: "It costs nothing."
            case .no: "Nothing was charged."
            case .perhaps: "It may have been charged."
            case .yes: "It was charged."
            }
        let draft = failure.hasDraft == true ? "A draft of the picture had come before." : nil
        self.init(
            what, kept: Message.joined(kept, draft, charged + tries, Message.quote(failure.requestID)), next: next,
            exit: exit)
    }

    private static func words(_ certificate: ServiceFailure.Certificate?) -> String {
        switch certificate {
        case .expired: "its certificate has expired."
        case .notYetValid: "its certificate is not valid yet."
        case .otherHost: "its certificate is for another host."
        case .unknownIssuer: "its certificate is from an issuer that is not known here."
        case .invalid, nil: "its certificate is not valid."
        }
    }

    static func joined(_ sentences: String?...) -> String? {
        let there = sentences.compactMap { $0 }
        return there.isEmpty ? nil : there.joined(separator: " ")
    }

    private static func quote(_ requestID: String?) -> String? {
        requestID.flatMap { $0.isEmpty ? nil : "Request id: \(Sanitising.line($0, limit: 120))" }
    }

    /// "8 s", "12 min", "5 h"; of what is longer only that it is.
    static func duration(_ seconds: Double) -> String {
        func whole(_ value: Double) -> Int { Int(saturating: value.rounded(.up)) }
        switch seconds {
        case ..<90: return "\(whole(max(0, seconds))) s"
        case ..<7200: return "\(whole(seconds / 60)) min"
        case ...86_400: return "\(whole(seconds / 3600)) h"
        default: return "more than a day"
        }
    }
}
