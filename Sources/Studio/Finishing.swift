import Foundation
import ImageModels
import Locality
import Pictures
import Sessions

/// The last step of a turn, and those of turns that did not come to it.
extension Studio {
    /// From the received picture, which is in its file, to the answered turn.
    func finish(
        _ keeping: Keeping, record received: PictureRecord, reply: Reply, cost: Cost?, seconds: Double?
    ) async throws(TurnFailure) -> Turn {
        let asked = keeping.asked
        let turn = asked.turn
        let file = session.folder.appendingPathComponent(received.file)
        do {
            var keeping = keeping
            keeping.cutting = cutting
            let outcome = try await keeping.outcome()
            var reply = reply
            if let cutOut = outcome.cutOut { reply.remarks.append(.cutOut(cutOut)) }
            // Of what was selected only what lies in the region has changed.
            if asked.region != nil, let share = reply.selection?.share {
                reply.selection?.share = min(share, outcome.change.changed)
            }
            if outcome.isUnchanged { reply.remarks.append(.unchanged) }
            let isOwn = asked.relocked == nil
            var picture = keeping.received
            let record: PictureRecord
            if let kept = outcome.picture {
                picture = try kept.picture(as: PictureEncoding(format: .png, metadata: metadata))
                record = try writer.keepPicture(picture, of: turn)
            } else if isOwn {
                record = try writer.adoptReceived(received.file, as: picture, of: turn)
            } else {
                record = try writer.keepPicture(picture, of: turn)
            }
            let transcript = try reply.transcript.map { try writer.keepTranscript($0, of: turn) }
            try writer.append(
                .answered(
                    .init(
                        at: now(), turn: turn, picture: record,
                        received: outcome.picture != nil || !isOwn ? received : nil, seconds: seconds,
                        finishReason: reply.finishReason, usage: reply.usage, selection: reply.selection,
                        text: reply.text, cost: cost, exchange: reply.exchange,
                        remarks: reply.remarks.isEmpty ? nil : reply.remarks, transcript: transcript,
                        change: outcome.change)))
            followSession()
            latest = (turn, picture)
            return Turn(
                number: turn, parent: asked.parent, instruction: asked.instruction, model: asked.model,
                picture: picture, file: session.folder.appendingPathComponent(record.file), service: asked.service,
                cost: cost, remarks: reply.remarks, change: outcome.change, exchange: reply.exchange,
                seconds: seconds, selection: reply.selection, text: reply.text)
        } catch is CancellationError {
            record(.cancelled(.init(at: now(), turn: turn, received: received, cost: cost)))
            throw .cancelledWithPicture(turn: turn, cost: cost, kept: file)
        } catch let failure as SessionFailure {
            throw .notSaved(failure, turn: turn, kept: file)
        } catch let failure as PictureFailure {
            throw .notAPicture(failure, turn: turn, kept: file, isFree: (cost ?? asked.estimate)?.dollars == 0)
        } catch {
            throw .model(.broken(detail: "\(error)"), turn: turn)
        }
    }

    /// Finishes the turns whose pictures, or whose answers, had been received when the program was ended, without asking
    /// again, and books what those may have cost of which nothing came.
    public func finishInterrupted() async -> [Turn] {
        var finished: [Turn] = []
        for asked in writer.interrupted { book(asked.mayHaveCost, turn: asked.turn, asked: asked) }
        for unread in writer.unread {
            if let turn = await finish(unread) { finished.append(turn) }
        }
        for unfinished in writer.unfinished {
            let asked = unfinished.asked
            defer { book(asked.estimate, turn: asked.turn, asked: asked) }
            guard let start = try? session.picture(asked.parent), let prior = try? start.pixels() else { continue }
            let keeping = Keeping(
                prior: prior, start: start, received: unfinished.received, asked: asked,
                region: try? session.region(of: asked.turn))
            let turn = try? await finish(
                keeping, record: PictureRecord(file: unfinished.file, picture: unfinished.received),
                reply: Reply(imageData: unfinished.received.data), cost: asked.estimate, seconds: nil)
            if let turn { finished.append(turn) }
        }
        return finished
    }

    /// What can be read of an answer, or of what else lies by its names. Throws why the first can't be.
    private static func reply(
        to unread: SessionWriter.UnreadAnswer, by model: any ImageModel
    ) async throws -> (Reply, AnswerFile) {
        do {
            return (try await model.reply(toAnswer: unread.data), unread.file)
        } catch {
            for other in unread.others {
                if let reply = try? await model.reply(toAnswer: other.data) { return (reply, other.file) }
            }
            throw error
        }
    }

    /// Reads an answer that had come when the program was ended, and makes the turn of it. One that can't be read stays
    /// where it is, and the turn counts as failed.
    private func finish(_ unread: SessionWriter.UnreadAnswer) async -> Turn? {
        let asked = unread.asked
        var cost = asked.estimate
        defer { book(cost, turn: asked.turn, asked: asked) }
        do {
            guard let model = model(of: asked) else {
                throw ModelFailure.broken(detail: "\(asked.model) can't be reached from here")
            }
            let (reply, answer) = try await Self.reply(to: unread, by: model)
            let profile = asked.job == nil ? model.profile : model.profile.inBatches
            cost = profile.cost(of: reply.usage, estimate: cost, settings: asked.settings)
            let file = try writer.keepReceived(reply.imageData, of: asked.turn)
            let picture = try Picture(inspecting: reply.imageData)
            defer { if file != answer.name, !reply.hasMissing { answer.remove() } }
            let start = try session.picture(asked.parent)
            let keeping = Keeping(
                prior: try start.pixels(), start: start, received: picture, asked: asked,
                region: try session.region(of: asked.turn))
            let turn = try await finish(
                keeping, record: PictureRecord(file: file, picture: picture), reply: reply, cost: cost, seconds: nil)
            await keepOthers(of: reply, beside: keeping)
            return turn
        } catch {
            record(
                .failed(
                    .init(
                        at: now(), turn: asked.turn, failure: "unread", detail: "\(error)", seconds: nil, cost: cost,
                        answer: unread.file.name)))
            return nil
        }
    }
}
