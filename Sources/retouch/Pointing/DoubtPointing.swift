import ImageModels
import LineEditing
import Locality
import Pictures
import Sessions
import Studio
import TerminalUI

/// A part of a picture that is shown to be taken or not.
struct DoubtPointing: PointingClient {
    private let found: PixelMask
    private let said: String
    private var stage: PictureStage
    /// What was typed and is no answer.
    private(set) var line: LineAtQuestion?

    static let keys = "Is this it? (y)es, (n)o"

    /// - Parameter found: of the picture that is shown, at any size.
    init(_ found: PixelMask, said: String, stage: PictureStage) {
        self.found = found
        self.said = said
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
        switch key {
        case .character("y"), .character("Y"): return .taken
        case .character("n"), .character("N"), .escape: return .left
        case .character(let scalar) where scalar != " ": line = LineAtQuestion(String(scalar))
        case .paste(let text) where text.contains { !$0.isWhitespace }: line = LineAtQuestion(text)
        default: return .nothing
        }
        return .changed
    }

    mutating func frame(columns: Int, rows: Int, isBlank: Bool) -> String {
        guard stage.prepare(columns: columns, rows: rows) != nil else { return "" }
        return stage.frame(
            isDraft: false, isBlank: isBlank, said: line.map { "> " + Sanitising.line($0.text, limit: 200) } ?? said,
            keys: line == nil ? Self.keys : LineAtQuestion.keys
        ) {
            ChangeOverlay.picture(of: $0, changed: found, by: stage.marks(false))
        }
    }
}

extension Conversation {
    /// The instruction with a part taken as it was found, which was shown and taken; `nil` where it was not, and where there is
    /// no terminal to show it at.
    func accepting(_ doubt: Doubt, for instruction: Instruction, from parent: Int?) async throws -> Instruction? {
        guard surroundings.standardInputIsTerminal else { return nil }
        let sent = try await sent(instruction, from: parent)
        // Nothing changes outside of a region, so nothing is shown to be taken there.
        guard
            let region = Region(
                selecting: doubt.found, in: PixelSize(width: sent.place.width, height: sent.place.height)),
            let found = region.placed(at: sent.place, in: sent.picture.size).within(
                instruction.region, of: sent.picture.size)
        else { return nil }
        let said = "Not sure \(Sanitising.line(doubt.what, limit: 200))."
        let isTaken: Bool
        if let (editor, stage) = try pointing(in: sent.picture) {
            let client = DoubtPointing(
                found.mask ?? PixelMask(box: found.box, in: sent.picture.size), said: said, stage: stage)
            let pointed = await editor.point(client, mouse: .cells)
            unanswering = pointed?.line?.text
            isTaken = pointed != nil && unanswering == nil
        } else {
            console.say("\(said) Found \(found.whereabouts(in: sent.picture.size))")
            let answer = try await reader.readLine(.question("Take it? [y/N]"))
            isTaken = answer.isYes
            if !isTaken, case .line(let text) = answer, Self.isLine(text) { unanswering = text }
        }
        guard isTaken else { return nil }
        var accepted = instruction
        accepted.text += ", \(doubt.acceptance)"
        console.say(console.style.dim(Sanitising.line(accepted.text, limit: 400)))
        return accepted
    }

    /// The picture that an instruction is about, and the place in it that a model is sent.
    func sent(_ instruction: Instruction, from parent: Int?) async throws -> SentPicture {
        let studio = try requireStudio()
        let turn = if let parent { parent } else { await studio.session.state.current }
        let picture = try await studio.picture(turn)
        let whole = Rectangle(x: 0, y: 0, width: picture.size.width, height: picture.size.height)
        let fitting = try instruction.region.map {
            try Fitting(of: picture.size, region: $0, to: model.profile, settings: settings)
        }
        return SentPicture(picture: picture, place: fitting?.crop?.crop ?? whole)
    }
}

/// A picture, and what of it was looked at.
struct SentPicture {
    var picture: Picture
    var place: Rectangle
}

extension TurnFailure {
    /// What was found and refused in doubt alone.
    var doubt: Doubt? { if case .model(.declined(.doubted(let doubt)), _) = self { doubt } else { nil } }

    /// The same where what was found was shown and not taken.
    var withoutDoubt: TurnFailure {
        guard case .model(.declined(.doubted(let doubt)), let turn) = self else { return self }
        return .model(.declined(doubt.declined), turn: turn)
    }
}
