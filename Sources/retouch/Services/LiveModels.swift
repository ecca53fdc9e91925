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
                if let (price, doubts) = entry.prices?[service.id]?.updated(by: model, from: service.title) {
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

extension Price {
    /// This price with what a service says now, and what of that is not believed; `nil` where it says nothing.
    ///
    /// A service that tells one price for what goes in means text, one that tells one for what comes out most likely
    /// pictures: of an output price so low that it is that of text, or less than half of what was known of pictures, the
    /// picture's price stays.
    func updated(by live: LiveModel, from service: String) -> (price: Price, doubts: [String])? {
        func positive(_ amount: Double?) -> Double? { amount.flatMap { $0 > 0 && $0.isFinite ? $0 : nil } }
        let (input, output) = (positive(live.inputPrice), positive(live.outputPrice))
        let request = positive(live.requestPrice)
        guard input != nil || output != nil || request != nil else { return nil }
        var price = self
        var doubts: [String] = []
        if let input {
            // Where pictures have a price of their own, it is not the one that is told.
            if inputImage == inputText { price.inputImage = input }
            price.inputText = input
        }
        if let output {
            if let known = outputImage, output < known / 2 {
                if let text = outputText, output <= text * 2 { price.outputText = output }
                doubts.append("\(service)'s $\(output) per million out is taken for text, not for pictures")
            } else if outputImage != nil {
                price.outputImage = output
            } else {
                doubts.append("\(service) counts tokens now; the price by the picture may be old")
            }
        }
        if let request {
            price.perPicture = request
            price.perPictureBySize = nil
        }
        price.asOf = Models.today
        price.source = service
        return (price, doubts)
    }
}
