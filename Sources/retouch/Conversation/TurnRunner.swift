import Foundation
import Glibc
import ImageModels
import LineEditing
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

    /// - Parameter leaving: What to put right when a second ^C ends the program at once.
    func run(
        _ instruction: Instruction, in studio: Studio, from parent: Int? = nil,
        leaving: @escaping @Sendable () -> Void = {}
    ) async throws -> Turn {
        let surroundings = console.surroundings
        let profile = await studio.model.profile
        let progress = await beginProgress("\(profile.shortName): editing")
        let (steps, continuation) = AsyncStream.makeStream(of: String.self)
        let showing = Task {
            for await step in steps { await progress.update(step) }
        }
        asking?.begin(over: progress)
        defer { asking?.end() }
        let outcome: Result<Turn, any Error>
        do {
            let turn = try await Interrupts.cancelling {
                try await studio.perform(instruction, from: parent) { event in
                    switch event {
                    case .asked(let turn, _) where !surroundings.talk.movesCursor:
                        console.say("turn \(turn)  \(profile.shortName): editing")
                    case .progress(let progress):
                        continuation.yield("\(profile.shortName): \(TurnLines.progress(progress))")
                    default: break
                    }
                }
            } onFirst: {
                continuation.yield("cancelling")
            } onSecond: {
                leave(leaving)
            }
            outcome = .success(turn)
        } catch {
            outcome = .failure(error)
        }
        continuation.finish()
        await showing.value
        await end(progress)
        return try outcome.get()
    }
}

extension TurnRunner {
    /// Whether the terminal's window is marked while something is under way.
    private var marksWindow: Bool {
        !console.quiet && console.surroundings.talk.movesCursor
            && (program ?? console.surroundings.program).showsProgress
    }

    private func beginProgress(_ what: String) async -> ProgressLine {
        let progress = ProgressLine(
            what, terminal: console.surroundings.talk, columns: console.surroundings.windowSize().columns,
            marksWindow: marksWindow
        ) { [console] text in
            if !console.quiet { console.draw(text) }
        }
        if marksWindow { editor?.setFarewell(ProgressLine.unmarking) }
        await progress.begin()
        return progress
    }

    private func end(_ progress: ProgressLine) async {
        await progress.end()
        editor?.setFarewell(nil)
        console.complainNow()
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
        let progress = await beginProgress("\(name): painting")
        let result: Result<Generation.Made, any Error>
        do {
            result = .success(
                try await Interrupts.cancelling {
                    try await generation.run { event in
                        guard case .progress(let news) = event else { return }
                        Task { await progress.update("\(name): \(TurnLines.progress(news))") }
                    }
                } onSecond: {
                    leave(leaving)
                })
        } catch {
            result = .failure(error)
        }
        await end(progress)
        return try result.get()
    }

    /// Runs several turns side by side; ^C cancels those that are still under way.
    func runTogether(
        _ asks: [Ask], in studio: Studio, from parent: Int, leaving: @escaping @Sendable () -> Void = {}
    ) async -> [Result<Turn, TurnFailure>] {
        let surroundings = console.surroundings
        let progress = await beginProgress("asking \(asks.count) times")
        let (events, continuation) = AsyncStream.makeStream(of: (Int, TurnEvent).self)
        let showing = Task {
            var received = Set<Int>()
            for await (index, event) in events {
                switch event {
                case .received: received.insert(index)
                case .progress(.waiting(let seconds, let attempt)):
                    await progress.update(
                        "\(TurnLetters.letter(index)) "
                            + TurnLines.progress(.waiting(seconds: seconds, attempt: attempt)))
                    continue
                default: break
                }
                await progress.update("\(received.count) of \(asks.count) received")
            }
        }
        let results: [Result<Turn, TurnFailure>]? = try? await Interrupts.cancelling {
            await studio.performTogether(asks, from: parent) { index, event in
                if case .asked(let turn, let model) = event, !surroundings.talk.movesCursor {
                    console.say("turn \(turn)  \(TurnLines.shortName(model)): editing")
                }
                continuation.yield((index, event))
            }
        } onSecond: {
            leave(leaving)
        }
        continuation.finish()
        await showing.value
        await end(progress)
        return results ?? []
    }
}

/// Asks a person, in the middle of a turn, whether a link may be fetched.
final class LinkAsking: Sendable {
    private let reader: any LineReading
    private let network: Network
    private let console: Console

    init(reader: any LineReading, network: Network, console: Console) {
        self.reader = reader
        self.network = network
        self.console = console
    }

    func begin(over progress: ProgressLine) {
        network.ask { [reader, console] url in
            await progress.end()
            reader.endQuiet()
            defer { reader.beginQuiet() }
            console.say(
                "The service answered with a link instead of a picture: "
                    + Sanitising.line(url.absoluteString, limit: 200))
            let answer = try? await reader.readLine(.init("Fetch it? [y/N]", ending: " "))
            await progress.begin()
            return answer?.isYes ?? false
        }
    }

    func end() {
        network.ask(nil)
    }
}

/// ^C while something is under way.
enum Interrupts {
    /// Runs work that the first ^C cancels. A second one within two seconds ends the program at once.
    static func cancelling<Success: Sendable>(
        _ work: @escaping @Sendable () async throws -> Success, onFirst: @escaping @Sendable () -> Void = {},
        onSecond: @escaping @Sendable () -> Void = {}
    ) async throws -> Success {
        let task = Task { try await work() }
        let last = LastInterrupt()
        let source = SignalSource([SIGINT]) { _ in
            if last.isSecond() {
                onSecond()
                _exit(ExitStatus.interrupted.rawValue)
            }
            onFirst()
            task.cancel()
            return true
        }
        defer { source.cancel() }
        // Somebody further out may have heard the ^C, before this source was there.
        return try await withTaskCancellationHandler {
            try await task.value
        } onCancel: {
            task.cancel()
        }
    }

    private final class LastInterrupt: @unchecked Sendable {
        private let lock = NSLock()
        private var last: ContinuousClock.Instant?

        func isSecond() -> Bool {
            lock.withLock {
                defer { last = .now }
                guard let last else { return false }
                return .now - last < .seconds(2)
            }
        }
    }
}
