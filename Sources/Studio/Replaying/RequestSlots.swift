/// How many requests may be under way at once: fewer after a service has said that they were too many, and slowly more
/// again while it answers.
actor RequestSlots {
    /// A request's permission to be under way.
    struct Slot: Sendable {
        /// How often the requests had been slowed when it began.
        fileprivate let age: Int
    }

    private let most: Int
    private(set) var limit: Int
    private var taken = 0
    private var slowings = 0
    private var answered = 0
    private var nextID = 0
    private var isClosed = false
    private var waiting: [(id: Int, rank: Int, continuation: CheckedContinuation<Void, any Error>)] = []

    init(_ most: Int) {
        self.most = max(1, most)
        limit = self.most
    }

    /// Waits for its turn: the lowest rank is first, so that what was begun is finished. Throws `CancellationError`.
    func take(rank: Int) async throws -> Slot {
        try Task.checkCancellation()
        if isClosed { throw CancellationError() }
        if taken < limit, waiting.isEmpty {
            taken += 1
        } else {
            let id = nextID
            nextID += 1
            try await withTaskCancellationHandler {
                try await withCheckedThrowingContinuation { waiting.append((id, rank, $0)) }
            } onCancel: {
                Task { await self.leave(id) }
            }
        }
        return Slot(age: slowings)
    }

    /// Gives a slot back. Of several requests that the service found too many at the same time, one slows the others.
    func give(_ slot: Slot, tooMany: Bool) {
        taken -= 1
        if tooMany, slot.age == slowings {
            slowings += 1
            limit = max(1, limit / 2)
            answered = 0
        } else if !tooMany {
            answered += 1
            if answered >= 2 * limit, limit < most {
                limit += 1
                answered = 0
            }
        }
        while taken < limit, let first = waiting.indices.min(by: { waiting[$0].rank < waiting[$1].rank }) {
            taken += 1
            waiting.remove(at: first).continuation.resume()
        }
    }

    /// Lets no further request begin: who waits is cancelled. What is under way goes on.
    func close() {
        isClosed = true
        for each in waiting { each.continuation.resume(throwing: CancellationError()) }
        waiting = []
    }

    private func leave(_ id: Int) {
        guard let index = waiting.firstIndex(where: { $0.id == id }) else { return }
        waiting.remove(at: index).continuation.resume(throwing: CancellationError())
    }
}
