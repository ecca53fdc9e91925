/// A service's key: a secret that no description, dump or error shows.
public struct APIKey: Sendable, Equatable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    private let secret: String

    /// Takes a key as people paste it: without the white space, quotation marks and byte order mark around it, without
    /// "Bearer " and without the name of a variable before it. `nil` if nothing is left or if it holds what no key does
    /// and no header may: spaces, control characters, letters beyond ASCII.
    public init?(_ text: String) {
        var rest = Self.trimmed(text[...])
        for _ in 0..<4 {
            let lower = rest.prefix(14).lowercased()
            if lower.hasPrefix("authorization:") {
                rest = rest.dropFirst(14)
            } else if lower.hasPrefix("bearer "), let gap = rest.firstIndex(of: " ") {
                rest = rest[gap...]
            } else if let match = rest.prefixMatch(of: #/(export\s+)?[A-Z][A-Z0-9_]*_KEY\s*=/#) {
                rest = rest[match.range.upperBound...]
            }
            rest = Self.trimmed(rest)
        }
        guard !rest.isEmpty, rest.lowercased() != "bearer",
            rest.allSatisfy({ $0.isASCII && $0.asciiValue.map { 0x21...0x7E ~= $0 } == true })
        else { return nil }
        secret = String(rest)
    }

    /// Without what stands around a key where it was copied from.
    private static func trimmed(_ text: Substring) -> Substring {
        let scalars = text.unicodeScalars
        func isAround(_ scalar: Unicode.Scalar) -> Bool {
            scalar.properties.isWhitespace || scalar.properties.generalCategory == .format
                || "\"'`;\u{2018}\u{2019}\u{201C}\u{201D}".unicodeScalars.contains(scalar)
        }
        guard let first = scalars.firstIndex(where: { !isAround($0) }),
            let last = scalars.lastIndex(where: { !isAround($0) })
        else { return "" }
        return Substring(scalars[first...last])
    }

    /// Enough to tell one's keys apart: "sk-…9f3a"; only "…" of a key that is too short to show any of.
    public var ends: String { secret.utf8.count < 16 ? "…" : "\(secret.prefix(3))…\(secret.suffix(4))" }

    public var description: String { ends }
    public var debugDescription: String { ends }
    public var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }

    public var count: Int { secret.utf8.count }

    /// The secret itself, to be kept where keys are kept.
    public var secretToKeep: String { secret }

    /// The secret itself, for a header, and to be found where it must not be.
    var headerValue: String { secret }
}
