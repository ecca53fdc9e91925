public import Foundation

/// A model's answer to one request.
public struct Reply: Sendable, Equatable {
    /// The picture's bytes exactly as they came; not yet inspected.
    public var imageData: Data
    /// The model's own words, if it said any. Foreign text: sanitise it before it reaches a terminal.
    public var text: String?
    public var finishReason: FinishReason
    public var usage: Usage?
    /// What the edit was confined to, where the model knows.
    public var selection: Selection?

    public init(
        imageData: Data, text: String? = nil, finishReason: FinishReason = .stop, usage: Usage? = nil,
        selection: Selection? = nil
    ) {
        self.imageData = imageData
        self.text = text
        self.finishReason = finishReason
        self.usage = usage
        self.selection = selection
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
    public var inputTokens: Int
    public var outputTokens: Int

    public init(inputTokens: Int, outputTokens: Int) {
        self.inputTokens = inputTokens
        self.outputTokens = outputTokens
    }
}
