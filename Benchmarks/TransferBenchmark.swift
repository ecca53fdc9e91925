import Foundation
import ImageModels
import Pictures
import RemoteModels
import TestSupport

/// The transfer and JSON share of a turn, beside Google's own SDK (google-genai 3.4.0 in Python) on the same server: a
/// prepared answer, so that what differs is the client's work.
///
/// The clients are processes of their own, by turns; both build the request from a picture in memory and end with the
/// answer's picture in memory. The SDK is taken from .build/google-genai, where scripts/check-google-genai puts it.
enum TransferBenchmark {
    static func run(in folder: URL) throws {
        for (name, megabytes, turns) in [("1K, 1.5 MB", 1.5, 50), ("4K, 20 MB", 20.0, 50)] {
            let server = try Child(BuiltPrograms.path(of: "loopback"), ["--megabytes", "\(megabytes)"])
            let base = try server.line()
            let picture = folder.appendingPathComponent("sent.png")
            try SamplePictures.noise(bytes: Int(megabytes * 1e6)).write(to: picture)
            let arguments = [base, picture.path, "\(turns)"]
            let own = try Client(BuiltPrograms.path(of: "benchmarks"), ["transfer-client"] + arguments)
            print(own.times.line("transfer and JSON, \(name) each way"))
            print("    \(own.memory)")
            let python = Repository.root.appendingPathComponent(".build/google-genai/bin/python").path
            guard FileManager.default.isExecutableFile(atPath: python) else {
                print("    google-genai: not there; scripts/check-google-genai installs it")
                continue
            }
            let script = Repository.root.appendingPathComponent("Benchmarks/google_genai_transfer.py").path
            let theirs = try Client(python, [script] + arguments)
            print(theirs.times.line("    google-genai 3.4.0"))
            print("    \(theirs.memory)")
            print(
                String(
                    format: "    share of google-genai: time %.2f, peak memory %.2f",
                    own.times.median / theirs.times.median,
                    Double(own.peak) / Double(theirs.peak)))
        }
    }

    /// One client's figures: a line "MILLISECONDS KILOBYTES" a turn, then "peak KILOBYTES".
    private struct Client {
        let times: Times
        let resident: [Int]
        let peak: Int

        init(_ program: String, _ arguments: [String]) throws {
            let child = try Child(program, arguments)
            var times: [Double] = []
            var resident: [Int] = []
            while true {
                let words = try child.line().split(separator: " ").map(String.init)
                if words.first == "peak", let peak = words.last.flatMap({ Int($0) }) {
                    self.peak = peak
                    break
                }
                guard words.count == 2, let time = Double(words[0]), let size = Int(words[1]) else {
                    throw Child.Failure.ended
                }
                times.append(time)
                resident.append(size)
            }
            // The first opens the connection.
            self.times = Times(values: Array(times.dropFirst()))
            self.resident = resident
        }

        var memory: String {
            func megabytes(_ kilobytes: Int) -> String { "\(kilobytes >> 10) MB" }
            return "memory after 5 turns \(megabytes(resident[4])), after \(resident.count) "
                + "\(megabytes(resident[resident.count - 1])); peak \(megabytes(peak))"
        }
    }

    /// What `benchmarks transfer-client` does: turns, and nothing else.
    static func serveAsClient(_ arguments: [String]) async throws {
        guard arguments.count == 3, let turns = Int(arguments[2]), let key = APIKey(LoopbackService.key),
            let entry = ModelCatalogue.standard["nb2"], let service = ModelCatalogue.standard.service("cometapi")
        else { throw Child.Failure.ended }
        let model = RemoteModel(
            entry: entry, service: service, base: try ServiceAddress(arguments[0]), key: key,
            transport: try Transport(), requestLimit: 100_000_000)
        let picture = try Picture(inspecting: Data(contentsOf: URL(fileURLWithPath: arguments[1])))
        let request = TurnRequest(
            instruction: "make the jacket red", picture: picture,
            output: OutputShape(ratio: AspectRatio(1, 1), sizeClass: "1K", pixels: nil))
        for _ in 0..<turns {
            let start = ContinuousClock.now
            let reply = try await model.edit(request) { _ in }
            let time = (ContinuousClock.now - start).milliseconds
            precondition(reply.imageData.count > 1_000_000)
            print(String(format: "%.3f", time), Memory.kilobytes("VmRSS"))
        }
        print("peak", Memory.kilobytes("VmHWM"))
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
