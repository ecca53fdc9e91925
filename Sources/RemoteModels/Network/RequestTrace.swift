/// placeholder until written below
public struct RequestTrace: Sendable {
    enum Outcome {
        case answered(WireAnswer)
        case failed(any Error)
    }
    func write(_ request: WireRequest, _ outcome: Outcome, seconds: Double) {}
}
