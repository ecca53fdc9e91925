import LocalModel

/// Writes edits in a short form, for tables.
enum Notation {
    static func text(_ edits: [LocalEdit]) -> String { edits.map { text($0) }.joined(separator: "; ") }

    private static func text(_ edit: LocalEdit) -> String {
        switch edit {
        case .recolour(let target, to: let colour): "\(text(target)) \(colour.name)"
        case .sticker: "sticker"
        case .background(let background): text(background)
        case .tone(let tone, let strength): "\(tone.rawValue) \(number(strength.factor))"
        case .geometry(let geometry): text(geometry)
        }
    }

    private static func text(_ target: Target) -> String {
        switch target {
        case .garment(let garment, of: let people): "\(garment.rawValue)(\(people.rawValue))"
        case .hair(of: let people): "hair(\(people.rawValue))"
        case .thing(let thing): thing.rawValue
        case .coloured(let family): "any \(family.rawValue)"
        }
    }

    private static func text(_ background: Background) -> String {
        switch background {
        case .studioWall(let colour): colour.map { "wall \($0.name)" } ?? "wall"
        case .colour(let colour): "background \(colour.name)"
        case .transparent: "transparent"
        case .gradient(let top, let bottom): "gradient \(top.name), \(bottom.name)"
        case .reference(let index): "reference \(index)"
        case .blurred(let strength): "blurred \(number(strength.factor))"
        case .blackAndWhite: "background b&w"
        case .darker(let strength): "background darker \(number(strength.factor))"
        case .brighter(let strength): "background brighter \(number(strength.factor))"
        }
    }

    private static func text(_ geometry: Geometry) -> String {
        switch geometry {
        case .rotate(let degrees): "rotate \(degrees == degrees.rounded() ? String(Int(degrees)) : String(degrees))"
        case .flipHorizontally: "flip h"
        case .flipVertically: "flip v"
        case .crop(let width, let height): "crop \(width):\(height)"
        case .resize(let width?, let height?, _): "size \(width)x\(height)"
        case .resize(let width?, _, _): "width \(width)"
        case .resize(_, let height?, _): "height \(height)"
        case .resize(_, _, let longest): "longest \(longest ?? 0)"
        case .scale(let scale): "scale \(number(scale))"
        case .border(let colour, let width): "border \(colour.name) \(number(width))"
        case .roundedCorners(let radius): "corners \(number(radius))"
        }
    }

    private static func number(_ value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        let rest = hundredths % 100
        return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
    }
}
