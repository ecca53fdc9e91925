/// Tells keys from instructions, so that one that was pasted by mistake is neither sent nor saved.
enum KeyLike {
    static func isKey(_ text: String) -> Bool {
        let words = text.split(whereSeparator: \.isWhitespace)
        guard words.count <= 2, let last = words.last else { return false }
        if words.count == 2, words[0].lowercased() != "bearer" { return false }
        let prefixed = ["sk-", "AIza", "sk_", "ghp_", "xai-"].contains { last.hasPrefix($0) } && last.count >= 16
        let isLong = last.count >= 32 && last.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) }
        return prefixed || (isLong && last.contains(where: \.isNumber) && last.contains(where: \.isLetter))
    }
}
