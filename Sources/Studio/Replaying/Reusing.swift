import Foundation
import ImageModels
import Locality
import Pictures
import Sessions

/// Turns of another session that are taken over as they are.
extension Studio {
    /// Adds another session's turn to this one, after the current turn: nothing is asked, and nothing paid again.
    func reuse(_ turn: Int, of other: Session) throws(SessionFailure) {
        guard case .answered(var answered) = try other.ending(of: turn) else { throw .turnWithoutPicture(turn) }
        var asked = try other.asked(turn)
        let number = session.state.nextTurn
        var references: [ReferenceRecord] = []
        for reference in asked.references {
            references.append(try writer.keepReference(other.reference(reference, of: turn), name: reference.name))
        }
        asked.references = references
        if let region = try other.region(of: turn) { asked.region = try writer.keepRegion(region) }
        asked.reused = .init(session: other.number, turn: turn)
        asked.turn = number
        asked.parent = session.state.current
        asked.at = now()
        asked.estimate = nil
        asked.together = nil
        asked.relocked = nil
        try writer.append(.asked(asked))
        if answered.received != nil {
            let received = try other.receivedPicture(turn)
            answered.received = PictureRecord(
                file: try writer.keepReceived(received.data, of: number), picture: received)
        }
        answered.picture = try writer.keepPicture(other.picture(turn), of: number)
        answered.turn = number
        answered.at = now()
        answered.seconds = nil
        answered.cost = nil
        answered.exchange = nil
        answered.transcript = nil
        try writer.append(.answered(answered))
    }
}

extension Studio {
    /// Makes the turn of what had come when the step was carried out earlier and was not brought to its end: a picture, or an
    /// answer. `nil` where there is nothing, or nothing to be made of it; throws where it may be had later.
    func finishPaid(_ step: Step, from parent: Int, as setting: LockSetting) async throws -> Turn? {
        for entry in session.state.turns
        where entry.parent == parent && (entry.outcome == .cancelled || entry.outcome == .failed) {
            guard try session.asked(entry.number).instruction == step.instruction.text,
                (try? session.receivedRecord(entry.number)) != nil
                    || (try? session.unreadAnswer(of: entry.number)) ?? nil != nil
            else { continue }
            do {
                return try await relock(entry.number, as: setting)
            } catch {
                switch error {
                case .unread(let failure, _, _): if failure.mayPass { throw error }
                case .notAPicture: break
                default: throw error
                }
            }
        }
        return nil
    }
}

extension ModelFailure {
    /// Whether an answer that can't be made a picture of now may be later: what it leads to could not be reached, or is not
    /// done.
    fileprivate var mayPass: Bool {
        guard case .service(let failure) = self else { return false }
        return [
            .noKey, .refusedKey, .forbidden, .rateLimited, .overloaded, .internalError, .timedOut, .unreachable,
            .cutOff,
            .turnedAway,
        ].contains(failure.kind)
    }
}

extension Replay {
    /// The turns of a session that carry the steps out, as far as they got: one answered turn after the other, from the
    /// starting picture.
    func turns(in session: Session) -> [Int] {
        var turns: [Int] = []
        for step in steps {
            let parent = turns.last ?? 0
            let next = session.state.turns.last { entry in
                entry.parent == parent && entry.outcome == .answered
                    && (try? session.asked(entry.number))?.instruction == step.instruction.text
            }
            guard let next else { break }
            turns.append(next.number)
        }
        return turns
    }
}
