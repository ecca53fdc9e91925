import Foundation
import ImageModels
import LineEditing
import Pictures
import Sessions
import Studio
import TerminalUI

/// The conversation with one person: reads lines, does what they say, shows what came of it.
@MainActor
final class Conversation {
    let console: Console
    let folder: SessionsFolder
    let models: Models
    private let reader: any LineReading
    private let completing: Completing
    private(set) var images: Images
    /// The open session; there is none before a picture is opened.
    private var studio: Studio?
    private var model: any ImageModel
    private(set) var settings = TurnSettings()
    var hasEnded = false
    /// What the first failure was, for a conversation that is read from a file: it ends there.
    private(set) var failure: Message?

    var surroundings: Surroundings { console.surroundings }
    var listing: SessionListing { SessionListing(surroundings: surroundings, style: console.outputStyle) }
    var currentModel: any ImageModel { model }

    init(
        console: Console, folder: SessionsFolder, models: Models, model: any ImageModel, settings: TurnSettings,
        images: Images, reader: any LineReading, completing: Completing
    ) {
        self.console = console
        self.folder = folder
        self.models = models
        self.model = model
        self.settings = settings
        self.images = images
        self.reader = reader
        self.completing = completing
    }

    // MARK: The loop

    /// Reads lines until the end. Lines that don't come from a person end with the first failure.
    func run() async throws {
        while !hasEnded {
            let event: LineEvent
            do {
                event = try await reader.readLine(await prompt())
            } catch LineReadingFailure.lineTooLong(let limit) {
                report(Refusal("A line is longer than \(limit) bytes; it was skipped.", exit: .usage), line: "")
                continue
            }
            switch event {
            case .line(let line): await takeInterruptibly(line)
            case .interrupted(let hadText):
                if !hadText { console.say(console.style.dim("(^D or /quit leaves)")) }
            case .endOfInput:
                hasEnded = true
                if surroundings.standardInputIsTerminal { console.say("") }
            }
            if failure != nil, !surroundings.standardInputIsTerminal { hasEnded = true }
        }
    }

    private func prompt() async -> Prompt {
        let styled = surroundings.output.colours != .none
        guard let studio else {
            completing.know(turns: [])
            return Prompt("retouch", style: styled ? "1" : nil)
        }
        let session = await studio.session
        completing.know(turns: [0] + session.state.turns.map(\.number))
        let place = "\(SessionsFolder.folderName(session.number))/\(session.state.current)"
        return Prompt([.init(place, style: styled ? "1" : nil), .init(" \(model.profile.shortName)")])
    }

    /// ^C cancels what a line has begun, at the latest with the next turn, but never ends the conversation by itself.
    private func takeInterruptibly(_ line: String) async {
        guard surroundings.standardInputIsTerminal else { return await takeReporting(line) }
        try? await Interrupts.cancelling {
            await self.takeReporting(line)
        } onSecond: { [reader] in
            reader.leaveTerminal()
        }
    }

    private func takeReporting(_ line: String) async {
        do {
            try await take(line)
        } catch {
            report(error, line: line)
        }
    }

    private func report(_ error: any Error, line: String) {
        let message = Message(error, surroundings: surroundings)
        console.complain(message)
        if console.json { console.print(json: FailureObject(message, instruction: line)) }
        failure = failure ?? message
    }

    /// Does what one line says.
    func take(_ line: String) async throws {
        let exists = { @MainActor (path: String) in
            FileManager.default.fileExists(atPath: self.surroundings.url(path).path)
        }
        switch TypedLine(line, exists: exists) {
        case .empty: break
        case .command(let name, let arguments): try await SlashCommand.named(name).run(self, arguments)
        case .open(let path): try await open(surroundings.url(path))
        case .instruction(let text):
            if SecretText.looksLikeKey(text) {
                throw Refusal(
                    "That looks like a key. It was neither sent nor saved.",
                    next: "Keys belong in the environment, such as COMETAPI_KEY.", exit: .usage)
            }
            let instruction = try PictureOpening.instruction(text) { surroundings.url($0) }
            try await perform(instruction)
        }
    }

    // MARK: Sessions

    func requireStudio() throws -> Studio {
        guard let studio else {
            throw Refusal(
                "No picture is open.", next: "Type a picture's path, or drop the file here; /sessions lists saved ones.",
                exit: .noInput)
        }
        return studio
    }

    /// Starts a session about a file of the designer's.
    func open(_ url: URL) async throws {
        try begin(try PictureOpening.picture(at: url), source: url.lastPathComponent)
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

    private func begin(_ picture: Picture, source: String) throws {
        let writer = try folder.create(about: picture, source: source, program: Program.nameAndVersion, at: Date())
        studio = Studio(
            writer: writer, model: model, settings: settings, rescueFolder: surroundings.rescueFolder)
    }

    private func showOpened() async throws {
        let session = try await requireStudio().session
        let opened = try session.opened()
        console.say(
            "session \(SessionsFolder.folderName(session.number))  \(Sanitising.name(opened.source))  "
                + "\(opened.picture.width)x\(opened.picture.height) \(opened.picture.format.rawValue)  "
                + console.style.dim("saved in " + Sanitising.name(surroundings.shown(session.folder))))
        showPreview(try await requireStudio().picture(0))
    }

    /// Goes on with a saved session.
    func resume(_ number: Int) async throws {
        if let studio, await studio.session.number == number {
            return console.say("Session \(number) is open already.")
        }
        let writer = try folder.open(number, at: Date())
        let kept = writer.session.settings
        if let kept, let wanted = try? models.model(kept.model) { model = wanted }
        settings = kept?.settings ?? settings
        let interrupted = writer.session.state.turns.filter { $0.outcome == .interrupted }.map(\.number)
        let studio = Studio(
            writer: writer, model: model, settings: settings, rescueFolder: surroundings.rescueFolder)
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
                "Turn \(last) was interrupted: \(Sanitising.line(asked.instruction, limit: 200))\n/retry \(last) asks again.")
        }
        try await showPlace("at", session.state.current)
    }

    // MARK: Turns

    /// Carries an instruction through and shows the result.
    func perform(_ instruction: Instruction, from parent: Int? = nil) async throws {
        let studio = try requireStudio()
        // Keys that are typed meanwhile wait for the next prompt.
        let turn = try await reader.quieted {
            try await TurnRunner(console: console).run(instruction, in: studio, from: parent) { [reader] in
                reader.leaveTerminal()
            }
        }
        let session = await studio.session
        showPreview(turn.picture)
        if console.json {
            console.print(json: TurnObject(turn, session: session.number, surroundings: surroundings))
        } else if !surroundings.standardInputIsTerminal {
            console.print(path: surroundings.shown(turn.file))
        }
        console.say(TurnLines.summary(of: turn, style: console.style, surroundings: surroundings))
    }

    /// Tells where the conversation stands now, with the picture.
    func showPlace(_ how: String, _ turn: Int) async throws {
        let studio = try requireStudio()
        showPreview(try await studio.picture(turn))
        let name = turn == 0 ? "the starting picture" : "turn \(turn)"
        let instruction = turn == 0 ? "" : ": " + Sanitising.line(try await studio.session.asked(turn).instruction, limit: 200)
        console.say("\(how) \(name)\(instruction)")
    }

    /// The turn that arguments name, or the current one.
    func turnNumber(in arguments: String) async throws -> Int {
        let session = try await requireStudio().session
        if arguments.isEmpty { return session.state.current }
        guard let number = Int(arguments), number >= 0 else {
            throw Refusal("\u{201C}\(Sanitising.line(arguments, limit: 40))\u{201D} is no turn's number.", next: "/tree lists them.", exit: .usage)
        }
        guard number == 0 || session.state.turn(number) != nil else { throw SessionFailure.noSuchTurn(number) }
        return number
    }

    /// The session that arguments name, or the newest one.
    func sessionNumber(in arguments: String) throws -> Int {
        if arguments.isEmpty {
            guard let newest = folder.numbers().last else {
                throw Refusal("There are no sessions yet.", next: "Type a picture's path to start one.", exit: .noInput)
            }
            return newest
        }
        guard let number = Int(arguments), number > 0 else {
            throw Refusal(
                "\u{201C}\(Sanitising.line(arguments, limit: 40))\u{201D} is no session's number.", next: "/sessions lists them.", exit: .usage)
        }
        return number
    }

    func export(_ request: ExportRequest, of session: Session) throws {
        let exporting = Exporting(console: console)
        let (path, picture) = try exporting.export(request, of: session)
        exporting.say(path, picture, turn: request.turn ?? session.state.current)
    }

    // MARK: Settings

    func use(_ model: any ImageModel) async throws {
        try await studio?.use(model, settings: settings)
        self.model = model
        console.say("The model is \(model.profile.id) now.")
    }

    func set(_ name: String, to value: String) async throws {
        switch name {
        case "ratio":
            var changed = settings
            if value == "auto" {
                changed.ratio = nil
            } else if let ratio = AspectRatio(value) {
                changed.ratio = ratio
            } else {
                throw Refusal("\u{201C}\(Sanitising.line(value, limit: 40))\u{201D} is no ratio.", next: "For example: /ratio 16:9", exit: .usage)
            }
            try await studio?.use(model, settings: changed)
            settings = changed
            console.say("ratio \(changed.ratio?.description ?? "auto")")
            if case .asTheyAre = model.profile.framing, let ratio = changed.ratio {
                console.say(
                    "The model \(model.profile.shortName) keeps a picture's shape; tell it \u{201C}crop to \(ratio)\u{201D} to change it.")
            }
        case "images":
            guard let images = Images(rawValue: value) else {
                throw Refusal("images can be auto, cells or off.", next: "For example: /set images off", exit: .usage)
            }
            self.images = images
            console.say("images \(images.rawValue)")
        default:
            let guess = Spelling.nearest(to: name, among: ["ratio", "images"]).map { " Did you mean \($0)?" } ?? ""
            throw Refusal("There is no setting \u{201C}\(Sanitising.line(name, limit: 40))\u{201D}.\(guess)", next: "/set lists them.", exit: .usage)
        }
    }

    // MARK: Showing

    private func showPreview(_ picture: Picture) {
        guard images != .off, !console.quiet, surroundings.output.isTerminal,
            images == .cells || surroundings.output.colours != .none,
            let pixels = try? picture.pixels()
        else { return }
        let size = surroundings.windowSize()
        if let text = preview(pixels, columns: size.columns - 1, rows: min(20, size.rows * 6 / 10)) {
            console.show(text)
        }
    }

    func preview(_ pixels: PixelBuffer, columns: Int, rows: Int) -> String? {
        guard images != .off else { return nil }
        return Preview(terminal: surroundings.output).cells(pixels, columns: columns, rows: rows)
    }

    /// Prints lines; a long list goes through a pager where there is a person to read it.
    func page(_ lines: [String]) async {
        let rows = surroundings.windowSize().rows
        if surroundings.standardInputIsTerminal, surroundings.output.movesCursor, lines.count >= rows - 1,
            await reader.lendingTerminal({
                await OtherPrograms.page(lines.joined(separator: "\n") + "\n", in: surroundings)
            })
        {
            return
        }
        for line in lines { console.print(line) }
    }

    func textFromEditor(beginning text: String) async throws -> String? {
        guard surroundings.standardInputIsTerminal else {
            throw Refusal("An editor needs a terminal.", next: "Write the instruction on the line.", exit: .usage)
        }
        return try await reader.lendingTerminal { try await OtherPrograms.edited(text, in: surroundings) }
    }
}

/// Where previews are shown.
enum Images: String, Sendable, CaseIterable {
    /// On terminals with colours.
    case auto
    case cells, off
}
