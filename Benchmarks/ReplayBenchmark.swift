import Foundation
import ImageModels
import Pictures
import Sessions
import TestSupport

/// A replay on many small pictures by the real program, with a service that takes two seconds a request and 16 at once,
/// killed twice on the way.
enum ReplayBenchmark {
    private static let delay = 2.0
    private static let jobs = 16

    static func run(pictures count: Int, in folder: URL) async throws {
        var options = LoopbackService.Options()
        options.signatureCharacters = 4000
        let service = LoopbackService(options: options)
        let server = try await LoopbackServer(bodies: .passing) { request in
            // Two seconds in all, whatever its own work takes.
            let end = ContinuousClock.now + .seconds(delay)
            let answer = await service.answer(request)
            try? await Task.sleep(until: end)
            return answer
        }
        let program = Program(folder: folder, base: server.base)
        let photographs = folder.appendingPathComponent("photographs")
        try FileManager.default.createDirectory(at: photographs, withIntermediateDirectories: true)
        for index in 1...count {
            // Each has colours of its own, so that none is the same as another.
            let pixels = PixelBuffer(
                width: 96, height: 64, filledWith: [UInt8(index % 251), UInt8(index / 251), UInt8(index * 7 % 256)])
            try pixels.encoded(as: .png).write(to: photographs.appendingPathComponent("\(index).png"))
        }
        try program.run(["edit", "photographs/1.png", "-e", "brighten the middle"]).wait()
        let before = server.requests.count
        let replay = ["replay", "1", "--on", "photographs", "--jobs", "\(jobs)", "--yes", "--json"]

        // Each run is ended when it has done about its share, and the last one comes to its end.
        var seconds = 0.0
        var memory: [Int] = []
        for (run, share) in [count / 3, count * 2 / 3, count].enumerated() {
            let start = ContinuousClock.now
            let child = try program.run(replay)
            while child.isRunning {
                try await Task.sleep(for: .milliseconds(50))
                if let kilobytes = child.residentKilobytes { memory.append(kilobytes) }
                if run < 2, server.requests.count - before >= share { child.kill() }
            }
            child.wait()
            seconds += (ContinuousClock.now - start).milliseconds / 1000
        }
        try report(
            count: count, seconds: seconds, memory: memory, requests: server.requests.count - before,
            sessions: SessionsFolder(url: folder.appendingPathComponent("sessions")))
    }

    private static func report(
        count: Int, seconds: Double, memory: [Int], requests: Int, sessions: SessionsFolder
    ) throws {
        var outcomes: [SessionState.Outcome: Int] = [:]
        var repeated = 0
        // A folder that was being made when the program was killed is no session yet.
        for session in sessions.numbers().dropFirst().compactMap({ try? sessions.read($0) }) {
            for turn in session.state.turns { outcomes[turn.outcome, default: 0] += 1 }
            if session.state.turns.count(where: { $0.outcome == .answered }) > 1 { repeated += 1 }
        }
        let ideal = Double(requests) * delay / Double(jobs)
        let quarter = memory.count / 4
        func mean(_ values: ArraySlice<Int>) -> Int { values.reduce(0, +) / max(1, values.count) / 1024 }
        print("\(count) pictures, \(jobs) at once, \(delay) s a request, killed twice:")
        print(
            String(
                format: "  %d requests in %.1f s, the three starts included: %.1f %% of the ideal rate (%.1f s)",
                requests, seconds, 100 * ideal / seconds, ideal))
        print(
            "  answered \(outcomes[.answered] ?? 0), interrupted by the kills \(outcomes[.interrupted] ?? 0), "
                + "other \(outcomes.values.reduce(0, +) - (outcomes[.answered] ?? 0) - (outcomes[.interrupted] ?? 0)); "
                + "pictures asked for again after they had come: \(repeated)")
        print(
            "  memory in MB: mean of the first quarter \(mean(memory.prefix(quarter))), of the last "
                + "\(mean(memory.suffix(quarter))), most \((memory.max() ?? 0) / 1024)")
    }

    /// The real program, with the pretended service for CometAPI.
    private struct Program {
        let folder: URL
        let base: String

        func run(_ arguments: [String]) throws -> Child {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: BuiltPrograms.path(of: "retouch"))
            process.arguments = arguments
            process.currentDirectoryURL = folder
            process.environment = ProgramRun.environment(home: folder).merging(
                ["COMETAPI_KEY": LoopbackService.key, "COMETAPI_BASE_URL": base]
            ) { $1 }
            process.standardInput = FileHandle.nullDevice
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.run()
            return Child(process: process)
        }
    }

    private struct Child {
        let process: Process

        var isRunning: Bool { process.isRunning }
        func wait() { process.waitUntilExit() }
        func kill() { Foundation.kill(process.processIdentifier, SIGKILL) }

        var residentKilobytes: Int? {
            let status = try? String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)
            return status?.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }?
                .split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) }
        }
    }
}
