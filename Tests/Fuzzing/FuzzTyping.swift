import Foundation
import ImageModels
import LineEditing
import Locality
import Pictures
import Studio
import TerminalUI
import Vision
import Wording

/// A script of instructions, each of which the built-in model's grammar reads and, where it is about shape or tone,
/// carries out.
func fuzzScript(_ text: String) {
    if let script = try? Script(reading: text) {
        let again = try? Script(reading: script.text)
        if again?.lines.map(\.content) != script.lines.map(\.content) {
            fatalError("a script is not read as it was written: \(text.debugDescription)")
        }
    }
    for line in text.split(separator: "\n").prefix(4) where line.utf8.count < 400 {
        guard let edits = try? Grammar.parse(String(line), referenceCount: 1) else { continue }
        var pixels = PixelBuffer(width: 24, height: 16, filledWith: [200, 120, 30])
        for edit in edits.prefix(3) {
            switch edit {
            case .geometry(let geometry): pixels = (try? pixels.applying(geometry)) ?? pixels
            case .tone(let tone, let strength, _): pixels = pixels.applying(tone, strength: strength)
            default: break
            }
            guard pixels.pixelCount < 100_000 else { break }
        }
    }
}

/// What a terminal sends, whole and in pieces, and the same as foreign text that is shown.
func fuzzKeys(_ bytes: [UInt8]) {
    func keys(piece: Int, isPointing: Bool) -> [Key] {
        var decoder = KeyDecoder()
        decoder.isPointing = isPointing
        var keys: [Key] = []
        for start in stride(from: 0, to: bytes.count, by: piece) {
            decoder.feed(bytes[start..<min(start + piece, bytes.count)])
            while let key = decoder.nextKey() { keys.append(key) }
        }
        while decoder.patience != nil, let key = decoder.giveUp() { keys.append(key) }
        return keys
    }
    for isPointing in [false, true] {
        let atOnce = keys(piece: max(1, bytes.count), isPointing: isPointing)
        precondition(atOnce == keys(piece: 1, isPointing: isPointing), "pieces make no other keys")
        var ahead = TypedAhead()
        for key in atOnce { ahead.take(key) }
    }
    var replies = TerminalReplies()
    for start in stride(from: 0, to: bytes.count, by: 7) { replies.take(bytes[start..<min(start + 7, bytes.count)]) }
    precondition(replies.unread.count <= bytes.count)
    let text = String(decoding: bytes, as: UTF8.self)
    _ = Outline(text, in: PixelSize(width: 40, height: 30))?.mask(in: PixelSize(width: 40, height: 30))
    for shown in [Sanitising.text(text), Sanitising.line(text), Sanitising.name(text)] {
        precondition(!shown.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{9B}" || $0 == "\u{7}" })
    }
    _ = "\(BrokenLines(Sanitising.text(text), columns: 20, width: { _ in 1 }))"
}
