import ImageModels
import Synchronization
import TerminalUI

/// Servers of one's own that a program may have pictures sent to: those that the person named before it could name any,
/// and those that they have agreed to since. What a program names by itself may be anybody's.
final class NamedServers: Sendable {
    private let named: Set<String>
    private let agreed = Mutex<Set<String>>([])

    /// The addresses of `--server` and of the configuration, and the servers of the models that were named there. Throws a
    /// `Refusal` for what is no such address.
    init(_ addresses: [String], model: String?, in models: Models) throws {
        var named: Set<String> = []
        for address in addresses + models.configuredServers {
            let service = try models.service(address)
            guard service.isOwn == true else {
                throw Refusal(
                    "\(Sanitising.line(address, limit: 60)) is no server of your own.",
                    next: "For example: --server http://127.0.0.1:8080", exit: .usage)
            }
            named.insert(service.id)
        }
        for model in [model, models.configuredModel].compactMap(\.self) {
            if let service = try models.ownServer(of: model) { named.insert(service.id) }
        }
        self.named = named
    }

    /// The address of a model's server, where that is known by nothing else. One of the catalogue has a name, which a
    /// person gave it in a file of theirs.
    private func address(_ profile: ModelProfile) -> String? {
        profile.service.flatMap { $0.contains("://") ? $0 : nil }
    }

    /// Whether the person has named the server, for good; also where the model is at no such server.
    func haveNamed(_ profile: ModelProfile) -> Bool { address(profile).map(named.contains) ?? true }

    /// Whether the person has agreed to the server, for as long as this runs.
    func haveAgreed(_ profile: ModelProfile) -> Bool {
        address(profile).map { address in agreed.withLock { $0.contains(address) } } ?? false
    }

    /// The address that a person has to be asked about before the model is; `nil` where none.
    func unnamed(_ profile: ModelProfile) -> String? {
        haveNamed(profile) || haveAgreed(profile) ? nil : address(profile)
    }

    func agree(to address: String) { agreed.withLock { _ = $0.insert(address) } }
}
