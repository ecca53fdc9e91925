import LineEditing
import Locality
import Pictures
import TerminalUI

/// A region that is drawn on the whole screen, by the mouse or by keys.
struct RegionPointing: PointingClient {
    private(set) var drawing: HandDrawing
    private var stage: PictureStage
    /// Whether a button is held.
    private var isDragging = false
    /// Whether arrows size what they would move: not every terminal tells Shift apart.
    private var arrowsSize = false
    /// Whether keys go by single pixels.
    private var isFine = false

    init(drawing: HandDrawing, stage: PictureStage) {
        self.drawing = drawing
        self.stage = stage
    }

    var farewell: String { stage.farewell }
    var afterword: String { stage.afterword }

    // MARK: Keys and the mouse

    mutating func take(_ key: Key) -> PointingStep {
        switch key {
        case .mouse(let report): return take(report)
        case .enter: return drawing.region == nil ? .nothing : .taken
        case .escape, .character("q"): return .left
        case .up: arrow(0, -1, isHeld: false)
        case .down: arrow(0, 1, isHeld: false)
        case .left: arrow(-1, 0, isHeld: false)
        case .right: arrow(1, 0, isHeld: false)
        case .sizing(.up): arrow(0, -1, isHeld: true)
        case .sizing(.down): arrow(0, 1, isHeld: true)
        case .sizing(.left), .alt("b"): arrow(-1, 0, isHeld: true)
        case .sizing(.right), .alt("f"): arrow(1, 0, isHeld: true)
        case .character("+"), .character("="): drawing.grow(step)
        case .character("-"): drawing.grow(-step)
        case .character(" "): drawing.press()
        case .backspace, .control(8), .character("u"): drawing.takeBack()
        case .control(9): arrowsSize.toggle()
        case .character("f"): isFine.toggle()
        case .character("r"): drawing.choose(.rectangle)
        case .character("l"): drawing.choose(.lasso)
        case .character("b"): drawing.choose(.brush)
        default: return .nothing
        }
        return .changed
    }

    /// A hundredth of the picture, so that a key moves as much in any picture.
    private var step: Double {
        isFine ? 1 : max(1, (Double(max(drawing.picture.width, drawing.picture.height)) / 100).rounded())
    }

    private mutating func arrow(_ x: Double, _ y: Double, isHeld: Bool) {
        if isHeld != arrowsSize { drawing.size(by: x * step, y * step) } else { drawing.move(by: x * step, y * step) }
    }

    private mutating func take(_ report: MouseReport) -> PointingStep {
        guard report.kind != .wheelUp, report.kind != .wheelDown else {
            drawing.grow(report.kind == .wheelUp ? step : -step)
            return .changed
        }
        let (low, high) = stage.place(of: report)
        switch report.kind {
        case .press where report.button == .left || report.button == .right:
            isDragging = true
            drawing.begin(low, high, erases: report.button == .right)
        case .drag where isDragging: drawing.drag(low, high)
        case .release where isDragging:
            drawing.drag(low, high)
            isDragging = false
        default: return .nothing
        }
        return .changed
    }

    // MARK: What is shown

    mutating func frame(columns: Int, rows: Int, isBlank: Bool) -> String {
        let mask = stage.prepare(columns: columns, rows: rows).map { drawing.mask(in: $0) }
        return stage.frame(isDraft: isDragging, isBlank: isBlank, said: said, keys: keys) { base in
            guard let mask else { return base }
            var shown = ChangeOverlay.picture(of: base, changed: mask, by: stage.marks(isDragging))
            if drawing.tool != .rectangle, !isDragging {
                shown.mark(x: drawing.pen.x, y: drawing.pen.y, of: drawing.picture)
            }
            return shown
        }
    }

    /// What is drawn, in words.
    private var said: String {
        let (picture, box) = (drawing.picture, drawing.box)
        func share(_ box: Rectangle) -> String {
            TurnLines.percent(Double(box.area) / Double(picture.width * picture.height)) + " of the picture"
        }
        switch drawing.tool {
        case .rectangle: return "rectangle \(box.width)x\(box.height) at \(box.x),\(box.y), \(share(box))"
        case .lasso:
            let pen = "pen at \(Int(drawing.pen.x)),\(Int(drawing.pen.y))"
            return drawing.lasso.isEmpty
                ? "lasso, \(pen)" : "lasso of \(ReplayReport.count(drawing.lasso.count, "corner")), \(pen)"
        case .brush:
            let pen = drawing.isPenDown ? ", painting" : ""
            return "brush \(Int(2 * drawing.radius)) wide, \(ReplayReport.count(drawing.strokes.count, "stroke"))\(pen)"
        }
    }

    private var keys: String {
        let own =
            switch drawing.tool {
            case .rectangle:
                arrowsSize ? "drag; arrows size, Shift moves" : "drag; arrows move, Shift sizes"
            case .lasso: "drag; or arrows, Space, Backspace"
            case .brush: "drag, right erases; or arrows, Space; + - its size"
            }
        let others = HandDrawing.Tool.allCases.filter { $0 != drawing.tool }.map(\.keyed).joined(separator: ", ")
        return "Enter takes it, Esc leaves; \(own); \(others), f fine\(isFine ? " (on)" : "")"
    }
}

extension HandDrawing.Tool {
    /// Its key and its name.
    fileprivate var keyed: String {
        switch self {
        case .rectangle: "r rectangle"
        case .lasso: "l lasso"
        case .brush: "b brush"
        }
    }
}
