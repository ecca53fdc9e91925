import Pictures
import TerminalUI

/// What `/export` and `retouch export` are told, checked.
struct ExportRequest {
    /// What is written.
    enum Kind { case picture, everyTurn, sheet, steps, layers, archive }

    var kind = Kind.picture
    /// A file, or a folder for it.
    var path = ""
    /// The ending of what is written into a folder; `nil` for the turn's own.
    var ending: String?
    var turn: Int?
    var quality = 90
    var longestSide: Int?
    var replacing = false
    var received = false
    var tellsStory = true
    var inSRGB = false
    var bits: Int?
    var metadata = PictureMetadata.Keeping.usual

    init() {}

    /// Reads the words after `/export`. Throws a `Refusal`.
    init(words: [String]) throws {
        var rest = words[...]
        var paths: [String] = []
        func number(_ name: String, _ range: ClosedRange<Int>) throws -> Int {
            guard let word = rest.popFirst(), let value = Int(word), range.contains(value) else {
                throw Refusal(
                    "\(name) takes a number from \(range.lowerBound) to \(range.upperBound).", next: "/help export",
                    exit: .usage)
            }
            return value
        }
        while let word = rest.popFirst() {
            switch word {
            case "--turn": turn = try number(word, 0...1_000_000)
            case "--quality": quality = try number(word, 1...100)
            case "--max-side": longestSide = try number(word, 1...65_500)
            case "--force": replacing = true
            case "--received": received = true
            case "--no-story": tellsStory = false
            case "--srgb": inSRGB = true
            case "--bits":
                guard let number = rest.popFirst().flatMap({ Int($0) }), [8, 16].contains(number) else {
                    throw Refusal("--bits takes 8 or 16.", next: "/help export", exit: .usage)
                }
                bits = number
            case "--metadata":
                guard let keeping = rest.popFirst().flatMap({ PictureMetadata.Keeping(rawValue: $0) }) else {
                    throw Refusal("--metadata takes usual, all or none.", next: "/help export", exit: .usage)
                }
                metadata = keeping
            case "--all": kind = .everyTurn
            case "--sheet": kind = .sheet
            case "--steps": kind = .steps
            case "--zip": kind = .archive
            case let option where option.hasPrefix("--"):
                throw Refusal(
                    "/export has no option \(Sanitising.name(option, limit: 40)).", next: "/help export", exit: .usage)
            default: paths.append(word)
            }
        }
        guard paths.count == 1 else {
            throw Refusal("/export takes one file to write.", next: "For example: /export jacket.jpg", exit: .usage)
        }
        path = paths[0]
        if kind == .picture { kind = ExportRequest.kind(of: path) }
        try refuseUnheeded()
    }

    /// Throws a `Refusal` for what was said and would make no difference to what is written.
    func refuseUnheeded() throws {
        let colours = [
            ("--srgb", inSRGB), ("--bits", bits != nil), ("--metadata", metadata != .usual),
        ]
        let shape = [("--quality", quality != 90), ("--max-side", longestSide != nil)]
        let story = [("--no-story", !tellsStory)]
        let own = [("--received", received)]
        let (what, unheeded): (String, [(String, Bool)]) =
            switch kind {
            case .picture where received:
                ("--received writes the model's own bytes exactly as they came", shape + story + colours)
            case .picture: ("", [])
            case .everyTurn: ("--all writes the kept pictures", own)
            case .sheet: ("A contact sheet is a new picture", own + colours)
            case .steps: ("An animation is a new picture", own + colours)
            case .layers: ("Layers are written whole, as they are", own + shape + colours)
            case .archive:
                ("--zip packs the whole session as it is", [("a turn", turn != nil)] + own + shape + story + colours)
            }
        let said = unheeded.filter(\.1).map(\.0)
        guard !said.isEmpty else { return }
        throw Refusal(
            "\(what): \(said.joined(separator: ", ")) would make no difference.", kept: "Nothing was written.",
            next: "Leave \(said.count == 1 ? "it" : "them") out"
                + (kind == .archive ? ", or name a picture instead of the archive: out.jpg" : "."),
            exit: .usage)
    }

    /// Layers by the name's ending, else one picture.
    static func kind(of path: String) -> Kind { path.lowercased().hasSuffix(".ora") ? .layers : .picture }
}
