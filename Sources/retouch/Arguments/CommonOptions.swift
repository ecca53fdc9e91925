import ArgumentParser
import Foundation
import ImageModels
import Locality
import SessionPages
import Sessions
import Studio
import TerminalUI

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
        Console(surroundings: surroundings, quiet: quiet, json: json, sessions: sessions)
    }

    /// The folder of sessions. Where a console is given, it is said what other hands do to an open session, and why
    /// `./sessions` is not taken.
    func folder(_ surroundings: Surroundings, forReading: Bool = false, telling console: Console? = nil)
        -> SessionsFolder
    {
        let choice = surroundings.sessionsChoice(chosen: sessions, forReading: forReading)
        if choice.passesOver {
            console?.say(
                "./sessions belongs to another user and is not taken unasked; sessions are in "
                    + "\(Sanitising.name(surroundings.shown(choice.folder))). --sessions sessions takes it.")
        }
        return SessionsFolder(
            url: choice.folder, paging: { SessionPage(words: .plain) },
            telling: { news in
                let home = SessionsFolder(url: news.place.deletingLastPathComponent())
                if let number = news.continuedAs, let session = try? home.read(number) {
                    ChosenModels(file: surroundings.chosenModelsFile).takeAlong(from: news.session, to: session)
                }
                console?.complainSoon(Message(news, surroundings: surroundings))
            })
    }
}

extension CommonOptions {
    /// Another folder of sessions than the one that the options say; `nil` where none is named.
    func folder(_ surroundings: Surroundings, in other: String?, telling console: Console) -> SessionsFolder? {
        guard let other else { return nil }
        var options = self
        options.sessions = other
        return options.folder(surroundings, telling: console)
    }
}

/// Options for commands that ask a model.
struct ModelOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The model, by id or short name.", valueName: "name"), completion: .models)
    var model: String?

    @Option(
        help: ArgumentHelp("The shape of pictures that models paint anew.", valueName: "w:h"),
        completion: .list(["1:1", "4:5", "3:4", "2:3", "9:16", "5:4", "4:3", "3:2", "16:9", "21:9"]),
        transform: { text in
            guard let ratio = AspectRatio(text) else { throw ValidationError("\(text) is no ratio such as 16:9.") }
            return ratio
        })
    var ratio: AspectRatio?

    @Option(
        help: ArgumentHelp("512, 1K, 2K or 4K, where the model has it.", valueName: "size"),
        completion: .list(["512", "1K", "2K", "4K"]))
    var size: String?
    @Option(
        help: ArgumentHelp("minimal, low, medium or high, where the model can.", valueName: "level"),
        completion: .list(["minimal", "low", "medium", "high"]))
    var think: String?
    @Option(help: ArgumentHelp("Another setting, as /set has it; say it again for more.", valueName: "name=value"))
    var with: [String] = []
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("What the session may cost; of a replay, what this run may.", valueName: "dollars"))
    var budget: Double?
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("What one request costs; counts before the catalogue's price.", valueName: "dollars"))
    var price: Double?
    @Flag(help: "Send more than one paid request without asking first.") var yes = false
    @Option(
        help: ArgumentHelp("How edits are kept local: auto, on, off, tight or loose.", valueName: "mode"),
        completion: .list(LockSetting.Mode.allCases.map(\.rawValue)),
        transform: { text in
            guard let mode = LockSetting.Mode(rawValue: text.lowercased()) else {
                throw ValidationError("\(text) is none of auto, on, off, tight and loose.")
            }
            return mode
        })
    var lock: LockSetting.Mode?
    @OptionGroup var network: NetworkOptions

    func validate() throws {
        do {
            _ = try changed(TurnSettings())
        } catch let refusal as Refusal {
            throw ValidationError(refusal.message.what)
        }
    }

    func settings(_ models: Models) -> TurnSettings {
        // Validated before.
        (try? changed(TurnSettings(budget: models.budget))) ?? TurnSettings()
    }

    /// With what was said on the command line, and nothing else changed. Throws a `Refusal`.
    func changed(_ standard: TurnSettings) throws -> TurnSettings {
        var settings = standard
        if let ratio { settings.ratio = ratio }
        var changes = with.map { $0.split(separator: "=", maxSplits: 1).map(String.init) }
        if let size { changes.append(["size", size]) }
        if let think { changes.append(["think", think]) }
        if let budget { changes.append(["budget", String(budget)]) }
        if let price { changes.append(["price", String(price)]) }
        for change in changes {
            guard change.count == 2, let setting = TurnSetting.named(change[0].lowercased()) else {
                throw Refusal(
                    "\(change.joined(separator: "=")) is no setting; there are "
                        + TurnSetting.all.map(\.name).joined(separator: ", ") + ".", exit: .usage)
            }
            try setting.change(&settings, change[1])
            // Said of whatever this command asks, it counts over what a session has of single models.
            if setting.name == "price" { settings.prices = nil }
        }
        return settings
    }

    /// A studio for a new session, set as the options say.
    func studio(
        over writer: sending SessionWriter, model: any ImageModel, models: Models, surroundings: Surroundings
    ) -> Studio {
        ChosenModels(file: surroundings.chosenModelsFile).add(model.profile, for: writer.session)
        return Studio(
            writer: writer, model: model, settings: settings(models), rescueFolder: surroundings.rescueFolder,
            spendingLog: SpendingLog(file: surroundings.spendingFile), lock: lock, selecting: models.selecting,
            cutting: models.cutting)
    }

    /// The model that was asked for, or the standard one; says what has to be said about it. Throws a `Refusal`.
    func chosen(from models: Models, console: Console) async throws -> any ImageModel {
        let choice = if let model { try await models.choose(model) } else { try await models.standard() }
        if let warning = choice.warning { console.say(CommandLineAdvice().text(warning)) }
        return choice.model
    }
}

/// Requests that cost money, where nobody is there to be asked.
enum Paid {
    /// More than one paid request needs `--yes`, and a price: `--yes` is none. Throws a `Refusal` with count and price.
    static func confirm(
        _ instructions: [Instruction], by model: any ImageModel, settings: TurnSettings, yes: Bool
    ) throws {
        guard model.profile.service != nil, instructions.count > 1 else { return }
        let known = instructions.compactMap { model.profile.estimate($0, settings: settings)?.dollars }
        let requests = "\(instructions.count) requests would be sent to \(model.profile.shortName)"
        guard known.count == instructions.count else {
            throw Refusal(
                "\(requests), at a price that is not known here.", kept: "Nothing was sent.",
                next: "Say what one costs: --price 0.04", exit: .usage)
        }
        guard !yes, known.contains(where: { $0 > 0 }) else { return }
        throw Refusal(
            "\(requests), about \(Amounts.dollars(known.reduce(0, +), isEstimate: false)).", kept: "Nothing was sent.",
            next: "Say --yes to send them.", exit: .usage)
    }
}

extension Console {
    /// Does something and, if it fails, says so: in words and, with `--json`, as an object. Then the program ends.
    func reporting(
        _ instruction: String? = nil, advising advice: CommandLineAdvice = CommandLineAdvice(),
        _ work: () async throws -> Void
    ) async throws {
        do {
            try await work()
        } catch let code as ExitCode {
            throw code
        } catch {
            let message = CommandLineAdvice.naming(
                sessions: sessions, in: advice.message(Message(error, surroundings: surroundings)))
            complain(message)
            if json { print(json: FailureObject(message, instruction: instruction)) }
            throw ExitCode(message.exit.rawValue)
        }
    }
}
