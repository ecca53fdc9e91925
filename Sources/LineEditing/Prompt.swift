/// What stands before the line: styled text, then a plain ending.
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
    /// Whether a line that was typed before may be the answer; not so for questions.
    public var takesTypedAhead = true

    public init(_ spans: [Span], ending: String = "> ") {
        self.spans = spans
        self.ending = ending
    }

    public init(_ text: String, style: String? = nil, ending: String = "> ") {
        self.init([Span(text, style: style)], ending: ending)
    }

    /// A question, which only what is typed from then on answers.
    public static func question(_ text: String) -> Prompt {
        var prompt = Prompt(text, ending: " ")
        prompt.takesTypedAhead = false
        return prompt
    }

    /// The prompt as plain text.
    public var text: String {
        visibleSpans.map(\.text).joined()
    }

    /// The spans as they may be shown: without control characters, and with styles that are nothing else.
    var visibleSpans: [Span] {
        let spans = spans.map { span in
            Span(printable(span.text), style: span.style.flatMap { Self.isStyle($0) ? $0 : nil })
        }
        return spans + [Span(printable(ending))]
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
