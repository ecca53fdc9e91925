import LineEditing
import Testing

@Suite("Keys and the mouse while something is pointed at")
struct PointingKeysTests {
    private func keys(_ text: String, isPointing: Bool = true) -> [Key] {
        var decoder = KeyDecoder()
        decoder.isPointing = isPointing
        decoder.feed(Array(text.utf8))
        var keys: [Key] = []
        while let key = decoder.nextKey() { keys.append(key) }
        if let key = decoder.giveUp() { keys.append(key) }
        return keys
    }

    @Test("The mouse's reports are read, whatever is held down with them")
    func mouse() {
        #expect(keys("\u{1B}[<0;12;5M") == [.mouse(.init(.press, x: 11, y: 4))])
        #expect(
            keys("\u{1B}[<32;13;5M\u{1B}[<0;13;5m") == [
                .mouse(.init(.drag, x: 12, y: 4)), .mouse(.init(.release, x: 12, y: 4)),
            ])
        #expect(keys("\u{1B}[<2;1;1M") == [.mouse(.init(.press, .right, x: 0, y: 0))])
        #expect(keys("\u{1B}[<20;1234;2000M") == [.mouse(.init(.press, x: 1233, y: 1999))])
        #expect(
            keys("\u{1B}[<64;1;1M\u{1B}[<65;1;1M") == [
                .mouse(.init(.wheelUp, .none, x: 0, y: 0)), .mouse(.init(.wheelDown, .none, x: 0, y: 0)),
            ])
        #expect(keys("\u{1B}[<0;-3;5M") == [.mouse(.init(.press, x: -4, y: 4))])
        for number in [Int.min, Int.max] {
            #expect(keys("\u{1B}[<32;\(number);1M").count == 1)
            #expect(keys("\u{1B}[<32;1;\(number)M").count == 1)
        }
    }

    @Test(
        "What is no report is nothing",
        arguments: [
            "\u{1B}[<0;1M", "\u{1B}[<0;1;2;3M", "\u{1B}[<;;M", "\u{1B}[<999;1;1M", "\u{1B}[<0;1;99999999999999999999M",
            "\u{1B}[M abc".replacing("abc", with: "!!"), "\u{1B}[<128;1;1M", "\u{1B}[I", "\u{1B}[?1016;2$y",
        ])
    func noReport(text: String) {
        #expect(keys(text).isEmpty)
    }

    @Test("Arrows with Shift, Alt or Ctrl size, in the ways that terminals send them")
    func sizing() {
        for text in [
            "\u{1B}[1;2C", "\u{1B}[1;3C", "\u{1B}[1;5C", "\u{1B}\u{1B}[C", "\u{1B}\u{1B}OC", "\u{1B}[c",
            "\u{1B}[57418;2u",
        ] {
            #expect(keys(text) == [.sizing(.right)], "\(text.debugDescription)")
        }
        for text in ["\u{1B}[A", "\u{1B}OA", "\u{1B}[1;1A", "\u{1B}[57419u"] { #expect(keys(text) == [.up]) }
        #expect(keys("\u{1B}") == [.escape] && keys("\u{1B}\u{1B}") == [.escape] && keys("\u{1B}[27u") == [.escape])
    }

    @Test("On a line the same keys are what they always were")
    func onALine() {
        #expect(keys("\u{1B}[1;2C\u{1B}[1;3D\u{1B}[1;3A\u{1B}[<0;12;5M", isPointing: false) == [.right, .wordLeft])
    }
}
