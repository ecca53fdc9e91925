import Foundation
import ImageModels

/// Why a successful answer could not be read.
package enum AnswerFailure: Error {
    case empty
    /// It holds an error all the same.
    case error(ErrorObject)
    /// It ends with an error, and a draft of the picture stands before that.
    case errorAfterDraft(ErrorObject)
    /// It ends in the middle.
    case truncated
    /// It is no JSON.
    case malformed(at: Int)
    /// The picture's characters are no base64.
    case badPicture
    /// Nothing that is known stands in it; what does, in a few words.
    case unknown(shape: String)

    /// What it means for the turn. The service says that all went well, so it may have charged.
    func failure(_ answer: WireAnswer, service: String) -> ServiceFailure {
        func failure(_ kind: ServiceFailure.Kind, _ detail: String? = nil) -> ServiceFailure {
            ServiceFailure(
                kind, service: service, status: answer.status, detail: detail,
                requestID: Refusal.requestID(in: answer.headers), charged: .perhaps)
        }
        switch answer.isOnlyHead ? .truncated : self {
        case .error(let error): return Refusal(error, in: answer, service: service).failure
        case .errorAfterDraft(let error):
            var failure = Refusal(error, in: answer, service: service).failure
            failure.hasDraft = true
            return failure
        case .truncated:
            switch answer.ending {
            case .whole, .brokenOff: return failure(.cutOff)
            case .timedOut(let seconds): return failure(.timedOut, Refusal.words(seconds: seconds))
            case .tooLarge(let limit): return failure(.nonsense, "over \(limit) bytes")
            }
        case .empty: return failure(.nonsense, "empty")
        case .malformed where answer.isWebPage:
            var page = Refusal(answer, service: service).failure
            page.kind = .notTheService
            return page
        case .malformed(let place):
            // Some gateways say in plain words what went wrong.
            let words = answer.body.count <= 400 ? String(data: answer.body, encoding: .utf8) : nil
            let told = words?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
            let isSaying = told.first?.isLetter == true && told.contains(" ")
            return failure(.nonsense, isSaying ? told : "no JSON at byte \(place)")
        case .badPicture: return failure(.nonsense, "no base64")
        case .unknown(let shape): return failure(.nonsense, "nothing that is known, but \(shape)")
        }
    }
}

extension JSONAnswer {
    /// Reads an answer's text, or what is whole of one that ends in its middle: then `isCutOff` becomes true. Throws
    /// `AnswerFailure`.
    init(answer text: UnsafeRawBufferPointer, isCutOff: inout Bool) throws(AnswerFailure) {
        do throws(AnswerFailure) {
            try self.init(answer: text)
        } catch {
            guard case .truncated = error, let rest = try? JSONAnswer(salvaging: text) else { throw error }
            self = rest
            isCutOff = true
        }
    }

    /// Reads an answer's text. Throws `AnswerFailure`.
    init(answer text: UnsafeRawBufferPointer) throws(AnswerFailure) {
        guard !text.allSatisfy({ $0 == 0x20 || $0 == 0x0A || $0 == 0x0D }) else { throw .empty }
        do throws(JSONOutline.Failure) {
            try self.init(text)
        } catch {
            switch error {
            case .truncated: throw AnswerFailure.truncated
            case .malformed(let place): throw AnswerFailure.malformed(at: place)
            case .excessive: throw AnswerFailure.malformed(at: 0)
            }
        }
    }
}
