/// The key that a sequence of a terminal's stands for: as xterm and its kin send it, by modifyOtherKeys, or by the kitty
/// keyboard protocol (https://sw.kovidgoyal.net/kitty/keyboard-protocol/).
struct KeySequence {
    /// The key; `nil` for what is none, or none that edits a line.
    private let key: Key?
    /// The arrow key that it is, whatever is held down with it, and whether something is.
    private var arrow: Key.Arrow?
    private var isHeld = false

    private static let arrows: [UInt8: Key.Arrow] = [
        UInt8(ascii: "A"): .up, UInt8(ascii: "B"): .down, UInt8(ascii: "C"): .right, UInt8(ascii: "D"): .left,
        // As rxvt sends them with Shift.
        UInt8(ascii: "a"): .up, UInt8(ascii: "b"): .down, UInt8(ascii: "c"): .right, UInt8(ascii: "d"): .left,
    ]
    private static let padArrows: [Int: Key.Arrow] = [57417: .left, 57418: .right, 57419: .up, 57420: .down]
    private static let letters: [UInt8: Key] = [
        UInt8(ascii: "A"): .up, UInt8(ascii: "B"): .down, UInt8(ascii: "C"): .right, UInt8(ascii: "D"): .left,
        UInt8(ascii: "H"): .home, UInt8(ascii: "F"): .end,
    ]
    private static let numbers: [Int: Key] = [
        1: .home, 3: .delete, 4: .end, 5: .pageUp, 6: .pageDown, 7: .home, 8: .end,
    ]
    /// Keys of the number pad that are no text.
    private static let pad: [Int: Key] = [
        57414: .enter, 57417: .left, 57418: .right, 57419: .up, 57420: .down, 57421: .pageUp, 57422: .pageDown,
        57423: .home, 57424: .end, 57426: .delete,
    ]
    private static let padText = Array("0123456789./*-+=,".unicodeScalars)

    /// - Parameters:
    ///   - introducer: `[` or `O`, behind the Escape.
    ///   - body: what follows it, its last byte included.
    init(_ introducer: UInt8, _ body: [UInt8]) {
        guard let last = body.last else {
            key = nil
            return
        }
        arrow = Self.arrows[last]
        isHeld = arrow != nil && last >= UInt8(ascii: "a")
        guard introducer == UInt8(ascii: "[") else {
            // Some terminals put what is held down before the letter.
            let modifiers = Modifiers(Self.fields(body.dropLast())?.last?.first ?? nil)
            isHeld = isHeld || !modifiers.isNone
            key = Self.application(last).flatMap { modifiers.isNone ? $0 : $0.with(modifiers) }
            return
        }
        // A mark in front makes it an answer, not a key.
        guard let fields = Self.fields(body.dropLast()) else {
            key = nil
            return
        }
        let modifiers = Modifiers(fields.count > 1 ? fields[1].first ?? nil : nil)
        // Let go again, where a terminal tells that.
        guard fields.count < 2 || fields[1].count < 2 || fields[1][1] != 3 else {
            key = nil
            return
        }
        let first = fields.first?.first ?? nil
        if last == UInt8(ascii: "u") { arrow = first.flatMap { Self.padArrows[$0] } }
        isHeld = isHeld || !modifiers.isNone
        switch last {
        case UInt8(ascii: "~"):
            if first == 27, fields.count > 2 {
                key = Self.typed(fields[2], modifiers, text: nil)
            } else {
                key = first.flatMap { Self.numbers[$0] }.flatMap { $0.with(modifiers) }
            }
        case UInt8(ascii: "u"):
            key = fields.first.flatMap {
                Self.typed($0, modifiers, text: fields.count > 2 ? fields[2].first ?? nil : nil)
            }
        case UInt8(ascii: "$"), UInt8(ascii: "^"), UInt8(ascii: "@"):
            // rxvt's Shift, Ctrl and both.
            let held = Modifiers(last == UInt8(ascii: "$") ? 2 : last == UInt8(ascii: "^") ? 5 : 6)
            key = fields.count == 1 ? first.flatMap { Self.numbers[$0] }.flatMap { $0.with(held) } : nil
        default:
            key = fields.count <= 2 && (first ?? 1) == 1 ? Self.letters[last].flatMap { $0.with(modifiers) } : nil
        }
    }

    /// The key while a line is edited.
    ///
    /// - Parameter hasAlt: Whether another Escape stood before it.
    func editing(hasAlt: Bool) -> Key? {
        hasAlt ? key?.with(Modifiers(3)) : key
    }

    /// The same while something is pointed at: arrows with Shift, Alt or Ctrl are keys of their own.
    func pointing(hasAlt: Bool) -> Key? {
        guard let arrow, hasAlt || isHeld else { return key }
        return .sizing(arrow)
    }

    /// What keypads and some terminals' arrows send behind Escape and O.
    private static func application(_ last: UInt8) -> Key? {
        switch last {
        case UInt8(ascii: "M"): .enter
        case UInt8(ascii: "c"): .wordRight
        case UInt8(ascii: "d"): .wordLeft
        case UInt8(ascii: "j")...UInt8(ascii: "y"):
            // The number pad sends the characters from * to 9 with 64 added.
            .character(Unicode.Scalar(last - 64))
        default: letters[last]
        }
    }

    /// "1;2:3" as numbers; `nil` where something else stands in it. What is left out is `nil`.
    private static func fields(_ body: ArraySlice<UInt8>) -> [[Int?]]? {
        guard body.allSatisfy({ (0x30...0x3B).contains($0) }), body.count < 64 else { return nil }
        return body.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map { field in
            field.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false).map {
                Int(String(decoding: $0, as: UTF8.self))
            }
        }
    }

    /// What was held down with a key. Caps Lock and Num Lock are not counted: they are in the text.
    struct Modifiers {
        let shift, alt, control, other: Bool

        init(_ number: Int?) {
            let bits = max((number ?? 1) &- 1, 0)
            (shift, alt, control, other) = (bits & 1 != 0, bits & 2 != 0, bits & 4 != 0, bits & 0b11_1000 != 0)
        }

        var isNone: Bool { !(shift || alt || control || other) }
    }

    /// A key by the number of its character; `field` may have those with Shift and of the standard layout behind it.
    private static func typed(_ field: [Int?], _ modifiers: Modifiers, text: Int?) -> Key? {
        guard let code = field.first ?? nil else { return nil }
        switch code {
        case 13: return modifiers.isNone ? .enter : .lineBreak
        case 27: return .escape
        case 9: return modifiers.isNone ? .control(9) : nil
        case 8, 127: return modifiers.control || modifiers.alt ? .deleteWordBackwards : .backspace
        case 57399...57413, 57415, 57416:
            let index = code - 57399
            return .character(padText[index > 14 ? index - 1 : index])
        case 57344...63743: return pad[code].flatMap { $0.with(modifiers) }
        default: break
        }
        guard !modifiers.other, let scalar = scalar(code) else { return nil }
        if modifiers.control {
            // Where the layout has other letters, the standard one tells which key it is.
            let base = field.count > 2 ? field[2].flatMap(Self.scalar) : nil
            guard let byte = controlByte(scalar) ?? base.flatMap(controlByte) else { return nil }
            return modifiers.alt ? .alt(Unicode.Scalar(byte)) : .control(byte)
        }
        let shifted = (field.count > 1 ? field[1].flatMap(Self.scalar) : nil) ?? uppercase(scalar)
        let character = modifiers.shift ? shifted : scalar
        if modifiers.alt { return .alt(character) }
        return .character(text.flatMap(Self.scalar) ?? character)
    }

    private static func scalar(_ code: Int) -> Unicode.Scalar? {
        guard code >= 0x20, !(0x7F..<0xA0).contains(code), let value = UInt32(exactly: code) else { return nil }
        return Unicode.Scalar(value)
    }

    private static func uppercase(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        let mapping = scalar.properties.uppercaseMapping.unicodeScalars
        return mapping.count == 1 ? mapping.first ?? scalar : scalar
    }

    /// What a key gives with Ctrl, as terminals have always sent it.
    private static func controlByte(_ scalar: Unicode.Scalar) -> UInt8? {
        switch scalar {
        case "a"..."z", "A"..."Z", "[", "\\", "]", "^", "_": UInt8(scalar.value & 0x1F)
        case " ", "@", "2": 0
        case "3": 27
        case "4": 28
        case "5": 29
        case "6": 30
        case "7", "/", "-": 31
        case "8", "?": 127
        default: nil
        }
    }
}

extension Key {
    /// What a key that moves or deletes does with something held down.
    fileprivate func with(_ modifiers: KeySequence.Modifiers) -> Key? {
        let isWord = modifiers.alt || modifiers.control || modifiers.other
        switch self {
        case .right: return isWord ? .wordRight : self
        case .left: return isWord ? .wordLeft : self
        case .delete: return isWord ? .deleteWord : self
        case .up, .down: return isWord ? nil : self
        case .enter: return modifiers.isNone ? self : .lineBreak
        default: return self
        }
    }
}
