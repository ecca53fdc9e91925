import CUnpack
import Foundation

/// Where a PNG has its pixels, and where anything else.
struct PNGOutline {
    /// Each of one or several pieces that belong together.
    private(set) var besidePixels: [[Range<Int>]] = []
    private(set) var pixels: [Range<Int>] = []
    /// Behind the last chunk; behind the signature where there is none.
    private(set) var end: Int

    /// In bytes, of what is unpacked to see whether it is pixels.
    static let mostUnpacked = 16 << 20
    /// Beyond these bytes, packed and unpacked, pixels are taken for such by their names.
    private static let (mostProved, longestProof) = (1 << 18, 4 << 20)

    private let reader: ByteReader
    /// What is packed in the chunks that follow each other here, and how many bytes it has as pixels; `nil` where it is none.
    private var run: (pieces: [Range<Int>], count: Int?) = ([], nil)

    init(_ reader: ByteReader) {
        var allowance = Self.mostUnpacked
        self.init(reader, from: 0, unpacking: &allowance)
        if end < reader.count { besidePixels.append([end..<reader.count]) }
    }

    /// The chunks from a signature on as far as they go, or to the one that ends it.
    init(_ reader: ByteReader, from start: Int, unpacking allowance: inout Int) {
        self.reader = reader
        end = start + PNGFile.signature.count
        var (name, header, frame, isAnimated) = ("", PNGHeader?.none, PNGHeader?.none, false)
        while name != "IEND", let length = reader.uint32(at: end), let next = reader.text(at: end + 4, count: 4),
            length + 12 <= reader.count - end
        {
            let body = end + 8..<end + 8 + length
            if next != name { endRun(&allowance) }
            name = next
            switch name {
            case "IDAT":
                run.count = header?.unpackedBytes
                run.pieces.append(body)
            case "fdAT" where length > 4:
                run.count = isAnimated ? frame?.unpackedBytes : nil
                run.pieces.append(body.dropFirst(4))
            default:
                if name == "IHDR", header == nil { header = PNGHeader(reader, at: body.lowerBound) }
                if name == "acTL" { isAnimated = true }
                if name == "fcTL" { frame = header?.resized(reader, at: body.lowerBound + 4) }
                if length > 0 { besidePixels.append([body]) }
            }
            end = body.upperBound + 4
        }
        endRun(&allowance)
    }

    /// Tells whether what was packed is pixels, as far as it is cheap to see.
    private mutating func endRun(_ allowance: inout Int) {
        defer { run = ([], nil) }
        guard let first = run.pieces.first, let last = run.pieces.last else { return }
        guard let expected = run.count else { return besidePixels.append(run.pieces) }
        let count = run.pieces.reduce(0) { $0 + $1.count }
        guard count <= Self.mostProved, expected < Self.longestProof, allowance > 0 else {
            let tail = max(last.lowerBound, last.upperBound - PictureSegments.tail)
            besidePixels.append([tail..<last.upperBound])
            return pixels.append(first.lowerBound..<tail)
        }
        let packed = run.pieces.reduce(into: Data()) {
            $0 += reader.bytes(at: $1.lowerBound, count: $1.count) ?? Data()
        }
        let (unpacked, used) = Unpacking.length(zlib: packed, limit: expected + 1)
        allowance -= unpacked + used
        guard unpacked == expected else { return besidePixels.append(run.pieces) }
        // What follows them within the same chunks is none.
        var (left, proved) = (used, first.lowerBound)
        var rest: [Range<Int>] = []
        for piece in run.pieces {
            let taken = min(left, piece.count)
            left -= taken
            if taken > 0 { proved = piece.lowerBound + taken }
            if taken < piece.count { rest.append(piece.dropFirst(taken)) }
        }
        pixels.append(first.lowerBound..<proved)
        if !rest.isEmpty { besidePixels.append(rest) }
    }
}

/// What a PNG's pixels are like, which tells how many bytes they are when they are unpacked.
private struct PNGHeader {
    var width: Int
    var height: Int
    let bits: Int
    let isInterlaced: Bool

    private static let longestSide = 1 << 24

    init?(_ reader: ByteReader, at place: Int) {
        guard let width = reader.uint32(at: place), let height = reader.uint32(at: place + 4),
            let depth = reader.uint8(at: place + 8), [1, 2, 4, 8, 16].contains(depth),
            let channels = [0: 1, 2: 3, 3: 1, 4: 2, 6: 4][reader.uint8(at: place + 9) ?? 1],
            let interlacing = reader.uint8(at: place + 12)
        else { return nil }
        (self.width, self.height, bits, isInterlaced) = (width, height, depth * channels, interlacing == 1)
    }

    /// The same of a frame's own size.
    func resized(_ reader: ByteReader, at place: Int) -> PNGHeader? {
        guard let width = reader.uint32(at: place), let height = reader.uint32(at: place + 4) else { return nil }
        var frame = self
        (frame.width, frame.height) = (width, height)
        return frame
    }

    /// Each row behind the byte that tells its filter; `nil` of a size that no picture has.
    var unpackedBytes: Int? {
        guard (1...Self.longestSide).contains(width), (1...Self.longestSide).contains(height) else { return nil }
        func bytes(_ width: Int, _ height: Int) -> Int { width > 0 ? height * (1 + (width * bits + 7) / 8) : 0 }
        guard isInterlaced else { return bytes(width, height) }
        let passes = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
        return passes.reduce(0) { sum, pass in
            let (x, y, across, down) = pass
            return sum + bytes((width - x + across - 1) / across, (height - y + down - 1) / down)
        }
    }
}
