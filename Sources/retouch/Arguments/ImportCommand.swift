import Archives
import ArgumentParser
import Foundation
import Sessions
import TerminalUI

/// `retouch import FILE…`
struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract:
            "Take sessions in: an archive of retouch export --zip, a folder of sessions, or one session's folder.",
        discussion: HelpBlock.flowing(
            """
            Each gets the next free number. Every file is checked before anything of a session is kept. Those that are here
            already are passed over; of folders, damaged or unfinished ones are told and left: the same command takes
            the rest.
              retouch import session.zip
              retouch import shards/*
              retouch import shards/3/0007
            """))

    @Argument(help: "Archives, folders of sessions, and sessions' folders.", completion: .file()) var from: [String]
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let surroundings = common.surroundings
        let console = common.console(surroundings)
        try await console.reporting {
            let folder = common.folder(surroundings, telling: console)
            var folders: [URL] = []
            for word in from {
                let url = try surroundings.file(word)
                var isFolder: ObjCBool = false
                guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) else {
                    throw Refusal("There is no file \(Sanitising.name(surroundings.shown(url))).", exit: .noInput)
                }
                if isFolder.boolValue {
                    folders.append(url)
                } else {
                    try take(url, into: folder, console)
                }
            }
            guard !folders.isEmpty else { return }
            if let exit = try FolderImport(console: console, folder: folder).take(folders), exit != .done {
                throw ExitCode(exit.rawValue)
            }
        }
    }

    private func take(_ archive: URL, into folder: SessionsFolder, _ console: Console) throws {
        var merging = try FolderImport(console: console, folder: folder).merging()
        switch try merging.take(ZipReader(path: archive.path)) {
        case .taken(let session, let earlier):
            FolderImport(console: console, folder: folder).say(
                session, note: "all as they were saved\(FolderImport.words(earlier))")
        case .wasHere(let number):
            let session = try folder.read(number)
            FolderImport(console: console, folder: folder).say(session, note: "here already, whole; nothing was taken")
        }
    }
}

/// Takes in what folders hold, one session after the other.
struct FolderImport {
    let console: Console
    let folder: SessionsFolder

    /// The first exit status that something went wrong with; `nil` where nothing did. Throws a `Refusal` for folders
    /// without sessions.
    func take(_ folders: [URL]) throws -> ExitStatus? {
        let surroundings = console.surroundings
        let sessions = folders.flatMap(SessionMerging.sessions)
        guard !sessions.isEmpty else {
            throw Refusal(
                "There are no sessions in \(folders.map { Sanitising.name(surroundings.shown($0)) }.joined(separator: ", ")).",
                next: "A folder of sessions has folders such as 0001 in it.", exit: .noInput)
        }
        var merging = try merging()
        var (taken, before, left) = (0, 0, 0)
        var status: ExitStatus?
        for session in sessions {
            do {
                switch try merging.take(session) {
                case .taken(let new, let earlier):
                    taken += 1
                    say(
                        new,
                        note: "from \(Sanitising.name(surroundings.shown(session)))"
                            + Self.words(earlier))
                case .wasHere: before += 1
                }
            } catch {
                var message = Message(error, surroundings: surroundings)
                // It will be closed: then the same command takes it.
                if case SessionFailure.inUse = error { message.exit = .tryLater }
                // A full disk is no fault of the session's, and the next one would meet it, too.
                if message.exit == .cannotWrite { throw error }
                left += 1
                status = status == nil || status == .tryLater ? message.exit : status
                console.complain(
                    Message(
                        "\(Sanitising.name(surroundings.shown(session))): \(message.what)",
                        kept: "It was left where it is.",
                        next: message.next, exit: message.exit))
            }
        }
        for stranger in folders.flatMap(SessionMerging.strangers) {
            left += 1
            status = status == nil || status == .tryLater ? .badPicture : status
            console.complain(
                Message(
                    "\(Sanitising.name(surroundings.shown(stranger))) is no folder, and no session.",
                    kept: "It was left where it is.", exit: .badPicture))
        }
        console.say(
            "\(ReplayReport.count(taken, "session")) taken"
                + (before > 0 ? ", \(before) here already" : "") + (left > 0 ? ", \(left) left" : ""))
        return status
    }

    fileprivate func merging() throws -> SessionMerging {
        try SessionMerging(into: folder) {
            console.say("Another program is taking sessions in; this one waits for it.")
        }
    }

    /// That it is here already as it was before.
    fileprivate static func words(_ earlier: Int?) -> String {
        earlier.map { "; it has gone on since it was taken as \(SessionsFolder.folderName($0))" } ?? ""
    }

    /// Tells of a session that was taken, and makes its page.
    func say(_ session: Session, note: String) {
        _ = try? folder.writePage(of: session.number)
        let turns = session.state.turns.count
        console.say(
            "session \(SessionsFolder.folderName(session.number))  "
                + "\(Sanitising.name(session.name ?? (try? session.opened())?.source ?? ""))  "
                + "\(turns) turn\(turns == 1 ? "" : "s")  \(note)")
        if console.json {
            console.print(json: SessionSummary(session))
        } else {
            console.print(path: console.surroundings.shown(session.folder))
        }
    }
}
