import Foundation
import Pictures
import TerminalUI
import TestSupport
import Testing

@Suite("Pictures at a terminal") struct PictureDisplayTests {
    private static let terminal = Terminal(isTerminal: true, colours: .full, movesCursor: true, showsUnicode: true)
    private static let cell = PixelSize(width: 10, height: 20)
    private static let ways: [GraphicsProtocol] = [
        .kitty, .kittyPlaceholders(throughTmux: false), .kittyPlaceholders(throughTmux: true), .iterm,
        .itermThroughTmux, .sixel, .cells,
    ]

    private func display(_ way: GraphicsProtocol) -> PictureDisplay {
        PictureDisplay(way, at: Self.terminal, cell: Self.cell)
    }

    private let box = CellSize(columns: 79, rows: 14)
    /// 200x100 pixels, which fill 56x14 cells.
    private let small = SamplePictures.gradient(width: 200, height: 100)

    private func drawing(_ way: GraphicsProtocol, _ picture: Picture) throws -> String {
        try #require(display(way).drawing(of: picture, in: box, number: 0x010203))
    }

    // MARK: Golden bytes

    @Test("kitty gets the PNG's own bytes, room for it, and the cursor below")
    func kitty() throws {
        let picture = try small.picture()
        let payload = picture.data.base64EncodedString()
        try #require(payload.count <= 4096)
        let expected =
            String(repeating: "\n", count: 14) + "\u{1B}[14A\u{1B}7"
            + "\u{1B}_Ga=T,f=100,q=2,C=1,c=56,r=14,m=0;\(payload)\u{1B}\\" + "\u{1B}8\u{1B}[14B\r"
        #expect(try drawing(.kitty, picture) == expected)
    }

    @Test("Long payloads come in pieces of 4096 characters, of which only the first tells what it is")
    func pieces() throws {
        let picture = try noise(width: 240, height: 120).picture()
        let strings = try sent(drawing(.kitty, picture))
        #expect(strings.count > 10)
        let first = try #require(strings.first?.split(separator: ";", maxSplits: 1))
        #expect(first[0] == "_Ga=T,f=100,q=2,C=1,c=56,r=14,m=1")
        for string in strings.dropFirst().dropLast() {
            #expect(string.hasPrefix("_Gq=2,m=1;") && string.utf8.count == 4106)
        }
        #expect(strings.last?.hasPrefix("_Gq=2,m=0;") == true)
        #expect(try payload(strings) == picture.data)
    }

    @Test("Placeholders are text in the colour of the picture's number, marked with rows and columns")
    func placeholders() throws {
        let picture = try SamplePictures.gradient(width: 4, height: 4).picture()
        let text = try #require(
            display(.kittyPlaceholders(throughTmux: false)).drawing(
                of: picture, in: CellSize(columns: 4, rows: 2), number: 0x010203))
        let payload = picture.data.base64EncodedString()
        func cells(_ row: String) -> String {
            "\u{1B}[38;2;1;2;3m"
                + ["\u{305}", "\u{30D}", "\u{30E}", "\u{310}"].map { "\u{10EEEE}" + row + $0 }.joined()
                + "\u{1B}[0m\n"
        }
        let expected =
            "\u{1B}_Ga=T,U=1,i=66051,f=100,q=2,c=4,r=2,m=0;\(payload)\u{1B}\\" + cells("\u{305}") + cells("\u{30D}")
        #expect(Array(text.unicodeScalars) == Array(expected.unicodeScalars))
        let inTmux = try #require(
            display(.kittyPlaceholders(throughTmux: true)).drawing(
                of: picture, in: CellSize(columns: 4, rows: 2), number: 0x010203))
        #expect(
            inTmux.hasPrefix(
                "\u{1B}Ptmux;\u{1B}\u{1B}_Ga=T,U=1,i=66051,f=100,q=2,c=4,r=2,m=0;\(payload)\u{1B}\u{1B}\\\u{1B}\\"))
    }

    @Test("There are 297 marks for rows and columns, by the protocol's rule")
    func diacritics() {
        let marks = KittyGraphics.diacritics.map(\.value)
        #expect(marks.count == 297)
        #expect(marks.prefix(7) == [0x305, 0x30D, 0x30E, 0x310, 0x312, 0x33D, 0x33E])
        #expect(marks.suffix(5) == [0x1D1AC, 0x1D1AD, 0x1D242, 0x1D243, 0x1D244])
        #expect(marks == marks.sorted())
    }

    @Test("iTerm2 gets PNG and JPEG as they are, with their size in bytes and in cells")
    func iterm() throws {
        for picture in [try small.picture(), try small.picture(as: PictureEncoding(format: .jpeg))] {
            let expected =
                String(repeating: "\n", count: 14) + "\u{1B}[14A\u{1B}7"
                + "\u{1B}]1337;File=inline=1;size=\(picture.data.count);width=56;height=14;preserveAspectRatio=1:"
                + picture.data.base64EncodedString() + "\u{07}\u{1B}8\u{1B}[14B\r"
            #expect(try drawing(.iterm, picture) == expected)
        }
    }

    @Test("Sixels are of the box's size in pixels, a multiple of six rows high")
    func sixel() throws {
        let strings = try sent(drawing(.sixel, small.picture()))
        let image = try #require(strings.first)
        #expect(
            strings.count == 1 && image.wholeMatch(of: /P0;1;0q"1;1;552;276[#?-~\-!$0-9;]+/) != nil,
            "\(image.prefix(60))")
        #expect(image.split(separator: "-").count >= 46)
    }

    // MARK: What is sent

    @Test("A red picture has nothing blue in it, whatever its width", arguments: [316, 317, 318, 319])
    func red(width: Int) throws {
        let red = PixelBuffer(width: width, height: 120, filledWith: [200, 30, 30])
        let display = PictureDisplay(.sixel, at: Self.terminal, cell: PixelSize(width: 1, height: 2))
        let sixels = try #require(display.drawing(of: red, in: CellSize(columns: 400, rows: 60), number: 1))
        // Each colour is defined in percent: "#number;2;red;green;blue".
        let percents = sixels.matches(of: /#\d+;2;(\d+);(\d+);(\d+)/)
        #expect(!percents.isEmpty)
        #expect(percents.allSatisfy { (Int($0.output.1) ?? 0) >= (Int($0.output.3) ?? 99) })
        let cells = try #require(
            PictureDisplay(.cells, at: Self.terminal).drawing(of: red, in: CellSize(columns: 400, rows: 60), number: 1))
        let colours = cells.matches(of: /[34]8;2;(\d+);(\d+);(\d+)/)
        #expect(!colours.isEmpty)
        #expect(colours.allSatisfy { (Int($0.output.1) ?? 0) >= (Int($0.output.3) ?? 255) })
    }

    @Test("What is large, a JPEG or transparent is made into a PNG of no more pixels than are shown")
    func reduced() throws {
        let large = noise(width: 900, height: 450)
        var transparent = PixelBuffer(width: 300, height: 150, filledWith: [200, 30, 30, 0])
        transparent.bytes[3] = 255
        let pictures = [
            try large.picture(), try large.picture(as: PictureEncoding(format: .jpeg)), try transparent.picture(),
            try transparent.picture(as: PictureEncoding(format: .webp)),
        ]
        for (index, picture) in pictures.enumerated() {
            let sent = try Picture(inspecting: payload(sent(drawing(.kitty, picture))))
            #expect(sent.format == .png && !sent.hasAlpha)
            let width = index < 2 ? 560 : 300
            #expect((sent.width, sent.height) == (width, width / 2))
        }
    }

    @Test("iTerm2 gets a photograph of another orientation upright, and a large one small")
    func itermReduced() throws {
        var turned = try Data(
            contentsOf: Repository.root.appendingPathComponent("Tests/PicturesTests/Fixtures/orientation-6.jpg"))
        let text = try drawing(.iterm, Picture(inspecting: turned))
        let body = try #require(sent(text).first?.split(separator: ":").last)
        let file = try #require(Data(base64Encoded: String(body)))
        #expect(file != turned)
        let upright = try Picture(inspecting: file)
        #expect(upright.format == .jpeg && !upright.isTurned)
        #expect(try upright.size == Picture(inspecting: turned).size)
        turned = try noise(width: 900, height: 450).picture().data
        let reduced = try #require(sent(drawing(.iterm, Picture(inspecting: turned))).first?.split(separator: ":").last)
        #expect(try Picture(inspecting: #require(Data(base64Encoded: String(reduced)))).width == 560)
    }

    // What tmux hands on, and what it makes of the place, TmuxTests show.
    @Test(
        "Whatever the way, the picture takes its rows and nothing else, at the top and at the bottom",
        arguments: ways.filter { $0 != .itermThroughTmux })
    func place(way: GraphicsProtocol) throws {
        let picture = try small.picture()
        for before in [0, 20] {
            var screen = TerminalScreen(columns: 80, rows: 24)
            screen.feed((String(repeating: "x\r\n", count: before) + "before\r\n").utf8)
            // A terminal's driver makes CR LF of line feeds.
            screen.feed(try drawing(way, picture).replacing("\n", with: "\r\n").utf8)
            screen.feed("after".utf8)
            #expect(screen.unknown.isEmpty)
            let lines = screen.scrollback + screen.lines
            let first = try #require(lines.firstIndex(of: "before"))
            #expect(lines.firstIndex(of: "after") == first + 15)
            let between = lines[(first + 1)..<(first + 15)].joined()
            #expect(between.unicodeScalars.allSatisfy { !$0.isASCII || $0 == " " })
        }
    }

    @Test("Cells fill the box, with colours or as letters")
    func cells() throws {
        let text = try drawing(.cells, small.picture())
        #expect(text.split(separator: "\n").count >= 14 && text.contains("48;2;") && text.hasSuffix("\u{1B}[0m"))
        var plain = display(.cells)
        plain.terminal.colours = .none
        let letters = try #require(plain.drawing(of: small.picture(), in: box, number: 1))
        let rows = letters.split(separator: "\n", omittingEmptySubsequences: true)
        #expect(
            rows.count == 14
                && rows.allSatisfy { $0.utf8.count == 56 && $0.utf8.allSatisfy { (0x20..<0x7F).contains($0) } })
    }

    @Test("What is dark is dark in 16 colours, too, and in letters a picture has all shades that there are")
    func fewColours() throws {
        func shown(_ colours: Terminal.Colours) throws -> String {
            let terminal = Terminal(isTerminal: true, colours: colours, movesCursor: true, showsUnicode: true)
            // From black to a dark grey, as the rest of a picture where a part is pointed at.
            let bytes = (0..<100).flatMap { _ in (0..<200).flatMap { Array(repeating: UInt8($0 / 2), count: 3) } }
            return try #require(
                PictureDisplay(.cells, at: terminal).drawing(
                    of: PixelBuffer(width: 200, height: 100, channels: 3, bytes: bytes), in: box, number: 1))
        }
        // White is 7 or 15.
        #expect(!(try shown(.sixteen)).contains(/\u{1B}\[([0-9]+;)*(37|47|97|107)[;m]/))
        let letters = try shown(.none)
        #expect(letters.contains("@"))
        // What is black is blank with every libchafa.
        #expect(letters.split(separator: "\n").allSatisfy { $0.hasPrefix("   ") })
    }

    @Test("Where there is no room nothing is shown", arguments: ways)
    func noRoom(way: GraphicsProtocol) throws {
        let picture = try small.picture()
        for box in [CellSize(columns: 3, rows: 14), CellSize(columns: 79, rows: 1), CellSize(columns: -1, rows: -1)] {
            #expect(display(way).drawing(of: picture, in: box, number: 1) == nil)
            #expect(display(way).drawing(of: [.init(small, label: "A")], in: box, number: 1) == nil)
        }
    }

    // MARK: Sizes

    @Test("A picture keeps its shape in cells of any shape, and a pixel is never wider than a cell")
    func fitting() {
        let box = CellSize(columns: 79, rows: 14)
        func fitted(_ width: Int, _ height: Int) -> CellSize {
            box.fitting(PixelSize(width: width, height: height), cell: Self.cell)
        }
        #expect(fitted(1024, 1024) == CellSize(columns: 28, rows: 14))
        #expect(fitted(3000, 500) == CellSize(columns: 79, rows: 7))
        #expect(fitted(10, 10_000) == CellSize(columns: 1, rows: 14))
        #expect(fitted(10_000, 10) == CellSize(columns: 79, rows: 1))
        #expect(fitted(8, 8) == CellSize(columns: 8, rows: 4))
        #expect(fitted(1, 1) == CellSize(columns: 1, rows: 1))
        #expect(box.fitting(PixelSize(width: 1024, height: 1024), cell: PixelSize(width: 9, height: 18)).columns == 28)
    }

    // MARK: Rows

    private func labelled(_ row: [PictureRow.Entry], columns: Int, _ way: GraphicsProtocol = .cells) throws -> [String]
    {
        let text = try #require(display(way).drawing(of: row, in: CellSize(columns: columns, rows: 14), number: 1))
        var screen = TerminalScreen(columns: columns + 1, rows: 24)
        screen.feed(text.replacing("\n", with: "\r\n").utf8)
        return screen.lines
    }

    @Test("Pictures in a row stand above their labels", arguments: [.cells, .kitty, .sixel] as [GraphicsProtocol])
    func row(way: GraphicsProtocol) throws {
        let square = SamplePictures.gradient(width: 100, height: 100)
        let lines = try labelled(["A", "B", "C"].map { .init(square, label: $0) }, columns: 79, way)
        // Three squares of 25 columns and two gaps are 79; 12 rows are 24 columns.
        let labels = try #require(lines.last { !$0.isEmpty })
        #expect(
            labels == String(repeating: " ", count: 11) + "A" + String(repeating: " ", count: 25) + "B"
                + String(repeating: " ", count: 25) + "C")
        #expect(lines.firstIndex(of: labels) == 12)
        if way == .cells {
            #expect(lines[0].count == 76 && lines[5].dropFirst(24).prefix(2) == "  ")
        }
    }

    @Test("They shrink to the window, and a label is never cut")
    func narrowRow() throws {
        let lines = try labelled([.init(small, label: "start"), .init(small, label: "turn 12")], columns: 39)
        #expect(lines.contains { $0.hasSuffix("turn 12") && $0.contains("start ") })
        #expect(lines.allSatisfy { $0.count <= 39 })
        let tall = SamplePictures.gradient(width: 10, height: 400)
        let labels = try labelled([.init(tall, label: "start"), .init(tall, label: "changed")], columns: 39)
        #expect(labels.contains("start  changed"))
        let many = (0..<30).map { PictureRow.Entry(small, label: "\($0)") }
        #expect(display(.cells).drawing(of: many, in: CellSize(columns: 39, rows: 14), number: 1) == nil)
    }

    // MARK: Reading back

    /// The strings that a terminal takes out of the text.
    private func sent(_ text: String) throws -> [String] {
        var screen = TerminalScreen()
        screen.feed(text.utf8)
        return screen.strings
    }

    private func payload(_ strings: [String]) throws -> Data {
        let text = strings.map { $0.drop { $0 != ";" }.dropFirst() }.joined()
        return try #require(Data(base64Encoded: text))
    }

    /// Pixels that don't compress.
    private func noise(width: Int, height: Int) -> PixelBuffer {
        var random = SeededGenerator(seed: 7)
        let bytes = (0..<(width * height * 3)).map { _ in UInt8.random(in: 0...255, using: &random) }
        return PixelBuffer(width: width, height: height, channels: 3, bytes: bytes)
    }

    @Test("Sixels that cover less than a draft's cells take away what those show beyond them, and begin where they did")
    func sixelsAfterADraft() throws {
        let display = PictureDisplay(.sixel, at: Self.terminal, cell: Self.cell)
        // 95x50 pixels are nine and a half columns of ten, two and a half rows of three.
        let pixels = PixelBuffer(width: 95, height: 50, channels: 3, bytes: Array(repeating: 9, count: 95 * 50 * 3))
        let size = CellSize(columns: 10, rows: 3)
        let frame = try #require(display.frame(of: pixels, over: size, number: 1, isDraft: false))
        #expect(frame.hasPrefix("\u{1B}[9C\u{1B}[K\r\u{1B}[B\u{1B}[9C\u{1B}[K\r\u{1B}[B\u{1B}[K\r\u{1B}[2A"))
        let draft = try #require(display.frame(of: pixels, over: size, number: 1, isDraft: true))
        #expect(!draft.contains("\u{1B}P") && !draft.contains("\u{1B}[K"))
    }
}
