/// A text as it is read on, once or several times over: its bytes, and where in the text that came each of them stands.
struct KeyReading {
    struct Unit {
        var byte: UInt8
        /// From the beginning of the text that came.
        var start: Int32
        var end: Int32
        /// In base64, the highest bits of the first character and the lowest of the last that belong to its neighbours.
        var before: UInt8 = 0
        var after: UInt8 = 0
    }

    private(set) var units: [Unit] = []

    /// Stands for a character that no key has, and ends what goes before it. No text in UTF-8 has it.
    static let other: UInt8 = 0xFF

    init() {}

    /// A text as it is, of which no more than 2 GB may be given.
    init(_ bytes: some Collection<UInt8>) {
        units.reserveCapacity(bytes.count)
        var place: Int32 = 0
        for byte in bytes {
            units.append(Unit(byte: byte, start: place, end: place + 1))
            place += 1
        }
    }

    mutating func append(_ byte: UInt8, from first: Unit, to last: Unit) {
        units.append(Unit(byte: byte, start: first.start, end: last.end, before: first.before, after: last.after))
    }

    /// The same of a byte that shares a character with each of its neighbours.
    mutating func append(_ byte: UInt8, from first: Unit, sharing before: Int, to last: Unit, sharing after: Int) {
        let isPlain = first.end == first.start + 1 && last.end == last.start + 1
        units.append(
            Unit(
                byte: byte, start: first.start, end: last.end, before: isPlain ? UInt8(before) : 0,
                after: isPlain ? UInt8(after) : 0))
    }

    mutating func dropLast() { _ = units.popLast() }

    subscript(range: Range<Int>) -> KeyReading {
        var part = KeyReading()
        part.units = Array(units[range])
        return part
    }

    // MARK: Escapes

    /// With each escape taken back once: `%41`, `%u0041`, `=41`, `\u0041`, `\u{41}`, `\U00000041`, `\x41`, `\x{41}`, `\101`,
    /// `\/`, `&#65;`, `&#x41;`, `&amp;`. What comes of them is not read again. `nil` where there is none.
    func unescaped() -> KeyReading? {
        guard let first = units.firstIndex(where: { Self.isEscape($0.byte) }) else { return nil }
        var reading = KeyReading()
        reading.units.reserveCapacity(units.count)
        reading.units.append(contentsOf: units[..<first])
        var place = first
        var isChanged = false
        while place < units.count {
            let start = place
            if let value = escape(at: &place) {
                isChanged = true
                let (first, last) = (units[start], units[place - 1])
                switch value {
                case .byte(let byte): reading.append(byte, from: first, to: last)
                case .scalar(let value):
                    guard let scalar = Unicode.Scalar(value) else {
                        reading.append(Self.other, from: first, to: last)
                        continue
                    }
                    for byte in String(scalar).utf8 { reading.append(byte, from: first, to: last) }
                case .nothing: break
                }
            } else {
                reading.units.append(units[start])
                place = start + 1
            }
        }
        return isChanged ? reading : nil
    }

    @inline(__always)
    private static func isEscape(_ byte: UInt8) -> Bool {
        byte == 0x5C || byte == 0x25 || byte == 0x26 || byte == 0x3D
    }

    /// What a value is as bytes: those of a scalar, or the one byte.
    private enum Value {
        case byte(UInt8)
        case scalar(UInt32)
        case nothing
    }

    private func escape(at place: inout Int) -> Value? {
        switch units[place].byte {
        case 0x25:
            if let value = number(at: place + 1, digits: 2) {
                place += 3
                return .byte(UInt8(value))
            }
            guard isByte("u", at: place + 1), let value = number(at: place + 2, digits: 4) else { return nil }
            place += 6
            return .scalar(value)
        case 0x3D:
            guard let value = number(at: place + 1, digits: 2) else { return nil }
            place += 3
            return .byte(UInt8(value))
        case 0x5C: return backslash(at: &place)
        case 0x26: return entity(at: &place)
        default: return nil
        }
    }

    /// Of any number of backslashes, as each time that a text is escaped doubles them. One before any other character
    /// changes nothing.
    private func backslash(at place: inout Int) -> Value {
        while isByte("\\", at: place) { place += 1 }
        // What stands after it was escaped later than it was written, and is read first.
        if place < units.count, units[place].byte == 0x25 || units[place].byte == 0x26 { return .byte(0x5C) }
        if isByte("u", at: place) || isByte("x", at: place), isByte("{", at: place + 1) {
            var end = place + 2
            var value: UInt32 = 0
            while end < place + 8, let digit = number(at: end, digits: 1) {
                value = value << 4 | digit
                end += 1
            }
            guard end > place + 2, isByte("}", at: end) else { return .nothing }
            place = end + 1
            return .scalar(value)
        }
        if isByte("U", at: place), let value = number(at: place + 1, digits: 8) {
            place += 9
            return .scalar(value)
        }
        if isByte("u", at: place) {
            guard let value = number(at: place + 1, digits: 4) else { return .nothing }
            place += 5
            guard (0xD800..<0xDC00).contains(value) else { return .scalar(value) }
            var low = place
            while isByte("\\", at: low) { low += 1 }
            guard low > place, isByte("u", at: low), let second = number(at: low + 1, digits: 4),
                (0xDC00..<0xE000).contains(second)
            else { return .byte(Self.other) }
            place = low + 5
            return .scalar(0x10000 + (value - 0xD800) << 10 + (second - 0xDC00))
        }
        if isByte("x", at: place), let value = number(at: place + 1, digits: 2) {
            place += 3
            return .byte(UInt8(value))
        }
        if let value = octal(at: &place) { return .byte(value) }
        guard place < units.count, "ntrbf0".utf8.contains(units[place].byte) else { return .nothing }
        place += 1
        return .nothing
    }

    /// Three digits, or four of which the first is 0: "\163", "\0163".
    private func octal(at place: inout Int) -> UInt8? {
        for first in isByte("0", at: place) ? [place, place + 1] : [place] where first + 3 <= units.count {
            let digits = units[first..<(first + 3)].map(\.byte)
            guard digits.allSatisfy({ (0x30...0x37).contains($0) }) else { continue }
            let value = digits.reduce(0) { $0 << 3 | Int($1 - 0x30) }
            guard (0x20...0x7E).contains(value) else { continue }
            place = first + 3
            return UInt8(value)
        }
        return nil
    }

    private func entity(at place: inout Int) -> Value? {
        if isByte("a", at: place + 1), isByte("m", at: place + 2), isByte("p", at: place + 3),
            isByte(";", at: place + 4)
        {
            place += 5
            return .byte(0x26)
        }
        guard isByte("#", at: place + 1) else { return nil }
        let isHexadecimal = isByte("x", at: place + 2) || isByte("X", at: place + 2)
        let first = place + (isHexadecimal ? 3 : 2)
        var end = first
        var value: UInt32 = 0
        while end < first + 8, let digit = number(at: end, digits: 1), isHexadecimal || digit < 10 {
            value = value &* (isHexadecimal ? 16 : 10) &+ digit
            end += 1
        }
        guard end > first else { return nil }
        place = isByte(";", at: end) ? end + 1 : end
        return .scalar(value)
    }

    private func isByte(_ character: Unicode.Scalar, at place: Int) -> Bool {
        place < units.count && units[place].byte == UInt8(ascii: character)
    }

    private func number(at place: Int, digits: Int) -> UInt32? {
        guard place + digits <= units.count else { return nil }
        var value: UInt32 = 0
        for unit in units[place..<(place + digits)] {
            guard let digit = Self.hexadecimal(unit.byte) else { return nil }
            value = value << 4 | UInt32(digit)
        }
        return value
    }

    static func hexadecimal(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x37
        case 0x61...0x66: byte - 0x57
        default: nil
        }
    }

    // MARK: What is not seen

    /// Without blanks, ends of lines, and whatever nobody sees: controls, marks, joiners. A character beyond ASCII that is
    /// seen becomes `other`.
    func squeezed() -> KeyReading {
        var reading = KeyReading()
        reading.units.reserveCapacity(units.count)
        var place = 0
        while place < units.count {
            let unit = units[place]
            if unit.byte < 0x80 {
                if unit.byte > 0x20, unit.byte != 0x7F { reading.units.append(unit) }
                place += 1
                continue
            }
            let start = place
            let scalar = scalar(at: &place)
            // As wide as a Chinese character.
            if let scalar, (0xFF01...0xFF5E).contains(scalar.value) {
                reading.append(UInt8(scalar.value - 0xFEE0), from: unit, to: units[place - 1])
                continue
            }
            let isUnseen = scalar.map(Self.isUnseen) ?? false
            if !isUnseen { reading.append(Self.other, from: unit, to: units[max(start, place - 1)]) }
        }
        return reading
    }

    private func scalar(at place: inout Int) -> Unicode.Scalar? {
        let lead = units[place].byte
        let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
        let start = place
        place += 1
        guard (0xC2...0xF4).contains(lead), start + length <= units.count else { return nil }
        var value = UInt32(lead) & (0x7F >> UInt32(length))
        for unit in units[(start + 1)..<(start + length)] {
            guard unit.byte & 0xC0 == 0x80 else { return nil }
            value = value << 6 | UInt32(unit.byte & 0x3F)
        }
        place = start + length
        return Unicode.Scalar(value)
    }

    private static func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
        let properties = scalar.properties
        if properties.isDefaultIgnorableCodePoint || properties.isWhitespace { return true }
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .spacingMark, .format, .control, .privateUse, .unassigned: return true
        default: return false
        }
    }
}
