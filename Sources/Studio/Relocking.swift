import Foundation
import ImageModels
public import Locality
import Pictures
import Sessions

/// Turns that are made of what is on the disk already.
extension Studio {
    /// Locks a past turn's received picture again, in another way and without asking the model: a new turn beside it.
    public func relock(_ turn: Int, as setting: LockSetting) async throws(TurnFailure) -> Turn {
        let keeping: Keeping
        let received: PictureRecord
        do {
            var asked = try session.asked(turn)
            if let answer = try session.unreadAnswer(of: turn) { return try await reread(answer, asked, as: setting) }
            if let kept = Rescue(folder: rescueFolder).found(of: turn, in: session) {
                let made = try await reread(kept, asked, as: setting)
                try? FileManager.default.removeItem(at: kept.file)
                return made
            }
            received = try session.receivedRecord(turn)
            let start = try self.picture(asked.parent)
            let prior = try start.pixels()
            let region = try session.region(of: turn)
            let picture = try session.receivedPicture(turn)
            let hint = asked.frame == nil ? nil : await selecting?(asked.instruction, start)
            asked.relocked = asked.relocked ?? turn
            asked.turn = session.state.nextTurn
            asked.at = now()
            asked.lock = setting
            asked.estimate = nil
            asked.together = nil
            keeping = Keeping(prior: prior, start: start, received: picture, asked: asked, region: region, hint: hint)
            try writer.append(.asked(asked))
        } catch let failure as TurnFailure {
            throw failure
        } catch let failure as SessionFailure {
            throw .notSaved(failure, turn: nil, kept: nil)
        } catch {
            throw .unusable(error as? PictureFailure ?? .empty)
        }
        let reply = Reply(imageData: keeping.received.data)
        return try await finish(keeping, record: received, reply: reply, cost: nil, seconds: nil)
    }

    /// Makes a turn of an answer that could not be read when it came, or of a picture that could not be saved then.
    private func reread(
        _ answer: (data: Data, file: URL), _ failed: JournalEvent.Asked, as setting: LockSetting
    ) async throws(TurnFailure) -> Turn {
        var reply = Reply(imageData: answer.data)
        if PictureFormat(magic: answer.data) == nil {
            guard let model = model(of: failed) else {
                throw .model(.broken(detail: "\(failed.model) can't be reached from here"), turn: nil)
            }
            do {
                reply = try await model.reply(toAnswer: answer.data)
            } catch {
                let failure = error as? ModelFailure ?? .broken(detail: "\(error)")
                throw .unread(failure, turn: failed.turn, kept: answer.file)
            }
        }
        let picture: Picture
        do {
            picture = try Picture(inspecting: reply.imageData)
        } catch {
            throw .notAPicture(
                error, turn: failed.turn, kept: answer.file, isFree: failed.estimate?.dollars == 0)
        }
        var asked = failed
        asked.turn = session.state.nextTurn
        asked.at = now()
        asked.lock = asked.lock == nil ? nil : setting
        // It was paid when it came.
        asked.estimate = nil
        asked.together = nil
        do {
            try writer.append(.asked(asked))
            let file = try writer.keepReceived(reply.imageData, of: asked.turn)
            let start = try self.picture(asked.parent)
            let keeping = Keeping(
                prior: try start.pixels(), start: start, received: picture, asked: asked,
                region: try session.region(of: failed.turn))
            let turn = try await finish(
                keeping, record: PictureRecord(file: file, picture: picture), reply: reply, cost: nil, seconds: nil)
            await keepOthers(of: reply, beside: keeping)
            return turn
        } catch let failure as SessionFailure {
            throw .notSaved(failure, turn: failed.turn, kept: answer.file)
        } catch let failure as TurnFailure {
            throw failure
        } catch {
            throw .unusable(error as? PictureFailure ?? .empty)
        }
    }
}
