public import Foundation
import Glibc

/// One run of the real program with its lines from a pipe.
public struct ProgramRun: Sendable {
    public let status: Int32
    public let output: String
    public let talk: String

    /// The program that was built together with the tests.
    public static var program: URL { URL(fileURLWithPath: BuiltPrograms.path(of: "retouch")) }

    /// What the program is told of its surroundings: nothing of the tester's own.
    public static func environment(home: URL) -> [String: String] {
        [
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": home.path,
            "LC_ALL": "C.UTF-8",
        ]
    }

    /// Runs the program to its end in a folder that is also its home. Throws `RanTooLong` if it does not end.
    public init(
        _ arguments: [String], in folder: URL, input: String? = nil, environment: [String: String] = [:],
        limit: Duration = .seconds(300)
    ) throws {
        // Files rather than pipes: whatever the amount, nothing waits for a reader.
        let files = try ["in", "out", "err"].map { name in
            let url = folder.appendingPathComponent(".run-\(UUID().uuidString)-\(name)")
            try Data((name == "in" ? input ?? "" : "").utf8).write(to: url)
            return url
        }
        defer { for file in files { try? FileManager.default.removeItem(at: file) } }
        let process = try Spawn.process(
            [Self.program.path] + arguments,
            environment: Self.environment(home: folder).merging(environment) { $1 }, folder: folder.path,
            files: zip(files, [O_RDONLY, O_WRONLY, O_WRONLY]).map { Spawn.File(path: $0.path, flags: $1) })
        status = try Self.waitForEnd(of: process, limit: limit)
        output = String(decoding: try Data(contentsOf: files[1]), as: UTF8.self)
        talk = String(decoding: try Data(contentsOf: files[2]), as: UTF8.self)
    }

    /// Waits for a process; kills it and throws `RanTooLong` when the limit has passed.
    private static func waitForEnd(of process: pid_t, limit: Duration) throws -> Int32 {
        let deadline = ContinuousClock.now + limit
        var status: Int32 = 0
        while waitpid(process, &status, WNOHANG) == 0 {
            guard ContinuousClock.now < deadline else {
                kill(process, SIGKILL)
                waitpid(process, &status, 0)
                throw RanTooLong()
            }
            usleep(2000)
        }
        let signal = status & 0x7F
        return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
    }

    /// The program did not end by itself.
    public struct RanTooLong: Error {}
}
