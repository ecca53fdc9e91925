import Foundation
import SessionPages
import Testing

@Suite struct PageTextTests {
    @Test("Text can't become markup, neither in an element nor in an attribute")
    func escaping() {
        let text = PageText.escaped("</title><script>alert('x')</script> \"&amp;\"\0")
        #expect(text == "&lt;/title&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &quot;&amp;amp;&quot;")
    }

    @Test("JSON can't end the script that it stands in, and is read back as it was")
    func scriptSafeJSON() throws {
        let hostile = ["</script><script>alert(1)</script>", "<!-- <script", "a\u{2028}b\u{2029}c\u{20A8}", "]]>&\"\\"]
        let json = try PageText.encoded(hostile)
        let text = String(decoding: json, as: UTF8.self)
        for forbidden in ["<", ">", "&", "\u{2028}", "\u{2029}"] { #expect(!text.contains(forbidden)) }
        #expect(try JSONDecoder().decode([String].self, from: json) == hostile)
    }

    @Test("A policy's hash is the SHA-256 of the text, in base64")
    func policyHash() {
        // The example of CSP level 3, section 6.7.2.1.
        #expect(PageText.hash(of: "alert('Hello, world.');") == "sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng=")
    }

    @Test("A title that looks like a place to fill in stays a title")
    func titleIsNoTemplate() {
        let page = String(decoding: PageText.document(title: "{{script}}", session: nil), as: UTF8.self)
        #expect(page.contains("<title>{{script}}</title>"))
    }
}
