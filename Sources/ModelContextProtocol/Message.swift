/// The number or text by which an answer finds its request.
public enum RequestID: Sendable, Hashable {
    case number(Int)
    case text(String)

    init?(_ value: JSONValue) {
        switch value {
        case .integer(let number): self = .number(number)
        case .string(let text): self = .text(text)
        default: return nil
        }
    }

    var value: JSONValue {
        switch self {
        case .number(let number): .integer(number)
        case .text(let text): .string(text)
        }
    }
}

/// An error of JSON-RPC.
public struct ProtocolError: Error, Sendable, Equatable {
    public var code: Int
    public var message: String
    public var data: JSONValue?

    static func notJSON(_ why: String) -> Self { .init(code: -32700, message: "Parse error: \(why)") }
    static func invalidRequest(_ why: String) -> Self { .init(code: -32600, message: "Invalid request: \(why)") }
    static let unknownMethod = Self(code: -32601, message: "Method not found")
    static func invalidParams(_ why: String) -> Self { .init(code: -32602, message: "Invalid params: \(why)") }
    static let broken = Self(code: -32603, message: "Internal error")

    static func unknownVersion(_ version: String) -> Self {
        let known = ProtocolVersion.allCases.reversed().map { JSONValue.string($0.rawValue) }
        return .init(
            code: -32022, message: "Unsupported protocol version",
            data: ["supported": .array(known), "requested": .string(version)])
    }

    var value: JSONValue {
        var members: [String: JSONValue] = ["code": .integer(code), "message": .string(message)]
        if let data { members["data"] = data }
        return .object(members)
    }
}

/// What a client may send.
enum Message: Equatable {
    case request(Request)
    case notification(method: String, params: [String: JSONValue])
    /// To a question of ours: the result, or `nil` for an error.
    case answer(to: Int, result: JSONValue?)
    case invalid(ProtocolError, id: RequestID?)

    struct Request: Equatable, Sendable {
        var id: RequestID
        var method: String
        var params: [String: JSONValue]

        var meta: [String: JSONValue] { params["_meta"]?.object ?? [:] }
        /// The version that a request without handshake says.
        var ownVersion: JSONValue? { meta["io.modelcontextprotocol/protocolVersion"] }
        var ownCapabilities: JSONValue? { meta["io.modelcontextprotocol/clientCapabilities"] }

        var progressToken: JSONValue? {
            switch meta["progressToken"] {
            case .string(let text)?: .string(text)
            case .integer(let number)?: .integer(number)
            default: nil
            }
        }
    }

    init(_ value: JSONValue) {
        guard let members = value.object else {
            self = .invalid(.invalidRequest("a message is an object"), id: nil)
            return
        }
        let id = members["id"].flatMap(RequestID.init)
        guard members["jsonrpc"] == "2.0" else {
            self = .invalid(.invalidRequest("jsonrpc has to be \"2.0\""), id: id)
            return
        }
        guard let method = members["method"] else {
            if members["result"] != nil || members["error"] != nil {
                // Ours are numbers; whatever else is answered was never asked.
                if case .number(let number)? = id {
                    self = .answer(to: number, result: members["error"] == nil ? members["result"] : nil)
                } else {
                    self = .answer(to: -1, result: nil)
                }
            } else {
                self = .invalid(.invalidRequest("there is no method"), id: id)
            }
            return
        }
        guard let method = method.string else {
            self = .invalid(.invalidRequest("the method has to be a string"), id: id)
            return
        }
        guard members["id"] == nil || id != nil else {
            self = .invalid(.invalidRequest("an id is a string or a whole number"), id: nil)
            return
        }
        let params = members["params"] ?? [:]
        guard let params = params.object else {
            self =
                id == nil
                ? .notification(method: method, params: [:])
                : .invalid(.invalidParams("params has to be an object"), id: id)
            return
        }
        self =
            id.map { .request(Request(id: $0, method: method, params: params)) }
            ?? .notification(method: method, params: params)
    }

    static func response(to id: RequestID?, result: JSONValue) -> JSONValue {
        ["jsonrpc": "2.0", "id": id?.value ?? .null, "result": result]
    }

    static func response(to id: RequestID?, error: ProtocolError) -> JSONValue {
        ["jsonrpc": "2.0", "id": id?.value ?? .null, "error": error.value]
    }

    static func outgoing(_ method: String, _ params: JSONValue) -> JSONValue {
        ["jsonrpc": "2.0", "method": .string(method), "params": params]
    }
}
