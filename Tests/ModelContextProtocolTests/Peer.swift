import Foundation
import ModelContextProtocol
import Synchronization
import Testing

/// A client of a server in the same process: sends messages, and has what came back.
final class Peer: Sendable {
    let server: ProtocolServer
    private let lines: Inbox

    /// Lines that the server has sent.
    private final class Inbox: Sendable {
        let lines = Mutex<[String]>([])
    }

    /// Is told when the slow tool has begun and when it was cancelled.
    final class Slow: Sendable {
        let state = Mutex((begun: 0, cancelled: 0))
        var begun: Int { state.withLock { $0.begun } }
        var cancelled: Int { state.withLock { $0.cancelled } }
    }

    struct Broken: Error {}
    let slow = Slow()

    init() {
        let inbox = Inbox()
        let slow = slow
        lines = inbox
        let echo = Tool(
            [
                "name": "echo", "title": "Echo", "description": "Says it again.",
                "inputSchema": [
                    "type": "object", "required": ["text"], "additionalProperties": false,
                    "properties": [
                        "text": ["type": "string", "minLength": 1, "maxLength": 20],
                        "times": ["type": "integer", "minimum": 1, "maximum": 3],
                        "how": ["type": "string", "enum": ["loud", "low"]], "share": ["type": "number", "maximum": 1],
                        "twice": ["type": "boolean"],
                    ],
                ],
                "outputSchema": ["type": "object"], "annotations": ["readOnlyHint": true],
            ]
        ) { call in
            call.report("saying")
            return ToolResult(
                ["said": .string(call.string("text") ?? "")], pictures: [.init(Data([1, 2, 3]), type: "image/png")],
                links: [.init(URL(fileURLWithPath: "/pictures/a b.png"), type: "image/png", bytes: 3)])
        }
        let wait = Tool(["name": "wait", "inputSchema": ["type": "object"]]) { call in
            slow.state.withLock { $0.begun += 1 }
            do {
                try await Task.sleep(for: .seconds(600))
            } catch {
                slow.state.withLock { $0.cancelled += 1 }
                throw error
            }
            return ToolResult([:])
        }
        let pay = Tool(["name": "pay", "inputSchema": ["type": "object"]]) { call in
            guard call.canAsk else { return ToolResult(["paid": "nobody to ask"]) }
            switch try await call.ask(Question("Pay?", form: ["more": ["type": "boolean"]])) {
            case .accepted(let form): return ToolResult(["paid": .bool(true), "more": form["more"] ?? .null])
            case .declined: return ToolResult(["paid": "declined"])
            case .dismissed: return ToolResult(["paid": "dismissed"])
            }
        }
        let fail = Tool(["name": "fail", "inputSchema": ["type": "object"]]) { _ in throw Broken() }
        server = ProtocolServer(
            .init(name: "peer", title: "Peer", version: "1", instructions: "Be brief."),
            tools: [echo, wait, pay, fail],
            failing: { ToolResult(["error": .string("It broke: \($0)")], isError: true) },
            send: { line in inbox.lines.withLock { $0.append(line) } })
    }

    func send(_ text: String) async { await server.take(.text(Array(text.utf8))) }

    var received: [JSONValue] {
        lines.lines.withLock { $0 }.compactMap { try? JSONValue(text: Data($0.utf8)) }
    }

    /// The first message that fits, as soon as it is there.
    func wait(for matches: @Sendable (JSONValue) -> Bool) async throws -> JSONValue {
        for _ in 0..<2000 {
            if let found = received.first(where: matches) { return found }
            try await Task.sleep(for: .milliseconds(5))
        }
        throw Broken()
    }

    /// The response to a request with a number.
    func ask(_ id: Int, _ method: String, _ params: JSONValue = [:]) async throws -> JSONValue {
        let message: JSONValue = [
            "jsonrpc": "2.0", "id": .integer(id), "method": .string(method), "params": params,
        ]
        await send(message.text)
        return try await wait { $0["id"]?.integer == id && $0["method"] == nil }
    }

    @discardableResult
    func initialize(_ version: ProtocolVersion, capabilities: JSONValue = [:]) async throws -> JSONValue {
        let response = try await ask(
            0, "initialize",
            [
                "protocolVersion": .string(version.rawValue), "capabilities": capabilities,
                "clientInfo": ["name": "peer", "version": "1"],
            ])
        await send(#"{"jsonrpc":"2.0","method":"notifications/initialized"}"#)
        return response
    }

    /// What a request without handshake has with it.
    static func envelope(_ capabilities: JSONValue = [:], version: String = "2026-07-28") -> JSONValue {
        [
            "io.modelcontextprotocol/protocolVersion": .string(version),
            "io.modelcontextprotocol/clientCapabilities": capabilities,
        ]
    }
}
