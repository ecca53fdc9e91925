public import Foundation

/// Links that a terminal can follow (OSC 8).
public enum Hyperlink {
    /// `text` must be safe for a terminal already.
    ///
    /// - Parameter host: The machine that the file is on: a terminal elsewhere won't look for it on its own.
    public static func text(_ text: String, to file: URL, on host: String) -> String {
        // Percent-encoded throughout, so that no name can end the sequence.
        var allowed = CharacterSet(charactersIn: "/-._~")
        for range in ["a"..."z", "A"..."Z", "0"..."9"] as [ClosedRange<Unicode.Scalar>] {
            allowed.insert(charactersIn: range)
        }
        func encoded(_ text: String) -> String { text.addingPercentEncoding(withAllowedCharacters: allowed) ?? "" }
        let address = "file://\(encoded(host))\(encoded(file.standardizedFileURL.path))"
        return "\u{1B}]8;;\(address)\u{1B}\\\(text)\u{1B}]8;;\u{1B}\\"
    }
}
