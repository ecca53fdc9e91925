import Foundation
public import ImageModels
import Locality
import Pictures
import Sessions

/// A turn's way, one step after the other: asked, answered, received, kept.
extension Studio {
    /// Carries one instruction through, starting from the current turn or another one.
    ///
    /// The instruction is in the journal before the model is asked, and the received bytes are on the disk before they
    /// are decoded. When the task is cancelled, the turn ends as cancelled and the current turn stays. An answer that has
    /// come by a job is paid: no budget keeps it out.
    public func perform(
        _ instruction: Instruction, from parent: Int? = nil, by model: (any ImageModel)? = nil,
        settings: TurnSettings? = nil, together: Int? = nil, job: String? = nil,
        onEvent: @escaping @Sendable (TurnEvent) -> Void = { _ in }
    ) async throws(TurnFailure) -> Turn {
        if instruction.isBlank, job == nil { throw .model(.declined(.notUnderstood(words: [])), turn: nil) }
        let model = model ?? self.model
        let settings = settings ?? self.settings
        let parent = parent ?? session.state.current
        let estimate = expected(instruction, by: model.profile, settings, from: parent)
        if together == nil, job == nil, let failure = budgetFailure([(model.profile, estimate)]) { throw failure }
        let turn = try ask(
            instruction, of: model, settings: settings, from: parent, estimate: estimate, together: together,
            job: job)
        followSession()
        onEvent(.asked(turn: turn.number, model: model.profile.id))
        reserved += estimate?.dollars ?? 0
        defer { reserved -= estimate?.dollars ?? 0 }
        let hint = hint(for: instruction, turn)
        defer { hint?.cancel() }
        let reply = try await reply(to: turn, onEvent)
        let seconds = turn.wire.seconds
        onEvent(.received(bytes: reply.imageData.count))
        let cost = cost(of: reply, to: turn)
        defer { book(cost, turn: turn.number, asked: turn.asked) }
        let received = try keep(reply, of: turn, cost: cost, seconds: seconds)
        if turn.asked.frame != nil || turn.asked.crop != nil {
            onEvent(.progress(.step("keeping the rest as it was")))
        }
        let keeping = Keeping(
            prior: try prior(of: turn), start: turn.picture, received: received.picture, asked: turn.asked,
            region: turn.region,
            hint: await hint?.value, sent: turn.sent)
        let finished = try await finish(
            keeping, record: received.record, reply: received.reply, cost: cost, seconds: seconds)
        if !reply.others.isEmpty {
            await keepOthers(of: reply, beside: keeping)
            if !reply.hasMissing { turn.wire.dropAnswer() }
        }
        return finished
    }

    private func prior(of turn: TurnUnderWay) throws(TurnFailure) -> PixelBuffer {
        do {
            return try turn.pixels ?? turn.picture.pixels()
        } catch {
            throw failed(turn, by: error)
        }
    }

    /// Looks for what the instruction names while the model paints.
    private func hint(for instruction: Instruction, _ turn: TurnUnderWay) -> Task<PixelMask?, Never>? {
        guard let selecting, turn.asked.frame != nil, turn.asked.lock?.mode != .off else { return nil }
        return Task { await selecting(instruction.text, turn.picture) }
    }

    /// Has the model answer. What comes is on the disk before it is read.
    private func reply(
        to turn: TurnUnderWay, _ onEvent: @escaping @Sendable (TurnEvent) -> Void
    ) async throws(TurnFailure) -> Reply {
        do {
            return try await turn.model.edit(turn.request) { news in
                if let news = turn.wire.note(news) { onEvent(.progress(news)) }
            }
        } catch {
            throw failed(turn, by: error)
        }
    }

    private func cost(of reply: Reply, to turn: TurnUnderWay) -> Cost? {
        if let tasks = reply.tasks, let cost = turn.model.profile.cost(ofTasks: tasks, turn.asked.settings) {
            return cost
        }
        return turn.model.profile.cost(
            of: reply.usage, estimate: reply.exchange == nil ? nil : turn.asked.estimate, settings: turn.asked.settings)
    }

    /// Writes down that a model gave no picture, and says so. Whatever may have been charged is booked, and an answer
    /// that could not be understood stays on the disk.
    private func failed(_ turn: TurnUnderWay, by error: any Error) -> TurnFailure {
        let number = turn.number
        let estimate = turn.asked.estimate
        var event = JournalEvent.Failed(
            at: now(), turn: number, failure: "model", detail: "", seconds: turn.wire.seconds)
        switch error {
        case is CancellationError:
            let mayCost = turn.wire.mayCost ? estimate : nil
            // What is being painted may be finished and charged all the same; it can be fetched, or read, later.
            if let kept = turn.wire.unread {
                record(.cancelled(.init(at: now(), turn: number, cost: mayCost, answer: turn.wire.unreadName)))
                book(mayCost, turn: number, asked: turn.asked)
                return .cancelledUnderWay(turn: number, mayCost: mayCost, kept: kept)
            }
            record(.cancelled(.init(at: now(), turn: number, cost: mayCost)))
            book(mayCost, turn: number, asked: turn.asked)
            return .cancelled(turn: number, mayCost: mayCost)
        case ModelFailure.declined(let decline):
            // Without the selection that is in doubt, which has a number for each pixel.
            let told = if case .doubted(let doubt) = decline { doubt.declined } else { decline }
            record(.declined(.init(at: now(), turn: number, reason: "\(told)")))
            return .model(.declined(decline), turn: nil)
        case ModelFailure.noPicture(let answer):
            event.failure = answer.reason.rawValue
            event.detail = answer.text ?? answer.finishReason?.rawValue ?? ""
            event.usage = answer.usage
            event.cost = turn.model.profile.cost(
                of: answer.usage, estimate: answer.exchange == nil || answer.isToldFree ? nil : estimate,
                settings: turn.asked.settings, withPicture: answer.hadPicture)
            event.exchange = answer.exchange
        case ModelFailure.service(let failure):
            event.failure = failure.kind.rawValue
            event.detail = failure.detail ?? ""
            event.service = failure
            if failure.charged != .no { event.cost = estimate }
        default:
            event.detail = "\(error)"
            if turn.wire.mayCost { event.cost = estimate }
        }
        let failure = error as? ModelFailure ?? .broken(detail: "\(error)")
        if failure.mayHoldPicture || turn.wire.isLong {
            event.answer = turn.wire.unreadName
        } else {
            turn.wire.dropAnswer()
        }
        record(.failed(event))
        book(event.cost, turn: number, asked: turn.asked)
        if let unread = turn.wire.unread { return .unread(failure, turn: number, kept: unread) }
        return .model(failure, turn: number)
    }

    /// Saves the picture's bytes that were received, then looks at them. Of what is no picture the whole answer stays, too:
    /// a later version may know it.
    private func keep(
        _ reply: Reply, of turn: TurnUnderWay, cost: Cost?, seconds: Double
    ) throws(TurnFailure) -> (picture: Picture, record: PictureRecord, reply: Reply) {
        func failed(_ failure: String, _ error: any Error) {
            record(
                .failed(
                    .init(
                        at: now(), turn: turn.number, failure: failure, detail: "\(error)", seconds: seconds,
                        usage: reply.usage, cost: cost, exchange: reply.exchange,
                        answer: turn.wire.unreadName)))
        }
        let file: String
        do {
            file = try writer.keepReceived(reply.imageData, of: turn.number)
        } catch {
            let kept = Rescue(folder: rescueFolder).keep(
                reply.imageData, name: Rescue.name(of: turn.number, in: session))
            if kept != nil, turn.wire.unreadName == nil { turn.wire.dropAnswer() }
            failed("notSaved", error)
            // The answer that has the picture may have found room before.
            throw .notSaved(error, turn: turn.number, kept: kept ?? turn.wire.unread)
        }
        let received: Picture
        do {
            received = try Picture(inspecting: reply.imageData)
        } catch {
            failed("notAPicture", error)
            throw .notAPicture(
                error, turn: turn.number, kept: session.folder.appendingPathComponent(file),
                isFree: cost?.dollars == 0)
        }
        // The picture is all that is needed of the answer from here on, unless it is under its very name, or there are
        // others in it, had or not.
        if reply.others.isEmpty, !reply.hasMissing, file != turn.wire.unreadName { turn.wire.dropAnswer() }
        var reply = reply
        reply.remarks += remarks(on: received, to: turn.request)
        return (received, PictureRecord(file: file, picture: received), reply)
    }

    /// What is unexpected about a picture that a service sent.
    private func remarks(on received: Picture, to request: TurnRequest) -> [Reply.Remark] {
        guard let output = request.output else { return [] }
        if received.isTiny(beside: request.picture?.size) {
            return [.tiny(width: received.width, height: received.height)]
        }
        var remarks: [Reply.Remark] = []
        if let ratio = output.ratio, abs(log(Double(received.width) / Double(received.height) / ratio.value)) > 0.04 {
            remarks.append(.otherRatio(asked: ratio, width: received.width, height: received.height))
        }
        guard let pixels = output.pixels, pixels.width > 0, pixels.height > 0 else { return remarks }
        let shapes = (Double(received.width) / Double(received.height), Double(pixels.width) / Double(pixels.height))
        if output.ratio == nil, abs(log(shapes.0 / shapes.1)) > 0.05 {
            remarks.append(.otherShape(asked: pixels, width: received.width, height: received.height))
        }
        if output.sizeClass != nil || request.settings.size != nil,
            4 * max(received.width, received.height) < 3 * max(pixels.width, pixels.height)
        {
            remarks.append(.smaller(asked: pixels, width: received.width, height: received.height))
        }
        return remarks
    }
}
