package import Foundation
import Glibc
import Pictures
import Synchronization

/// Takes keys out of what comes from outside, before anything is read, cut or kept of it: whole keys and parts of them,
/// however they are written (`HiddenKeys`).
///
/// What is taken out is overwritten, character by character, so that lengths stay and what is base64 stays so. The rest
/// is not touched.
package struct KeyRedaction: Sendable {
    /// Parts of a key from this length on are taken out.
    package static let shortest = KeyWindows.length

    /// Among all the bytes of a picture a shorter one may stand by chance.
    private static let shortestInBytes = 7

    private let windows: KeyWindows
    /// Keys that are too short to have parts.
    private let short: [[UInt8]]
    /// Whether anything was ever overwritten by it.
    private let hasFound = Found()

    /// - Parameter isOfParts: Leaves out keys that are too short to have parts: any word may be one.
    package init(_ keys: [APIKey], isOfParts: Bool = false) {
        let secrets = keys.map { Array($0.headerValue.utf8) }.filter { !isOfParts || $0.count >= Self.shortest }
        windows = KeyWindows(secrets.filter { $0.count >= Self.shortest })
        short = secrets.filter { $0.count < Self.shortest }
    }

    /// Overwrites every part of a key.
    ///
    /// - Parameter intoPictures: Also in pictures among them, which else are gone over when they are taken out.
    package func redact(_ bytes: inout Data, intoPictures: Bool = false) {
        let places = bytes.withUnsafeBytes {
            found(in: $0, intoPictures: intoPictures) + shortKeys(in: $0, from: Self.shortestInBytes)
        }
        guard !places.isEmpty else { return }
        hasFound.note()
        bytes.withUnsafeMutableBytes { bytes in
            for place in places { Self.overwrite(bytes, place) }
        }
    }

    /// Overwrites every part of a key in a picture's bytes, or has overwritten it in their base64, also in what it has packed besides
    /// its pixels. It stays a picture; one without a key stays as it came. Whether it did not.
    ///
    /// - Parameter isKept: Whether it comes from an answer that was kept, so that what was overwritten in it is not known here.
    @discardableResult package func redact(picture: inout Data, isKept: Bool = false) -> Bool {
        let came = picture
        redact(&picture)
        let isOverwritten = isKept || hasFound.isAny
        picture = PNGFile.withChecksums(of: picture, changedFrom: came, orOverwritten: isOverwritten)
        picture = PNGFile.withPacked(of: picture) { packed in
            var mended = packed
            redact(&mended, intoPictures: true)
            return mended == packed ? nil : mended
        }
        let unpacked = picture
        if redactBesidePixels(&picture) { picture = PNGFile.withChecksums(of: picture, changedFrom: unpacked) }
        return picture != came
    }

    /// In bytes, of what is gone over at once and in all, and what one share has of the next: many short segments cost as much
    /// as one that is long.
    private static let (mostAtOnce, mostBesidePixels, overlap) = (1 << 20, 4 << 20, 1 << 16)

    /// Looks for what is packed in what a picture's file says besides its pixels, the shortest first; whether anything was overwritten.
    private func redactBesidePixels(_ picture: inout Data) -> Bool {
        var left = Self.mostBesidePixels
        var isChanged = false
        var (said, taken) = (Data(), [(range: Range<Int>, at: Int)]())
        func look() {
            let before = said
            var start = 0
            while start < said.count {
                let end = min(start + Self.mostAtOnce, said.count)
                var share = Data(said[start..<end])
                redact(&share, intoPictures: true)
                if share != said[start..<end] { said.replaceSubrange(start..<end, with: share) }
                start = end == said.count ? end : end - Self.overlap
            }
            if said != before {
                isChanged = true
                for (range, at) in taken { picture.replaceSubrange(range, with: said[at..<at + range.count]) }
            }
            (said, taken) = (Data(), [])
        }
        let places = PictureSegments.besidePixels(of: picture).map { pieces in
            (pieces: pieces, count: pieces.reduce(0) { $0 + $1.count })
        }
        for (pieces, count) in places.sorted(by: { $0.count < $1.count }) where left > 0 {
            if said.count + count > Self.mostAtOnce { look() }
            for piece in pieces where left > 0 {
                let start = picture.startIndex + piece.lowerBound
                let range = start..<start + min(piece.count, left)
                taken.append((range, said.count))
                said += picture[range]
                left -= range.count
            }
            // What one says is not gone on with in the next.
            said.append(0)
        }
        look()
        return isChanged
    }

    /// Overwrites every part of a key in all that an answer brought.
    func redact(_ answer: inout WireAnswer) {
        redact(&answer.body)
        answer.headers.mapAll(redacted)
    }

    /// The text without any part of a key.
    package func redacted(_ text: String) -> String {
        var bytes = Array(text.utf8)
        let places = bytes.withUnsafeBytes { found(in: $0) + shortKeys(in: $0) }
        guard !places.isEmpty else { return text }
        bytes.withUnsafeMutableBytes { bytes in
            for place in places { Self.overwrite(bytes, place) }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func overwrite(_ bytes: UnsafeMutableRawBufferPointer, _ place: KeyPlace) {
        // "A" is base64 for nothing. Breaks between lines stay, and among base64 whatever else stands for them.
        let isBase64 = place.isBase64 && !place.range.contains { isEscape(bytes, at: $0) }
        var index = place.range.lowerBound
        while index < place.range.upperBound {
            let byte = bytes[index]
            if isBase64, byte == 0x5C {
                index += 1
            } else if isBase64 {
                if isOfBase64(byte) { bytes[index] = place.overwritten(byte, at: index) }
            } else if ![0x20, 0x09, 0x0A, 0x0D].contains(byte) {
                bytes[index] = UInt8(ascii: "*")
            }
            index += 1
        }
    }

    /// Whether a character begins here that is written by its number.
    private static func isEscape(_ bytes: UnsafeMutableRawBufferPointer, at index: Int) -> Bool {
        switch bytes[index] {
        case 0x25, 0x26: true
        case 0x5C: index + 1 < bytes.count && "ux".utf8.contains(bytes[index + 1])
        default: false
        }
    }

    private static func isOfBase64(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2B, 0x2D, 0x2F, 0x5F: true
        default: false
        }
    }

    private func found(in bytes: UnsafeRawBufferPointer, intoPictures: Bool = false) -> [KeyPlace] {
        guard !windows.isEmpty, bytes.count >= Self.shortest else { return [] }
        return windows.plainPlaces(in: bytes)
            + HiddenKeys(windows: windows, intoPictures: intoPictures).places(in: bytes)
    }

    /// Whole short keys, as they are.
    private func shortKeys(in bytes: UnsafeRawBufferPointer, from length: Int = 1) -> [KeyPlace] {
        var places: [KeyPlace] = []
        for key in short where key.count >= length {
            var next = 0
            while let base = bytes.baseAddress, next + key.count <= bytes.count,
                let hit = memchr(base + next, Int32(key[0]), bytes.count - next - key.count + 1)
            {
                let start = UnsafeRawPointer(hit) - base
                let isKey = memcmp(base + start, key, key.count) == 0
                if isKey { places.append(KeyPlace(range: start..<(start + key.count), isBase64: false)) }
                next = start + (isKey ? key.count : 1)
            }
        }
        return places
    }
}

/// Where a part of a key stands.
struct KeyPlace {
    var range: Range<Int>
    var isBase64: Bool
    /// In base64, the highest bits of the first character and the lowest of the last one that belong to other bytes: of a picture
    /// these are the next marker.
    var before: UInt8 = 0
    var after: UInt8 = 0

    /// What stands for nothing, but for the bits that are not the key's.
    func overwritten(_ character: UInt8, at index: Int) -> UInt8 {
        var kept: UInt8 = 0
        if index == range.lowerBound, before > 0 { kept |= 0b111111 << (6 - before) & 0b111111 }
        if index == range.upperBound - 1, after > 0 { kept |= 1 << after - 1 }
        guard kept > 0, let value = KeyReading.base64Value(of: character) else { return UInt8(ascii: "A") }
        return KeyReading.base64Character(value & kept)
    }
}

/// Whether anything was found, by whoever has a copy of the redaction.
private final class Found: Sendable {
    private let state = Mutex(false)

    var isAny: Bool { state.withLock { $0 } }

    func note() { state.withLock { $0 = true } }
}
