/// A service's key: a secret that no description, dump or error shows.
public struct APIKey: Sendable, Equatable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    private let secret: String

    /// Takes a key as people paste it: without the white space, quotation marks and byte order mark around it, without
    /// "Bearer " and without what sets a variable, a setting or a header to it. `nil` if nothing is left, if it only stands
    /// for a key ("$COMETAPI_KEY"), or if it holds what no key does and no header may: spaces, control characters, letters
    /// beyond ASCII.
    public init?(_ text: String) {
        let rest = PastedKey.unwrapped(text)
        guard !rest.isEmpty, rest.lowercased() != "bearer", !PastedKey.isPlaceholder(rest),
            rest.utf8.allSatisfy({ 0x21...0x7E ~= $0 })
        else { return nil }
        secret = String(rest)
    }

    /// The key in several lines, as a file of settings has them: what a variable of these names is set to, or else what the
    /// only line that sets a key sets it to. `nil` where that is not one key.
    public init?(lines text: String, variables: [String]) {
        let lines = text.split(whereSeparator: \.isNewline).filter { line in
            let line = line.drop { $0.isWhitespace }
            return !line.isEmpty && !line.hasPrefix("#") && !line.hasPrefix("//")
        }
        if lines.count == 1 {
            self.init(String(lines[0]))
            return
        }
        let setting = lines.filter { PastedKey.value(in: $0) != nil }
        let named = setting.filter { line in variables.contains { line.lowercased().contains($0.lowercased()) } }
        let keys = (named.isEmpty ? setting : named).compactMap { APIKey(String($0)) }
        guard let key = keys.first, keys.allSatisfy({ $0 == key }) else { return nil }
        self = key
    }

    /// Enough to tell one's keys apart: "sk-…9f3a"; only "…" of a key that is too short to show any of.
    public var ends: String { secret.utf8.count < 16 ? "…" : "\(secret.prefix(3))…\(secret.suffix(4))" }

    public var description: String { ends }
    public var debugDescription: String { ends }
    public var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }

    /// Whether it is as long as any service's, and one: what stands before a service of one's own may be shorter.
    public var isAsServicesGive: Bool { secret.utf8.count >= 9 && !secret.contains { ",;|".contains($0) } }

    /// The secret itself, to be kept where keys are kept.
    public var secretToKeep: String { secret }

    /// The secret itself, for a header, and to be found where it must not be.
    var headerValue: String { secret }
}
