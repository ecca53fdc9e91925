/// Has what concerns one session done one after the other, in the order in which it came.
actor SessionQueue {
    private var last: [Int: Task<Void, Never>] = [:]

    func run<Result: Sendable>(
        _ session: Int, _ work: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        let before = last[session]
        let task = Task {
            await before?.value
            try Task.checkCancellation()
            return try await work()
        }
        last[session] = Task { _ = await task.result }
        return try await withTaskCancellationHandler {
            try await task.value
        } onCancel: {
            task.cancel()
        }
    }
}
