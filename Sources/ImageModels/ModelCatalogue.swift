public import Foundation
import Pictures
import Texts

/// The models that the program knows and the services that they are reached through: a data file that comes with the
/// program, to which a user's own file adds.
public struct ModelCatalogue: Sendable, Equatable {
    public private(set) var services: [Service]
    public private(set) var models: [Entry]

    /// The id of the model that is always there.
    public static let builtInID = "local"

    /// A service that models are reached through.
    public struct Service: Sendable, Equatable, Codable {
        public var id: String
        public var title: String
        /// Environment variables that may hold its key, the first that is set counts.
        public var keys: [String]
        public var base: String
        /// The environment variable that moves it elsewhere.
        public var baseVariable: String?
        /// Where a person gets a key.
        public var keyPage: String?
        /// Hosts that this service's links to finished pictures point to.
        public var pictureHosts: [String]?
        /// A server on one's own machine: it wants no key and takes no money.
        public var isOwn: Bool?
        /// Whether it tells the credit that is left, as CometAPI does.
        public var tellsCredit: Bool?
        /// Whether it takes jobs of many requests, at a price of their own.
        public var batches: Bool?
        /// Seconds within which such a job is listed that was made: half an hour where nothing is said.
        public var batchesListedWithin: Double?

        public init(
            id: String, title: String, keys: [String] = [], base: String, baseVariable: String? = nil,
            isOwn: Bool? = nil
        ) {
            self.id = id
            self.title = title
            self.keys = keys
            self.base = base
            self.baseVariable = baseVariable
            self.isOwn = isOwn
        }
    }

    /// One model as the data file has it.
    public struct Entry: Sendable, Equatable, Codable {
        public var id: String
        /// Short names, the first of which stands in the prompt.
        public var names: [String]
        public var title: String
        public var wire: Wire
        /// Ids of the services that have it, the preferred one first.
        public var services: [String]
        public var goodAt: String
        public var edits: Bool
        public var generates: Bool
        /// By class ("1K"), in the order in which they are offered: the model's ratios with their pixels.
        public var sizes: [SizeClass]?
        public var sizeBounds: SizeBounds?
        public var thinking: [String]?
        /// Qualities that can be asked for; the first is what is asked for where nobody says.
        public var qualities: [String]?
        /// Formats that its pictures can be asked for in ("jpeg"), its own first.
        public var formats: [String]?
        /// Whether it can be asked for a transparent background.
        public var transparency: Bool?
        /// What the pictures are called in a request, where a wire knows several ways: "input_images".
        public var picturesField: String?
        /// Bytes that a picture sent may have.
        public var mostPictureBytes: Int?
        /// Reference images: how many it takes, and up to how many it uses well.
        public var references: Int?
        public var referencesUsedWell: Int?
        /// Whether its pictures come by links, which have to be fetched.
        public var answersByLink: Bool?
        /// Whether it can be sent a mask of where the picture may change.
        public var masks: Bool?
        /// Whether a region can be shown to it as a drawing over the picture.
        public var markup: Bool?
        public var tokensIn: Int?
        public var tokensOut: Int?
        /// By service id.
        public var prices: [String: Price]?
        public var scores: [Score]?
        /// The day ("2027-03-15") that a service was announced to turn it off, by service id.
        public var retires: [String: String]?
        /// The id of the model that follows one that retires.
        public var successor: String?
        /// Edits in a chain after which its pictures wear visibly.
        public var wearsAfter: Int?
        /// The model's name at a service, where it is another than its id.
        public var idAt: [String: String]?
    }

    /// The format in which a model is talked to.
    public enum Wire: String, Sendable, Codable {
        case builtIn = "built-in"
        case gemini
        case openAIImages = "openai-images"
        case predictions
        /// Seedream's JSON in OpenAI's route for pictures from words.
        case seedream
        /// xAI's JSON in OpenAI's routes.
        case grok
        /// Midjourney's tasks, buttons and windows.
        case midjourney
    }

    public struct SizeClass: Sendable, Equatable, Codable {
        public var name: String
        /// Whether the service takes the class's name in a request.
        public var named: Bool?
        /// Pixels as "1264x848", by ratio as "3:2".
        public var shapes: [String: String]
    }

    public struct SizeBounds: Sendable, Equatable, Codable {
        public var multiple: Int
        public var fewestPixels: Int
        public var mostPixels: Int
        public var longestSide: Int
        public var steepest: Double

        /// Bounds between which no size lies are refused.
        public init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            multiple = try container.decode(1...1024, forKey: .multiple)
            let most = PictureLimits.standard.pixels
            mostPixels = try container.decode(multiple * multiple...most, forKey: .mostPixels)
            fewestPixels = try container.decode(1...mostPixels, forKey: .fewestPixels)
            longestSide = try container.decode(multiple...PixelSize.longestSide, forKey: .longestSide)
            steepest = try container.decode(Double.self, forKey: .steepest)
            guard steepest >= 1 else {
                throw DecodingError.dataCorruptedError(
                    forKey: .steepest, in: container, debugDescription: "\(steepest) is not 1 or more")
            }
        }
    }

    /// A place on a public leaderboard.
    public struct Score: Sendable, Equatable, Codable {
        /// "single-image edit", "text-to-image".
        public var task: String
        public var score: Int
        public var plusMinus: Int
        public var asOf: String
        public var source: String
    }

    private struct File: Codable {
        var services: [Service]?
        var models: [Entry]?
    }

    /// The catalogue that comes with the program.
    public static let standard: ModelCatalogue = {
        do {
            return try ModelCatalogue(json: Data(Texts.models))
        } catch {
            preconditionFailure("the catalogue that was built in can't be read: \(error)")
        }
    }()

    /// Reads a catalogue. Throws a `DecodingError` that tells the place; prices that nobody takes are refused.
    public init(json: Data) throws {
        let file = try JSONDecoder().decode(File.self, from: json)
        for entry in file.models ?? [] {
            for (service, price) in entry.prices ?? [:] {
                guard let fault = price.fault else { continue }
                throw DecodingError.dataCorrupted(
                    .init(codingPath: [], debugDescription: "\(entry.id) at \(service): \(fault)"))
            }
        }
        self.init(services: file.services ?? [], models: file.models ?? [])
    }

    public init(services: [Service], models: [Entry]) {
        self.services = services
        self.models = models
    }

    /// This catalogue with another one's entries added; where the ids are the same, the other one's count.
    public func overridden(by other: ModelCatalogue) -> ModelCatalogue {
        var merged = self
        for service in other.services {
            merged.services.removeAll { $0.id == service.id }
            merged.services.append(service)
        }
        for model in other.models {
            if let index = merged.models.firstIndex(where: { $0.id == model.id }) {
                merged.models[index] = model
            } else {
                merged.models.append(model)
            }
        }
        return merged
    }

    /// Looks a model up by id or short name, in any case.
    public subscript(_ name: String) -> Entry? {
        let name = name.lowercased()
        return models.first { $0.id.lowercased() == name || $0.names.contains { $0.lowercased() == name } }
    }

    public func service(_ id: String) -> Service? {
        services.first { $0.id == id }
    }
}

extension ModelCatalogue.Entry {
    /// What the rest of the program has to know of it, reached through one of its services.
    public func profile(through service: String?) -> ModelProfile {
        ModelProfile(
            id: id, shortName: names.first ?? id, framing: framing, edits: edits, generates: generates,
            references: referencesUsedWell ?? references ?? 0, masks: masks ?? false, markup: markup ?? false,
            thinking: thinking ?? [],
            qualities: qualities ?? [], formats: formats ?? [], transparency: transparency ?? false,
            price: service.flatMap { prices?[$0] },
            wearsAfter: wearsAfter, keepsTasks: wire == .midjourney, service: service)
    }

    private var framing: ModelProfile.Framing {
        if let bounds = sizeBounds {
            return .anySize(
                .init(
                    multiple: bounds.multiple, pixels: bounds.fewestPixels...bounds.mostPixels,
                    longestSide: bounds.longestSide, steepest: bounds.steepest))
        }
        let classes = (sizes ?? []).map { sizeClass in
            let shapes = sizeClass.shapes.compactMap { ratio, size -> ModelProfile.SizeClass.Shape? in
                guard let ratio = AspectRatio(ratio), let size = PixelSize(written: size) else { return nil }
                return .init(ratio: ratio, size: size)
            }
            return ModelProfile.SizeClass(
                name: sizeClass.name, isNamed: sizeClass.named ?? true,
                shapes: shapes.sorted { ($0.ratio.value, $0.size.width) < ($1.ratio.value, $1.size.width) })
        }
        return classes.isEmpty ? .asTheyAre : .sizes(classes)
    }
}

extension PixelSize {
    /// Reads "1264x848".
    fileprivate init?(written text: String) {
        let parts = text.split(separator: "x").compactMap { Int($0) }
        guard parts.count == 2, parts.allSatisfy({ (1...PixelSize.longestSide).contains($0) }),
            parts[0] * parts[1] <= PictureLimits.standard.pixels
        else { return nil }
        self.init(width: parts[0], height: parts[1])
    }
}
