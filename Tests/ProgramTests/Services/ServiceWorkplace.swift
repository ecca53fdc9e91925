import Foundation
import TestSupport

/// A workplace with a pretended service beside it.
struct ServiceWorkplace {
    let place: Workplace
    let service: LoopbackService
    let server: LoopbackServer

    init(_ scenario: Scenario = .picture) async throws {
        place = try Workplace()
        var options = LoopbackService.Options()
        options.signatureCharacters = 1000
        service = LoopbackService(scenario, options: options)
        server = try await LoopbackServer(service)
    }

    /// The variables that lead to it.
    var environment: [String: String] {
        ["COMETAPI_KEY": LoopbackService.key, "COMETAPI_BASE_URL": server.base]
    }

    func run(_ arguments: [String], input: String? = nil) throws -> ProgramRun {
        try place.run(arguments, input: input, environment: environment)
    }

    func conversation(_ arguments: [String] = ["photo.png"], rows: Int = 40) throws -> PseudoTerminal {
        try place.conversation(arguments, environment: environment, columns: 110, rows: rows)
    }

    /// Requests for a picture.
    var requests: [ReceivedRequest] { server.requests.filter { $0.method == "POST" } }
}

extension PseudoTerminal {
    /// Waits for an empty prompt such as "0001/2 lite>".
    func wait(forPrompt place: String, of model: String) throws {
        try wait(forLine: "\(place) \(model)>", timeout: .seconds(60))
    }

    func say(_ line: String, untilPrompt place: String, of model: String) throws {
        type(line + "\r")
        try wait(forPrompt: place, of: model)
    }
}
