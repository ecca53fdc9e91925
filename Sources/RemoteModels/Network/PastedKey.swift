/// What stands around a key where people copy it from: shells, files of settings, pages of documentation.
enum PastedKey {
    /// The key alone; empty if there is none.
    ///
    /// Taken are the usual ways to set a variable (sh, fish, csh, PowerShell, cmd), lines of YAML, TOML, JSON and programs,
    /// headers, and marks around a key. What was typed without any of these is the key as it is.
    static func unwrapped(_ text: String) -> Substring {
        let whole = trimmed(text[...])
        guard let value = value(in: whole) else { return bare(trimmed(withoutBearer(whole))) }
        return bare(trimmed(withoutBearer(trimmed(value))))
    }

    /// Without brackets and Markdown's marks around it, and without what ended the sentence or the line that it stood in.
    private static func bare(_ text: Substring) -> Substring {
        guard !isPlaceholder(text) else { return text }
        for (opening, closing) in [("(", ")"), ("[", "]"), ("{", "}"), ("**", "**"), ("__", "__")]
        where text.hasPrefix(opening) && text.hasSuffix(closing) && text.count > opening.count + closing.count {
            return bare(trimmed(text.dropFirst(opening.count).dropLast(closing.count)))
        }
        return text.hasSuffix(".") || text.hasSuffix("\\") ? bare(trimmed(text.dropLast())) : text
    }

    /// What a line sets a name to that keys have; `nil` if it sets none.
    static func value(in line: Substring) -> Substring? {
        let name = #/(?i)(?:\b|_)(?:[a-z0-9_.-]*(?:key|token|secret)|(?:proxy-)?authorization)["'\]\u{201C}\u{201D}]*/#
        let gap = #/\s*(?:=>|[:=,])\s*|\s+/#
        var rest = line
        while let match = rest.firstMatch(of: name) {
            rest = rest[match.range.upperBound...]
            // A key itself may have such a word in it: what follows has to set it apart.
            guard let apart = rest.prefixMatch(of: gap) else { continue }
            let value = withoutBearer(rest[apart.range.upperBound...])
            guard let first = value.first else { return value }
            if let end = ends[first] {
                // The mark that closes it may have gone with what stood around the line.
                let inside = value.dropFirst()
                return inside[..<(inside.firstIndex { end.contains($0) } ?? inside.endIndex)]
            }
            // Behind a header's value stands the mark that the header began with.
            let end =
                value.firstIndex { $0.isWhitespace || ",;&|)}]\"'\u{201D}\u{2019}".contains($0) } ?? value.endIndex
            let behind = value[end...].drop { $0.isWhitespace || $0 == "," }
            let isOver = behind.isEmpty || "#;&|)}]\"'/\u{201D}\u{2019}".contains(behind.first!)
            // Blanks inside are no key's: the whole is given, to be refused.
            return isOver ? value[..<end] : value
        }
        return nil
    }

    private static let ends: [Character: String] = [
        "\"": "\"", "'": "'", "`": "`", "\u{201C}": "\u{201D}\u{201C}", "\u{201E}": "\u{201C}\u{201D}",
        "\u{2018}": "\u{2019}\u{2018}", "\u{AB}": "\u{BB}",
    ]

    private static func withoutBearer(_ text: Substring) -> Substring {
        guard let match = text.prefixMatch(of: #/(?i)bearer\s+/#) else { return text }
        return text[match.range.upperBound...]
    }

    /// Without what stands around a key where it was copied from.
    private static func trimmed(_ text: Substring) -> Substring {
        let scalars = text.unicodeScalars
        func isAround(_ scalar: Unicode.Scalar) -> Bool {
            scalar.properties.isWhitespace || scalar.properties.generalCategory == .format
                || "\"'`,;\u{2018}\u{2019}\u{201C}\u{201D}\u{201E}\u{AB}\u{BB}".unicodeScalars.contains(scalar)
        }
        guard let first = scalars.firstIndex(where: { !isAround($0) }),
            let last = scalars.lastIndex(where: { !isAround($0) })
        else { return "" }
        return Substring(scalars[first...last])
    }

    /// Whether it only stands for a key: a variable that nobody replaced by what it holds, or the words of a page.
    static func isPlaceholder(_ key: Substring) -> Bool {
        let lower = key.lowercased()
        return key.hasPrefix("$") || key.hasPrefix("%") && key.hasSuffix("%")
            || key.hasPrefix("<") && key.hasSuffix(">")
            || key.hasPrefix("{{") || key.hasSuffix("...") || lower.hasPrefix("your_") || lower.hasPrefix("your-")
            || lower.wholeMatch(of: #/(sk-)?(x{4,}|\*+)/#) != nil
            // What a program made of nothing, and where a keeper of secrets has it: "op://vault/item".
            || ["null", "nil", "none", "undefined", "true", "false", "todo", "changeme"].contains(lower)
            || key.contains("://")
    }
}
