import Foundation
public import Pictures

/// How pictures are shown at one terminal.
public struct PictureDisplay: Sendable, Equatable {
    public var way: GraphicsProtocol
    public var terminal: Terminal
    /// A cell's size in pixels, where it is known.
    public var cell: PixelSize?

    public init(_ way: GraphicsProtocol, at terminal: Terminal, cell: PixelSize? = nil) {
        self.way = way
        self.terminal = terminal
        // A driver that tells a larger one tells nothing.
        self.cell = cell.flatMap { max($0.width, $0.height) <= TerminalReplies.largestCell ? $0 : nil }
    }

    /// A picture in a box of at most these cells, as text to be written at the beginning of a line; it ends at the
    /// beginning of the line below. `nil` where there is no room.
    ///
    /// Transparent places show a chequered ground, as in picture editors.
    ///
    /// - Parameter number: Tells the pictures at one terminal apart: 1...0xFFFFFF.
    public func drawing(of picture: Picture, in box: CellSize, number: Int) -> String? {
        guard Self.hasRoom(box) else { return nil }
        if let file = file(of: picture) {
            return drawing(of: file, size: limited(box).fitting(picture.size, cell: shape), number: number)
        }
        guard let pixels = try? picture.pixels() else { return nil }
        return drawing(of: pixels, in: box, number: number)
    }

    public func drawing(of pixels: PixelBuffer, in box: CellSize, number: Int) -> String? {
        guard Self.hasRoom(box) else { return nil }
        let size = limited(box).fitting(pixels.size, cell: shape)
        guard let scaled = try? pixels.scaled(to: resolution(of: pixels.size, in: size)) else { return nil }
        return drawing(of: scaled.onChequers(), over: size, number: number)
    }

    /// Pictures side by side with their labels below. `nil` where there is no room.
    public func drawing(of row: [PictureRow.Entry], in box: CellSize, number: Int) -> String? {
        guard Self.hasRoom(box), let row = PictureRow(row, in: limited(box), cell: shape),
            let pixels = try? row.pixels(cell: way == .cells ? Self.finest : shape),
            let text = drawing(of: pixels, over: row.size, number: number)
        else { return nil }
        return text + row.labels + "\n"
    }

    private static func hasRoom(_ box: CellSize) -> Bool { box.columns >= 4 && box.rows >= 2 }

    // MARK: Sizes

    /// What a cell's size is taken for.
    var shape: PixelSize {
        switch way {
        case .cells: PixelSize(width: 1, height: 2)
        // Sixels of a wrong size had better be too small.
        case .sixel: cell ?? PixelSize(width: 8, height: 16)
        default: cell ?? PixelSize(width: 10, height: 20)
        }
    }

    /// The pixels that are made of each character cell: two are shown, and a few more help the averaging.
    private static let finest = PixelSize(width: 8, height: 16)

    func limited(_ box: CellSize) -> CellSize {
        let limit =
            switch way {
            case .cells: Preview.limit
            case .kittyPlaceholders: KittyGraphics.placeholderLimit
            case .sixel: CellSize(columns: Sixel.limit / shape.width, rows: Sixel.limit / shape.height)
            default: box
            }
        return CellSize(columns: min(box.columns, limit.columns), rows: min(box.rows, limit.rows))
    }

    /// The pixels that are worth sending of a picture.
    func resolution(of picture: PixelSize, in size: CellSize) -> PixelSize {
        switch way {
        case .cells:
            return picture.reduced(toFit: size.pixels(cell: Self.finest))
        case .sixel:
            // Sixels come six rows at a time.
            let fitted = picture.scaled(toFit: size.pixels(cell: shape))
            let height = max(6, fitted.height - fitted.height % 6)
            return PixelSize(width: max(1, fitted.width * height / fitted.height), height: height)
        default:
            return picture.reduced(toFit: size.pixels(cell: shape))
        }
    }

    // MARK: Drawing

    /// More than this is sent only where there is no other way.
    private static let sendable = 256 << 10

    /// The picture's own bytes, where they can be sent as they are.
    private func file(of picture: Picture) -> Data? {
        // Not every terminal turns a photograph upright.
        guard !picture.hasAlpha, !picture.isTurned, picture.colour.isPlain, picture.pageCount == 1,
            picture.data.count <= Self.sendable
        else { return nil }
        switch way {
        case .kitty where picture.format == .png, .kittyPlaceholders where picture.format == .png,
            .iterm where picture.format == .png || picture.format == .jpeg,
            .itermThroughTmux where picture.format == .png || picture.format == .jpeg:
            return picture.data
        default:
            return nil
        }
    }

    func drawing(of pixels: PixelBuffer, over size: CellSize, number: Int) -> String? {
        switch way {
        case .cells: return Preview(terminal: terminal).cells(pixels, size: size)
        case .sixel: return Sixel.shown(pixels).map { Self.placed($0, rows: size.rows) }
        case .iterm where !pixels.hasAlpha, .itermThroughTmux where !pixels.hasAlpha:
            guard let file = try? pixels.encoded(as: PictureEncoding(format: .jpeg)) else { return nil }
            return drawing(of: file, size: size, number: number)
        default:
            guard let file = try? pixels.encoded(as: .png) else { return nil }
            return drawing(of: file, size: size, number: number)
        }
    }

    /// A file that the terminal decodes.
    private func drawing(of file: Data, size: CellSize, number: Int) -> String {
        switch way {
        case .kittyPlaceholders(let throughTmux):
            KittyGraphics.placeholders(png: file, size: size, number: number, throughTmux: throughTmux)
        case .iterm: Self.placed(ITermImage.shown(file: file, size: size), rows: size.rows)
        case .itermThroughTmux:
            Self.placed(ITermImage.shownThroughTmux(file: file, size: size), rows: size.rows)
        default: Self.placed(KittyGraphics.shown(png: file, size: size), rows: size.rows)
        }
    }

    /// Makes room for a picture and goes on below it, wherever the terminal leaves the cursor.
    static func placed(_ sequence: String, rows: Int) -> String {
        String(repeating: "\n", count: rows) + "\u{1B}[\(rows)A\u{1B}7" + sequence + "\u{1B}8\u{1B}[\(rows)B\r"
    }
}

extension PixelBuffer {
    fileprivate var size: PixelSize { PixelSize(width: width, height: height) }

    /// Laid over a chequered ground where it has alpha.
    func onChequers() -> PixelBuffer {
        guard hasAlpha else { return self }
        let field = max(4, max(width, height) / 24)
        var out = [UInt8](repeating: 0, count: width * height * 3)
        for y in 0..<height {
            for x in 0..<width {
                let i = y * width + x
                let ground = (x / field + y / field) % 2 == 0 ? 204 : 224
                let alpha = Int(bytes[i * 4 + 3])
                for c in 0..<3 {
                    out[i * 3 + c] = UInt8((Int(bytes[i * 4 + c]) * alpha + ground * (255 - alpha) + 127) / 255)
                }
            }
        }
        return PixelBuffer(width: width, height: height, channels: 3, bytes: out)
    }
}
