import Foundation
import Testing

@Suite("What fuzzers begin with, and what they found", .serialized) struct CorpusTests {
    @Test("Every input is read or refused", arguments: Fuzzer.allCases)
    func corpus(_ fuzzer: Fuzzer) throws {
        defer { FuzzFolder.remove() }
        for bytes in try Self.corpus(of: fuzzer) { fuzzer.run(bytes) }
    }

    /// `scripts/fuzz` looks for what is new; this holds some thousand inputs that are the same each time.
    @Test("So is whatever changes make of them", arguments: Fuzzer.allCases)
    func changed(_ fuzzer: Fuzzer) throws {
        defer { FuzzFolder.remove() }
        let environment = ProcessInfo.processInfo.environment
        let dictionary = try String(contentsOf: Self.folder("Dictionaries", fuzzer), encoding: .utf8)
        let seed = environment["RETOUCH_FUZZ_SEED"].flatMap { UInt64($0) } ?? 2026
        var mutation = Mutation(corpus: try Self.corpus(of: fuzzer), dictionary: dictionary, seed: max(seed, 1))
        for _ in 0..<(environment["RETOUCH_FUZZ_RUNS"].flatMap { Int($0) } ?? 1_000) { fuzzer.run(mutation.next()) }
    }

    private static func corpus(of fuzzer: Fuzzer) throws -> [[UInt8]] {
        let folder = folder("Corpus", fuzzer)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        try #require(!names.isEmpty)
        return try names.map { [UInt8](try Data(contentsOf: folder.appendingPathComponent($0))) }
    }

    private static func folder(_ kind: String, _ fuzzer: Fuzzer) -> URL {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("\(kind)/\(fuzzer.rawValue)")
    }
}
