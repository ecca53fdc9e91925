import LineEditing
import Pictures
import TerminalUI

/// What is shown: pictures, long lists, the person's own editor.
extension Conversation {
    func showPreview(_ picture: Picture) {
        guard showsPreviews, let pixels = try? picture.pixels() else { return }
        showPreview(pixels)
    }

    private var showsPreviews: Bool {
        images != .off && !console.quiet && surroundings.output.isTerminal
            && (images == .cells || surroundings.output.colours != .none)
    }

    func showPreview(_ pixels: PixelBuffer) {
        guard showsPreviews else { return }
        let size = surroundings.windowSize()
        if let text = preview(pixels, columns: size.columns - 1, rows: min(20, size.rows * 6 / 10)) {
            console.show(text)
        }
    }

    func preview(_ pixels: PixelBuffer, columns: Int, rows: Int) -> String? {
        guard images != .off else { return nil }
        return Preview(terminal: surroundings.output).cells(pixels, columns: columns, rows: rows)
    }

    /// Prints lines; a long list goes through a pager where there is a person to read it.
    func page(_ lines: [String]) async {
        let rows = surroundings.windowSize().rows
        if surroundings.standardInputIsTerminal, surroundings.output.movesCursor, lines.count >= rows - 1,
            await reader.lendingTerminal({
                await OtherPrograms.page(lines.joined(separator: "\n") + "\n", in: surroundings)
            })
        {
            return
        }
        for line in lines { console.print(line) }
    }

    func textFromEditor(beginning text: String) async throws -> String? {
        guard surroundings.standardInputIsTerminal else {
            throw Refusal("An editor needs a terminal.", next: "Write the instruction on the line.", exit: .usage)
        }
        return try await reader.lendingTerminal { try await OtherPrograms.edited(text, in: surroundings) }
    }
}
