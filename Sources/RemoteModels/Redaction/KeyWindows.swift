import Foundation

/// All stretches of twelve characters that keys and their base64 consist of, in any case, to be found fast.
///
/// Keys are known backwards, too. Of base64 there are three forms, as a key may begin at any byte of a group of three. The search for plain stretches
/// goes from stretch to stretch as Wu and Manber's does: where the last three characters belong to none, it may skip ten.
struct KeyWindows: Sendable {
    static let length = 12
    private static let block = 3
    private static let farthest = UInt8(length - block + 1)

    /// Twelve characters, the last one lowest.
    typealias Window = UInt128

    private var isBase64: [Window: Bool] = [:]
    /// By the hash of three characters, how far may be skipped when they are the last ones of a stretch.
    private var skips = [UInt8](repeating: farthest, count: 1 << 16)
    /// The last three characters after which not all may be skipped, as bits.
    private var endings = EndingFilter()
    /// Each byte as it is compared: without its case, the two alphabets of base64 being one; 0 for what no key consists of.
    let compared: [UInt8]

    var isEmpty: Bool { isBase64.isEmpty }

    init(_ keys: [[UInt8]]) {
        var compared = [UInt8](repeating: 0, count: 256)
        let ranges: [ClosedRange<UInt8>] = [0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2B...0x2B, 0x2F...0x2F]
        for byte in ranges.joined() { compared[Int(byte)] = byte }
        for byte in keys.joined() { compared[Int(byte)] = byte }
        compared[0x2D] = 0x2B
        compared[0x5F] = 0x2F
        for byte in 0x41...0x5A { compared[byte] = UInt8(byte | 0x20) }
        // Backslashes are escapes, and are passed over in texts.
        compared[0x5C] = 0
        self.compared = compared
        for key in keys {
            let plain = key.filter { $0 != 0x5C }
            add(plain, isBase64: false)
            add(plain.reversed(), isBase64: false)
            for lead in 0..<3 { add(Self.base64(of: key, after: lead), isBase64: true) }
        }
    }

    /// The characters of a key's base64 that depend on nothing but the key, where so many bytes stand before it.
    private static func base64(of key: [UInt8], after lead: Int) -> [UInt8] {
        let characters = Array((Data(count: lead) + key).base64EncodedString().utf8.prefix { $0 != 0x3D })
        let last = (lead + key.count) % 3 == 0 ? characters.count : characters.count - 1
        // One byte before it shares two characters with the key's first one, two share three.
        return Array(characters[[0, 2, 3][lead]..<last])
    }

    private mutating func add(_ text: [UInt8], isBase64 flag: Bool) {
        let text = text.map { compared[Int($0)] }
        guard text.count >= Self.length else { return }
        for start in 0...(text.count - Self.length) {
            let stretch = text[start..<(start + Self.length)]
            let window = stretch.reduce(0 as Window) { $0 << 8 | Window($1) }
            isBase64[window] = isBase64[window].map { $0 && flag } ?? flag
            for end in Self.block...Self.length {
                let last = stretch.prefix(end).suffix(Self.block)
                let place = Self.hash(last.reduce(0 as UInt32) { $0 << 8 | UInt32($1) })
                skips[place] = min(skips[place], UInt8(Self.length - end))
                endings.insert(last) { character in (0...255).filter { compared[Int($0)] == character } }
            }
        }
    }

    @inline(__always)
    private static func hash(_ characters: UInt32) -> Int { Int((characters &* 0x9E37_79B1) >> 16) }

    /// Whether twelve characters are a key's: `nil` if not, and else whether they are base64.
    @inline(__always)
    func match(_ window: Window) -> Bool? {
        guard skips[Self.hash(UInt32(truncatingIfNeeded: window) & 0xFF_FFFF)] == 0 else { return nil }
        return isBase64[window]
    }

    /// Where stretches stand just as they are.
    func plainPlaces(in bytes: UnsafeRawBufferPointer) -> [KeyPlace] {
        var places: [KeyPlace] = []
        compared.withUnsafeBufferPointer { compared in
            skips.withUnsafeBufferPointer { skips in
                var end = Self.length - 1
                while end < bytes.count {
                    end = endings.next(in: bytes, from: end, by: Int(Self.farthest))
                    guard end < bytes.count else { break }
                    let last =
                        UInt32(compared[Int(bytes[end - 2])]) << 16 | UInt32(compared[Int(bytes[end - 1])]) << 8
                        | UInt32(compared[Int(bytes[end])])
                    let skip = skips[Self.hash(last)]
                    if skip > 0 {
                        end += Int(skip)
                        continue
                    }
                    let start = end - Self.length + 1
                    let window = bytes[start...end].reduce(0 as Window) { $0 << 8 | Window(compared[Int($1)]) }
                    if let flag = isBase64[window] { places.add(start..<(end + 1), isBase64: flag) }
                    end += 1
                }
            }
        }
        return places
    }
}

/// Which three bytes may be among those after which a search may not skip all: wrong for a few others, and quick.
private struct EndingFilter: Sendable {
    private var bits = [UInt64](repeating: 0, count: 1 << 10)

    /// Adds three characters, each of which stands for several bytes.
    mutating func insert(_ characters: some Collection<UInt8>, bytes: (UInt8) -> [UInt8]) {
        var endings: Set<UInt32> = [0]
        for (place, character) in characters.enumerated() {
            let written = Set(bytes(character).map { UInt32($0 | 0x20) << (8 * UInt32(place)) })
            endings = Set(endings.flatMap { ending in written.map { ending | $0 } })
        }
        for ending in endings {
            let place = Self.hash(ending)
            bits[place >> 6] |= 1 << UInt64(place & 63)
        }
    }

    @inline(__always)
    private static func hash(_ ending: UInt32) -> Int { Int((ending &* 0x9E37_79B1) >> 16) }

    /// The first place from `end` on, in steps, where three bytes end that are in it; it may be beyond the last. One more
    /// byte stands before the first three.
    ///
    /// Eight places are looked at without waiting for one another.
    @inline(__always)
    func next(in bytes: UnsafeRawBufferPointer, from end: Int, by step: Int) -> Int {
        var end = end
        return bits.withUnsafeBufferPointer { bits in
            func isIn(_ end: Int) -> UInt64 {
                let read = bytes.loadUnaligned(fromByteOffset: end - 3, as: UInt32.self).littleEndian
                let place = Self.hash(read >> 8 | 0x20_2020)
                return bits[place >> 6] >> UInt64(place & 63) & 1
            }
            while end + 7 * step < bytes.count {
                let near = isIn(end) | isIn(end + step) | isIn(end + 2 * step) | isIn(end + 3 * step)
                let far = isIn(end + 4 * step) | isIn(end + 5 * step) | isIn(end + 6 * step) | isIn(end + 7 * step)
                if near | far != 0 { break }
                end += 8 * step
            }
            while end < bytes.count, isIn(end) == 0 { end += step }
            return end
        }
    }
}

extension [KeyPlace] {
    /// Adds a place, which becomes one with the last where they overlap.
    mutating func add(_ range: Range<Int>, isBase64: Bool) {
        if let last, last.range.upperBound >= range.lowerBound, last.isBase64 == isBase64 {
            let (from, to) = (last.range.lowerBound, last.range.upperBound)
            self[count - 1].range = Swift.min(from, range.lowerBound)..<Swift.max(to, range.upperBound)
        } else {
            append(KeyPlace(range: range, isBase64: isBase64))
        }
    }
}
