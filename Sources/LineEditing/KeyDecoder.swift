/// Makes keys from a terminal's bytes.
///
/// Everything that is neither text nor a known key is swallowed whole: unknown function keys, focus reports, and the
/// terminal's late answers to questions. Bytes that are not UTF-8 become U+FFFD.
public struct KeyDecoder: Sendable {
    private enum State {
        case ground
        case escape
        case sequence(introducer: UInt8, body: [UInt8])
        /// `beginning` is what came behind the introducer while that may still be a person's text; `isTyped` says that the
        /// Escape came by itself.
        case string(introducer: UInt8, beginning: [UInt8]?, sawEscape: Bool, isTyped: Bool)
        case mouse(OldMouseReport)
        case paste(BracketedPaste)
    }

    private var state = State.ground
    private var character: PartialCharacter?
    private var bytes: [UInt8] = []
    private var next = 0
    /// Whether an Escape stood before the sequence's own one, as some terminals send Alt.
    private var hasAlt = false
    /// Whether some time has passed since the last Escape.
    private var isEscapeOld = false

    /// Whether a paste was too long, and that was not asked for yet.
    private var hasCutPaste = false

    /// Pastes longer than this many bytes are cut off.
    public static let pasteLimit = 1 << 20

    public init() {}

    /// Adds bytes that were read.
    public mutating func feed(_ more: some Sequence<UInt8>) {
        bytes.removeFirst(next)
        next = 0
        bytes.append(contentsOf: more)
    }

    /// Says that nothing came for as long as a person takes from key to key: an Escape at the end, then another one, are two keys.
    public mutating func pause() {
        if case .escape = state { isEscapeOld = true }
    }

    /// Bytes that were fed but not yet looked at.
    public var unread: ArraySlice<UInt8> { bytes[next...] }

    /// Whether the terminal owes an answer, which may come in pieces.
    public var awaitsAnswer = false
    /// Whether the mouse's reports, and arrows with something held down, are keys.
    public var isPointing = false
    /// Whether the terminal has said that it knows the kitty keyboard protocol.
    public private(set) var knowsKeyboardProtocol = false

    /// Sequences, without their Escape, that a person's own bindings name: they are keys as they are.
    var ownSequences: Set<[UInt8]> = []

    /// The column, from 0, that the terminal said last its cursor is in.
    private var cursorColumn: Int?

    /// What the terminal has said of its cursor's column since this was asked last.
    mutating func takeCursorColumn() -> Int? {
        defer { cursorColumn = nil }
        return cursorColumn
    }

    /// How many milliseconds to wait for more before calling `giveUp()`; nil if nothing is half done that would have to be
    /// given up.
    ///
    /// A slow line tears a sequence anywhere, also behind its Escape. Half a character waits for its other half: whatever
    /// comes next tells.
    public var patience: Int? {
        switch state {
        case .ground: nil
        case .paste(let paste): paste.patience
        case .escape: 500
        // Alt and a bracket begin like this, or Alt and an O.
        case .sequence(let introducer, let body): body.isEmpty || introducer == UInt8(ascii: "O") ? 1000 : Self.rest
        case .string(_, let beginning, _, _): beginning?.isEmpty == true ? 1000 : Self.rest
        case .mouse: Self.rest
        }
    }

    /// How long the rest of what can only be a sequence is waited for.
    private static let rest = 5000

    /// Whether a paste has begun and not ended.
    public var isPasting: Bool {
        if case .paste = state { true } else { false }
    }

    /// Takes a paste for ended whose end does not come.
    mutating func abandonPaste() {
        if isPasting { state = .ground }
    }

    /// Whether a paste was cut off; once a paste.
    mutating func takeCutPaste() -> Bool {
        defer { hasCutPaste = false }
        return hasCutPaste
    }

    /// The next key in the bytes fed so far.
    public mutating func nextKey() -> Key? {
        while next < bytes.count {
            let byte = bytes[next]
            next += 1
            if let key = take(byte) { return key }
        }
        return nil
    }

    /// Says that nothing more came in time: a lone Escape was the Escape key, half a sequence was noise, and a paste may have lost
    /// its end: what has come of it is a key, and more of it may follow.
    public mutating func giveUp() -> Key? {
        let abandoned = state
        (state, hasAlt) = (.ground, false)
        switch abandoned {
        case .escape:
            return .escape
        case .sequence(let introducer, let body):
            return body.isEmpty ? .alt(Unicode.Scalar(introducer)) : nil
        case .string(let introducer, let beginning, _, _):
            return beginning?.isEmpty == true ? .alt(Unicode.Scalar(introducer)) : nil
        case .paste(var paste):
            let text = paste.givePart()
            state = .paste(paste)
            return text.map(Key.paste)
        case .ground, .mouse:
            return nil
        }
    }

    private mutating func take(_ byte: UInt8) -> Key? {
        switch state {
        case .ground:
            return takeText(byte)
        case .escape:
            return takeAfterEscape(byte)
        case .sequence(let introducer, var body):
            // A control character or the start of another sequence ends this one.
            state = .ground
            guard byte >= 0x20, byte < 0x7F else {
                hasAlt = false
                return takeText(byte)
            }
            body.append(byte)
            guard Self.isLast(byte, of: body, introducer) else {
                state = .sequence(introducer: introducer, body: body)
                return nil
            }
            return finish(introducer, body)
        case .string(let introducer, let beginning, let sawEscape, let isTyped):
            return takeInString(byte, introducer, beginning, sawEscape, isTyped)
        case .mouse(var report):
            // Each is taken out of the state meanwhile, to be changed where it is.
            state = .ground
            switch report.take(byte) {
            case .more: state = .mouse(report)
            case .ended: break
            case .foreign: return takeText(byte)
            }
            return nil
        case .paste(var paste):
            state = .ground
            let wasCut = paste.isCut
            let text = paste.take(byte)
            if paste.isCut, !wasCut { hasCutPaste = true }
            if text == nil { state = .paste(paste) }
            return text.map(Key.paste)
        }
    }

    /// Whether a byte ends a sequence; `body` has it already.
    private static func isLast(_ byte: UInt8, of body: [UInt8], _ introducer: UInt8) -> Bool {
        let isNumber = (0x30...0x39).contains(byte) || byte == UInt8(ascii: ";")
        if introducer == UInt8(ascii: "O") { return !isNumber || body.count > 8 }
        // rxvt's Shift; an answer to what modes are set has a mark or two numbers in front of it.
        if byte == UInt8(ascii: "$") {
            return body.count > 1 && body.dropLast().allSatisfy { (0x30...0x39).contains($0) }
        }
        return (0x40...0x7E).contains(byte) && (byte != UInt8(ascii: "[") || body.count > 1)
    }

    /// Takes a byte of what begins as a terminal's answer does. A person's Escape and a letter begin so, too: no answer has
    /// control characters in it, nor another beginning than those that are known.
    private mutating func takeInString(
        _ byte: UInt8, _ introducer: UInt8, _ beginning: [UInt8]?, _ sawEscape: Bool, _ isTyped: Bool
    ) -> Key? {
        state = .ground
        if byte == 0x07 || (sawEscape && byte == UInt8(ascii: "\\")) { return nil }
        if sawEscape, byte != 0x1B { return takeAfterEscape(byte) }
        if byte == 0x1B {
            state = .string(introducer: introducer, beginning: beginning, sawEscape: true, isTyped: isTyped)
            return nil
        }
        if byte < 0x20 || byte == 0x7F {
            guard beginning?.isEmpty == true else { return takeText(byte) }
            next -= 1
            return .alt(Unicode.Scalar(introducer))
        }
        let body = beginning.map { $0 + [byte] }
        switch body.map({ Self.isAnswer(introducer, $0) }) {
        case nil, true??:
            state = .string(introducer: introducer, beginning: nil, sawEscape: false, isTyped: isTyped)
        case .some(nil):
            state = .string(introducer: introducer, beginning: body, sawEscape: false, isTyped: isTyped)
        case false??:
            // All of it was typed; what Alt makes of a letter, a terminal sends at once.
            bytes.insert(contentsOf: (isTyped ? [introducer] : []) + (body ?? []), at: next)
            return isTyped ? .escape : .alt(Unicode.Scalar(introducer))
        }
        return nil
    }

    private mutating func takeAfterEscape(_ byte: UInt8) -> Key? {
        if hasAlt, byte != UInt8(ascii: "["), byte != UInt8(ascii: "O") {
            // The first Escape was none of a sequence.
            hasAlt = byte == 0x1B
            if !hasAlt { next -= 1 }
            return .escape
        }
        state = .ground
        switch byte {
        case UInt8(ascii: "["), UInt8(ascii: "O"):
            state = .sequence(introducer: byte, body: [])
        case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"), UInt8(ascii: "X"):
            state = .string(introducer: byte, beginning: [], sawEscape: false, isTyped: isEscapeOld)
        case 0x1B:
            state = .escape
            // A person's Escape comes by itself; but where it leaves, what a slow line has torn had better not.
            hasAlt = !isEscapeOld || isPointing
            isEscapeOld = false
            return hasAlt ? nil : .escape
        case 0x0D, 0x0A:
            return .lineBreak
        case 0x80...:
            // Text follows an Escape that was pressed on its own.
            return takeText(byte)
        default:
            return .alt(Unicode.Scalar(byte))
        }
        return nil
    }

    private mutating func takeText(_ byte: UInt8) -> Key? {
        if var character {
            self.character = nil
            switch character.take(byte) {
            case .partial:
                self.character = character
                return nil
            case .scalar(let scalar):
                return (0x80..<0xA0).contains(scalar.value) ? nil : .character(scalar)
            case .malformed:
                // The byte that broke the character is looked at again, on its own.
                next -= 1
                return .character("\u{FFFD}")
            }
        }
        switch byte {
        case 0x1B:
            (state, isEscapeOld) = (.escape, false)
            return nil
        case 0..<0x20, 0x7F:
            return .control(byte)
        case 0x20..<0x7F:
            return .character(Unicode.Scalar(byte))
        default:
            character = PartialCharacter(byte)
            return character == nil ? .character("\u{FFFD}") : nil
        }
    }

    private mutating func finish(_ introducer: UInt8, _ body: [UInt8]) -> Key? {
        defer { hasAlt = false }
        if introducer == UInt8(ascii: "["), body.elementsEqual("200~".utf8) {
            state = .paste(BracketedPaste())
            return nil
        }
        if introducer == UInt8(ascii: "["), body == [UInt8(ascii: "M")] {
            state = .mouse(OldMouseReport())
            return nil
        }
        if body.first == UInt8(ascii: "?") {
            // The answer to the question that terminals are asked last.
            if body.last == UInt8(ascii: "c") { awaitsAnswer = false }
            if body.last == UInt8(ascii: "u") { knowsKeyboardProtocol = true }
        }
        if introducer == UInt8(ascii: "["), body.last == UInt8(ascii: "R") {
            let fields = body.dropLast().split(separator: UInt8(ascii: ";")).map {
                Int(String(decoding: $0, as: UTF8.self))
            }
            if fields.count == 2, let column = fields[1], column > 0 { cursorColumn = column - 1 }
        }
        if !isPointing, !hasAlt, ownSequences.contains([introducer] + body) { return .sequence([introducer] + body) }
        let sequence = KeySequence(introducer, body)
        guard isPointing else { return sequence.editing(hasAlt: hasAlt) }
        return MouseReport(body).map(Key.mouse) ?? sequence.pointing(hasAlt: hasAlt)
    }
}
