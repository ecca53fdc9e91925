import Foundation
public import Locality
public import Pictures

/// What a designer typed, with the pictures that it attaches.
public struct Instruction: Sendable, Equatable {
    /// As it was typed, every `@path` included.
    public var text: String
    public var references: [Reference]
    /// What it is confined to, in the pixels of the picture that it is carried out on.
    public var region: Region?
    /// The turn whose picture the service is to vary, where that is its own and it still has it.
    public var varies: Int?

    /// A further picture, attached to guide the edit.
    public struct Reference: Sendable, Equatable {
        /// What stands after the `@` in the text, quotes included.
        public var name: String
        public var picture: Picture

        public init(name: String, picture: Picture) {
            self.name = name
            self.picture = picture
        }
    }

    public init(text: String, references: [Reference] = [], region: Region? = nil) {
        self.text = text
        self.references = references
        self.region = region
    }

    /// Whether nothing of it shows: it tells a model nothing, and is sent to none.
    public var isBlank: Bool { !text.unicodeScalars.contains(where: \.shows) }

    /// The text for a model: each `@path` has become `[image 1]`, `[image 2]` …
    public var prompt: String {
        var prompt = text
        for (index, reference) in references.enumerated() {
            prompt = prompt.replacingOccurrences(of: "@" + reference.name, with: "[image \(index + 1)]")
        }
        return prompt
    }
}

extension Unicode.Scalar {
    /// Spaces, line breaks, control characters and what lies between others without being seen don't.
    fileprivate var shows: Bool {
        guard !properties.isWhitespace, !properties.isDefaultIgnorableCodePoint else { return false }
        return switch properties.generalCategory {
        case .control, .format, .unassigned: false
        default: self != "\u{FFFD}" && self != "\u{2800}"
        }
    }
}
