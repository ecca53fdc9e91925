public import Foundation

/// One request that a loopback server received whole.
public struct ReceivedRequest: Sendable {
    /// Counts from 1, over all connections.
    public var number: Int
    public var method: String
    /// Path and query as they came.
    public var target: String
    public var headers: [(name: String, value: String)]
    /// Empty where the server keeps none.
    public var body: Data
    public var bodyBytes: Int
    public var time: ContinuousClock.Instant
    /// The status that was answered; `nil` while there is none.
    public var status: Int?
    /// Whether the answer got as far as it was to get.
    var isAnswered = false
    /// Whether the client closed the connection before the answer was whole.
    public var wasAbandoned = false

    public var path: String { String(target.prefix { $0 != "?" }) }

    /// A query's value, decoded.
    public func query(_ name: String) -> String? {
        URLComponents(string: target)?.queryItems?.first { $0.name == name }?.value
    }

    /// The first header of this name, in any case.
    public func header(_ name: String) -> String? {
        let name = name.lowercased()
        return headers.first { $0.name.lowercased() == name }?.value
    }

    /// The body as a JSON object; `nil` if it is none.
    public var json: [String: Any]? {
        try? JSONSerialization.jsonObject(with: body) as? [String: Any]
    }
}
