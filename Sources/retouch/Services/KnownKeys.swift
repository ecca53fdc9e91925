import ImageModels
import LineEditing
import RemoteModels
import Synchronization

/// The keys at hand, to keep them and parts of them out of what is typed and told.
enum KnownKeys {
    /// Made when the first text is looked at.
    private final class Texts: Sendable {
        private let keys: [APIKey]
        private let redaction = Mutex<KeyRedaction?>(nil)

        init(_ keys: [APIKey]) { self.keys = keys }

        func redacted(_ text: String) -> String {
            redaction.withLock { made in
                let redaction = made ?? KeyRedaction(keys, isOfParts: true)
                made = redaction
                return redaction
            }.redacted(text)
        }
    }

    /// What is shorter than parts are may be a word of an instruction.
    static func know(_ keys: [APIKey]) {
        guard !keys.isEmpty else { return }
        let texts = Texts(keys)
        SecretText.know(by: texts.redacted)
    }
}
