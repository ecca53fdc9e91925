import Foundation
public import ImageModels
public import Locality
import Pictures
public import Sessions

/// A session's instructions, to be carried out again on another picture or by another model.
public struct Replay: Sendable {
    public let steps: [Step]
    /// The session that they come from, and the turn that they led to.
    public let session: Int
    public let turn: Int

    /// The instructions that led from the starting picture to a turn (the current one by default).
    public init(of session: Session, to turn: Int? = nil) throws(SessionFailure) {
        let last = turn ?? session.state.current
        if last != 0, session.state.turn(last) == nil { throw .noSuchTurn(last) }
        var steps: [Step] = []
        for number in session.state.branch(to: last) {
            steps.append(try Replay.step(number, of: session))
        }
        self.init(steps: steps, session: session.number, turn: last)
    }

    private init(steps: [Step], session: Int, turn: Int) {
        self.steps = steps
        self.session = session
        self.turn = turn
    }

    private static func step(_ turn: Int, of session: Session) throws(SessionFailure) -> Step {
        let asked = try session.asked(turn)
        var instruction = try instruction(of: turn, in: session)
        let parent = try session.pictureRecord(asked.parent)
        let size = PixelSize(width: parent.width, height: parent.height)
        let region = instruction.region
        instruction.region = nil
        return Step(
            number: turn, instruction: instruction, confinement: region.map { .placed($0, on: size) },
            settings: asked.settings, lock: asked.lock?.mode, model: asked.model)
    }

    /// A turn's instruction with the pictures that it attached and what it was confined to.
    public static func instruction(of turn: Int, in session: Session) throws(SessionFailure) -> Instruction {
        let asked = try session.asked(turn)
        var references: [Instruction.Reference] = []
        for reference in asked.references {
            references.append(.init(name: reference.name, picture: try session.reference(reference, of: turn)))
        }
        return Instruction(text: asked.instruction, references: references, region: try session.region(of: turn))
    }

    /// The same with one step's text changed; `nil` if there is no such turn among the steps.
    public func changing(turn: Int, to text: String) -> Replay? {
        guard let index = steps.firstIndex(where: { $0.number == turn }) else { return nil }
        var changed = steps
        changed[index].instruction = Instruction(
            text: text, references: changed[index].instruction.references.filter { text.contains("@" + $0.name) })
        return Replay(steps: changed, session: session, turn: self.turn)
    }

    /// A digest of all that decides what comes of the steps, apart from the picture they start from.
    public func recipe(
        model: ModelProfile, settings: TurnSettings, lock: LockSetting.Mode?, reusing first: Int? = nil
    ) -> String {
        struct Ingredient: Encodable {
            var instruction: String
            var references: [String]
            var region: Rectangle?
            var regionName: String?
            var regionMask: String?
            var settings: TurnSettings
            var lock: LockSetting.Mode?
        }
        struct Recipe: Encodable {
            var model: String
            var service: String?
            var reusing: Int?
            var steps: [Ingredient]
        }
        let ingredients = steps.map { step in
            var ingredient = Ingredient(
                instruction: step.instruction.text, references: step.instruction.references.map(\.picture.sha256),
                settings: step.settings(chosen: settings, model: model), lock: lock ?? step.lock)
            ingredient.settings.budget = nil
            switch step.confinement {
            case .placed(let region, _):
                ingredient.region = region.box
                ingredient.regionName = region.name
                ingredient.regionMask = region.mask.map { Picture.sha256(of: Data($0.values)) }
            case .typed(let text): ingredient.regionName = text
            case nil: break
            }
            return ingredient
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let recipe = Recipe(model: model.id, service: model.service, reusing: first, steps: ingredients)
        return Picture.sha256(of: (try? encoder.encode(recipe)) ?? Data())
    }
}
