import ArgumentParser
import Foundation
import Glibc
import LineEditing
import ModelContextProtocol

/// `retouch mcp`
struct MCPCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mcp",
        abstract: "Let programs edit pictures: the Model Context Protocol on standard input and output.",
        discussion: HelpBlock.flowing(
            """
            Clients start it by themselves; they are told this command line:
              retouch mcp --folder ~/Pictures --limit 2.00
            Files are read and written below the folders that are named, or the working folder. Before money is spent, the
            person at the client is asked; where the client can't ask, no more than the limit is spent. Pictures go to servers
            of your own only if they are named here, or the person agrees.
            """))

    @Option(
        name: .customLong("folder"),
        help: ArgumentHelp(
            "A folder whose pictures may be read and to which exports may be written; say it again for more.",
            valueName: "dir"), completion: .directory)
    var folders: [String] = []
    @Option(
        name: .customLong("server"),
        help: ArgumentHelp(
            "A server of your own that may be asked, such as http://127.0.0.1:8080; say it again for more.",
            valueName: "address"))
    var servers: [String] = []
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "What may be spent in one run where nobody can be asked; with --yes, also where somebody could be.",
            valueName: "dollars"))
    var limit = 0.2
    @OptionGroup var modelOptions: ModelOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard limit.isFinite, limit >= 0 else { throw ValidationError("--limit takes an amount in dollars.") }
    }

    func run() async throws {
        let surroundings = common.surroundings
        // Talk goes to standard error, and there is none unless something is wrong.
        let console = Console(surroundings: surroundings, quiet: true)
        if surroundings.standardInputIsTerminal {
            Console(surroundings: surroundings).say(
                "This is for programs: they write messages of the Model Context Protocol here. ^D ends it.")
        }
        let pipe = try Self.claimStandardStreams()
        let models = try Models(surroundings: surroundings, options: modelOptions.network)
        let tools = EditingTools(
            console: console, folder: common.folder(surroundings, telling: console), models: models,
            options: modelOptions, files: try PermittedFolders(folders, in: surroundings),
            servers: try NamedServers(servers, model: modelOptions.model, in: models),
            allowance: Allowance(limit: limit, spendsUnasked: modelOptions.yes))
        let server = ProtocolServer(
            .init(
                name: "retouch", title: "Retouch",
                version: String(Program.nameAndVersion.split(separator: " ").last ?? ""),
                instructions: ToolWords.instructions),
            tools: try tools.all(), failing: { tools.failure($0) },
            refusing: { SecretText.isPastedKey($0) ? ToolWords.keyInArguments : nil }, send: { pipe.send($0) })
        // Whoever ends it wants no more answers; what was begun is written down as cancelled.
        let source = SignalSource([SIGINT, SIGTERM]) { signal in
            Task {
                await server.cancel()
                await server.finish()
                _exit(signal == SIGINT ? ExitStatus.interrupted.rawValue : 128 + signal)
            }
            return true
        }
        await pipe.lines { await server.take($0) }
        await server.finish()
        pipe.flush()
        source.cancel()
        // Told, as of every command, at the end of the program.
        if let code = pipe.lost { Console.noteLost(code) }
    }

    /// The protocol has standard input and output to itself: whatever else is printed goes to standard error, and no
    /// other program reads along.
    private static func claimStandardStreams() throws -> LinePipe {
        let input = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3)
        let output = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3)
        let nothing = Glibc.open("/dev/null", O_RDONLY | O_CLOEXEC)
        guard input >= 0, output >= 0, nothing >= 0, dup2(nothing, STDIN_FILENO) >= 0,
            dup2(STDERR_FILENO, STDOUT_FILENO) >= 0
        else {
            throw Refusal("Standard input and output are not both there.", exit: .unavailable)
        }
        close(nothing)
        return LinePipe(input: input, output: output)
    }
}
