import Foundation
import ImageModels
import LineEditing
import Locality
import Pictures
import Sessions
import Studio
import TerminalUI

/// The lines about a turn, for a person.
enum TurnLines {
    /// "turn 4  local  1024x1024 png  0.9 s  sessions/0007/004.png", what was selected, and the model's own words.
    /// Where nobody converses, what can be typed next is told by `advice`.
    static func summary(
        of turn: Turn, style: Style, surroundings: Surroundings, advising advice: CommandLineAdvice? = nil
    ) -> String {
        var facts = [
            style.bold("turn \(turn.number)"), turn.model == ModelCatalogue.builtInID ? "local" : shortName(turn.model),
            "\(turn.picture.width)x\(turn.picture.height) \(turn.picture.format.rawValue)",
        ]
        if let seconds = turn.seconds { facts.append(self.seconds(seconds)) }
        if let cost = turn.cost { facts.append(Amounts.dollars(cost)) }
        facts.append(surroundings.linked(turn.file, at: surroundings.talk))
        var lines = [facts.joined(separator: "  ")]
        if let selection = turn.selection { lines.append(describe(selection)) }
        if let change = turn.change, let line = ChangeLines.summary(of: change, parent: turn.parent) {
            lines.append(line)
        }
        if let line = turn.change.flatMap(ChangeLines.unasked) { lines.append(line) }
        if let text = turn.text, !text.isEmpty { lines.append("\u{201C}\(Sanitising.text(text))\u{201D}") }
        lines += turn.remarks.map { remark in
            let line = describe(remark, isFree: turn.cost?.dollars == 0)
            return advice?.text(line) ?? line
        }
        return lines.joined(separator: "\n")
    }

    static func describe(_ remark: Reply.Remark, isFree: Bool = false) -> String {
        switch remark {
        case .onlyThoughtImage: "The model sent only drafts of its thinking; the last of them was kept."
        case .onlyDraft:
            "The answer ended before the finished picture; what was kept is the newest draft of it. /retry asks again."
        case .declaredAs(let type):
            "The service called it \(Sanitising.line(type, limit: 40)); it was saved as what it is."
        case .inRefusal(let status):
            "The service answered with HTTP \(status), and with this picture all the same."
                + (isFree ? "" : " It may have been charged.")
        case .unchanged:
            "The model gave back the picture that it was sent: nothing was edited. /retry asks again; /lock off takes what came."
        case .otherRatio(let asked, let width, let height):
            "\(asked) was asked for, and \(width)x\(height) came: the model may have moved or cut things."
        case .otherShape(let asked, let width, let height):
            "\(asked.width)x\(asked.height) was asked for, and \(width)x\(height) came, another shape: the model may have moved or cut things. /retry asks again."
        case .smaller(let asked, let width, let height):
            "\(asked.width)x\(asked.height) was asked for, and only \(width)x\(height) came\(isFree ? "" : "; it may be charged as asked for"). What came is kept. /retry asks again."
        case .tiny(let width, let height):
            "Only \(width)x\(height) came, which can hardly be the picture; it is kept as it came. /undo goes back, /retry asks again."
        case .fetched(let host): "The picture came by a link to \(Sanitising.line(host, limit: 80))."
        case .withoutHistory: "The service did not accept the conversation so far; it was asked with the picture alone."
        case .cutOff: "The connection broke after this picture had come; the rest of the answer is missing."
        case .tier(""):
            "The cheaper tier was asked for, and the service does not tell which was given: its price here is the full one."
        case .tier(let given):
            given == "flex"
                ? "It ran in the cheaper tier; its price here is still the full one, since no price of pictures in it is known."
                : "The cheaper tier was asked for, and \(Sanitising.line(given, limit: 40)) was given."
        case .cutOut(.ground): "The model painted a plain ground; it was taken out."
        case .cutOut(.scene):
            "The model painted no plain ground; what seems to be the subject was cut out of it. /undo goes back."
        case .cutOut(.nothingLeft):
            "Taking the ground out would have left nothing, so the picture is kept as it came. /undo goes back, /retry asks again."
        case .cutOut(.lost):
            "The picture before was transparent in places, and what came is not: it is kept as it came. Try: remove the background, with /model local; /undo goes back."
        case .cutOut(.chequers):
            "The model painted the squares that stand for transparency; they were taken out."
        case .cutOut(.nothing):
            "Nothing could be told from the ground surely, so it is still there. Try: remove the background, with /model local."
        case .others(let count):
            "\(count) more \(count == 1 ? "picture" : "pictures") came in the same answer, each a turn of its own: /pick chooses."
        case .missing(let count):
            "\(count) more \(count == 1 ? "picture" : "pictures") of the same answer could not be fetched or read; the answer stays in the session's folder, with the turn's number and received.bin."
        }
    }

    static func progress(_ progress: ModelProgress) -> String {
        switch progress {
        case .step(let step): step
        case .waiting(let seconds, let attempt):
            "busy; request \(attempt) in \(Message.duration(seconds))"
        case .receiving(let bytes, let total):
            "receiving \(bytes >> 10)\(total.map { " of \($0 >> 10)" } ?? "") KB"
        case .draft: "painting on; a draft has come"
        case .requested, .answered: ""
        }
    }

    static func tokens(_ usage: Usage) -> String {
        func parts(_ pictures: Int?, _ thoughts: Int? = nil) -> String {
            let parts = [pictures.map { "\($0) for pictures" }, thoughts.map { "\($0) for thoughts" }].compactMap(
                \.self)
            return parts.isEmpty ? "" : " (\(parts.joined(separator: ", ")))"
        }
        return "\(usage.inputTokens) tokens in\(parts(usage.inputImageTokens)), "
            + "\(usage.outputTokens) out\(parts(usage.outputImageTokens, usage.thoughtTokens))"
    }

    static func describe(_ selection: Reply.Selection) -> String {
        var line = "selected: \(Sanitising.line(selection.what)), \(percent(selection.share)) of the picture"
        if let note = selection.note { line += "\n" + Sanitising.text(note) }
        return line
    }

    static func percent(_ share: Double) -> String {
        let value = share * 100
        return value >= 10 || value == 0 ? "\(Int(saturating: value)) %" : String(format: "%.1f %%", value)
    }

    static func seconds(_ seconds: Double) -> String {
        String(format: seconds < 0.1 ? "%.2f s" : seconds < 10 ? "%.1f s" : "%.0f s", seconds)
    }

    static func shortName(_ model: String) -> String {
        ModelCatalogue.standard[model]?.names.first ?? Sanitising.name(model, limit: 40)
    }
}

/// One turn as an object on standard output.
struct TurnObject: Encodable {
    struct PictureObject: Encodable {
        let path: String
        let format: String
        let width: Int
        let height: Int
        let sha256: String
    }

    let session: Int
    let turn: Int
    let parent: Int
    let instruction: String
    let model: String
    let picture: PictureObject
    let selected: Reply.Selection?
    let seconds: Double?
    let text: String?
    let change: ChangeReport?

    init(_ turn: Turn, session: Int, surroundings: Surroundings) {
        self.session = session
        self.turn = turn.number
        parent = turn.parent
        instruction = turn.instruction
        model = turn.model
        picture = PictureObject(
            path: surroundings.shown(turn.file), format: turn.picture.format.rawValue, width: turn.picture.width,
            height: turn.picture.height, sha256: turn.picture.sha256)
        selected = turn.selection
        seconds = turn.seconds.map { ($0 * 1000).rounded() / 1000 }
        text = turn.text
        change = turn.change
    }

    private enum Key: String, CodingKey {
        case session, turn, parent, instruction, model, picture, selected, seconds, text, change
    }

    /// Every key is there, `null` where there is nothing to say: programs need not tell the cases apart.
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(session, forKey: .session)
        try container.encode(turn, forKey: .turn)
        try container.encode(parent, forKey: .parent)
        try container.encode(instruction, forKey: .instruction)
        try container.encode(model, forKey: .model)
        try container.encode(picture, forKey: .picture)
        try container.encode(selected, forKey: .selected)
        try container.encode(seconds, forKey: .seconds)
        try container.encode(text, forKey: .text)
        try container.encode(change, forKey: .change)
    }
}

/// A failure as an object on standard output.
struct FailureObject: Encodable {
    let instruction: String?
    let error: String
    let kept: String?
    let next: String?
    let exit: Int32

    init(_ message: Message, instruction: String?) {
        self.instruction = instruction.map(SecretText.masked)
        error = SecretText.masked(message.what)
        kept = message.kept.map(SecretText.masked)
        next = message.next.map(SecretText.masked)
        exit = message.exit.rawValue
    }
}
