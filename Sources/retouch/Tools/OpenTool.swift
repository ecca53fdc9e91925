import Foundation
import ImageModels
import ModelContextProtocol
import Pictures
import Sessions
import Studio
import TerminalUI

extension EditingTools {
    func open(_ call: ToolCall) async throws -> ToolResult {
        guard (call.string("picture") == nil) != (call.integer("session") == nil) else {
            throw Refusal("open takes either a picture's path or a session's number.", exit: .usage)
        }
        if let path = call.string("picture") { return try await begin(path, call) }
        let number = try session(call)
        return try await queue.run(number) {
            // Opened for writing, so that what was interrupted is finished, and what was rescued taken back.
            let session = try await opened(number).studio.session
            return try await result(session, "Session \(number) goes on at turn \(session.state.current).", call)
        }
    }

    private func begin(_ path: String, _ call: ToolCall) async throws -> ToolResult {
        let file = try files.toRead(path)
        let picture = try PictureOpening.picture(at: file, page: call.integer("page"))
        let session = try folder.create(
            about: picture, source: file.lastPathComponent, program: Program.nameAndVersion, at: Date()
        ).session
        if let model = try? await model(nil, for: nil) {
            ChosenModels(file: surroundings.chosenModelsFile).add(model.profile, for: session)
        }
        let remarks = PictureLines.remarks(of: picture).map(ToolWords.withoutCommands)
        return try await result(
            session,
            (["Session \(session.number) begins with \(Sanitising.name(file.lastPathComponent))."] + remarks)
                .joined(separator: "\n"), call)
    }

    private func result(_ session: Session, _ summary: String, _ call: ToolCall) async throws -> ToolResult {
        let current = session.state.current
        let (picture, views, links) = try shown(current, of: session, call)
        let model = try? await model(nil, for: session)
        return ToolResult(
            [
                "session": .integer(session.number),
                "source": .string(Sanitising.name((try? session.opened())?.source ?? "")),
                "current": .integer(current), "model": .text(model.map { Sanitising.name($0.profile.shortName) }),
                "turns": try turns(of: session), "picture": picture, "summary": .string(summary),
            ], pictures: views, links: links)
    }
}
