import ArgumentParser
import Foundation
import ImageModels
import LineEditing
import Sessions
import Studio
import TerminalUI

/// `retouch list`
struct ListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List the saved sessions.")

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let surroundings = common.surroundings
        let console = common.console(surroundings)
        let folder = common.folder(surroundings, forReading: true, telling: console)
        folder.removeAbandonedImports()
        if common.json {
            for number in folder.numbers() {
                guard let session = try? folder.read(number) else { continue }
                console.print(json: SessionSummary(session))
            }
            return
        }
        let lines = SessionListing(surroundings: surroundings, style: console.outputStyle).sessions(in: folder)
        for line in lines { console.print(line) }
        if lines.isEmpty { console.say("There are no sessions in \(Sanitising.name(surroundings.shown(folder.url))).") }
    }
}

/// The session that a command is about.
struct SessionArgument: ParsableArguments {
    @Argument(help: "The session's number; the newest by default.", completion: .sessions) var session: Int?

    /// Throws a `Refusal` where there is none.
    func number(in folder: SessionsFolder, _ console: Console) throws -> Int {
        if let session { return session }
        guard let newest = try console.newestSession(in: folder, listedBy: "retouch list") else {
            throw Refusal(
                "There are no sessions in \(Sanitising.name(console.surroundings.shown(folder.url))).",
                next: "retouch PICTURE begins one.", exit: .noInput)
        }
        return newest
    }
}

extension Console {
    /// The newest session that can be read; says which newer ones can't. What is no session is passed over.
    func newestSession(in folder: SessionsFolder, listedBy command: String) throws -> Int? {
        var damaged: [SessionFailure] = []
        for number in folder.numbers().reversed() {
            do throws(SessionFailure) {
                _ = try folder.read(number)
            } catch .noSuchSession {
                // What lost its header; a folder without a journal is none.
                if folder.hasJournal(number) { damaged.append(.damagedHeader(number: number)) }
                continue
            } catch {
                damaged.append(error)
                continue
            }
            for (index, failure) in damaged.enumerated() {
                var message = Message(failure, surroundings: surroundings)
                let isLast = index == damaged.count - 1
                message.next =
                    isLast ? "Session \(number) is the newest that can be opened. \(command) lists them all." : nil
                complain(message)
            }
            return number
        }
        if let first = damaged.first { throw first }
        return nil
    }
}

/// `retouch show N`
struct ShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "Show a session's turns as a tree.")

    @OptionGroup var which: SessionArgument
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let surroundings = common.surroundings
        let console = common.console(surroundings)
        try await console.reporting {
            let folder = common.folder(surroundings, forReading: true, telling: console)
            let session = try folder.read(which.number(in: folder, console))
            if common.json {
                for entry in session.state.turns { console.print(json: try TurnSummary(entry, of: session)) }
            } else {
                let listing = SessionListing(surroundings: surroundings, style: console.outputStyle)
                for line in listing.tree(of: session) { console.print(line) }
            }
        }
    }
}

/// `retouch verify N`
struct VerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Check every file of a session against its journal.")

    @OptionGroup var which: SessionArgument
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let surroundings = common.surroundings
        let console = common.console(surroundings)
        try await console.reporting {
            let folder = common.folder(surroundings, forReading: true, telling: console)
            // A newest one that is damaged is what should be told.
            let number = try which.session ?? folder.numbers().last ?? which.number(in: folder, console)
            do {
                try folder.takeUp(number)
                console.complainNow()
            } catch SessionFailure.inUse, SessionFailure.cannotWrite {
                // It is told below that there is something to take up.
            }
            var session = try folder.read(number)
            // The line may be on its way: another program may be writing it.
            if session.isTorn { session = try folder.read(session.number) }
            var report = VerificationReport(session.verified(), of: session)
            report.add(rescueJournals: folder.rescueJournals(of: session.number))
            report.add(
                elsewhere: Rescue(folder: surroundings.rescueFolder).found(of: session).map {
                    ($0.turn, surroundings.shown($0.file))
                })
            if common.json {
                console.print(json: report)
                if !report.findings.isEmpty { throw ExitCode(ExitStatus.badPicture.rawValue) }
            } else {
                try report.show(on: console)
            }
        }
    }
}

/// `retouch models`
struct ModelsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "models", abstract: "List the models.", usage: "retouch models [<options>] [<name>]")

    @Argument(help: "Tell all of this model; without it, list all.") var name: String?
    @Flag(help: "Ask the services which models they have now, and at what price.") var live = false
    @Flag(help: "Ask them, show what is new, and keep it in a models.json of your own.") var update = false
    @Flag(help: "Keep it without asking first.") var yes = false
    @OptionGroup var network: NetworkOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let surroundings = common.surroundings
        let console = common.console(surroundings)
        try await console.reporting {
            let models = try Models(surroundings: surroundings, options: network)
            if update { return try await keepNews(of: models, console) }
            var listing = ModelListing(models, style: console.outputStyle)
            if live { listing.live = try await models.live { console.say($0) } }
            if common.json {
                let entry = try name.map { name in
                    guard let entry = models.catalogue[name] else { throw models.unknown(name) }
                    return entry
                }
                for object in listing.objects where entry == nil || object.entry == entry {
                    console.print(json: object)
                }
            } else {
                let columns = surroundings.windowSize().columns
                for line in try listing.lines(of: name, columns: columns) { console.print(line) }
            }
        }
    }

    /// Shows what the services list otherwise than the catalogue, and keeps it if that is wanted.
    private func keepNews(of models: Models, _ console: Console) async throws {
        let surroundings = common.surroundings
        let news = LearnedModels(try await models.live { console.say($0) }, in: models.catalogue)
        for line in news.lines { console.print(line) }
        guard !news.entries.isEmpty else { return console.say("There is nothing new to keep.") }
        let file = Models.ownCatalogueFile(in: surroundings)
        let shown = Sanitising.name(surroundings.shown(file))
        if !yes {
            guard surroundings.standardInputIsTerminal else {
                throw Refusal(
                    "This would go into \(shown).", kept: "Nothing was kept.", next: "Say --yes to keep it.",
                    exit: .usage)
            }
            console.say("Keep this in \(shown)? [y/N]")
            guard let answer = readLine(), ["y", "yes"].contains(answer.lowercased()) else {
                throw Refusal("Not done.", kept: "Nothing was kept.", exit: .interrupted)
            }
        }
        try news.keep(beside: Models.ownCatalogue(in: surroundings), in: file, shown: shown)
        console.say("It is kept in \(shown); remove that file to have the program's own list again.")
    }
}

/// `retouch doctor`
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Check the terminal, the folders, the keys and the built-in model.",
        usage: "retouch doctor [<options>]")

    @Flag(help: "Send each service that there is a key for one request, which costs nothing.") var live = false
    @OptionGroup var network: NetworkOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let surroundings = common.surroundings
        let console = common.console(surroundings)
        try await console.reporting {
            let reader = openLineReader(
                LineEditorOptions(programName: "retouch", term: surroundings.environment["TERM"]))
            let models = try Models(surroundings: surroundings, options: network)
            let images = try models.configuredImages() ?? .auto
            let examination = Examination(
                surroundings: surroundings, folder: common.folder(surroundings), models: models,
                terminal: TerminalKnowledge(for: images, by: reader, in: surroundings), images: images)
            reader.leaveTerminal()
            let findings = await examination.findings(asksServices: live)
            if common.json {
                for finding in findings { console.print(json: finding) }
            } else {
                for line in examination.lines(findings, console.outputStyle) { console.print(line) }
            }
            if findings.contains(where: { !$0.isWell }) { throw ExitCode(ExitStatus.failed.rawValue) }
        }
    }
}
