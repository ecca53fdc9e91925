import Foundation
import SessionPages
import Testing

@Suite("The page of a replay") struct ReplayPageTests {
    private func page(_ rows: [ReplayPage.Row], instructions: [String] = ["make it warmer"]) -> String {
        let page = ReplayPage(title: "Session 7 on <2> pictures", instructions: instructions)
        return String(decoding: page.document(rows), as: UTF8.self)
    }

    private func row(_ name: String, isOpen: Bool = false, after: String? = "0008/001.png") -> ReplayPage.Row {
        .init(
            name: name, model: "lite", before: "0008/000.png", after: after, words: "words of \(name)", isOpen: isOpen)
    }

    @Test("Names, instructions and words of others stay text")
    func escaping() {
        let hostile = "\"><script>alert(1)</script>"
        let html = page([row(hostile, after: "0008/\"onerror=\"x.png")], instructions: [hostile])
        #expect(!html.contains("<script"))
        #expect(!html.contains("\"onerror"))
        #expect(html.contains("Session 7 on &lt;2&gt; pictures"))
        #expect(html.contains("<li>&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;</li>"))
    }

    @Test("It may load pictures beside it and nothing else, and has its style by its hash")
    func policy() throws {
        let html = page([row("anna.png")])
        let policy = try #require(html.firstMatch(of: /Content-Security-Policy" content="([^"]*)"/)).1
        let style = try #require(html.firstMatch(of: /<style>([^<]*)<\/style>/)).1
        #expect(policy.contains("default-src 'none'") && policy.contains("img-src 'self'"))
        #expect(policy.contains("'\(PageText.hash(of: String(style)))'"))
        #expect(!html.contains("://"))
    }

    @Test("What is left to do comes first, and each picture leads to its session")
    func order() throws {
        let html = page([row("done.png"), row("open.png", isOpen: true, after: nil)])
        let (open, done) = (try #require(html.range(of: "open.png")), try #require(html.range(of: "done.png")))
        #expect(open.lowerBound < done.lowerBound)
        #expect(html.contains("1 of 2 done") && html.contains("class=\"open\""))
        #expect(html.contains("href=\"0008/index.html\""))
    }
}
