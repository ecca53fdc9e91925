import ArgumentParser
import Foundation

/// `retouch resume [N]`
struct ResumeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "Go on with a saved session, the newest by default.")

    @Argument(help: "The session's number.", completion: .sessions) var session: Int?
    @OptionGroup var modelOptions: ModelOptions
    @OptionGroup var common: CommonOptions
    @Option(help: ArgumentHelp("Pictures in the terminal: auto is the best way that it knows.", valueName: "way"))
    var images: Images?

    func run() async throws {
        let surroundings = common.surroundings
        let console = common.console(surroundings)
        try await console.reporting {
            let conversation = try await Conversation.make(
                console: console, common: common, modelOptions: modelOptions, images: images)
            try await conversation.resume(
                conversation.sessionNumber(in: session.map(String.init) ?? ""), choosesModel: modelOptions.model != nil)
            console.complainNow()
            if let name = modelOptions.model { try await conversation.use(conversation.models.choose(name)) }
            try await conversation.change(modelOptions.changed(conversation.settings))
            try await conversation.run()
            if let failure = await conversation.failure, !surroundings.standardInputIsTerminal {
                throw ExitCode(failure.exit.rawValue)
            }
        }
    }
}
