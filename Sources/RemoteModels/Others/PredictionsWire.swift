import ImageModels

/// Talks to models that answer later: a prediction is begun, and asked for at growing intervals until it has ended.
struct PredictionsWire: Sendable {
    /// "owner/name".
    let model: String
    /// What the model calls its pictures.
    let picturesField: String
    let service: String
    let key: APIKey
    let links: PictureLinks
    let requestLimit: Int
    /// For all of it, in seconds.
    let limit: Double

    private static let firstInterval = 0.5
    private static let longestInterval = 5.0

    func edit(_ request: TurnRequest, with client: ServiceClient) async throws -> Reply {
        let body = PredictionsRequest.body(request, picturesIn: picturesField)
        guard body.count <= requestLimit else {
            throw ModelFailure.declined(.tooLarge(bytes: body.count, limit: requestLimit))
        }
        let path = model.split(separator: "/").map { String($0).escapedInPath }.joined(separator: "/")
        let url = client.address.url("/replicate/v1/models/\(path)/predictions")
        var wire = WireRequest(.post, url, .bearer(key), body: body)
        wire.findsPicture = { bytes in
            guard let answer = try? PredictionAnswer(bytes) else { return false }
            // A task that was taken on goes on, whatever status says so.
            if case .succeeded(_?) = answer.state { return true }
            return answer.isTakenOn
        }
        let answer = try await client.answer(to: wire)
        let begun = try await Self.reading(answer, client)
        client.noteRequestID(begun.id)
        var reply = try await Self.reply(try await ended(begun, client), links: links, client)
        reply.remarks = Reply.Remark.onStatus(of: answer) + reply.remarks
        return reply
    }

    /// The reply that an answer holds, or leads to: a prediction that was under way is asked for, which costs nothing.
    /// Throws `ModelFailure`.
    func reply(to answer: WireAnswer, _ client: ServiceClient) async throws -> Reply {
        try await Self.reply(try await ended(try await Self.reading(answer, client), client), links: links, client)
    }

    private static func reply(
        _ source: PictureSource?, links: PictureLinks, _ client: ServiceClient
    ) async throws -> Reply {
        let found = try await links.pictures(from: [source].compactMap { $0 }, with: client) { reason in
            NoPicture(reason, exchange: client.exchange)
        }
        return Reply(imageData: found.pictures[0], remarks: found.remarks, exchange: client.exchange)
    }

    /// Asks until the prediction has ended. One that is given up is told to stop, where the service can.
    private func ended(_ begun: PredictionAnswer, _ client: ServiceClient) async throws -> PictureSource? {
        var prediction = begun
        var interval = Self.firstInterval
        let start = client.now
        do {
            while true {
                switch prediction.state {
                case .succeeded(let picture): return picture
                case .failed(let words): throw failure(words, client)
                case .cancelled: throw ModelFailure.noPicture(NoPicture(.incomplete, exchange: client.exchange))
                case .underWay(let status): client.report(.step(status))
                }
                guard let id = begun.id else {
                    throw client.failure(
                        ServiceFailure(.nonsense, service: service, detail: "no id", charged: .perhaps))
                }
                guard client.now - start < limit else {
                    throw client.failure(ServiceFailure(.timedOut, service: service, charged: .perhaps))
                }
                try await client.pause(seconds: interval)
                interval = min(interval * 1.5, Self.longestInterval)
                prediction = try await state(of: id, seconds: max(1, start + limit - client.now), client)
            }
        } catch {
            // One that could not be asked for may be there all the same.
            if case .underWay = prediction.state, isGivenUp(error), begun.canBeCancelled, let id = begun.id {
                await client.tell(WireRequest(.post, address(of: id, client) + "/cancel", .bearer(key)))
            }
            throw error
        }
    }

    private func isGivenUp(_ error: any Error) -> Bool {
        if case ModelFailure.service(let failure) = error { return failure.kind == .timedOut }
        return error is CancellationError
    }

    /// Whatever goes wrong with asking says nothing about the prediction, which may have been charged.
    private func state(of id: String, seconds: Double, _ client: ServiceClient) async throws -> PredictionAnswer {
        do {
            var request = WireRequest(.get, address(of: id, client), .bearer(key))
            // What was kept first has the prediction's id; only what says more may take its place.
            request.isKept = { bytes in
                if case .succeeded(_?)? = (try? PredictionAnswer(bytes))?.state { true } else { false }
            }
            return try await Self.reading(try await client.answer(to: request, seconds: seconds), client)
        } catch ModelFailure.service(var failure) where failure.kind != .timedOut {
            failure.detail = failure.detail ?? failure.status.map { "HTTP \($0)" }
            failure.kind = .nonsense
            failure.charged = .perhaps
            throw ModelFailure.service(failure)
        }
    }

    private func address(of id: String, _ client: ServiceClient) -> String {
        client.address.url("/replicate/v1/predictions/\(id.escapedInPath)")
    }

    private static func reading(_ answer: WireAnswer, _ client: ServiceClient) async throws -> PredictionAnswer {
        try await client.read(answer) { bytes throws(AnswerFailure) in try PredictionAnswer(bytes) }
    }

    private func failure(_ words: String?, _ client: ServiceClient) -> ModelFailure {
        let text = words
        let isBlocked = ["sensitive", "nsfw", "safety", "flagged", "moderat"].contains {
            text?.lowercased().contains($0) == true
        }
        return .noPicture(NoPicture(isBlocked ? .outputBlocked : .unexplained, text: text, exchange: client.exchange))
    }
}
