import LineEditing
import Locality
import Pictures
import TerminalUI

/// Parts of a picture of which some are chosen on it: places that a turn changed, or what a model found.
struct PartsPointing: PointingClient {
    private(set) var chosen: Set<Int> = []
    /// What was typed and is no letter of a part.
    private(set) var line: LineAtQuestion?
    /// The letters that were typed last, which may begin a line, and what was chosen before them.
    private var letters: (text: String, chosen: Set<Int>, index: Int) = ("", [], 0)
    private let parts: [Region]
    private let picture: PixelSize
    private let question: PartsQuestion
    private var stage: PictureStage
    private var index = 0
    /// The parts in the size that the picture is shown in.
    private var shown: (size: PixelSize, parts: [Region])?

    init(_ parts: [Region], on picture: PixelSize, _ question: PartsQuestion, stage: PictureStage) {
        self.parts = Array(parts.prefix(26))
        self.picture = picture
        self.question = question
        self.stage = stage
    }

    var farewell: String { stage.farewell }
    var afterword: String { stage.afterword }

    mutating func take(_ key: Key) -> PointingStep {
        if let typed = line {
            guard key != .enter else { return .taken }
            line = typed.taking(key)
            return .changed
        }
        if case .character(let scalar) = key {
            if letters.text.isEmpty { letters = ("", chosen, index) }
            letters.text.unicodeScalars.append(scalar)
        } else if case .paste(let text) = key, text.contains(where: { !$0.isWhitespace }) {
            line = LineAtQuestion(text)
            return .changed
        } else {
            letters.text = ""
        }
        switch key {
        case .enter:
            if chosen.isEmpty || !question.takesSeveral { chosen = [index] }
            return .taken
        case .escape: return .left
        case .right, .down, .control(9): index = (index + 1) % parts.count
        case .left, .up: index = (index + parts.count - 1) % parts.count
        case .character(" "): toggle(index)
        case .character(let scalar):
            guard let part = PartsQuestion.index(of: String(scalar)), parts.indices.contains(part) else {
                (line, chosen, index) = (LineAtQuestion(letters.text), letters.chosen, letters.index)
                letters.text = ""
                return .changed
            }
            toggle(part)
        case .mouse(let report) where report.kind == .press:
            let (low, high) = stage.place(of: report)
            guard let part = part(at: (Int((low.x + high.x) / 2), Int((low.y + high.y) / 2))) else { return .nothing }
            toggle(part)
        default: return .nothing
        }
        return .changed
    }

    private mutating func toggle(_ part: Int) {
        index = part
        guard question.takesSeveral else { return }
        if chosen.remove(part) == nil { chosen.insert(part) }
    }

    /// The smallest part at a place; one whose box alone is there comes after those that are there themselves.
    private func part(at place: (x: Int, y: Int)) -> Int? {
        let under = parts.indices.filter { parts[$0].box.contains(place) }
        let there = under.filter { parts[$0].mask.map { $0.selects(place, of: picture) } ?? true }
        return (there.isEmpty ? under : there).min { parts[$0].box.area < parts[$1].box.area }
    }

    mutating func frame(columns: Int, rows: Int, isBlank: Bool) -> String {
        guard let size = stage.prepare(columns: columns, rows: rows) else { return "" }
        if shown?.size != size { shown = (size, parts.map { $0.shown(of: picture, in: size) }) }
        let scaled = shown?.parts ?? []
        let lit = question.takesSeveral ? chosen : [index]
        let nothing = PixelMask(box: Rectangle(x: 0, y: 0, width: 0, height: 0), in: size)
        let light = lit.reduce(nothing) { $0.union(scaled[$1].selected(in: size).hardened) }
        let letters = chosen.sorted().map(ChangedPlace.letter).joined(separator: " ")
        let name = parts[index].name.map { ", " + Sanitising.line($0, limit: 80) } ?? ""
        var said =
            "\(ChangedPlace.letter(index)) of \(parts.count)\(name)"
            + (letters.isEmpty ? "" : "; \(question.fate): \(letters)")
        var keys =
            "Enter takes \(letters.isEmpty ? ChangedPlace.letter(index) : letters), Esc leaves; "
            + (question.takesSeveral
                ? "arrows and Space, letters or the mouse choose" : "arrows, letters or the mouse choose")
        if let line { (said, keys) = ("> " + Sanitising.line(line.text, limit: 200), LineAtQuestion.keys) }
        return stage.frame(isDraft: false, isBlank: isBlank, said: said, keys: keys) { base in
            let boxes = scaled.map(\.box)
            var shown = ChangeOverlay.picture(of: base, changed: light, lettered: boxes, by: stage.marks(false))
            for (part, region) in scaled.enumerated() where part != index {
                shown.outline(region.box, region.mask, [255, 40, 120])
            }
            if scaled.indices.contains(index) { shown.outline(scaled[index].box, scaled[index].mask, [255, 255, 255]) }
            return shown
        }
    }
}

extension Region {
    /// As it is in the picture at another size, all of it inside.
    fileprivate func shown(of picture: PixelSize, in size: PixelSize) -> Region {
        var region = moved(from: picture, to: size)
        region.box = region.box.intersection(Rectangle(x: 0, y: 0, width: size.width, height: size.height))
        if let mask = region.mask, mask.width != size.width || mask.height != size.height {
            region.mask = mask.scaled(to: size)
        }
        return region
    }
}

extension Rectangle {
    fileprivate func contains(_ place: (x: Int, y: Int)) -> Bool {
        place.x >= x && place.x < maxX && place.y >= y && place.y < maxY
    }
}
