import Foundation
import ImageModels
import LineEditing
import Pictures
import Sessions
import Studio
import TerminalUI

/// Which session the conversation is about.
extension Conversation {
    func requireStudio() throws -> Studio {
        guard let studio else {
            throw Refusal(
                "No picture is open.",
                next: "Type a picture's path, or drop the file here; /sessions lists saved ones.",
                exit: .noInput)
        }
        return studio
    }

    /// Starts a session about a file of the designer's.
    func open(_ url: URL, page: Int? = nil) async throws {
        try begin(try PictureOpening.picture(at: url, page: page), source: url.lastPathComponent)
        try await showOpened()
    }

    /// Starts a session about bytes that did not come from a file.
    func open(data: Data, source: String) async throws {
        let picture: Picture
        do {
            picture = try Picture(inspecting: data)
        } catch {
            var refusal = Refusal("")
            refusal.message = Message(picture: error, name: source)
            throw refusal
        }
        try begin(picture, source: source)
        try await showOpened()
    }

    private func begin(_ picture: Picture, source: String, made: JournalEvent.Made? = nil) throws {
        let writer = try folder.create(
            about: picture, source: source, program: Program.nameAndVersion, at: Date(), made: made)
        isModelTheSessions = false
        hasSaidRegion = region != nil
        ChosenModels(file: surroundings.chosenModelsFile).add(model.profile, for: writer.session)
        try writer.begin(with: settings, model: model.profile, lock: chosenLock, at: Date())
        studio = studio(over: writer)
    }

    private func studio(over writer: sending SessionWriter) -> Studio {
        Studio(
            writer: writer, model: model, settings: settings, rescueFolder: surroundings.rescueFolder,
            spendingLog: SpendingLog(file: surroundings.spendingFile), lock: chosenLock, selecting: models.selecting,
            cutting: models.cutting, modelOf: models.reading)
    }

    /// Has a picture made from words alone, and starts a session about it.
    func generate(_ instruction: Instruction) async throws {
        let generation = Generation(
            instruction: instruction, model: model, settings: settings, rescueFolder: surroundings.rescueFolder,
            spendingLog: SpendingLog(file: surroundings.spendingFile))
        if let failure = generation.budgetFailure { throw failure }
        let start = ContinuousClock.now
        defer { ring(since: start) }
        let made = try await reader.quieted {
            try await runner.generate(generation) { [reader] in reader.leaveTerminal() }
        }
        do {
            try begin(made.picture, source: "from words", made: made.record)
        } catch {
            throw generation.rescued(made, after: error)
        }
        try generation.book(made, in: await requireStudio().session)
        try await showOpened()
        let others = try await requireStudio().keepOthers(of: made)
        if others > 0 { console.say(TurnLines.describe(.others(others))) }
        if let text = made.record.text { console.say("\u{201C}\(Sanitising.text(text))\u{201D}") }
    }

    private func showOpened() async throws {
        let session = try await requireStudio().session
        let opened = try session.opened()
        console.say(
            "session \(SessionsFolder.folderName(session.number))  \(Sanitising.name(opened.source))  "
                + "\(opened.picture.width)x\(opened.picture.height) \(opened.picture.format.rawValue)  "
                + console.style.dim("saved in " + Sanitising.name(surroundings.shown(session.folder))))
        let picture = try await requireStudio().picture(0)
        for line in PictureLines.remarks(of: picture) { console.say(line) }
        showPreview(picture)
    }

    /// Asks which of several pictures is to be opened. Throws a `Refusal` where nobody can be asked, and where none is chosen.
    func openOne(of paths: [String]) async throws {
        let names = paths.map { Sanitising.name(surroundings.shown(surroundings.url($0))) }
        let number = studio == nil ? "N" : "\(await studio?.session.number ?? 1)"
        let many = "retouch replay \(number) --on FILE… does a session's edits on several."
        guard surroundings.standardInputIsTerminal else {
            throw Refusal("One picture is opened at a time; these are \(paths.count).", next: many, exit: .usage)
        }
        for (index, name) in names.enumerated() { console.say("\(index + 1)  \(name)") }
        console.say(console.style.dim(many))
        let answer = try await reader.readLine(.question("Which one? [1-\(paths.count)]"))
        guard case .line(let text) = answer, let chosen = Int(text.trimmingCharacters(in: .whitespaces)),
            (1...paths.count).contains(chosen)
        else { throw Refusal("None was opened.", next: "A path alone on a line opens it.", exit: .interrupted) }
        try await open(surroundings.file(paths[chosen - 1]))
    }

    /// Goes on with a saved session.
    ///
    /// - Parameter choosesModel: Another model is chosen next, so that the session's own is not worth a word.
    func resume(_ number: Int, choosesModel: Bool = false) async throws {
        if let studio, await studio.session.number == number {
            return console.say("Session \(number) is open already; /sessions lists the others.")
        }
        let writer = try folder.open(number, at: Date())
        let kept = writer.session.settings
        let isKnown = ChosenModels(file: surroundings.chosenModelsFile).know(writer.session)
        isModelTheSessions = false
        hasSaidRegion = region != nil
        if let named = writer.session.model, named != model.profile.chosenBy {
            do {
                model = try await models.choose(named).model
                isModelTheSessions = true
                let through = model.profile.service.flatMap { try? models.service($0).title }
                if !choosesModel {
                    console.say(
                        "The session goes on with \(Sanitising.name(model.profile.id))"
                            + "\(through.map { " through \($0)" } ?? ""), which made it.")
                }
            } catch let refusal as Refusal {
                if !choosesModel {
                    console.complain(refusal.message)
                    console.say("The model is \(model.profile.shortName) now.")
                }
            }
        }
        let own = settings
        settings = kept?.settings ?? settings
        // A session from elsewhere lifts no limit that was set here, and tells no prices.
        if !isKnown {
            if let limit = own.budget { settings.budget = min(limit, settings.budget ?? limit) }
            (settings.price, settings.prices) = (own.price, own.prices)
            settings.extra = own.extra
        }
        settings.bindPrice(to: model.profile)
        let interrupted = writer.session.state.turns.filter { $0.outcome == .interrupted }.map(\.number)
        let studio = studio(over: writer)
        self.studio = studio
        for turn in await studio.finishInterrupted() {
            console.say("Turn \(turn.number) had been received when the program was ended; it is finished now.")
        }
        let session = await studio.session
        let turns = session.state.turns.count
        console.say(
            "session \(SessionsFolder.folderName(session.number))  "
                + "\(Sanitising.name(session.name ?? (try? session.opened())?.source ?? ""))  "
                + "\(turns) turn\(turns == 1 ? "" : "s")")
        if let last = interrupted.last, last == session.state.turns.last?.number {
            let asked = try session.asked(last)
            console.say(
                "Turn \(last) was interrupted: \(Sanitising.line(asked.instruction, limit: 200))\n/retry \(last) asks again."
            )
        }
        try await goToWhole(session)
        try await showPlace("at", studio.session.state.current)
    }

    /// Where the current turn's picture is damaged, goes to the last whole one that led to it, else to the last whole one of
    /// all; says so. Throws where no picture is whole.
    private func goToWhole(_ session: Session) async throws {
        let current = session.state.current
        do {
            _ = try await requireStudio().picture(current)
        } catch let failure as SessionFailure {
            let others = session.state.turns.filter { $0.outcome == .answered }.map(\.number).reversed()
            let ways = session.state.branch(to: current).reversed().dropFirst() + [0] + others
            guard let whole = ways.first(where: { $0 != current && (try? session.picture($0)) != nil }) else {
                throw failure
            }
            var message = Message(failure, surroundings: surroundings)
            message.kept = "The session is as it was otherwise."
            message.next =
                "It goes on from \(whole == 0 ? "the starting picture" : "turn \(whole)"), the last that is whole."
                + " /verify tells all that is damaged"
                + (current > 0 && (try? session.receivedPicture(current)) != nil
                    ? "; /lock \(current) makes the turn again of what was received." : ".")
            console.complain(message)
            try await requireStudio().goto(whole)
        }
    }
}
