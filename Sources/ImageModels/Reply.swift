public import Foundation
public import Pictures

/// A model's answer to one request.
public struct Reply: Sendable, Equatable {
    /// The picture's bytes exactly as they came; not yet inspected.
    public var imageData: Data
    /// Further pictures of the same answer, as they came.
    public var others: [Data]
    /// The model's own words, if it said any. Foreign text: sanitise it before it reaches a terminal.
    public var text: String?
    public var finishReason: FinishReason
    public var usage: Usage?
    /// What the edit was confined to, where the model knows.
    public var selection: Selection?
    /// What a designer should know of the answer besides.
    public var remarks: [Remark]
    /// What went over the wire for it; `nil` for a model that is no service.
    public var exchange: Exchange?
    /// This turn for the model's own memory: opaque to all but the route that made it, and often larger than the picture.
    public var transcript: Data?
    /// The same of each of the further pictures, in their order; empty where there is nothing to remember of them.
    public var otherTranscripts: [Data] = []
    /// Paid tasks that it took, of services that are paid by the task and may need several; `nil` of others.
    public var tasks: Int?

    public init(
        imageData: Data, others: [Data] = [], text: String? = nil, finishReason: FinishReason = .stop,
        usage: Usage? = nil,
        selection: Selection? = nil, remarks: [Remark] = [], exchange: Exchange? = nil, transcript: Data? = nil
    ) {
        self.imageData = imageData
        self.others = others
        self.text = text
        self.finishReason = finishReason
        self.usage = usage
        self.selection = selection
        self.remarks = remarks
        self.exchange = exchange
        self.transcript = transcript
    }

    /// What a model selected before it edited.
    public struct Selection: Sendable, Equatable, Codable {
        /// A few words for a person: "1 person", "cat", "jacket of 2 of 3 people".
        public var what: String
        /// Share of the picture, 0...1.
        public var share: Double
        /// What a designer should know besides: "recoloured 2 of 3 people; the third shows too little clothing".
        public var note: String?

        public init(what: String, share: Double, note: String? = nil) {
            self.what = what
            self.share = share
            self.note = note
        }
    }

    /// How a picture came to be without its ground, or why it is not.
    public enum CutOut: String, Sendable, Equatable, Codable {
        /// The plain ground that the model had painted was taken out.
        case ground
        /// What the model had painted around the subject is no plain ground; the subject was cut out of it.
        case scene
        /// The model had painted the squares that stand for transparency; they were taken out.
        case chequers
        /// Nothing could be told from the ground: the picture is as it came.
        case nothing
        /// Taking the ground out would have left nothing: the picture is as it came.
        case nothingLeft
        /// The picture before could be seen through, and what came can't, though nothing like it was asked.
        case lost
    }

    /// Something unexpected about an answer that was good enough to keep.
    public enum Remark: Sendable, Equatable, Codable {
        /// Every picture in it was marked as a thought; the last of them was taken.
        case onlyThoughtImage
        /// The answer ended before the finished picture; this is the newest draft of it.
        case onlyDraft
        /// The service said one format, and the bytes are another.
        case declaredAs(mimeType: String)
        /// The service answered with a status that is no success, and with this picture all the same.
        case inRefusal(status: Int)
        /// Pixel for pixel what was sent.
        case unchanged
        /// Another ratio was asked for.
        case otherRatio(asked: AspectRatio, width: Int, height: Int)
        /// Pixels of another shape were asked for.
        case otherShape(asked: PixelSize, width: Int, height: Int)
        /// A size was named, and what came is clearly smaller.
        case smaller(asked: PixelSize, width: Int, height: Int)
        /// The picture is far too small to be what was asked for.
        case tiny(width: Int, height: Int)
        /// The picture came by a link, which was fetched.
        case fetched(host: String)
        /// The model's memory of the conversation was refused; it was asked again without.
        case withoutHistory
        /// The answer broke off after this picture, which is whole; more may have followed.
        case cutOff
        /// Cheaper service was asked for, and this is what the service says that it gave: "flex", "standard".
        case tier(given: String)
        /// The answer held so many further pictures, which are turns of their own.
        case others(Int)
        /// The answer told of so many further pictures that could not be had; so it is kept as it came.
        case missing(Int)
        /// A picture without its ground was asked for, and this is where it comes from.
        case cutOut(CutOut)
    }
}

/// One answered request to a service, apart from what it is about.
public struct Exchange: Sendable, Equatable, Codable {
    /// The service's id in the catalogue: "cometapi".
    public var service: String
    /// What the service says that it ran.
    public var modelVersion: String?
    /// What to quote to the service's support. Foreign text.
    public var requestID: String?
    /// Requests that were sent for it, retries and polls included.
    public var requests: Int
    /// Body bytes out and in.
    public var sentBytes: Int
    public var receivedBytes: Int

    public init(
        service: String, modelVersion: String? = nil, requestID: String? = nil, requests: Int = 1, sentBytes: Int = 0,
        receivedBytes: Int = 0
    ) {
        self.service = service
        self.modelVersion = modelVersion
        self.requestID = requestID
        self.requests = requests
        self.sentBytes = sentBytes
        self.receivedBytes = receivedBytes
    }
}

/// Why a model's answer ended, in the services' own spelling; "STOP" is the good one.
public struct FinishReason: Sendable, Equatable, Hashable, Codable, RawRepresentable {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
    public static let stop = FinishReason(rawValue: "STOP")

    public init(from decoder: any Decoder) throws {
        rawValue = try decoder.singleValueContainer().decode(String.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }
}

/// Token counts of one answer, as the service counted them.
public struct Usage: Sendable, Equatable, Codable {
    /// All that was sent.
    public var inputTokens: Int
    /// All that was made, thoughts included.
    public var outputTokens: Int
    /// Of the input: pictures.
    public var inputImageTokens: Int?
    /// Of the output: pictures.
    public var outputImageTokens: Int?
    /// Of the output: thoughts.
    public var thoughtTokens: Int?

    public init(
        inputTokens: Int, outputTokens: Int, inputImageTokens: Int? = nil, outputImageTokens: Int? = nil,
        thoughtTokens: Int? = nil
    ) {
        self.inputTokens = inputTokens
        self.outputTokens = outputTokens
        self.inputImageTokens = inputImageTokens
        self.outputImageTokens = outputImageTokens
        self.thoughtTokens = thoughtTokens
    }
}
