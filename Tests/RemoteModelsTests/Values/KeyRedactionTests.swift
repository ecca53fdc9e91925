import Foundation
import Pictures
import RemoteModels
import TestSupport
import Testing

@Suite("Keys are taken out of what comes") struct KeyRedactionTests {
    private static let secrets = [
        "sk-LEAKCANARY-0123456789abcdefXYZ", "AIzaSyD-9tSrke72PouQMnMX-a7eZSW0jkFMBWY", "r8_abcdefghijklmno",
    ]

    private static func redaction() throws -> KeyRedaction {
        KeyRedaction(try secrets.map { try #require(APIKey($0)) })
    }

    @Test("Whole or in part, in whatever form and among whatever text", arguments: KeyEcho.allCases)
    func everyForm(_ echo: KeyEcho) throws {
        let redaction = try Self.redaction()
        var random = SeededGenerator(seed: 11)
        let around = Array("abcXYZ019 +/.,\"\\é…\u{301}\n%2")
        for round in 0..<300 {
            let secret = Self.secrets[round % Self.secrets.count]
            let length = Int.random(in: 12...secret.count, using: &random)
            let start = Int.random(in: 0...(secret.count - length), using: &random)
            let part = String(secret.dropFirst(start).prefix(length))
            func text() -> String {
                String(
                    (0..<Int.random(in: 0...30, using: &random)).map { _ in around.randomElement(using: &random) ?? " "
                    })
            }
            let (before, after) = (text(), text())
            let whole = before + "¦" + echo.written(part, among: &random) + "¦" + after
            #expect(KeyEcho.holds(whole, of: secret), "the test reads it: \(whole)")
            let clean = redaction.redacted(whole)
            #expect(!KeyEcho.holds(clean, of: secret), "\(whole) -> \(clean)")
            #expect(clean.utf8.count == whole.utf8.count)
            #expect(clean.hasPrefix(before + "¦") && clean.hasSuffix("¦" + after), "\(whole) -> \(clean)")
        }
    }

    @Test("Written otherwise among a picture's bytes, at whatever place, it is found")
    func amongBytes() throws {
        let redaction = try Self.redaction()
        var random = SeededGenerator(seed: 5)
        for round in 0..<2000 {
            let secret = Self.secrets[round % Self.secrets.count]
            let written = secret.utf8.map { String(format: "%%%02x", Int($0)) }.joined()
            func bytes() -> [UInt8] {
                (0..<Int.random(in: 0...60, using: &random)).map { _ in .random(in: 0...255, using: &random) }
            }
            let (before, after) = (bytes(), bytes())
            var data = Data(before + Array(written.utf8) + after)
            redaction.redact(&data)
            #expect(data.count == before.count + written.utf8.count + after.count)
            // What stands before it may be read with it, but nothing of it stays.
            let left = String(decoding: data.dropFirst(before.count).prefix(written.utf8.count), as: UTF8.self)
            #expect(left.allSatisfy { $0 == "*" }, "\(round): \(left)")
        }
    }

    @Test("Just as it is, or in base64, it is found among bytes and among base64 of any length, wherever it stands")
    func asItIs() throws {
        let redaction = try Self.redaction()
        var random = SeededGenerator(seed: 6)
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        for round in 0..<2000 {
            let secret = Array(Self.secrets[round % Self.secrets.count].utf8)
            // Now and then among so much that it is a picture's.
            let most = round % 100 == 0 ? 140_000 : 300
            let isText = Bool.random(using: &random)
            func around() -> [UInt8] {
                let count = Int.random(in: 0...most, using: &random)
                return isText
                    ? (0..<count).map { _ in alphabet.randomElement(using: &random) ?? 0 }
                    : (0..<count).map { _ in .random(in: 0...255, using: &random) }
            }
            let written: [UInt8]
            switch round % 4 {
            case 0:
                written = Array(secret.dropFirst(Int.random(in: 0...(secret.count - 12), using: &random)).prefix(12))
            case 1: written = secret.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
            case 2: written = secret.reversed()
            default:
                let lead = Int.random(in: 0..<3, using: &random)
                let whole = (Data(count: lead) + secret).base64EncodedString().utf8.prefix { $0 != 0x3D }
                // What depends on its neighbours too may be anything.
                written = Array(whole.dropFirst([0, 2, 3][lead]).dropLast())
            }
            let (before, after) = (around(), around())
            var data = Data(before + written + after)
            redaction.redact(&data)
            #expect(data.count == before.count + written.count + after.count)
            var unchanged = 0
            var longest = 0
            for (old, new) in zip(written, data.dropFirst(before.count)) {
                unchanged = old == new ? unchanged + 1 : 0
                longest = max(longest, unchanged)
            }
            #expect(longest < 4, "\(round): \(String(decoding: written, as: UTF8.self))")
        }
    }

    @Test(
        "A key that has a percent sign itself is found however that is written",
        arguments: [
            "sk-ab%41cd%zz0123456789", "sk-ab%2541cd%25zz0123456789", "sk-ab%252541cd%2525zz0123456789",
            "sk%2Dab%2541cd%25zz0123456789", "sk-ab\\u002541cd%zz\\u0030123456789",
        ])
    func percent(_ written: String) throws {
        let redaction = KeyRedaction([try #require(APIKey("sk-ab%41cd%zz0123456789"))])
        let clean = redaction.redacted("before \(written) after")
        #expect(clean.hasPrefix("before ***") && clean.hasSuffix("*** after"), "\(clean)")
    }

    @Test(
        "A key whose characters are written by their numbers, as in HTML, is found",
        arguments: ["&#%d;", "&#x%x;", "&#X%02X;", "&#%d"])
    func entities(form: String) throws {
        let redaction = try Self.redaction()
        for secret in Self.secrets {
            let written = secret.utf8.map { String(format: form, Int($0)) }.joined()
            #expect(redaction.redacted("<title>\(written)</title>").wholeMatch(of: #/<title>\*+;?</title>/#) != nil)
        }
        let dashes = "sk&#45;LEAKCANARY&#45;0123456789abcdefXYZ"
        #expect(!redaction.redacted(dashes).contains("LEAKCANARY"))
        #expect(redaction.redacted("a & b &amp; c &#9; d") == "a & b &amp; c &#9; d")
    }

    @Test("What is no key's is not touched, among it all that pictures consist of")
    func nothingElse() throws {
        let redaction = try Self.redaction()
        var random = SeededGenerator(seed: 12)
        let bytes = Data((0..<3_000_000).map { _ in UInt8.random(in: 0...255, using: &random) })
        var binary = bytes
        redaction.redact(&binary)
        #expect(binary == bytes)
        var base64 = bytes.base64EncodedData()
        redaction.redact(&base64)
        #expect(base64 == bytes.base64EncodedData())
        for text in [
            "", "a", "sk-LEAKCANAR", "sk-LEAKqCANARY 0123q45678 9ab", "Ein schönes Bild 👩‍🚀", "%%%\\\\\\u12",
            "\\ud83d\\ude00",
        ] {
            #expect(redaction.redacted(text) == text || text == "sk-LEAKCANAR")
        }
    }

    @Test("A picture stays one whose text holds a key: what covers it is base64, too")
    func withinPictures() throws {
        let redaction = try Self.redaction()
        let secret = Self.secrets[0]
        for lead in 0..<3 {
            let bytes = Data(repeating: 7, count: 300 + lead) + Data(secret.utf8) + Data(repeating: 9, count: 300)
            var text = bytes.base64EncodedData()
            redaction.redact(&text)
            let back = try #require(Data(base64Encoded: text))
            #expect(back.count == bytes.count)
            // The bits that a character of base64 shares with the key belong to the picture: the next marker, for one.
            #expect(back.prefix(300 + lead) == bytes.prefix(300 + lead) && back.suffix(300) == bytes.suffix(300))
            #expect(!KeyEcho.holds(String(decoding: back, as: UTF8.self), of: secret))
        }
    }

    @Test("A PNG that says a key has checksums that fit when the key is gone", arguments: ["tEXt", "iTXt", "eXIf"])
    func checksums(_ name: String) throws {
        let redaction = try Self.redaction()
        let plain = try SamplePictures.gradient(width: 20, height: 20).encoded(as: .png)
        func chunk(_ text: String) -> Data {
            let body = Data((name == "tEXt" ? "Comment\0" : name == "iTXt" ? "Comment\0\0\0\0\0" : "MM\0*\0\0").utf8)
            return PNGFile.chunk(name, body + Data(text.utf8))
        }
        let end = plain.count - 12
        for lead in 0..<3 {
            let text = String(repeating: "-", count: lead) + Self.secrets[0]
            let whole = plain.prefix(end) + chunk(text) + plain.suffix(12)
            var base64 = whole.base64EncodedData()
            redaction.redact(&base64)
            for data in [whole, try #require(Data(base64Encoded: base64))] {
                var picture = data
                redaction.redact(picture: &picture)
                #expect(picture.count == whole.count)
                #expect(!KeyEcho.holds(String(decoding: picture, as: UTF8.self), of: Self.secrets[0]))
                #expect(PNGFile.withChecksums(of: picture, changedFrom: Data()) == picture)
                #expect(picture.prefix(end) == plain.prefix(end) && picture.suffix(12) == plain.suffix(12))
                // The sum is that of what stands there now.
                let mended = picture[end..<(picture.count - 12)]
                #expect(PNGFile.chunk(name, mended.dropFirst(8).dropLast(4)) == mended)
            }
        }
    }

    @Test("A key is found in a text that is long, wherever it stands in it, and in whatever it is packed")
    func longTexts() throws {
        let redaction = try Self.redaction()
        var random = SeededGenerator(seed: 13)
        let words = String(repeating: "Nothing was found, and 12 of 345 are left; c2VlIHlvdQ== ", count: 5000)
        for echo in [KeyEcho.base64Lines, .hexadecimalApart, .composed, .mixedPercent] {
            for place in [0, 65_530, 65_536, 69_600, 69_632, 131_080, 250_000] {
                let start = words.index(words.startIndex, offsetBy: place)
                let text = words[..<start] + "|" + echo.written(Self.secrets[0], among: &random) + "|" + words[start...]
                let clean = redaction.redacted(String(text))
                #expect(!KeyEcho.holds(String(clean.dropFirst(max(0, place - 50)).prefix(900)), of: Self.secrets[0]))
                #expect(clean.hasPrefix(words[..<start] + "|") && clean.hasSuffix("|" + words[start...]))
            }
        }
        let wide = Self.secrets[1].utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        for packed in [Data(wide), Data(wide).base64EncodedData(), Data(wide.dropLast()).base64EncodedData()] {
            var bytes = Data([0xFF, 0xFE]) + packed + Data([0xC0])
            redaction.redact(&bytes)
            #expect(bytes.count == packed.count + 3)
            #expect(bytes.dropFirst(2).dropLast().range(of: packed.dropFirst(8).prefix(40)) == nil)
        }
    }

    @Test("Base64 stays what can be read, lines and escaped slashes included")
    func staysBase64() throws {
        let redaction = try Self.redaction()
        let bytes = Data(repeating: 0xFF, count: 90) + Data(Self.secrets[0].utf8) + Data(repeating: 0xFF, count: 90)
        let text = bytes.base64EncodedString(options: [.lineLength64Characters, .endLineWithLineFeed])
        for written in [text, text.replacing("\n", with: "\\n").replacing("/", with: "\\/")] {
            let clean = redaction.redacted(written).replacing("\\n", with: "\n").replacing("\\/", with: "/")
            let back = try #require(Data(base64Encoded: clean, options: .ignoreUnknownCharacters))
            #expect(
                back.count == bytes.count && back.prefix(89) == bytes.prefix(89) && back.suffix(89) == bytes.suffix(89))
            #expect(!KeyEcho.holds(String(decoding: back, as: UTF8.self), of: Self.secrets[0]))
        }
    }

    @Test("Short keys go where they stand whole in a text, and nowhere else")
    func shortKeys() throws {
        let redaction = KeyRedaction([try #require(APIKey("short-key"))])
        #expect(redaction.redacted("the short-key, the short-ke") == "the *********, the short-ke")
        var body = Data("short-key".utf8)
        redaction.redact(&body)
        #expect(body == Data("*********".utf8))
        #expect(KeyRedaction([]).redacted("anything at all") == "anything at all")
    }
}
