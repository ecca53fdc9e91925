import ArgumentParser
import Foundation
import ImageModels
import LineEditing
import Sessions
import TerminalUI

/// `retouch [PICTURE]`: the conversation.
struct Converse: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "open", abstract: "Open a picture and edit it by conversation.",
        discussion:
            "Where standard input is no terminal, its lines are instructions; the first failure ends the program.")

    @Argument(help: "The picture.", completion: .file()) var picture: String?
    @Option(
        parsing: .unconditional, help: ArgumentHelp("The page or frame of a file that has several.", valueName: "n"))
    var page: Int?
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
            if let picture {
                let isFirst = await conversation.isFirstRun
                try await conversation.open(surroundings.file(picture), page: page)
                if isFirst { await console.say(conversation.greeting.afterPicture) }
            } else {
                await conversation.greet()
            }
            try await conversation.run()
            if let failure = await conversation.failure, !surroundings.standardInputIsTerminal {
                throw ExitCode(failure.exit.rawValue)
            }
        }
    }
}

extension Images: ExpressibleByArgument {}

extension Conversation {
    /// A conversation with whoever is at standard input.
    static func make(
        console: Console, common: CommonOptions, modelOptions: ModelOptions, images: Images?
    ) async throws -> Conversation {
        let surroundings = console.surroundings
        let models = try Models(surroundings: surroundings, options: modelOptions.network)
        let folder = common.folder(surroundings, telling: console)
        let completing = Completing(folder: folder, models: models, surroundings: surroundings)
        let model = try await modelOptions.chosen(from: models, console: console)
        let conversation = Conversation(
            console: console, folder: folder, models: models, model: model, settings: modelOptions.settings(models),
            images: .auto,
            reader: openLineReader(.conversation(at: console, completing: completing)),
            completing: completing, lock: modelOptions.lock, saysYes: modelOptions.yes)
        for (name, value) in models.configuredSettings {
            guard let setting = ProgramSetting.named(name), setting.change(conversation, value) else {
                throw ProgramSetting.refusal(of: value, for: name)
            }
        }
        if let images { conversation.images = images }
        if (conversation.reader as? TerminalLineEditor)?.hasPutTerminalRight == true {
            console.say(Greeting.terminalPutRight)
        }
        return conversation
    }

    /// Whether there is a person here who has no sessions yet.
    var isFirstRun: Bool {
        surroundings.standardInputIsTerminal && surroundings.talk.isTerminal && folder.numbers().isEmpty
    }

    var greeting: Greeting {
        Greeting(
            style: console.style, model: model.profile, catalogue: models.catalogue,
            hasKey: models.catalogue.services.contains { (try? models.keys.origin($0)) ?? nil != nil })
    }

    /// The first lines where no picture was named.
    func greet() {
        if isFirstRun { return greeting.lines.forEach(console.say) }
        console.say(
            "\(Program.nameAndVersion)  model \(currentModel.profile.shortName)  "
                + "sessions in \(Sanitising.name(surroundings.shown(folder.url)))")
        console.say(
            "Type a picture's path, or drop the file here. /help tells more, /resume goes on with the last session.")
    }
}
