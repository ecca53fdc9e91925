import ImageModels
import TerminalUI

/// The models as a table.
struct ModelListing {
    let models: Models
    let style: Style
    /// What the services say themselves, where they were asked.
    var live: [String: LiveState] = [:]

    init(_ models: Models, style: Style) {
        self.models = models
        self.style = style
    }

    /// A model as a service lists it now.
    struct LiveState: Sendable, Encodable {
        /// The services that were asked and have it.
        var listedBy: [String] = []
        /// Those that were asked and don't.
        var goneFrom: [String] = []
        var prices: [String: Price] = [:]
    }

    var lines: [String] {
        models.catalogue.models.flatMap { entry in
            let name = entry.names.first ?? entry.id
            let padded = name + String(repeating: " ", count: max(1, 10 - name.count))
            let mark = models.isAvailable(entry) ? "" : style.dim("  (no key)")
            var lines = ["\(style.bold(padded))\(entry.title), \(entry.id)\(mark)"]
            lines.append("          " + style.dim(entry.goodAt))
            let facts = facts(of: entry)
            if !facts.isEmpty { lines.append("          " + style.dim(facts.joined(separator: "; "))) }
            return lines
        }
    }

    private func facts(of entry: ModelCatalogue.Entry) -> [String] {
        var facts: [String] = []
        if let sizes = entry.sizes {
            let names = sizes.map(\.name).joined(separator: ", ")
            facts.append("\(names) in \(sizes.first?.shapes.count ?? 0) ratios")
        } else if let bounds = entry.sizeBounds {
            facts.append("any size to \(bounds.longestSide)")
        }
        if !entry.edits { facts.append("can't edit") }
        if let most = entry.references, most > 0 {
            facts.append("\(entry.referencesUsedWell ?? most) attached pictures")
        }
        if let levels = entry.thinking, !levels.isEmpty { facts.append("thinking \(levels.joined(separator: ", "))") }
        for service in entry.services {
            guard let price = live[entry.id]?.prices[service] ?? entry.prices?[service] else { continue }
            let size = entry.sizes?.first?.name
            guard let cost = price.estimate(pictures: 1, sizeClass: size, characters: 100) else { continue }
            facts.append("\(Amounts.dollars(cost)) a turn at \(service)")
            break
        }
        if let score = entry.scores?.first { facts.append("\(score.task) \(score.score)±\(score.plusMinus)") }
        for (service, day) in (entry.retires ?? [:]).sorted(by: { $0.key < $1.key }) {
            facts.append(day <= Models.today ? "turned off at \(service) since \(day)" : "off at \(service) on \(day)")
        }
        if let state = live[entry.id] {
            if !state.listedBy.isEmpty { facts.append("listed now by \(state.listedBy.joined(separator: ", "))") }
            if !state.goneFrom.isEmpty { facts.append("not listed by \(state.goneFrom.joined(separator: ", "))") }
        }
        return facts
    }

    /// A model as an object for programs: all that the catalogue has, and whether it can be used now.
    struct Object: Encodable {
        let entry: ModelCatalogue.Entry
        let available: Bool
        let live: LiveState?

        private enum Key: String, CodingKey { case available, live }

        func encode(to encoder: any Encoder) throws {
            try entry.encode(to: encoder)
            var container = encoder.container(keyedBy: Key.self)
            try container.encode(available, forKey: .available)
            try container.encodeIfPresent(live, forKey: .live)
        }
    }

    var objects: [Object] {
        models.catalogue.models.map {
            Object(entry: $0, available: models.isAvailable($0), live: live[$0.id])
        }
    }
}
