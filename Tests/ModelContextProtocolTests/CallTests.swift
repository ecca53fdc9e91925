import Foundation
import ModelContextProtocol
import Testing

@Suite("Calls of tools") struct CallTests {
    private static let misfits: [(JSONValue, String)] = [
        ([:], "text is missing"), (["text": 3], "text has to be a string"), (["text": ""], "text is empty"),
        (["text": "a", "times": 4], "times has to be at most 3"),
        (["text": "a", "times": 1.5], "times has to be a whole number"),
        (["text": "a", "how": "wild"], "how can be loud, low"),
        (["text": "a", "share": 2], "share has to be at most 1"),
        (["text": "a", "twice": 1], "twice has to be true or false"),
        (["text": "a", "\u{1B}[31mred": 1], "there is no argument \u{201C}[31mred\u{201D}"),
        (["text": "a text of more than twenty letters"], "text is longer than 20 characters"),
    ]

    @Test(
        "Arguments that don't fit are told: as an error before, in the result since 2025-11-25", arguments: misfits)
    func arguments(arguments: JSONValue, fault: String) async throws {
        for version in [ProtocolVersion.june2025, .november2025] {
            let peer = Peer()
            try await peer.initialize(version)
            let response = try await peer.ask(1, "tools/call", ["name": "echo", "arguments": arguments])
            if version == .june2025 {
                #expect(response["error"]?["code"] == -32602)
                #expect(response["error"]?["message"]?.string?.contains(fault) == true)
            } else {
                #expect(response["result"]?["isError"] == true)
                #expect(response["result"]?["content"]?.array?.first?["text"]?.string?.contains(fault) == true)
            }
        }
    }

    @Test("A tool's failure is a result that says so, without structure")
    func failure() async throws {
        let peer = Peer()
        try await peer.initialize(.november2025)
        let result = try await peer.ask(1, "tools/call", ["name": "fail"])["result"]
        #expect(result?["isError"] == true && result?["structuredContent"] == nil)
        #expect(result?["content"]?.array?.first?["text"]?.string?.hasPrefix("It broke") == true)
    }

    @Test("Progress is told to those who gave a token, and never after the answer")
    func progress() async throws {
        let peer = Peer()
        try await peer.initialize(.november2025)
        _ = try await peer.ask(1, "tools/call", ["name": "echo", "arguments": ["text": "a"]])
        #expect(!peer.received.contains { $0["method"] == "notifications/progress" })
        _ = try await peer.ask(
            2, "tools/call",
            ["name": "echo", "arguments": ["text": "a"], "_meta": ["progressToken": "p"]])
        let news = try #require(peer.received.first { $0["method"] == "notifications/progress" }?["params"])
        #expect(news == ["progressToken": "p", "progress": 1, "message": "saying"])
        #expect(peer.received.last?["id"] == 2)
    }

    @Test("A cancelled call ends and is not answered; the others go on")
    func cancelled() async throws {
        let peer = Peer()
        try await peer.initialize(.november2025)
        await peer.send(#"{"jsonrpc":"2.0","id":"a","method":"tools/call","params":{"name":"wait"}}"#)
        // At once, before the tool can have begun, and one that nobody knows.
        await peer.send(#"{"jsonrpc":"2.0","id":"b","method":"tools/call","params":{"name":"wait"}}"#)
        await peer.send(#"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":"b"}}"#)
        await peer.send(#"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":"zz"}}"#)
        while peer.slow.begun == 0 { try await Task.sleep(for: .milliseconds(5)) }
        #expect(try await peer.ask(5, "ping")["result"] == [:])
        await peer.send(#"{"jsonrpc":"2.0","id":"a","method":"tools/call","params":{"name":"echo"}}"#)
        #expect(try await peer.wait { $0["id"] == "a" }["error"]?["code"] == -32600)
        await peer.send(#"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":"a"}}"#)
        await peer.server.finish()
        #expect(peer.slow.cancelled == peer.slow.begun)
        #expect(!peer.received.contains { $0["id"] == "b" })
        #expect(peer.received.count { $0["id"] == "a" } == 1)
    }

    @Test(
        "A person is asked by a request of the server's, and what was said counts",
        arguments: ["accept", "decline", "cancel"])
    func asked(action: String) async throws {
        let peer = Peer()
        try await peer.initialize(.november2025, capabilities: ["elicitation": [:]])
        await peer.send(#"{"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"pay"}}"#)
        let question = try await peer.wait { $0["method"] == "elicitation/create" }
        #expect(question["params"]?["message"] == "Pay?" && question["params"]?["mode"] == "form")
        #expect(question["params"]?["requestedSchema"]?["type"] == "object")
        let answer: JSONValue = [
            "jsonrpc": "2.0", "id": question["id"] ?? .null,
            "result": ["action": .string(action), "content": ["more": true]],
        ]
        await peer.send(answer.text)
        let result = try await peer.wait { $0["id"] == 7 && $0["method"] == nil }["result"]?["structuredContent"]
        switch action {
        case "accept": #expect(result == ["paid": true, "more": true])
        case "decline": #expect(result == ["paid": "declined"])
        default: #expect(result == ["paid": "dismissed"])
        }
    }

    private static let unable: [(ProtocolVersion, JSONValue)] = [
        (.november2025, [:]), (.november2025, ["elicitation": ["url": [:]]]), (.march2025, ["elicitation": [:]]),
    ]

    @Test("Nobody is asked where the client or its version can't", arguments: unable)
    func nobody(version: ProtocolVersion, capabilities: JSONValue) async throws {
        let peer = Peer()
        try await peer.initialize(version, capabilities: capabilities)
        let result = try await peer.ask(1, "tools/call", ["name": "pay"])["result"]
        #expect(result?["content"]?.array?.first?["text"] == #"{"paid":"nobody to ask"}"#)
    }

    @Test("Without handshake the call ends with the question, and counts once when it comes again with the answer")
    func askedAgain() async throws {
        let peer = Peer()
        let meta = Peer.envelope(["elicitation": ["form": [:]]])
        let first = try #require(try await peer.ask(1, "tools/call", ["_meta": meta, "name": "pay"])["result"])
        #expect(first["resultType"] == "input_required")
        #expect(first["inputRequests"]?["agreement"]?["method"] == "elicitation/create")
        let state = try #require(first["requestState"])
        func again(_ id: Int, _ state: JSONValue, _ arguments: JSONValue = [:]) async throws -> JSONValue? {
            try await peer.ask(
                id, "tools/call",
                [
                    "_meta": meta, "name": "pay", "arguments": arguments, "requestState": state,
                    "inputResponses": ["agreement": ["action": "accept", "content": [:]]],
                ])["result"]
        }
        // Other arguments, a state that nobody gave, and an answer that has counted ask anew.
        #expect(try await again(2, "made up")?["resultType"] == "input_required")
        let other = try #require(try await again(3, state, ["x": .null]))
        #expect(other["structuredContent"] == ["paid": true, "more": .null] && other["resultType"] == "complete")
        #expect(try await again(4, state)?["resultType"] == "input_required")
        #expect(!peer.received.contains { $0["method"] != nil })
    }

    @Test("At the end of the lines, questions go unanswered and calls come to their end")
    func end() async throws {
        let peer = Peer()
        try await peer.initialize(.june2025, capabilities: ["elicitation": [:]])
        await peer.send(#"{"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"pay"}}"#)
        _ = try await peer.wait { $0["method"] == "elicitation/create" }
        await peer.server.finish()
        #expect(peer.received.last?["result"]?["structuredContent"] == ["paid": "dismissed"])
    }

    @Test("A question is taken back when its call is cancelled")
    func withdrawn() async throws {
        let peer = Peer()
        try await peer.initialize(.november2025, capabilities: ["elicitation": [:]])
        await peer.send(#"{"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"pay"}}"#)
        let question = try await peer.wait { $0["method"] == "elicitation/create" }
        await peer.send(#"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":7}}"#)
        let notice = try await peer.wait { $0["method"] == "notifications/cancelled" }
        #expect(notice["params"]?["requestId"] == question["id"])
        await peer.server.finish()
        #expect(!peer.received.contains { $0["id"] == 7 && $0["method"] == nil })
    }

    @Test("What terminals act on is escaped on every line that goes out")
    func escaped() async throws {
        #expect(JSONValue.string("a\u{9B}31m\u{7F}\u{1B}\n").text == #""a\u009b31m\u007f\u001b\n""#)
        #expect(try JSONValue(text: .init(JSONValue.string("\u{9B}").text.utf8)) == "\u{9B}")
    }
}
