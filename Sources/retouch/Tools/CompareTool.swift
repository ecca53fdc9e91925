import Foundation
import Locality
import ModelContextProtocol
import Pictures
import Sessions
import Studio

extension EditingTools {
    func compare(_ call: ToolCall) async throws -> ToolResult {
        let number = try session(call)
        return try await queue.run(number) {
            let studio = try await opened(number).studio
            let current = await studio.session.state.current
            let turn = call.integer("turn") ?? current
            let comparison: Studio.Comparison
            if let other = call.integer("with") {
                comparison = try await studio.comparison(of: other, with: turn)
            } else {
                guard turn != 0 else { throw Refusal("The starting picture changed nothing.", exit: .usage) }
                _ = try await studio.session.pictureRecord(turn)
                comparison = try await studio.comparison(of: turn)
            }
            return try result(comparison, session: number, call)
        }
    }

    private func result(_ comparison: Studio.Comparison, session: Int, _ call: ToolCall) throws -> ToolResult {
        let (before, after) = (comparison.before, comparison.after)
        let isSameSize = before.width == after.width && before.height == after.height
        let report = try ChangeReport(comparing: before, with: after)
        let words =
            isSameSize
            ? "Turn \(comparison.turns.after) visibly differs from turn \(comparison.turns.before) in "
                + "\(TurnLines.percent(report.changed)) of the picture; \(TurnLines.percent(report.identical ?? 0)) of the "
                + "pixels are bit for bit the same."
            : "They differ in size: \(before.width)x\(before.height) and \(after.width)x\(after.height)."
        return ToolResult(
            [
                "session": .integer(session), "before": .integer(comparison.turns.before),
                "after": .integer(comparison.turns.after), "sameSize": .bool(isSameSize),
                "changed": .amount(isSameSize ? report.changed : nil), "identical": .amount(report.identical),
                "box": isSameSize ? Self.value(of: report.box) : .null,
                "overlay": .text(comparison.file?.standardizedFileURL.path), "summary": .string(words),
            ],
            pictures: try PictureView.of(comparison.overlay ?? after, longestSide: view(call)).map { [$0] } ?? [])
    }
}
