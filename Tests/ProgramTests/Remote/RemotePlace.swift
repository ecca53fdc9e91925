import Dispatch
import Foundation
import ImageModels
import Sessions
import TestSupport
import Testing

/// The real program and remote models: each test has a pretended service of its own.
@Suite("The program and a service") struct TheProgramAndAService {}

/// A workplace with a pretended service, which the program takes for CometAPI.
struct RemotePlace: Sendable {
    let place: Workplace
    let service: LoopbackService
    let server: LoopbackServer

    /// Signatures are short unless they are what a test is about. In miniature Lite's pictures are small.
    init(
        _ scenario: Scenario = .picture, signatureCharacters: Int = 4000, delay: Duration = .zero,
        inMiniature: Bool = false
    ) async throws {
        place = try Workplace()
        var options = LoopbackService.Options()
        options.signatureCharacters = signatureCharacters
        options.delay = delay
        if inMiniature {
            options.smaller = ModelCatalogue.Entry.miniature
            try place.addMiniature(of: "lite")
        }
        service = LoopbackService(scenario, options: options)
        server = try await LoopbackServer(service)
    }

    var environment: [String: String] {
        ["COMETAPI_KEY": LoopbackService.key, "COMETAPI_BASE_URL": server.base]
    }

    /// Lets the program fetch pictures that come by links.
    func allowLinks() throws {
        let folder = place.url.appendingPathComponent(".config/retouch")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(#"{"links": "always"}"#.utf8).write(to: folder.appendingPathComponent("config.json"))
    }

    /// Runs the program to its end, on a thread that nobody else needs.
    func run(
        _ arguments: [String], input: String? = nil, environment changes: [String: String] = [:]
    ) async throws -> ProgramRun {
        let environment = environment.merging(changes) { $1 }
        return try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(
                    with: Result { try place.run(arguments, input: input, environment: environment) })
            }
        }
    }

    /// One instruction on photo.png.
    func edit(_ arguments: String..., instruction: String = "make the middle red") async throws -> ProgramRun {
        try await run(["edit", "photo.png", "-e", instruction] + arguments)
    }

    /// The program at a terminal.
    func conversation(_ arguments: [String] = ["photo.png"]) throws -> PseudoTerminal {
        try place.conversation(arguments, environment: environment)
    }

    func session() throws -> Session { try place.sessions.read(1) }

    /// How a turn of the first session ended.
    func ending(of turn: Int = 1) throws -> JournalEvent? { try session().ending(of: turn) }

    /// Nothing that the program wrote anywhere holds the key.
    func expectNoKey(in run: ProgramRun? = nil, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let key = Data(LoopbackService.key.utf8)
        let files = FileManager.default.enumerator(at: place.url, includingPropertiesForKeys: nil)
        for case let file as URL in files ?? .init() {
            guard let data = try? Data(contentsOf: file) else { continue }
            #expect(data.range(of: key) == nil, "\(file.lastPathComponent)", sourceLocation: sourceLocation)
        }
        if let run {
            #expect(!(run.output + run.talk).contains(LoopbackService.key), sourceLocation: sourceLocation)
        }
    }
}

extension JournalEvent {
    /// Requests that the journal says were sent for a turn.
    var requests: Int? {
        switch self {
        case .answered(let answered): answered.exchange?.requests
        case .failed(let failed): failed.service?.requests ?? failed.exchange?.requests
        default: nil
        }
    }
}
