public import Foundation
import Pictures
import Texts

/// A replay's results on one page beside the sessions: each picture before and after, with what is to be said of it.
///
/// It loads nothing but the pictures of the sessions beside it, and has no script.
public struct ReplayPage: Sendable {
    public var title: String
    public var instructions: [String]

    /// One picture by one model.
    public struct Row: Sendable {
        public var name: String
        public var model: String
        /// Paths relative to the page.
        public var before: String?
        public var after: String?
        public var words: String
        /// Whether something is left to do.
        public var isOpen: Bool

        public init(
            name: String, model: String, before: String?, after: String?, words: String, isOpen: Bool
        ) {
            self.name = name
            self.model = model
            self.before = before
            self.after = after
            self.words = words
            self.isOpen = isOpen
        }
    }

    public init(title: String, instructions: [String]) {
        self.title = title
        self.instructions = instructions
    }

    /// The page. What is left to do comes first: that is what somebody has to look at.
    public func document(_ rows: [Row]) -> Data {
        let style = String(decoding: Texts.replayStyle, as: UTF8.self)
        let policy =
            "default-src 'none'; img-src 'self'; style-src '\(PageText.hash(of: style))'; base-uri 'none'; form-action 'none'"
        let steps = instructions.map { "<li>\(PageText.escaped($0))</li>" }.joined(separator: "\n")
        let figures = (rows.filter(\.isOpen) + rows.filter { !$0.isOpen }).map(figure).joined(separator: "\n")
        let html = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="\(policy)">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>\(PageText.escaped(title))</title>
            <style>\(style)</style>
            </head>
            <body>
            <h1>\(PageText.escaped(title))</h1>
            <ol>
            \(steps)
            </ol>
            <p>\(rows.count { !$0.isOpen }) of \(rows.count) done</p>
            <main>
            \(figures)
            </main>
            </body>
            </html>

            """
        return Data(html.utf8)
    }

    private func figure(_ row: Row) -> String {
        let name = PageText.escaped(row.name)
        var pictures = ""
        if let before = row.before { pictures += image(before, alt: "\(row.name) before") }
        if let after = row.after { pictures += image(after, alt: "\(row.name) after") }
        let folder = row.after ?? row.before
        let link = folder?.split(separator: "/").first.map { "\($0)/index.html" }
        let caption = link.map { "<a href=\"\(PageText.escaped($0))\">\(name)</a>" } ?? name
        return """
            <figure\(row.isOpen ? " class=\"open\"" : "")>
            <div>\(pictures)</div>
            <figcaption>\(caption) <span>\(PageText.escaped(row.model))</span><br>\(PageText.escaped(row.words))</figcaption>
            </figure>
            """
    }

    private func image(_ path: String, alt: String) -> String {
        "<a href=\"\(PageText.escaped(path))\"><img loading=\"lazy\" src=\"\(PageText.escaped(path))\" alt=\"\(PageText.escaped(alt))\"></a>"
    }
}
