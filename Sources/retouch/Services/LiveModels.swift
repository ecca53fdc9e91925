import ImageModels
import RemoteModels
import TerminalUI

extension Models {
    /// What the services list now: CometAPI without a key, the others where there is one. By the catalogue's ids.
    ///
    /// A service that does not answer is passed over and told; if none answers, its failure is thrown.
    func live(telling: (String) -> Void) async throws -> [String: ModelListing.LiveState] {
        var states: [String: ModelListing.LiveState] = [:]
        var failure: (any Error)?
        var answered = 0
        for service in catalogue.services {
            guard service.isOwn != true else { continue }
            do {
                let key = try await keys.find(service)?.key
                guard key != nil || service.id == "cometapi" else { continue }
                let listed = try await list(of: service, key: key)
                answered += 1
                take(listed, of: service, into: &states)
                telling("\(service.title) lists \(listed.count) models.")
            } catch {
                failure = failure ?? error
                telling(Message(error, surroundings: keys.surroundings).what)
            }
        }
        if answered == 0, let failure { throw failure }
        return states
    }

    /// One request to a service for its list. Throws `ModelFailure` or a `Refusal`.
    func list(of service: ModelCatalogue.Service, key: APIKey?) async throws -> [LiveModel] {
        let live = LiveCatalogue(
            service: service, base: try network.base(of: service), key: key, transport: try network.transport())
        return try await live.models()
    }

    private func take(
        _ listed: [LiveModel], of service: ModelCatalogue.Service, into states: inout [String: ModelListing.LiveState]
    ) {
        let byID = Dictionary(listed.map { ($0.id, $0) }) { first, _ in first }
        for entry in catalogue.models where entry.services.contains(service.id) {
            var state = states[entry.id] ?? ModelListing.LiveState()
            if let model = byID[entry.idAt?[service.id] ?? entry.id], !model.isUpcoming {
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
