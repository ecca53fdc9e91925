import Foundation
import Glibc
import ImageModels
import LineEditing
import Studio
import TerminalUI

/// Runs one turn in front of a person: a progress line while it takes, and ^C to cancel it.
struct TurnRunner: Sendable {
    let console: Console

    /// - Parameter leaving: What to put right when a second ^C ends the program at once.
    func run(
        _ instruction: Instruction, in studio: Studio, from parent: Int? = nil,
        leaving: @escaping @Sendable () -> Void = {}
    ) async throws -> Turn {
        let surroundings = console.surroundings
        let profile = await studio.model.profile
        let progress = ProgressLine(
            "\(profile.shortName): editing", terminal: surroundings.talk, columns: surroundings.windowSize().columns
        ) { [console] text in
            if !console.quiet { console.draw(text) }
        }
        await progress.begin()
        let (steps, continuation) = AsyncStream.makeStream(of: String.self)
        let showing = Task {
            for await step in steps { await progress.update(step) }
        }
        let outcome: Result<Turn, any Error>
        do {
            let turn = try await Interrupts.cancelling {
                try await studio.perform(instruction, from: parent) { event in
                    switch event {
                    case .asked(let turn, _) where !surroundings.talk.movesCursor:
                        console.say("turn \(turn)  \(profile.shortName): editing")
                    case .progress(.step(let step)): continuation.yield("\(profile.shortName): \(step)")
                    default: break
                    }
                }
            } onFirst: {
                continuation.yield("cancelling")
            } onSecond: {
                leaving()
            }
            outcome = .success(turn)
        } catch {
            outcome = .failure(error)
        }
        continuation.finish()
        await showing.value
        await progress.end()
        return try outcome.get()
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
