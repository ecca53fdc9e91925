import LineEditing
import Locality
import Pictures
import TerminalUI

/// Parts of a picture of which some are chosen on it: places that a turn changed, or what a model found.
struct PartsPointing: PointingClient {
    private(set) var chosen: Set<Int> = []
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
                return .nothing
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
        var light = PixelMask(
            width: size.width, height: size.height, values: Array(repeating: 0, count: size.width * size.height))
        for part in lit { light.add(scaled[part]) }
        let letters = chosen.sorted().map(ChangedPlace.letter).joined(separator: " ")
        let name = parts[index].name.map { ", " + Sanitising.line($0, limit: 80) } ?? ""
        let said =
            "\(ChangedPlace.letter(index)) of \(parts.count)\(name)"
            + (letters.isEmpty ? "" : "; \(question.fate): \(letters)")
        let keys =
            "Enter takes \(letters.isEmpty ? ChangedPlace.letter(index) : letters), Esc leaves; "
            + (question.takesSeveral
                ? "arrows and Space, letters or the mouse choose" : "arrows, letters or the mouse choose")
        return stage.frame(isDraft: false, isBlank: isBlank, said: said, keys: keys) { base in
            let boxes = scaled.map(\.box)
            var shown = ChangeOverlay.picture(of: base, changed: light, lettered: boxes, by: stage.marks(false))
            for (part, region) in scaled.enumerated() where part != index { shown.outline(region, [255, 40, 120]) }
            if scaled.indices.contains(index) { shown.outline(scaled[index], [255, 255, 255]) }
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

extension PixelMask {
    /// Whether it selects a place of the picture that it belongs to.
    fileprivate func selects(_ place: (x: Int, y: Int), of picture: PixelSize) -> Bool {
        let (x, y) = (place.x * width / picture.width, place.y * height / picture.height)
        guard x >= 0, y >= 0, x < width, y < height else { return false }
        return values[y * width + x] >= 128
    }

    /// Selects a region of its own picture, besides what it selects already.
    fileprivate mutating func add(_ region: Region) {
        for y in region.box.y..<region.box.maxY {
            for i in (y * width + region.box.x)..<(y * width + region.box.maxX)
            where (region.mask?.values[i] ?? 255) >= 128 { values[i] = 255 }
        }
    }
}

extension PixelBuffer {
    /// Draws a region's edge: the sides of its box, or the rim of what its mask selects.
    fileprivate mutating func outline(_ region: Region, _ colour: [UInt8]) {
        let box = region.box
        let thick = max(1, max(width, height) / 350)
        func selects(_ x: Int, _ y: Int) -> Bool {
            guard x >= box.x, y >= box.y, x < box.maxX, y < box.maxY else { return false }
            return (region.mask?.values[y * width + x] ?? 255) >= 128
        }
        for y in box.y..<box.maxY {
            for x in box.x..<box.maxX where selects(x, y) {
                guard
                    !selects(x - thick, y) || !selects(x + thick, y) || !selects(x, y - thick) || !selects(x, y + thick)
                else { continue }
                let pixel = (y * width + x) * channels
                for c in 0..<3 { bytes[pixel + c] = colour[c] }
                if hasAlpha { bytes[pixel + 3] = 255 }
            }
        }
    }
}
