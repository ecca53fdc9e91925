import Files
import Foundation
import ImageModels
import Pictures
import RemoteModels
import Simulator
import Studio
import TerminalUI
import Vision
import Wording

/// The models that can be talked to: found in the catalogue, reached with the user's keys.
struct Models: Sendable {
    let catalogue: ModelCatalogue
    let keys: KeyRing
    let network: Network
    /// Whether a model is refused for which there is no key; else it is there to be told of, and can't be asked.
    var needsKeys = true
    private let configuration: Configuration
    private let builtIn = BuiltInModel()

    /// Throws a `Refusal` for a configuration or catalogue of the user's that makes no sense.
    init(surroundings: Surroundings, options: NetworkOptions? = nil) throws {
        configuration = try Configuration.read(in: surroundings)
        catalogue = try ModelCatalogue.standard.overridden(by: Models.ownCatalogue(in: surroundings))
        keys = KeyRing(surroundings: surroundings)
        let known = keys.known(catalogue.services)
        network = try Network(
            surroundings: surroundings, configuration: configuration, options: options, hiddenKeys: known)
        KnownKeys.know(known)
    }

    static func ownCatalogueFile(in surroundings: Surroundings) -> URL {
        surroundings.configurationFolder.appendingPathComponent("models.json")
    }

    static func ownCatalogue(in surroundings: Surroundings) throws -> ModelCatalogue {
        let file = ownCatalogueFile(in: surroundings)
        guard FileManager.default.fileExists(atPath: file.path) else { return ModelCatalogue(services: [], models: []) }
        let data: Data
        do throws(OrdinaryFile.Failure) {
            data = try OrdinaryFile.read(file.path, limit: 16 << 20, followingLinks: true)
        } catch {
            // What it says of addresses and prices is not passed over.
            throw Configuration.unreadable(file, error, surroundings)
        }
        do {
            return try ModelCatalogue(json: data)
        } catch {
            throw Refusal(
                "\(surroundings.shown(file)) can't be understood: \(Configuration.explain(error))",
                next: "Mend or remove it; retouch models --json shows the form.", exit: .configuration)
        }
    }

    // MARK: Choosing

    /// A model that was asked for, and what has to be said about it first.
    struct Choice {
        var model: any ImageModel
        var warning: String?
    }

    /// The model by an id or short name, through the first service that there is a key for, or through the one that
    /// follows an `@`. Throws a `Refusal`.
    func choose(_ name: String) async throws -> Choice {
        let parts = name.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let wanted = parts.count == 2 ? try service(parts[1]) : nil
        if let level = Models.simulated(name) { return Choice(model: RerenderModel(level: level)) }
        if let wanted, wanted.isOwn == true {
            guard let entry = entry(parts[0], at: wanted) else { throw unknown(parts[0]) }
            return Choice(model: try network.model(entry, through: wanted, key: try await keys.find(wanted)?.key))
        }
        guard let entry = catalogue[parts[0]] else {
            guard let wanted, let guessed = ModelCatalogue.Entry(unknown: parts[0], at: wanted) else {
                throw unknown(parts[0])
            }
            return Choice(
                model: try await remote(guessed, through: wanted),
                warning:
                    "\(Sanitising.name(parts[0])) is in no catalogue here; it is sent to \(wanted.title) as it is, "
                    + "and its price is not known: /set price tells it."
            )
        }
        guard entry.wire != .builtIn else { return Choice(model: builtIn) }
        let services = wanted.map { [$0] } ?? entry.services.compactMap(catalogue.service)
        guard
            let service = try services.first(where: { try keys.origin($0) != nil || $0.isOwn == true })
                ?? services.first
        else {
            throw Refusal("\(entry.title) is reached through no service.", next: "/models lists them.", exit: .usage)
        }
        return Choice(model: try await remote(entry, through: service), warning: warning(about: entry, at: service))
    }

    /// A model at a server of one's own: as the catalogue has it for that server, else what any server can be asked.
    private func entry(_ name: String, at service: ModelCatalogue.Service) -> ModelCatalogue.Entry? {
        if let entry = catalogue[name], entry.services.contains(service.id) { return entry }
        return ModelCatalogue.Entry(unknown: catalogue[name]?.id ?? name, at: service)
    }

    /// The simulated model of `Simulator`, for seeing the lock at work without a key: "rerender", "rerender-harsh".
    private static func simulated(_ name: String) -> DriftLevel? {
        let parts = name.lowercased().split(separator: "-").map(String.init)
        guard parts.first == "rerender", parts.count <= 2 else { return nil }
        return parts.count == 1 ? .typical : DriftLevel(rawValue: parts[1])
    }

    /// What is used when nobody says: the configured model, else the first one that there is a key for, else the
    /// built-in one.
    func standard() async throws -> Choice {
        if let name = configuration.model { return try await choose(name) }
        for service in catalogue.services {
            guard service.isOwn != true, try keys.origin(service) != nil,
                let entry = catalogue.models.first(where: { $0.edits && $0.services.contains(service.id) })
            else { continue }
            return Choice(model: try await remote(entry, through: service), warning: warning(about: entry, at: service))
        }
        return Choice(model: builtIn)
    }

    var local: BuiltInModel { builtIn }
    /// The model to start with and the servers of one's own, where the user has configured them.
    var configuredModel: String? { configuration.model }
    var configuredServers: [String] { configuration.servers ?? [] }
    /// What a new session may cost, where the user has configured it.
    var budget: Double? { configuration.budget }

    /// What the configuration says of the conversation's own settings, by their names.
    var configuredSettings: [(name: String, value: String)] {
        [
            ("images", configuration.images), ("bell", configuration.bell), ("suggestions", configuration.suggestions),
            ("title", configuration.title),
        ].compactMap { name, value in value.map { (name, $0) } }
    }

    /// How pictures are shown, where the configuration says so. Throws a `Refusal`.
    func configuredImages() throws -> Images? {
        guard let value = configuration.images else { return nil }
        guard let images = Images(rawValue: value) else {
            throw ProgramSetting.refusal(of: value, for: "images")
        }
        return images
    }

    /// A service by its id, or a server of one's own by its address. Throws a `Refusal`.
    func service(_ name: String) throws -> ModelCatalogue.Service {
        if let own = Models.ownServer(name) { return own }
        guard let service = catalogue.service(name.lowercased()) else {
            let known = catalogue.services.map(\.id)
            let guess = Spelling.nearest(to: name.lowercased(), among: known).map { " Did you mean \($0)?" } ?? ""
            if name.contains("://") {
                throw Refusal(
                    "There is no server at such an address"
                        + (ServiceAddress.shown(name).map { ": " + Sanitising.line($0, limit: 60) } ?? "."),
                    next:
                        "http://127.0.0.1:PORT, http:// to a machine of the local network (192.168.1.20, box.local), or "
                        + "https://HOST; without a login or a question mark.", exit: .usage)
            }
            if let address = Models.withoutScheme(name) {
                throw Refusal(
                    "\u{201C}\(Sanitising.line(name, limit: 60))\u{201D} is no service.",
                    next: "A server of your own is named with its scheme: \(Sanitising.line(address, limit: 80))",
                    exit: .usage)
            }
            throw Refusal(
                "There is no service \u{201C}\(Sanitising.line(name, limit: 60))\u{201D}.\(guess)",
                next: "Services: \(known.joined(separator: ", "))", exit: .usage)
        }
        return service
    }

    /// The server of one's own that a model is named with; `nil` where there is none. Throws a `Refusal`.
    func ownServer(of model: String) throws -> ModelCatalogue.Service? {
        guard let at = model.firstIndex(of: "@") else { return nil }
        let service = try service(String(model[model.index(after: at)...]))
        return service.isOwn == true ? service : nil
    }

    /// "http://127.0.0.1:8080", with whatever paths people paste behind it. Its address is its id.
    private static func ownServer(_ name: String) -> ModelCatalogue.Service? {
        guard name.contains("://"), let address = try? ServiceAddress(name, isOwn: true) else { return nil }
        return ModelCatalogue.Service(id: address.text, title: address.text, base: address.text, isOwn: true)
    }

    /// "http://localhost:8080" of "localhost:8080" and "192.168.1.20:8080/v1"; `nil` of what is no such place.
    private static func withoutScheme(_ name: String) -> String? {
        let host = name.prefix { $0 != ":" && $0 != "/" }
        guard name.contains(":") || host.lowercased() == "localhost" || host.split(separator: ".").count == 4,
            let address = try? ServiceAddress("http://" + name, isOwn: true)
        else { return nil }
        return address.text
    }

    private func remote(
        _ entry: ModelCatalogue.Entry, through service: ModelCatalogue.Service
    ) async throws -> any ImageModel {
        if service.isOwn == true {
            return try network.model(entry, through: service, key: try await keys.find(service)?.key)
        }
        // What is not going to be asked is there to be told of, whatever keeps it from being asked.
        guard needsKeys else { return try network.reader(entry, through: service, key: nil) }
        guard let found = try await keys.find(service) else {
            let page = service.keyPage.map { " A key comes from \($0)" } ?? ""
            throw Refusal(
                "There is no key for \(service.title), which \(entry.title) is reached through.",
                next:
                    "Put it into \(service.keys.first ?? "the environment"), or: retouch key set \(service.id).\(page)",
                exit: .noKey)
        }
        return try network.model(entry, through: service, key: found.key)
    }

    /// That a model ends soon, or was announced to have ended, with the one that follows it. A gateway's models end with
    /// those of their makers.
    private func warning(about entry: ModelCatalogue.Entry, at service: ModelCatalogue.Service) -> String? {
        let days = entry.retires ?? [:]
        guard let (place, day) = days[service.id].map({ (service.id, $0) }) ?? days.min(by: { $0.value < $1.value }),
            day <= Models.day(inDays: 30)
        else { return nil }
        let title = catalogue.service(place)?.title ?? place
        let behind = place == service.id ? "" : ", from where \(service.title) has it"
        let ends = day <= Models.today ? "was announced to end" : "ends"
        let next =
            entry.successor.flatMap { catalogue[$0] }
            .map { " \($0.title) follows it: /model \($0.names.first ?? $0.id)" } ?? ""
        return "\(entry.title) \(ends) at \(title) on \(day)\(behind); it is asked nevertheless.\(next)"
    }

    func unknown(_ name: String) -> Refusal {
        let known = catalogue.models.flatMap { $0.names + [$0.id] }
        let guess = Spelling.nearest(to: name.lowercased(), among: known).map { " Did you mean \($0)?" } ?? ""
        return Refusal(
            "There is no model \u{201C}\(Sanitising.line(name, limit: 60))\u{201D}.\(guess)",
            next: "/models lists them. An id that is not listed is sent if you name the service: NAME@cometapi, or "
                + "NAME@http://127.0.0.1:8080 for a server of your own.",
            exit: .usage)
    }

    /// Finds what an instruction names by the built-in model, for the lock.
    var selecting: Studio.Selecting {
        { [builtIn] instruction, picture in await builtIn.selection(namedIn: instruction, in: picture) }
    }

    /// Takes the ground out of what a model painted, by the built-in model.
    var cutting: Studio.Cutting {
        { [builtIn] picture in
            let request = TurnRequest(instruction: "remove the background", picture: picture)
            guard let reply = try? await builtIn.edit(request, progress: { _ in }) else { return nil }
            return try? Picture(inspecting: reply.imageData)
        }
    }

    /// Finds the model that gave an answer, to read it again.
    var reading: Studio.ModelOf {
        { [catalogue, network, keys] id, service in
            guard let service = service.flatMap({ catalogue.service($0) ?? Models.ownServer($0) }),
                let entry = catalogue[id] ?? ModelCatalogue.Entry(unknown: id, at: service)
            else { return nil }
            // What an answer tells of may have to be fetched from the service, with its key.
            return try? network.reader(entry, through: service, key: (try? keys.findHere(service)) ?? nil)
        }
    }

    // MARK: Listing

    /// Whether a model can be used now: it is here, or there is a key for a service that has it.
    func isAvailable(_ entry: ModelCatalogue.Entry) -> Bool {
        entry.wire == .builtIn
            || entry.services.compactMap(catalogue.service).contains {
                $0.isOwn == true || (try? keys.origin($0)) ?? nil != nil
            }
    }

    /// "2026-11-25", in UTC.
    static var today: String { day(inDays: 0) }

    static func day(inDays days: Int) -> String {
        Date().addingTimeInterval(Double(days) * 86_400)
            .formatted(.iso8601.year().month().day().dateSeparator(.dash))
    }
}

extension ModelCatalogue.Entry {
    /// A model that no catalogue has, taken for the family that its name speaks of; `nil` for a name that says nothing.
    fileprivate init?(unknown id: String, at service: ModelCatalogue.Service) {
        let name = id.lowercased()
        let template: String
        if service.isOwn == true {
            template = "qwen-image-edit"
        } else if name.contains("flux-2") || name.contains("flux.2") {
            template = "black-forest-labs/flux-2-pro"
        } else if name.contains("/") {
            template = "black-forest-labs/flux-kontext-pro"
        } else if name.hasPrefix("imagen") {
            // Turned off since the summer of 2026; nothing else answers under such a name.
            return nil
        } else if name.contains("gemini") || name.contains("banana") || service.id == "google" {
            template = "gemini-nano-banana-2.1"
        } else if name.contains("seedream") {
            template = "doubao-seedream-5-0-260128"
        } else if name.contains("grok") {
            template = "grok-imagine-image-2.0"
        } else if name.contains("qwen") {
            template = "qwen-image-edit"
        } else {
            template = "gpt-image-2"
        }
        guard !id.isEmpty, var entry = ModelCatalogue.standard[template] else { return nil }
        entry.id = id
        entry.names = [id]
        entry.title = id
        entry.services = [service.id]
        entry.prices = nil
        entry.scores = nil
        entry.retires = nil
        entry.successor = nil
        entry.thinking = nil
        if service.isOwn == true {
            // Nobody knows what it takes: anything, unless it says otherwise.
            entry.generates = true
            entry.references = 15
            entry.masks = true
            entry.qualities = nil
            entry.formats = ["png", "jpeg", "webp"]
            entry.prices = [service.id: Price(perPicture: 0, asOf: Models.today, source: "a server of your own")]
        }
        self = entry
    }
}
