/// Finds parts of keys in which characters are escaped, as in addresses (`%41`) and in JSON (`\u0041`, `\/`, once or
/// several times over) and in HTML (`&#65;`, `&#x41;`), or between which stands what nobody sees: marks, joiners, controls.
struct EscapedKeys {
    private let windows: KeyWindows
    /// The windows' own, at hand: it is asked about every byte.
    private let compared: UnsafeBufferPointer<UInt8>
    private let percent: Percent

    /// What a percent sign is taken for. In a key that has one itself, "%2541" may be "%41" or "A".
    private enum Percent {
        /// The beginning of a character by its number, however often that was escaped again.
        case escape
        /// The same, but "%25" is a percent sign.
        case escapeOfItself
        /// Itself.
        case character
    }

    static func places(_ windows: KeyWindows, in bytes: UnsafeRawBufferPointer) -> [KeyPlace] {
        windows.compared.withUnsafeBufferPointer { compared in
            let readings: [Percent] =
                compared[0x25] == 0 ? [.escape] : [.escape, .escapeOfItself, .character]
            return readings.flatMap {
                EscapedKeys(windows: windows, compared: compared, percent: $0).places(in: bytes)
            }
        }
    }

    /// What stands at a place of a text.
    private enum Unit {
        /// A character that a key may have, as it is compared.
        case character(UInt8)
        /// Something that is not seen.
        case nothing
        case other
    }

    private func places(in bytes: UnsafeRawBufferPointer) -> [KeyPlace] {
        var places: [KeyPlace] = []
        var next = 0
        while let escape = Self.escape(in: bytes, from: next) {
            next = mayBeWithin(bytes, escape) ? search(bytes, around: escape, from: next, &places) : escape + 1
        }
        return places
    }

    /// Whether a key may go on here, by the bytes around. What is not seen is within a key only where a character stands
    /// before it; most bytes of a picture are told by this.
    @inline(__always)
    private func mayBeWithin(_ bytes: UnsafeRawBufferPointer, _ escape: Int) -> Bool {
        let byte = bytes[escape]
        if byte == 0x5C || byte == 0x25 || byte == 0x26 { return true }
        guard escape > 0, escape + 1 < bytes.count, plain(bytes[escape - 1]) != 0 else { return false }
        return byte < 0x80 || (byte >= 0xC2 && bytes[escape + 1] & 0xC0 == 0x80)
    }

    /// Looks at the characters around an escape, and goes on as long as it is one of the last twelve. Returns where it
    /// ended.
    private func search(
        _ bytes: UnsafeRawBufferPointer, around escape: Int, from: Int, _ places: inout [KeyPlace]
    ) -> Int {
        var position = escape
        while position > from, escape - position < KeyWindows.length - 1, plain(bytes[position - 1]) != 0 {
            position -= 1
        }
        var window: KeyWindows.Window = 0
        var count = 0
        var sinceEscape = 0
        // Where the last twelve characters begin.
        var starts = InlineArray<16, Int>(repeating: 0)
        while position < bytes.count {
            let byte = bytes[position]
            let character = plain(byte)
            let start = position
            if character != 0 {
                position += 1
                sinceEscape += 1
                if sinceEscape > KeyWindows.length { return position }
                push(character)
            } else {
                sinceEscape = 0
                switch unit(in: bytes, at: &position) {
                case .character(let character): push(character)
                case .nothing: continue
                case .other: return max(position, escape + 1)
                }
            }
            if count >= KeyWindows.length, let isBase64 = windows.match(window) {
                places.add(starts[(count - KeyWindows.length) & 15]..<position, isBase64: isBase64)
            }
            func push(_ character: UInt8) {
                window = (window << 8 | KeyWindows.Window(character)) & Self.twelve
                starts[count & 15] = start
                count += 1
            }
        }
        return bytes.count
    }

    private static let twelve: KeyWindows.Window = 1 << 96 - 1

    /// A character that stands for itself; 0 for what is no key's or may be an escape.
    @inline(__always)
    private func plain(_ byte: UInt8) -> UInt8 {
        byte == 0x25 || byte == 0x26 || byte >= 0x80 ? 0 : compared[Int(byte)]
    }

    /// The next byte that is more or less than a plain character: `\`, `%`, `&`, a control, the beginning of a character
    /// beyond ASCII.
    private static func escape(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
        var position = start
        if start < bytes.count, isEscape(bytes[start]) { return start }
        // Eight bytes at a time: the highest bit of a byte is set where it is zero after a difference.
        let ones: UInt64 = 0x0101_0101_0101_0101
        let highest = ones << 7
        while position + 8 <= bytes.count {
            let block = bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self)
            let (backslash, percent) = (block ^ (ones &* 0x5C), block ^ (ones &* 0x25))
            let ampersand = block ^ (ones &* 0x26)
            let found =
                ((backslash &- ones) & ~backslash) | ((percent &- ones) & ~percent)
                | ((ampersand &- ones) & ~ampersand) | ((block &- ones &* 0x20) & ~block)
            if (found | block | (block &+ ones)) & highest != 0 { break }
            position += 8
        }
        while position < bytes.count {
            if isEscape(bytes[position]) { return position }
            position += 1
        }
        return nil
    }

    @inline(__always)
    private static func isEscape(_ byte: UInt8) -> Bool {
        byte == 0x5C || byte == 0x25 || byte == 0x26 || byte < 0x20 || byte >= 0x7F
    }

    // MARK: Reading

    /// Reads one unit that is no plain character, and moves behind it.
    private func unit(in bytes: UnsafeRawBufferPointer, at position: inout Int) -> Unit {
        let byte = bytes[position]
        switch byte {
        case 0x5C: return escaped(in: bytes, at: &position)
        case 0x25:
            // "%2541" is "%41" escaped once more.
            var digits = position + 1
            while percent != .character, digits + 1 < bytes.count, bytes[digits] == 0x32, bytes[digits + 1] == 0x35 {
                digits += 2
            }
            if percent == .character || (percent == .escapeOfItself && digits > position + 1) {
                position = digits
                return .character(compared[0x25])
            }
            guard let value = Self.number(in: bytes, at: digits, digits: 2) else {
                position += 1
                return compared[0x25] == 0 ? .other : .character(compared[0x25])
            }
            position = digits + 2
            guard value >= 0x80 else { return unit(of: value) }
            // A byte of a character beyond ASCII; those that are not seen begin with few.
            return .nothing
        case 0x26: return entity(in: bytes, at: &position)
        case 0x00..<0x80:
            position += 1
            return unit(of: UInt32(byte))
        default:
            let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
            guard byte >= 0xC2, position + length <= bytes.count else {
                position += 1
                return .other
            }
            var value = UInt32(byte) & (0x7F >> UInt32(length))
            for offset in 1..<length {
                guard bytes[position + offset] & 0xC0 == 0x80 else {
                    position += 1
                    return .other
                }
                value = value << 6 | UInt32(bytes[position + offset] & 0x3F)
            }
            position += length
            return unit(of: value)
        }
    }

    /// Reads a character by its number, as HTML and XML have it: `&#65;` and `&#x41;`, with or without the semicolon.
    private func entity(in bytes: UnsafeRawBufferPointer, at position: inout Int) -> Unit {
        var place = position + 1
        position += 1
        guard place < bytes.count, bytes[place] == UInt8(ascii: "#") else { return unit(of: 0x26) }
        place += 1
        let isHexadecimal = place < bytes.count && bytes[place] | 0x20 == UInt8(ascii: "x")
        if isHexadecimal { place += 1 }
        var value: UInt32 = 0
        var digits = 0
        while place < bytes.count, digits < 8,
            let digit = Self.number(in: bytes, at: place, digits: 1), isHexadecimal || digit < 10
        {
            value = value &* (isHexadecimal ? 16 : 10) &+ digit
            place += 1
            digits += 1
        }
        guard digits > 0 else { return .other }
        if place < bytes.count, bytes[place] == UInt8(ascii: ";") { place += 1 }
        position = place
        return unit(of: value)
    }

    /// Reads what follows any number of backslashes: `u0041`, `x41`, `/`, or a letter for a control.
    private func escaped(in bytes: UnsafeRawBufferPointer, at position: inout Int) -> Unit {
        while position < bytes.count, bytes[position] == 0x5C { position += 1 }
        guard position < bytes.count else { return .other }
        switch bytes[position] {
        case UInt8(ascii: "u"):
            guard var value = Self.number(in: bytes, at: position + 1, digits: 4) else { return .nothing }
            position += 5
            if (0xD800..<0xDC00).contains(value) {
                var low = position
                while low < bytes.count, bytes[low] == 0x5C { low += 1 }
                guard low > position, low < bytes.count, bytes[low] == UInt8(ascii: "u"),
                    let second = Self.number(in: bytes, at: low + 1, digits: 4), (0xDC00..<0xE000).contains(second)
                else { return .other }
                value = 0x10000 + (value - 0xD800) << 10 + (second - 0xDC00)
                position = low + 5
            }
            return unit(of: value)
        case UInt8(ascii: "x"):
            guard let value = Self.number(in: bytes, at: position + 1, digits: 2) else { return .nothing }
            position += 3
            return unit(of: value)
        case UInt8(ascii: "n"), UInt8(ascii: "t"):
            position += 1
            return .other
        case UInt8(ascii: "b"), UInt8(ascii: "f"), UInt8(ascii: "r"):
            position += 1
            return .nothing
        // A backslash before any other character changes nothing.
        default: return .nothing
        }
    }

    private func unit(of value: UInt32) -> Unit {
        if value < 0x80 {
            let character = compared[Int(value)]
            if character != 0 { return .character(character) }
            // Dropped before a text is shown, so that what stands around them comes together.
            return (value < 0x20 && value != 0x0A && value != 0x09) || value == 0x7F ? .nothing : .other
        }
        guard let scalar = Unicode.Scalar(value) else { return .other }
        return Self.isUnseen(scalar) ? .nothing : .other
    }

    private static func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.properties.isDefaultIgnorableCodePoint { return true }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .spacingMark, .format, .control, .privateUse, .unassigned: return true
        default: return false
        }
    }

    private static func number(in bytes: UnsafeRawBufferPointer, at place: Int, digits: Int) -> UInt32? {
        guard place + digits <= bytes.count else { return nil }
        var value: UInt32 = 0
        for byte in bytes[place..<(place + digits)] {
            switch byte {
            case 0x30...0x39: value = value << 4 | UInt32(byte - 0x30)
            case 0x41...0x46: value = value << 4 | UInt32(byte - 0x37)
            case 0x61...0x66: value = value << 4 | UInt32(byte - 0x57)
            default: return nil
            }
        }
        return value
    }
}
