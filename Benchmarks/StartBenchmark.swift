import Foundation

enum StartBenchmark {
    static func run(in folder: URL) async throws {}
}
