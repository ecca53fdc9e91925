/// Finds parts of keys in texts, however they are written: escaped in any of the known ways and order, in base64,
/// hexadecimal or numbers, one in another, in whatever case, broken into lines, or with what nobody sees between.
///
/// Each way is taken back, and what it gives is read like the text itself. So there is no list of forms that are looked
/// for, only one of ways back. It takes time in proportion to the text: a way is gone only where there is something that
/// may have been written so, and bytes that are no text are not read on.
struct HiddenKeys {
    let windows: KeyWindows
    /// What may be unpacked on the way.
    private let packed: PackedStreams
    private let looksIntoPictures: Bool

    /// Texts are read in pieces, so that what is needed for it does not grow with them. A piece shares with the next one
    /// more than any key takes.
    private static let piece = 1 << 16
    private static let overlap = 1 << 12
    /// A longer stretch of base64 without a break is a picture, in which only what stands there as it is is looked for.
    private static let longestBase64 = 1 << 16
    /// How often escapes are taken back, and how many encodings, one in another.
    private static let mostEscapes = 8
    private static let mostEncodings = 2

    /// - Parameter intoPictures: Whether pictures that are among the bytes, in base64 or packed, are looked into like the rest.
    init(windows: KeyWindows, intoPictures: Bool) {
        self.windows = windows
        looksIntoPictures = intoPictures
        packed = PackedStreams(intoPictures: intoPictures)
    }

    /// Where parts of keys are written in some bytes, otherwise than just as they are.
    func places(in bytes: UnsafeRawBufferPointer) -> [KeyPlace] {
        var places: [KeyPlace] = []
        var long: [Range<Int>] = []
        for range in packedKeys(in: bytes) { places.append(KeyPlace(range: range, isBase64: false)) }
        for stretch in Self.stretches(of: bytes, long: &long) {
            var start = stretch.lowerBound
            while start < stretch.upperBound {
                let end = min(start + Self.piece + Self.overlap, stretch.upperBound)
                look(KeyReading(bytes[start..<end]), depth: 0, isBase64: false) { place in
                    var place = place
                    place.range = (start + place.range.lowerBound)..<(start + place.range.upperBound)
                    places.append(place)
                }
                if end == stretch.upperBound { break }
                start += Self.piece
            }
        }
        for run in long where looksIntoPictures || PackedStreams.isHead(base64: bytes[run]) {
            places += packedKeys(inBase64: bytes, run)
        }
        return places
    }

    /// Where something is packed that holds a part of a key. None of it can be overwritten by itself.
    private func packedKeys(in bytes: UnsafeRawBufferPointer) -> [Range<Int>] {
        packed.streams(in: bytes).filter { stream in
            packed.holds(stream) { !windows.plainPlaces(in: $0).isEmpty || !places(in: $0).isEmpty }
        }.map(\.range)
    }

    /// The same of what is base64 for long.
    private func packedKeys(inBase64 bytes: UnsafeRawBufferPointer, _ run: Range<Int>) -> [KeyPlace] {
        let inner = KeyReading.bytes(ofBase64: bytes[run].prefix(PackedStreams.longest))
        return inner.withUnsafeBytes { packedKeys(in: $0) }.map { range in
            let (first, end) = (range.lowerBound * 8, range.upperBound * 8)
            return KeyPlace(
                range: (run.lowerBound + first / 6)..<(run.lowerBound + (end + 5) / 6), isBase64: true,
                before: UInt8(first % 6), after: UInt8((6 - end % 6) % 6))
        }
    }

    private func lookAtPacked(_ bytes: KeyReading, isBase64: Bool, _ found: (KeyPlace) -> Void) {
        let ranges = bytes.units.map(\.byte).withUnsafeBytes { packedKeys(in: $0) }
        for range in ranges {
            let (first, last) = (bytes.units[range.lowerBound], bytes.units[range.upperBound - 1])
            found(
                KeyPlace(
                    range: Int(first.start)..<Int(last.end), isBase64: isBase64, before: first.before, after: last.after
                ))
        }
    }

    /// Looks at a text and at whatever it may have been before.
    private func look(_ text: KeyReading, depth: Int, isBase64: Bool, _ found: (KeyPlace) -> Void) {
        var text = text
        for _ in 0..<Self.mostEscapes {
            let squeezed = text.squeezed()
            search(squeezed, isBase64: isBase64, found)
            if depth < Self.mostEncodings {
                for inner in squeezed.fromBase64() {
                    lookInside(inner, depth: depth + 1, isBase64: isBase64 || depth == 0, found)
                }
                for inner in squeezed.fromHexadecimal() + squeezed.fromNumbers() {
                    lookInside(inner, depth: depth + 1, isBase64: isBase64, found)
                }
            }
            guard let next = text.unescaped() else { return }
            text = next
        }
    }

    private func lookInside(_ bytes: KeyReading, depth: Int, isBase64: Bool, _ found: (KeyPlace) -> Void) {
        lookAtPacked(bytes, isBase64: isBase64, found)
        for stretch in Self.stretches(of: bytes.units.lazy.map(\.byte)) {
            look(bytes[stretch], depth: depth, isBase64: isBase64, found)
        }
    }

    /// Looks for stretches of twelve characters that are a key's. Between them there may be such marks as no key has: a list
    /// of its letters, or pieces of it that are put together.
    private func search(_ text: KeyReading, isBase64: Bool, _ found: (KeyPlace) -> Void) {
        var window: KeyWindows.Window = 0
        var count = 0
        // Where the last twelve characters begin, the next one's place being the oldest.
        var starts = [KeyReading.Unit](repeating: .init(byte: 0, start: 0, end: 0), count: KeyWindows.length)
        for unit in text.units {
            let character = windows.compared[Int(unit.byte)]
            guard character != 0 else {
                if !Self.isMark[Int(unit.byte)] { count = 0 }
                continue
            }
            window = (window << 8 | KeyWindows.Window(character)) & Self.twelve
            starts[count % KeyWindows.length] = unit
            count += 1
            guard count >= KeyWindows.length, let flag = windows.match(window) else { continue }
            let first = starts[count % KeyWindows.length]
            found(
                KeyPlace(
                    range: Int(first.start)..<Int(unit.end), isBase64: isBase64 || flag, before: first.before,
                    after: unit.after))
        }
    }

    /// By the byte: whether it is a mark of ASCII.
    private static let isMark: [Bool] = (0...255).map { byte in
        (0x21...0x2F).contains(byte) || (0x3A...0x40).contains(byte) || (0x5B...0x60).contains(byte)
            || (0x7B...0x7E).contains(byte)
    }

    private static let twelve: KeyWindows.Window = 1 << 96 - 1

    // MARK: Texts among bytes

    /// The stretches that are long enough and in UTF-8, controls among it (every second byte of a text in UTF-16 is one);
    /// without what is base64 for long.
    private static func stretches(of bytes: some Collection<UInt8>) -> [Range<Int>] {
        var long: [Range<Int>] = []
        return Array(bytes).withUnsafeBytes { stretches(of: $0, long: &long) }
    }

    /// The same of bytes that are at hand, and what in them is base64 for long.
    private static func stretches(of bytes: UnsafeRawBufferPointer, long: inout [Range<Int>]) -> [Range<Int>] {
        var stretches: [Range<Int>] = []
        var start = nextText(in: bytes, from: 0)
        var run = start
        var place = start
        func endRun() {
            guard place - run > longestBase64 else { return }
            long.append(run..<place)
            if run + overlap - start >= KeyWindows.length { stretches.append(start..<(run + overlap)) }
            start = place - overlap
        }
        kinds.withUnsafeBufferPointer { kinds in
            while place < bytes.count {
                let length = Int(kinds[Int(bytes[place])])
                if length == 0 {
                    place = endOfBase64(in: bytes, from: place)
                    continue
                }
                endRun()
                if length == 1 || isCharacter(bytes, at: place, length: length) {
                    place += length
                } else {
                    if place - start >= KeyWindows.length { stretches.append(start..<place) }
                    start = nextText(in: bytes, from: place + 1)
                    place = start
                }
                run = place
            }
        }
        endRun()
        if bytes.count - start >= KeyWindows.length { stretches.append(start..<bytes.count) }
        return stretches
    }

    /// The end of a run of base64; long ones are gone through by 32 bytes.
    @inline(__always)
    private static func endOfBase64(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
        var place = start + 1
        while place + 32 <= bytes.count {
            var others: UInt8 = 0
            for offset in 0..<32 {
                let byte = bytes[place &+ offset]
                let isLetter: UInt8 = (byte | 0x20) &- 0x61 < 26 ? 1 : 0
                let isDigit: UInt8 = byte &- 0x30 < 10 ? 1 : 0
                let isPlus: UInt8 = byte == 0x2B || byte == 0x2D ? 1 : 0
                let isSlash: UInt8 = byte == 0x2F || byte == 0x5F ? 1 : 0
                others |= (isLetter | isDigit | isPlus | isSlash) ^ 1
            }
            if others != 0 { break }
            place += 32
        }
        while place < bytes.count, kinds[Int(bytes[place])] == 0 { place += 1 }
        return place
    }

    /// Whether what a byte begins is whole.
    private static func isCharacter(_ bytes: UnsafeRawBufferPointer, at place: Int, length: Int) -> Bool {
        guard length <= 4, place + length <= bytes.count else { return false }
        for next in (place + 1)..<(place + length) where bytes[next] & 0xC0 != 0x80 { return false }
        return true
    }

    /// The first place from which no two neighbours within the shortest stretch rule each other out; the end where there is none.
    ///
    /// Among a picture's bytes it is soon seen, from the last of twelve on, that they are no text: most are never looked at.
    private static func nextText(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
        let last = KeyWindows.length - 1
        var start = start
        return classes.withUnsafeBufferPointer { classes in
            search: while start + last < bytes.count {
                // Of eight at once, from the end, as far as it is seen without a table.
                let end = bytes.loadUnaligned(fromByteOffset: start + last - 7, as: UInt64.self).littleEndian
                if let place = lastOfImpossible(end) {
                    start += last - 7 + place + 1
                    continue
                }
                var second = classes[Int(bytes[start + last])]
                for place in stride(from: start + last - 1, through: start, by: -1) {
                    let first = classes[Int(bytes[place])]
                    // A pair is impossible where a byte of two or more is not gone on with, or one is gone on with that is whole.
                    if second == .nothing || first == .beginning && second != .continuing
                        || first == .whole && second == .continuing
                    {
                        start = second == .nothing ? place + 2 : place + 1
                        continue search
                    }
                    second = first
                }
                if second == .nothing {
                    start += 1
                    continue
                }
                return start
            }
            return bytes.count
        }
    }

    /// Of eight bytes the last that can't stand before the next one.
    @inline(__always)
    private static func lastOfImpossible(_ bytes: UInt64) -> Int? {
        let highest: UInt64 = 0x8080_8080_8080_8080
        let (high, second) = (bytes & highest, bytes << 1 & highest)
        let (beginning, followed) = (high & second, (high & ~second) >> 8)
        let impossible = (beginning & ~followed | ~high & followed) & highest >> 8
        return impossible == 0 ? nil : (63 - impossible.leadingZeroBitCount) >> 3
    }

    private enum Class: UInt8 { case whole, continuing, beginning, nothing }

    /// What a byte is in UTF-8.
    private static let classes: [Class] = (0...255).map { byte in
        switch byte {
        case 0..<0x80: .whole
        case 0x80..<0xC0: .continuing
        case 0xC2...0xF4: .beginning
        default: .nothing
        }
    }

    /// By the byte: 0 of base64, 1 any other of ASCII, 2 to 4 the length of what it begins, more where it begins nothing.
    private static let kinds: [UInt8] = {
        var kinds = [UInt8](repeating: 1, count: 128) + [UInt8](repeating: 255, count: 128)
        let ranges: [ClosedRange<UInt8>] = [0x30...0x39, 0x41...0x5A, 0x61...0x7A]
        for byte in ranges.joined() { kinds[Int(byte)] = 0 }
        for byte in "+/-_".utf8 { kinds[Int(byte)] = 0 }
        for byte in 0xC2...0xDF { kinds[byte] = 2 }
        for byte in 0xE0...0xEF { kinds[byte] = 3 }
        for byte in 0xF0...0xF4 { kinds[byte] = 4 }
        return kinds
    }()
}
