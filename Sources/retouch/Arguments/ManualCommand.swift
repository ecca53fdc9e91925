import ArgumentParser
import ImageModels

/// `retouch manual`: the manual page, for those who install the program.
struct ManualCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "manual", abstract: "Print the manual page, in roff.", shouldDisplay: false)

    func run() async throws {
        let manual = Manual(
            program: try CommandDescription.read(Program._dumpHelp()), catalogue: .standard, date: Models.today)
        Console.write(manual.roff, to: 1)
    }
}
