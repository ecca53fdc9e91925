import Foundation
import Sessions
import Studio
import TerminalUI

extension SlashCommand {
    static let name = SlashCommand(
        name: "name", usage: "[TEXT|off]", summary: "give the session a name; off takes it away", group: .session
    ) { conversation, arguments in
        let studio = try conversation.requireStudio()
        guard !arguments.isEmpty else {
            let name = await studio.session.name.map { Sanitising.line($0, limit: GivenName.limit) }
            return conversation.console.say(name ?? "The session has no name. For example: /name Spring 2027")
        }
        guard arguments.lowercased() != "off" else {
            try await studio.name(nil)
            return conversation.console.say("The session has no name now.")
        }
        let given = GivenName(arguments)
        guard !given.text.isEmpty else {
            throw Refusal(
                "Nothing of that name can be seen.", kept: "The session is called as before.",
                next: "For example: /name Spring 2027; /name off takes it away.", exit: .usage)
        }
        try await studio.name(given.text)
        conversation.console.say((["Named."] + given.remarks).joined(separator: " "))
    }
}

/// A name as it is kept: one line, not too long, of characters that are seen and stand where they were typed.
struct GivenName {
    let text: String
    /// What was left out, to be told.
    let remarks: [String]

    static let limit = 120

    init(_ typed: String) {
        let plain = typed.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let seen = Sanitising.line(plain, limit: .max)
        // One character may be made of many.
        text = String(String.UnicodeScalarView(String(seen.prefix(Self.limit)).unicodeScalars.prefix(4 * Self.limit)))
            .trimmingCharacters(in: .whitespaces)
        var remarks: [String] = []
        if seen.unicodeScalars.count < plain.unicodeScalars.count {
            remarks.append("Characters that are not seen, or that reorder others, were left out.")
        }
        if text.count < seen.count {
            remarks.append("A name has at most \(Self.limit) characters; the rest was left out.")
        }
        self.remarks = remarks
    }
}
