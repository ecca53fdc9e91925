public import Foundation

/// Something that a client can have done.
public struct Tool: Sendable {
    /// As `tools/list` has it: name, title, description, inputSchema, outputSchema, annotations.
    public let description: JSONValue
    public let run: @Sendable (ToolCall) async throws -> ToolResult

    public init(_ description: JSONValue, run: @escaping @Sendable (ToolCall) async throws -> ToolResult) {
        self.description = description
        self.run = run
    }

    public var name: String { description["name"]?.string ?? "" }

    /// Without what a version does not know.
    func listed(in version: ProtocolVersion) -> JSONValue {
        var members = description.object ?? [:]
        if !version.hasStructuredResults {
            members["title"] = nil
            members["outputSchema"] = nil
        }
        if !version.hasAnnotations { members["annotations"] = nil }
        return .object(members)
    }
}

/// What came of a tool.
public struct ToolResult: Sendable {
    /// For programs, by the tool's output schema; it goes into the text as well, for clients that know no other.
    public var structured: JSONValue
    public var pictures: [Image] = []
    public var links: [Link] = []
    public var isError = false

    public init(_ structured: JSONValue, pictures: [Image] = [], links: [Link] = [], isError: Bool = false) {
        self.structured = structured
        self.pictures = pictures
        self.links = links
        self.isError = isError
    }

    public struct Image: Sendable {
        public var data: Data
        public var type: String

        public init(_ data: Data, type: String) {
            self.data = data
            self.type = type
        }
    }

    /// A file on this machine.
    public struct Link: Sendable {
        public var file: URL
        public var type: String
        public var bytes: Int

        public init(_ file: URL, type: String, bytes: Int) {
            self.file = file
            self.type = type
            self.bytes = bytes
        }
    }

    func value(in version: ProtocolVersion) -> [String: JSONValue] {
        // A failure is for whoever reads; what a program wants of it is the flag.
        var content: [JSONValue] = [
            [
                "type": "text",
                "text": .string(isError ? structured["error"]?.string ?? structured.text : structured.text),
            ]
        ]
        content += pictures.map {
            ["type": "image", "data": .string($0.data.base64EncodedString()), "mimeType": .string($0.type)]
        }
        var result: [String: JSONValue] = [:]
        if version.hasStructuredResults {
            content += links.map {
                [
                    "type": "resource_link", "uri": .string($0.file.absoluteString),
                    "name": .string($0.file.lastPathComponent), "mimeType": .string($0.type),
                    "size": .integer($0.bytes),
                ]
            }
            if !isError { result["structuredContent"] = structured }
        }
        if isError { result["isError"] = true }
        result["content"] = .array(content)
        return result
    }
}

/// A question to the person at the client, to be answered by yes, no, or with the values of a small form.
public struct Question: Sendable, Equatable {
    public var message: String
    /// Members of the form by name, as JSON Schema has them.
    public var form: [String: JSONValue]

    public init(_ message: String, form: [String: JSONValue] = [:]) {
        self.message = message
        self.form = form
    }

    func params(in version: ProtocolVersion) -> JSONValue {
        var params: [String: JSONValue] = [
            "message": .string(message), "requestedSchema": ["type": "object", "properties": .object(form)],
        ]
        if version.hasQuestionModes { params["mode"] = "form" }
        return .object(params)
    }
}

/// What a person said to a question.
public enum Answer: Sendable, Equatable {
    case accepted([String: JSONValue])
    case declined
    /// Closed without a word, or the client could not ask.
    case dismissed

    init(_ result: JSONValue?) {
        switch result?["action"]?.string {
        case "accept": self = .accepted(result?["content"]?.object ?? [:])
        case "decline": self = .declined
        default: self = .dismissed
        }
    }
}

/// One call of a tool, while it is carried out.
public struct ToolCall: Sendable {
    /// They fit the tool's input schema.
    public let arguments: [String: JSONValue]
    /// Whether there is a person who can be asked.
    public let canAsk: Bool
    /// To be asked before anything is done: a tool may be begun anew with the answer.
    public let ask: @Sendable (Question) async throws -> Answer
    /// Tells how far it is.
    public let report: @Sendable (String) -> Void

    public init(
        arguments: [String: JSONValue], canAsk: Bool, ask: @escaping @Sendable (Question) async throws -> Answer,
        report: @escaping @Sendable (String) -> Void
    ) {
        self.arguments = arguments
        self.canAsk = canAsk
        self.ask = ask
        self.report = report
    }

    public func string(_ name: String) -> String? { arguments[name]?.string }
    public func integer(_ name: String) -> Int? { arguments[name]?.integer }
    public func bool(_ name: String) -> Bool? { arguments[name]?.bool }
}
