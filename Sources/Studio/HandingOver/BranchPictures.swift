public import Pictures
public import Sessions

/// The pictures that led to a turn, the starting picture first.
public struct BranchPictures: Sendable {
    public struct Step: Sendable {
        public let turn: Int
        /// What was typed; of the starting picture, the name of its file.
        public let title: String
        public let picture: Picture
    }

    public let steps: [Step]

    /// Throws `SessionFailure`, also for a turn that is not there or has no picture.
    public init(of session: Session, to turn: Int) throws(SessionFailure) {
        _ = try session.pictureFile(turn)
        var steps = [Step(turn: 0, title: try session.opened().source, picture: try session.picture(0))]
        for number in session.state.branch(to: turn) {
            steps.append(
                Step(
                    turn: number, title: try session.asked(number).instruction, picture: try session.picture(number)))
        }
        self.steps = steps
    }

    public var last: Step { steps[steps.count - 1] }
}
