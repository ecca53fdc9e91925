import Foundation
import ModelContextProtocol
import Pictures
import Sessions
import Studio
import TerminalUI

extension EditingTools {
    func export(_ call: ToolCall) async throws -> ToolResult {
        let number = try session(call)
        var request = ExportRequest()
        request.path = try files.toWrite(call.string("path") ?? "").path
        request.turn = call.integer("turn")
        request.quality = call.integer("quality") ?? 90
        request.longestSide = call.integer("maxSide")
        request.inSRGB = call.bool("srgb") ?? false
        request.replacing = call.bool("replace") ?? false
        return try await queue.run(number) { [request] in
            let session = try folder.read(number)
            let turn = request.turn ?? session.state.current
            let (path, picture) = try Exporting(console: console).export(request, of: session)
            let file = URL(fileURLWithPath: path)
            return ToolResult(
                [
                    "session": .integer(number), "turn": .integer(turn), "file": Self.value(of: picture, in: file),
                    "bytes": .integer(picture.data.count),
                    "summary": .string(
                        "Wrote turn \(turn), \(picture.width)x\(picture.height) \(picture.format.rawValue), to "
                            + "\(Sanitising.name(file.lastPathComponent))."),
                ], links: [Self.link(to: picture, in: file)])
        }
    }
}
