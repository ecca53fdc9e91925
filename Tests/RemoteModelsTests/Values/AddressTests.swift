import Foundation
import RemoteModels
import Testing

struct AddressTests {
    @Test(
        "However a base address ends, the paths fit behind it",
        arguments: [
            "https://api.example.com", "https://api.example.com/", "https://api.example.com/v1",
            "https://api.example.com/v1beta/", " https://api.example.com/v1/ ",
            "https://api.example.com/v1/images/edits",
            "https://api.example.com/v1/images/generations/", "https://api.example.com/V1/chat/completions",
            "https://api.example.com//v1/models", "https://api.example.com/v1/responses",
        ])
    func normalised(_ text: String) throws {
        #expect(try ServiceAddress(text).text == "https://api.example.com")
    }

    @Test(
        "A port that there is not is refused, however long its number",
        arguments: ["0", "65536", "99999", "99999999999999999999", "-1"])
    func ports(_ port: String) {
        #expect(throws: ServiceAddress.Failure.self) { try ServiceAddress("http://127.0.0.1:\(port)/") }
        #expect(throws: ServiceAddress.Failure.self) { try ServiceAddress("https://[2001:db8::1]:\(port)/v1") }
    }

    @Test(
        "Of what was given as an address only what can be no key is shown",
        arguments: [
            ("https://user:sk-secret@a.example/v1", "https://a.example"),
            ("https://a.example/?key=sk-secret", "https://a.example"),
            ("sk-secret", nil), ("https://sk-secret@", nil),
        ])
    func shown(_ text: String, _ shown: String?) {
        #expect(ServiceAddress.shown(text) == shown)
    }

    @Test("A path before the version stays")
    func path() throws {
        #expect(try ServiceAddress("http://127.0.0.1:1/sd/v1/images/edits").text == "http://127.0.0.1:1/sd")
        #expect(try ServiceAddress("http://127.0.0.1:1/my-images/edits").text == "http://127.0.0.1:1/my-images/edits")
        #expect(try ServiceAddress("https://gateway.example/gemini/v1beta").text == "https://gateway.example/gemini")
    }

    @Test("Without encryption only this machine is spoken to")
    func insecure() throws {
        for text in ["http://127.0.0.1:8080", "http://localhost:1", "http://[::1]:99/v1"] {
            #expect(try ServiceAddress(text).isLoopback)
        }
        #expect(throws: ServiceAddress.Failure.insecure(host: "api.example.com")) {
            try ServiceAddress("http://api.example.com")
        }
        #expect(throws: ServiceAddress.Failure.insecure(host: "localhost.example.com")) {
            try ServiceAddress("http://localhost.example.com")
        }
        #expect(throws: ServiceAddress.Failure.insecure(host: "10.0.0.1")) { try ServiceAddress("http://10.0.0.1") }
    }

    @Test(
        "A person's own server may be in the local network, and nowhere else, without encryption",
        arguments: [
            ("http://192.168.1.20:8080", true), ("http://10.0.0.1", true), ("http://172.16.3.4/v1", true),
            ("http://box.local:9000", true), ("http://BOX:9000", true), ("http://[fd00::2]:1", true),
            ("http://172.32.0.1", false), ("http://8.8.8.8", false), ("http://api.example.com", false),
            ("http://192.168.1.20.example.com", false), ("http://[2001:db8::1]", false),
        ])
    func localNetwork(_ text: String, _ isTaken: Bool) {
        let address = try? ServiceAddress(text, isOwn: true)
        #expect((address != nil) == isTaken)
        #expect(address?.isPlain ?? true && address?.isLoopback != true)
        #expect((try? ServiceAddress(text)) == nil)
    }

    @Test(
        "What is no address is refused",
        arguments: ["", "api.example.com", "ftp://a.example", "https://", "https://u:p@a.example", "https://a/?k=1"])
    func refused(_ text: String) {
        #expect(throws: ServiceAddress.Failure.self) { try ServiceAddress(text) }
    }

    @Test(
        "Private places are known by their names and numbers",
        arguments: [
            "localhost", "127.1.2.3", "10.1.1.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
            "0.0.0.0",
            "::1", "fe80::1", "fd00::1", "::ffff:10.0.0.1", "printer", "nas.local", "metadata.google.internal",
        ])
    func privateHosts(_ host: String) {
        #expect(HostName.isPrivate(host))
    }

    @Test(
        "Public places are not taken for private ones",
        arguments: ["8.8.8.8", "172.32.0.1", "2606:4700::1", "a.example"])
    func publicHosts(_ host: String) {
        #expect(!HostName.isPrivate(host))
    }
}

struct ProxyRulesTests {
    private func rules(no: String?) throws -> ProxyRules {
        try ProxyRules(https: "http://user:p%40ss@proxy.example:3128", http: nil, no: no)
    }

    @Test("A proxy's address, user and password are read")
    func read() throws {
        let server = try #require(try rules(no: nil).server(for: "api.example.com", port: 443))
        #expect(server.host == "proxy.example")
        #expect(server.port == 3128)
        #expect(server.user == "user")
        #expect(server.password == "p@ss")
        #expect(try ProxyRules(https: "proxy:8080", http: nil, no: nil).server(for: "a.b", port: 443)?.port == 8080)
        #expect(try ProxyRules(https: nil, http: "http://p", no: nil).server(for: "a.b", port: 443)?.host == "p")
        #expect(try ProxyRules(https: "", http: " ", no: nil) == .none)
    }

    @Test("This machine is never reached through a proxy")
    func loopback() throws {
        for host in ["localhost", "127.0.0.1", "::1"] {
            #expect(try rules(no: nil).server(for: host, port: 80) == nil)
        }
    }

    @Test(
        "NO_PROXY names hosts, domains, ports and networks",
        arguments: [
            ("api.example.com", "api.example.com", true), ("example.com", "api.example.com", true),
            (".example.com", "api.example.com", true), ("*.example.com", "api.example.com", true),
            ("ample.com", "example.com", false), ("*", "anything.example", true),
            ("a.b, example.com", "example.com", true),
            ("example.com:443", "example.com", true), ("example.com:8443", "example.com", false),
            ("10.0.0.0/8", "10.20.30.40", true), ("10.0.0.0/8", "11.0.0.1", false),
            ("2001:db8::/32", "2001:db8::7", true),
            ("EXAMPLE.com", "Api.Example.com", true), ("", "example.com", false),
        ])
    func exceptions(_ rule: String, _ host: String, _ isDirect: Bool) throws {
        #expect(try (rules(no: rule).server(for: host, port: 443) == nil) == isDirect)
    }

    @Test("A proxy that can't be used is refused without its password being told")
    func refused() {
        for text in [
            "socks6://user:secret@proxy.example", "http://user:secret@proxy.example:99999", "ftp://x:secret@y",
        ] {
            let error = #expect(throws: ProxyRules.Failure.self) { try ProxyRules(https: text, http: nil, no: nil) }
            #expect(!String(describing: error).contains("secret"))
        }
    }
}

struct APIKeyTests {
    private let secret = "sk-0123456789abcdefXYZ9"

    @Test("No description, dump or reflection shows a key")
    func hidden() throws {
        let key = try #require(APIKey(secret))
        var dumped = ""
        dump(["key": key], to: &dumped)
        for text in ["\(key)", String(reflecting: key), dumped, "\([key])", "\(Optional(key) as Any)"] {
            #expect(!text.contains("0123456789"))
        }
        #expect(key.ends == "sk-…XYZ9")
        #expect(APIKey("short")?.ends == "…")
    }

    @Test("A key is taken without the space around it, and not at all with space inside")
    func reading() {
        #expect(APIKey(" \(secret)\r\n") == APIKey(secret))
        for text in ["", " \n", "a b", "a\nX-Header: b", "schlüssel", "a\u{0}b"] { #expect(APIKey(text) == nil) }
    }

    @Test("Of a key its ends can be shown")
    func ends() throws {
        #expect(try #require(APIKey(secret)).ends == "sk-…XYZ9")
    }
}

struct RetryAfterTests {
    @Test("Seconds, dates and durations are read")
    func reading() {
        let now = Date(timeIntervalSince1970: 1_795_000_000)
        #expect(RetryAfter.seconds(header: "120", now: now) == 120)
        #expect(RetryAfter.seconds(header: " 1.5 ", now: now) == 1.5)
        #expect(RetryAfter.seconds(header: "-3", now: now) == 0)
        for absurd in ["1e30", "1e400", String(repeating: "9", count: 400)] {
            #expect(RetryAfter.seconds(header: absurd, now: now) == RetryAfter.longest, "\(absurd)")
            #expect(RetryAfter.seconds(duration: absurd + "s") == RetryAfter.longest, "\(absurd)")
        }
        #expect(RetryAfter.seconds(header: "nan", now: now) == nil)
        let digits = String(repeating: "9", count: 400)
        #expect(RetryAfter.seconds(words: "Please retry in \(digits)s.") == RetryAfter.longest)
        #expect(RetryAfter.seconds(header: "Wed, 18 Nov 2026 11:06:50 GMT", now: now) == 10)
        #expect(RetryAfter.seconds(header: "Wed, 18 Nov 2020 11:06:50 GMT", now: now) == 0)
        #expect(RetryAfter.seconds(header: "soon", now: now) == nil)
        #expect(RetryAfter.seconds(header: "inf", now: now) == nil)
        #expect(RetryAfter.seconds(duration: "34.4s") == 34.4)
        #expect(RetryAfter.seconds(duration: "34") == nil)
    }

    @Test("The wait grows, differs by chance, and is never shorter than what was asked for")
    func plan() {
        #expect((2...4).map { RetryPlan.wait(before: $0, asked: nil, chance: 0) } == [1, 2, 4])
        #expect(RetryPlan.wait(before: 2, asked: nil, chance: 0.5) == 1.25)
        #expect(RetryPlan.wait(before: 2, asked: 34.4, chance: 0) == 34.4)
        #expect(RetryPlan.wait(before: 2, asked: 34.4, chance: 0.9) > 34.4)
    }
}
