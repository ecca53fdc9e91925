import CUnpack
package import Foundation

/// What a PNG has packed besides its pixels: texts (zTXt, iTXt) and the colour profile (iCCP).
extension PNGFile {
    private static let longestPacked = 4 << 20

    /// The file with what is packed in it besides pixels as `mended` wants it, packed anew where that gives something else;
    /// the same data where nothing is mended, and of what is no PNG. What can't be unpacked to its end within 4 MB is left out
    /// where its beginning would be mended.
    ///
    /// - Parameter mended: Gives what shall stand in place of what was packed; `nil` leaves it.
    package static func withPacked(of data: Data, mended: (Data) -> Data?) -> Data {
        guard data.starts(with: signature) else { return data }
        var out = Data()
        var copied = data.startIndex
        for (name, body) in PNGFile(data).named {
            guard let start = startOfPacked(in: body, name) else { continue }
            let (unpacked, isWhole) = Unpacking.begun(zlib: body[start...], limit: longestPacked)
            guard let mended = mended(unpacked) else { continue }
            out.append(data[copied..<(body.startIndex - 8)])
            if isWhole { out.append(chunk(name, body[..<start] + stored(mended))) }
            copied = body.endIndex + 4
        }
        return copied == data.startIndex ? data : out + data[copied...]
    }

    /// Behind the keyword, and what tells how the rest is packed.
    private static func startOfPacked(in body: Data, _ name: String) -> Data.Index? {
        guard ["zTXt", "iTXt", "iCCP"].contains(name), let keyword = body.firstIndex(of: 0) else { return nil }
        var start = keyword + 2
        if name == "iTXt" {
            // Whether it is packed at all, how, its language, and the keyword in that.
            guard start <= body.endIndex, body[start - 1..<body.endIndex].first == 1,
                let language = body[min(start + 1, body.endIndex)...].firstIndex(of: 0),
                let translated = body[(language + 1)...].firstIndex(of: 0)
            else { return nil }
            start = translated + 1
        }
        return start < body.endIndex ? start : nil
    }

    /// As zlib has what it does not make smaller (RFC 1950, and 1951 section 3.2.4).
    private static func stored(_ bytes: Data) -> Data {
        var out = Data([0x78, 0x01])
        var place = bytes.startIndex
        repeat {
            let end = min(place + 0xFFFF, bytes.endIndex)
            let count = UInt16(end - place)
            out.append(end == bytes.endIndex ? 1 : 0)
            for half in [count, ~count] { out.append(contentsOf: [UInt8(half & 0xFF), UInt8(half >> 8)]) }
            out.append(bytes[place..<end])
            place = end
        } while place < bytes.endIndex
        var (a, b): (UInt32, UInt32) = (1, 0)
        for byte in bytes {
            a = (a + UInt32(byte)) % 65521
            b = (b + a) % 65521
        }
        out.append(big: b << 16 | a)
        return out
    }
}
