import ImageModels
import RemoteModels
import TerminalUI

extension Models {
    /// What the services list now: CometAPI without a key, the others where there is one. By the catalogue's ids.
    ///
    /// A service that does not answer, or whose list names none of its models, is passed over and told. Throws a `Refusal`
    /// where that is all of them.
    func live(telling: (String) -> Void) async throws -> [String: ModelListing.LiveState] {
        var states: [String: ModelListing.LiveState] = [:]
        var exit: ExitStatus?
        var answered = 0
        for service in catalogue.services {
            guard service.isOwn != true else { continue }
            do {
                let key = try await keys.find(service)?.key
                guard key != nil || service.id == "cometapi" else { continue }
                let listed = try await list(of: service, key: key)
                // What names none of them is no list of them, and no proof that they are gone.
                guard take(listed, of: service, into: &states) else {
                    exit = exit ?? .badAnswer
                    telling(
                        "\(service.title) lists \(listed.count) models, and none that is known here: its list is passed over."
                    )
                    continue
                }
                answered += 1
                telling("\(service.title) lists \(listed.count) models.")
            } catch {
                let message = Message(error, surroundings: keys.surroundings)
                exit = exit ?? message.exit
                telling(message.what)
            }
        }
        if answered == 0, let exit {
            throw Refusal(
                "No service told its models.", kept: "The catalogue is as it was; nothing was charged.",
                next: "retouch models lists what is known.", exit: exit)
        }
        return states
    }

    /// One request to a service for its list. Throws `ModelFailure` or a `Refusal`.
    func list(of service: ModelCatalogue.Service, key: APIKey?) async throws -> [LiveModel] {
        let live = LiveCatalogue(
            service: service, base: try network.base(of: service), key: key, transport: try network.transport())
        return try await live.models()
    }

    /// `false` where the list names none of the service's models; nothing is taken from it then.
    private func take(
        _ listed: [LiveModel], of service: ModelCatalogue.Service, into states: inout [String: ModelListing.LiveState]
    ) -> Bool {
        let byID = Dictionary(listed.map { ($0.id.lowercased(), $0) }) { first, _ in first }
        let entries = catalogue.models.filter { $0.services.contains(service.id) }
        func name(_ entry: ModelCatalogue.Entry) -> String { (entry.idAt?[service.id] ?? entry.id).lowercased() }
        guard entries.isEmpty || entries.contains(where: { byID[name($0)] != nil }) else { return false }
        for entry in entries {
            var state = states[entry.id] ?? ModelListing.LiveState()
            if let model = byID[name(entry)], !model.isUpcoming {
                state.listedBy.append(service.id)
                if let (price, doubts) = entry.prices?[service.id]?.updated(
                    by: model, from: service.title, on: Models.today)
                {
                    state.prices[service.id] = price
                    state.doubts += doubts
                }
            } else {
                state.goneFrom.append(service.id)
            }
            states[entry.id] = state
        }
        return true
    }
}

extension Models {
    /// What is left of the credit that a key draws on, where the service tells it.
    func credit(at service: ModelCatalogue.Service, key: APIKey) async -> ServiceCredit? {
        guard service.tellsCredit == true, let base = try? network.base(of: service),
            let transport = try? network.transport()
        else { return nil }
        return await ServiceCredit.ask(base: base, key: key, transport: transport)
    }
}

extension ServiceCredit {
    /// "$3.12 are left", "no limit, $6.88 used".
    var words: String {
        let used = "\(Amounts.dollars(used, isEstimate: false)) used"
        return left.map { "\(Amounts.dollars(max(0, $0), isEstimate: false)) left, \(used)" } ?? "no limit, \(used)"
    }
}
