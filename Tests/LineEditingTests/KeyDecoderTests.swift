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

    @Test("A new sequence ends one that never ended")
    func interruptedSequences() {
        #expect(keys("\u{1B}[12\u{1B}[Ax") == [.up, .character("x")])
        #expect(keys("\u{1B}]11;x\u{1B}[Ax") == [.up, .character("x")])
        #expect(keys("\u{1B}\u{1B}[A") == [.escape, .up])
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
        #expect(keys([0xE7, 0x8C]) == [bad])
    }

    @Test("A paste is one piece: newlines are kept, other control characters are not, and letters are composed")
    func paste() {
        #expect(keys("\u{1B}[200~a\r\nb\rc\n\u{1B}[201~") == [.paste("a\nb\nc\n")])
        #expect(keys("\u{1B}[200~e\u{301}\u{1B}[31m\u{8}\t\u{1B}[201~!") == [.paste("\u{E9}[31m\t"), .character("!")])
        #expect(keys("\u{1B}[200~\u{1B}[200~x\u{1B}[20\u{1B}[201~") == [.paste("[200~x[20")])
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
