/// A revision of the Model Context Protocol, the oldest first, and what of it a server of tools has to know.
public enum ProtocolVersion: String, Sendable, CaseIterable, Comparable {
    case november2024 = "2024-11-05"
    case march2025 = "2025-03-26"
    case june2025 = "2025-06-18"
    case november2025 = "2025-11-25"
    case july2026 = "2026-07-28"

    /// What is offered where a client asks by `initialize` for one that is not known.
    static let newestByHandshake = ProtocolVersion.november2025

    public static func < (a: ProtocolVersion, b: ProtocolVersion) -> Bool { a.rawValue < b.rawValue }

    /// There is no handshake: each request says its version and what the client can.
    var isStateless: Bool { self >= .july2026 }
    /// Arrays of messages, which came with this one and went with the next.
    var hasBatches: Bool { self == .march2025 }
    var hasAnnotations: Bool { self >= .march2025 }
    var hasProgressMessages: Bool { self >= .march2025 }
    /// Results for programs with their schemas, links to resources, titles, and questions to the person at the client.
    var hasStructuredResults: Bool { self >= .june2025 }
    /// Questions say of what mode they are.
    var hasQuestionModes: Bool { self >= .november2025 }
    /// Arguments that don't fit are told in a tool's result, so that the model at the client can mend them.
    var tellsArgumentsInResults: Bool { self >= .november2025 }
    var hasPing: Bool { !isStateless }
}
