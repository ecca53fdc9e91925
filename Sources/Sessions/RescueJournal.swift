import Foundation
import Glibc

/// The journal that turns go to while a session's own is not the file that was written to: "journal.rescued-1.jsonl".
///
/// It begins with all that the session's journal had, and is taken up when the session is opened or verified the next time.
enum RescueJournal {
    private static let prefix = "journal.rescued-"
    private static let suffix = ".jsonl"

    private static func name(_ number: Int) -> String { prefix + String(number) + suffix }

    /// Only ordinary files are any: another name of that kind was put there by somebody else, and stays.
    static func names(in files: DurableFolder) -> [String] {
        files.names().filter { name in
            guard isName(name), let file = try? files.openFile(name) else { return false }
            close(file)
            return true
        }
    }

    private static func isName(_ name: String) -> Bool {
        name.hasPrefix(prefix) && name.hasSuffix(suffix)
            && Int(name.dropFirst(prefix.count).dropLast(suffix.count)).map { Self.name($0) == name } == true
    }

    /// Begins one, locked and with what the journal had. Returns its descriptor.
    static func begin(with journal: Data, in files: DurableFolder) throws(SessionFailure) -> (name: String, file: Int32)
    {
        let name = try files.add(journal, as: (1...1000).lazy.map(name))
        return (name, try SessionsFolder.locked(name, in: files, number: 0))
    }

    /// The files that rescue journals speak of.
    static func files(in files: DurableFolder) -> Set<String> {
        names(in: files).reduce(into: []) { all, name in
            guard let session = try? session(name, in: files), let told = try? session.files() else { return }
            all.formUnion(told)
        }
    }

    private static func session(_ name: String, in files: DurableFolder) throws(SessionFailure) -> Session {
        let data = try files.read(name, limit: JournalLimits.bytes)
        let header = try SessionsFolder.header(in: files, number: 0)
        return try Session(folder: files.url, header: header, journal: data)
    }

    // MARK: Taking up

    /// Puts back what rescue journals have and the session's journal has not. Returns how many turns that were.
    ///
    /// Throws `inUse` while a program writes to one of them. One that does not fit stays as it is.
    static func takeUp(in files: DurableFolder, number: Int) throws(SessionFailure) -> Int {
        var turns = 0
        for name in names(in: files) {
            let rescue = try SessionsFolder.locked(name, in: files, number: number)
            defer { close(rescue) }
            guard let rescued = try? session(name, in: files) else { continue }
            turns += try takeUp(rescued, name, in: files, number: number)
        }
        return turns
    }

    private static func takeUp(
        _ rescued: Session, _ name: String, in files: DurableFolder, number: Int
    ) throws(SessionFailure) -> Int {
        let journalName = SessionsFolder.journalName
        let present = (try? files.read(journalName, limit: JournalLimits.bytes)).flatMap { data in
            try? Session(folder: files.url, header: rescued.header, journal: data)
        }
        guard let present, (try? present.opened()) == (try? rescued.opened()) else {
            // Gone, damaged or another session's: the rescued one is the journal. The other stays beside it.
            if files.names().contains(journalName) {
                let aside = (1...1000).lazy.map { "journal.replaced-\($0).jsonl" }
                _ = try files.rename(journalName, toFirstOf: aside)
            }
            _ = try files.rename(name, toFirstOf: [journalName])
            return rescued.state.turns.count - (present?.state.turns.count ?? 0)
        }
        let journal = try SessionsFolder.lockedJournal(in: files, number: number)
        defer { close(journal) }
        let lines = try rescued.lines(after: present)
        var merged = present
        var data = Data()
        for event in lines {
            guard let line = try? event.line() else { continue }
            merged.append(line)
            data.append(line)
        }
        do {
            // A torn last line would swallow the first of these.
            guard ftruncate(journal, off_t(present.journal.count)) == 0 else {
                throw SessionFailure.cannotWrite(path: files.path(journalName), code: errno)
            }
            try DurableFolder.write(data, to: journal, path: files.path(journalName))
        } catch {
            ftruncate(journal, off_t(present.journal.count))
            throw error as? SessionFailure ?? .cannotWrite(path: files.path(journalName), code: EIO)
        }
        files.remove(name)
        files.flush()
        return merged.state.turns.count - present.state.turns.count
    }
}

extension Session {
    /// The events that this journal has and another one, of the same beginning, has not; their turns numbered to follow
    /// that one's.
    fileprivate func lines(after other: Session) throws(SessionFailure) -> [JournalEvent] {
        var common = 0
        while let end = journal[common...].firstIndex(of: 0x0A), end < other.journal.count,
            journal[common...end] == other.journal[common...end]
        {
            common = end + 1
        }
        let events = try events(from: common)
        guard common < other.journal.count else { return events }
        var numbers: [Int: Int] = [:]
        var next = other.state.nextTurn
        for case .asked(let asked) in events {
            numbers[asked.turn] = next
            next += 1
        }
        return events.map { $0.renumbered { numbers[$0] ?? $0 } }
    }
}

extension JournalEvent {
    /// The same event, of turns with other numbers.
    fileprivate func renumbered(_ number: (Int) -> Int) -> JournalEvent {
        switch self {
        case .opened, .named, .set: return self
        case .asked(var it):
            it.turn = number(it.turn)
            it.parent = number(it.parent)
            it.together = it.together.map(number)
            it.relocked = it.relocked.map(number)
            return .asked(it)
        case .answered(var it):
            it.turn = number(it.turn)
            return .answered(it)
        case .failed(var it):
            it.turn = number(it.turn)
            return .failed(it)
        case .cancelled(var it):
            it.turn = number(it.turn)
            return .cancelled(it)
        case .interrupted(var it):
            it.turn = number(it.turn)
            return .interrupted(it)
        case .declined(var it):
            it.turn = number(it.turn)
            return .declined(it)
        case .moved(var it):
            it.to = number(it.to)
            return .moved(it)
        }
    }
}
