import Files
import Foundation

extension SlashCommand {
    static let open = SlashCommand(
        name: "open", usage: "PICTURE [--page N]", summary: "start a new session about a picture", group: .picture,
        details: """
            A picture's path alone on a line does the same, so a file can be dropped on the terminal.
              /open photos/anna.jpg
              /open scans.tif --page 3     of a file with several pages or frames
            """,
        completes: .paths
    ) { conversation, arguments in
        var arguments = arguments
        var page: Int?
        let surroundings = conversation.surroundings
        func whole() -> String? {
            DroppedPath.whole(in: arguments) { OrdinaryFile.exists(surroundings.url($0).path) }
        }
        if let found = arguments.range(of: "--page", options: .backwards), whole() == nil,
            DroppedPath.words(of: arguments)?.count != 1
        {
            let number = arguments[found.upperBound...].filter { !" =".contains($0) }
            guard let chosen = Int(number), chosen > 0 else {
                throw Refusal("--page takes a number from 1.", next: "/help open", exit: .usage)
            }
            page = chosen
            arguments = arguments[..<found.lowerBound].trimmingCharacters(in: .whitespaces)
        }
        guard !arguments.isEmpty,
            let path = whole() ?? ElsewherePath(arguments)?.written ?? DroppedPath.path(in: arguments)
        else {
            throw Refusal("/open takes one picture.", next: "For example: /open photos/anna.jpg", exit: .usage)
        }
        try await conversation.open(surroundings.file(path), page: page)
    }
}
