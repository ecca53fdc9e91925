public import Pictures

/// Pictures side by side with a label below each, laid out in cells so that the two agree.
public struct PictureRow {
    public struct Entry {
        public var picture: PixelBuffer
        /// Text that is safe for a terminal, of characters one column wide.
        public var label: String

        public init(_ picture: PixelBuffer, label: String) {
            self.picture = picture
            self.label = label
        }
    }

    private struct Slot {
        var entry: Entry
        var columns: Int
        var left: Int
    }

    /// Columns between two pictures.
    static let gap = 2

    let size: CellSize
    private let slots: [Slot]

    /// - Parameter cell: A cell's size in pixels, or any size of the same shape.
    init?(_ entries: [Entry], in box: CellSize, cell: PixelSize) {
        guard !entries.isEmpty else { return nil }
        func width(_ entry: Entry, rows: Int) -> Int {
            let (width, height) = (Double(entry.picture.width), Double(entry.picture.height))
            let columns = Double(rows * cell.height) * width / height / Double(cell.width)
            return max(2, entry.label.count, Int(columns.rounded()))
        }
        func total(rows: Int) -> Int {
            entries.reduce(Self.gap * (entries.count - 1)) { $0 + width($1, rows: rows) }
        }
        // Small pictures don't grow beyond a cell for each pixel, which is a cell's width high.
        let tallest = entries.map { max(2, $0.picture.height * cell.width / cell.height) }.max() ?? 2
        let highest = min(box.rows, tallest)
        guard highest >= 2, let rows = (2...highest).last(where: { total(rows: $0) <= box.columns }) else { return nil }
        var slots: [Slot] = []
        var left = 0
        for entry in entries {
            let columns = width(entry, rows: rows)
            slots.append(Slot(entry: entry, columns: columns, left: left))
            left += columns + Self.gap
        }
        self.slots = slots
        size = CellSize(columns: left - Self.gap, rows: rows)
    }

    /// What is drawn has no more pixels than this.
    private static let mostPixels = 16_000_000

    /// The pictures on a transparent ground, each in the middle of its place. Throws `PictureFailure`.
    func pixels(cell: PixelSize) throws(PictureFailure) -> PixelBuffer {
        var (cell, whole) = (cell, size.pixels(cell: cell))
        while whole.width * whole.height > Self.mostPixels, max(cell.width, cell.height) > 1 {
            cell = PixelSize(width: max(1, cell.width / 2), height: max(1, cell.height / 2))
            whole = size.pixels(cell: cell)
        }
        var canvas = PixelBuffer(width: whole.width, height: whole.height, filledWith: [0, 0, 0, 0])
        for slot in slots {
            let picture = slot.entry.picture
            let place = PixelSize(width: slot.columns * cell.width, height: whole.height)
            let size = PixelSize(width: picture.width, height: picture.height).scaled(toFit: place)
            canvas.place(
                try picture.scaled(to: size).onChequers(), x: slot.left * cell.width + (place.width - size.width) / 2,
                y: (place.height - size.height) / 2)
        }
        return canvas
    }

    /// The labels on one line, each below the middle of its picture.
    var labels: String {
        var line = ""
        for slot in slots {
            let start = slot.left + (slot.columns - slot.entry.label.count) / 2
            line += String(repeating: " ", count: max(0, start - line.count)) + slot.entry.label
        }
        return line
    }
}
