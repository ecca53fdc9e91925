/// How pictures are shown in the terminal.
enum Images: String, Sendable, CaseIterable {
    /// The best way that the terminal answers to know.
    case auto
    case kitty, iterm, sixel, cells, ascii, off

    static let list = allCases.map(\.rawValue).joined(separator: ", ")

    /// Whether the terminal's answers matter.
    var dependsOnAnswers: Bool { [.auto, .kitty, .iterm, .sixel].contains(self) }
}
