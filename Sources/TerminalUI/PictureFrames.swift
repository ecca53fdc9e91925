public import Pictures

/// Pictures that are drawn again and again in one place, while something is pointed at in them.
extension PictureDisplay {
    /// The cells that a picture takes up in a box.
    public func size(of picture: PixelSize, in box: CellSize) -> CellSize {
        limited(box).fitting(picture, cell: shape)
    }

    /// The pixels that are worth preparing for frames of this size.
    public func framePixels(of picture: PixelSize, in size: CellSize) -> PixelSize {
        let pixels = resolution(of: picture, in: size)
        guard way != .sixel else { return pixels }
        let factor = (Double(Self.mostFramePixels) / Double(pixels.width * pixels.height)).squareRoot()
        guard factor < 1 else { return pixels }
        return PixelSize(
            width: max(1, Int(Double(pixels.width) * factor)), height: max(1, Int(Double(pixels.height) * factor)))
    }

    private static let mostFramePixels = 500_000

    /// A frame, to be written at the beginning of the first of its lines.
    ///
    /// - Parameter isDraft: Whether another one is about to follow, so that it had better be quick.
    public func frame(of pixels: PixelBuffer, over size: CellSize, number: Int, isDraft: Bool) -> String? {
        let ground = pixels.onChequers()
        switch way {
        case .cells: return Preview(terminal: terminal).cells(ground, size: size)
        // Cells take the place of sixels, and sixels of cells.
        case .sixel where isDraft: return Preview(terminal: terminal).cells(ground, size: size)
        case .kitty:
            guard let file = try? draft(ground, isDraft).encoded(as: .png) else { return nil }
            return Self.placed(KittyGraphics.shown(png: file, size: size, number: number), rows: size.rows)
        case .kittyPlaceholders, .iterm, .itermThroughTmux:
            return drawing(of: draft(ground, isDraft), over: size, number: number)
        case .sixel:
            return drawing(of: ground, over: size, number: number).map {
                Self.clearing(size, but: covered(by: ground)) + $0
            }
        }
    }

    /// Takes the frames away, where leaving the screen does not.
    public func frameEnd(number: Int) -> String {
        switch way {
        case .kitty: KittyGraphics.removal(of: number)
        case .kittyPlaceholders(let throughTmux): KittyGraphics.removal(of: number, throughTmux: throughTmux)
        default: ""
        }
    }

    /// Has the terminal paint what was there before the frames, once it has its screen back.
    public func frameAfterword(number: Int) -> String {
        way == .kitty ? KittyGraphics.repainting(number: number) : ""
    }

    /// Whether a frame is made of letters, which don't tell what was dimmed from what is dark.
    public func framesAreLetters(isDraft: Bool) -> Bool {
        terminal.colours == .none && (way == .cells || way == .sixel && isDraft)
    }

    /// The cells that sixels cover wholly.
    private func covered(by pixels: PixelBuffer) -> CellSize {
        CellSize(columns: pixels.width / shape.width, rows: pixels.height / shape.height)
    }

    /// Takes away what a draft's cells show beyond the sixels; the cursor stays.
    private static func clearing(_ size: CellSize, but covered: CellSize) -> String {
        let rows = (0..<size.rows).map { row in
            (row < covered.rows && covered.columns > 0 ? "\u{1B}[\(covered.columns)C" : "") + "\u{1B}[K\r"
        }
        return rows.joined(separator: "\u{1B}[B") + (size.rows > 1 ? "\u{1B}[\(size.rows - 1)A" : "")
    }

    private func draft(_ pixels: PixelBuffer, _ isDraft: Bool) -> PixelBuffer {
        guard isDraft, pixels.width > 400 || pixels.height > 400 else { return pixels }
        return (try? pixels.fitted(longestSide: 400)) ?? pixels
    }
}
