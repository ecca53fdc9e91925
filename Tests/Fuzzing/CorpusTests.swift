import Foundation
import Testing

@Suite("What fuzzers begin with, and what they found") struct CorpusTests {
    @Test("Every input is read or refused", arguments: Fuzzer.allCases)
    func corpus(_ fuzzer: Fuzzer) throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Corpus/\(fuzzer.rawValue)")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(!names.isEmpty)
        for name in names { fuzzer.run([UInt8](try Data(contentsOf: folder.appendingPathComponent(name)))) }
        FuzzFolder.remove()
    }
}
