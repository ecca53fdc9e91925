public import Foundation
import Glibc

/// A history in a file that several programs may add to at the same time.
///
/// One JSON object a line, `{"t": seconds, "text": …}`; mode 0600; never followed through a symbolic link. Lines that
/// make no sense are skipped on reading and disappear when the file is next shortened.
public final class HistoryFile {
    private let path: String
    private let limit: Int
    private let now: () -> Date
    private var seen = FileState()
    /// Everything known: what the file held when it was last read, and what was added since.
    public private(set) var history: History

    private struct FileState: Equatable {
        var device: dev_t = 0
        var inode: ino_t = 0
        var length: off_t = 0
    }

    /// Does not touch the file yet.
    public init(path: String, limit: Int = 2000, now: @escaping () -> Date = { Date() }) {
        self.path = path
        self.limit = limit
        self.now = now
        history = History(limit: limit)
    }

    /// Reads what was added to the file since the last time, by this program or another.
    ///
    /// - Throws: `HistoryFailure`; what was known before stays known.
    public func refresh() throws(HistoryFailure) {
        guard let file = try open(creating: false) else { return }
        defer { close(file) }
        try merge(from: file)
    }

    /// Adds a line, here and in the file; whether it was worth keeping.
    ///
    /// - Throws: `HistoryFailure` if it could not be written; the line is known here nevertheless.
    @discardableResult
    public func append(_ text: String) throws(HistoryFailure) -> Bool {
        let entry = History.Entry(time: Int(now().timeIntervalSince1970), text: text)
        guard History.accepts(text), !SecretText.holdsKey(text) else { return false }
        do throws(HistoryFailure) {
            guard let file = try open(creating: true) else { return history.add(entry) }
            defer { close(file) }
            try merge(from: file)
            guard history.add(entry) else { return false }
            try write(Self.line(for: entry), to: file)
            seen.length += off_t(Self.line(for: entry).count)
            try shortenIfNeeded()
        } catch {
            history.add(entry)
            throw error
        }
        return true
    }

    private static func line(for entry: History.Entry) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
        return Array((try? encoder.encode(entry)) ?? Data()) + [10]
    }

    /// The file, locked against other writers, or nil if it does not exist and is not to be created.
    private func open(creating: Bool) throws(HistoryFailure) -> Int32? {
        // A file that was replaced while we waited for its lock is not the file any more.
        for _ in 0..<100 {
            let flags = O_RDWR | O_APPEND | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | (creating ? O_CREAT : 0)
            let file = Glibc.open(path, flags, 0o600)
            guard file >= 0 else {
                if errno == ENOENT, !creating { return nil }
                throw HistoryFailure.unusable(path: path, errorNumber: errno)
            }
            while flock(file, LOCK_EX) != 0, errno == EINTR {}
            var opened = stat()
            var named = stat()
            guard fstat(file, &opened) == 0, opened.st_mode & S_IFMT == S_IFREG else {
                close(file)
                throw HistoryFailure.unusable(path: path, errorNumber: EINVAL)
            }
            if lstat(path, &named) == 0, named.st_ino == opened.st_ino, named.st_dev == opened.st_dev { return file }
            close(file)
        }
        throw HistoryFailure.unusable(path: path, errorNumber: EAGAIN)
    }

    private func merge(from file: Int32) throws(HistoryFailure) {
        var status = stat()
        guard fstat(file, &status) == 0 else { throw HistoryFailure.unusable(path: path, errorNumber: errno) }
        let state = FileState(device: status.st_dev, inode: status.st_ino, length: status.st_size)
        guard state != seen else { return }
        let isSame = state.device == seen.device && state.inode == seen.inode && state.length > seen.length
        if !isSame { history = History(limit: limit) }
        for entry in entries(in: try read(file, from: isSame ? seen.length : 0)) { history.add(entry) }
        seen = state
        // A line that another program was killed in the middle of must not swallow the next one.
        if let last = try read(file, from: max(status.st_size - 1, 0)).first, last != 10 {
            try write([10], to: file)
            seen.length += 1
        }
    }

    /// The newest entries in some lines, as many as are kept. A key that is pressed waits for them: most lines are as `line(for:)`
    /// writes a text without anything to be escaped, and read in a fraction of a decoder's time.
    private func entries(in bytes: [UInt8]) -> [History.Entry] {
        let decoder = JSONDecoder()
        return bytes.split(separator: 10).suffix(limit + limit / 4).compactMap { line in
            Self.plainEntry(line) ?? (try? decoder.decode(History.Entry.self, from: Data(line)))
        }
    }

    private static let (beginning, middle, end) = (Array(#"{"t":"#.utf8), Array(#","text":""#.utf8), Array(#""}"#.utf8))

    private static func plainEntry(_ line: ArraySlice<UInt8>) -> History.Entry? {
        guard line.starts(with: beginning), line.suffix(end.count).elementsEqual(end) else { return nil }
        let digits = line.dropFirst(beginning.count).prefix { (0x30...0x39).contains($0) }
        let rest = line[digits.endIndex...]
        guard rest.starts(with: middle), rest.count >= middle.count + end.count,
            let time = Int(String(decoding: digits, as: UTF8.self))
        else { return nil }
        let body = rest.dropFirst(middle.count).dropLast(end.count)
        guard !body.contains(where: { $0 < 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }),
            let text = String(validating: body, as: UTF8.self)
        else { return nil }
        return History.Entry(time: time, text: text)
    }

    private func read(_ file: Int32, from start: off_t) throws(HistoryFailure) -> [UInt8] {
        var result: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = pread(file, &chunk, chunk.count, start + off_t(result.count))
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw HistoryFailure.unusable(path: path, errorNumber: errno) }
            if count == 0 { return result }
            result += chunk[..<count]
        }
    }

    private func write(_ bytes: [UInt8], to file: Int32) throws(HistoryFailure) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw HistoryFailure.unusable(path: path, errorNumber: errno) }
            rest = rest.dropFirst(count)
        }
    }

    /// Replaces the file by a shorter one once it holds half as many bytes again as its entries need.
    private func shortenIfNeeded() throws(HistoryFailure) {
        let kept = history.entries.suffix(limit)
        let needed = kept.reduce(0) { $0 + $1.text.utf8.count + 40 }
        guard seen.length > off_t(needed * 3 / 2 + 4096) || history.entries.count > limit + limit / 8 else { return }
        let temporary = "\(path).\(getpid()).new"
        unlink(temporary)
        let file = Glibc.open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw HistoryFailure.unusable(path: temporary, errorNumber: errno) }
        defer { close(file) }
        do throws(HistoryFailure) {
            try write(kept.flatMap(Self.line(for:)), to: file)
            guard fsync(file) == 0, rename(temporary, path) == 0 else {
                throw HistoryFailure.unusable(path: path, errorNumber: errno)
            }
        } catch {
            unlink(temporary)
            throw error
        }
        var status = stat()
        fstat(file, &status)
        seen = FileState(device: status.st_dev, inode: status.st_ino, length: status.st_size)
        history = History(Array(kept), limit: limit)
    }
}

/// Why the history file could not be used.
public enum HistoryFailure: Error, Equatable {
    case unusable(path: String, errorNumber: Int32)
}
