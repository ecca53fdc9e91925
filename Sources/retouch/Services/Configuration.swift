import Files
import Foundation
import Glibc
import TerminalUI

/// What a user has written into `config.json`; all of it may be absent.
struct Configuration: Sendable, Codable {
    /// The model to start with.
    var model: String?
    /// Addresses of servers of one's own that programs may have pictures sent to by `retouch mcp`.
    var servers: [String]?
    /// Seconds to wait for a connection, and for a whole answer.
    var connectTimeout: Double?
    var timeout: Double?
    /// Whether pictures that a service answers by a link are fetched: "ask", "always", "never".
    var links: String?
    /// How pictures are shown in the terminal, after how long a turn the bell rings, whether older lines are suggested, and whether
    /// the terminal's title follows the session, as /set has them.
    var images: String?
    var bell: String?
    var suggestions: String?
    var title: String?
    /// Dollars that each new session may cost.
    var budget: Double?

    enum CodingKeys: String, CodingKey, CaseIterable {
        case model, servers, connectTimeout, timeout, links, images, bell, suggestions, title, budget
    }

    static func file(in surroundings: Surroundings) -> URL {
        surroundings.configurationFolder.appendingPathComponent("config.json")
    }

    /// Throws a `Refusal` for a file that makes no sense: a setting that is passed over would surprise.
    static func read(in surroundings: Surroundings) throws -> Configuration {
        let file = file(in: surroundings)
        guard FileManager.default.fileExists(atPath: file.path) else { return Configuration() }
        do {
            let data = try OrdinaryFile.read(file.path, limit: 1 << 20, followingLinks: true)
            let configuration = try JSONDecoder().decode(Configuration.self, from: data)
            try configuration.check()
            try checkNames(in: data)
            return configuration
        } catch let refusal as Refusal {
            throw refusal
        } catch let failure as OrdinaryFile.Failure {
            throw unreadable(file, failure, surroundings)
        } catch {
            throw Refusal(
                "\(surroundings.shown(file)) can't be understood: \(Configuration.explain(error))",
                next: "Mend or remove it.", exit: .configuration)
        }
    }

    static func unreadable(_ file: URL, _ failure: OrdinaryFile.Failure, _ surroundings: Surroundings) -> Refusal {
        let reason = failure.code == EINVAL ? "it is no ordinary file" : String(cString: strerror(failure.code))
        return Refusal(
            "\(surroundings.shown(file)) can't be read: \(reason).", next: "Mend or remove it.", exit: .configuration)
    }

    private static func checkNames(in data: Data) throws {
        let known = CodingKeys.allCases.map(\.rawValue)
        let written = try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
        guard let unknown = written.keys.sorted().first(where: { !known.contains($0) }) else { return }
        throw Refusal(
            "\u{201C}\(Sanitising.line(unknown, limit: 60))\u{201D} in config.json is no setting.",
            next: "Those that are: \(known.joined(separator: ", ")).", exit: .configuration)
    }

    private func check() throws {
        for (name, seconds) in [("timeout", timeout), ("connectTimeout", connectTimeout)]
        where !NetworkOptions.isLimit(seconds) {
            throw Refusal("\(name) in config.json can be a number of seconds up to 3600.", exit: .configuration)
        }
        if let budget, budget < 0 {
            throw Refusal("budget in config.json can be an amount in dollars.", exit: .configuration)
        }
    }

    static func explain(_ error: any Error) -> String {
        guard let error = error as? DecodingError else { return error.localizedDescription }
        switch error {
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .keyNotFound(_, let context),
            .dataCorrupted(let context):
            let place = context.codingPath.map(\.stringValue).joined(separator: ".")
            return (place.isEmpty ? "" : place + ": ") + context.debugDescription
        @unknown default: return "\(error)"
        }
    }
}
