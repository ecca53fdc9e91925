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

    private static let titles = ["model", "a turn", "sizes", "arena"]

    /// A table: a model's name, its price, sizes and score, what it is good at, and when it ends; in a window of `columns`.
    func lines(columns: Int) -> [String] {
        let entries = models.catalogue.models
        let rows = entries.map { [$0.names.first ?? $0.id, price(of: $0) ?? "", sizes(of: $0), score(of: $0)] }
        let widths = Self.titles.indices.map { column in
            ([Self.titles] + rows).map { $0[column].count }.max()! + 2
        }
        let indent = widths.reduce(0, +)
        func padded(_ row: [String]) -> [String] {
            row.indices.map { row[$0].padding(toLength: widths[$0], withPad: " ", startingAt: 0) }
        }
        // Where little room is left beside the figures, what a model is good at stands below them.
        let isNarrow = columns - indent < 30
        let margin = isNarrow ? 4 : indent
        var lines = [style.dim((padded(Self.titles).joined() + (isNarrow ? "" : "good at")).trimmed)]
        for (entry, row) in zip(entries, rows) {
            let cells = padded(row)
            let isThere = models.isAvailable(entry)
            let head = (isThere ? style.bold(cells[0]) : style.dim(cells[0])) + cells.dropFirst().joined()
            var texts = Paragraph.lines(entry.goodAt, columns: columns - margin)
            if isNarrow {
                lines.append(head.trimmed)
            } else {
                lines.append((head + texts.removeFirst()).trimmed)
            }
            for note in notes(on: entry) {
                texts += Paragraph.lines(note, columns: columns - margin).map { style.dim($0) }
            }
            lines += texts.map { String(repeating: " ", count: margin) + $0 }
        }
        var last = "/models NAME or retouch models NAME tells all of one."
        let missing = Set(entries.filter { !models.isAvailable($0) }.flatMap(\.services))
            .subtracting(entries.filter { models.isAvailable($0) }.flatMap(\.services))
        if !missing.isEmpty {
            last = "(no key) for \(missing.sorted().joined(separator: ", ")): retouch key set NAME. " + last
        }
        return lines + Paragraph.lines(last, columns: columns).map { style.dim($0) }
    }

    /// All of one model where it is named, else the table. Throws a `Refusal` for a name that is not known.
    func lines(of name: String?, columns: Int) throws -> [String] {
        guard let name else { return lines(columns: columns) }
        guard let entry = models.catalogue[name] else { throw models.unknown(name) }
        return details(of: entry, columns: columns)
    }

    /// All of one model: what it is called, what it is for, what it takes.
    func details(of entry: ModelCatalogue.Entry, columns: Int) -> [String] {
        func wrapped(_ text: String) -> [String] {
            Paragraph.lines(text, columns: max(40, columns - 4)).map { "    " + $0 }
        }
        let names = entry.names.joined(separator: ", ")
        let mark = models.isAvailable(entry) ? "" : style.dim("  (no key)")
        return ["\(style.bold(names))  \(entry.title)\(mark)"] + wrapped(entry.goodAt)
            + (facts(of: entry) + notes(on: entry)).flatMap { wrapped($0) }
    }

    private func sizes(of entry: ModelCatalogue.Entry) -> String {
        if let bounds = entry.sizeBounds { return "to \(bounds.longestSide)" }
        let names = (entry.sizes ?? []).map(\.name)
        guard let largest = names.max(by: { (Double($0.dropLast()) ?? 0) < (Double($1.dropLast()) ?? 0) }) else {
            return ""
        }
        let classes = names.filter { $0.hasSuffix("K") }.sorted()
        return names.count == 1 ? largest : "to \(classes.last ?? largest)"
    }

    private func score(of entry: ModelCatalogue.Entry) -> String {
        // Of edits; another score is no measure of them.
        entry.scores?.first { $0.task.contains("edit") }.map { String($0.score) } ?? ""
    }

    private func price(of entry: ModelCatalogue.Entry) -> String? {
        estimate(of: entry).map { Amounts.dollars($0.cost) } ?? (entry.wire == .builtIn ? "free" : nil)
    }

    private func estimate(of entry: ModelCatalogue.Entry) -> (service: String, cost: Cost)? {
        for service in entry.services {
            guard let price = live[entry.id]?.prices[service] ?? entry.prices?[service],
                let cost = price.estimate(
                    Price.Work(sizeClass: entry.sizes?.first?.name, quality: entry.qualities?.first, characters: 100))
            else { continue }
            return (service, cost)
        }
        return nil
    }

    /// What is to be known before it is chosen: its end, and what the services say now.
    private func notes(on entry: ModelCatalogue.Entry) -> [String] {
        var notes: [String] = []
        var ends = (entry.retires ?? [:]).sorted(by: { $0.key < $1.key }).map { service, day in
            day <= Models.today ? "end at \(service) was announced for \(day)" : "ends at \(service) on \(day)"
        }
        if let next = entry.successor, entry.retires != nil {
            ends.append("successor \(models.catalogue[next]?.names.first ?? next)")
        }
        if !ends.isEmpty { notes.append(ends.joined(separator: "; ")) }
        if let state = live[entry.id] {
            if !state.listedBy.isEmpty { notes.append("listed now by \(state.listedBy.joined(separator: ", "))") }
            if !state.goneFrom.isEmpty { notes.append("NOT LISTED by \(state.goneFrom.joined(separator: ", "))") }
            notes += state.doubts
        }
        return notes
    }

    private func facts(of entry: ModelCatalogue.Entry) -> [String] {
        var facts: [String] = []
        if let estimate = estimate(of: entry) {
            facts.append("\(Amounts.dollars(estimate.cost)) a turn at \(estimate.service)")
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
        if let formats = entry.formats, !formats.isEmpty { facts.append(formats.joined(separator: ", ")) }
        if entry.transparency == true { facts.append("transparency") }
        if entry.markup == true { facts.append("markup") }
        if !entry.edits { facts.append("can't edit") }
        if let most = entry.references, most > 0 {
            facts.append("\(entry.referencesUsedWell ?? most) attached pictures")
        }
        if let levels = entry.thinking, !levels.isEmpty { facts.append("thinking \(levels.joined(separator: ", "))") }
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

extension String {
    /// Without the blanks at its end.
    fileprivate var trimmed: String { String(reversed().drop { $0 == " " }.reversed()) }
}
