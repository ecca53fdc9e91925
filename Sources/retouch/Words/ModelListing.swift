import ImageModels
import TerminalUI

/// The models as a table.
struct ModelListing {
    let models: Models
    let style: Style

    init(_ models: Models, style: Style) {
        self.models = models
        self.style = style
    }

    var lines: [String] {
        models.catalogue.models.flatMap { entry in
            let name = entry.names.first ?? entry.id
            let padded = name + String(repeating: " ", count: max(1, 8 - name.count))
            let state = models.isAvailable(entry) ? "" : "  (not in this version yet)"
            return ["\(style.bold(padded))\(entry.title), \(entry.id)\(state)", "        \(style.dim(entry.goodAt))"]
        }
    }

    /// A model as an object for programs.
    struct Object: Encodable {
        let id: String
        let names: [String]
        let title: String
        let available: Bool
        let goodAt: String
    }

    var objects: [Object] {
        models.catalogue.models.map {
            Object(
                id: $0.id, names: $0.names, title: $0.title, available: models.isAvailable($0), goodAt: $0.goodAt)
        }
    }
}
