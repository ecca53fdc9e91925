import ImageModels
import Wording

/// Writes edits in a short form, for tables.
enum Notation {
    static func text(_ edits: [LocalEdit]) -> String { edits.map { text($0) }.joined(separator: "; ") }

    private static func text(_ edit: LocalEdit) -> String {
        switch edit {
        case .recolour(let target, to: let colour): "\(text(target)) \(colour.name)"
        case .sticker(let whole, let edge):
            "sticker" + (whole == .subject ? "" : " of \(text(whole))")
                + (edge == StickerEdge() ? "" : " with \(edge.colour.name) edge \(text(edge.width))")
        case .background(let background, let whole):
            text(background) + (whole == .subject ? "" : " behind \(text(whole))")
        case .tone(let tone, let strength, let target):
            "\(tone.rawValue) \(number(strength.factor))" + (target.map { " on \(text($0))" } ?? "")
        case .tint(let colour, let strength, let target):
            "tint \(colour.name) \(number(strength.factor))" + (target.map { " on \(text($0))" } ?? "")
        case .duotone(let duotone, let strength, let target):
            "duotone \(duotone.dark.name)\(duotone.middle.map { ", \($0.name)" } ?? ""), \(duotone.light.name) "
                + number(strength.factor) + (target.map { " on \(text($0))" } ?? "")
        case .geometry(let geometry): text(geometry)
        case .crop(let focus, let width, let height):
            "crop to \(text(focus))" + (width.flatMap { w in height.map { " \(w):\($0)" } } ?? "")
        case .straighten: "straighten"
        case .shadow(let strength): "shadow \(number(strength.factor))"
        case .remove(.part(let target)): "remove \(text(target))"
        case .remove(.marked(let words)): "remove marked \(words)"
        case .afterwards: "then"
        case .fading(let turn, let share): "turn \(turn) at \(number(share))"
        case .startingOver(let turn): "from before turn \(turn)"
        case .taking(let part): "taking \(part.name)"
        case .selecting(let steps): "selecting \(steps > 0 ? "+" : "")\(steps)"
        }
    }

    private static func text(_ target: Target) -> String {
        switch target {
        case .garment(let garment, let people, let now): "\(said(now))\(garment.rawValue)(\(people.rawValue))"
        case .hair(let people, let now): "\(said(now))hair(\(people.rawValue))"
        case .thing(let thing, let now): said(now) + thing.rawValue
        case .object(let noun, let now): "\(said(now))object \(noun)"
        case .marked(let noun, let now): "\(said(now))marked \(noun.isEmpty ? "it" : noun)"
        case .coloured(let family): "any \(family.rawValue)"
        case .face(let people): "face(\(people.rawValue))"
        case .feature(let feature, let people): "\(feature.rawValue)(\(people.rawValue))"
        case .whole(let whole): "whole \(text(whole))"
        case .background: "background"
        case .scenery(let scenery): scenery.rawValue
        case .rest(let target): "all but \(text(target))"
        }
    }

    private static func text(_ focus: Focus) -> String {
        switch focus {
        case .face(let people): "face(\(people.rawValue))"
        case .headAndShoulders(let people): "shoulders(\(people.rawValue))"
        case .whole(let whole): text(whole)
        case .most(withHeadOf: let people): "most with head(\(people.rawValue))"
        }
    }

    private static func said(_ colour: NamedColour?) -> String { colour.map { "[\($0.name)] " } ?? "" }

    private static func text(_ whole: Whole) -> String {
        switch whole {
        case .subject: "subject"
        case .people(let people): "person(\(people.rawValue))"
        case .thing(let thing): thing.rawValue
        case .object(let noun): "object \(noun)"
        }
    }

    /// What an instruction is read as, or why it is declined.
    ///
    /// "[region] " before it says that a region is marked; what comes before " || " are the instructions that led to the picture.
    static func reading(_ written: String, references: Int) -> String {
        var context = ReadingContext(isMarked: written.hasPrefix("[region] "))
        let turns = written.dropFirst(context.isMarked ? 9 : 0).split(separator: " || ").map { String($0) }
        context.earlier = turns.dropLast().map { TurnRequest.Earlier($0, isMarked: context.isMarked) }
        do {
            return text(try Grammar.parse(turns.last ?? written, referenceCount: references, in: context))
        } catch {
            guard case .declined(let decline) = error else { return "\(error)" }
            return switch decline {
            case .notUnderstood(let words, _): "declined, unknown: \(words.joined(separator: " "))"
            case .mistyped(let words, let meant):
                "declined, mistyped: \(words.joined(separator: " ")) for \(meant.joined(separator: " "))"
            case .incomplete(let missing, _): "declined, lacks \(missing)"
            case .beyondMeans(let kind, _): "declined, beyond: \(kind)"
            case .notFound(let what, _): "declined, not there: \(what)"
            case .unsure(let what, _): "declined, unsure \(what)"
            default: "declined, \(decline)"
            }
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
        }
    }

    private static func text(_ geometry: Geometry) -> String {
        switch geometry {
        case .rotate(let degrees): "rotate \(degrees == degrees.rounded() ? String(Int(degrees)) : String(degrees))"
        case .flipHorizontally: "flip h"
        case .flipVertically: "flip v"
        case .crop(let width, let height, let centred): "crop \(width):\(height)\(centred ? " centred" : "")"
        case .resize(.both(let width, let height)): "size \(width)x\(height)"
        case .resize(.width(let width)): "width \(width)"
        case .resize(.height(let height)): "height \(height)"
        case .resize(.longest(let side)): "longest \(side)"
        case .resize(.shortest(let side)): "shortest \(side)"
        case .scale(let scale): "scale \(number(scale))"
        case .trim(let side, let extent): "trim \(side.rawValue) \(text(extent))"
        case .border(let colour, let width): "border \(colour.name) \(text(width))"
        case .roundedCorners(let radius, .all): "corners \(text(radius))"
        case .roundedCorners(let radius, let corners): "corners \(text(radius)) of \(text(corners))"
        case .trimBorder(let fill): "trim border\(fill.map { " of \(text($0))" } ?? "")"
        case .canvas(let canvas, let fill): "canvas \(text(canvas))\(fill.map { " in \(text($0))" } ?? "")"
        }
    }

    private static func text(_ corners: Corners) -> String {
        let named: [(Corners, String)] = [
            (.topLeft, "top left"), (.topRight, "top right"), (.bottomLeft, "bottom left"),
            (.bottomRight, "bottom right"),
        ]
        return named.filter { corners.contains($0.0) }.map(\.1).joined(separator: " and ")
    }

    /// "left", "left and bottom": where the room is.
    private static func text(_ sides: Set<Side>) -> String {
        let named = [Side.left, .right, .top, .bottom].filter(sides.contains).map(\.rawValue)
        return named.isEmpty ? "" : " at the \(named.joined(separator: " and "))"
    }

    private static func text(_ canvas: Canvas) -> String {
        switch canvas {
        case .ratio(let width, let height, let sides): "\(width):\(height)\(text(sides))"
        case .size(let width, let height, let scaling, let sides):
            "\(width.map { "\($0)" } ?? "")x\(height.map { "\($0)" } ?? "")"
                + (scaling == .never ? "" : scaling == .down ? " or smaller" : " fitted")
                + text(sides)
        case .room(let sides):
            [Side.left, .right, .top, .bottom].compactMap { side in sides[side].map { "\(side.rawValue) \(text($0))" } }
                .joined(separator: ", ")
        case .margin(let extent): "margin \(text(extent))"
        }
    }

    private static func text(_ fill: CanvasFill) -> String {
        switch fill {
        case .colour(let colour): colour.name
        case .transparent: "transparent"
        case .ofBorder: "its border's colour"
        case .blurred: "itself blurred"
        }
    }

    private static func text(_ extent: Extent) -> String {
        switch extent {
        case .share(let share): number(share)
        case .pixels(let pixels): "\(pixels) px"
        }
    }

    private static func number(_ value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        let rest = hundredths % 100
        return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
    }
}
