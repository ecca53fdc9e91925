import ImageModels
import LocalModel
import TerminalUI

/// The models that can be talked to: made from the catalogue when they are first asked for.
struct Models: Sendable {
    let catalogue: ModelCatalogue
    let environment: [String: String]
    private let builtIn = BuiltInModel()

    init(catalogue: ModelCatalogue = .standard, environment: [String: String]) {
        self.catalogue = catalogue
        self.environment = environment
    }

    /// The model by this id or short name. Throws a `Refusal`.
    func model(_ name: String) throws -> any ImageModel {
        guard let entry = catalogue[name] else {
            let known = catalogue.models.compactMap(\.names.first)
            let guess = Spelling.nearest(to: name.lowercased(), among: known).map { " Did you mean \($0)?" } ?? ""
            throw Refusal(
                "There is no model \u{201C}\(Sanitising.line(name, limit: 60))\u{201D}.\(guess)",
                next: "/models lists them.", exit: .usage)
        }
        switch entry.wire {
        case .builtIn: return builtIn
        default:
            throw Refusal(
                "\(entry.title) can't be reached: this version has no remote models yet.",
                next: "The built-in model is called local.", exit: .unavailable)
        }
    }

    var standard: any ImageModel { builtIn }

    func isAvailable(_ entry: ModelCatalogue.Entry) -> Bool { entry.wire == .builtIn }
}
