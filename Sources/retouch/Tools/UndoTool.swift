import ModelContextProtocol
import Sessions
import Studio
import TerminalUI

extension EditingTools {
    func undo(_ call: ToolCall) async throws -> ToolResult {
        guard call.integer("steps") == nil || call.integer("to") == nil else {
            throw Refusal("undo takes either steps or a turn to go to.", exit: .usage)
        }
        let number = try session(call)
        return try await queue.run(number) {
            let studio = try await opened(number).studio
            if let turn = call.integer("to") {
                try await studio.goto(turn)
            } else {
                let steps = call.integer("steps") ?? 1
                let depth = await studio.session.state.branch(to: studio.session.state.current).count
                guard steps <= depth else {
                    throw Refusal(
                        depth == 0
                            ? "There is nothing to undo: this is the picture that was opened."
                            : "Only \(depth) turn\(depth == 1 ? "" : "s") can be undone.", exit: .usage)
                }
                _ = try await studio.undo(steps)
            }
            let session = await studio.session
            let current = session.state.current
            let (picture, views, links) = try shown(current, of: session, call)
            let what =
                current == 0
                ? "the picture that was opened"
                : "turn \(current): " + Sanitising.line(try session.asked(current).instruction, limit: 200)
            return ToolResult(
                [
                    "session": .integer(number), "current": .integer(current), "picture": picture,
                    "summary": .string("The next edit starts from \(what)"),
                ], pictures: views, links: links)
        }
    }
}
