import ArgumentParser
import Foundation
import SessionPages
import Sessions
import Studio
import TerminalUI

/// `retouch page N`
struct PageCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "page", abstract: "Look at a session as a page, or make one file of it to send.",
        usage: "retouch page [<options>] [<session>]",
        discussion: HelpBlock.flowing(
            """
            Every session has its page, index.html in its folder. With -o, one file is made that has the pictures inside;
            models and costs are left out of it unless they are asked for.
              retouch page 1 -o client.html
            """))

    @OptionGroup var which: SessionArgument
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("The file to write, with the pictures inside; - is standard output.", valueName: "file"),
        completion: .file())
    var output: String?
    @Flag(help: "Name the models in that file, and quote what they said.") var withModels = false
    @Flag(help: "Say in that file what the turns cost.") var withCosts = false
    @Flag(help: "Replace the file if it exists.") var force = false
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let surroundings = common.surroundings
        let console = common.console(surroundings)
        try await console.reporting {
            let folder = common.folder(surroundings, forReading: true, telling: console)
            let session = try which.number(in: folder, console)
            guard let output else {
                try await PageShowing(console: console).show(try folder.writePage(of: session))
                return
            }
            let page = CompletePage(words: .plain, showsModels: withModels, showsCosts: withCosts)
            if output == "-" {
                let instead = "retouch page \(session) -o page.html writes it to a file."
                try console.refuseTerminal(sayingInstead: instead)
                return try console.write(page.document(of: folder.read(session)), sayingInstead: instead)
            }
            let url = surroundings.url(output)
            try Export.check(url.path)
            if !force, FileManager.default.fileExists(atPath: url.path) {
                throw Export.Failure.exists(path: surroundings.shown(url))
            }
            let document = try page.document(of: try folder.read(session))
            try Export.write(document, to: url.path, replacing: force)
            console.say("\((document.count + 1023) >> 10) KB, complete in one file")
            console.print(path: surroundings.shown(url))
        }
    }
}
