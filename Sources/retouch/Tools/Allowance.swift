import Synchronization

/// Money that may be spent in one run of the server without asking, and what of it is spent or about to be.
final class Allowance: Sendable {
    /// Dollars that may be spent where nobody can be asked.
    let limit: Double
    /// Whether those may be spent unasked even where somebody could be.
    private let spendsUnasked: Bool
    private let state = Mutex(State())

    private struct State {
        var spent = 0.0
        var reserved = 0.0
        /// What a person has agreed to, in all.
        var agreed = 0.0
    }

    enum Decision: Equatable {
        case go
        case ask
        /// Nobody can be asked, and the limit would be passed, or the price is not known.
        case refuse
    }

    init(limit: Double, spendsUnasked: Bool) {
        self.limit = limit
        self.spendsUnasked = spendsUnasked
    }

    var spent: Double { state.withLock { $0.spent } }
    var left: Double { state.withLock { max(0, limit - $0.spent - $0.reserved) } }

    /// What a person may agree to beyond one edit.
    var offer: Double { state.withLock { max(1, limit) + ($0.spent + $0.reserved) } }

    /// Whether a request may be sent. Where it may, its price is reserved: `settle` follows.
    func decide(_ dollars: Double?, canAsk: Bool) -> Decision {
        state.withLock { state in
            guard let dollars else { return canAsk ? .ask : .refuse }
            let total = state.spent + state.reserved + dollars
            // A hundredth of a cent is no reason to refuse: prices are sums of fractions.
            let isWithin = { (most: Double) in total <= most + 1e-4 }
            guard dollars == 0 || isWithin(state.agreed) || ((!canAsk || spendsUnasked) && isWithin(limit)) else {
                return canAsk ? .ask : .refuse
            }
            state.reserved += dollars
            return .go
        }
    }

    /// A person has agreed to this request, and to further ones until so much is spent in all.
    func agree(to dollars: Double?, upTo total: Double?) {
        state.withLock { state in
            state.reserved += dollars ?? 0
            if let total { state.agreed = max(state.agreed, total) }
        }
    }

    /// The request has ended and cost so much.
    func settle(_ reserved: Double?, spent: Double) {
        state.withLock { state in
            state.reserved = max(0, state.reserved - (reserved ?? 0))
            state.spent += max(0, spent)
        }
    }
}
