import Foundation
import Pictures

/// The models that the program knows, from its data file.
public struct ModelCatalogue: Sendable {
    public let models: [Entry]

    /// One model as the data file has it.
    public struct Entry: Sendable, Equatable, Codable {
        public let id: String
        /// Short names, the first of which stands in the prompt.
        public let names: [String]
        public let title: String
        public let route: Route
        public let goodAt: String
        /// Pairs of width and height that the model takes and returns; empty if it takes pictures as they are.
        public let sizes: [[Int]]
        /// Environment variables that may hold its key.
        public let keys: [String]

        public enum Route: String, Sendable, Codable {
            case builtIn = "built-in"
            case gemini
        }

        public var profile: ModelProfile {
            let sizes = sizes.filter { $0.count == 2 }.map { PixelSize(width: $0[0], height: $0[1]) }
            return ModelProfile(
                id: id, shortName: names.first ?? id, framing: sizes.isEmpty ? .asTheyAre : .sizes(sizes))
        }
    }

    /// The id of the model that is always there.
    public static let builtInID = "local"

    /// The catalogue that comes with the program.
    public static let standard: ModelCatalogue = {
        struct File: Decodable { var models: [Entry] }
        let file = try? JSONDecoder().decode(File.self, from: Data(PackageResources.models_json))
        return ModelCatalogue(models: file?.models ?? [])
    }()

    public init(models: [Entry]) {
        self.models = models
    }

    /// Looks a model up by id or short name, in any case.
    public subscript(_ name: String) -> Entry? {
        let name = name.lowercased()
        return models.first { $0.id.lowercased() == name || $0.names.contains { $0.lowercased() == name } }
    }
}
