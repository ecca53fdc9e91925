import Files
import Foundation
import ImageModels
import LineEditing
import Locality
import Pictures
import Sessions
import Studio
import TerminalUI
import Wording

/// The conversation with one person: reads lines, does what they say, shows what came of it.
@MainActor
final class Conversation {
    let console: Console
    let folder: SessionsFolder
    let models: Models
    let reader: any LineReading
    private let completing: Completing
    /// How pictures are shown. What is known of the terminal is found out anew when this changes.
    var images: Images {
        didSet { terminal = nil }
    }
    var terminal: TerminalKnowledge?
    var pictureCount = 0
    /// Without brackets around it, what is pasted comes line by line.
    private var previousLine = ""
    /// What the line before would have said without its slip: yes does it.
    private var offered: Instruction?
    var bell = Bell.standard
    /// Whether the terminal's title and folder follow the session.
    var showsTitle = true
    /// The open session; there is none before a picture is opened.
    var studio: Studio?
    var model: any ImageModel
    var settings = TurnSettings()
    /// How edits are kept local, where somebody has said it.
    var chosenLock: LockSetting.Mode?
    /// What the instructions to come are confined to.
    var region: PlacedRegion? {
        didSet { (hasSaidRegion, missedRegion) = (true, nil) }
    }
    /// What a region was to be chosen by and was not, until another one is set or something else is asked for.
    var missedRegion: String?
    /// Whether anything was said of a region since the session is open: then that counts for what is asked again, too.
    var hasSaidRegion = false
    /// A line that was typed at a question which it does not answer, to be carried out next.
    var unanswering: String?
    /// What was asked for of one of several, none of whom was chosen.
    private var unchosen: Instruction?
    var lettered: Lettered?
    var hasEnded = false
    /// Whether the model is the one that the open session's journal names, rather than somebody's choice here.
    var isModelTheSessions = false
    /// Whether questions about money are answered beforehand.
    let saysYes: Bool
    /// What the first failure was, for a conversation that is read from a file: it ends there.
    private(set) var failure: Message?

    var surroundings: Surroundings { console.surroundings }
    var listing: SessionListing { SessionListing(surroundings: surroundings, style: console.outputStyle) }
    var currentModel: any ImageModel { model }

    init(
        console: Console, folder: SessionsFolder, models: Models, model: any ImageModel, settings: TurnSettings,
        images: Images, reader: any LineReading, completing: Completing,
        lock: LockSetting.Mode? = nil, saysYes: Bool = false
    ) {
        self.console = console
        self.folder = folder
        self.models = models
        self.model = model
        self.settings = settings
        self.settings.bindPrice(to: model.profile)
        self.images = images
        self.reader = reader
        self.completing = completing
        chosenLock = lock
        self.saysYes = saysYes
    }

    // MARK: The loop

    /// Reads lines until the end. Lines that don't come from a person end with the first failure.
    func run() async throws {
        while !hasEnded {
            if let line = unanswering {
                unanswering = nil
                await takeInterruptibly(line)
                continue
            }
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
            tellTitle(of: nil)
            return Prompt("retouch", style: styled ? "1" : nil)
        }
        let session = await studio.session
        completing.know(turns: [0] + session.state.turns.map(\.number))
        let place = "\(SessionsFolder.folderName(session.number))/\(session.state.current)"
        tellTitle(of: session, at: place)
        // What a person may have forgotten, and what each instruction goes by.
        let confined = region == nil ? [] : [Prompt.Span(" region", style: styled ? "2" : nil)]
        return Prompt([.init(place, style: styled ? "1" : nil), .init(" \(model.profile.shortName)")] + confined)
    }

    /// ^C cancels what a line has begun, at the latest with the next turn, but never ends the conversation by itself.
    private func takeInterruptibly(_ line: String) async {
        guard surroundings.standardInputIsTerminal else { return await takeReporting(line) }
        try? await Interrupts.cancelling {
            await self.takeReporting(line)
        } dropping: { [reader] in
            (reader as? TerminalLineEditor)?.dropTypedAhead() ?? false
        } onSecond: { [reader] in
            reader.leaveTerminal()
        }
        tellNotCarriedOut(await (reader as? TerminalLineEditor)?.shelveDropped() ?? 0)
    }

    private func takeReporting(_ line: String) async {
        do {
            try await take(line)
        } catch {
            console.complainNow()
            report(error, line: line)
            await shelveTypedAhead()
        }
        console.complainNow()
    }

    /// What was typed ahead was meant for the picture that did not come of it.
    private func shelveTypedAhead() async {
        tellNotCarriedOut(await (reader as? TerminalLineEditor)?.shelveTypedAhead() ?? 0)
    }

    private func tellNotCarriedOut(_ count: Int) {
        guard count > 0 else { return }
        console.say(
            console.style.dim(
                count == 1
                    ? "The line typed ahead was not carried out; Up brings it back."
                    : "The \(count) lines typed ahead were not carried out; Up brings them back."))
    }

    func report(_ error: any Error, line: String) {
        var message = Message(error, surroundings: surroundings)
        if let offered { message.next = "y does it: \(Sanitising.line(offered.text, limit: 400))" }
        console.complain(message)
        if console.json { console.print(json: FailureObject(message, instruction: line)) }
        failure = failure ?? message
    }

    /// Does what one line says.
    func take(_ line: String) async throws {
        let exists = { @MainActor (path: String) in
            OrdinaryFile.exists(self.surroundings.url(path).path)
        }
        let before = previousLine
        previousLine = line
        let (corrected, several) = (offered, unchosen)
        (offered, unchosen) = (nil, nil)
        switch TypedLine(line, exists: exists) {
        case .empty: break
        case .command(let name, let arguments):
            let command = try SlashCommand.named(name)
            // Files may have names as random as keys.
            if !command.completes.arePaths { try Refusal.refuse(keyIn: arguments) }
            try await command.perform(self, arguments)
        case .open(let path):
            if !exists(path), PictureFormat(fileExtension: (path as NSString).pathExtension) == nil {
                try Refusal.refuse(keyIn: line)
            }
            try await open(surroundings.file(path))
        case .several(let paths): try await openOne(of: paths)
        case .instruction(let text):
            try Refusal.refuse(keyIn: text, after: before)
            var word = BareWord(text: text, isToPaint: studio == nil && model.profile.generates)
            if let corrected, let isMeant = word.answer {
                guard isMeant else { return console.say("Left as it is.") }
                console.say(console.style.dim(Sanitising.line(corrected.text, limit: 400)))
                return try await perform(corrected)
            }
            // "no, the left one", after a question that nobody was chosen at.
            if var meant = several, let one = Grammar.personNamed(by: text) {
                meant.text += ", meaning \(one)"
                console.say(console.style.dim(Sanitising.line(meant.text, limit: 400)))
                return try await perform(meant)
            }
            if let session = await studio?.session {
                let turns = session.state.branch(to: session.state.current).suffix(12)
                word.earlier = turns.compactMap { try? session.asked($0).instruction }
            }
            if let refusal = word.refusal { throw refusal }
            if let missed = missedRegion, region == nil, Grammar.speaksOfIt(text) {
                throw Refusal(
                    "No region is set: \u{201C}\(Sanitising.line(missed, limit: 60))\u{201D} was not found, and nothing "
                        + "else says what is meant.",
                    kept: "Nothing was sent.",
                    next: "/region alone draws it in the picture; /region off, and it is all of the picture.",
                    exit: .usage)
            }
            missedRegion = nil
            let instruction = try PictureOpening.instruction(text) { try surroundings.file($0) }
            if studio == nil, model.profile.generates, instruction.references.isEmpty {
                try await generate(instruction)
            } else {
                try await perform(instruction)
            }
        }
    }

    // MARK: Turns

    /// Carries an instruction through and shows the result.
    func perform(_ instruction: Instruction, from parent: Int? = nil) async throws {
        let studio = try requireStudio()
        try await agree(to: [model])
        let instruction = try await confined(instruction, from: parent)
        let start = ContinuousClock.now
        defer { ring(since: start) }
        // Lines that are typed meanwhile are carried out after it.
        let turn: Turn
        do {
            turn = try await reader.quieted {
                try await runner.run(instruction, in: studio, from: parent) { [reader] in
                    reader.leaveTerminal()
                }
            }
        } catch let failure as TurnFailure {
            if failure.candidates != nil, parent == nil { unchosen = instruction }
            guard let asked = try await asking(about: failure, for: instruction, from: parent) else {
                if surroundings.standardInputIsTerminal { offered = failure.withoutSlip(in: instruction) }
                throw failure.withoutDoubt
            }
            unchosen = nil
            return try await perform(asked, from: parent)
        }
        try await show(turn)
    }

    /// Carries a step of a replay through, under its own shape, lock and region where none were chosen here.
    func perform(_ step: Step) async throws {
        let studio = try requireStudio()
        var placed = step
        if let region { placed.confinement = .placed(region.region, on: region.picture) }
        try await studio.use(
            model, settings: step.settings(chosen: settings, model: model.profile), lockIfOther: chosenLock ?? step.lock
        )
        let placing = RegionChoice.placing(models: models) { [surroundings] in surroundings.url($0) }
        try await perform(studio.placed(placed, on: studio.session.state.current, by: placing))
    }

    /// After a replay: what was chosen here counts again.
    func useOwnSettings() async throws {
        try await studio?.use(model, settings: settings, lockIfOther: chosenLock ?? .auto)
    }

    /// The instruction with the region that is set, unless it has its own.
    func confined(_ instruction: Instruction, from parent: Int? = nil) async throws -> Instruction {
        guard let region, instruction.region == nil else { return instruction }
        let studio = try requireStudio()
        let start = if let parent { parent } else { await studio.session.state.current }
        var confined = instruction
        confined.region = region.region.moved(from: region.picture, to: try await studio.picture(start).size)
        return confined
    }

    /// What was asked before, to be asked again: in the region as it is now, or in its own where nothing was said of one
    /// here. Says which, where both could be expected; `whose` is "turn 3's".
    func again(_ asked: Instruction, whose: String) -> Instruction {
        guard hasSaidRegion else {
            if asked.region != nil { console.say("within \(whose) region; /region off asks for all of the picture") }
            return asked
        }
        var instruction = asked
        switch (instruction.region, region) {
        case (_?, nil): console.say("without \(whose) region: /region is off")
        case (let own, let now?) where own != now.region: console.say("within the region that is set now")
        default: break
        }
        instruction.region = nil
        return instruction
    }

    /// Shows what came of a turn: the picture, its path, what is to be said of it.
    func show(_ turn: Turn) async throws {
        let session = try await requireStudio().session
        showPreview(turn.picture)
        if console.json {
            console.print(json: TurnObject(turn, session: session.number, surroundings: surroundings))
        } else if !surroundings.standardInputIsTerminal {
            console.print(path: surroundings.shown(turn.file))
        }
        console.say(TurnLines.summary(of: turn, style: console.style, surroundings: surroundings))
        if let hint = try Hints.afterTurn(turn.number, of: session, profile: model.profile) {
            console.say(console.style.dim(hint))
        }
    }

    var runner: TurnRunner {
        TurnRunner(
            console: console,
            asking: surroundings.standardInputIsTerminal
                ? LinkAsking(reader: reader, network: models.network, console: console) : nil,
            editor: reader as? TerminalLineEditor, program: terminal?.program, drawing: draftDrawing)
    }

    /// Tells where the conversation stands now, with the picture.
    func showPlace(_ how: String, _ turn: Int) async throws {
        let studio = try requireStudio()
        showPreview(try await studio.picture(turn))
        let name = turn == 0 ? "the starting picture" : "turn \(turn)"
        let instruction =
            turn == 0 ? "" : ": " + Sanitising.line(try await studio.session.asked(turn).instruction, limit: 200)
        console.say("\(how) \(name)\(instruction)")
    }

    /// The turn that arguments name, or the current one.
    func turnNumber(in arguments: String) async throws -> Int {
        let session = try await requireStudio().session
        if arguments.isEmpty { return session.state.current }
        guard let number = Int(arguments), number >= 0 else {
            throw Refusal(
                "\u{201C}\(Sanitising.line(arguments, limit: 40))\u{201D} is no turn's number.",
                next: "/tree lists them.", exit: .usage)
        }
        guard number == 0 || session.state.turn(number) != nil else { throw SessionFailure.noSuchTurn(number) }
        return number
    }

    /// The session that arguments name, or the newest one.
    func sessionNumber(in arguments: String) throws -> Int {
        if arguments.isEmpty { return try newestSession() }
        guard let number = Int(arguments), number > 0 else {
            throw Refusal(
                "\u{201C}\(Sanitising.line(arguments, limit: 40))\u{201D} is no session's number.",
                next: "/sessions lists them.", exit: .usage)
        }
        return number
    }

    private func newestSession() throws -> Int {
        guard let number = try console.newestSession(in: folder, listedBy: "/sessions") else {
            throw Refusal("There are no sessions yet.", next: "Type a picture's path to start one.", exit: .noInput)
        }
        return number
    }

    func export(_ request: ExportRequest, of session: Session) throws {
        try Exporting(console: console).export(request, of: session)
    }
}
