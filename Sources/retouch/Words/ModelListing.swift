import Foundation
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
        /// What of the prices told now is not believed.
        var doubts: [String] = []
    }

    private static let margin = 12

    /// Three parts a model: what it is called, what it is for, what it takes; in a window of `columns`.
    func lines(columns: Int) -> [String] {
        let margin = String(repeating: " ", count: Self.margin)
        func wrapped(_ text: String) -> [String] {
            guard !text.isEmpty else { return [] }
            return Paragraph.lines(text, columns: max(40, columns - Self.margin)).map { margin + style.dim($0) }
        }
        return models.catalogue.models.flatMap { entry in
            let name = entry.names.first ?? entry.id
            // A name that is too long for its column has the line for itself.
            let padded = name.padding(toLength: max(name.count + 2, Self.margin), withPad: " ", startingAt: 0)
            let mark = models.isAvailable(entry) ? "" : style.dim("  (no key)")
            return ["\(style.bold(padded))\(entry.title)\(mark)"] + wrapped(entry.goodAt)
                + wrapped(facts(of: entry).joined(separator: "; "))
        }
    }

    private func facts(of entry: ModelCatalogue.Entry) -> [String] {
        var facts: [String] = []
        for service in entry.services {
            guard let price = live[entry.id]?.prices[service] ?? entry.prices?[service],
                let cost = price.estimate(
                    Price.Work(sizeClass: entry.sizes?.first?.name, quality: entry.qualities?.first, characters: 100))
            else { continue }
            facts.append("\(Amounts.dollars(cost)) a turn at \(service)")
            break
        }
        if let score = entry.scores?.first { facts.append("arena \(score.score)±\(score.plusMinus) (\(score.task))") }
        if let sizes = entry.sizes {
            let names = sizes.map(\.name).joined(separator: ", ")
            facts.append("\(names) in \(sizes.first?.shapes.count ?? 0) ratios")
        } else if let bounds = entry.sizeBounds {
            facts.append("any size to \(bounds.longestSide)")
        }
        if let qualities = entry.qualities, !qualities.isEmpty {
            facts.append("quality \(qualities.joined(separator: ", "))")
        }
        if entry.transparency == true { facts.append("transparency") }
        if !entry.edits { facts.append("can't edit") }
        if let most = entry.references, most > 0 {
            facts.append("\(entry.referencesUsedWell ?? most) attached pictures")
        }
        if let levels = entry.thinking, !levels.isEmpty { facts.append("thinking \(levels.joined(separator: ", "))") }
        for (service, day) in (entry.retires ?? [:]).sorted(by: { $0.key < $1.key }) {
            facts.append(
                day <= Models.today ? "end at \(service) was announced for \(day)" : "ends at \(service) on \(day)")
        }
        if let next = entry.successor, entry.retires != nil {
            facts.append("successor \(models.catalogue[next]?.names.first ?? next)")
        }
        if let state = live[entry.id] {
            if !state.listedBy.isEmpty { facts.append("listed now by \(state.listedBy.joined(separator: ", "))") }
            if !state.goneFrom.isEmpty { facts.append("NOT LISTED by \(state.goneFrom.joined(separator: ", "))") }
            facts += state.doubts
        }
        if entry.id != entry.names.first { facts.append(entry.id) }
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
