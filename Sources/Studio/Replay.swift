import Pictures
public import Sessions

/// A session's instructions, to be carried out again on another picture or by another model.
public struct Replay: Sendable {
    public let steps: [Step]

    public struct Step: Sendable {
        /// The turn that it comes from.
        public let turn: Int
        public var instruction: Instruction
    }

    /// The instructions that led from the starting picture to a turn (the current one by default).
    public init(of session: Session, to turn: Int? = nil) throws(SessionFailure) {
        let last = turn ?? session.state.current
        if last != 0, session.state.turn(last) == nil { throw .noSuchTurn(last) }
        var steps: [Step] = []
        for number in session.state.branch(to: last) {
            steps.append(.init(turn: number, instruction: try Replay.instruction(of: number, in: session)))
        }
        self.steps = steps
    }

    /// A turn's instruction with the pictures that it attached.
    public static func instruction(of turn: Int, in session: Session) throws(SessionFailure) -> Instruction {
        let asked = try session.asked(turn)
        var references: [Instruction.Reference] = []
        for reference in asked.references {
            references.append(.init(name: reference.name, picture: try session.reference(reference, of: turn)))
        }
        return Instruction(text: asked.instruction, references: references)
    }

    /// The same with one step's text changed; `false` if there is no such turn among the steps.
    public func changing(turn: Int, to text: String) -> Replay? {
        guard let index = steps.firstIndex(where: { $0.turn == turn }) else { return nil }
        var changed = steps
        changed[index].instruction = Instruction(
            text: text, references: changed[index].instruction.references.filter { text.contains("@" + $0.name) })
        return Replay(steps: changed)
    }

    private init(steps: [Step]) {
        self.steps = steps
    }
}
