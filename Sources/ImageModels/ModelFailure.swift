public import Pictures

/// Why a model gave no picture: facts; the words for a person are put together in the executable.
public enum ModelFailure: Error, Sendable, Equatable {
    /// The model did not take the instruction on. Nothing was sent or charged, and no turn is used up.
    case declined(Decline)
    /// The model took it on and answered without a picture.
    case noPicture(NoPicture)
    /// The service could not be reached, or refused, or answered something else.
    case service(ServiceFailure)
    /// A request that could not be carried out inside this program.
    case broken(detail: String)
}

/// Why an instruction was not taken on.
public enum Decline: Sendable, Equatable {
    /// These words fit nothing that the model knows; `advice` is what to say instead, where that is known.
    case notUnderstood(words: [String], advice: String? = nil)
    /// These words fit nothing, and with those that are spelt nearly so the instruction makes sense.
    case mistyped(words: [String], meant: [String])
    /// The instruction is whole but for this: "a colour", "an amount". `example` is one like it that is whole.
    case incomplete(missing: String, example: String? = nil)
    /// Understood, but not within the model's means: "adding things", "painting in another style". `advice` is what to
    /// type instead, where something comes near it.
    case beyondMeans(String, advice: String? = nil)
    /// What the instruction names is not in the picture: "face", "car".
    case notFound(String, advice: String?)
    /// The picture is as it was to become: nothing is to be done.
    case soAlready(advice: String?)
    /// Found, but not surely enough to touch it: "where the cat ends".
    case unsure(String, advice: String?)
    /// Found, and not surely whole or alone: who sees it may say that it is what was meant.
    case doubted(Doubt)
    /// One of several is meant, and nothing tells which.
    case which([Candidate])
    /// The model makes pictures from words and can't edit one.
    case onlyGenerates
    /// The model edits and can't make a picture from words.
    case onlyEdits
    /// More reference images than the model can use.
    case tooManyReferences(count: Int, limit: Int)
    /// A class of size that the model does not have: "4K".
    case sizeUnknown(String, known: [String])
    /// A ratio that the model does not have.
    case ratioUnknown(AspectRatio, known: [AspectRatio])
    /// A level of thinking that the model does not have.
    case thinkingUnknown(String, known: [String])
    /// A quality that the model does not have.
    case qualityUnknown(String, known: [String])
    /// A format that the model can't be asked for.
    case formatUnknown(String, known: [String])
    /// Only some services have tiers of price.
    case noTiers(service: String)
    /// The request would be larger than the service takes.
    case tooLarge(bytes: Int, limit: Int)
}

/// One of several that an instruction may mean.
public struct Candidate: Sendable, Equatable {
    /// As an instruction calls it after "meaning": "the left one".
    public var words: String
    /// Where it is in the picture, in shares of its width and height.
    public var x: Double
    public var y: Double
    public var width: Double
    public var height: Double

    public init(words: String, x: Double, y: Double, width: Double, height: Double) {
        self.words = words
        (self.x, self.y, self.width, self.height) = (x, y, width, height)
    }
}

/// A part that was found, of which something shows that it may not be all of it, or not it alone.
public struct Doubt: Sendable, Equatable {
    /// What is not sure: "of the hair: no edge shows where it ends".
    public var what: String
    public var advice: String?
    /// What was looked for: "hair".
    public var part: String
    /// As an instruction says, after its edits, that this is to be taken: "taking the hair as found".
    public var acceptance: String
    /// What was found in the picture that was sent, at any size.
    public var found: PixelMask

    public init(what: String, advice: String?, part: String, acceptance: String, found: PixelMask) {
        self.what = what
        self.advice = advice
        self.part = part
        self.acceptance = acceptance
        self.found = found
    }

    /// The same where nobody can be asked, or somebody was and said no.
    public var declined: Decline { .unsure(what, advice: advice) }
}

/// A service's answer without a picture: HTTP 200, and yet.
public struct NoPicture: Sendable, Equatable {
    public enum Reason: String, Sendable, Equatable, Codable {
        /// The instruction or the picture sent was blocked before the model saw it.
        case promptBlocked
        /// What the model made was held back, for reasons of safety or of law.
        case outputBlocked
        /// What the model made was too like something that exists.
        case recitation
        /// The model answered in words alone.
        case textOnly
        /// The service says itself that no picture was made.
        case noImage
        /// The answer's tokens ran out before the picture.
        case outOfTokens
        case language
        /// The model's memory of the conversation was incomplete.
        case missingSignature
        /// The answer is to be continued.
        case incomplete
        /// The account may not do this.
        case account
        /// The picture would have come by a link, which was not to be fetched.
        case linkOnly
        /// The picture lies behind a link that can't be followed from here: not https, or into a private network.
        case linkElsewhere
        /// For no reason that was told, or one that is not known here.
        case unexplained
    }

    public var reason: Reason
    /// The service's own word for it.
    public var finishReason: FinishReason?
    /// The model's or the service's own words, without long runs of data among them. Foreign text.
    public var text: String?
    /// Whether there were such runs, which may be a picture.
    public var holdsData = false
    public var usage: Usage?
    public var exchange: Exchange?
    /// Whether the model costs nothing, whatever came of it.
    public var isFree = false

    public init(
        _ reason: Reason, finishReason: FinishReason? = nil, text: String? = nil, usage: Usage? = nil,
        exchange: Exchange? = nil
    ) {
        self.reason = reason
        self.finishReason = finishReason
        let words = text.map { WordsWithData($0) }
        self.text = words?.words
        holdsData = words?.holdsData ?? false
        self.usage = usage
        self.exchange = exchange
    }

    /// Whether Google's own words, or its rule for pictures that it holds back, say that nothing is charged for one.
    public var isToldFree: Bool {
        let words = text?.lowercased() ?? ""
        if ["not be charged", "not charged", "won't be charged", "won\u{2019}t be charged"].contains(
            where: words.contains)
        {
            return true
        }
        // Beside these reasons Google's answers say so: "You will not be charged for blocked images."
        return exchange?.service == "google" && finishReason?.rawValue.hasPrefix("IMAGE_") == true
            && reason != .unexplained && (usage?.outputTokens ?? 0) == 0
    }

    /// Whether asking the same again may help: a block stays one.
    public var mayHelpToRepeat: Bool {
        switch reason {
        case .textOnly, .noImage, .outOfTokens, .incomplete, .unexplained: true
        default: false
        }
    }
}

/// What went wrong between this program and a service.
public struct ServiceFailure: Error, Sendable, Equatable, Codable {
    public enum Kind: String, Sendable, Equatable, Codable {
        /// There is no key to send; nothing was sent.
        case noKey
        /// The key is unknown to the service.
        case refusedKey
        /// The key is known and may not do this.
        case forbidden
        /// No such model there, or no longer.
        case unknownModel
        /// The request's form was refused.
        case badRequest
        case tooLarge
        /// The instruction or picture is against the service's rules.
        case againstRules
        /// Credit or billing is used up or missing.
        case noCredit
        /// Not to be had from this place or account.
        case unavailableHere
        case rateLimited
        /// The service has no capacity now.
        case overloaded
        case internalError
        /// No answer within the time limit.
        case timedOut
        /// Not connected: name, network, TLS.
        case unreachable
        /// The connection broke before the answer was whole.
        case cutOff
        /// Something else answers at this address: a redirect, a web page.
        case notTheService
        /// A guard before the service (Cloudflare's) let nothing through from here.
        case turnedAway
        /// An answer in no form that is known.
        case nonsense
    }

    /// Whether the service may have charged for it.
    public enum Charged: String, Sendable, Equatable, Codable { case no, perhaps, yes }

    /// What is wrong with the certificate of whoever answers.
    public enum Certificate: String, Sendable, Equatable, Codable {
        case expired, notYetValid, otherHost, unknownIssuer
        /// In any other way.
        case invalid
    }

    public var kind: Kind
    /// The service's id in the catalogue.
    public var service: String
    public var status: Int?
    /// The service's own words, or the system's. Foreign text.
    public var detail: String?
    public var requestID: String?
    public var charged: Charged
    /// Requests that were sent, retries included.
    public var requests: Int
    /// Seconds after which the service wants to be asked again.
    public var retryAfter: Double?
    /// Of a connection that was given up for want of trust.
    public var certificate: Certificate?
    /// What was asked for where nobody knows it: "POST /v1/images/edits".
    public var route: String?
    /// Whether the model costs nothing, whatever came of it.
    public var isFree: Bool?
    /// Whether the answer holds a draft of the picture, and then the error.
    public var hasDraft: Bool?

    public init(
        _ kind: Kind, service: String, status: Int? = nil, detail: String? = nil, requestID: String? = nil,
        charged: Charged = .no, requests: Int = 1, retryAfter: Double? = nil
    ) {
        self.kind = kind
        self.service = service
        self.status = status
        self.detail = detail
        self.requestID = requestID
        self.charged = charged
        self.requests = requests
        self.retryAfter = retryAfter
    }
}
