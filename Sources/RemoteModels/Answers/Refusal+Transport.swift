import ImageModels

extension Refusal {
    /// Sorts what went wrong on the way.
    init(_ failure: TransportFailure, service: String) {
        switch failure {
        case .unreachable(let detail):
            self.init(failure: ServiceFailure(.unreachable, service: service, detail: detail), mayBeRepeated: false)
        case .insecure(let host):
            self.init(failure: ServiceFailure(.unreachable, service: service, detail: host), mayBeRepeated: false)
        case .broken(let detail):
            self.init(
                failure: ServiceFailure(.cutOff, service: service, detail: detail, charged: .perhaps),
                mayBeRepeated: true)
        case .timedOut(let seconds):
            self.init(
                failure: ServiceFailure(.timedOut, service: service, detail: "\(Int(seconds)) s", charged: .perhaps),
                mayBeRepeated: false)
        case .answerTooLarge(let limit):
            self.init(
                failure: ServiceFailure(
                    .nonsense, service: service, detail: "over \(limit) bytes", charged: .perhaps),
                mayBeRepeated: false)
        case .notHTTP(let detail):
            self.init(
                failure: ServiceFailure(.notTheService, service: service, detail: detail), mayBeRepeated: false)
        }
    }

    /// What was only being read broke off, and can be read again.
    static func brokenReading(_ answer: WireAnswer, service: String) -> Refusal {
        Refusal(
            failure: ServiceFailure(.cutOff, service: service, status: answer.status), mayBeRepeated: true)
    }

    private init(failure: ServiceFailure, mayBeRepeated: Bool) {
        self.failure = failure
        self.mayBeRepeated = mayBeRepeated
    }
}
