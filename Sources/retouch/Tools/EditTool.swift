import Foundation
import ImageModels
import Locality
import ModelContextProtocol
import Pictures
import Sessions
import Studio
import TerminalUI

extension EditingTools {
    func edit(_ call: ToolCall) async throws -> ToolResult {
        let number = try session(call)
        let text = call.string("instruction") ?? ""
        try Refusal.refuse(keyIn: text)
        return try await queue.run(number) {
            let open = try await opened(number, model: call.string("model"))
            let parent = try await parent(call, in: open.studio.session)
            let start = try await open.studio.picture(parent)
            var instruction = try PictureOpening.instruction(text) { try files.toRead($0) }
            instruction.region = try await region(call, in: start)
            let settings = try settings(call, open.settings)
            let turn = try await perform(instruction, from: parent, settings, open, call)
            return try await result(turn, in: open, call)
        }
    }

    /// The turn to start from. Throws for one that has no picture.
    private func parent(_ call: ToolCall, in session: Session) throws -> Int {
        let parent = call.integer("from") ?? session.state.current
        _ = try session.pictureRecord(parent)
        return parent
    }

    private func region(_ call: ToolCall, in picture: Picture) async throws -> Region? {
        guard let typed = call.string("region") else { return nil }
        // A mask is a file as any other.
        return try await RegionChoice.region(typed, in: picture, models: models) { [files] in try files.toRead($0) }.0
    }

    private func settings(_ call: ToolCall, _ standard: TurnSettings) throws -> TurnSettings {
        var settings = standard
        for name in ["ratio", "size", "think"] {
            guard let value = call.string(name), let setting = TurnSetting.named(name) else { continue }
            do {
                try setting.change(&settings, value)
            } catch let refusal as Refusal {
                throw Refusal(refusal.message.what, exit: .usage)
            }
        }
        return settings
    }

    /// Has it agreed to what it costs, then carries it out, and books what it did cost.
    private func perform(
        _ instruction: Instruction, from parent: Int, _ settings: TurnSettings, _ open: OpenSession, _ call: ToolCall
    ) async throws -> Turn {
        let studio = open.studio
        let profile = open.model.profile
        let dollars =
            profile.service == nil
            ? 0
            : await studio.estimate(instruction, by: open.model, settings: settings, from: parent)?.dollars
        // What a person has chosen for the session in a conversation, they have named.
        let isChosen = ChosenModels(file: surroundings.chosenModelsFile).have(profile, for: await studio.session)
        let server = isChosen ? nil : servers.unnamed(profile)
        if let server {
            try await agree(to: server, dollars, of: profile, call)
        } else {
            try await agree(to: dollars, of: profile, call)
        }
        let before = await studio.spent
        let result: Result<Turn, any Error>
        do {
            if isChosen || servers.haveNamed(profile) { await choose(open) }
            try await keep(open, lock: call.string("lock").flatMap { LockSetting.Mode(rawValue: $0) })
            call.report("\(profile.shortName): editing")
            result = .success(
                try await studio.perform(instruction, from: parent, by: open.model, settings: settings) { event in
                    guard case .progress(let news) = event else { return }
                    let words = TurnLines.progress(news)
                    if !words.isEmpty { call.report("\(profile.shortName): \(words)") }
                })
        } catch {
            result = .failure(error)
        }
        allowance.settle(dollars, spent: await studio.spent - before)
        return try result.get()
    }

    /// The session goes on with this model unasked, in other runs and in a conversation.
    private func choose(_ open: OpenSession) async {
        ChosenModels(file: surroundings.chosenModelsFile).add(open.model.profile, for: await open.studio.session)
    }

    /// Writes down what the session goes on with, where it is another than before.
    private func keep(_ open: OpenSession, lock: LockSetting.Mode?) async throws {
        let session = await open.studio.session
        let lockBefore = await open.studio.lock
        let profile = open.model.profile
        let isSame = session.settings.map { $0.model == profile.chosenBy } ?? !servers.haveAgreed(profile)
        guard !isSame || (lock != nil && lock != lockBefore) else { return }
        try await open.studio.use(open.model, settings: open.settings, lock: lock)
    }

    /// Asks the person at the client before money is spent; where nobody can be asked, the limit counts. Throws a
    /// `Refusal` if the answer is no.
    private func agree(to dollars: Double?, of profile: ModelProfile, _ call: ToolCall) async throws {
        let title = profile.service.flatMap { try? models.service($0).title } ?? ""
        switch allowance.decide(dollars, canAsk: call.canAsk) {
        case .go: return
        case .refuse: throw ToolWords.refusal(dollars, of: profile, through: title, allowance)
        case .ask:
            // Rounded, so that it is the same question when the answer comes with a second call.
            let total = dollars == nil ? nil : (allowance.offer * 100).rounded(.up) / 100
            switch try await call.ask(ToolWords.question(dollars, of: profile, through: title, upTo: total)) {
            case .accepted(let form):
                allowance.agree(to: dollars, upTo: form[ToolWords.further]?.bool == true ? total : nil)
            case .declined: throw ToolWords.notAgreed("The person at the client did not agree to it.")
            case .dismissed: throw ToolWords.notAgreed("Nobody answered whether it may be spent.")
            }
        }
    }

    /// Asks the person at the client whether the picture may go to a server that they have not named, and spent what that
    /// costs. Throws a `Refusal` if the answer is no, or nobody can be asked.
    private func agree(
        to server: String, _ dollars: Double?, of profile: ModelProfile, _ call: ToolCall
    ) async throws {
        guard call.canAsk else { throw ToolWords.refusal(ofServer: server) }
        switch try await call.ask(ToolWords.question(aboutServer: server, dollars, of: profile)) {
        case .accepted(let form):
            allowance.agree(to: dollars, upTo: nil)
            if form[ToolWords.further]?.bool == true { servers.agree(to: server) }
        case .declined: throw ToolWords.notAgreed("The person at the client did not agree to that server.")
        case .dismissed: throw ToolWords.notAgreed("Nobody answered whether that server may have the picture.")
        }
    }

    private func result(_ turn: Turn, in open: OpenSession, _ call: ToolCall) async throws -> ToolResult {
        let session = await open.studio.session
        let picture = Self.value(of: turn.picture, in: turn.file)
        let remarks = turn.remarks.map {
            ToolWords.withoutCommands(TurnLines.describe($0, isFree: turn.cost?.dollars == 0))
        }
        let value: [String: JSONValue] = [
            "session": .integer(session.number), "turn": .integer(turn.number), "parent": .integer(turn.parent),
            "instruction": .string(Sanitising.text(turn.instruction)), "model": .string(Sanitising.name(turn.model)),
            "service": .text(turn.service.map { Sanitising.name($0) }), "picture": picture,
            "seconds": .amount(turn.seconds.map { ($0 * 1000).rounded() / 1000 }),
            "dollars": .amount(turn.cost?.dollars), "text": .text(turn.text.map { Sanitising.text($0) }),
            "selected": turn.selection.map {
                ["what": .string(Sanitising.line($0.what)), "share": .number($0.share)]
            } ?? .null,
            "change": turn.change.map(Self.value) ?? .null, "remarks": .array(remarks.map(JSONValue.string)),
            "summary": .string(ToolWords.summary(of: turn)),
        ]
        return ToolResult(
            .object(value),
            pictures: try PictureView.of(turn.picture.pixels(), longestSide: view(call)).map { [$0] } ?? [],
            links: [Self.link(to: turn.picture, in: turn.file)])
    }

    static func value(of box: Rectangle?) -> JSONValue {
        guard let box else { return .null }
        return [
            "x": .integer(box.x), "y": .integer(box.y), "width": .integer(box.width), "height": .integer(box.height),
        ]
    }

    private static func value(of change: ChangeReport) -> JSONValue {
        [
            "changed": .number(change.changed), "outsideIdentical": .amount(change.identicalOutside),
            "box": value(of: change.box), "lockStoodAside": .text(change.aside?.rawValue),
            "places": .array(
                (change.places ?? []).enumerated().map { index, place in
                    [
                        "letter": .string(place.letter ?? ChangedPlace.letter(index)), "share": .number(place.share),
                        "far": .bool(place.isFar), "box": value(of: place.box),
                    ]
                }),
        ]
    }
}
