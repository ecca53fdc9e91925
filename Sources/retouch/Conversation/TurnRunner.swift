import Foundation
import Glibc
import ImageModels
import LineEditing
import Pictures
import Studio
import TerminalUI

/// Runs one turn in front of a person: a progress line while it takes, and ^C to cancel it.
struct TurnRunner: Sendable {
    let console: Console
    /// Where to ask whether a link may be fetched, in a conversation with a person.
    var asking: LinkAsking?
    /// The editor that gives the terminal back when a signal ends the program.
    var editor: TerminalLineEditor?
    /// The terminal's program, where more is known of it than the variables tell.
    var program: TerminalProgram?

    /// Draws a draft of the picture, by its place among the turn's drafts.
    var drawing: (@Sendable (PixelBuffer, _ place: Int) -> String?)?

    private enum Step {
        case words(String)
        case draft(Data)
    }

    /// - Parameter leaving: What to put right when a second ^C ends the program at once.
    func run(
        _ instruction: Instruction, in studio: Studio, from parent: Int? = nil,
        leaving: @escaping @Sendable () -> Void = {}
    ) async throws -> Turn {
        let surroundings = console.surroundings
        let profile = await studio.model.profile
        let display = await begin("\(profile.shortName): editing")
        let (steps, continuation) = AsyncStream.makeStream(of: Step.self)
        let showing = Task { [drawing] in
            var drafts = 0
            for await step in steps {
                switch step {
                case .words(let words): await display.update(words)
                case .draft(let data):
                    guard let drawing, let pixels = try? Picture(inspecting: data).pixels(),
                        let text = drawing(pixels, drafts)
                    else { continue }
                    drafts += 1
                    await display.show(text)
                }
            }
        }
        asking?.begin(over: display)
        defer { asking?.end() }
        let outcome: Result<Turn, any Error>
        do {
            let turn = try await Interrupts.cancelling {
                try await studio.perform(instruction, from: parent) { event in
                    switch event {
                    case .asked(let turn, _) where !surroundings.talk.movesCursor:
                        console.say("turn \(turn)  \(profile.shortName): editing")
                    case .progress(let progress):
                        if case .draft(let data) = progress { continuation.yield(.draft(data)) }
                        continuation.yield(.words("\(profile.shortName): \(TurnLines.progress(progress))"))
                    default: break
                    }
                }
            } dropping: {
                dropping()
            } onFirst: {
                continuation.yield(.words("cancelling"))
            } onSecond: {
                leave(leaving)
            }
            outcome = .success(turn)
        } catch {
            outcome = .failure(error)
        }
        continuation.finish()
        await showing.value
        await end(display)
        return try outcome.get()
    }
}

extension TurnRunner {
    /// Whether the terminal's window is marked while something is under way.
    private var marksWindow: Bool {
        !console.quiet && console.surroundings.talk.movesCursor
            && (program ?? console.surroundings.program).showsProgress
    }

    private func begin(_ what: String) async -> TurnDisplay {
        let progress = ProgressLine(
            what, terminal: console.surroundings.talk, window: { [console] in console.surroundings.windowSize() },
            marksWindow: marksWindow, width: columnWidth(of:),
            mayDraw: { [editor] in editor?.isInBackground != true }
        ) { [console] text in
            if !console.quiet { console.draw(text) }
        }
        if marksWindow { editor?.setFarewell(ProgressLine.unmarking) }
        let display = TurnDisplay(progress, editor: editor)
        await display.begin()
        return display
    }

    private func end(_ display: TurnDisplay) async {
        await display.end()
        editor?.setFarewell(nil)
        console.complainNow()
    }

    /// Drops the lines that are to follow; whether there were any.
    private var dropping: @Sendable () -> Bool {
        { [editor] in editor?.dropTypedAhead() ?? false }
    }

    /// Puts the terminal right before the program ends at once.
    private func leave(_ leaving: () -> Void) {
        if marksWindow { console.draw("\(ProgressLine.unmarking)") }
        leaving()
    }

    /// Has a picture made from words.
    func generate(
        _ generation: Generation, leaving: @escaping @Sendable () -> Void = {}
    ) async throws -> Generation.Made {
        let name = generation.model.profile.shortName
        let display = await begin("\(name): painting")
        let result: Result<Generation.Made, any Error>
        do {
            result = .success(
                try await Interrupts.cancelling {
                    try await generation.run { event in
                        guard case .progress(let news) = event else { return }
                        Task { await display.update("\(name): \(TurnLines.progress(news))") }
                    }
                } dropping: {
                    dropping()
                } onSecond: {
                    leave(leaving)
                })
        } catch {
            result = .failure(error)
        }
        await end(display)
        return try result.get()
    }

    /// Runs several turns side by side; ^C cancels those that are still under way.
    func runTogether(
        _ asks: [Ask], in studio: Studio, from parent: Int, leaving: @escaping @Sendable () -> Void = {}
    ) async -> [Result<Turn, TurnFailure>] {
        let surroundings = console.surroundings
        let display = await begin("asking \(asks.count) times")
        let (events, continuation) = AsyncStream.makeStream(of: (Int, TurnEvent).self)
        let showing = Task {
            var received = Set<Int>()
            for await (index, event) in events {
                switch event {
                case .received: received.insert(index)
                case .progress(.waiting(let seconds, let attempt)):
                    await display.update(
                        "\(TurnLetters.letter(index)) "
                            + TurnLines.progress(.waiting(seconds: seconds, attempt: attempt)))
                    continue
                default: break
                }
                await display.update("\(received.count) of \(asks.count) received")
            }
        }
        let results: [Result<Turn, TurnFailure>]? = try? await Interrupts.cancelling {
            await studio.performTogether(asks, from: parent) { index, event in
                if case .asked(let turn, let model) = event, !surroundings.talk.movesCursor {
                    console.say("turn \(turn)  \(TurnLines.shortName(model)): editing")
                }
                continuation.yield((index, event))
            }
        } dropping: {
            dropping()
        } onSecond: {
            leave(leaving)
        }
        continuation.finish()
        await showing.value
        await end(display)
        return results ?? []
    }
}
