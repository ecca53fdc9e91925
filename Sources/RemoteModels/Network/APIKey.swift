/// A service's key: a secret that no description, dump or error shows.
public struct APIKey: Sendable, Equatable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    private let secret: String

    /// Takes a key as it was typed or read from a file, without the white space around it. `nil` if nothing is left or
    /// if it holds what no key does and no header may: spaces, control characters, letters beyond ASCII.
    public init?(_ text: String) {
        let space: Set<Character> = [" ", "\t", "\n", "\r", "\r\n"]
        let trimmed = text.drop { space.contains($0) }.reversed().drop { space.contains($0) }.reversed()
        guard !trimmed.isEmpty, trimmed.allSatisfy({ $0.isASCII && $0.asciiValue.map { 0x21...0x7E ~= $0 } == true })
        else { return nil }
        secret = String(trimmed)
    }

    /// Enough to tell one's keys apart: "sk-…9f3a"; only "…" of a key that is too short to show any of.
    public var ends: String { secret.utf8.count < 16 ? "…" : "\(secret.prefix(3))…\(secret.suffix(4))" }

    public var description: String { ends }
    public var debugDescription: String { ends }
    public var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }

    /// The secret itself, for a header, and to be found where it must not be.
    var headerValue: String { secret }
}
