import ArgumentParser
import Foundation
import Glibc
import ImageModels
import LineEditing
import RemoteModels

/// `retouch key set|list|remove`
struct KeyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key", abstract: "Keep, list or remove the services' keys.",
        discussion: HelpBlock.flowing(
            """
            A key in the environment always counts first. Keys are kept in the desktop's secret service where there is
            one (secret-tool), else in a file that only you can read. They are never shown, and never in arguments.
            What is pasted may be the key alone or a line that sets it (export, $env:, setx, YAML, JSON, a header); what is
            piped in may be a file of settings: retouch key set cometapi < .env
            """),
        subcommands: [Set.self, List.self, Remove.self])

    struct Set: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "set", abstract: "Ask for a key, without showing it, and keep it.")
        @Argument(help: "cometapi, google or openai.", completion: .services) var service = "cometapi"
        @Argument(help: .hidden) var rest: [String] = []
        @Flag(help: "Keep it in the file, even where there is a secret service.") var file = false
        @OptionGroup var common: CommonOptions

        func run() async throws {
            let surroundings = common.surroundings
            let console = common.console(surroundings)
            try await console.reporting {
                if !rest.isEmpty || SecretText.looksLikeKey(service) {
                    throw Refusal(
                        "A key is not said on the command line, where the shell's history and others can read it.",
                        kept: "Nothing was kept.",
                        next: "retouch key set SERVICE asks for it, or reads it from standard input.", exit: .usage)
                }
                let models = try Models(surroundings: surroundings)
                let service = try models.service(service)
                let typed = try HiddenInput.read(prompt: "Key for \(service.title): ", surroundings: surroundings)
                guard let key = APIKey(lines: typed, variables: service.keys),
                    key.isAsServicesGive || models.keys.isMoved(service)
                else {
                    throw Refusal(
                        "That is no key, shorter than any, or not one alone.", kept: "Nothing was kept.",
                        next: "Give the key itself, or one line that sets it.", exit: .usage)
                }
                let origin = try await models.keys.keep(key, for: service, inFile: file)
                console.say("The key for \(service.title) is kept in \(models.keys.describe(origin)).")
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "Tell which services there are keys for.")
        @OptionGroup var common: CommonOptions

        struct Object: Encodable {
            let service: String
            let key: String?
        }

        func run() async throws {
            let surroundings = common.surroundings
            let console = common.console(surroundings)
            try await console.reporting {
                let models = try Models(surroundings: surroundings)
                let services = try models.catalogue.services + models.keys.addresses().map(models.service)
                let widest = services.map(\.id.count).max() ?? 0
                for service in services {
                    let origin = try models.keys.origin(service).map(models.keys.describe)
                    if common.json {
                        console.print(json: Object(service: service.id, key: origin))
                    } else {
                        let name = service.id + String(repeating: " ", count: widest + 2 - service.id.count)
                        console.print(name + (origin ?? "no key"))
                    }
                }
            }
        }
    }

    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "remove", abstract: "Forget a key that was kept.")
        @Argument(help: "cometapi, google or openai.", completion: .services) var service: String
        @OptionGroup var common: CommonOptions

        func run() async throws {
            let surroundings = common.surroundings
            let console = common.console(surroundings)
            try await console.reporting {
                let models = try Models(surroundings: surroundings)
                let service = try models.service(service)
                guard try await models.keys.remove(service) else {
                    throw Refusal(
                        "No key for \(service.title) was kept.", next: "retouch key list tells which there are.",
                        exit: .noInput)
                }
                console.say("The key for \(service.title) is forgotten.")
                if let origin = try models.keys.origin(service) {
                    console.say("There is another in \(models.keys.describe(origin)).")
                }
            }
        }
    }
}

/// A line that is typed without being shown.
enum HiddenInput {
    /// Reads one line from a terminal, where nothing that is typed appears, or what is piped in. Throws a `Refusal`.
    static func read(prompt: String, surroundings: Surroundings) throws -> String {
        guard surroundings.standardInputIsTerminal else {
            // A whole file of settings may come.
            var lines: [String] = []
            while lines.count < 1000, let line = readLine() { lines.append(line) }
            return lines.joined(separator: "\n").trimmingCharacters(in: .whitespacesAndNewlines)
        }
        var modes = termios()
        guard tcgetattr(STDIN_FILENO, &modes) == 0 else {
            throw Refusal("The terminal can't hide what is typed.", next: "Pipe the key in instead.", exit: .usage)
        }
        let before = modes
        modes.c_lflag &= ~tcflag_t(ECHO)
        // ^C comes as a character, so that the terminal is put back whatever is typed.
        modes.c_lflag &= ~tcflag_t(ISIG)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &modes)
        defer {
            var before = before
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &before)
            Console.write("\n", to: STDERR_FILENO)
        }
        Console.write(prompt, to: STDERR_FILENO)
        let line = readLine() ?? ""
        guard !line.contains("\u{03}") else {
            throw Refusal("Cancelled.", kept: "Nothing was kept.", exit: .interrupted)
        }
        return line.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
