import Foundation
import Subprocess

/// The desktop's secret service, through libsecret's `secret-tool`. Keys travel by its standard input and output only.
struct SecretTool: Sendable {
    let surroundings: Surroundings

    /// The secret service lives on the session's message bus; without one, `secret-tool` would only wait.
    private var isThere: Bool { surroundings.environment["DBUS_SESSION_BUS_ADDRESS"] != nil }

    func lookUp(_ service: String) async -> String? {
        guard isThere else { return nil }
        let arguments = ["lookup", "application", "retouch", "service", service]
        guard let data = try? await OtherPrograms.output(of: "secret-tool", arguments, in: surroundings) else {
            return nil
        }
        let key = String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        return key.isEmpty ? nil : key
    }

    /// Whether the key is kept there now.
    func store(_ key: String, for service: String, title: String) async -> Bool {
        guard isThere else { return false }
        let arguments = ["store", "--label", "Retouch: \(title)", "application", "retouch", "service", service]
        guard (try? await OtherPrograms.feed(key, to: "secret-tool", arguments, in: surroundings)) == true else {
            return false
        }
        return await lookUp(service) == key
    }

    func clear(_ service: String) async {
        let arguments = ["clear", "application", "retouch", "service", service]
        _ = try? await OtherPrograms.output(of: "secret-tool", arguments, in: surroundings)
    }
}
