import Locality
import Pictures
public import Sessions

/// Several turns in a row as one edit of the picture before them.
public struct Squash: Sendable {
    public let instruction: Instruction
    /// The turn to start from.
    public let parent: Int
    /// Some of the turns were in regions, and not all of them in the same: the squash is of all of the picture.
    public let leavesRegions: Bool

    public enum Failure: Error, Sendable, Equatable {
        /// Both are there, and the first did not lead to the last. `way` are the turns that did.
        case otherBranch(first: Int, last: Int, way: [Int])
    }

    /// Throws `SessionFailure.noSuchTurn`, or `Failure` if one turn did not lead to the other.
    public init(from first: Int, to last: Int, of session: Session) throws {
        for turn in [last, first] where session.state.turn(turn) == nil { throw SessionFailure.noSuchTurn(turn) }
        let branch = session.state.branch(to: last)
        guard let start = branch.firstIndex(of: first) else {
            throw Failure.otherBranch(first: first, last: last, way: branch)
        }
        let turns = branch[start...]
        var texts: [String] = []
        var references: [Instruction.Reference] = []
        var regions: [Region?] = []
        for turn in turns {
            let instruction = try Replay.instruction(of: turn, in: session)
            if !regions.contains(instruction.region) { regions.append(instruction.region) }
            var text = instruction.text
            for var reference in instruction.references {
                // The same name may have stood for another picture.
                if let other = references.first(where: { $0.name == reference.name }),
                    other.picture.sha256 != reference.picture.sha256
                {
                    let name = "turn\(turn)-" + reference.name.filter { !"\"' ".contains($0) }
                    text = text.replacing("@" + reference.name, with: "@" + name)
                    reference.name = name
                }
                if !references.contains(where: { $0.name == reference.name }) { references.append(reference) }
            }
            texts.append(text)
        }
        parent = try session.asked(first).parent
        leavesRegions = regions.count > 1
        instruction = Instruction(
            text: "Make all of these edits together: "
                + texts.enumerated().map { "(\($0 + 1)) \($1)" }.joined(separator: "; "),
            references: references, region: leavesRegions ? nil : regions[0])
    }
}
