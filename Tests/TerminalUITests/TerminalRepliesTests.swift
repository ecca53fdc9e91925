import Pictures
import TerminalUI
import Testing

@Suite("What a terminal answers") struct TerminalRepliesTests {
    private static let kitty = "\u{1B}_Gi=31;OK\u{1B}\\"
    private static let version = "\u{1B}P>|kitty(0.26.5)\u{1B}\\"
    private static let cell = "\u{1B}[6;18;9t"
    private static let area = "\u{1B}[4;396;639t"
    private static let attributes = "\u{1B}[?62;4c"

    private func taken(_ pieces: String...) -> TerminalReplies {
        var replies = TerminalReplies()
        for piece in pieces { replies.take(piece.utf8) }
        return replies
    }

    private func typed(_ replies: TerminalReplies) -> String { String(decoding: replies.unread, as: UTF8.self) }

    @Test("All of kitty's answers are understood")
    func all() {
        let replies = taken(Self.kitty + Self.version + Self.area + Self.cell + Self.attributes)
        #expect(replies.isComplete && replies.hasKittyGraphics && replies.version == "kitty(0.26.5)")
        #expect(replies.cell == PixelSize(width: 9, height: 18) && replies.area == PixelSize(width: 639, height: 396))
        #expect(replies.attributes == [62, 4] && replies.unread.isEmpty)
    }

    @Test("Only the attributes say that nothing more will come")
    func incomplete() {
        #expect(!taken(Self.kitty + Self.version + Self.cell).isComplete)
        #expect(taken("\u{1B}[?1;2c").isComplete)
        #expect(!taken("\u{1B}[>1;10;0c").isComplete)
    }

    @Test("Answers may come in bytes, with keys between them")
    func pieces() {
        let whole = "make" + Self.kitty + " it" + Self.version + "\u{1B}[A" + Self.cell + Self.attributes + " red\r"
        var replies = TerminalReplies()
        for byte in whole.utf8 { replies.take([byte]) }
        #expect(replies == taken(whole))
        #expect(replies.isComplete && replies.hasKittyGraphics && replies.cell == PixelSize(width: 9, height: 18))
        #expect(typed(replies) == "make it\u{1B}[A red\r")
    }

    @Test(
        "What is no answer was typed",
        arguments: [
            "sepia\r", "\u{1B}", "\u{1B}\u{1B}", "\u{1B}b", "\u{1B}OP", "\u{1B}[1;5C", "\u{1B}[200~a\u{1B}[201~", "é猫",
            "\u{1B}P", "\u{1B}_", "\u{1B}[", "\u{1B}]11;rgb:0/0/0\u{1B}\\", "\u{1B}P1$r0m\u{1B}\\", "\u{1B}[6;0;0t",
            "\u{1B}[8;24;80t", "\u{1B}[6;18;999999999999999999999t",
        ])
    func typedText(text: String) {
        let replies = taken(text)
        #expect(typed(replies) == text)
        #expect(replies.attributes == nil && replies.version == nil && replies.cell == nil && !replies.hasKittyGraphics)
    }

    @Test("Half an answer is given back, so that its other half is recognised when it comes late")
    func half() {
        let replies = taken("a" + Self.kitty + "\u{1B}P>|kit")
        #expect(replies.hasKittyGraphics && typed(replies) == "a\u{1B}P>|kit")
        #expect(typed(taken("\u{1B}[?62")) == "\u{1B}[?62")
    }

    @Test("Garbage is neither understood nor waited for without end")
    func garbage() {
        let bytes = (0..<20_000).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ $0 / 256) }
        var replies = TerminalReplies()
        for byte in bytes { replies.take([byte]) }
        #expect(!replies.hasKittyGraphics && replies.unread.count <= bytes.count)
        let endless = taken("\u{1B}P>|" + String(repeating: "x", count: 5000))
        #expect(endless.version == nil && endless.unread.count == 5004)
        replies = taken(Self.kitty.replacing("OK", with: "ENOTSUPPORTED"))
        #expect(!replies.hasKittyGraphics && replies.unread.isEmpty)
    }
}
