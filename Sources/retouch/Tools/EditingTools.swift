import Foundation
import ImageModels
import LineEditing
import Locality
import ModelContextProtocol
import Pictures
import Sessions
import Studio
import TerminalUI
import Texts

/// What programs can have done by `retouch mcp`, and all that it is done with. Each tool has a file of its own.
///
/// A session is opened for one call and closed after it: between calls a person can go on with it, and nothing is open
/// when the server ends.
struct EditingTools: Sendable {
    let console: Console
    let folder: SessionsFolder
    let models: Models
    let options: ModelOptions
    let files: PermittedFolders
    let servers: NamedServers
    let allowance: Allowance
    let queue = SessionQueue()

    var surroundings: Surroundings { console.surroundings }

    /// The tools as they are described in `tools.json`.
    func all() throws -> [Tool] {
        let described = try JSONValue(text: Data(Texts.tools)).array ?? []
        return described.map { description in
            Tool(description) { call in
                switch description["name"]?.string {
                case "open": try await open(call)
                case "edit": try await edit(call)
                case "compare": try await compare(call)
                case "undo": try await undo(call)
                case "export": try await export(call)
                case "history": try history(call)
                case "models": try await models(call)
                default: try await cost(call)
                }
            }
        }
    }

    // MARK: Sessions

    /// A session that is open for one call, with what its next edit is asked of and set to.
    struct OpenSession: Sendable {
        let studio: Studio
        let model: any ImageModel
        let settings: TurnSettings
    }

    /// The number of the session that a call is about.
    func session(_ call: ToolCall) throws -> Int {
        guard let number = call.integer("session") else {
            throw Refusal("Say which session.", next: "open begins one, history lists them.", exit: .usage)
        }
        return number
    }

    /// Opens a session. Throws what keeps it from being opened, and a `Refusal` for a model that can't be had.
    func opened(_ number: Int, model name: String? = nil) async throws -> OpenSession {
        let session = try folder.read(number)
        let isKnown = ChosenModels(file: surroundings.chosenModelsFile).know(session)
        let model = try await model(name, for: session)
        let settings = try settings(for: session, isKnown: isKnown)
        let studio = Studio(
            writer: try folder.open(number, at: Date()), model: model, settings: settings,
            rescueFolder: surroundings.rescueFolder, spendingLog: SpendingLog(file: surroundings.spendingFile),
            selecting: models.selecting, cutting: models.cutting, modelOf: models.reading)
        _ = await studio.finishInterrupted()
        return OpenSession(studio: studio, model: model, settings: settings)
    }

    /// The model that was named for this call or for the server, the one that was chosen here for the session, or the
    /// standard one. What only a journal names is not asked: it may be anybody's.
    func model(_ name: String?, for session: Session?) async throws -> any ImageModel {
        if let name = name ?? options.model { return try await models.choose(name).model }
        if let session, let kept = session.settings?.model, let model = try? await models.choose(kept).model,
            servers.haveAgreed(model.profile)
                || ChosenModels(file: surroundings.chosenModelsFile).have(model.profile, for: session)
        {
            return model
        }
        return try await models.standard().model
    }

    /// What is set in the session, with what was said when the server was started. A session from elsewhere lifts no
    /// limit, and tells no prices.
    private func settings(for session: Session, isKnown: Bool) throws -> TurnSettings {
        let own = options.settings(models)
        guard var settings = session.settings?.settings else { return own }
        if !isKnown {
            settings.budget = own.budget.map { min($0, settings.budget ?? $0) } ?? settings.budget
            (settings.price, settings.prices) = (own.price, own.prices)
            settings.extra = own.extra
        }
        return try options.changed(settings)
    }

    // MARK: Answers

    /// What is told of a failure: what happened, what was kept, and what to do where that can be done from here.
    func failure(_ error: any Error) -> ToolResult {
        // Who is not shown what was found can't say that it is right.
        let error = (error as? TurnFailure)?.withoutDoubt ?? error
        let words = SecretText.masked(ToolWords.failure(Message(error, surroundings: surroundings)))
        return ToolResult(["error": .string(words)], isError: true)
    }

    /// How large the picture in the answer is to be.
    func view(_ call: ToolCall) -> Int { call.integer("view") ?? PictureView.longestSide }

    /// A turn's picture with its view and the link to its file.
    func shown(
        _ turn: Int, of session: Session, _ call: ToolCall
    ) throws -> (value: JSONValue, views: [ToolResult.Image], links: [ToolResult.Link]) {
        let picture = try session.picture(turn)
        let file = try session.pictureFile(turn)
        return (
            Self.value(of: picture, in: file),
            try PictureView.of(picture.pixels(), longestSide: view(call)).map { [$0] } ?? [],
            [Self.link(to: picture, in: file)]
        )
    }

    static func value(of picture: Picture, in file: URL) -> JSONValue {
        [
            "path": .string(file.standardizedFileURL.path), "uri": .string(file.standardizedFileURL.absoluteString),
            "format": .string(picture.format.rawValue), "width": .integer(picture.width),
            "height": .integer(picture.height), "sha256": .string(picture.sha256),
        ]
    }

    static func link(to picture: Picture, in file: URL) -> ToolResult.Link {
        .init(file.standardizedFileURL, type: picture.format.mediaType, bytes: picture.data.count)
    }

    /// A session's turns, whatever came of them.
    func turns(of session: Session) throws -> JSONValue {
        .array(
            try session.state.turns.map { entry in
                let summary = try TurnSummary(entry, of: session)
                let cost: Cost? =
                    switch try session.ending(of: entry.number) {
                    case .answered(let answered): answered.cost
                    case .failed(let failed): failed.cost
                    case .cancelled(let ended), .interrupted(let ended): ended.cost
                    default: nil
                    }
                return [
                    "turn": .integer(summary.turn), "parent": .integer(summary.parent),
                    "outcome": .string(summary.outcome),
                    "instruction": .string(Sanitising.text(summary.instruction)),
                    "model": .string(Sanitising.name(summary.model)), "current": .bool(summary.current),
                    "picture": summary.picture.map {
                        .string(session.folder.appendingPathComponent($0.file).standardizedFileURL.path)
                    } ?? .null,
                    "dollars": cost.map { .number($0.dollars) } ?? .null,
                ]
            })
    }
}

extension JSONValue {
    /// Null where there is nothing.
    static func text(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }
    static func amount(_ number: Double?) -> JSONValue { number.map(JSONValue.number) ?? .null }
    static func whole(_ number: Int?) -> JSONValue { number.map(JSONValue.integer) ?? .null }
}
