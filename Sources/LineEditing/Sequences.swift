extension String {
    /// The text without a terminal's sequences: Escape with a bracket and what belongs to it (CSI), with O and a letter (SS3),
    /// and strings up to their end (OSC, DCS, APC). What is cut off at the end goes with it.
    package var withoutSequences: String {
        guard unicodeScalars.contains("\u{1B}") else { return self }
        var result = String.UnicodeScalarView()
        var rest = unicodeScalars[...]
        while let scalar = rest.popFirst() {
            guard scalar == "\u{1B}" else {
                result.append(scalar)
                continue
            }
            switch rest.first {
            case "[":
                rest = rest.dropFirst().drop { (0x20...0x3F).contains($0.value) }
                if let final = rest.first, (0x40...0x7E).contains(final.value) { rest = rest.dropFirst() }
            case "O":
                rest = rest.dropFirst(2)
            case "]", "P", "_", "^", "X":
                rest = rest.drop { $0 != "\u{1B}" && $0 != "\u{7}" && $0 != "\n" && $0 != "\r" }
                if rest.first == "\u{7}" { rest = rest.dropFirst() }
                if rest.first == "\u{1B}", rest.dropFirst().first == "\\" { rest = rest.dropFirst(2) }
            default:
                continue
            }
        }
        return String(result)
    }
}
