import Foundation
import Pictures

/// Files as other programs write them, made here byte by byte.
enum Files {
    /// The card: at (45, 40) green, at (120, 100) middle grey, with some red and blue beside.
    static let card: PixelBuffer = {
        var card = PixelBuffer(width: 240, height: 160, filledWith: [128, 128, 128])
        for y in 20..<60 { for x in 20..<80 { card.set(x, y, [40, 160, 60]) } }
        for y in 20..<60 { for x in 100..<140 { card.set(x, y, [200, 30, 20]) } }
        return card
    }()

    /// A PNG with further chunks before its pixels.
    static func png(_ pixels: PixelBuffer = card, with chunks: [(name: String, body: [UInt8])]) throws -> Data {
        let plain = try pixels.encoded(as: .png)
        var data = Data(plain.prefix(33))
        for chunk in chunks { data += self.chunk(chunk.name, Data(chunk.body)) }
        return data + plain.dropFirst(33)
    }

    static func chunk(_ name: String, _ body: Data) -> Data {
        let named = Data(name.utf8) + body
        return Data(big(body.count)) + named + big(Int(crc(named)))
    }

    static func big(_ number: Int) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) } }

    struct Page {
        var pixels = card
        var isFloat = false
        var bits = 8
        var extra: [(tag: Int, type: Int, values: [Int])] = []
        var icc: Data?
        var alpha: UInt8?
        /// Instead of the pixels' own.
        var channels: Int?
        var bytes: [UInt8]?
    }

    /// A little-endian TIFF without compression; floating point samples are the values of 255, or what `number` makes of them.
    static func tiff(_ pages: [Page], number: (UInt8) -> Float = { Float($0) / 255 }) -> Data {
        var out = Data([0x49, 0x49, 42, 0, 0, 0, 0, 0])
        func little(_ number: Int, _ count: Int) -> Data { Data((0..<count).map { UInt8(number >> (8 * $0) & 255) }) }
        var pointer = 4
        for page in pages {
            let pixels = page.pixels
            let channels = page.channels ?? (page.alpha == nil ? 3 : 4)
            var samples = Data()
            samples += page.bytes ?? []
            for pixel in 0..<(page.bytes == nil ? pixels.pixelCount : 0) {
                for c in 0..<channels {
                    let value = c == 3 ? page.alpha! : pixels.bytes[pixel * pixels.channels + c]
                    if page.isFloat {
                        samples += little(Int(number(value).bitPattern), 4)
                    } else {
                        samples += page.bits == 16 ? little(Int(value) * 257, 2) : little(Int(value), 1)
                    }
                }
            }
            let start = out.count
            out += samples
            let bits = page.isFloat ? 32 : page.bits
            var entries: [(tag: Int, type: Int, values: [Int])] = [
                (256, 4, [pixels.width]), (257, 4, [pixels.height]),
                (258, 3, [Int](repeating: bits, count: channels)), (259, 3, [1]), (262, 3, [2]), (273, 4, [start]),
                (277, 3, [channels]), (278, 4, [pixels.height]), (279, 4, [samples.count]), (284, 3, [1]),
                (339, 3, [Int](repeating: page.isFloat ? 3 : 1, count: channels)),
            ]
            if page.alpha != nil { entries.append((338, 3, [2])) }
            if let icc = page.icc { entries.append((34675, 7, icc.map { Int($0) })) }
            for extra in page.extra {
                entries.removeAll { $0.tag == extra.tag }
                entries.append(extra)
            }
            entries.sort { $0.tag < $1.tag }
            var directory = little(entries.count, 2)
            var values: [(Int, Data)] = []
            for entry in entries {
                let size = [1: 1, 2: 1, 3: 2, 4: 4, 5: 4, 7: 1][entry.type]!
                let value = entry.values.reduce(Data()) { $0 + little($1, size) }
                directory += little(entry.tag, 2) + little(entry.type, 2)
                directory += little(entry.type == 5 ? entry.values.count / 2 : entry.values.count, 4)
                if value.count <= 4 {
                    directory += value + Data(count: 4 - value.count)
                } else {
                    values.append((directory.count, value))
                    directory += Data(count: 4)
                }
            }
            directory += Data(count: 4)
            let place = out.count
            for (at, value) in values {
                directory.replaceSubrange(at..<(at + 4), with: little(place + directory.count, 4))
                directory += value
            }
            out += directory
            out.replaceSubrange(pointer..<(pointer + 4), with: little(place, 4))
            pointer = place + 2 + 12 * entries.count
        }
        return out
    }

    private static func crc(_ data: Data) -> UInt32 {
        var crc: UInt32 = 0xFFFF_FFFF
        for byte in data {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
        }
        return crc ^ 0xFFFF_FFFF
    }
}

extension PixelBuffer {
    mutating func set(_ x: Int, _ y: Int, _ colour: [UInt8]) {
        for c in 0..<channels { bytes[(y * width + x) * channels + c] = colour[c] }
    }

    func at(_ x: Int, _ y: Int) -> [Int] { (0..<channels).map { Int(bytes[(y * width + x) * channels + $0]) } }

    func isNear(_ colour: [Int], at x: Int, _ y: Int, within limit: Int = 2) -> Bool {
        zip(at(x, y), colour).allSatisfy { abs($0 - $1) <= limit }
    }
}
