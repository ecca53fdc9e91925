import TerminalUI
import Testing

@Suite("Foreign text") struct SanitisingTests {
    @Test(
        "What is not seen is dropped, and shown as an escape in a name",
        arguments: [
            "\u{200B}", "\u{AD}", "\u{3164}", "\u{115F}", "\u{FFA0}", "\u{2060}", "\u{2063}", "\u{180E}", "\u{34F}",
            "\u{200C}",
            "\u{200D}", "\u{FE0F}", "\u{FE00}", "\u{E0101}", "\u{E0061}", "\u{202E}", "\u{2066}", "\u{1BCA0}",
        ])
    func unseen(_ mark: String) {
        #expect(Sanitising.text("pay\(mark)pal") == "paypal")
        #expect(Sanitising.line("\(mark)a\(mark)\(mark)b\(mark)") == "ab")
        let value = mark.unicodeScalars.first.map { String($0.value, radix: 16) } ?? ""
        #expect(Sanitising.name("a\(mark)b") == "a\\u{\(value)}b")
    }

    @Test(
        "What belongs to an emoji or to a letter stays",
        arguments: [
            "👨‍👩‍👧‍👦", "👩🏽‍🚀", "❤️", "❤️‍🔥", "1️⃣", "🏳️‍🌈", "☎︎", "می‌خواهم", "क्‍ष", "葛\u{E0100}飾", "é", "e\u{301}", "日本語",
        ])
    func seen(_ text: String) {
        #expect(Sanitising.text(text) == text)
        #expect(Sanitising.name(text) == text)
    }
}
