import Foundation
import ImageModels
import Locality
import Pictures
import Sessions

/// One turn as the page has it; turn 0 is the starting picture.
struct PageTurn: Encodable {
    struct PagePicture: Encodable {
        /// What the page loads: a path beside it, or the picture itself as a `data:` address.
        var src: String
        var file: String?
        var format: PictureFormat
        var width: Int
        var height: Int
    }

    var number: Int
    var parent: Int?
    var outcome: SessionState.Outcome
    /// What to say of a turn that has no picture.
    var state: String?
    var instruction: String?
    var picture: PagePicture?
    /// One of several places where it changed the picture.
    struct PagePlace: Encodable {
        var letter: String
        var box: Rectangle
    }

    /// Where it changed the picture.
    var box: Rectangle?
    var places: [PagePlace]?
    var change: String?
    var selected: String?
    var region: String?
    var model: String?
    var time: String?
    var cost: String?
    var asked: String?
    var text: String?
    var references: [String]?
    var remarks: [String]?

    init(startOf session: Session, words: PageWords, contents: PageContents) throws {
        let opened = try session.opened()
        number = 0
        outcome = .answered
        instruction = opened.made?.instruction
        picture = try contents.picture(opened.picture, 0)
        if contents.showsModels {
            text = opened.made?.text
            model = opened.made.map { words.model($0.model) }
        }
        if contents.showsCosts { cost = opened.made?.cost.map(words.cost) }
        asked = PageTurn.date(opened.at)
    }

    init(_ entry: SessionState.TurnEntry, of session: Session, words: PageWords, contents: PageContents) throws {
        let asked = try session.asked(entry.number)
        number = entry.number
        parent = entry.parent
        outcome = entry.outcome
        instruction = asked.instruction
        references = asked.references.isEmpty ? nil : asked.references.map(\.name)
        if let box = asked.region?.box {
            region = (asked.region?.name.map { "\($0), " } ?? "") + "\(box.width)×\(box.height) at \(box.x),\(box.y)"
        }
        if contents.showsModels {
            model = words.model(asked.model) + (asked.service.map { " (\($0))" } ?? "")
        }
        self.asked = PageTurn.date(asked.at)
        var cost: Cost?
        switch try session.ending(of: entry.number) {
        case .answered(let answered):
            picture = try contents.picture(answered.picture, entry.number)
            cost = answered.cost
            time = answered.seconds.map(words.seconds)
            selected = answered.selection.map(words.selection)
            change = answered.change.flatMap { words.change($0, entry.parent) }
            box = answered.change.flatMap { $0.changed > 0 ? $0.box : nil }
            if let all = answered.change?.places, all.count > 1 {
                places = all.prefix(26).enumerated().map {
                    PagePlace(letter: ChangedPlace.letter($0.offset), box: $0.element.box)
                }
            }
            if contents.showsModels {
                text = answered.text
                remarks = answered.remarks.map { $0.map(words.remark) }
            }
        case .failed(let failed):
            state = "failed"
            cost = failed.cost
            remarks = [words.failure(failed)]
        case .cancelled: state = "cancelled"
        case .interrupted: state = "interrupted"
        default: state = "under way"
        }
        if contents.showsCosts { self.cost = cost.map(words.cost) }
    }

    /// "2026-11-25 03:53", in UTC.
    static func date(_ date: Date) -> String {
        let text = date.formatted(.iso8601)
        return text.prefix(10) + " " + text.dropFirst(11).prefix(5) + " UTC"
    }
}

/// What a page shows of a session, and where its pictures are.
struct PageContents: Sendable {
    var showsModels: Bool
    var showsCosts: Bool
    var picture: @Sendable (PictureRecord, _ turn: Int) throws -> PageTurn.PagePicture

    /// Everything, with the pictures beside the page.
    static let beside = PageContents(showsModels: true, showsCosts: true) { record, _ in
        var allowed = CharacterSet.alphanumerics
        allowed.insert(charactersIn: "-._/")
        return PageTurn.PagePicture(
            src: record.file.addingPercentEncoding(withAllowedCharacters: allowed) ?? "", file: record.file,
            format: record.format, width: record.width, height: record.height)
    }
}
