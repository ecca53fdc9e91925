import CLibedit

/// The columns a character takes up, as libedit counts them.
package func columnWidth(of scalar: Unicode.Scalar) -> Int {
    max(Int(clibedit_width(scalar.value)), 0)
}

/// The columns a text takes up on one row.
func columnWidth(of text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + columnWidth(of: $1) }
}

/// The text, cut off with an ellipsis if it is wider than `width` columns.
package func shortened(_ text: String, to width: Int) -> String {
    guard columnWidth(of: text) > width else { return text }
    var result = ""
    var used = 0
    for character in text {
        let columns = columnWidth(of: String(character))
        guard used + columns < width else { break }
        result.append(character)
        used += columns
    }
    return result + (width > 0 ? "…" : "")
}
