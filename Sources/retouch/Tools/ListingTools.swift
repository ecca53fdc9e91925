import Foundation
import ImageModels
import ModelContextProtocol
import Pictures
import Sessions
import Studio
import TerminalUI

/// Tools that change nothing.
extension EditingTools {
    /// Sessions that are listed at most: the newest.
    private static let mostSessions = 200

    func history(_ call: ToolCall) throws -> ToolResult {
        if let number = call.integer("session") {
            let session = try folder.read(number)
            let turns = session.state.turns.count
            return ToolResult([
                "session": .integer(number),
                "source": .string(Sanitising.name((try? session.opened())?.source ?? "")),
                "current": .integer(session.state.current), "turns": try self.turns(of: session),
                "summary": .string(
                    "Session \(number) has \(turns) turn\(turns == 1 ? "" : "s"); the current one is \(session.state.current)."
                ),
            ])
        }
        let numbers = folder.numbers()
        let sessions = numbers.suffix(Self.mostSessions).reversed().compactMap { try? folder.read($0) }
        return ToolResult([
            "sessions": .array(
                sessions.map { session in
                    let summary = SessionSummary(session)
                    return [
                        "session": .integer(summary.session), "source": .string(Sanitising.name(summary.source)),
                        "name": .text(summary.name.map { Sanitising.name($0) }),
                        "created": .string(summary.created.formatted(.iso8601)), "turns": .integer(summary.turns),
                        "current": .integer(summary.current),
                    ]
                }),
            "summary": .string(
                "\(sessions.count) session\(sessions.count == 1 ? "" : "s")"
                    + (numbers.count > Self.mostSessions ? ", the newest of \(numbers.count)" : "") + "."),
        ])
    }

    func models(_ call: ToolCall) async throws -> ToolResult {
        let standard = try? await model(nil, for: nil)
        let entries = models.catalogue.models.filter(\.edits)
        let listed: [JSONValue] = entries.map { entry in
            let price = entry.services.lazy.compactMap { entry.prices?[$0] }.first
            let cost = price?.estimate(
                Price.Work(sizeClass: entry.sizes?.first?.name, quality: entry.qualities?.first, characters: 100))
            return [
                "name": .string(entry.names.first ?? entry.id), "id": .string(entry.id), "title": .string(entry.title),
                "available": .bool(models.isAvailable(entry)), "services": .array(entry.services.map(JSONValue.string)),
                "dollars": .amount(entry.wire == .builtIn ? 0 : cost?.dollars), "goodAt": .string(entry.goodAt),
                "sizes": .array((entry.sizes ?? []).map { .string($0.name) }),
                "attachedPictures": .integer(entry.references ?? 0), "transparency": .bool(entry.transparency ?? false),
            ]
        }
        let name = standard.map { Sanitising.name($0.profile.shortName) }
        return ToolResult([
            "standard": .text(name), "models": .array(listed),
            "summary": .string("\(listed.count) models; \(name ?? "none") is asked where nobody names one."),
        ])
    }

    func cost(_ call: ToolCall) async throws -> ToolResult {
        let month = SpendingLog(file: surroundings.spendingFile).total(ofMonthWith: Date())
        var value: [String: JSONValue] = [
            "runDollars": .number(allowance.spent), "monthDollars": .number(month),
            "limit": .number(allowance.limit), "left": .number(allowance.left),
        ]
        var words = [
            "This run has cost \(Amounts.dollars(allowance.spent)), this month \(Amounts.dollars(month)). "
                + "\(Amounts.dollars(allowance.left, isEstimate: false)) may be spent without asking."
        ]
        if let number = call.integer("session") {
            let session = try folder.read(number)
            let model = try await model(call.string("model"), for: session)
            let profile = model.profile
            let size = try? session.pictureRecord(session.state.current)
            let next =
                profile.service == nil
                ? 0
                : profile.estimate(
                    Instruction(text: ""), settings: try options.changed(session.settings?.settings ?? .init()),
                    picture: size.map { .init(width: $0.width, height: $0.height) })?.dollars
            value["session"] = .integer(number)
            value["sessionDollars"] = .number(session.spent)
            value["budget"] = .amount(session.settings?.settings.budget ?? options.settings(models).budget)
            value["nextModel"] = .string(Sanitising.name(profile.shortName))
            value["nextDollars"] = .amount(next)
            let price = next.map { "about \(Amounts.dollars($0, isEstimate: false))" } ?? "an amount that is not known"
            words.append(
                "Session \(number) has cost \(Amounts.dollars(session.spent)); its next edit, by "
                    + "\(Sanitising.name(profile.shortName)), costs \(price).")
        }
        value["summary"] = .string(words.joined(separator: " "))
        return ToolResult(.object(value))
    }
}
