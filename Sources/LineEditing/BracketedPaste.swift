/// A paste between its brackets, while its bytes come.
struct BracketedPaste: Sendable {
    private var body: [UInt8] = []
    /// How many bytes were given as its first parts.
    private var given = 0
    /// Whether all that has come was given.
    private var hasGivenPart = false
    /// Whether it was too long.
    private(set) var isCut = false

    private static let end = Array("\u{1B}[201~".utf8)
    /// How long the rest is waited for until what has come is shown.
    private static let rest = 300

    /// How many milliseconds the rest is waited for; nil for as long as it takes.
    var patience: Int? { body.isEmpty || hasGivenPart ? nil : Self.rest }

    /// Takes a byte; the text that is left, if that was the end.
    mutating func take(_ byte: UInt8) -> String? {
        hasGivenPart = false
        if given + body.count < KeyDecoder.pasteLimit || byte == 0x1B || body.suffix(6).contains(0x1B) {
            body.append(byte)
        } else {
            isCut = true
        }
        guard body.suffix(Self.end.count).elementsEqual(Self.end) else { return nil }
        return KeyDecoder.cleaned(body.dropLast(Self.end.count))
    }

    /// What has come so far, without what more bytes may belong to.
    mutating func givePart() -> String? {
        let rest = KeyDecoder.unfinished(body)
        let text = KeyDecoder.cleaned(body.dropLast(rest.count))
        given += body.count - rest.count
        hasGivenPart = true
        body = Array(rest)
        return text.isEmpty ? nil : text
    }
}
