import ArgumentParser
import Foundation
import Glibc
import ImageModels
import LineEditing
import TerminalUI

@main
struct Program: AsyncParsableCommand {
    static let nameAndVersion = "retouch 0.1.0"

    // Every command says its name, down to the last: to make one from a type's takes a part of a millisecond at each start.
    static let configuration = CommandConfiguration(
        commandName: "retouch",
        abstract: "Edit pictures by conversation.",
        discussion: """
            retouch photo.jpg        open a picture, then type what to change
            retouch resume           go on with the newest session
            retouch edit photo.jpg -e "make the jacket red" -o out.png
            retouch help local       what can be typed without a key
            """,
        version: nameAndVersion,
        subcommands: [
            Converse.self, EditCommand.self, ResumeCommand.self, ListCommand.self, ShowCommand.self, VerifyCommand.self,
            ReplayCommand.self, BatchCommand.self, ScriptCommand.self, ExportCommand.self, PageCommand.self,
            ImportCommand.self,
            ModelsCommand.self,
            KeyCommand.self, MCPCommand.self,
            DoctorCommand.self, ManualCommand.self,
        ],
        defaultSubcommand: Converse.self)

    /// A file whose name begins with a dash would be read as options: "-photo.png" holds an h, which is for help.
    private static func refuseDashedFile() throws {
        let typed = CommandLine.arguments.dropFirst().prefix { $0 != "--" }
        let name = typed.first {
            $0.count > 2 && $0.hasPrefix("-") && !$0.hasPrefix("--") && FileManager.default.fileExists(atPath: $0)
        }
        guard let name else { return }
        let shown = Sanitising.name(name)
        throw Refusal(
            "\u{201C}\(shown)\u{201D} begins with a dash, as options do.", kept: "Nothing was done.",
            next: "Say it with its folder: ./\(shown)", exit: .usage)
    }

    /// An error may say again what was typed, a key among it.
    private static func knowKeys() {
        KnownKeys.know(KeyRing(surroundings: .current()).known(ModelCatalogue.standard.services))
    }

    /// A key that was pasted where none belongs is neither shown nor made a file's name, whatever the command is. What is there
    /// may be called as it likes.
    private static func refuseKey(in words: [String], _ surroundings: Surroundings) throws {
        // All that can be, without a look at the keys at hand: each start would pay for it.
        let long = words.filter { $0.utf8.count >= 12 && $0.contains(where: \.isNumber) }
        guard !long.isEmpty else { return }
        knowKeys()
        let isPasted = long.contains {
            SecretText.isPastedKey($0) && !FileManager.default.fileExists(atPath: surroundings.url($0).path)
        }
        if isPasted { throw Refusal.keyInArguments }
    }

    /// Ends well, unless what was asked for is not there in full.
    private static func end() -> Never {
        do {
            try Console.checkOutput()
        } catch {
            let message = Message(error, surroundings: .current())
            Console(surroundings: .current()).complain(message)
            Glibc.exit(message.exit.rawValue)
        }
        Glibc.exit(0)
    }

    /// A reader that goes away ends the program quietly, and the exit code says what happened.
    static func main() async {
        signal(SIGPIPE, SIG_IGN)
        ProcessLimits.prepare()
        // Read on another processor while this one understands the command line: each takes some milliseconds.
        Task.detached { _ = ModelCatalogue.standard }
        do {
            let surroundings = Surroundings.current()
            try refuseKey(in: Array(CommandLine.arguments.dropFirst()), surroundings)
            try refuseDashedFile()
            let typed = MistypedCommand(words: Array(CommandLine.arguments.dropFirst())) {
                FileManager.default.fileExists(atPath: surroundings.url($0).path)
            }
            if let refusal = typed.refusal { throw refusal }
            if let help = try ConversationHelp(words: typed.words).lines(for: surroundings) {
                for line in help { Console(surroundings: surroundings).print(line) }
                return try Console.checkOutput()
            }
            var command = try parseAsRoot()
            if let refusal = ProcessLimits.refusal { throw refusal }
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
            try Console.checkOutput()
        } catch let refusal as Refusal {
            knowKeys()
            Console(surroundings: .current()).complain(refusal.message)
            Glibc.exit(refusal.message.exit.rawValue)
        } catch let code as ExitCode {
            Glibc.exit(code.rawValue)
        } catch  where exitCode(for: error) == .validationFailure {
            knowKeys()
            Console.write(SecretText.masked(fullMessage(for: error)) + "\n", to: STDERR_FILENO)
            Glibc.exit(ExitStatus.usage.rawValue)
        } catch  where exitCode(for: error) == .success {
            let asked = fullMessage(for: error)
            if !asked.isEmpty { Console.write(asked + "\n", to: STDOUT_FILENO) }
            end()
        } catch {
            knowKeys()
            let message = CommandLineAdvice().message(Message(error, surroundings: .current()))
            Console(surroundings: .current()).complain(message)
            Glibc.exit(message.exit.rawValue)
        }
    }
}
