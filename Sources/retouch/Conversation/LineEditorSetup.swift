import Foundation
import LineEditing
import Synchronization
import TerminalUI

extension LineEditorOptions {
    /// The line editor of the conversation: history, completion, the person's own editor, ^V for pictures.
    static func conversation(at console: Console, completing: Completing) -> LineEditorOptions {
        let surroundings = console.surroundings
        var options = LineEditorOptions(programName: "retouch", term: surroundings.environment["TERM"])
        options.rewrapsLines = surroundings.program.rewrapsLines
        let ownFile = surroundings.home.appendingPathComponent(".editrc").path
        options.bindingsFile = surroundings.environment["EDITRC"] ?? ownFile
        options.bindingsFailed = { console.complain(Message($0, surroundings: surroundings)) }
        try? FileManager.default.createDirectory(
            at: surroundings.stateFolder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        options.suggestionStyle = surroundings.output.suggestionStyle
        options.historyFile = surroundings.historyFile.path
        options.recordsFolder = surroundings.stateFolder.appendingPathComponent("terminals").path
        options.pasteCut = { limit in
            Message(
                Refusal(
                    "The paste is longer than \(limit) bytes.",
                    kept: "What came first is on the line; the rest was left out.",
                    exit: .usage), surroundings: surroundings
            ).text(console.style)
        }
        options.complete = { completing.completion(of: $0, at: $1) }
        options.editExternally = { text in
            blocking {
                do {
                    return try await OtherPrograms.edited(text, in: surroundings)
                } catch {
                    console.complain(Message(error, surroundings: surroundings))
                    return nil
                }
            }
        }
        let attach: @Sendable () -> String? = {
            blocking { await Clipboard.savedPicture(in: surroundings).map { "@\(TypedPath.quoted($0.path)) " } }
        }
        options.insertions = [.control(0x16): attach, .alt("v"): attach]
        if !surroundings.output.showsUnicode { options.continuationPrompt = Prompt("", ending: "... ") }
        return options
    }
}

/// Waits for asynchronous work on a thread that is not one of the concurrency pool's: the line editor's.
private func blocking(_ work: @escaping @Sendable () async -> String?) -> String? {
    let result = Outcome()
    let done = DispatchSemaphore(value: 0)
    Task.detached {
        let text = await work()
        result.text.withLock { $0 = text }
        done.signal()
    }
    done.wait()
    return result.text.withLock { $0 }
}

private final class Outcome: Sendable {
    let text = Mutex<String?>(nil)
}
