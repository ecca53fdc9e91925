import ArgumentParser
import Foundation
import Glibc

@main
struct Program: AsyncParsableCommand {
    static let nameAndVersion = "retouch 0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "retouch",
        abstract: "Edit pictures by conversation.",
        discussion: """
            retouch photo.jpg        open a picture, then type what to change
            retouch resume           go on with the newest session
            retouch edit photo.jpg -e "make the jacket red" -o out.png
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

    /// A reader that goes away ends the program quietly, and the exit code says what happened.
    static func main() async {
        signal(SIGPIPE, SIG_IGN)
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch let refusal as Refusal {
            Console(surroundings: .current()).complain(refusal.message)
            Glibc.exit(refusal.message.exit.rawValue)
        } catch let code as ExitCode {
            Glibc.exit(code.rawValue)
        } catch  where exitCode(for: error) == .validationFailure || exitCode(for: error) == .success {
            exit(withError: error)
        } catch let error as CleanExit {
            exit(withError: error)
        } catch {
            let message = Message(error, surroundings: .current())
            Console(surroundings: .current()).complain(message)
            Glibc.exit(message.exit.rawValue)
        }
    }
}
