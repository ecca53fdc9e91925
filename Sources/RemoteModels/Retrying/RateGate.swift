import Synchronization

/// Holds back every request to one service while the service wants patience.
package actor RateGate {
    private var closedUntil = -Double.infinity

    package init() {}

    /// Seconds that a request has to wait now.
    package func delay(now: Double) -> Double { max(0, closedUntil - now) }

    package func close(for seconds: Double, now: Double) {
        closedUntil = max(closedUntil, now + seconds)
    }
}

/// The gates of a program's services, made as they are asked for.
final class RateGates: Sendable {
    private let gates = Mutex<[String: RateGate]>([:])

    subscript(service: String) -> RateGate {
        gates.withLock { gates in
            if let gate = gates[service] { return gate }
            let gate = RateGate()
            gates[service] = gate
            return gate
        }
    }
}
