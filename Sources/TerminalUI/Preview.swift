import CChafa
import Pictures

/// A picture as character cells.
struct Preview {
    let terminal: Terminal

    /// libchafa draws no more.
    static let limit = CellSize(columns: 400, rows: 200)

    /// The pixels over all of a box of cells, each row ended by a line break and the colours reset. Where they are
    /// transparent the terminal's own ground shows.
    func cells(_ pixels: PixelBuffer, size: CellSize) -> String? {
        let colours: RCColours =
            switch terminal.colours {
            case .full: RC_TRUECOLOUR
            case .indexed: RC_256
            case .sixteen: RC_16
            case .none: RC_MONOCHROME
            }
        let ascii = terminal.colours == .none || !terminal.showsUnicode
        let text = pixels.bytes.withUnsafeBufferPointer { bytes in
            rc_cells(
                bytes.baseAddress!, Int32(pixels.width), Int32(pixels.height), Int32(pixels.channels),
                Int32(size.columns), Int32(size.rows), colours, ascii ? RC_ASCII : RC_HALF_BLOCKS)
        }
        guard let text else { return nil }
        defer { rc_free(text) }
        var lines = String(cString: text)
        if !lines.hasSuffix("\n") { lines += "\n" }
        return terminal.colours == .none ? Preview.withoutSequences(lines) : lines + "\u{1B}[0m"
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
