import Foundation

/// What is left of the credit that a key draws on, as CometAPI tells it.
public struct ServiceCredit: Sendable, Equatable {
    /// In US dollars; `nil` for a key without a limit.
    public var limit: Double?
    public var used: Double

    public var left: Double? { limit.map { $0 - used } }

    /// From here on a limit stands for none.
    private static let unlimited = 1e8

    package init(limit: Double?, used: Double) {
        self.limit = limit
        self.used = used
    }

    /// Reads the two answers of which each tells one half. Throws `AnswerFailure`.
    package init(
        subscription: UnsafeRawBufferPointer, usage: UnsafeRawBufferPointer
    ) throws(AnswerFailure) {
        let limit = try Self.amount("hard_limit_usd", in: subscription)
        // In cents.
        let used = try Self.amount("total_usage", in: usage) / 100
        self.init(limit: limit >= Self.unlimited ? nil : limit, used: used)
    }

    private static func amount(_ name: String, in body: UnsafeRawBufferPointer) throws(AnswerFailure) -> Double {
        let answer = try JSONAnswer(answer: body)
        if let error = ErrorObject(in: answer, bare: false) { throw .error(error) }
        guard let amount = (answer[name] ?? answer["data"]?[name])?.number, amount.isFinite, amount >= 0 else {
            throw .malformed(at: 0)
        }
        return amount
    }

    /// Asks a service, which costs nothing. `nil` where it does not tell, or not within a few seconds.
    public static func ask(base: ServiceAddress, key: APIKey, transport: Transport) async -> ServiceCredit? {
        func body(_ path: String) async throws -> Data? {
            let request = WireRequest(.get, base.url("/v1/dashboard/billing/" + path), .bearer(key))
            let answer = try await transport.answer(to: request, seconds: 5)
            return answer.isSuccess && answer.isWhole ? answer.body : nil
        }
        guard let subscription = try? await body("subscription"), let usage = try? await body("usage") else {
            return nil
        }
        return subscription.withUnsafeBytes { subscription in
            usage.withUnsafeBytes { usage in
                try? ServiceCredit(subscription: subscription, usage: usage)
            }
        }
    }
}
