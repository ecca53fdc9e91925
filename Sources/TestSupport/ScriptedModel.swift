public import ImageModels

/// A model that answers as it was told to, in order, and remembers what it was asked.
public actor ScriptedModel: ImageModel {
    public nonisolated let profile: ModelProfile
    private var answers: [Answer]
    public private(set) var requests: [TurnRequest] = []

    public indirect enum Answer: Sendable {
        case reply(Reply)
        case failure(any Error)
        /// Works until it is cancelled.
        case never
        /// Tells something first.
        case news([ModelProgress], then: Answer)
        /// Computed from the request.
        case edit(@Sendable (TurnRequest) throws -> Reply)
    }

    public init(
        _ answers: [Answer],
        profile: ModelProfile = ModelProfile(id: "scripted", shortName: "scripted", framing: .asTheyAre)
    ) {
        self.answers = answers
        self.profile = profile
    }

    public func edit(
        _ request: TurnRequest, progress: @escaping @Sendable (ModelProgress) -> Void
    ) async throws -> Reply {
        requests.append(request)
        guard !answers.isEmpty else { throw ModelFailure.broken(detail: "the script has ended") }
        progress(.step("working"))
        return try await carryOut(answers.removeFirst(), request, progress)
    }

    private func carryOut(
        _ answer: Answer, _ request: TurnRequest, _ progress: @Sendable (ModelProgress) -> Void
    ) async throws -> Reply {
        switch answer {
        case .news(let news, let answer):
            for one in news { progress(one) }
            return try await carryOut(answer, request, progress)
        case .reply(let reply): return reply
        case .failure(let error): throw error
        case .edit(let edit): return try edit(request)
        case .never:
            try await Task.sleep(for: .seconds(3600))
            throw ModelFailure.broken(detail: "waited for an hour")
        }
    }
}
