/// What a text may be besides: bytes that were written as characters. Each is read from a text without blanks.
extension KeyReading {
    /// Twelve characters of a key take more than these in each of them.
    private static let fewestBase64 = 15
    private static let fewestDigits = 24

    /// The bytes that base64 stands for, of either alphabet. Where the groups of four begin can't be known among other
    /// characters: so each of the four ways is a reading.
    func fromBase64() -> [KeyReading] {
        runs(of: { Self.base64[Int($0)] < 64 }, fewest: Self.fewestBase64).flatMap { run in
            (0..<4).compactMap { way in
                let first = run.lowerBound + way
                return isAnyInBase64(first, to: run.upperBound) ? fromBase64(first, to: run.upperBound) : nil
            }
        }
    }

    /// Whether enough of a text, or the head of something packed, stands somewhere in the bytes: most that is read as base64
    /// was never any.
    private func isAnyInBase64(_ first: Int, to end: Int) -> Bool {
        units.withUnsafeBufferPointer { units in
            Self.base64.withUnsafeBufferPointer { values in
                var bits: UInt32 = 0
                var count = 0
                var text = TextCount()
                for place in first..<end {
                    bits = bits << 6 | UInt32(values[Int(units[place].byte)])
                    count += 6
                    guard count >= 8 else { continue }
                    count -= 8
                    let recent = bits >> UInt32(count)
                    if text.isEnough(with: UInt8(truncatingIfNeeded: recent)) || PackedStreams.isHead(recent) {
                        return true
                    }
                }
                return false
            }
        }
    }

    /// Counts the characters that are seen, as long as what comes is UTF-8.
    private struct TextCount {
        private var seen = 0
        private var following: UInt8 = 0

        mutating func isEnough(with byte: UInt8) -> Bool {
            if following > 0, byte & 0xC0 == 0x80 {
                following -= 1
                return false
            }
            following = 0
            switch byte {
            case 0...0x20, 0x7F: return false
            case 0x21..<0x7F: seen += 1
            case 0xC2...0xDF: following = 1
            case 0xE0...0xEF: following = 2
            case 0xF0...0xF4: following = 3
            default: seen = 0
            }
            return seen >= KeyWindows.length
        }
    }

    private func fromBase64(_ first: Int, to end: Int) -> KeyReading {
        var reading = KeyReading()
        var bits: UInt32 = 0
        var count = 0
        for place in first..<end {
            bits = bits << 6 | UInt32(Self.base64[Int(units[place].byte)])
            count += 6
            guard count >= 8 else { continue }
            count -= 8
            reading.append(
                UInt8(truncatingIfNeeded: bits >> UInt32(count)), from: units[place - 1], sharing: 4 - count,
                to: units[place], sharing: count)
        }
        return reading
    }

    /// The bytes that base64 of either alphabet stands for, without where they stand.
    static func bytes(ofBase64 text: some Collection<UInt8>) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count / 4 * 3 + 3)
        var bits: UInt32 = 0
        var count = 0
        for character in text {
            bits = bits << 6 | UInt32(base64[Int(character)])
            count += 6
            guard count >= 8 else { continue }
            count -= 8
            bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
        }
        return bytes
    }

    static func base64Value(of character: UInt8) -> UInt8? {
        let value = base64[Int(character)]
        return value < 64 ? value : nil
    }

    static func base64Character(_ value: UInt8) -> UInt8 { base64Alphabet[Int(value & 63)] }

    private static let base64Alphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    private static let base64: [UInt8] = {
        var values = [UInt8](repeating: 64, count: 256)
        for (value, byte) in base64Alphabet.enumerated() { values[Int(byte)] = UInt8(value) }
        (values[0x2D], values[0x5F]) = (62, 63)
        return values
    }()

    /// The bytes that hexadecimal digits stand for, in both ways of pairing them: "736b", "73:6b", "0x73, 0x6b".
    func fromHexadecimal() -> [KeyReading] {
        guard hasMany({ Self.hexadecimal($0) != nil }, between: { Self.separators[Int($0)] || $0 | 0x20 == 0x78 })
        else {
            return []
        }
        var digits = KeyReading()
        for (place, unit) in units.enumerated() {
            if Self.hexadecimal(unit.byte) != nil {
                digits.append(unit.byte, from: unit, to: unit)
            } else if unit.byte | 0x20 == UInt8(ascii: "x"), place > 0, units[place - 1].byte == UInt8(ascii: "0") {
                digits.dropLast()
            } else if !Self.separators[Int(unit.byte)] {
                digits.append(Self.other, from: unit, to: unit)
            }
        }
        return digits.runs(of: { $0 != Self.other }, fewest: Self.fewestDigits).flatMap { run in
            (0..<2).map { digits.pairs(run.lowerBound + $0, to: run.upperBound) }
        }
    }

    private func pairs(_ first: Int, to end: Int) -> KeyReading {
        var reading = KeyReading()
        for place in stride(from: first, to: end - 1, by: 2) {
            let (high, low) = (units[place], units[place + 1])
            let value = (Self.hexadecimal(high.byte) ?? 0) << 4 | (Self.hexadecimal(low.byte) ?? 0)
            reading.append(value, from: high, to: low)
        }
        return reading
    }

    /// The bytes that a list of numbers stands for, as languages print them: "[115, 107, 45]".
    func fromNumbers() -> [KeyReading] {
        guard hasMany({ (0x30...0x39).contains($0) }, between: { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ";") })
        else { return [] }
        var reading = KeyReading()
        var value = 0
        var first: Unit?
        var last = Unit(byte: 0, start: 0, end: 0)
        func end() {
            if let first, value < 256 { reading.append(UInt8(value), from: first, to: last) }
            (value, first) = (0, nil)
        }
        var isList = false
        for unit in units {
            switch unit.byte {
            case 0x30...0x39:
                value = min(value * 10 + Int(unit.byte - 0x30), 1000)
                first = first ?? unit
                last = unit
            case UInt8(ascii: ","), UInt8(ascii: ";"):
                end()
                isList = true
            default:
                end()
                reading.append(Self.other, from: unit, to: unit)
            }
        }
        end()
        return isList ? [reading] : []
    }

    private static let separators: [Bool] = {
        var are = [Bool](repeating: false, count: 256)
        for byte in ":,;-".utf8 { are[Int(byte)] = true }
        return are
    }()

    /// Whether as many digits stand together somewhere as twelve characters take.
    private func hasMany(_ isDigit: (UInt8) -> Bool, between isBetween: (UInt8) -> Bool) -> Bool {
        var count = 0
        for unit in units {
            if isDigit(unit.byte) {
                count += 1
                if count >= Self.fewestDigits { return true }
            } else if !isBetween(unit.byte) {
                count = 0
            }
        }
        return false
    }

    private func runs(of isOne: (UInt8) -> Bool, fewest: Int) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        var start = 0
        for place in 0...units.count where place == units.count || !isOne(units[place].byte) {
            if place - start >= fewest { runs.append(start..<place) }
            start = place + 1
        }
        return runs
    }
}
