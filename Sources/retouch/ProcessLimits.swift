import Glibc

/// What the shell that started the program allows it.
enum ProcessLimits {
    /// Files that have to be open together: those of a session, its page, a picture and a few connections.
    private static let fewestFiles: rlim_t = 32
    /// As many as several jobs at once may need.
    private static let enoughFiles: rlim_t = 1024

    private static let openFiles = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)

    /// Takes what is allowed of open files, and leaves the owner's own rights to all that is made: a session that nobody
    /// can read is lost.
    static func prepare() {
        umask(umask(0o077) & 0o077)
        var limit = rlimit()
        guard getrlimit(openFiles, &limit) == 0, limit.rlim_cur < enoughFiles else { return }
        limit.rlim_cur = min(limit.rlim_max, enoughFiles)
        setrlimit(openFiles, &limit)
    }

    /// Why nothing can be done here.
    static var refusal: Refusal? {
        var limit = rlimit()
        guard getrlimit(openFiles, &limit) == 0, limit.rlim_cur < fewestFiles else { return nil }
        return Refusal(
            "Only \(limit.rlim_cur) files may be open at a time here; \(fewestFiles) are needed.",
            kept: "Nothing was done.", next: "Allow more: ulimit -n 1024", exit: .unavailable)
    }
}
