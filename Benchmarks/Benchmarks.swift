import Foundation

/// `swift run -c release benchmarks [start|echo|turn|open|transfer|lock|replay]`: all but `lock` and `replay` without an argument.
@main
enum Benchmarks {
    static func main() async throws {
        let wanted = CommandLine.arguments.dropFirst()
        if wanted.first == "lock" { return try await LockBenchmark.run(Array(wanted.dropFirst())) }
        if wanted.first == "transfer-client" {
            return try await TransferBenchmark.serveAsClient(Array(wanted.dropFirst()))
        }
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("retouch-bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        if wanted.first == "replay" {
            return try await ReplayBenchmark.run(pictures: wanted.last.flatMap { Int($0) } ?? 1000, in: folder)
        }
        print(Times.heading)
        if wanted.isEmpty || wanted.contains("start") { try await StartBenchmark.run(in: folder) }
        if wanted.isEmpty || wanted.contains("echo") { try await EchoBenchmark.run(in: folder) }
        if wanted.isEmpty || wanted.contains("open") { try await OpeningBenchmark.run(in: folder) }
        if wanted.isEmpty || wanted.contains("transfer") { try TransferBenchmark.run(in: folder) }
        if wanted.isEmpty || wanted.contains("turn") { try await TurnBenchmark.run(in: folder) }
    }
}
