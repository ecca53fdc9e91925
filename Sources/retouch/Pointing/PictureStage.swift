import LineEditing
import Locality
import Pictures
import TerminalUI

/// A picture as large as the window, above a line of what is chosen and one or two of keys: where it stands, and what of it
/// the mouse points at.
struct PictureStage: Sendable {
    private let picture: PixelBuffer
    private let display: PictureDisplay
    private let number: Int
    let mouse: MouseUnit
    private let style: Style
    private var window = CellSize(columns: 0, rows: 0)
    /// The cells that the picture takes up, from the window's upper left corner on.
    private var size = CellSize(columns: 1, rows: 1)
    /// The picture as large as it is shown.
    private var base: PixelBuffer?

    init(_ picture: PixelBuffer, display: PictureDisplay, number: Int, mouse: MouseUnit, style: Style) {
        self.picture = picture
        self.display = display
        self.number = number
        self.mouse = mouse
        self.style = style
    }

    private var pictureSize: PixelSize { PixelSize(width: picture.width, height: picture.height) }

    var farewell: String { display.frameEnd(number: number) }
    var afterword: String { display.frameAfterword(number: number) }

    /// How a part of the picture is told from the rest.
    func marks(_ isDraft: Bool) -> ChangeOverlay.Marks {
        display.framesAreLetters(isDraft: isDraft) ? .inversion : .light
    }

    /// Makes the picture fit the window; the size in pixels that it is shown in.
    mutating func prepare(columns: Int, rows: Int) -> PixelSize? {
        if window != CellSize(columns: columns, rows: rows) {
            window = CellSize(columns: columns, rows: rows)
            size = display.size(of: pictureSize, in: CellSize(columns: columns - 1, rows: max(2, rows - 3)))
            base = try? picture.scaled(to: display.framePixels(of: pictureSize, in: size))
        }
        return base.map { PixelSize(width: $0.width, height: $0.height) }
    }

    /// What is written for the picture, drawn upon by `marked`, and for the lines below it, which have three rows.
    func frame(
        isDraft: Bool, isBlank: Bool, said: String, keys: String, marked: (PixelBuffer) -> PixelBuffer
    ) -> String {
        var out = isBlank ? "\u{1B}[2J\u{1B}[H" : "\u{1B}[H"
        if let base { out += display.frame(of: marked(base), over: size, number: number, isDraft: isDraft) ?? "" }
        // Three rows are free, in very low windows two.
        let free = min(3, max(2, window.rows - 2))
        let keys = Paragraph.lines(keys, columns: window.columns).prefix(free - 1)
            .map { style.dim(shortened($0, to: window.columns - 1)) }
        let lines = [shortened(said, to: window.columns - 1)] + keys
        for (index, line) in (Array(repeating: "", count: free - lines.count) + lines).enumerated() {
            out += "\u{1B}[\(window.rows - free + 1 + index);1H\(line)\u{1B}[K"
        }
        return out
    }

    /// The corners of what a report points at, in the picture's pixels: a whole cell where the mouse goes by cells.
    func place(of report: MouseReport) -> (low: Point, high: Point) {
        let cell = mouse == .pixels ? display.cell : nil
        func place(_ columns: Double, _ rows: Double) -> Point {
            Point(
                columns / Double(size.columns) * Double(picture.width),
                rows / Double(size.rows) * Double(picture.height))
        }
        if let cell {
            let place = place(
                (Double(report.x) + 0.5) / Double(cell.width), (Double(report.y) + 0.5) / Double(cell.height))
            return (place, place)
        }
        return (place(Double(report.x), Double(report.y)), place(Double(report.x + 1), Double(report.y + 1)))
    }
}
