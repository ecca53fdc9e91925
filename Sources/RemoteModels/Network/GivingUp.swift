import Synchronization

/// Work that computes, given up when the time is over or the task is cancelled: it then goes on by itself until its end,
/// which nobody waits for. Throws `TransportFailure.timedOut` or `CancellationError`.
func givenUp<Outcome: Sendable>(
    afterSeconds seconds: Double, _ work: @escaping @Sendable () -> Outcome
) async throws -> Outcome {
    let race = Race<Outcome>()
    return try await withTaskCancellationHandler {
        try await withCheckedThrowingContinuation { continuation in
            race.begin(continuation)
            let clock = Task {
                try await Task.sleep(for: .seconds(min(max(seconds, 0), 1_000_000)))
                race.end(.failure(TransportFailure.timedOut(afterSeconds: seconds)))
            }
            Task.detached {
                race.end(.success(work()))
                clock.cancel()
            }
        }
    } onCancel: {
        race.end(.failure(CancellationError()))
    }
}

/// The first of several ends counts.
private final class Race<Outcome: Sendable>: Sendable {
    private enum State {
        case open
        case waiting(CheckedContinuation<Outcome, any Error>)
        case ended(Result<Outcome, any Error>)
        case over
    }

    private let state = Mutex(State.open)

    func begin(_ continuation: CheckedContinuation<Outcome, any Error>) {
        let early: Result<Outcome, any Error>? = state.withLock { state in
            if case .ended(let result) = state {
                state = .over
                return result
            }
            state = .waiting(continuation)
            return nil
        }
        if let early { continuation.resume(with: early) }
    }

    func end(_ result: Result<Outcome, any Error>) {
        let waiting: CheckedContinuation<Outcome, any Error>? = state.withLock { state in
            switch state {
            case .open:
                state = .ended(result)
                return nil
            case .waiting(let continuation):
                state = .over
                return continuation
            case .ended, .over: return nil
            }
        }
        waiting?.resume(with: result)
    }
}
