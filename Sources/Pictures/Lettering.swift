/// Text as a mask, for captions.
public enum Lettering {
    /// How much the text covers each pixel, in lines no wider than this. `nil` where there is nothing to be seen.
    ///
    /// - Parameter size: In points at 72 to the inch, so in pixels.
    public static func mask(
        of text: String, size: Int, bold: Bool = false, width: Int
    ) throws(PictureFailure) -> PixelMask? {
        var markup = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": markup += "&amp;"
            case "<": markup += "&lt;"
            case ">": markup += "&gt;"
            case "\n", "\t": markup += " "
            // Pango refuses what XML forbids.
            case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || scalar.value & 0xFFFE == 0xFFFE:
                continue
            default: markup.unicodeScalars.append(scalar)
            }
        }
        guard !markup.allSatisfy(\.isWhitespace) else { return nil }
        return try VipsImage(text: markup, font: "sans \(bold ? "bold " : "")\(size)", width: width).mask()
    }
}
