import LineEditing
import Locality
import Pictures
import TerminalUI

/// Places that a turn changed, of which some are chosen on the picture.
struct PlacesPointing: PointingClient {
    private(set) var chosen: Set<Int> = []
    private let places: [ChangedPlace]
    private let picture: PixelSize
    /// What becomes of those that are chosen: "taken back", "kept".
    private let fate: String
    private var stage: PictureStage
    private var index = 0

    init(_ places: [ChangedPlace], on picture: PixelSize, fate: String, stage: PictureStage) {
        self.places = Array(places.prefix(26))
        self.picture = picture
        self.fate = fate
        self.stage = stage
    }

    var farewell: String { stage.farewell }

    mutating func take(_ key: Key) -> PointingStep {
        switch key {
        case .enter:
            if chosen.isEmpty { chosen = [index] }
            return .taken
        case .escape: return .left
        case .right, .down, .control(9): index = (index + 1) % places.count
        case .left, .up: index = (index + places.count - 1) % places.count
        case .character(" "): toggle(index)
        case .character(let scalar):
            guard let place = ChangedPlace.index(of: String(scalar)), places.indices.contains(place) else {
                return .nothing
            }
            index = place
            toggle(place)
        case .mouse(let report) where report.kind == .press:
            let (low, high) = stage.place(of: report)
            let (x, y) = (Int((low.x + high.x) / 2), Int((low.y + high.y) / 2))
            let under = places.indices.filter { place in
                let box = places[place].box
                return x >= box.x && x < box.maxX && y >= box.y && y < box.maxY
            }
            guard let smallest = under.min(by: { places[$0].box.area < places[$1].box.area }) else { return .nothing }
            index = smallest
            toggle(smallest)
        default: return .nothing
        }
        return .changed
    }

    private mutating func toggle(_ place: Int) {
        if chosen.remove(place) == nil { chosen.insert(place) }
    }

    mutating func frame(columns: Int, rows: Int, isBlank: Bool) -> String {
        guard let size = stage.prepare(columns: columns, rows: rows) else { return "" }
        let scaled = places.map { place in
            var place = place
            place.box = Region(box: place.box).moved(from: picture, to: size).box
            return place
        }
        var mask = PixelMask(
            width: size.width, height: size.height, values: Array(repeating: 0, count: size.width * size.height))
        for place in chosen {
            let box = scaled[place].box
            for y in box.y..<box.maxY {
                for x in box.x..<box.maxX { mask.values[y * size.width + x] = 255 }
            }
        }
        let letters = chosen.sorted().map(ChangedPlace.letter).joined(separator: " ")
        let said = "\(ChangedPlace.letter(index)) of \(places.count)" + (letters.isEmpty ? "" : "; \(fate): \(letters)")
        let keys = "Enter takes them, Esc leaves; arrows and Space, letters or the mouse choose"
        return stage.frame(isDraft: false, isBlank: isBlank, lines: [said, keys]) { base in
            var shown = ChangeOverlay.picture(of: base, changed: mask, places: scaled)
            for (place, changed) in scaled.enumerated() {
                shown.frame(changed.box, place == index ? [255, 255, 255] : [255, 40, 120])
            }
            return shown
        }
    }
}

extension PixelBuffer {
    /// Draws a box's sides.
    fileprivate mutating func frame(_ box: Rectangle, _ colour: [UInt8]) {
        func set(_ x: Int, _ y: Int) {
            for c in 0..<3 { bytes[(y * width + x) * channels + c] = colour[c] }
            if hasAlpha { bytes[(y * width + x) * channels + 3] = 255 }
        }
        let thick = max(1, max(width, height) / 350)
        for offset in 0..<min(thick, box.width, box.height) {
            for x in box.x..<box.maxX {
                set(x, box.y + offset)
                set(x, box.maxY - 1 - offset)
            }
            for y in box.y..<box.maxY {
                set(box.x + offset, y)
                set(box.maxX - 1 - offset, y)
            }
        }
    }
}
