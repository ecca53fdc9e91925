import CLibvips
import Foundation

extension TIFFDirectories {
    /// The file with a page's samples, which libvips can't decode, unpacked behind it: a directory that is otherwise the
    /// page's own points to them, and so all else that the file tells stays. `nil` where there is nothing to unpack, or no
    /// way to. Throws for samples that are missing.
    func unpacked(page index: Int) throws(PictureFailure) -> Data? {
        guard chain.indices.contains(index), let way = unreadable(page: index) else { return nil }
        switch way {
        case .float(16), .float(64), .bits(9...15), .separatePlanes: break
        default: return nil
        }
        try PictureLibrary.tiff.open()
        var samples: UnsafeMutablePointer<UInt8>?
        var (count, facts) = (0, RVUnpacked())
        let outcome = data.withUnsafeBytes { bytes in
            bytes.baseAddress.map {
                Int(rv_tiff_unpack($0, bytes.count, Int32(clamping: index), &samples, &count, &facts))
            }
        }
        guard outcome != RV_UNPACKED_DAMAGED else { throw .damaged(.tiff, detail: "samples are missing") }
        guard outcome == RV_UNPACKED, let samples else { return nil }
        defer { free(samples) }
        return withSamples(
            UnsafeBufferPointer(start: samples, count: count), bits: Int(facts.bits), height: Int(facts.height),
            of: index)
    }

    /// With the samples, interleaved and uncompressed, at the end.
    private func withSamples(_ samples: UnsafeBufferPointer<UInt8>, bits: Int, height: Int, of index: Int) -> Data? {
        var out = Data(capacity: data.count + samples.count + 4096)
        out.append(data)
        if out.count % 2 == 1 { out.append(0) }
        let start = out.count
        out.append(samples)
        if out.count % 2 == 1 { out.append(0) }
        func bytes(_ number: Int, _ count: Int) -> Data {
            let little = Data((0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) })
            return isLittleEndian ? little : Data(little.reversed())
        }
        let (word, size) = (isBig ? 8 : 4, isBig ? 20 : 12)
        let channels = chain[index][277]?.number ?? 1
        // How the samples were written; what else there is stays as it stands.
        let replaced: Set = [258, 259, 266, 273, 278, 279, 284, 317, 322, 323, 324, 325, 339, 347]
        var entries = rawEntries(at: places[index]).filter { !replaced.contains($0.tag) }
        var values = Data()
        func add(_ tag: Int, _ type: Int, _ numbers: [Int]) {
            let unit = type == 3 ? 2 : word
            var value = numbers.reduce(Data()) { $0 + bytes($1, unit) }
            if value.count > word {
                let place = out.count + values.count
                values.append(value)
                if values.count % 2 == 1 { values.append(0) }
                value = bytes(place, word)
            }
            value.append(Data(count: word - value.count))
            entries.append((tag, bytes(tag, 2) + bytes(type, 2) + bytes(numbers.count, word) + value))
        }
        let long = isBig ? 16 : 4
        add(258, 3, [Int](repeating: bits, count: channels))
        add(259, 3, [1])
        add(273, long, [start])
        add(278, long, [height])
        add(279, long, [samples.count])
        add(284, 3, [1])
        add(339, 3, [Int](repeating: bits == 32 ? 3 : 1, count: channels))
        entries.sort { $0.tag < $1.tag }
        out.append(values)
        let place = out.count
        guard isBig || place + 2 + entries.count * size < UInt32.max else { return nil }
        out.append(bytes(entries.count, isBig ? 8 : 2))
        for entry in entries { out.append(entry.bytes) }
        out.append(bytes(next(of: index), word))
        let pointer = pointer(to: index)
        out.replaceSubrange(pointer..<(pointer + word), with: bytes(place, word))
        return out
    }
}
