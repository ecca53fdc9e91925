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
            { $0.showsSuggestions }, { $0.showsSuggestions = $1 }),
        onOrOff(
            "title", "the terminal's title and folder follow the session", { $0.showsTitle }, { $0.showsTitle = $1 }),
    ]

    static func named(_ name: String) -> ProgramSetting? { all.first { $0.name == name } }

    /// What it can be, for a sentence.
    var refusal: Refusal {
        let words = values.split(separator: ", ").map { $0 == "SECONDS" ? "a number of seconds" : String($0) }
        let list = words.dropLast().joined(separator: ", ") + " or " + (words.last ?? "")
        return Refusal("\(name) can be \(list).", next: "For example: /set \(name) \(example)", exit: .usage)
    }

    /// Says what a setting in the configuration can be.
    static func refusal(of value: String, for name: String) -> Refusal {
        Refusal(
            "\(name) in config.json can't be \u{201C}\(Sanitising.line(value, limit: 40))\u{201D}.",
            next: "It can be \(named(name)?.values ?? "left out").", exit: .configuration)
    }

    private static func onOrOff(
        _ name: String, _ summary: String, _ get: @escaping @MainActor @Sendable (Conversation) -> Bool,
        _ set: @escaping @MainActor @Sendable (Conversation, Bool) -> Void
    ) -> ProgramSetting {
        ProgramSetting(
            name: name, values: "on, off", summary: summary, example: "off", value: { get($0) ? "on" : "off" },
            change: { conversation, text in
                guard ["on", "off"].contains(text) else { return false }
                set(conversation, text == "on")
                return true
            })
    }
}

extension Terminal {
    /// How suggestions look; nil where grey can't be told from what was typed.
    var suggestionStyle: String? {
        switch colours {
        case .none: nil
        case .sixteen: "90"
        case .indexed, .full: "38;5;244"
        }
    }
}

extension Conversation {
    /// Whether older lines are suggested while one is typed.
    var showsSuggestions: Bool {
        get { (reader as? TerminalLineEditor)?.suggestionStyle != nil }
        set { (reader as? TerminalLineEditor)?.suggestionStyle = newValue ? surroundings.output.suggestionStyle : nil }
    }
}
