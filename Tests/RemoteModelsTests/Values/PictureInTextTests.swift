import Foundation
import Pictures
import RemoteModels
import TestSupport
import Testing

struct PictureInTextTests {
    @Test(
        "Text of any kind and length is gone over once", .timeLimit(.minutes(1)),
        arguments: [
            "data:image/png;base64,AAAA ", "data:image/png;base64,A", "data:image/", "![![", "![a](", "](http", "http",
            "![a](data:image/png;base64,",
            "iVBORw0KGgo", "AAAA\n", "%2F",
            "iVBORw0KGgoAAAANSUhEUgAAABAAAAAMCAIAAADkharW\n", "![](http://a.png", "https://a/b.png ",
        ])
    func longText(_ part: String) {
        let text = String(repeating: part, count: 2_000_000 / part.utf8.count)
        let found = PictureInText(text)
        #expect(found.words.utf8.count <= PictureInText.longestWords)
    }

    @Test("The last picture that stands there is taken, and what stood for it goes")
    func pictures() {
        let one = "data:image/png;base64,\(Small.png.base64)"
        let two = "data:image/jpeg;base64,\(Small.jpeg.base64)"
        let found = PictureInText("Here: ![a cat](\(one)) and \(two) done, data:image/png;base64,!")
        #expect(found.data == Small.jpeg.data)
        #expect(found.declared == "image/jpeg")
        #expect(found.words == "Here:  and  done, !")
    }

    @Test("A link in Markdown counts before a bare one, and a bare one only where it ends as a picture's name does")
    func links() {
        #expect(PictureInText("see ![x](https://a.example/p) or https://b.example/q.png").link?.host() == "a.example")
        #expect(PictureInText("see https://b.example/q.png, and https://c.example/").link?.host() == "b.example")
        #expect(PictureInText("see https://c.example/ and http").link == nil)
        #expect(PictureInText("<https://b.example/q.webp>").link?.path() == "/q.webp")
    }
}
