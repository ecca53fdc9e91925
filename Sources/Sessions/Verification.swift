import Foundation
public import Pictures

/// The outcome of checking a session from end to end: nothing found is good.
public struct Verification: Sendable, Equatable {
    public var turns: Int
    public var pictures: Int
    public var findings: [Finding]

    public enum Finding: Sendable, Equatable {
        case missingFile(turn: Int, file: String)
        case wrongDigest(turn: Int, file: String)
        case notWhole(turn: Int, file: String, PictureFailure)
        case wrongSize(turn: Int, file: String)
        /// The turn says that it started from a picture that its parent does not have.
        case brokenLineage(turn: Int, parent: Int)
        case outsideFolder(turn: Int, file: String)
        case damagedJournal(line: Int)
        /// The journal ends in the middle of this line.
        case tornJournal(line: Int)
    }
}

extension Session {
    /// Checks that every file is there and is what the journal says, and that each turn started from its parent's
    /// picture.
    public func verified() -> Verification {
        let files = DurableFolder(url: folder)
        return verified { name in try? files.read(name, limit: PictureLimits.standard.bytes) }
    }

    /// The same, with what reads a file by its name; `nil` for one that is not there. Ends with the first finding where
    /// that is enough.
    func verified(onlyFirst: Bool = false, reading read: (String) throws -> Data?) rethrows -> Verification {
        var result = Verification(turns: state.turns.count, pictures: 0, findings: [])
        let events: [JournalEvent]
        do {
            events = try self.events()
        } catch .damagedJournal(_, let line) {
            result.findings = [.damagedJournal(line: line)]
            return result
        } catch {
            result.findings = [.damagedJournal(line: 1)]
            return result
        }
        if isTorn { result.findings.append(.tornJournal(line: events.count + 1)) }
        var digests: [Int: String] = [:]
        for event in events {
            if onlyFirst, !result.findings.isEmpty { return result }
            switch event {
            case .opened(let opened):
                digests[0] = opened.picture.sha256
                try check(opened.picture, of: 0, into: &result, read)
            case .asked(let asked):
                if digests[asked.parent] != asked.pictureSHA256 {
                    result.findings.append(.brokenLineage(turn: asked.turn, parent: asked.parent))
                }
                for reference in asked.references { try check(reference.picture, of: asked.turn, into: &result, read) }
                if let mask = asked.region?.mask { try check(mask, of: asked.turn, into: &result, read) }
            case .answered(let answered):
                digests[answered.turn] = answered.picture.sha256
                try check(answered.picture, of: answered.turn, into: &result, read)
                if let received = answered.received { try check(received, of: answered.turn, into: &result, read) }
            case .failed(let failed): try check(failed.answer, of: failed.turn, into: &result, read)
            case .cancelled(let ended):
                if let received = ended.received { try check(received, of: ended.turn, into: &result, read) }
                try check(ended.answer, of: ended.turn, into: &result, read)
            default: break
            }
        }
        return result
    }

    /// An answer that was kept has no digest: it is there or not.
    private func check(
        _ answer: String?, of turn: Int, into result: inout Verification, _ read: (String) throws -> Data?
    ) rethrows {
        guard let answer else { return }
        if !Session.isInside(answer) {
            result.findings.append(.outsideFolder(turn: turn, file: answer))
        } else if try read(answer) == nil {
            result.findings.append(.missingFile(turn: turn, file: answer))
        }
    }

    private func check(
        _ record: PictureRecord, of turn: Int, into result: inout Verification, _ read: (String) throws -> Data?
    ) rethrows {
        result.pictures += 1
        guard Session.isInside(record.file) else {
            result.findings.append(.outsideFolder(turn: turn, file: record.file))
            return
        }
        guard let data = try read(record.file) else {
            result.findings.append(.missingFile(turn: turn, file: record.file))
            return
        }
        guard Picture.sha256(of: data) == record.sha256, data.count == record.bytes else {
            result.findings.append(.wrongDigest(turn: turn, file: record.file))
            return
        }
        do {
            let picture = try Picture(inspecting: data, page: record.page)
            if picture.width != record.width || picture.height != record.height || picture.format != record.format {
                result.findings.append(.wrongSize(turn: turn, file: record.file))
            }
        } catch {
            result.findings.append(.notWhole(turn: turn, file: record.file, error))
        }
    }
}
