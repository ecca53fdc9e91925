import CLibedit
import Glibc

/// What keys are bound to: by the program, and by a person's own file.
extension EditLine {
    func bind(_ keys: String, to command: String, inCommandMode: Bool = false) {
        WideText(keys).use { keys in
            WideText(command).use { command in
                _ =
                    inCommandMode
                    ? clibedit_bind_alternative(raw, keys, command) : clibedit_bind(raw, keys, command)
            }
        }
    }

    /// Sets the program's key bindings and then a person's, in the mode that those ask for.
    func bind(_ bindings: (Mode) -> Void, then own: [String]) {
        // libedit's own default is vi.
        WideText("emacs").use { _ = clibedit_set_editor(raw, $0) }
        for line in own { obey(line, choosingMode: true) }
        let isVi = clibedit_editor(raw)?.pointee == wchar_t(bitPattern: Unicode.Scalar("v").value)
        mode = isVi ? .vi : .emacs
        // Choosing the mode undoes all bindings: the program's have to come after it, and the file's once more on top.
        WideText(isVi ? "vi" : "emacs").use { _ = clibedit_set_editor(raw, $0) }
        bindings(mode)
        for line in own { obey(line, choosingMode: false) }
        _ = clibedit_set_int(raw, EL_EDITMODE, 1)
    }

    /// Carries out one binding, unless it chooses the mode and is not to.
    private func obey(_ line: String, choosingMode: Bool) {
        guard var words = Self.words(of: line), let command = words.first else { return }
        let options = words.dropFirst().prefix { $0.hasPrefix("-") && $0.count > 1 }
        guard choosingMode || !options.contains(where: { ["-v", "-e"].contains($0) }) else { return }
        let keys = 1 + options.count
        if command == "bind", words.count > keys + 1, !options.contains(where: { $0.contains("k") || $0.contains("r") })
        {
            if let bytes = WrittenKeys.bytes(words[keys]), bytes.count > 2, bytes[0] == 0x1B,
                bytes[1] == UInt8(ascii: "[") || bytes[1] == UInt8(ascii: "O")
            {
                ownSequences.insert(Array(bytes.dropFirst()))
            }
            // A line feed is another line here, and in such a text Enter is meant.
            if options.contains(where: { $0.contains("s") }) {
                words[keys + 1] = WrittenKeys.withReturns(words[keys + 1])
            }
        }
        let copies = words.map { strdup($0) }
        defer { copies.forEach { free($0) } }
        var arguments = copies.map { UnsafePointer($0) } + [nil]
        _ = el_parse(raw, Int32(words.count), &arguments)
    }

    /// The words of a line, as libedit takes them apart.
    private static func words(of line: String) -> [String]? {
        guard let tokenizer = tok_init(nil) else { return nil }
        defer { tok_end(tokenizer) }
        var count: Int32 = 0
        var arguments: UnsafeMutablePointer<UnsafePointer<CChar>?>?
        guard tok_str(tokenizer, line, &count, &arguments) == 0, count > 0, let arguments else { return nil }
        return (0..<Int(count)).compactMap { arguments[$0].map { String(cString: $0) } }
    }
}

/// Keys as editrc(5) has them written.
enum WrittenKeys {
    private static let letters: [UInt8: UInt8] = [
        UInt8(ascii: "a"): 7, UInt8(ascii: "b"): 8, UInt8(ascii: "t"): 9, UInt8(ascii: "n"): 10, UInt8(ascii: "v"): 11,
        UInt8(ascii: "f"): 12, UInt8(ascii: "r"): 13, UInt8(ascii: "e"): 0x1B,
    ]

    /// The bytes that "^[[15~", "\\e[15~" or "\\033[15~" stand for; `nil` for what ends in the middle.
    static func bytes(_ text: String) -> [UInt8]? {
        var rest = Array(text.utf8)[...]
        var bytes: [UInt8] = []
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "^"):
                guard let letter = rest.popFirst() else { return nil }
                bytes.append(letter == UInt8(ascii: "?") ? 0x7F : letter & 0x1F)
            case UInt8(ascii: "\\"):
                guard let letter = rest.first else { return nil }
                let digits = rest.prefix(3).prefix { (0x30...0x37).contains($0) }
                rest = rest.dropFirst(max(digits.count, 1))
                let number = digits.reduce(0) { $0 << 3 | Int($1 & 7) }
                bytes.append(digits.isEmpty ? letters[letter] ?? letter : UInt8(truncatingIfNeeded: number))
            default: bytes.append(byte)
            }
        }
        return bytes
    }

    /// A text with a return wherever it has a line feed.
    static func withReturns(_ text: String) -> String {
        var rest = text[...]
        var result = ""
        while let first = rest.popFirst() {
            result.append(first)
            guard first == "\\" || first == "^", let letter = rest.popFirst() else { continue }
            switch (first, letter) {
            case ("\\", "n"): result.append("r")
            case ("^", "J"), ("^", "j"): result.append("M")
            default: result.append(letter)
            }
        }
        return result
    }
}
