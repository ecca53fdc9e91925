import Foundation
import ImageModels
import Pictures

/// Talks to Midjourney as CometAPI's documents have it: tasks are submitted and asked for until they have ended, and what
/// comes of one has buttons for the next.
struct MidjourneyWire: Sendable {
    let service: String
    let key: APIKey
    let links: PictureLinks
    let requestLimit: Int
    /// For all of it, in seconds.
    let limit: Double

    private static let firstInterval = 1.0
    private static let longestInterval = 5.0
    /// Times in a row that a task may not be asked for, before that counts as a failure: it goes on by itself.
    private static let mostMissed = 5

    func edit(_ request: TurnRequest, with client: ServiceClient) async throws -> Reply {
        var turn = Course(client: client, end: client.now + limit)
        let (id, task): (String, MidjourneyTask)
        switch (request.origin?.step, request.origin.flatMap { MidjourneyMemory($0.transcript) }) {
        case (.variation, let memory?):
            guard let button = memory.button(.variation) else { throw missing("V\(memory.index ?? 1)", &turn) }
            let begun = try await submit(.action(task: memory.task, button: button.id), isLast: true, &turn)
            (id, task) = try await finished(begun, window: (request.instruction, nil), isLast: true, &turn)
        case (.region, let memory?): (id, task) = try await repainted(request, memory, &turn)
        default:
            let isEdit = request.picture != nil && request.references.isEmpty
            let begun = try await submit(isEdit ? .edits(request) : .imagine(request), isLast: true, &turn)
            (id, task) = try await finished(begun, window: (request.instruction, nil), isLast: true, &turn)
        }
        return try await reply(with: task, id: id, tasks: turn.tasks, client)
    }

    /// The reply that an answer holds, or leads to: a task that was under way is asked for, which costs nothing. Throws
    /// `ModelFailure`.
    func reply(to answer: WireAnswer, _ client: ServiceClient) async throws -> Reply {
        var turn = Course(client: client, end: client.now + limit)
        switch try await reading(answer, client) {
        case .picture(let data): return try await reply([.data(data, declared: nil)], nil, "", client)
        case .submitted(let submission):
            let (id, task) = try await finished(submission, window: nil, isLast: true, &turn)
            return try await reply(with: task, id: id, tasks: nil, client)
        case .task(let task):
            let id = task.id ?? ""
            let ended = try await finished(task, id: id, window: nil, isLast: true, &turn)
            return try await reply(with: ended.task, id: ended.id, tasks: nil, client)
        }
    }

    /// What has happened in a turn so far.
    private struct Course {
        let client: ServiceClient
        /// When the time is over.
        let end: Double
        /// What was taken on, and may be charged.
        var tasks = 0
    }

    // MARK: Steps

    /// A part of a picture that the service has, painted anew: the single picture, its window, and what the window wants.
    private func repainted(
        _ request: TurnRequest, _ memory: MidjourneyMemory, _ turn: inout Course
    ) async throws -> (String, MidjourneyTask) {
        guard let sent = request.mask else { throw ModelFailure.broken(detail: "a region without a mask") }
        let mask = try MidjourneyRequest.mask(from: sent)
        var (task, window) = (memory.task, memory.button(.inpaint))
        if window == nil {
            guard let single = memory.button(.upscale) else { throw missing("U\(memory.index ?? 1)", &turn) }
            turn.client.report(.step("taking the picture out of the four"))
            let begun = try await submit(.action(task: task, button: single.id), isLast: false, &turn)
            let (id, upscaled) = try await finished(begun, window: nil, isLast: false, &turn)
            (task, window) = (id, upscaled.button(.inpaint, 1))
        }
        guard let window else { throw missing("Vary (Region)", &turn) }
        let opened = try await submit(.action(task: task, button: window.id), isLast: false, &turn)
        return try await finished(opened, window: (request.instruction, mask), isLast: true, &turn)
    }

    /// Sends what begins a task. A full queue has not taken it on: then it is sent again, as often as anything may be.
    private func submit(
        _ request: MidjourneyRequest, isLast: Bool, _ turn: inout Course
    ) async throws -> MidjourneySubmission {
        let client = turn.client
        let body = request.body
        guard body.count <= requestLimit else {
            throw ModelFailure.declined(.tooLarge(bytes: body.count, limit: requestLimit))
        }
        var wire = WireRequest(.post, client.address.url(request.path), .bearer(key), body: body)
        // A task that was taken on goes on, whatever status says so.
        wire.findsPicture = { if case .submitted? = try? MidjourneyAnswer($0) { true } else { false } }
        // What is left of an earlier step is no picture that was asked for.
        if !isLast { wire.isKept = { _ in false } }
        var attempt = 1
        while true {
            guard turn.end > client.now else { throw late(turn) }
            let answer = try await client.answer(to: wire, seconds: turn.end - client.now)
            let failure: ServiceFailure
            do {
                switch try await reading(answer, client) {
                case .submitted(let submission):
                    turn.tasks += 1
                    client.noteRequestID(submission.task)
                    return submission
                case .task(let task) where task.id != nil:
                    turn.tasks += 1
                    client.noteRequestID(task.id)
                    return MidjourneySubmission(of: task.id!, wantsMore: task.state == .wantsMore)
                case .task, .picture:
                    throw client.failure(
                        ServiceFailure(.nonsense, service: service, detail: "no id", charged: .perhaps))
                }
            } catch ModelFailure.service(let refused) where refused.kind != .cutOff && refused.kind != .timedOut {
                failure = sorted(refused, answer, turn)
            }
            attempt += 1
            guard failure.kind == .overloaded, failure.charged == .no, attempt <= RetryPlan.mostRequests else {
                throw ModelFailure.service(failure)
            }
            let wait = RetryPlan.wait(before: attempt + 1, asked: nil, chance: 0)
            client.report(.waiting(seconds: wait, attempt: attempt))
            try await client.pause(seconds: wait)
        }
    }

    /// What a code means that came in place of a task. Where it says that there is none, nothing is charged for it.
    private func sorted(_ refused: ServiceFailure, _ answer: WireAnswer, _ turn: Course) -> ServiceFailure {
        var failure = refused
        let code = answer.body.withUnsafeBytes { bytes in (try? JSONAnswer(bytes))?["code"]?.int }
        guard answer.isSuccess, let code else { return failure }
        let words = failure.detail?.lowercased() ?? ""
        switch code {
        case 23: failure.kind = .overloaded
        case 24: failure.kind = .againstRules
        case 3: failure.kind = .badRequest
        case 4 where ["quota", "balance", "credit"].contains(where: words.contains): failure.kind = .noCredit
        case 4: failure.kind = .badRequest
        default: return failure
        }
        failure.charged = turn.tasks == 0 ? .no : .perhaps
        return failure
    }

    private func finished(
        _ begun: MidjourneySubmission, window: (prompt: String, mask: Picture?)?, isLast: Bool, _ turn: inout Course
    ) async throws -> (id: String, task: MidjourneyTask) {
        if begun.wantsMore, let window {
            let request = MidjourneyRequest.modal(task: begun.task, prompt: window.prompt, mask: window.mask)
            let submission = try await submit(request, isLast: isLast, &turn)
            return try await finished(submission, window: nil, isLast: isLast, &turn)
        }
        return try await finished(nil, id: begun.task, window: window, isLast: isLast, &turn)
    }

    /// Asks until the task has ended; a window that it waits with is given what it wants, once.
    private func finished(
        _ known: MidjourneyTask?, id: String, window: (prompt: String, mask: Picture?)?, isLast: Bool,
        _ turn: inout Course
    ) async throws -> (id: String, task: MidjourneyTask) {
        let client = turn.client
        var task = known
        var interval = Self.firstInterval
        var missed = 0
        while true {
            switch task?.state {
            case .succeeded: return (id, task!)
            case .failed(let words): throw failure(words, client)
            case .cancelled: throw ModelFailure.noPicture(NoPicture(.noImage, exchange: client.exchange))
            case .wantsMore:
                guard let window else {
                    throw client.failure(
                        ServiceFailure(
                            .nonsense, service: service, detail: "the task waits for more to be said",
                            charged: .perhaps))
                }
                return try await finished(
                    MidjourneySubmission(of: id, wantsMore: true), window: window, isLast: isLast, &turn)
            case .underWay(let status): client.report(.step("painting: \(status)"))
            case nil: break
            }
            guard !id.isEmpty else {
                throw client.failure(ServiceFailure(.nonsense, service: service, detail: "no id", charged: .perhaps))
            }
            guard client.now < turn.end else { throw late(turn) }
            try await client.pause(seconds: interval)
            interval = min(interval * 1.5, Self.longestInterval)
            do {
                task = try await state(of: id, isLast: isLast, turn)
                missed = 0
            } catch ModelFailure.service(let failure) where Self.mayPass(failure) && missed + 1 < Self.mostMissed {
                missed += 1
            }
        }
    }

    /// Whether it says nothing for long that a task could not be asked for.
    private static func mayPass(_ failure: ServiceFailure) -> Bool {
        failure.status.map { $0 == 429 || $0 >= 500 } ?? [.cutOff, .unreachable].contains(failure.kind)
    }

    /// Whatever goes wrong with asking says nothing about the task, which may have been charged.
    private func state(of id: String, isLast: Bool, _ turn: Course) async throws -> MidjourneyTask {
        let client = turn.client
        var request = WireRequest(.get, client.address.url("/mj/task/\(id.escapedInPath)/fetch"), .bearer(key))
        // What was kept first has the task's id; only what says more may take its place.
        request.isKept = { bytes in
            guard isLast, case .task(let task)? = try? MidjourneyAnswer(bytes) else { return false }
            return task.state == .succeeded && !task.pictures.isEmpty
        }
        do {
            let answer = try await client.answer(to: request, seconds: max(1, turn.end - client.now))
            guard case .task(let task) = try await reading(answer, client) else {
                throw client.failure(
                    ServiceFailure(.nonsense, service: service, status: answer.status, charged: .perhaps))
            }
            return task
        } catch ModelFailure.service(var failure) where failure.kind != .timedOut {
            failure.detail = failure.detail ?? failure.status.map { "HTTP \($0)" }
            failure.kind = [.cutOff, .unreachable].contains(failure.kind) ? .cutOff : .nonsense
            failure.charged = .perhaps
            throw ModelFailure.service(failure)
        }
    }

    // MARK: Ends

    private func reply(
        with task: MidjourneyTask, id: String, tasks: Int?, _ client: ServiceClient
    ) async throws -> Reply {
        var reply = try await reply(task.pictures, task, id, client)
        reply.tasks = tasks
        return reply
    }

    private func reply(
        _ sources: [PictureSource], _ task: MidjourneyTask?, _ id: String, _ client: ServiceClient
    ) async throws -> Reply {
        let found = try await links.pictures(from: sources, with: client) { reason in
            NoPicture(reason, exchange: client.exchange)
        }
        var (pictures, places, remarks) = (found.pictures, found.places, found.remarks)
        if sources.count == 1, task?.isGrid ?? MidjourneyGrid.isLikely(pictures[0]),
            let tiles = MidjourneyGrid.tiles(of: pictures[0])
        {
            (pictures, places) = (tiles, Array(tiles.indices))
            remarks.append(.others(tiles.count - 1))
        }
        var reply = Reply(
            imageData: pictures[0], others: Array(pictures.dropFirst()), remarks: remarks, exchange: client.exchange)
        if let task, !task.buttons.isEmpty, !id.isEmpty {
            let isOne = sources.count == 1 && places.count == 1
            let memories = places.map { MidjourneyMemory(of: task, id: id, index: isOne ? nil : $0 + 1).data }
            reply.transcript = memories[0]
            reply.otherTranscripts = Array(memories.dropFirst())
        }
        return reply
    }

    private func reading(_ answer: WireAnswer, _ client: ServiceClient) async throws -> MidjourneyAnswer {
        try await client.read(answer) { bytes throws(AnswerFailure) in try MidjourneyAnswer(bytes) }
    }

    private func late(_ turn: Course) -> ModelFailure {
        turn.client.failure(
            ServiceFailure(.timedOut, service: service, charged: turn.tasks == 0 ? .no : .perhaps))
    }

    /// The picture is there, and what was to be done with it can't be.
    private func missing(_ button: String, _ turn: inout Course) -> ModelFailure {
        .service(
            ServiceFailure(
                .badRequest, service: service,
                detail: "Midjourney offers no \u{201C}\(button)\u{201D} for this picture.",
                charged: turn.tasks == 0 ? .no : .perhaps, requests: turn.client.exchange.requests))
    }

    private func failure(_ words: String?, _ client: ServiceClient) -> ModelFailure {
        let text = words?.lowercased() ?? ""
        func says(_ words: String...) -> Bool { words.contains { text.contains($0) } }
        let reason: NoPicture.Reason =
            says("banned", "prompt may contain", "blocked prompt", "invalid_parameter", "\u{654F}\u{611F}\u{8BCD}")
            ? .promptBlocked
            : says("moderat", "sensitive", "nsfw", "policy", "safety", "flagged", "guideline", "\u{8FDD}\u{89C4}")
                ? .outputBlocked : .noImage
        return .noPicture(NoPicture(reason, text: words, exchange: client.exchange))
    }
}
