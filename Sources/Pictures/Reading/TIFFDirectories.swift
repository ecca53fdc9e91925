package import Foundation

/// The directories of a TIFF file or of an EXIF block, which is one, too; of BigTIFF files as well.
///
/// Reading never fails: what makes no sense is left out.
package struct TIFFDirectories {
    package struct Entry: Sendable, Equatable {
        var tag: Int
        /// As TIFF 6.0 numbers them: 1 bytes, 2 text, 3 and 4 whole numbers, 5 fractions, 7 anything.
        var type: Int
        var count: Int
        /// The values in little-endian order.
        package var value: Data
        /// Where the values stand, from the beginning of the file or block.
        var place = 0
    }

    package typealias Directory = [Int: Entry]

    /// Those that follow one another from the file's head: a TIFF's pages, an EXIF block's own and its thumbnail's.
    package private(set) var chain: [Directory] = []
    /// Where these stand.
    private(set) var places: [Int] = []
    let isBig: Bool
    private let reader: ByteReader

    private static let mostDirectories = 4096
    private static let mostEntries = 4096
    /// Bytes that directories may have in common, such as a profile that is every page's: a small file whose directories all lie
    /// in each other would be read for minutes.
    private static let shared = 1 << 24

    package init?(_ data: Data) {
        var reader = ByteReader(data: data)
        switch reader.text(at: 0, count: 2) {
        case "II": reader.isLittleEndian = true
        case "MM": break
        default: return nil
        }
        // Panasonic and Olympus have words of their own where others have 42.
        isBig = reader.uint16(at: 2) == 43
        self.reader = reader
        guard var offset = isBig ? reader.uint64(at: 8) : reader.uint32(at: 4) else { return nil }
        var seen: Set<Int> = []
        var room = data.count + Self.shared
        while offset > 0, seen.insert(offset).inserted, chain.count < Self.mostDirectories {
            guard let (directory, next) = read(at: offset, &room) else { break }
            chain.append(directory)
            places.append(offset)
            offset = next
        }
    }

    /// The directories that an entry of another points to.
    func children(_ tag: Int, of directory: Directory) -> [Directory] {
        var room = data.count + Self.shared
        return (directory[tag]?.numbers ?? []).prefix(64).compactMap { read(at: $0, &room)?.directory }
    }

    var data: Data { reader.data }
    var isLittleEndian: Bool { reader.isLittleEndian }

    /// A directory's entries as they stand.
    func rawEntries(at place: Int) -> [(tag: Int, bytes: Data)] {
        let (start, size) = (place + (isBig ? 8 : 2), isBig ? 20 : 12)
        let count = (isBig ? reader.uint64(at: place) : reader.uint16(at: place)) ?? 0
        return (0..<min(count, Self.mostEntries)).compactMap { index in
            guard let tag = reader.uint16(at: start + index * size),
                let bytes = reader.bytes(at: start + index * size, count: size)
            else { return nil }
            return (tag, bytes)
        }
    }

    /// Where the directory after one of the chain stands; 0 behind the last.
    func next(of index: Int) -> Int {
        let pointer = pointer(behind: index)
        return (isBig ? reader.uint64(at: pointer) : reader.uint32(at: pointer)) ?? 0
    }

    /// Where it stands where a directory of the chain does.
    func pointer(to index: Int) -> Int { index == 0 ? (isBig ? 8 : 4) : pointer(behind: index - 1) }

    private func pointer(behind index: Int) -> Int {
        let place = places[index]
        let count = (isBig ? reader.uint64(at: place) : reader.uint16(at: place)) ?? 0
        return place + (isBig ? 8 : 2) + count * (isBig ? 20 : 12)
    }

    /// What in a page's way of writing can't be read by libvips.
    func unreadable(page index: Int) -> PictureFailure.Way? {
        guard chain.indices.contains(index) else { return nil }
        let page = chain[index]
        if let way = misread(page: index) { return way }
        let bits = page[258]?.number ?? 1
        switch page[339]?.number ?? 1 {
        case 3 where bits != 32: return .float(bits: bits)
        case 5, 6: return .complexNumbers
        default: break
        }
        let compression = page[259]?.number ?? 1
        let usual = [1, 2, 3, 4, 5, 6, 7, 8, 32773, 32946, 34887, 34925, 50000, 50001]
        if !usual.contains(compression) { return .compression(compression) }
        if ![1, 2, 4, 8, 16, 32].contains(bits) { return .bits(bits) }
        if page[284]?.number == 2, page[322] != nil { return .separatePlanes }
        if page[262]?.number == 6, compression != 7, (page[530]?.numbers ?? [2, 2]) != [1, 1] {
            return .fewerColourSamples
        }
        return nil
    }

    /// What in a page's way of writing would be read, but wrongly.
    func misread(page index: Int) -> PictureFailure.Way? {
        guard chain.indices.contains(index) else { return nil }
        let page = chain[index]
        let model = page[262]?.number
        if page[259]?.number == 6, model == 6 { return .oldJPEG }
        if model == 9 { return .profileLab }
        if page[284]?.number == 2, page[277]?.number == 2, model == 0 || model == 1 { return .separatePlanes }
        return nil
    }

    /// A directory, of which what `room` has no bytes left for is left out.
    private func read(at offset: Int, _ room: inout Int) -> (directory: Directory, next: Int)? {
        guard let count = isBig ? reader.uint64(at: offset) : reader.uint16(at: offset), count <= Self.mostEntries
        else {
            return nil
        }
        let (first, size) = (offset + (isBig ? 8 : 2), isBig ? 20 : 12)
        guard reader.bytes(at: first, count: count * size) != nil, room >= count * size else { return nil }
        room -= count * size
        var directory: Directory = [:]
        for index in 0..<count {
            guard let entry = entry(at: first + index * size, room) else { continue }
            room -= entry.value.count
            if directory[entry.tag] == nil { directory[entry.tag] = entry }
        }
        let end = first + count * size
        return (directory, (isBig ? reader.uint64(at: end) : reader.uint32(at: end)) ?? 0)
    }

    private func entry(at offset: Int, _ room: Int) -> Entry? {
        guard let tag = reader.uint16(at: offset), let type = reader.uint16(at: offset + 2),
            let count = isBig ? reader.uint64(at: offset + 4) : reader.uint32(at: offset + 4),
            let size = Entry.sizes[type], count <= reader.count
        else { return nil }
        let (place, within) = (offset + (isBig ? 12 : 8), isBig ? 8 : 4)
        let length = count * size
        guard length <= min(1 << 24, room) else { return nil }
        let start = length <= within ? place : (isBig ? reader.uint64(at: place) : reader.uint32(at: place))
        guard let start, let value = reader.bytes(at: start, count: length) else { return nil }
        // Fractions are two numbers each.
        let unit = type == 5 || type == 10 ? 4 : size
        return Entry(
            tag: tag, type: type, count: count,
            value: reader.isLittleEndian || unit == 1 ? Data(value) : value.swapped(by: unit), place: start)
    }
}

extension TIFFDirectories.Entry {
    /// Bytes of one value of a type.
    static let sizes = [
        1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4, 16: 8, 18: 8,
    ]

    /// The values of whole numbers.
    package var numbers: [Int] {
        let reader = ByteReader(data: value, isLittleEndian: true)
        switch type {
        case 1, 7: return value.map { Int($0) }
        case 3: return (0..<count).compactMap { reader.uint16(at: $0 * 2) }
        case 4, 13: return (0..<count).compactMap { reader.uint32(at: $0 * 4) }
        case 16, 18: return (0..<count).compactMap { reader.uint64(at: $0 * 8) }
        default: return []
        }
    }

    var number: Int? { numbers.first }

    init(tag: Int, numbers: [Int], isLong: Bool = true) {
        var value = Data()
        for number in numbers {
            if isLong {
                value.append(little: UInt32(truncatingIfNeeded: number))
            } else {
                value.append(little: UInt16(truncatingIfNeeded: number))
            }
        }
        self.init(tag: tag, type: isLong ? 4 : 3, count: numbers.count, value: value)
    }

    /// A fraction, to four places.
    init(tag: Int, fraction: Double) {
        let isWhole = abs(fraction - fraction.rounded()) < 0.000_05
        let (above, below) = isWhole ? (fraction.rounded(), 1) : ((fraction * 10_000).rounded(), 10_000)
        var value = Data()
        value.append(little: UInt32(exactly: max(0, min(above, 4_000_000_000))) ?? 0)
        value.append(little: UInt32(below))
        self.init(tag: tag, type: 5, count: 1, value: value)
    }

    /// The values of fractions; whole numbers, too.
    var fractions: [Double] {
        guard type == 5 || type == 10 else { return numbers.map { Double($0) } }
        let reader = ByteReader(data: value, isLittleEndian: true)
        return (0..<count).compactMap { index in
            guard let above = reader.uint32(at: index * 8), let below = reader.uint32(at: index * 8 + 4), below != 0
            else { return nil }
            return type == 5 ? Double(above) / Double(below) : Double(Int32(truncatingIfNeeded: above)) / Double(below)
        }
    }

    /// The text of a comment, which names its letters before it; `nil` for letters that are not known here. Foreign.
    var comment: String? {
        let letters = Data(value.prefix(8))
        var bytes = Data(value.dropFirst(8))
        if letters == Data("UNICODE\0".utf8) {
            // In the order of the block it came from, which a mark or the zeros of plain letters tell.
            let marked = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
            let isBig = !marked && bytes.first == 0
            return String(data: bytes, encoding: marked ? .utf16 : isBig ? .utf16BigEndian : .utf16LittleEndian)?
                .trimmingCharacters(in: ["\0", " "])
        }
        guard letters == Data("ASCII\0\0\0".utf8) || letters.allSatisfy({ $0 == 0 }) else { return nil }
        while bytes.last == 0 || bytes.last == 0x20 { bytes.removeLast() }
        return String(data: bytes, encoding: .utf8) ?? String(data: bytes, encoding: .isoLatin1)
    }

    /// Text without the zeros that end it; foreign.
    var text: String? {
        guard type == 2 || type == 7 || type == 1 else { return nil }
        let text = String(decoding: value.prefix { $0 != 0 }, as: UTF8.self).trimmingCharacters(in: .whitespaces)
        return text.isEmpty ? nil : text
    }
}

extension Data {
    /// With the bytes of each number in the other order.
    func swapped(by unit: Int) -> Data {
        var bytes = [UInt8](self)
        for start in stride(from: 0, to: bytes.count, by: unit) {
            bytes[start..<Swift.min(start + unit, bytes.count)].reverse()
        }
        return Data(bytes)
    }
}
