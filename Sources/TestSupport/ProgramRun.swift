public import Foundation

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

    /// Runs the program to its end in a folder that is also its home.
    public init(
        _ arguments: [String], in folder: URL, input: String? = nil, environment: [String: String] = [:]
    ) throws {
        let process = Process()
        process.executableURL = Self.program
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.environment = Self.environment(home: folder).merging(environment) { $1 }
        // Files rather than pipes: whatever the amount, nothing waits for a reader.
        let files = try ["in", "out", "err"].map { name in
            let url = folder.appendingPathComponent(".run-\(UUID().uuidString)-\(name)")
            try Data((name == "in" ? input ?? "" : "").utf8).write(to: url)
            return url
        }
        defer { for file in files { try? FileManager.default.removeItem(at: file) } }
        process.standardInput = try FileHandle(forReadingFrom: files[0])
        process.standardOutput = try FileHandle(forWritingTo: files[1])
        process.standardError = try FileHandle(forWritingTo: files[2])
        try process.run()
        process.waitUntilExit()
        status = process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus
        output = String(decoding: try Data(contentsOf: files[1]), as: UTF8.self)
        talk = String(decoding: try Data(contentsOf: files[2]), as: UTF8.self)
    }
}
