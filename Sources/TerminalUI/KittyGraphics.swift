import Foundation

/// kitty's graphics protocol.
package enum KittyGraphics {
    /// Sends a PNG and shows it in a box of cells from the cursor on. The cursor stays, and the terminal keeps quiet.
    static func shown(png: Data, size: CellSize) -> String {
        transmission(of: png, "a=T,f=100,q=2,C=1,c=\(size.columns),r=\(size.rows)").joined()
    }

    /// The same in the place of the picture with its number, which was shown before it.
    static func shown(png: Data, size: CellSize, number: Int) -> String {
        transmission(of: png, "a=T,f=100,q=2,C=1,i=\(number),p=1,c=\(size.columns),r=\(size.rows)").joined()
    }

    /// Forgets a picture.
    static func removal(of number: Int, throughTmux: Bool = false) -> String {
        let sequence = "\u{1B}_Ga=d,d=I,i=\(number),q=2;\u{1B}\\"
        return throughTmux ? Tmux.passingThrough(sequence) : sequence
    }

    /// Has a screen painted again that comes back after another one: kitty before 0.28 goes on showing the other one's pictures and
    /// nothing else, until a picture is put there; this one has one transparent pixel, and is taken away at once.
    static func repainting(number: Int) -> String {
        "\u{1B}_Ga=T,f=32,s=1,v=1,q=2,C=1,i=\(number),p=1;AAAAAA==\u{1B}\\" + removal(of: number)
    }

    /// Sends a PNG, and the lines of text that it stands in.
    ///
    /// - Parameter number: 1...0xFFFFFF; a picture takes the place of another one with its number.
    static func placeholders(png: Data, size: CellSize, number: Int, throughTmux: Bool) -> String {
        let sending = transmission(of: png, "a=T,U=1,i=\(number),f=100,q=2,c=\(size.columns),r=\(size.rows)")
        var out = throughTmux ? sending.map(Tmux.passingThrough).joined() : sending.joined()
        // The colour is the picture's number.
        let colour = "\u{1B}[38;2;\(number >> 16 & 255);\(number >> 8 & 255);\(number & 255)m"
        for row in 0..<size.rows {
            out += colour
            for column in 0..<size.columns {
                out.unicodeScalars.append(contentsOf: ["\u{10EEEE}", diacritics[row], diacritics[column]])
            }
            out += "\u{1B}[0m\n"
        }
        return out
    }

    /// More rows and columns can't be numbered.
    static var placeholderLimit: CellSize { CellSize(columns: diacritics.count, rows: diacritics.count) }

    /// The payload in pieces of at most 4096 characters; only the first says what it is.
    static func transmission(of data: Data, _ control: String) -> [String] {
        let text = Array(data.base64EncodedString().utf8)
        let starts = Array(stride(from: 0, to: text.count, by: 4096))
        return starts.map { start in
            let piece = String(decoding: text[start..<min(start + 4096, text.count)], as: UTF8.self)
            let more = "m=\(start == starts.last ? 0 : 1)"
            return "\u{1B}_G\(start == 0 ? control + "," : "q=2,")\(more);\(piece)\u{1B}\\"
        }
    }

    /// The combining characters that stand for the numbers of rows and columns, from 0.
    ///
    /// The protocol's rule: the nonspacing marks of Unicode 6.0 above the letter (class 230) that don't decompose,
    /// without those that letters are composed with.
    package static let diacritics: [Unicode.Scalar] = {
        let composing: Set<UInt32> = [
            0x300, 0x301, 0x302, 0x303, 0x304, 0x306, 0x307, 0x308, 0x309, 0x30A, 0x30B, 0x30C, 0x30F, 0x311, 0x313,
            0x314, 0x342, 0x653, 0x654,
        ]
        // Where such marks are at all.
        let blocks: [ClosedRange<UInt32>] = [
            0x300...0x36F, 0x483...0x487, 0x591...0x82D, 0x951...0x954, 0xF82...0xF87, 0x135D...0x135F, 0x17DD...0x17DD,
            0x193A...0x193A, 0x1A17...0x1A7C, 0x1B6B...0x1B73, 0x1CD0...0x1CE0, 0x1DC0...0x1DFE, 0x20D0...0x20F0,
            0x2CEF...0x2CF1, 0x2DE0...0x2DFF, 0xA66F...0xA6F1, 0xA8E0...0xA8F1, 0xAAB0...0xAAC1, 0xFE20...0xFE26,
            0x10A0F...0x10A38, 0x1D185...0x1D1AD, 0x1D242...0x1D244,
        ]
        return blocks.joined().compactMap(Unicode.Scalar.init).filter { scalar in
            let properties = scalar.properties
            guard properties.canonicalCombiningClass == .above, properties.generalCategory == .nonspacingMark,
                !composing.contains(scalar.value), let age = properties.age,
                age.major <= 5 || (age.major, age.minor) == (6, 0)
            else { return false }
            return Array(String(scalar).decomposedStringWithCanonicalMapping.unicodeScalars) == [scalar]
        }
    }()
}
