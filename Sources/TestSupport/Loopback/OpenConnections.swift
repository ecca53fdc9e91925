import Synchronization

/// The connections that a loopback server serves, each in a task of its own.
///
/// Every connection that was accepted is served, even one that comes while the server stops: NIO ends the program when an
/// asynchronous channel is thrown away unused.
final class OpenConnections: Sendable {
    private struct State {
        var tasks: [Int: Task<Void, Never>] = [:]
        var count = 0
        var hasEnded = false
    }

    private let state = Mutex(State())

    func serve(_ connection: LoopbackConnection) {
        state.withLock { state in
            state.count += 1
            let number = state.count
            let task = Task(executorPreference: ServingExecutor.shared) {
                await connection.serve()
                self.state.withLock { _ = $0.tasks.removeValue(forKey: number) }
            }
            if state.hasEnded { task.cancel() }
            state.tasks[number] = task
        }
    }

    /// Ends every connection, those to come as well, and waits until they have ended.
    func end() async {
        let open = state.withLock { state in
            state.hasEnded = true
            return Array(state.tasks.values)
        }
        for task in open { task.cancel() }
        for task in open { await task.value }
    }
}
