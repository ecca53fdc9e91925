import CChafa
public import Pictures

/// A picture as character cells.
public struct Preview: Sendable {
    public let terminal: Terminal

    public init(terminal: Terminal) {
        self.terminal = terminal
    }

    /// The picture in a box of at most this many cells, each row ended by a line break and the colours reset.
    ///
    /// Transparent places show a chequered ground, as in picture editors. `nil` where the box is too small to show
    /// anything or the terminal can't.
    public func cells(_ pixels: PixelBuffer, columns: Int, rows: Int) -> String? {
        guard terminal.isTerminal, terminal.movesCursor, columns >= 4, rows >= 2 else { return nil }
        // Two rows of pixels a cell are shown; a few more help the averaging.
        let side = 8 * max(min(columns, 400), 2 * min(rows, 200))
        guard let small = try? pixels.fitted(longestSide: side) else { return nil }
        let solid = Preview.onChequers(small)
        let colours: RCColours =
            switch terminal.colours {
            case .full: RC_TRUECOLOUR
            case .indexed: RC_256
            case .sixteen: RC_16
            case .none: RC_MONOCHROME
            }
        let ascii = terminal.colours == .none || !terminal.showsUnicode
        let text = solid.bytes.withUnsafeBufferPointer { bytes in
            rc_cells(
                bytes.baseAddress!, Int32(solid.width), Int32(solid.height), Int32(solid.channels),
                Int32(min(columns, 400)), Int32(min(rows, 200)), colours, ascii ? RC_ASCII : RC_HALF_BLOCKS)
        }
        guard let text else { return nil }
        defer { rc_free(text) }
        var lines = String(cString: text)
        if !lines.hasSuffix("\n") { lines += "\n" }
        return terminal.colours == .none ? Preview.withoutSequences(lines) : lines + "\u{1B}[0m"
    }

    /// Lays a picture with alpha over a chequered ground.
    static func onChequers(_ pixels: PixelBuffer) -> PixelBuffer {
        guard pixels.hasAlpha else { return pixels }
        let (width, height) = (pixels.width, pixels.height)
        let field = max(4, max(width, height) / 24)
        var out = [UInt8](repeating: 0, count: width * height * 3)
        for y in 0..<height {
            for x in 0..<width {
                let i = y * width + x
                let ground = (x / field + y / field) % 2 == 0 ? 204 : 224
                let alpha = Int(pixels.bytes[i * 4 + 3])
                for c in 0..<3 {
                    out[i * 3 + c] = UInt8((Int(pixels.bytes[i * 4 + c]) * alpha + ground * (255 - alpha) + 127) / 255)
                }
            }
        }
        return PixelBuffer(width: width, height: height, channels: 3, bytes: out)
    }

    /// libchafa inverts cells even without colours; plain text stays.
    private static func withoutSequences(_ text: String) -> String {
        var out = ""
        var inSequence = false
        for character in text.unicodeScalars {
            if inSequence {
                if (0x40...0x7E).contains(character.value), character != "[" { inSequence = false }
            } else if character == "\u{1B}" {
                inSequence = true
            } else {
                out.unicodeScalars.append(character)
            }
        }
        return out
    }
}
