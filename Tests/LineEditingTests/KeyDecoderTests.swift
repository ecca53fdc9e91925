import LineEditing
import Testing

@Suite("Keys from bytes")
struct KeyDecoderTests {
    /// The keys in some bytes, fed one at a time, and what is left when nothing more comes.
    private func keys(_ text: String, inOnePiece: Bool = false) -> [Key] {
        keys(Array(text.utf8), inOnePiece: inOnePiece)
    }

    private func keys(_ bytes: [UInt8], inOnePiece: Bool = false) -> [Key] {
        var decoder = KeyDecoder()
        var result: [Key] = []
        for piece in inOnePiece ? [bytes] : bytes.map({ [$0] }) {
            decoder.feed(piece)
            while let key = decoder.nextKey() { result.append(key) }
        }
        while decoder.patience != nil {
            if let key = decoder.giveUp() { result.append(key) }
        }
        return result
    }

    @Test(
        "What can only be the beginning of a sequence is waited for longer than an Escape",
        arguments: ["\u{1B}[1;", "\u{1B}[<0;1", "\u{1B}]11;rgb:00", "\u{1B}[M !", "\u{1B}P>|xter"])
    func patience(text: String) {
        var decoder = KeyDecoder()
        decoder.feed(Array(text.utf8))
        while decoder.nextKey() != nil {}
        #expect(decoder.patience.map { $0 >= 5000 } ?? false)
    }

    @Test(
        "Reports of the mouse that nobody has asked for are no text, in whatever way a program before this one wanted them",
        arguments: [
            // As terminals have always told, with a place that is too far away; by mode 1005; by 1006, 1015, 1016.
            [0x1B, 0x5B, 0x4D, 0x20, 0x21, 0x22], [0x1B, 0x5B, 0x4D, 0x60, 0xFF, 0xFE],
            [0x1B, 0x5B, 0x4D, 0x20, 0, 0x21],
            [0x1B, 0x5B, 0x4D, 0x20, 0xC2, 0x85, 0x21], [0x1B, 0x5B, 0x4D, 0x20, 0x21, 0xC3, 0x9F],
            [0x1B, 0x5B, 0x4D, 0x20, 0xDF, 0xBF, 0xC4, 0x80], Array("\u{1B}[<35;300;90M".utf8),
            Array("\u{1B}[<0;3;4m".utf8), Array("\u{1B}[35;300;90M".utf8), Array("\u{1B}[32;1;1M".utf8),
        ])
    func mouse(report: [UInt8]) {
        #expect(keys(Array("a".utf8) + report + report + Array("b".utf8)) == [.character("a"), .character("b")])
        #expect(keys(Array("a".utf8) + report + Array("é\r".utf8)) == [.character("a"), .character("é"), .enter])
    }

    @Test("What has come of a paste is there after a moment; its rest follows, and nothing is torn at the seam")
    func pasteWithoutEnd() {
        var decoder = KeyDecoder()
        func parts(_ pieces: String...) -> [Key] { parts(pieces.map { Array($0.utf8) }) }
        func parts(_ pieces: [[UInt8]]) -> [Key] {
            var result: [Key] = []
            for piece in pieces {
                decoder.feed(piece)
                while let key = decoder.nextKey() { result.append(key) }
                if decoder.patience != nil, let key = decoder.giveUp() { result.append(key) }
                #expect(decoder.patience == nil || !decoder.isPasting)
            }
            return result
        }
        #expect(
            parts("\u{1B}[200~one", " two", "\u{1B}[20", "1~x") == [
                .paste("one"), .paste(" two"), .paste(""), .character("x"),
            ])
        #expect(parts("\u{1B}[200~a\r", "\nb\u{1B}[3", "1mc\u{1B}[201~") == [.paste("a"), .paste("\nb"), .paste("c")])
        #expect(
            parts([Array("\u{1B}[200~a".utf8) + [0xF0, 0x9F], [0xA6], [0x8A], Array("\u{1B}[201~".utf8)]) == [
                .paste("a"), .paste("🦊"), .paste(""),
            ])
        #expect(parts("\u{1B}[200~", "\u{3}", "\u{1B}[201~") == [.paste("")])
        #expect(!decoder.isPasting)
    }

    @Test("A paste's own sequences are no text")
    func pastedSequences() {
        #expect(keys("\u{1B}[200~a\u{1B}[Db\u{1B}[200~c\u{1B}]0;x\u{7}d\u{1B}[201~") == [.paste("abcd")])
    }

    @Test("Text comes character by character, whatever the pieces it arrives in")
    func text() {
        let text = "aé猫🦊\u{301}"
        #expect(keys(text) == text.unicodeScalars.map(Key.character))
        #expect(keys(text, inOnePiece: true) == keys(text))
    }

    @Test(
        "Known keys",
        arguments: [
            ("\u{1B}[A", Key.up), ("\u{1B}OB", .down), ("\u{1B}[1~", .home), ("\u{1B}[7~", .home), ("\u{1B}OF", .end),
            ("\u{1B}[8~", .end), ("\u{1B}[3~", .delete), ("\u{1B}[1;5D", .wordLeft), ("\u{1B}[1;3C", .wordRight),
            ("\u{1B}[3;5~", .deleteWord), ("\u{1B}\r", .lineBreak), ("\u{1B}[13;2u", .lineBreak), ("\r", .enter),
            ("\u{7F}", .backspace), ("\u{1}", .control(1)), ("\u{1B}b", .alt("b")), ("\u{1B}", .escape),
            ("\u{1B}[", .alt("[")), ("\u{1B}]", .alt("]")), ("\u{1B}O", .alt("O")),
        ])
    func known(_ bytes: String, _ key: Key) {
        #expect(keys(bytes) == [key])
        #expect(keys(bytes + "x") == [key, .character("x")] || bytes.count < 3)
    }

    @Test(
        "Another Escape before a key's sequence is Alt, as some terminals send it",
        arguments: [
            ("\u{1B}\u{1B}[D", [Key.wordLeft]), ("\u{1B}\u{1B}[C", [.wordRight]), ("\u{1B}\u{1B}OD", [.wordLeft]),
            ("\u{1B}\u{1B}OC", [.wordRight]), ("\u{1B}\u{1B}[3~", [.deleteWord]), ("\u{1B}\u{1B}[H", [.home]),
            ("\u{1B}\u{1B}[4~", [.end]), ("\u{1B}\u{1B}OM", [.lineBreak]), ("\u{1B}\u{1B}[A", []),
            ("\u{1B}\u{1B}[15~", []), ("\u{1B}\u{1B}\u{1B}[D", [.escape, .wordLeft]), ("\u{1B}\u{1B}", [.escape]),
            ("\u{1B}\u{1B}b", [.escape, .alt("b")]), ("\u{1B}\u{1B}]0;x\u{7}", [.escape]),
            ("\u{1B}\u{1B}[200~x\u{1B}[201~", [.paste("x")]), ("\u{1B}\u{1B}é", [.escape, .character("é")]),
        ])
    func altByEscape(_ bytes: String, _ expected: [Key]) {
        #expect(keys(bytes, inOnePiece: true) == expected)
        #expect(keys(bytes) == expected)
        #expect(keys(bytes + "x", inOnePiece: true).last == .character("x") || bytes.hasSuffix("\u{1B}\u{1B}"))
    }

    @Test("An Escape that was pressed a while before another is a key of its own, whatever follows")
    func escapeByItself() {
        var decoder = KeyDecoder()
        decoder.feed("\u{1B}".utf8)
        #expect(decoder.nextKey() == nil)
        decoder.pause()
        decoder.feed("\u{1B}[A".utf8)
        #expect(decoder.nextKey() == .escape)
        #expect(decoder.nextKey() == .up)
        #expect(decoder.nextKey() == nil)
    }

    @Test(
        "Everything else is swallowed whole",
        arguments: [
            "\u{1B}[I", "\u{1B}[15;2~", "\u{1B}[?62;22c", "\u{1B}[<0;3;4M", "\u{1B}[[B", "\u{1B}OP",
            "\u{1B}[>41;379;0c",
            "\u{1B}P>|XTerm(379)\u{1B}\\", "\u{1B}_Gi=31;OK\u{1B}\\", "\u{1B}]11;rgb:ff/ff/ff\u{7}",
            "\u{1B}]0;päth\u{1B}\\",
            "\u{1B}[12;", "\u{1B}]52;c;AAAA", "\u{9B}", "\u{85}",
        ])
    func swallowed(_ bytes: String) {
        #expect(keys(bytes).isEmpty)
        #expect(keys(bytes, inOnePiece: true).isEmpty)
    }

    @Test(
        "Escape and a letter that answers begin with, too, are a person's where no answer goes on so",
        arguments: ["Put a hat", "Xmas", "^o^", "_and", "]a", "]0a", "P1x"])
    func typedBehindEscape(_ text: String) {
        var decoder = KeyDecoder()
        decoder.feed("\u{1B}".utf8)
        #expect(decoder.nextKey() == nil)
        decoder.pause()
        var keys: [Key] = []
        for byte in text.utf8 {
            decoder.feed([byte])
            while let key = decoder.nextKey() { keys.append(key) }
        }
        #expect(keys == [.escape] + text.unicodeScalars.map { .character($0) })
        let first = text.unicodeScalars.first!
        #expect(self.keys("\u{1B}" + text) == [.alt(first)] + text.unicodeScalars.dropFirst().map { .character($0) })
    }

    @Test(
        "No control character is lost in half an answer",
        arguments: ["\u{1B}]0;a", "\u{1B}P>|x", "\u{1B}_Gi=1", "\u{1B}]11"])
    func controlsInAnswers(_ half: String) {
        for control: UInt8 in [3, 4, 13, 21, 26, 127] {
            let expected: Key = keys([control])[0]
            #expect(keys(half + String(Unicode.Scalar(control)) + "x") == [expected, .character("x")])
        }
        #expect(keys("\u{1B}P\u{3}") == [.alt("P"), .control(3)])
    }

    @Test(
        "What is held down is told before a letter, or by another end, and none of it is text",
        arguments: [
            ("\u{1B}O2P", [Key]()), ("\u{1B}O5C", [.wordRight]), ("\u{1B}O1;2P", []), ("\u{1B}O1;3D", [.wordLeft]),
            ("\u{1B}[3$", [.delete]), ("\u{1B}[7$", [.home]), ("\u{1B}[23$", []), ("\u{1B}[3^", [.deleteWord]),
            ("\u{1B}[3@", [.deleteWord]), ("\u{1B}[?2026;2$y", []), ("\u{1B}[4;1$y", []),
        ])
    func heldOtherwise(_ bytes: String, _ expected: [Key]) {
        #expect(keys("a" + bytes + "bcd") == [.character("a")] + expected + "bcd".unicodeScalars.map { .character($0) })
    }

    @Test("Where an answer is owed, a pause after its first byte does not make text of the rest")
    func lateAnswer() {
        var decoder = KeyDecoder()
        decoder.awaitsAnswer = true
        for piece in ["\u{1B}", "_", "Gi=31;OK\u{1B}", "\\", "\u{1B}", "[", "?62;4c"] {
            #expect(decoder.patience.map { $0 >= 500 } ?? true)
            decoder.feed(piece.utf8)
            #expect(decoder.nextKey() == nil)
        }
        #expect(!decoder.awaitsAnswer && decoder.patience == nil)
    }

    @Test("Sequences and characters that a slow line tears are whole again", arguments: [1, 2, 3, 4, 5, 6])
    func torn(at place: Int) {
        for (text, key) in [
            ("\u{1B}[1;5D", Key.wordLeft), ("\u{1B}[13;2u", .lineBreak), ("\u{1F98A}", .character("\u{1F98A}")),
        ] {
            let bytes = Array(text.utf8)
            guard place < bytes.count else { continue }
            var decoder = KeyDecoder()
            decoder.feed(bytes[..<place])
            #expect(decoder.nextKey() == nil)
            #expect((decoder.patience ?? .max) >= 500)
            decoder.feed(bytes[place...])
            #expect(decoder.nextKey() == key && decoder.nextKey() == nil)
        }
    }

    @Test(
        "Keys of modifyOtherKeys and of the kitty keyboard protocol",
        arguments: [
            ("[13u", Key.enter), ("[13;2u", .lineBreak), ("[13;5u", .lineBreak), ("[27;2;13~", .lineBreak),
            ("[99;5u", .control(3)), ("[27;5;99~", .control(3)), ("[97;5:1u", .control(1)), ("[98;3u", .alt("b")),
            ("[98;4u", .alt("B")), ("[27u", .escape), ("[9u", .control(9)), ("[127u", .backspace),
            ("[127;5u", .deleteWordBackwards), ("[97;2u", .character("A")), ("[97:65;2u", .character("A")),
            ("[233;2u", .character("\u{C9}")), ("[1089::99;5u", .control(3)), ("[97;;229u", .character("\u{E5}")),
            ("[91;5u", .control(27)), ("[32;5u", .control(0)), ("[1;129C", .right), ("[1;133C", .wordRight),
            ("[1;1:2D", .left), ("[57414u", .enter), ("[57400u", .character("1")), ("[57409u", .character(".")),
            ("[57417u", .left), ("[3;5~", .deleteWord), ("Oq", .character("1")), ("Ok", .character("+")),
        ])
    func extended(_ sequence: String, _ key: Key) {
        #expect(keys("\u{1B}" + sequence + "x") == [key, .character("x")])
    }

    @Test(
        "Keys that edit nothing, keys that are let go, and answers are swallowed",
        arguments: [
            "[57358u", "[57441;2u", "[97;9u", "[97;1:3u", "[1;5:3C", "[9;2u", "[99999999999999999999u", "[97;;u;u",
            "[?1u", "[?0u", "[>4;2m", "[55296u", "[u", "[;;~", "[1;2;3;4;5C",
        ])
    func noKeys(_ sequence: String) {
        #expect(keys("\u{1B}" + sequence) == [] || sequence == "[97;;u;u")
        #expect(keys("\u{1B}" + sequence + "x").last == .character("x"))
    }

    @Test("An old report of the mouse leaves nothing, whatever its coordinates are")
    func mouse() {
        #expect(keys("\u{1B}[M !!x") == [.character("x")])
        #expect(keys(Array("\u{1B}[M".utf8) + [0x20, 0x80, 0xFF, 0x78]) == [.character("x")])
        #expect(keys("\u{1B}[<0;3;4mx") == [.character("x")])
        #expect(keys("\u{1B}[32;3;4Mx") == [.character("x")])
    }

    @Test("The keyboard protocol is known once the terminal says so")
    func protocolKnown() {
        var decoder = KeyDecoder()
        #expect(!decoder.knowsKeyboardProtocol)
        decoder.feed("\u{1B}[?0u".utf8)
        #expect(decoder.nextKey() == nil && decoder.knowsKeyboardProtocol)
    }

    @Test("A new sequence ends one that never ended")
    func interruptedSequences() {
        #expect(keys("\u{1B}[12\u{1B}[Ax") == [.up, .character("x")])
        #expect(keys("\u{1B}]11;x\u{1B}[Ax") == [.up, .character("x")])
        #expect(keys("\u{1B}\u{1B}[A").isEmpty, "Alt-Up, which does nothing")
        #expect(keys("\u{1B}\u{1B}\u{1B}[C") == [.escape, .wordRight])
        #expect(keys("\u{1B}[1\rx") == [.enter, .character("x")])
    }

    @Test("Bytes that are not UTF-8 become U+FFFD and take nothing else with them")
    func malformed() {
        let bad = Key.character("\u{FFFD}")
        #expect(keys([0xFF, 0x61]) == [bad, .character("a")])
        #expect(keys([0xC3, 0x61]) == [bad, .character("a")])
        #expect(keys([0xE7, 0x8C, 0x1B, 0x5B, 0x41]) == [bad, .up])
        #expect(keys([0xC0, 0xAF]) == [bad, bad])
        #expect(keys([0xED, 0xA0, 0x80]) == [bad, bad, bad])
        #expect(keys([0xF4, 0x90, 0x80, 0x80]) == [bad, bad, bad, bad])
        // Half a character waits: what comes next tells.
        #expect(keys([0xE7, 0x8C]) == [])
    }

    @Test("A paste is one piece: newlines are kept, other control characters are not, and letters are composed")
    func paste() {
        #expect(keys("\u{1B}[200~a\r\nb\rc\n\u{1B}[201~") == [.paste("a\nb\nc\n")])
        #expect(keys("\u{1B}[200~e\u{301}\u{1B}[31m\u{8}\t\u{1B}[201~!") == [.paste("\u{E9}\t"), .character("!")])
        #expect(keys("\u{1B}[200~\u{1B}[200~x\u{1B}[20\u{1B}[201~") == [.paste("x")])
        #expect(keys("\u{1B}[200~\u{1B}[201~") == [.paste("")])
    }

    @Test("A paste that is too long is cut off, and still ends where it ends")
    func endlessPaste() {
        let body = String(repeating: "x", count: KeyDecoder.pasteLimit + 5000)
        let result = keys("\u{1B}[200~\(body)\u{1B}[201~!", inOnePiece: true)
        guard case .paste(let text)? = result.first else {
            Issue.record("no paste")
            return
        }
        #expect(text.count == KeyDecoder.pasteLimit)
        #expect(result.last == .character("!"))
    }
}
