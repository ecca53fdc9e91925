import Glibc
import LineEditing
import Pictures
import TerminalUI

/// What is shown: pictures, long lists, the person's own editor.
extension Conversation {
    /// How pictures are shown. The terminal is asked when the first one is to be shown.
    var display: PictureDisplay? {
        guard images != .off, !console.quiet, surroundings.output.isTerminal else { return nil }
        return knownTerminal().display(for: images, in: surroundings)
    }

    func knownTerminal() -> TerminalKnowledge {
        if let terminal { return terminal }
        let terminal = TerminalKnowledge(for: images, by: reader, in: surroundings)
        self.terminal = terminal
        return terminal
    }

    /// The box for what is shown in passing.
    private var previewBox: CellSize {
        let size = surroundings.windowSize()
        return CellSize(columns: size.columns - 1, rows: min(20, size.rows * 6 / 10))
    }

    func showPreview(_ picture: Picture) {
        show(display?.drawing(of: picture, in: previewBox, number: nextPictureNumber()))
    }

    func showPreview(_ pixels: PixelBuffer) {
        show(display?.drawing(of: pixels, in: previewBox, number: nextPictureNumber()))
    }

    /// Draws what is on its way to a turn's picture, smaller than that.
    var draftDrawing: (@Sendable (PixelBuffer, _ place: Int) -> String?)? {
        guard surroundings.standardInputIsTerminal, let display else { return nil }
        let box = CellSize(columns: previewBox.columns, rows: max(4, previewBox.rows / 2))
        let numbers = (0..<3).map { _ in nextPictureNumber() }
        return { pixels, place in display.drawing(of: pixels, in: box, number: numbers[min(place, numbers.count - 1)]) }
    }

    /// Shows a picture as large as the window.
    func showLarge(_ picture: Picture) {
        let size = surroundings.windowSize()
        let box = CellSize(columns: size.columns - 1, rows: size.rows - 3)
        show(display?.drawing(of: picture, in: box, number: nextPictureNumber()))
    }

    /// Shows pictures side by side with their labels, in several rows where they would become too small in one.
    func showRow(_ entries: [PictureRow.Entry], rows: Int? = nil) {
        guard let display, !entries.isEmpty else { return }
        var box = previewBox
        if let rows { box.rows = max(box.rows, rows) }
        let most = max(1, box.columns / 16)
        let lines = (entries.count + most - 1) / most
        let length = (entries.count + lines - 1) / lines
        for start in stride(from: 0, to: entries.count, by: length) {
            let line = Array(entries[start..<min(start + length, entries.count)])
            show(display.drawing(of: line, in: box, number: nextPictureNumber()))
        }
    }

    private func show(_ drawing: String?) {
        if let drawing { console.show(drawing) }
    }

    /// Tells this program's pictures apart from each other and, most likely, from those of others at this terminal.
    func nextPictureNumber() -> Int {
        pictureCount += 1
        return Int(getpid()) % 0xFFF << 12 + pictureCount % 0xFFF + 1
    }

    /// Rings the bell after something that took long enough for a person to have looked away.
    func ring(since start: ContinuousClock.Instant) {
        guard let seconds = bell.seconds, (ContinuousClock.now - start) / .seconds(1) >= seconds, !console.quiet,
            surroundings.standardInputIsTerminal, surroundings.talk.movesCursor
        else { return }
        let program = terminal?.program ?? surroundings.program
        let message = bell.notifies ? program.notification("Retouch: the turn has ended") : nil
        console.draw((message ?? "") + "\u{07}")
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
