import LineEditing
import Pictures
import TerminalUI

/// Pictures that are walked through one by one, each as large as the window.
struct PicturesPointing: PointingClient {
    struct Entry: Sendable {
        /// The key that goes to it, where it has one.
        var key: Unicode.Scalar?
        /// What is said of it, safe for a terminal.
        var label: String
        var pixels: @Sendable () throws -> PixelBuffer
    }

    private let entries: [Entry]
    private let makeStage: @Sendable (PixelBuffer) -> PictureStage
    /// What the keys do, for the line below.
    private let keys: String
    private(set) var index: Int
    private var stage: (index: Int, stage: PictureStage)?

    init(
        _ entries: [Entry], from index: Int, keys: String, stage: @escaping @Sendable (PixelBuffer) -> PictureStage
    ) {
        self.entries = entries
        self.index = min(max(index, 0), entries.count - 1)
        self.keys = keys
        makeStage = stage
    }

    var farewell: String { stage?.stage.farewell ?? "" }
    var afterword: String { stage?.stage.afterword ?? "" }

    mutating func take(_ key: Key) -> PointingStep {
        let before = index
        switch key {
        case .enter: return .taken
        case .escape: return .left
        case .right, .down, .control(9): index = min(index + 1, entries.count - 1)
        case .left, .up: index = max(index - 1, 0)
        case .character(" "): index = (index + 1) % entries.count
        case .home, .pageUp: index = 0
        case .end, .pageDown: index = entries.count - 1
        case .mouse(let report) where report.kind == .wheelUp: index = max(index - 1, 0)
        case .mouse(let report) where report.kind == .wheelDown: index = min(index + 1, entries.count - 1)
        case .character(let scalar):
            let typed = String(scalar).uppercased()
            guard let place = entries.firstIndex(where: { $0.key.map(String.init) == typed }) else {
                return scalar == "q" ? .left : .nothing
            }
            index = place
        default: return .nothing
        }
        return index == before ? .nothing : .changed
    }

    mutating func frame(columns: Int, rows: Int, isBlank: Bool) -> String {
        var isNew = isBlank
        if stage?.index != index {
            // Pictures need not be of one size.
            let farewell = stage?.stage.farewell ?? ""
            stage = (try? entries[index].pixels()).map { (index, makeStage($0)) }
            isNew = true
            if stage == nil { return farewell + "\u{1B}[2J\u{1B}[H" + entries[index].label }
        }
        _ = stage?.stage.prepare(columns: columns, rows: rows)
        return stage?.stage.frame(isDraft: false, isBlank: isNew, said: entries[index].label, keys: keys) { $0 } ?? ""
    }
}
