import Foundation

/// The boxes of an AVIF or HEIC file, as far as they tell its colours.
struct ISOBoxes {
    /// Primaries, transfer and matrix by ITU-T H.273 of the main picture.
    private(set) var nclx: [Int]?

    /// Of a sequence of pictures.
    private(set) var frames: Int?

    /// What lies beside the main picture.
    private(set) var companions: Set<PictureRemark.Companion> = []

    /// Whether colours are multiplied with their alpha.
    private(set) var isPremultiplied = false

    private let reader: ByteReader

    init(_ data: Data) {
        reader = ByteReader(data: data)
        frames = countFrames(in: 0..<data.count)
        guard let meta = children(in: 0..<data.count).first(where: { $0.name == "meta" }), meta.body.count > 4 else {
            return
        }
        let inMeta = children(in: (meta.body.lowerBound + 4)..<meta.body.upperBound)
        if let references = inMeta.first(where: { $0.name == "iref" }), references.body.count > 4 {
            isPremultiplied = children(in: (references.body.lowerBound + 4)..<references.body.upperBound)
                .contains { $0.name == "prem" }
        }
        // ISO 21496-1 has an item of its own for a picture with its gain map.
        if let items = inMeta.first(where: { $0.name == "iinf" }), reader.contains("tmap", in: items.body) {
            companions.insert(.gainMap)
        }
        guard let iprp = inMeta.first(where: { $0.name == "iprp" }) else { return }
        let inProperties = children(in: iprp.body)
        guard let ipco = inProperties.first(where: { $0.name == "ipco" }) else { return }
        let properties = children(in: ipco.body)
        for box in properties where box.name == "auxC" {
            if reader.contains("hdrgainmap", in: box.body) { companions.insert(.gainMap) }
            if reader.contains("auxid:2", in: box.body) || reader.contains("auxiliary:depth", in: box.body) {
                companions.insert(.depthMap)
            }
        }
        let main = inMeta.first { $0.name == "pitm" }.flatMap { item(in: $0.body) }
        var ownIndices: [Int]?
        for box in inProperties where box.name == "ipma" && ownIndices == nil {
            ownIndices = main.flatMap { indices(of: $0, in: box.body) }
        }
        let own = ownIndices?.compactMap { properties.indices.contains($0 - 1) ? properties[$0 - 1] : nil }
        for box in own ?? properties where box.name == "colr" {
            let start = box.body.lowerBound
            guard reader.text(at: start, count: 4) == "nclx", box.body.count >= 10,
                let primaries = reader.uint16(at: start + 4), let transfer = reader.uint16(at: start + 6),
                let matrix = reader.uint16(at: start + 8)
            else { continue }
            nclx = [primaries, transfer, matrix]
            return
        }
    }

    /// What stands in a box of the file's description of its items.
    func body(of name: String) -> Range<Int>? {
        guard let meta = children(in: 0..<reader.count).first(where: { $0.name == "meta" }), meta.body.count > 4 else {
            return nil
        }
        return children(in: (meta.body.lowerBound + 4)..<meta.body.upperBound).first { $0.name == name }?.body
    }

    /// The longest track's samples.
    private func countFrames(in file: Range<Int>) -> Int? {
        func all(_ name: String, in bodies: [Range<Int>]) -> [Range<Int>] {
            bodies.flatMap { children(in: $0).filter { $0.name == name }.map(\.body) }
        }
        let tracks = ["moov", "trak", "mdia", "minf", "stbl", "stsz"].reduce([file]) { all($1, in: $0) }
        return tracks.compactMap { reader.uint32(at: $0.lowerBound + 8) }.max()
    }

    private func item(in body: Range<Int>) -> Int? {
        let start = body.lowerBound
        return reader.uint8(at: start) == 0 ? reader.uint16(at: start + 4) : reader.uint32(at: start + 4)
    }

    /// Which properties belong to an item, counted from 1.
    private func indices(of item: Int, in body: Range<Int>) -> [Int]? {
        var at = body.lowerBound
        guard let version = reader.uint8(at: at), let flags = reader.uint8(at: at + 3),
            let count = reader.uint32(at: at + 4)
        else { return nil }
        at += 8
        for _ in 0..<min(count, 4096) {
            guard let id = version < 1 ? reader.uint16(at: at) : reader.uint32(at: at) else { return nil }
            at += version < 1 ? 2 : 4
            guard let associations = reader.uint8(at: at), at < body.upperBound else { return nil }
            at += 1
            let size = flags & 1 == 1 ? 2 : 1
            if id == item {
                return (0..<associations).compactMap { index in
                    size == 2
                        ? reader.uint16(at: at + 2 * index).map { $0 & 0x7FFF }
                        : reader.uint8(at: at + index).map { $0 & 0x7F }
                }
            }
            at += associations * size
        }
        return nil
    }

    private func children(in range: Range<Int>) -> [(name: String, body: Range<Int>)] {
        var boxes: [(name: String, body: Range<Int>)] = []
        var offset = range.lowerBound
        while offset + 8 <= range.upperBound, boxes.count < 4096 {
            guard var size = reader.uint32(at: offset), let name = reader.text(at: offset + 4, count: 4) else { break }
            var head = 8
            if size == 1 {
                guard let large = reader.uint64(at: offset + 8) else { break }
                (size, head) = (large, 16)
            } else if size == 0 {
                size = range.upperBound - offset
            }
            guard size >= head, size <= range.upperBound - offset else { break }
            boxes.append((name, (offset + head)..<(offset + size)))
            offset += size
        }
        return boxes
    }
}

extension ByteReader {
    fileprivate func contains(_ text: String, in range: Range<Int>) -> Bool {
        bytes(at: range.lowerBound, count: range.count)?.range(of: Data(text.utf8)) != nil
    }
}
