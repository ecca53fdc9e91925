import Files
import Foundation
import Glibc
import Pictures
import Sessions
import TerminalUI

/// What the program finds where it is started: variables, folders, terminals. Read once; everything below this target
/// is told what it needs to know.
struct Surroundings: Sendable {
    let environment: [String: String]
    let workingFolder: URL
    let home: URL
    let standardInputIsTerminal: Bool
    /// Standard output, which carries pictures and data.
    let output: Terminal
    /// Standard error, which carries talk.
    let talk: Terminal
    /// Whether the working folder was removed.
    var hasNoFolder = false

    static func current() -> Surroundings {
        let environment = ProcessInfo.processInfo.environment
        let unicode = useUTF8Locale()
        let folder = FileManager.default.currentDirectoryPath
        return Surroundings(
            environment: environment,
            workingFolder: URL(fileURLWithPath: folder, isDirectory: true),
            home: URL(fileURLWithPath: environment["HOME"] ?? NSHomeDirectory(), isDirectory: true),
            standardInputIsTerminal: isatty(STDIN_FILENO) == 1,
            output: Terminal(isTerminal: isatty(STDOUT_FILENO) == 1, environment: environment, unicode: unicode),
            talk: Terminal(isTerminal: isatty(STDERR_FILENO) == 1, environment: environment, unicode: unicode),
            hasNoFolder: folder.isEmpty)
    }

    /// All that comes on standard input. Throws a `Refusal` where it can't be read, or is no list and no script by its length.
    static func standardInput() throws -> Data {
        do throws(OrdinaryFile.Failure) {
            return try Incoming.read(STDIN_FILENO, limit: 256 << 20)
        } catch {
            throw Refusal(
                "Standard input can't be read: \(Message.reason(error.code)).", kept: "Nothing was done.",
                next: "Pipe the lines in, or name a file in the place of -.", exit: .noInput)
        }
    }

    /// Takes the user's locale if it is UTF-8, and C.UTF-8 otherwise, so that text other than ASCII can be typed.
    ///
    /// Returns whether the terminal can be expected to show such text: the plain C locale says that it can't.
    private static func useUTF8Locale() -> Bool {
        setlocale(LC_CTYPE, "")
        if String(cString: nl_langinfo(Int32(CODESET))) == "UTF-8" { return true }
        let variables = ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { (name: String) in
            getenv(name).map { String(cString: $0) }
        }
        setlocale(LC_CTYPE, "C.UTF-8")
        // A locale that is merely not installed here still tells what the terminal is.
        guard let wanted = variables.first(where: { !$0.isEmpty }) else { return false }
        return wanted.lowercased().hasSuffix("utf-8") || wanted.lowercased().hasSuffix("utf8")
    }

    private func folder(_ variable: String, otherwise path: String) -> URL {
        // The XDG specification says to ignore relative paths.
        if let value = environment[variable], value.hasPrefix("/") {
            return URL(fileURLWithPath: value, isDirectory: true).appendingPathComponent("retouch")
        }
        return home.appendingPathComponent(path).appendingPathComponent("retouch")
    }

    var stateFolder: URL { folder("XDG_STATE_HOME", otherwise: ".local/state") }
    var dataFolder: URL { folder("XDG_DATA_HOME", otherwise: ".local/share") }
    var configurationFolder: URL { folder("XDG_CONFIG_HOME", otherwise: ".config") }
    var askedJobs: AskedJobs { AskedJobs(in: stateFolder.appendingPathComponent("jobs")) }
    var spendingFile: URL { stateFolder.appendingPathComponent("spending.jsonl") }
    var chosenModelsFile: URL { stateFolder.appendingPathComponent("chosen-models.jsonl") }
    var historyFile: URL { stateFolder.appendingPathComponent("history.jsonl") }
    /// Where pictures go that a session folder can't take.
    var rescueFolder: URL { stateFolder.appendingPathComponent("rescued") }

    /// Width and height of the terminal in cells.
    func windowSize() -> (columns: Int, rows: Int) {
        guard let window = window() else { return (80, 24) }
        return (Int(window.ws_col), Int(window.ws_row))
    }

    /// A character cell's size in pixels, where the terminal's driver knows it.
    func cellSize() -> PixelSize? {
        guard let window = window(), window.ws_xpixel >= window.ws_col, window.ws_ypixel >= window.ws_row else {
            return nil
        }
        return PixelSize(
            width: Int(window.ws_xpixel) / Int(window.ws_col), height: Int(window.ws_ypixel) / Int(window.ws_row))
    }

    private func window() -> winsize? {
        for stream: Int32 in [STDERR_FILENO, STDOUT_FILENO, STDIN_FILENO] {
            var size = winsize()
            if ioctl(stream, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 { return size }
        }
        return nil
    }

    /// The terminal's program, by variables alone.
    var program: TerminalProgram { TerminalProgram(environment: environment) }

    /// Whether the terminal is on another machine.
    var isRemote: Bool { ["SSH_CONNECTION", "SSH_TTY"].contains { !(environment[$0] ?? "").isEmpty } }

    /// The folder for sessions: the one that was chosen, else `./sessions` where that is there or can be made, else one
    /// among the user's own data. For reading, `./sessions` need not be writable.
    func sessionsFolder(chosen: String?, forReading: Bool = false) -> URL {
        sessionsChoice(chosen: chosen, forReading: forReading).folder
    }

    /// The same; `passesOver` where `./sessions` is there and is another user's, who would choose what is asked and paid.
    func sessionsChoice(chosen: String?, forReading: Bool = false) -> (folder: URL, passesOver: Bool) {
        if let path = chosen ?? environment["RETOUCH_SESSIONS"], !path.isEmpty {
            return (url(path), false)
        }
        let own = dataFolder.appendingPathComponent("sessions", isDirectory: true)
        if hasNoFolder { return (own, false) }
        let here = workingFolder.appendingPathComponent("sessions", isDirectory: true)
        var status = stat()
        if stat(here.path, &status) == 0 {
            guard status.st_mode & S_IFMT == S_IFDIR, access(here.path, forReading ? R_OK : W_OK) == 0 else {
                return (own, false)
            }
            var link = stat()
            let isOwn = status.st_uid == geteuid() && lstat(here.path, &link) == 0 && link.st_uid == geteuid()
            return isOwn ? (here, false) : (own, true)
        }
        return (access(workingFolder.path, W_OK) == 0 ? here : own, false)
    }

    /// A path as it was typed: `~` and relative paths resolved.
    func url(_ path: String) -> URL {
        if path == "~" { return home }
        if path.hasPrefix("~/") { return home.appendingPathComponent(String(path.dropFirst(2))) }
        return URL(fileURLWithPath: path, relativeTo: workingFolder).absoluteURL
    }

    /// A path as a person in the working folder would write it.
    func shown(_ url: URL) -> String {
        let path = url.standardizedFileURL.path
        let here = workingFolder.standardizedFileURL.path
        if path == here { return "." }
        let prefix = here.hasSuffix("/") ? here : here + "/"
        return path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : path
    }

    /// A path as it is shown, to be followed where the terminal can and the file is on its machine.
    func linked(_ url: URL, at terminal: Terminal, as path: String? = nil) -> String {
        let name = Sanitising.name(path ?? shown(url))
        guard terminal.isTerminal, terminal.movesCursor, !isRemote, program.followsLinks else { return name }
        return Hyperlink.text(name, to: url, on: Self.hostName)
    }

    private static let hostName: String = {
        var name = [CChar](repeating: 0, count: 256)
        gethostname(&name, name.count - 1)
        return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }()

    /// The environment for other programs: ours, without keys.
    var childEnvironment: [String: String] {
        environment.filter { !$0.key.uppercased().hasSuffix("_KEY") && !$0.key.uppercased().hasSuffix("_TOKEN") }
    }
}
