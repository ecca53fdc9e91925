import CUnpack
import Foundation
import Pictures

/// Unpacks what gzip or zlib packed somewhere among bytes, so that it can be looked at.
///
/// A few bytes can stand for any number of them, and many heads for one stream: so there is an end to what is taken in and
/// given out for one answer. Beyond that nothing is unpacked.
final class PackedStreams {
    /// Where a stream stands, and what comes of it: of one that is cut, damaged or too long what comes first.
    struct Stream {
        var range: Range<Int>
        var unpacked: Data
    }

    /// In bytes; what is longer is looked at so far.
    static let longest = 4 << 20
    private static let mostLayers = 3
    /// What an attempt costs at least, in bytes that are gone over.
    private static let attempt = 1 << 10
    /// Of the heads of zlib's that may stand anywhere, being only two bytes, those among more bytes than these are passed over.
    private static let mostForZlib = 1 << 20

    private var left = 16 << 20
    private var layers = 0
    /// Whether what begins like a picture is looked into as well: nobody will go over it again.
    private let looksIntoPictures: Bool

    init(intoPictures: Bool) { looksIntoPictures = intoPictures }

    /// Whether anything in a stream makes it one that is to go. A picture that was packed stays: it is gone over when it is read.
    func holds(_ stream: Stream, _ isFound: (UnsafeRawBufferPointer) -> Bool) -> Bool {
        guard layers < Self.mostLayers, !isLeft(stream.unpacked) else { return false }
        layers += 1
        defer { layers -= 1 }
        return stream.unpacked.withUnsafeBytes(isFound)
    }

    private func isLeft(_ bytes: some Collection<UInt8>) -> Bool {
        !looksIntoPictures && PictureFormat(magic: bytes.prefix(64)) != nil
    }

    /// The streams among some bytes. A PNG's pixels, wherever it begins, are none.
    func streams(in bytes: UnsafeRawBufferPointer) -> [Stream] {
        var streams = streams(in: bytes, from: 0x1F) { next in
            next + 4 <= bytes.count && bytes[next + 1] == 0x8B && bytes[next + 2] == 8 && bytes[next + 3] & 0xE0 == 0
                ? retouch_unpack_gzip : nil
        }
        guard bytes.count <= (looksIntoPictures ? Self.longest : Self.mostForZlib), !isLeft(bytes) else {
            return streams
        }
        let pixels = PictureSegments.pixelsOfPNGs(in: bytes)
        for first in Self.firstInZlib {
            streams += self.streams(in: bytes, from: first) { next in
                next + 2 <= bytes.count && Self.isZlib(first, bytes[next + 1]) && !Self.isIn(pixels, next)
                    ? retouch_unpack_deflate : nil
            }
        }
        return streams
    }

    private func streams(
        in bytes: UnsafeRawBufferPointer, from first: UInt8, coding: (Int) -> retouch_unpack_coding?
    ) -> [Stream] {
        var streams: [Stream] = []
        var end = 0
        for place in Self.places(of: first, in: bytes) where place >= end && left > 0 {
            guard let coding = coding(place), let stream = unpacked(coding, bytes, from: place) else { continue }
            streams.append(stream)
            end = stream.range.upperBound
        }
        return streams
    }

    /// Whether a place is in one of the ranges, which are in their order.
    private static func isIn(_ ranges: [Range<Int>], _ place: Int) -> Bool {
        var (low, high) = (0, ranges.count)
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].upperBound > place { high = middle } else { low = middle + 1 }
        }
        return low < ranges.count && ranges[low].contains(place)
    }

    private static func places(of byte: UInt8, in bytes: UnsafeRawBufferPointer) -> some Sequence<Int> {
        sequence(state: 0) { next -> Int? in
            guard let base = bytes.baseAddress, next < bytes.count,
                let hit = memchr(base + next, Int32(byte), bytes.count - next)
            else { return nil }
            next = UnsafeRawPointer(hit) - base + 1
            return next - 1
        }
    }

    private func unpacked(_ coding: retouch_unpack_coding, _ bytes: UnsafeRawBufferPointer, from start: Int) -> Stream?
    {
        var output: UnsafeMutablePointer<UInt8>?
        var (count, taken) = (0, 0)
        let packed = UnsafeRawBufferPointer(rebasing: bytes[start...])
        _ = retouch_unpack(
            coding, packed.bindMemory(to: UInt8.self).baseAddress, packed.count, Self.longest, &output, &count, &taken)
        left -= max(taken + count, Self.attempt)
        guard let output else { return nil }
        let data = Data(bytesNoCopy: output, count: count, deallocator: .free)
        guard count >= KeyWindows.length else { return nil }
        return Stream(range: start..<(start + taken), unpacked: data)
    }

    // MARK: Heads

    /// Whether the last bytes of some, the latest lowest, are a head: gzip's three, or zlib's two.
    @inline(__always)
    static func isHead(_ recent: UInt32) -> Bool {
        recent & 0xFF_FFFF == 0x1F_8B08
            || isZlib(UInt8(truncatingIfNeeded: recent >> 8), UInt8(truncatingIfNeeded: recent))
    }

    /// What base64 begins with where it is gzip's or zlib's.
    static func isHead(base64 text: some Collection<UInt8>) -> Bool {
        guard let head = Data(base64Encoded: Data(text.prefix(4))), head.count == 3 else { return false }
        return isHead(head.reduce(0) { $0 << 8 | UInt32($1) }) || isZlib(head[0], head[1])
    }

    /// Deflate's method with windows of 256 bytes to 32 KB.
    private static let firstInZlib: [UInt8] = (0...7).map { $0 << 4 | 8 }

    /// Whether two bytes are zlib's head (RFC 1950): the method, a multiple of 31, and no dictionary.
    @inline(__always)
    private static func isZlib(_ first: UInt8, _ second: UInt8) -> Bool {
        first & 0x8F == 8 && second & 0x20 == 0 && (UInt32(first) << 8 | UInt32(second)) % 31 == 0
    }
}
