import Foundation
import Pictures
import Sessions
import Studio
import TerminalUI

extension SlashCommand {
    static let replay = SlashCommand(
        name: "replay", usage: "[N] [--on PICTURE]",
        summary: "carry a session's instructions out again in a new session",
        group: .session,
        details: """
            Without a number, this session's. The instructions that led to its current turn are carried out in order,
            on its own starting picture or on another one.
              /replay --on photos/ben.jpg
            On all pictures of a folder, each in a session of its own: retouch replay N --on FOLDER, in the shell.
            """,
        completes: .paths
    ) { conversation, arguments in
        guard var words = DroppedPath.words(of: arguments) else {
            throw Refusal("A quote is left open.", next: "/help replay", exit: .usage)
        }
        var path: String?
        if let index = words.firstIndex(of: "--on") {
            guard index + 1 < words.count else { throw Refusal("--on needs a picture.", exit: .usage) }
            path = words[index + 1]
            words.removeSubrange(index...(index + 1))
        }
        guard words.count <= 1 else { throw Refusal("/replay takes one session.", next: "/help replay", exit: .usage) }
        let session: Session
        if let typed = words.first {
            session = try conversation.folder.read(try conversation.sessionNumber(in: typed))
        } else {
            session = try await conversation.requireStudio().session
        }
        let replay = try Replay(of: session)
        let file = try path.map(conversation.surroundings.file)
        if let path, file?.isFolder == true {
            throw Refusal(
                "\(Sanitising.name(path)) is a folder.",
                next: "In the shell, retouch replay \(session.number) --on FOLDER takes all its pictures.", exit: .usage
            )
        }
        guard !replay.steps.isEmpty else {
            throw Refusal("That session has no turns to replay.", next: "/sessions lists the others.")
        }
        if let file {
            try await conversation.open(file)
        } else {
            try await conversation.open(
                data: try session.picture(0).data, source: (try? session.opened().source) ?? "picture")
        }
        do {
            for step in replay.steps {
                let from = conversation.console.style.dim("from turn \(step.number):")
                conversation.console.say("\(from) \(Sanitising.line(step.instruction.text, limit: 200))")
                try await conversation.perform(step)
            }
        } catch {
            try? await conversation.useOwnSettings()
            throw error
        }
        try await conversation.useOwnSettings()
    }
}

extension URL {
    fileprivate var isFolder: Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }
}
