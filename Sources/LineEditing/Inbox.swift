import Synchronization

/// What other threads want from the line thread.
final class Inbox: Sendable {
    struct Events: OptionSet {
        let rawValue: Int
        static let interrupted = Events(rawValue: 1)
        static let resized = Events(rawValue: 2)
        static let continued = Events(rawValue: 4)
        static let cancelled = Events(rawValue: 8)
    }

    private struct State {
        var isReading = false
        /// When the interrupt came that is kept for the next line.
        var interrupted: ContinuousClock.Instant?
        var events: Events = []
        var prints: [String] = []
    }

    let wake = WakePipe()
    private let state = Mutex(State())

    /// Reports an event to the line that is being read; without one it is forgotten.
    func post(_ event: Events) {
        let isReading = state.withLock { state in
            if state.isReading { state.events.insert(event) }
            return state.isReading
        }
        if isReading { wake.wake() }
    }

    /// Leaves a text to the line thread while a line is being read; else prints it here and now.
    func print(_ text: String, directly: (String) -> Void) {
        let isReading = state.withLock { state in
            if state.isReading { state.prints.append(text) } else { directly(text) }
            return state.isReading
        }
        if isReading { wake.wake() }
    }

    /// An interrupt while no line is read and nobody else cares is kept for the next line; false for the second one that somebody
    /// pressed.
    func keepInterrupt() -> Bool {
        state.withLock { state in
            guard let first = state.interrupted else {
                state.interrupted = .now
                return true
            }
            return .now - first < SignalSource.shortestRepetition
        }
    }

    /// Whether an interrupt is kept for the next line.
    var isInterrupted: Bool { state.withLock { $0.interrupted != nil } }

    func beginReading() {
        let isInterrupted = state.withLock { state in
            let isInterrupted = state.interrupted != nil
            state = State(isReading: true, events: isInterrupted ? .interrupted : [])
            return isInterrupted
        }
        wake.drain()
        if isInterrupted { wake.wake() }
    }

    /// Ends the reading; what was left to be printed is printed.
    func endReading(directly: (String) -> Void) {
        state.withLock { state in
            state.prints.forEach(directly)
            state = State()
        }
    }

    func take() -> (events: Events, prints: [String]) {
        state.withLock { state in
            defer {
                state.events = []
                state.prints = []
            }
            return (state.events, state.prints)
        }
    }

    deinit {
        wake.close()
    }
}
