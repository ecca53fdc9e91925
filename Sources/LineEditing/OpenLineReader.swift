import Glibc

/// The best way of reading lines that the input allows: with the editor at a terminal, plainly everywhere else.
public func openLineReader(_ options: LineEditorOptions) -> any LineReading {
    if let editor = TerminalLineEditor(options) { return editor }
    let isTerminal = isatty(options.input) == 1 && isatty(options.output) == 1
    return PlainLineReader(input: options.input, terminal: isTerminal ? options.output : nil)
}
