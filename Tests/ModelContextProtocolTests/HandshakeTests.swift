import Foundation
import ModelContextProtocol
import Testing

@Suite("Versions and shapes of messages") struct HandshakeTests {
    @Test(
        "Each version of the handshake is agreed to as it was asked for", arguments: ProtocolVersion.allCases.dropLast()
    )
    func agreed(version: ProtocolVersion) async throws {
        let peer = Peer()
        let result = try #require(try await peer.initialize(version)["result"])
        #expect(result["protocolVersion"]?.string == version.rawValue)
        #expect(result["capabilities"] == ["tools": [:]])
        #expect(result["instructions"] == "Be brief.")
        let tool = try #require(try await peer.ask(1, "tools/list")["result"]?["tools"]?.array?.first)
        #expect((tool["outputSchema"] != nil) == (version >= .june2025))
        #expect((tool["annotations"] != nil) == (version >= .march2025))
        let answer = try #require(
            try await peer.ask(2, "tools/call", ["name": "echo", "arguments": ["text": "hi"]])["result"])
        #expect((answer["structuredContent"] == ["said": "hi"]) == (version >= .june2025))
        let kinds = answer["content"]?.array?.compactMap { $0["type"]?.string }
        #expect(kinds == (version >= .june2025 ? ["text", "image", "resource_link"] : ["text", "image"]))
        #expect(answer["content"]?.array?.first?["text"]?.string == #"{"said":"hi"}"#)
        #expect(answer["resultType"] == nil)
    }

    @Test(
        "Another version gets the newest that a handshake reaches",
        arguments: ["2026-07-28", "2099-01-01", "1.0", ""])
    func other(version: String) async throws {
        let peer = Peer()
        let response = try await peer.ask(1, "initialize", ["protocolVersion": .string(version)])
        #expect(response["result"]?["protocolVersion"] == "2025-11-25")
    }

    @Test("Nothing but ping is answered before the handshake, and there is one handshake")
    func order() async throws {
        let peer = Peer()
        #expect(try await peer.ask(1, "ping")["result"] == [:])
        #expect(try await peer.ask(2, "tools/list")["error"]?["code"] == -32600)
        #expect(try await peer.ask(3, "tools/call", ["name": "echo"])["error"]?["code"] == -32600)
        #expect(try await peer.ask(4, "initialize")["error"]?["code"] == -32602)
        try await peer.initialize(.november2025)
        #expect(try await peer.ask(5, "initialize", ["protocolVersion": "2025-11-25"])["error"]?["code"] == -32600)
        #expect(try await peer.ask(6, "server/discover")["error"]?["code"] == -32601)
    }

    @Test("Without handshake each request says its version, and results say what the newest wants of them")
    func stateless() async throws {
        let peer = Peer()
        let found = try #require(try await peer.ask(1, "server/discover", ["_meta": Peer.envelope()])["result"])
        #expect(found["supportedVersions"]?.array?.first == "2026-07-28")
        #expect(found["resultType"] == "complete" && found["ttlMs"]?.integer != nil && found["cacheScope"] == "private")
        #expect(found["_meta"]?["io.modelcontextprotocol/serverInfo"]?["name"] == "peer")
        let list = try await peer.ask(2, "tools/list", ["_meta": Peer.envelope()])["result"]
        #expect(list?["resultType"] == "complete" && list?["tools"]?.array?.count == 4)
        #expect(try await peer.ask(3, "ping", ["_meta": Peer.envelope()])["error"]?["code"] == -32601)
        let unknown = try await peer.ask(4, "tools/list", ["_meta": Peer.envelope(version: "2027-01-01")])["error"]
        #expect(unknown?["code"] == -32022 && unknown?["data"]?["requested"] == "2027-01-01")
        let bare: JSONValue = ["io.modelcontextprotocol/protocolVersion": "2026-07-28"]
        #expect(try await peer.ask(5, "tools/list", ["_meta": bare])["error"]?["code"] == -32602)
    }

    @Test(
        "What is no message gets the error that says so",
        arguments: [
            ("{", -32700), ("nonsense", -32700), ("\u{1}{}", -32700), ("3", -32600), ("\"a\"", -32600), ("{}", -32600),
            (#"{"id":1,"method":"ping"}"#, -32600), (#"{"jsonrpc":"1.0","id":1,"method":"ping"}"#, -32600),
            (#"{"jsonrpc":"2.0","id":1}"#, -32600), (#"{"jsonrpc":"2.0","id":1,"method":7}"#, -32600),
            (#"{"jsonrpc":"2.0","id":null,"method":"ping"}"#, -32600),
            (#"{"jsonrpc":"2.0","id":1.5,"method":"ping"}"#, -32600),
            (#"{"jsonrpc":"2.0","id":1,"method":"ping","params":[1]}"#, -32602),
            (#"{"jsonrpc":"2.0","id":1,"method":"no/such"}"#, -32601),
            (#"{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"cursor":"x"}}"#, -32602),
            (#"{"jsonrpc":"2.0","id":1,"method":"tools/call"}"#, -32602),
            (#"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"no"}}"#, -32602),
            (#"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"echo","arguments":[]}}"#, -32602),
            ("[]", -32600), ("[{}]", -32600),
        ])
    func malformed(text: String, code: Int) async throws {
        let peer = Peer()
        try await peer.initialize(.june2025)
        await peer.send(text)
        #expect(try await peer.wait { $0["error"] != nil }["error"]?["code"]?.integer == code)
        #expect(try await peer.ask(9, "ping")["result"] == [:])
    }

    @Test("What is nested too deeply to be read is no message, and breaks nothing")
    func deep() async throws {
        let peer = Peer()
        try await peer.initialize(.june2025)
        for text in [
            String(repeating: "[", count: 100_000),
            String(repeating: "[", count: 5000) + String(repeating: "]", count: 5000),
            String(repeating: #"{"a":"#, count: 5000) + "1" + String(repeating: "}", count: 5000),
        ] {
            await peer.send(text)
        }
        #expect(peer.received.compactMap { $0["error"]?["code"]?.integer } == [-32700, -32700, -32700])
        #expect(try await peer.ask(9, "ping")["result"] == [:])
    }

    @Test("Whatever is changed, cut or doubled in messages, the server goes on and answers each at most once")
    func mutated() async throws {
        let peer = Peer()
        try await peer.initialize(.march2025)
        let lines = [
            #"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"echo","arguments":{"text":"a","times":2}}}"#,
            #"[{"jsonrpc":"2.0","id":"x","method":"ping"},{"jsonrpc":"2.0","method":"notifications/cancelled"}]"#,
            #"{"jsonrpc":"2.0","id":2,"result":{"action":"accept","content":{"more":true}}}"#,
            #"{"jsonrpc":"2.0","id":3,"method":"tools/list","params":{"_meta":{"io.modelcontextprotocol/protocolVersion":1}}}"#,
        ].map { Array($0.utf8) }
        let marks = Array(#"{}[]",:0-e\u"#.utf8)
        var state: UInt64 = 20_261_128
        func random(_ below: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(below))
        }
        for round in 0..<1000 {
            var bytes = lines[round % lines.count]
            for _ in 0...random(4) {
                let at = random(bytes.count)
                switch random(4) {
                case 0: bytes[at] = UInt8(random(256))
                case 1: bytes.remove(at: at)
                case 2: bytes.insert(marks[random(marks.count)], at: at)
                default: bytes.removeLast(random(bytes.count / 2 + 1))
                }
            }
            await peer.server.take(.text(bytes))
        }
        await peer.server.finish()
        #expect(peer.received.count <= 1001)
        #expect(try await peer.ask(777, "ping")["result"] == [:])
    }

    @Test("A line has 64 levels at most, whatever it has of brackets in its texts")
    func levels() async throws {
        let peer = Peer()
        try await peer.initialize(.june2025)
        func ping(_ id: Int, _ inner: String) -> String {
            #"{"jsonrpc":"2.0","id":\#(id),"method":"ping","params":{"x":\#(inner)}}"#
        }
        func nested(_ levels: Int) -> String {
            String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
        }
        // Two levels are around what is in it.
        await peer.send(ping(1, nested(62)))
        await peer.send(ping(2, nested(63)))
        await peer.send(ping(3, #""\#(String(repeating: #"[{\""#, count: 200))""#))
        await peer.send(ping(4, "[" + Array(repeating: "{}", count: 200).joined(separator: ",") + "]"))
        // Much in it costs no more when there are many levels around it.
        let much = Array(repeating: "{}", count: 20_000).joined(separator: ",")
        for (id, levels) in [(5, 400), (6, 60)] {
            await peer.send(
                ping(id, String(repeating: "[", count: levels) + much + String(repeating: "]", count: levels)))
        }
        let answers = peer.received.filter { $0["id"] != 0 }
        #expect(answers.compactMap { $0["id"]?.integer } == [1, 3, 4, 6])
        #expect(answers.compactMap { $0["error"]?["code"]?.integer } == [-32700, -32700])
        #expect(answers.compactMap { $0["error"]?["message"]?.string }.allSatisfy { $0.contains("64 levels") })
    }

    @Test("Values of JSON are what they were written as")
    func values() throws {
        let text = #"[true,false,1,0,-1,1.0,1e3,1.5,9223372036854775807,1e20,null,"1",{"a":[]}]"#
        #expect(
            try JSONValue(text: Data(text.utf8)) == [
                true, false, 1, 0, -1, 1, 1000, 1.5, .integer(.max), 1e20, .null, "1", ["a": []],
            ])
        for text in ["1e400", "nan", "", "[1] x", "[01]", "\u{0}[\u{0}]\u{0}"] {
            #expect(throws: (any Error).self, "\(text)") { try JSONValue(text: Data(text.utf8)) }
        }
    }

    @Test("A line that is no text, one that is too long, and blank lines")
    func lines() async throws {
        let peer = Peer()
        await peer.server.take(.text([0x7B, 0xFF, 0xFE, 0x7D]))
        await peer.server.take(.tooLong(limit: 10))
        await peer.send("")
        await peer.send("  \r")
        #expect(peer.received.compactMap { $0["error"]?["code"]?.integer } == [-32700, -32600])
    }

    @Test("Arrays of messages are taken in the one version that has them")
    func batches() async throws {
        let peer = Peer()
        try await peer.initialize(.march2025)
        await peer.send(
            #"[{"jsonrpc":"2.0","id":1,"method":"ping"},{"jsonrpc":"2.0","method":"notifications/x"},"#
                + #"{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"echo","arguments":{"text":"a"}}},7,"#
                + #"{"jsonrpc":"2.0","id":3,"method":"initialize","params":{}}]"#)
        let answers = try #require(try await peer.wait { $0.array != nil }.array)
        #expect(answers.compactMap { $0["id"]?.integer }.sorted() == [1, 2, 3])
        #expect(answers.count { $0["error"]?["code"] == -32600 } == 2)
    }
}
