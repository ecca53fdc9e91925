import Foundation

/// The tags of an EXIF block or of a TIFF's own directory.
struct EXIFTags: Sendable, Equatable {
    enum Place: Int, Sendable, CaseIterable {
        case primary, exif, gps
    }

    struct Tag: Sendable, Equatable {
        var place: Place
        var entry: TIFFDirectories.Entry
    }

    var tags: [Tag] = []
    /// How a camera that follows DCF tells it.
    private(set) var saysAdobeRGB = false

    init() {}

    /// Of a block that begins with "Exif\0\0" or with the TIFF in it.
    init(block: Data) {
        let head = Data("Exif\0\0".utf8)
        self.init(tiff: block.starts(with: head) ? Data(block.dropFirst(6)) : block, page: 0)
    }

    init(tiff data: Data, page: Int) {
        guard let file = TIFFDirectories(data), file.chain.indices.contains(page) else { return }
        let primary = file.chain[page]
        add(primary, .primary)
        for directory in file.children(34665, of: primary).prefix(1) {
            add(directory, .exif)
            let index = file.children(40965, of: directory).first?[1]?.text
            saysAdobeRGB = index == "R03" || directory[40961]?.number == 2
        }
        for directory in file.children(34853, of: primary).prefix(1) { add(directory, .gps) }
    }

    private mutating func add(_ directory: TIFFDirectories.Directory, _ place: Place) {
        for entry in directory.values.sorted(by: { $0.tag < $1.tag }) where !Self.structure.contains(entry.tag) {
            tags.append(Tag(place: place, entry: entry))
        }
    }

    func entry(_ tag: Int, _ place: Place) -> TIFFDirectories.Entry? {
        tags.first { $0.place == place && $0.entry.tag == tag }?.entry
    }

    mutating func set(_ tag: Int, text: String) {
        let value = Data(text.utf8) + [0]
        set(.init(tag: tag, type: 2, count: value.count, value: value), .primary)
    }

    mutating func set(_ entry: TIFFDirectories.Entry, _ place: Place) {
        tags.removeAll { $0.place == place && $0.entry.tag == entry.tag }
        tags.append(Tag(place: place, entry: entry))
    }

    /// How the pixels lie in the file, and what programs compute anew: size, orientation, resolution, colour space,
    /// pointers, thumbnails, versions, and blocks that are kept apart.
    private static let structure: Set<Int> = [
        254, 255, 256, 257, 258, 259, 262, 263, 264, 265, 266, 273, 274, 277, 278, 279, 280, 281, 282, 283, 284, 288,
        289, 290, 291, 292, 293, 296, 297, 301, 317, 318, 319, 320, 321, 322, 323, 324, 325, 330, 332, 333, 334, 336,
        337, 338, 339, 340, 341, 342, 343, 347, 512, 513, 514, 515, 517, 518, 519, 520, 521, 529, 530, 531, 532, 700,
        33723, 34377, 34665, 34675, 34853, 36864, 37121, 37122, 40960, 40961, 40962, 40963, 40965,
    ]

    /// What is kept where nothing is said: what the picture shows, who made it, when and with what; not where, and no
    /// numbers or names that tell the camera or its owner.
    private static let usualPrimary: Set<Int> = [
        270, 271, 272, 305, 306, 315, 18246, 18249, 33432, 40091, 40092, 40093, 40094, 40095,
    ]
    private static let usualEXIF = Set(
        [
            33434, 33437, 34850, 34852, 34855, 34864, 34865, 34866, 36867, 36868, 36880, 36881, 36882, 37520, 37521,
            37522, 41483, 41486, 41487, 41488, 42034, 42035, 42036,
        ] + Array(37377...37386) + Array(41985...41996))

    var usual: EXIFTags {
        var kept = self
        kept.tags.removeAll {
            switch $0.place {
            case .primary: !Self.usualPrimary.contains($0.entry.tag)
            case .exif: !Self.usualEXIF.contains($0.entry.tag)
            case .gps: true
            }
        }
        return kept
    }
}

extension EXIFTags {
    /// What a block says of the picture that it stands beside.
    struct Surroundings {
        /// Pixels per inch.
        var resolution: (Double, Double)?
        var size: PixelSize
        var isSRGB: Bool
    }

    /// A block for JPEG, PNG, WebP and AVIF, from "Exif\0\0" on; `nil` without tags.
    func block(beside picture: Surroundings) -> Data? {
        var kept = self
        // A JPEG has room for 64 KB; a maker's own notes are what may be large.
        while kept.tags.reduce(0, { $0 + $1.entry.value.count + 14 }) > 60_000,
            let largest = kept.tags.indices.max(by: {
                kept.tags[$0].entry.value.count < kept.tags[$1].entry.value.count
            })
        {
            kept.tags.remove(at: largest)
        }
        guard !kept.tags.isEmpty else { return nil }
        kept.add(picture)
        var out = Data("II".utf8) + [42, 0, 8, 0, 0, 0]
        var fixed: [Int: Int] = [:]
        // A maker's own notes tell places from the block's beginning on: they stay there, all else comes behind.
        if let note = kept.entry(Self.makersNotes, .exif), note.value.count > 4, (8..<30_000).contains(note.place) {
            out += Data(count: note.place - 8) + note.value
            out += Data(count: out.count % 2)
            var start = Data()
            start.append(little: UInt32(truncatingIfNeeded: out.count))
            out.replaceSubrange(4..<8, with: start)
            fixed = [Self.makersNotes: note.place]
        }
        out += kept.directories(at: out.count, others: [], fixed: fixed)
        return out.count < 65_500 ? Data("Exif\0\0".utf8) + out : nil
    }

    private static let makersNotes = 37500

    private mutating func add(_ picture: Surroundings) {
        func add(_ place: Place, _ entry: TIFFDirectories.Entry) {
            if self.entry(entry.tag, place) == nil { tags.append(Tag(place: place, entry: entry)) }
        }
        // 72 to the inch is EXIF's word for nothing known.
        let (across, down) = picture.resolution ?? (72, 72)
        add(.primary, .init(tag: 282, fraction: across))
        add(.primary, .init(tag: 283, fraction: down))
        add(.primary, .init(tag: 296, numbers: [2], isLong: false))
        add(.exif, .init(tag: 36864, type: 7, count: 4, value: Data("0232".utf8)))
        add(.exif, .init(tag: 40961, numbers: [picture.isSRGB ? 1 : 65535], isLong: false))
        add(.exif, .init(tag: 40962, numbers: [picture.size.width]))
        add(.exif, .init(tag: 40963, numbers: [picture.size.height]))
    }

    /// The directories from an offset of a little-endian file on: the primary one first, with entries of others' making
    /// (12 bytes each, as they stand in the file) among its own. The values of `fixed` tags of the second one stand
    /// elsewhere.
    func directories(at offset: Int, others: [(tag: Int, bytes: Data)], fixed: [Int: Int] = [:]) -> Data {
        var primary = others.map { Raw(tag: $0.tag, bytes: $0.bytes) }
        let known = Set(primary.map(\.tag))
        primary += entries(.primary).filter { !known.contains($0.tag) }
        let children = [(34665, entries(.exif, fixed)), (34853, entries(.gps))].filter { !$0.1.isEmpty }
        for (tag, _) in children { primary.append(Raw(tag: tag, type: 4, count: 1, value: Data(count: 4))) }
        var out = Data()
        func append(_ entries: [Raw]) -> [Int: Int] {
            let sorted = entries.sorted { $0.tag < $1.tag }
            var places: [Int: Int] = [:]
            var room = out.count + 2 + sorted.count * 12 + 4
            var values = Data()
            out.append(little: UInt16(truncatingIfNeeded: sorted.count))
            for entry in sorted {
                places[entry.tag] = out.count + 8
                out.append(entry.head)
                if let bytes = entry.inPlace {
                    out.append(bytes)
                } else {
                    out.append(little: UInt32(truncatingIfNeeded: offset + room))
                    let padded = entry.value + Data(count: entry.value.count % 2)
                    values.append(padded)
                    room += padded.count
                }
            }
            out.append(Data(count: 4))
            out.append(values)
            return places
        }
        let places = append(primary)
        for (tag, entries) in children {
            var pointer = Data()
            pointer.append(little: UInt32(truncatingIfNeeded: offset + out.count))
            if let place = places[tag] { out.replaceSubrange(place..<(place + 4), with: pointer) }
            _ = append(entries)
        }
        return out
    }

    private func entries(_ place: Place, _ fixed: [Int: Int] = [:]) -> [Raw] {
        tags.filter { $0.place == place }.map {
            var raw = Raw(tag: $0.entry.tag, type: $0.entry.type, count: $0.entry.count, value: $0.entry.value)
            if let elsewhere = fixed[$0.entry.tag] {
                var pointer = Data()
                pointer.append(little: UInt32(truncatingIfNeeded: elsewhere))
                raw.inPlace = pointer
            }
            return raw
        }
    }

    private struct Raw {
        var tag: Int
        var head = Data()
        var value = Data()
        /// Four bytes that stand in the entry itself.
        var inPlace: Data?

        init(tag: Int, bytes: Data) {
            self.tag = tag
            head = Data(bytes.prefix(8))
            inPlace = Data(bytes.suffix(4))
        }

        init(tag: Int, type: Int, count: Int, value: Data) {
            self.tag = tag
            self.value = value
            head.append(little: UInt16(truncatingIfNeeded: tag))
            head.append(little: UInt16(truncatingIfNeeded: type))
            head.append(little: UInt32(truncatingIfNeeded: count))
            if value.count <= 4 { inPlace = value + Data(count: 4 - value.count) }
        }
    }
}

extension Data {
    mutating func append<Number: FixedWidthInteger>(little number: Number) {
        Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) }
    }

    mutating func append<Number: FixedWidthInteger>(big number: Number) {
        Swift.withUnsafeBytes(of: number.bigEndian) { append(contentsOf: $0) }
    }
}
