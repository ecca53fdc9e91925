public import ArgumentParser
import Foundation
public import TestSupport

/// A pretended image service on this machine, for tests and benchmarks.
@main
struct Loopback: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "A pretended image service on 127.0.0.1. Prints its address; ends when its standard input does.",
        discussion: """
            A line on its standard input names what it does at the next request, or with the next job; "batches" asks what
            became of the lines of jobs.
            """)

    @Option(help: "What it does each time: \(Scenario.allCases.map(\.rawValue).joined(separator: ", ")).")
    var scenario = Scenario.picture

    @Option(help: "Whose manners it has: comet, google, openAI.")
    var manners = LoopbackService.Manners.comet

    @Option(help: "The key that it knows.")
    var key = LoopbackService.key

    @Option(help: "Seconds of silence before each good answer.")
    var delay = 0.0

    @Option(help: "Base64 characters of each thought signature.")
    var signature = 1_459_200

    @Option(help: "Does something else at random each time, the same for the same seed.")
    var randomFaults: UInt64?

    @Option(help: "A folder into which each request's body is written, by number.")
    var record: String?

    @Option(
        help: "Gives the same answer each time, with a PNG of so many megabytes, and looks at nothing: for measuring.")
    var megabytes: Double?

    @Option(help: "How often a job of many requests is looked at before it is over.")
    var looks = 1

    @Option(help: "What the sides of its pictures are divided by: for measuring.")
    var smaller = 1

    @Flag(help: "Lists what it can do and what kind of service does it, and ends.")
    var list = false

    @Option(help: "Seconds after which it ends, instead of when nobody has asked for ten minutes.")
    var lifetime: Double?

    func run() async throws {
        if list { return Scenario.allCases.forEach { print($0, $0.place) } }
        var options = LoopbackService.Options()
        options.manners = manners
        options.key = key
        options.delay = .seconds(delay)
        options.signatureCharacters = signature
        options.looks = looks
        options.smaller = max(1, smaller)
        let service = LoopbackService(scenario, options: options)
        if let randomFaults {
            service.playAtRandom(among: Scenario.allCases.filter { !$0.isSlow }, seed: randomFaults)
        }
        let prepared = try megabytes.map { LoopbackService.prepared(try SamplePictures.noise(bytes: Int($0 * 1e6))) }
        let server = try await LoopbackServer(
            bodies: prepared == nil ? .passing : .ignored, idleLimit: .seconds(lifetime ?? 600)
        ) { [record] request in
            if let record {
                let file = URL(fileURLWithPath: record).appendingPathComponent("\(request.number).json")
                try? request.body.write(to: file)
            }
            if let prepared { return prepared }
            return await service.answer(request)
        }
        print(server.base)
        fflush(nil)
        if let lifetime {
            Task {
                try await Task.sleep(for: .seconds(lifetime))
                Foundation.exit(0)
            }
        }
        // Blocks this thread only, which has nothing else to do.
        while let line = readLine() {
            if line == "batches" {
                print(String(decoding: try JSONEncoder().encode(service.batchRecord), as: UTF8.self))
                fflush(nil)
                continue
            }
            if let trouble = BatchTrouble(rawValue: line) {
                service.play(inBatches: trouble)
                print("next: \(line)")
                fflush(nil)
                continue
            }
            guard let scenario = Scenario(rawValue: line) else { throw ValidationError("no scenario: \(line)") }
            service.play(scenario)
            print("next: \(line)")
            fflush(nil)
        }
        withExtendedLifetime(server) {}
    }
}

extension Scenario: ExpressibleByArgument {}
extension LoopbackService.Manners: ExpressibleByArgument {}
