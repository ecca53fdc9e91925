package import Foundation
import Glibc

/// Takes keys out of what comes from outside, before anything is read, cut or kept of it: whole keys and parts of them,
/// as they are, escaped, in base64, and with what nobody sees between their characters.
///
/// What is taken out is overwritten, character by character, so that lengths stay and what is base64 stays so. The rest
/// is not touched. A body is gone over once where it is plain, and again only where something is escaped in it.
package struct KeyRedaction: Sendable {
    /// Parts of a key from this length on are taken out.
    package static let shortest = KeyWindows.length

    /// Among all the bytes of a picture a shorter one may stand by chance.
    private static let shortestInBytes = 7

    private let windows: KeyWindows
    /// Keys that are too short to have parts.
    private let short: [[UInt8]]

    package init(_ keys: [APIKey]) {
        let secrets = keys.map { Array($0.headerValue.utf8) }
        windows = KeyWindows(secrets.filter { $0.count >= Self.shortest })
        short = secrets.filter { $0.count < Self.shortest }
    }

    /// Overwrites every part of a key.
    package func redact(_ bytes: inout Data) {
        let places = bytes.withUnsafeBytes { found(in: $0) + shortKeys(in: $0, from: Self.shortestInBytes) }
        guard !places.isEmpty else { return }
        bytes.withUnsafeMutableBytes { bytes in
            for place in places { Self.overwrite(bytes, place) }
        }
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
        // "A" is base64 for nothing.
        let cover = UInt8(ascii: place.isBase64 ? "A" : "*")
        for index in place.range { bytes[index] = cover }
    }

    private func found(in bytes: UnsafeRawBufferPointer) -> [KeyPlace] {
        guard !windows.isEmpty, bytes.count >= Self.shortest else { return [] }
        return windows.plainPlaces(in: bytes) + EscapedKeys.places(windows, in: bytes)
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
}
