import Files
import Foundation
import Glibc
import ImageModels
import RemoteModels

/// Where keys come from: the environment, the desktop's secret service, a file that only the user can read.
///
/// A key is looked for when a model is about to be used, and goes nowhere but into its requests.
struct KeyRing: Sendable {
    let surroundings: Surroundings

    /// Where a key was found.
    enum Origin: Sendable, Equatable {
        case variable(String)
        case secretService
        case file
    }

    struct Found: Sendable {
        var key: APIKey
        var origin: Origin
    }

    var file: URL { surroundings.configurationFolder.appendingPathComponent("keys.json") }

    /// What the file has for a service.
    private struct Entry: Codable {
        var key: String?
        /// The key itself is in the desktop's secret service.
        var inSecretService: Bool?
    }

    // MARK: Finding

    /// Throws a `Refusal` if the file may be read by others, or if a variable is set to what is no key.
    func find(_ service: ModelCatalogue.Service) async throws -> Found? {
        if let found = try inEnvironment(service) { return found }
        guard let entry = try entries()[service.id] else { return nil }
        if entry.inSecretService == true {
            return await SecretTool(surroundings: surroundings).lookUp(service.id)
                .flatMap(APIKey.init).map { Found(key: $0, origin: .secretService) }
        }
        return entry.key.flatMap(APIKey.init).map { Found(key: $0, origin: .file) }
    }

    /// The key of the environment or the file, without asking the secret service. Throws a `Refusal`.
    func findHere(_ service: ModelCatalogue.Service) throws -> APIKey? {
        try inEnvironment(service)?.key ?? entries()[service.id]?.key.flatMap(APIKey.init)
    }

    /// Whether there is a key, without asking the secret service for it.
    func origin(_ service: ModelCatalogue.Service) throws -> Origin? {
        if let found = try inEnvironment(service) { return found.origin }
        guard let entry = try entries()[service.id] else { return nil }
        return entry.inSecretService == true ? .secretService : .file
    }

    /// The key of the first variable that holds one. Throws a `Refusal` where one is set and none holds a key.
    private func inEnvironment(_ service: ModelCatalogue.Service) throws -> Found? {
        var unusable: String?
        for variable in service.keys {
            guard let value = surroundings.environment[variable], !value.allSatisfy(\.isWhitespace) else { continue }
            if let key = APIKey(value), key.isAsServicesGive || isMoved(service) {
                return Found(key: key, origin: .variable(variable))
            }
            unusable = unusable ?? variable
        }
        guard let unusable else { return nil }
        throw Refusal(
            """
            \(unusable) is set to what is no key: it is empty between its marks, shorter than any key, only stands for one, \
            or has blanks, commas or letters inside that no key has.
            """,
            kept: "Nothing was sent.", next: "Set it anew, or unset it: unset \(unusable)", exit: .noKey)
    }

    /// Whether it is reached elsewhere than at its own address, where other keys may be given.
    func isMoved(_ service: ModelCatalogue.Service) -> Bool {
        service.isOwn == true || service.baseVariable.flatMap { surroundings.environment[$0] }?.isEmpty == false
    }

    /// Every key that can be known without asking anybody, to keep them out of what comes from outside.
    func known(_ services: [ModelCatalogue.Service]) -> [APIKey] {
        let kept = (try? entries()) ?? [:]
        return services.compactMap { (try? inEnvironment($0))??.key }
            + kept.values.compactMap { $0.key.flatMap(APIKey.init) }
    }

    func describe(_ origin: Origin) -> String {
        switch origin {
        case .variable(let name): "the variable \(name)"
        case .secretService: "the desktop's secret service"
        case .file: surroundings.shown(file)
        }
    }

    // MARK: Keeping

    /// Keeps a key in the secret service if there is one, else in the file. Throws a `Refusal`.
    func keep(_ key: APIKey, for service: ModelCatalogue.Service, inFile: Bool) async throws -> Origin {
        var entries = try entries()
        if !inFile,
            await SecretTool(surroundings: surroundings).store(key.secretToKeep, for: service.id, title: service.title)
        {
            entries[service.id] = Entry(inSecretService: true)
            try write(entries)
            return .secretService
        }
        entries[service.id] = Entry(key: key.secretToKeep)
        try write(entries)
        return .file
    }

    /// Forgets a service's key; `false` if none was kept.
    func remove(_ service: ModelCatalogue.Service) async throws -> Bool {
        var entries = try entries()
        guard let entry = entries.removeValue(forKey: service.id) else { return false }
        if entry.inSecretService == true { await SecretTool(surroundings: surroundings).clear(service.id) }
        try write(entries)
        return true
    }

    /// The servers of one's own, by their addresses, that keys are kept for. Throws a `Refusal`.
    func addresses() throws -> [String] { try entries().keys.filter { $0.contains("://") }.sorted() }

    private func entries() throws -> [String: Entry] {
        var status = stat()
        guard stat(file.path, &status) == 0 else { return [:] }
        let shown = surroundings.shown(file)
        guard status.st_mode & 0o077 == 0 else {
            throw Refusal(
                "\(shown) can be read by others; no key was taken from it.", next: "chmod 600 \(file.path)",
                exit: .configuration)
        }
        guard let data = try? OrdinaryFile.read(file.path, limit: 1 << 20, followingLinks: true),
            let entries = try? JSONDecoder().decode([String: Entry].self, from: data)
        else {
            throw Refusal(
                "\(shown) is not a file of keys.", next: "Remove it, then: retouch key set", exit: .configuration)
        }
        return entries
    }

    private func write(_ entries: [String: Entry]) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
        let folder = file.deletingLastPathComponent()
        try? FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let part = folder.appendingPathComponent(".keys.\(getpid()).part")
        guard let data = try? encoder.encode(entries),
            FileManager.default.createFile(atPath: part.path, contents: data, attributes: [.posixPermissions: 0o600]),
            rename(part.path, file.path) == 0
        else {
            unlink(part.path)
            throw Refusal("\(surroundings.shown(file)) can't be written.", kept: "No key was kept.", exit: .cannotWrite)
        }
    }
}
