/// How often and how patiently a request is repeated.
package enum RetryPlan {
    /// Requests in all, the first included.
    package static let mostRequests = 4
    /// Connections that are tried where none comes about: a person who is offline wants to know it soon.
    package static let mostConnections = 2
    /// A service that wants more patience than this is not waited for.
    package static let longestWait = 60.0

    /// Whether the same may be sent again when so much of the time limit is over: it has the rest of it. A picture that is
    /// being painted, and paid, is not to be cut off because of the waiting before it, so that has to be half of it.
    package static func mayBegin(after seconds: Double, of limit: Double) -> Bool { seconds <= limit / 2 }

    /// Seconds before request number `attempt` (from 2): the service's wish, which is never cut short, or 1, 2 and 4
    /// with up to half as much again, so that several programs don't come back in step.
    package static func wait(before attempt: Int, asked: Double?, chance: Double) -> Double {
        if let asked { return asked + chance * 0.25 }
        let base = Double(1 << min(max(attempt - 2, 0), 5))
        return base * (1 + chance / 2)
    }
}
