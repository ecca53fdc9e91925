import Archives
import ArgumentParser
import Foundation
import Sessions
import TerminalUI

/// `retouch import FILE`
struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Take a session in that retouch export --zip packed.",
        discussion: "It gets the next free number. Every file is checked before anything is kept.")

    @Argument(help: "The archive.", completion: .file()) var archive: String
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let surroundings = common.surroundings
        let console = common.console(surroundings)
        try await console.reporting {
            let url = surroundings.url(archive)
            guard FileManager.default.fileExists(atPath: url.path) else {
                throw Refusal("There is no file \(Sanitising.name(surroundings.shown(url))).", exit: .noInput)
            }
            let folder = common.folder(surroundings, telling: console)
            let session = try folder.take(try ZipReader(path: url.path))
            _ = try? folder.writePage(of: session.number)
            let turns = session.state.turns.count
            console.say(
                "session \(SessionsFolder.folderName(session.number))  "
                    + "\(Sanitising.name(session.name ?? (try? session.opened())?.source ?? ""))  "
                    + "\(turns) turn\(turns == 1 ? "" : "s")  all as they were saved")
            if common.json {
                console.print(json: SessionSummary(session))
            } else {
                console.print(path: surroundings.shown(session.folder))
            }
        }
    }
}
