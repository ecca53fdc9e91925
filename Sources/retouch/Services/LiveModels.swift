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
            let key = try await keys.find(service)?.key
            guard key != nil || service.id == "cometapi" else { continue }
            do {
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
                if let price = entry.prices?[service.id]?.updated(by: model, from: service.title) {
                    state.prices[service.id] = price
                }
            } else {
                state.goneFrom.append(service.id)
            }
            states[entry.id] = state
        }
    }
}

extension Price {
    /// This price with what a service says now; `nil` where it says nothing. A service that tells one price for what
    /// comes out means pictures.
    fileprivate func updated(by live: LiveModel, from service: String) -> Price? {
        guard live.inputPrice != nil || live.outputPrice != nil || live.requestPrice != nil else { return nil }
        var price = self
        if let input = live.inputPrice {
            price.inputText = input
            price.inputImage = input
        }
        if let output = live.outputPrice {
            price.outputImage = output
        }
        if let request = live.requestPrice { price.perPicture = request }
        price.asOf = Models.today
        price.source = service
        return price
    }
}
