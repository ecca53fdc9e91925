import ImageModels
import LineEditing
import TerminalUI

/// One of the settings of the conversation itself, rather than of the turns: how it is named, shown and changed.
struct ProgramSetting: Sendable {
    let name: String
    let values: String
    let summary: String
    /// Another value for an example.
    let example: String
    let value: @MainActor @Sendable (Conversation) -> String
    /// Takes a value; false for one that can't be.
    let change: @MainActor @Sendable (Conversation, String) -> Bool

    static let all: [ProgramSetting] = [
        ProgramSetting(
            name: "images", values: Images.list, summary: "pictures in the terminal; auto is the best that it knows",
            example: "off", value: { $0.images.rawValue },
            change: { conversation, text in
                guard let images = Images(rawValue: text) else { return false }
                conversation.images = images
                return true
            }),
        ProgramSetting(
            name: "bell", values: "on, off, notify, SECONDS",
            summary: "ring when a turn has taken that long (on: 10); notify: with a message", example: "30",
            value: { $0.bell.description },
            change: { conversation, text in
                guard let bell = Bell(text) else { return false }
                conversation.bell = bell
                return true
            }),
        ProgramSetting(
            name: "links", values: "ask, always, never", summary: "pictures that a service answers by a link",
            example: "ask", value: { $0.models.network.links.rawValue },
            change: { conversation, text in
                guard let links = LinkChoice(rawValue: text) else { return false }
                conversation.models.network.links = links
                return true
            }),
        onOrOff(
            "suggestions", "what an older line would add, in grey; Right takes it, Ctrl-Right a word",
            \.showsSuggestions),
        onOrOff("title", "the terminal's title and folder follow the session", \.showsTitle),
    ]

    static func named(_ name: String) -> ProgramSetting? { all.first { $0.name == name } }

    /// What it can be, for a sentence.
    var refusal: Refusal {
        let words = values.split(separator: ", ").map { $0 == "SECONDS" ? "a number of seconds" : String($0) }
        let list = words.dropLast().joined(separator: ", ") + " or " + (words.last ?? "")
        return Refusal("\(name) can be \(list).", next: "For example: /set \(name) \(example)", exit: .usage)
    }

    private static func onOrOff(
        _ name: String, _ summary: String,
        _ field: any ReferenceWritableKeyPath<Conversation, Bool> & Sendable
    ) -> ProgramSetting {
        ProgramSetting(
            name: name, values: "on, off", summary: summary, example: "off",
            value: { $0[keyPath: field] ? "on" : "off" },
            change: { conversation, text in
                guard ["on", "off"].contains(text) else { return false }
                conversation[keyPath: field] = text == "on"
                return true
            })
    }
}

extension Conversation {
    /// How suggestions look at this terminal; nil where grey can't be told from what was typed.
    static func suggestionStyle(on terminal: Terminal) -> String? {
        switch terminal.colours {
        case .none: nil
        case .sixteen: "90"
        case .indexed, .full: "38;5;244"
        }
    }

    /// Whether older lines are suggested while one is typed.
    var showsSuggestions: Bool {
        get { (reader as? TerminalLineEditor)?.suggestionStyle != nil }
        set {
            (reader as? TerminalLineEditor)?.suggestionStyle =
                newValue ? Conversation.suggestionStyle(on: surroundings.output) : nil
        }
    }
}
