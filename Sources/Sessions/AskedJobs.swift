import Files
public import Foundation

/// The jobs of many requests that this user asked for lately, kept apart from every sessions folder: a journal that is put back as
/// it was earlier, or removed, takes nothing of this along. For as long as a service may not list a new job yet, this alone
/// tells of it.
///
/// A small file a job, by the job's name. That it can't be written stops nothing.
public struct AskedJobs: Sendable {
    /// A job that was asked for.
    public struct Job: Sendable, Equatable, Codable {
        public var at: Date
        public var lines: Int
        /// Whether all that came of it has been taken: it may not be listed yet for all that, but has nothing to wait for.
        public var isOver: Bool?

        public init(at: Date, lines: Int) {
            (self.at, self.lines) = (at, lines)
        }
    }

    private let folder: DurableFolder
    /// Files that are older than this, in seconds, are removed when there is a new one.
    private static let age = 604_800.0

    /// - Parameter folder: made when there is something to keep.
    public init(in folder: URL) { self.folder = DurableFolder(url: folder, isChosen: true) }

    /// When this returns it is on the disk, if it can be.
    public func keep(_ job: Job, called name: String) {
        guard Self.isName(name), let data = try? JournalCoding.encoder.encode(job) else { return }
        try? FileManager.default.createDirectory(
            at: folder.url, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        try? folder.write(data, to: name)
        for other in folder.names() {
            if let kept = self.job(called: other), job.at.timeIntervalSince(kept.at) > Self.age { folder.remove(other) }
        }
    }

    /// The note of a job.
    public func job(called name: String) -> Job? {
        guard Self.isName(name), let data = try? folder.read(name, limit: 4096),
            let job = try? JournalCoding.decoder.decode(Job.self, from: data), (0...1_000_000_000).contains(job.lines)
        else { return nil }
        return job
    }

    /// All that came of a job has been taken.
    public func end(_ name: String) {
        guard var job = job(called: name) else { return }
        job.isOver = true
        keep(job, called: name)
    }

    /// There is no such job for certain.
    public func forget(_ name: String) {
        if Self.isName(name) { folder.remove(name) }
    }

    /// Those whose names begin so, by their names.
    public func all(from prefix: String) -> [(name: String, job: Job)] {
        folder.names().filter { $0.hasPrefix(prefix) }.compactMap { name in job(called: name).map { (name, $0) } }
    }

    /// The right to ask for a set's jobs, as long as it lives: two programs that do so from different folders don't see each other's
    /// journals.
    public struct Hold: Sendable {
        let lock: FolderLock
    }

    /// Throws `setInUse` while another program has it; `nil` where it can't be known.
    ///
    /// - Parameter set: what the names of its jobs begin with.
    public func hold(_ set: String, session: Int) throws(SessionFailure) -> Hold? {
        guard Self.isName(set) else { return nil }
        try? FileManager.default.createDirectory(
            at: folder.url, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let lock: FolderLock?
        do {
            lock = try FolderLock(set + ".lock", in: SessionsFolder(url: folder.url))
        } catch {
            return nil
        }
        guard let lock else { throw .setInUse(session) }
        return Hold(lock: lock)
    }

    /// Whether a name is such as jobs are given here.
    private static func isName(_ name: String) -> Bool {
        name.utf8.count <= 200 && name.wholeMatch(of: /retouch-[0-9a-z-]+/) != nil
    }
}
