import Files
import Foundation
import Glibc
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

    /// Lets a person write in their editor: $VISUAL, else $EDITOR, else the usual ones, on the program's own terminal.
    ///
    /// Returns the text without the line break that editors put at its end; `nil` if the editor failed. Throws a `Refusal` where
    /// there is none.
    static func edited(_ text: String, in surroundings: Surroundings) async throws -> String? {
        let editor = try editor(in: surroundings)
        let folder = try ScratchFolder(in: FileManager.default.temporaryDirectory, prefix: "retouch-")
        defer { folder.remove() }
        let file = folder.url.appendingPathComponent("instruction.txt")
        try Data((text + "\n").utf8).write(to: file)
        guard try await onTerminal("\(editor) \"$1\"", file, in: surroundings), let data = try? Data(contentsOf: file)
        else { return nil }
        return String(decoding: data.prefix(1 << 20), as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private static func editor(in surroundings: Surroundings) throws -> String {
        let named = ["VISUAL", "EDITOR"].compactMap { surroundings.environment[$0] }.first { !$0.isEmpty }
        if let named { return named }
        let folders = (surroundings.environment["PATH"] ?? "").split(separator: ":")
        let usual = ["nano", "sensible-editor", "vi"].first { name in
            folders.contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(name)") }
        }
        guard let usual else {
            throw Refusal(
                "There is no editor here.", kept: "Nothing was done.",
                next: "Name one before Retouch is started, such as: export EDITOR=nano", exit: .usage)
        }
        return usual
    }

    /// Shows a long text page by page: $PAGER, else less. `false` if there is none.
    static func page(_ text: String, in surroundings: Surroundings) async -> Bool {
        let pager = surroundings.environment["PAGER"].flatMap { $0.isEmpty ? nil : $0 } ?? "less -R -F -X"
        guard let file = unnamedFile(text) else { return false }
        defer { close(file) }
        let path = URL(fileURLWithPath: "/proc/\(getpid())/fd/\(file)")
        // A plain "less" would take colours for a binary file, and would tell the file's name instead of its keys.
        let shell = "LESS=\"${LESS-FRXPs\(Help.pagerPrompt)\\$}\"; export LESS; \(pager) \"$1\""
        return (try? await onTerminal(shell, path, in: surroundings)) ?? false
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

    /// A file of no name with a text in it, open: nothing of it stays, however the program ends.
    private static func unnamedFile(_ text: String) -> Int32? {
        var path = Array((FileManager.default.temporaryDirectory.path + "/retouch-XXXXXX").utf8CString)
        let file = mkstemp(&path)
        guard file >= 0 else { return nil }
        unlink(path)
        _ = fcntl(file, F_SETFD, FD_CLOEXEC)
        do {
            try OrdinaryFile.write(Data(text.utf8), to: file)
            return file
        } catch {
            close(file)
            return nil
        }
    }

    /// Runs a shell command with a file as "$1" on the program's own terminal; whether it succeeded.
    private static func onTerminal(_ command: String, _ file: URL, in surroundings: Surroundings) async throws -> Bool {
        // ^C is the other program's while it runs. Heard of rather than ignored: an ignored signal would be inherited.
        let interrupts = SignalSource([SIGINT]) { _ in true }
        defer {
            SignalSource.tellAll()
            interrupts.cancel()
        }
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
