import Glibc

/// Starts programs with exactly the environment that they are given, and all signals as usual.
enum Spawn {
    struct File {
        var path: String
        var flags: Int32
    }

    struct Failure: Error {
        let program: String
        let errorNumber: Int32
    }

    /// posix_spawn_file_actions_addchdir_np, which Swift does not show: one program less is started than by way of env.
    private static let changeFolder = dlsym(nil, "posix_spawn_file_actions_addchdir_np").map {
        unsafeBitCast(
            $0,
            to: (@convention(c) (UnsafeMutablePointer<posix_spawn_file_actions_t>, UnsafePointer<CChar>) -> Int32).self)
    }

    /// Starts a program; `files` become its standard input, output and errors.
    static func process(
        _ program: [String], environment: [String: String], folder: String?, files: [File], leadsSession: Bool = false
    ) throws(Failure) -> pid_t {
        var words = program
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        if let folder, program[0].contains("/"), let changeFolder {
            _ = changeFolder(&actions, folder)
        } else if let folder {
            words = ["/usr/bin/env", "-C", folder] + program
        }
        for (number, file) in files.enumerated() {
            posix_spawn_file_actions_addopen(&actions, Int32(number), file.path, file.flags, 0)
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        let newSession: Int16 = leadsSession ? 0x80 : 0
        posix_spawnattr_setflags(
            &attributes, newSession | Int16(POSIX_SPAWN_SETSIGDEF) | Int16(POSIX_SPAWN_SETSIGMASK))
        var signals = sigset_t()
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        var argv = words.map { strdup($0) } + [nil]
        var envp = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in argv + envp { free(text) } }
        var process: pid_t = 0
        let result = posix_spawn(&process, words[0], &actions, &attributes, &argv, &envp)
        guard result == 0 else { throw Failure(program: words[0], errorNumber: result) }
        return process
    }
}
