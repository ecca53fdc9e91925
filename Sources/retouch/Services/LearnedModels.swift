import Files
import Foundation
import ImageModels

/// What the services' own lists tell that the catalogue does not have: to be shown, and kept in the user's own file.
struct LearnedModels {
    /// The rows as they are now.
    private(set) var entries: [ModelCatalogue.Entry] = []
    /// What has changed, for a person.
    private(set) var lines: [String] = []

    init(_ live: [String: ModelListing.LiveState], in catalogue: ModelCatalogue) {
        for entry in catalogue.models {
            guard let state = live[entry.id] else { continue }
            var changed = entry
            let name = entry.names.first ?? entry.id
            for (service, price) in state.prices.sorted(by: { $0.key < $1.key }) {
                guard let known = entry.prices?[service], let difference = Self.difference(known, price) else {
                    continue
                }
                changed.prices?[service] = price
                lines.append("\(name) at \(service): \(difference)")
            }
            lines += state.doubts.map { "\(name): \($0)" }
            // A model that nobody lists stays, for those who know better.
            let left = entry.services.filter { !state.goneFrom.contains($0) }
            if !left.isEmpty, left != entry.services {
                changed.services = left
                lines.append("\(name) is no longer listed by \(state.goneFrom.joined(separator: ", "))")
            } else if left.isEmpty {
                lines.append("\(name) is listed by nobody that was asked; it stays in the list")
            }
            if changed != entry { entries.append(changed) }
        }
    }

    private static func difference(_ old: Price, _ new: Price) -> String? {
        func change(_ what: String, _ old: Double?, _ new: Double?) -> String? {
            guard let new, old != new else { return nil }
            return "\(what) $\(old.map { "\($0)" } ?? "?") is $\(new)"
        }
        let sizes = (new.perPictureBySize ?? [:]).sorted { $0.key < $1.key }
        let changes =
            [
                change("text in", old.inputText, new.inputText), change("pictures in", old.inputImage, new.inputImage),
                change("text out", old.outputText, new.outputText),
                change("pictures out", old.outputImage, new.outputImage),
                sizes.isEmpty ? change("a picture", old.perPicture, new.perPicture) : nil,
            ].compactMap { $0 }
            + sizes.compactMap { change("a picture of \($0.key)", old.perPictureBySize?[$0.key], $0.value) }
        return changes.isEmpty ? nil : changes.joined(separator: ", ")
    }

    private struct File: Codable {
        var services: [ModelCatalogue.Service]
        var models: [ModelCatalogue.Entry]
    }

    /// Adds the rows to the user's own file, beside what is in it. Throws a `Refusal`.
    func keep(beside own: ModelCatalogue, in file: URL, shown: String) throws {
        let whole = own.overridden(by: ModelCatalogue(services: [], models: entries))
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        do {
            let data = try encoder.encode(File(services: whole.services, models: whole.models))
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
            try data.write(to: file, options: .atomic)
        } catch {
            throw Refusal("\(shown) can't be written.", kept: "Nothing was kept.", exit: .cannotWrite)
        }
    }
}
