import Foundation
import LineEditing
import Subprocess

/// Programs that Retouch calls: an editor, the clipboard's reader. None of them is told a key.
enum OtherPrograms {
    /// What a program writes to its standard output, up to 256 MB, within three seconds.
    static func output(of name: String, _ arguments: [String], in surroundings: Surroundings) async throws -> Data {
        try await withThrowingTaskGroup(of: Data?.self) { group in
            group.addTask {
                let result = try await run(
                    .name(name), arguments: Arguments(arguments), environment: environment(of: surroundings),
                    output: .bytes(limit: 256 << 20))
                guard result.terminationStatus.isSuccess else { return Data() }
                return Data(result.standardOutput)
            }
            group.addTask {
                try await Task.sleep(for: .seconds(3))
                return nil
            }
            defer { group.cancelAll() }
            guard let first = try await group.next(), let data = first else { throw CancellationError() }
            return data
        }
    }

    /// Gives a program a text by its standard input; whether it took it, within thirty seconds.
    static func feed(
        _ text: String, to name: String, _ arguments: [String], in surroundings: Surroundings
    ) async throws -> Bool {
        try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask {
                let result = try await run(
                    .name(name), arguments: Arguments(arguments), environment: environment(of: surroundings),
                    input: .string(text), output: .discarded)
                return result.terminationStatus.isSuccess
            }
            group.addTask {
                try await Task.sleep(for: .seconds(30))
                return false
            }
            defer { group.cancelAll() }
            return try await group.next() ?? false
        }
    }

    /// Lets a person write in their editor: $VISUAL, else $EDITOR, else nano, on the program's own terminal.
    ///
    /// Returns the text without the line break that editors put at its end; `nil` if the editor failed.
    static func edited(_ text: String, in surroundings: Surroundings) async throws -> String? {
        let editor = ["VISUAL", "EDITOR"].compactMap { surroundings.environment[$0] }.first { !$0.isEmpty } ?? "nano"
        let file = try temporaryFile(named: "instruction.txt", text + "\n")
        defer { try? FileManager.default.removeItem(at: file.deletingLastPathComponent()) }
        guard try await onTerminal("\(editor) \"$1\"", file, in: surroundings), let data = try? Data(contentsOf: file)
        else { return nil }
        return String(decoding: data.prefix(1 << 20), as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Shows a long text page by page: $PAGER, else less. `false` if there is none.
    static func page(_ text: String, in surroundings: Surroundings) async -> Bool {
        let pager = surroundings.environment["PAGER"].flatMap { $0.isEmpty ? nil : $0 } ?? "less -R -F -X"
        guard let file = try? temporaryFile(named: "list.txt", text) else { return false }
        defer { try? FileManager.default.removeItem(at: file.deletingLastPathComponent()) }
        return (try? await onTerminal("\(pager) \"$1\"", file, in: surroundings)) ?? false
    }

    /// Opens a file with the program that the desktop has for it; whether there is one.
    static func open(_ file: URL, in surroundings: Surroundings) async throws -> Bool {
        do {
            let result = try await run(
                .name("xdg-open"), arguments: [file.path], environment: environment(of: surroundings),
                output: .discarded, error: .discarded)
            return result.terminationStatus.isSuccess
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            return false
        }
    }

    private static func temporaryFile(named name: String, _ text: String) throws -> URL {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("retouch-\(UUID().uuidString)", isDirectory: true)
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        let file = folder.appendingPathComponent(name)
        try Data(text.utf8).write(to: file)
        return file
    }

    /// Runs a shell command with a file as "$1" on the program's own terminal; whether it succeeded.
    private static func onTerminal(_ command: String, _ file: URL, in surroundings: Surroundings) async throws -> Bool {
        // ^C is the other program's while it runs. Heard of rather than ignored: an ignored signal would be inherited.
        let interrupts = SignalSource([SIGINT]) { _ in true }
        defer { interrupts.cancel() }
        let result = try await run(
            .name("sh"), arguments: ["-c", command, "retouch", file.path], environment: environment(of: surroundings),
            input: .currentStandardInput, output: .currentStandardOutput, error: .currentStandardError)
        return result.terminationStatus.isSuccess
    }

    private static func environment(of surroundings: Surroundings) -> Environment {
        .custom(
            Dictionary(
                uniqueKeysWithValues: surroundings.childEnvironment.compactMap { name, value in
                    Environment.Key(rawValue: name).map { ($0, value) }
                }))
    }
}
