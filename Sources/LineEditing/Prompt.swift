/// What stands before the line: styled text, then a plain ending.
///
/// libedit loses a trailing escape sequence and breaks on two in a row, so a style always ends before `ending`, which
/// is visible and unstyled.
public struct Prompt: Sendable, Equatable {
    /// A piece of a prompt in one style.
    public struct Span: Sendable, Equatable {
        public var text: String
        /// Parameters of a "select graphic rendition" sequence, such as `"1;36"`; nil for plain text.
        public var style: String?

        public init(_ text: String, style: String? = nil) {
            self.text = text
            self.style = style
        }
    }

    public var spans: [Span]
    public var ending: String

    public init(_ spans: [Span], ending: String = "> ") {
        self.spans = spans
        self.ending = ending
    }

    public init(_ text: String, style: String? = nil, ending: String = "> ") {
        self.init([Span(text, style: style)], ending: ending)
    }

    /// The prompt as plain text.
    public var text: String {
        printable(spans.map(\.text).joined() + (ending.isEmpty ? " " : ending))
    }

    /// The mark around escape sequences in `rendered`.
    static let literal: Unicode.Scalar = "\u{1}"

    /// The prompt as libedit takes it.
    var rendered: String {
        var result = ""
        var current: String?
        func change(to style: String?) {
            guard style != current else { return }
            let codes = (current == nil ? "" : "\u{1B}[0m") + (style.map { "\u{1B}[\($0)m" } ?? "")
            result += "\(Self.literal)\(codes)\(Self.literal)"
            current = style
        }
        for span in spans {
            let text = printable(span.text)
            guard !text.isEmpty else { continue }
            change(to: span.style.flatMap { Self.isStyle($0) ? $0 : nil })
            result += text
        }
        change(to: nil)
        return result + printable(ending.isEmpty ? " " : ending)
    }

    private static func isStyle(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (0x30...0x3B).contains($0) }
    }
}

/// The text without control characters and other characters that move the cursor or reorder the line.
func printable(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x61C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: continue
        default: result.append(scalar)
        }
    }
    return String(result)
}
