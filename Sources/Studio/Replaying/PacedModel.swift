import Foundation
import ImageModels

/// A model that is asked by many sessions at once: it waits for a free slot, and where the service says that there are
/// too many requests it asks again later, which costs nothing.
struct PacedModel: ImageModel {
    /// How often a turn waits for a service that wants fewer requests, and seconds of the longest wait.
    static let patience = 6
    static let longestWait = 300.0

    let model: any ImageModel
    let slots: RequestSlots
    /// The session's place among those that wait for a slot.
    let rank: Int
    /// Sleeps for seconds.
    let pause: @Sendable (Double) async throws -> Void

    var profile: ModelProfile { model.profile }

    func check(_ request: TurnRequest) throws { try model.check(request) }

    func reply(toAnswer data: Data) async throws -> Reply { try await model.reply(toAnswer: data) }

    func edit(
        _ request: TurnRequest, progress: @escaping @Sendable (ModelProgress) -> Void
    ) async throws -> Reply {
        var sentBefore = 0
        for attempt in 1... {
            let slot = try await slots.take(rank: rank)
            do {
                var reply = try await model.edit(request, progress: progress)
                await slots.give(slot, tooMany: false)
                reply.exchange?.requests += sentBefore
                return reply
            } catch ModelFailure.service(var failure) {
                let tooMany = failure.kind == .rateLimited
                // Those that wait would fail, too; they are not sent.
                if failure.concernsAll, !tooMany { await slots.close() }
                await slots.give(slot, tooMany: tooMany)
                failure.requests += sentBefore
                sentBefore = failure.requests
                let wait = failure.retryAfter ?? 15
                guard tooMany, failure.charged == .no, attempt <= Self.patience, wait <= Self.longestWait else {
                    throw ModelFailure.service(failure)
                }
                progress(.waiting(seconds: wait, attempt: sentBefore + 1))
                try await pause(wait)
            } catch {
                await slots.give(slot, tooMany: false)
                throw error
            }
        }
        throw CancellationError()
    }
}
