import ArgumentParser
import Foundation
import ImageModels
import Sessions
import Studio

/// Options that most commands share.
struct CommonOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The folder that holds the sessions.", valueName: "dir"), completion: .directory)
    var sessions: String?

    @Flag(help: "Print objects for programs on standard output, one a line.")
    var json = false

    @Flag(name: .shortAndLong, help: "Leave the talk out.")
    var quiet = false

    var surroundings: Surroundings { .current() }

    func console(_ surroundings: Surroundings) -> Console {
        Console(surroundings: surroundings, quiet: quiet, json: json)
    }

    func folder(_ surroundings: Surroundings, forReading: Bool = false) -> SessionsFolder {
        SessionsFolder(url: surroundings.sessionsFolder(chosen: sessions, forReading: forReading))
    }
}

/// Options for commands that ask a model.
struct ModelOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The model, by id or short name.", valueName: "name"))
    var model: String?

    @Option(
        help: ArgumentHelp("The shape of pictures that models paint anew.", valueName: "w:h"),
        transform: { text in
            guard let ratio = AspectRatio(text) else { throw ValidationError("\(text) is no ratio such as 16:9.") }
            return ratio
        })
    var ratio: AspectRatio?

    var settings: TurnSettings { TurnSettings(ratio: ratio) }

    /// The model that was asked for, or the standard one. Throws a `Refusal`.
    func chosen(from models: Models) throws -> any ImageModel {
        try model.map(models.model) ?? models.standard
    }
}

extension Console {
    /// Does something and, if it fails, says so: in words and, with `--json`, as an object. Then the program ends.
    func reporting(_ instruction: String? = nil, _ work: () async throws -> Void) async throws {
        do {
            try await work()
        } catch let code as ExitCode {
            throw code
        } catch {
            let message = Message(error, surroundings: surroundings)
            complain(message)
            if json { print(json: FailureObject(message, instruction: instruction)) }
            throw ExitCode(message.exit.rawValue)
        }
    }
}
