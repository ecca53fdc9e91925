import Foundation
import ImageModels
import Pictures
import RemoteModels
import TestSupport

/// The transfer and JSON share of a turn, beside Google's own SDK (google-genai 3.4.0 in Python) on the same server: a
/// prepared answer, so that what differs is the client's work.
///
/// The clients are processes of their own that take turns; both build the request from a picture in memory and end with the
/// answer's picture in memory. The SDK is taken from .build/python, where scripts/check-google-genai puts it.
enum TransferBenchmark {
    static func run(in folder: URL) throws {
        let python = Repository.root.appendingPathComponent(".build/python/bin/python").path
        let script = Repository.root.appendingPathComponent("Benchmarks/google_genai_transfer.py").path
        let hasSDK = FileManager.default.isExecutableFile(atPath: python)
        if !hasSDK { print("google-genai is not there: scripts/check-google-genai installs it") }
        for (name, megabytes) in [("1K, 1.5 MB", 1.5), ("4K, 20 MB", 20)] {
            let server = try Child(BuiltPrograms.path(of: "loopback"), ["--megabytes", "\(megabytes)"])
            let picture = folder.appendingPathComponent("sent.png")
            try SamplePictures.noise(bytes: Int(megabytes * 1e6)).write(to: picture)
            let arguments = [try server.line(), picture.path]
            let own = try Client(BuiltPrograms.path(of: "benchmarks"), ["transfer-client"] + arguments)
            let sdk = hasSDK ? try Client(python, [script] + arguments) : nil
            for _ in 0..<50 {
                try own.turn()
                try sdk?.turn()
            }
            print(own.line("transfer and JSON, \(name) each way"))
            guard let sdk else { continue }
            print(sdk.line("    google-genai 3.4.0"))
            let time = own.median / sdk.median
            let memory = Double(own.peak) / Double(sdk.peak)
            let growth = Double(own.growth) / Double(sdk.growth)
            print(
                String(
                    format: "    of google-genai's: time %.2f, peak memory %.2f, what the turns add to it %.2f", time,
                    memory, growth))
        }
    }

    /// A client in a process of its own. It tells its memory in kilobytes when it is ready, and for each line that it
    /// reads it does a turn and tells "MILLISECONDS KILOBYTES PEAK".
    private final class Client {
        private let child: Child
        private var times: [Double] = []
        private var resident: [Int] = []
        private(set) var peak = 0
        private let start: Int

        init(_ program: String, _ arguments: [String]) throws {
            child = try Child(program, arguments)
            start = Int(try child.line()) ?? 0
        }

        /// Memory that the turns needed at most, beyond libraries and the picture that is sent.
        var growth: Int { peak - start }

        func turn() throws {
            try child.say("turn")
            let words = try child.line().split(separator: " ").compactMap { Double($0) }
            guard words.count == 3 else { throw Child.Failure.ended }
            times.append(words[0])
            resident.append(Int(words[1]))
            peak = Int(words[2])
        }

        /// The first turn opens the connection.
        private var counted: Times { Times(values: Array(times.dropFirst())) }
        var median: Double { counted.median }

        func line(_ name: String) -> String { "\(counted.line(name))\n    \(memory)" }

        var memory: String {
            func megabytes(_ kilobytes: Int) -> String { "\(kilobytes >> 10) MB" }
            return
                "memory before \(megabytes(start)), after 5 turns \(megabytes(resident[4])), after \(resident.count) "
                + "\(megabytes(resident[resident.count - 1])); peak \(megabytes(peak))"
        }
    }

    /// What `benchmarks transfer-client` does: turns, and nothing else.
    static func serveAsClient(_ arguments: [String]) async throws {
        guard arguments.count == 2, let key = APIKey(LoopbackService.key),
            let entry = ModelCatalogue.standard["nb2"], let service = ModelCatalogue.standard.service("cometapi")
        else { throw Child.Failure.ended }
        let model = RemoteModel(
            entry: entry, service: service, base: try ServiceAddress(arguments[0]), key: key,
            transport: try Transport(), requestLimit: 100_000_000)
        let picture = try Picture(inspecting: Data(contentsOf: URL(fileURLWithPath: arguments[1])))
        let request = TurnRequest(
            instruction: "make the jacket red", picture: picture,
            output: OutputShape(ratio: AspectRatio(1, 1), sizeClass: "1K", pixels: nil))
        print(Memory.kilobytes("VmRSS"))
        fflush(nil)
        while readLine() != nil {
            let start = ContinuousClock.now
            let reply = try await model.edit(request) { _ in }
            let time = (ContinuousClock.now - start).milliseconds
            precondition(reply.imageData.count > 1_000_000)
            print(String(format: "%.3f", time), Memory.kilobytes("VmRSS"), Memory.kilobytes("VmHWM"))
            fflush(nil)
        }
    }
}

extension Memory {
    /// What the system says of this process, in kilobytes: "VmRSS" is what it has now, "VmHWM" the most it has had.
    fileprivate static func kilobytes(_ name: String) -> Int {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix(name) } ?? ""
        return Int(line.filter(\.isNumber)) ?? 0
    }
}
