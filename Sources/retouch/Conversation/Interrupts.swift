import Foundation
import Glibc
import LineEditing

/// ^C while something is under way.
enum Interrupts {
    /// Runs work that the first ^C cancels. A second one within two seconds ends the program at once.
    ///
    /// - Parameter dropping: Drops what was typed ahead; where there was something, that is all that a ^C does.
    static func cancelling<Success: Sendable>(
        _ work: @escaping @Sendable () async throws -> Success,
        dropping: @escaping @Sendable () -> Bool = { false }, onFirst: @escaping @Sendable () -> Void = {},
        onSecond: @escaping @Sendable () -> Void = {}
    ) async throws -> Success {
        let task = Task { try await work() }
        let last = LastInterrupt()
        let source = SignalSource([SIGINT]) { _ in
            if dropping() { return true }
            if last.isSecond() {
                onSecond()
                _exit(ExitStatus.interrupted.rawValue)
            }
            onFirst()
            task.cancel()
            return true
        }
        defer { source.cancel() }
        // Somebody further out may have heard the ^C, before this source was there.
        return try await withTaskCancellationHandler {
            try await task.value
        } onCancel: {
            task.cancel()
        }
    }

    private final class LastInterrupt: @unchecked Sendable {
        private let lock = NSLock()
        private var last: ContinuousClock.Instant?

        func isSecond() -> Bool {
            lock.withLock {
                let now = ContinuousClock.now
                if let last, now - last < SignalSource.shortestRepetition { return false }
                defer { last = now }
                return last.map { now - $0 < .seconds(2) } ?? false
            }
        }
    }
}
