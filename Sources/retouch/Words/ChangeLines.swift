import Foundation
import Locality
import Pictures
import Studio

/// What a turn changed, for a person.
enum ChangeLines {
    /// One plain line after a turn; `nil` where there is nothing to say of it.
    static func summary(of change: ChangeReport, parent: Int) -> String? {
        let before = parent == 0 ? "the starting picture" : "turn \(parent)"
        if let aside = change.aside {
            // A region is confined to its box whether or not it was locked within.
            if change.identicalOutside == 1, change.enlargement != nil {
                return "changed \(share(change)); all else is pixel for pixel \(before)"
            }
            switch aside {
            case .off: return change.changed == 0 ? "nothing changed" : "not locked: " + untouched(change, before)
            case .nothingLocal:
                return "no change in one place was found; this is the model's whole picture (/lock loose \(retry))"
            default: return "the whole picture changed (\(reason(aside))); this is the model's own"
            }
        }
        guard change.changed > 0 else { return "nothing changed" }
        guard change.changed < 1 else {
            return "changed all of the picture" + (change.identicalOutside == nil ? ", which has a new size" : "")
        }
        if change.drift == nil, change.identicalOutside == 1, change.enlargement != nil {
            return "changed \(share(change)); all else is pixel for pixel \(before)"
        }
        guard change.drift != nil else { return "changed \(share(change)); " + untouched(change, before) }
        return "changed \(share(change)); the rest is pixel for pixel \(before)"
    }

    /// What looks as if nobody had asked for it, and what to type; `nil` where there is none.
    static func unasked(of change: ChangeReport) -> String? {
        let far = (change.places ?? []).enumerated().filter(\.element.isFar)
        guard let first = far.first else { return nil }
        let letters = far.map { ChangedPlace.letter($0.offset) }
        guard letters.count > 1 else {
            return
                "\(letters[0]), \(percent(first.element.share)), is far from the rest: /drop \(letters[0]) takes it away"
        }
        let shown = letters.prefix(6)
        let share = far.prefix(6).reduce(0) { $0 + $1.element.share }
        return "\(shown.joined(separator: ", ")), together \(percent(share)), are far from the rest: "
            + "/drop \(shown.joined(separator: " ")) takes them away"
    }

    /// "A  9.8 %  418x506 at 212,340"
    static func line(of place: ChangedPlace, at index: Int) -> String {
        "\(ChangedPlace.letter(index))  \(percent(place.share))  \(size(of: place))"
            + (place.isFar ? ", far from the rest" : "")
    }

    private static func size(of place: ChangedPlace) -> String {
        "\(place.box.width)x\(place.box.height) at \(place.box.x),\(place.box.y)"
    }

    /// How a turn was made of another one's received picture: "turn 3 again, loose, without 2 places".
    static func again(_ turn: Int, _ setting: LockSetting?) -> String {
        var words = ["turn \(turn) again"]
        guard let setting else { return words[0] }
        if setting.mode != .auto { words.append("lock \(setting.mode.rawValue)") }
        if setting.grow != 0 { words.append("grow \(setting.grow)") }
        if !setting.protect.isEmpty { words.append("with a part protected") }
        if let count = setting.dropped?.count, count > 0 {
            words.append("without \(count) place\(count == 1 ? "" : "s")")
        }
        return words.joined(separator: ", ")
    }

    private static let retry = "looks again"

    private static func untouched(_ change: ChangeReport, _ before: String) -> String {
        guard let outside = change.identicalOutside else { return "the picture has a new size" }
        if change.changed == 1 { return "no pixel stayed as it was" }
        if outside == 1 { return "the rest is pixel for pixel \(before)" }
        return "\(percent(outside)) of the rest is pixel for pixel \(before)"
    }

    /// "11.8 % (418x506 at 212,340)"
    private static func share(_ change: ChangeReport) -> String {
        let box = change.box.map { " (\($0.width)x\($0.height) at \($0.x),\($0.y))" } ?? ""
        return percent(change.changed) + box
    }

    private static func percent(_ share: Double) -> String {
        let value = share * 100
        // Never "100 %" for what is not all of it.
        if value > 99.9, value < 100 { return "99.9 %" }
        return value == 0 || value == 100
            ? "\(Int(value)) %" : String(format: value < 0.1 ? "%.2f %%" : "%.1f %%", value)
    }

    /// Places that are listed.
    private static let mostPlaces = 12

    private static func words(_ scope: InstructionScope) -> String {
        switch scope {
        case .whole, .another: "; your words are of all of it"
        case .local: "; your words are of a part"
        case .unknown: ""
        }
    }

    static func reason(_ aside: StandAside) -> String {
        switch aside {
        case .asked: "as you asked"
        case .newRatio: "it has a new shape"
        case .noAlignment: "nothing in it lies where it lay"
        case .area: "more than half of it"
        case .palette, .colour: "all its colours"
        case .structure: "it is drawn anew"
        case .nothingLocal: "no change in one place"
        case .off: "the lock is off"
        }
    }

    /// All that is known, for `/info`: names and values.
    static func details(of change: ChangeReport) -> [(String, String)] {
        var rows: [(String, String)] = []
        let parts = change.components > 1 ? ", in \(change.components) parts" : ""
        rows.append(("changed", share(change) + parts))
        if let places = change.places, places.count > 1 {
            for (index, place) in places.prefix(mostPlaces).enumerated() {
                rows.append((index == 0 ? "places" : "", line(of: place, at: index)))
            }
            if places.count > mostPlaces { rows.append(("", "and \(places.count - mostPlaces) smaller ones")) }
        }
        for (index, place) in (change.leftOut ?? []).prefix(mostPlaces).enumerated() {
            rows.append((index == 0 ? "left out" : "", "\(percent(place.share))  \(size(of: place))"))
        }
        if let identical = change.identical { rows.append(("identical", percent(identical) + " of all pixels")) }
        if let outside = change.identicalOutside {
            rows.append(("", percent(outside) + " of those outside the changed area"))
        }
        if let aside = change.aside { rows.append(("lock", "stood aside: \(reason(aside))")) }
        if let evidence = change.evidence {
            let drawn = evidence.structure.map { ", \(percent($0)) of what is drawn there" } ?? ""
            rows.append(
                ("went by", "outside it \(percent(evidence.same)) has the same colours\(drawn)" + words(evidence.scope))
            )
        }
        if let drift = change.drift {
            rows.append(
                (
                    "the model's",
                    String(
                        format: "shift %.1f,%.1f px; zoom %+.2f %% by %+.2f %%; turn %+.2f°; bend %.1f px",
                        drift.dx, drift.dy, (drift.scaleX - 1) * 100, (drift.scaleY - 1) * 100, drift.rotation,
                        drift.flow)
                ))
            rows.append(
                ("own drift", String(format: "colour ΔE %.3f, left over %.3f", drift.colour, drift.colourResidual)))
        }
        if let received = change.received {
            rows.append(
                (
                    "as received",
                    String(
                        format: "outside: SSIM %.3f, ΔE %.3f, %.1f %% identical", received.ssim, received.deltaE,
                        received.identical * 100)
                ))
        }
        if let enlargement = change.enlargement {
            rows.append(("scaled", String(format: "%.2f times, from what the model sent", enlargement)))
        }
        return rows
    }
}
