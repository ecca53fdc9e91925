import Foundation
import ImageModels
import Locality
import Pictures
import SessionPages
import Sessions
import TestSupport
import Testing

@Suite struct SessionPageTests {
    let folder: TemporaryFolder
    let sessions: SessionsFolder

    init() throws {
        folder = try TemporaryFolder()
        sessions = SessionsFolder(
            url: folder.url.appendingPathComponent("sessions"), paging: { SessionPage(words: .bare) })
    }

    @Test("A session has its page from the beginning, and every turn is in it when the turn has ended")
    func pageFollows() throws {
        let writer = try sessions.createSample()
        #expect(try turns(writer.session).map(\.number) == [0])
        try writer.addTurn("make it red")
        try writer.addTurn("</script><script>alert(1)</script>")
        let turns = try turns(writer.session)
        #expect(turns.map(\.number) == [0, 1, 2])
        #expect(turns.map(\.parent) == [nil, 0, 1])
        #expect(turns[2].instruction == "</script><script>alert(1)</script>")
        #expect(turns[1].picture?.src == "001.png")
        #expect(turns[1].cost == "$0.04")
        let script = try String(contentsOf: file("session.js", of: writer.session), encoding: .utf8)
        #expect(!script.contains("<"))
    }

    @Test("A turn under way is in the page before there is a picture")
    func underWay() throws {
        let writer = try sessions.createSample()
        try writer.ask("make it red")
        let turns = try turns(writer.session)
        #expect(turns.last?.state == "under way")
        #expect(turns.last?.picture == nil)
    }

    @Test("The document itself is written once; what follows the session is the script beside it")
    func documentStays() throws {
        let writer = try sessions.createSample()
        let page = SessionPage(words: .bare)
        #expect(Set(page.files(of: writer.session).keys) == ["index.html", "session.js"])
        try writer.addTurn("one")
        #expect(Set(page.files(of: writer.session).keys) == ["session.js"])
    }

    @Test("The policy allows the page's own style and script and no other inline one")
    func policyHashes() throws {
        let writer = try sessions.createSample()
        let page = try String(contentsOf: writer.session.pageFile, encoding: .utf8)
        let policy = try #require(page.between("Content-Security-Policy\" content=\"", "\""))
        let style = try #require(page.between("<style>", "</style>"))
        let script = try #require(page.between("</script>\n<script>", "</script>"))
        #expect(policy.hasPrefix("default-src 'none'; img-src 'self' data:;"))
        #expect(policy.contains("style-src '\(PageText.hash(of: style))'"))
        #expect(policy.contains("script-src 'self' '\(PageText.hash(of: script))'"))
        #expect(!policy.contains("unsafe"))
        #expect(page.components(separatedBy: "<style").count == 2)
        for handler in [" onclick", " onload", " onerror", " style="] { #expect(!page.contains(handler)) }
        for address in ["http:", "https:", "fetch(", "XMLHttpRequest", "innerHTML", "document.write"] {
            #expect(!page.contains(address), "\(address)")
        }
    }

    @Test("A page to send has the pictures inside, and neither models nor costs unless they are asked for")
    func completePage() throws {
        let writer = try sessions.createSample()
        try writer.addTurn("make it red")
        try writer.ask("a turn that never ended")
        let quiet = String(
            decoding: try CompletePage(words: .bare, showsModels: false, showsCosts: false).document(
                of: writer.session),
            as: UTF8.self)
        for secret in ["scripted", "$0.04", "a turn that never ended", "said the model"] {
            #expect(!quiet.contains(secret), "\(secret)")
        }
        #expect(quiet.components(separatedBy: "data:image/jpeg;base64,").count == 3)
        #expect(!quiet.contains("001.png"))
        #expect(quiet.contains("img-src data:;"))
        #expect(!quiet.contains("'self'"))
        let full = String(
            decoding: try CompletePage(words: .bare, showsModels: true, showsCosts: true).document(of: writer.session),
            as: UTF8.self)
        #expect(full.contains("scripted"))
        #expect(full.contains("$0.04"))
        #expect(full.contains("said the model"))
    }

    @Test("A picture with transparency stays a PNG in a page to send, and a large one is scaled down")
    func completePictures() throws {
        let picture = try SamplePictures.gradient(width: 2000, height: 100, channels: 4).picture()
        let writer = try sessions.create(about: picture, source: "a.png", program: "test", at: noon)
        let page = String(
            decoding: try CompletePage(words: .bare, showsModels: false, showsCosts: false).document(
                of: writer.session),
            as: UTF8.self)
        let base64 = try #require(page.between("data:image/png;base64,", "\""))
        let inside = try Picture(inspecting: #require(Data(base64Encoded: base64)))
        #expect(inside.size == PixelSize(width: 1600, height: 80))
    }

    @Test("A session without a page gets one; one that is open elsewhere keeps its own")
    func writePage() throws {
        let plain = SessionsFolder(url: sessions.url)
        do {
            let writer = try plain.createSample()
            #expect(!FileManager.default.fileExists(atPath: writer.session.pageFile.path))
            #expect(try sessions.writePage(of: 1) == writer.session.pageFile)
            #expect(!FileManager.default.fileExists(atPath: writer.session.pageFile.path))
        }
        #expect(FileManager.default.fileExists(atPath: try sessions.writePage(of: 1).path))
    }

    @Test("A page that can't be written fails no turn")
    func unwritable() throws {
        let writer = try sessions.createSample()
        let script = file("session.js", of: writer.session)
        try FileManager.default.removeItem(at: script)
        try FileManager.default.createDirectory(
            at: script.appendingPathComponent("in the way"), withIntermediateDirectories: true)
        try writer.addTurn("make it red")
        #expect(writer.session.state.current == 1)
    }

    private func file(_ name: String, of session: Session) -> URL { session.folder.appendingPathComponent(name) }

    private struct Turn: Decodable {
        struct Source: Decodable { var src: String }
        var number: Int
        var parent: Int?
        var instruction: String?
        var state: String?
        var cost: String?
        var picture: Source?
    }

    private func turns(_ session: Session) throws -> [Turn] {
        struct Page: Decodable { var turns: [Turn] }
        let script = try String(contentsOf: file("session.js", of: session), encoding: .utf8)
        let json = try #require(script.between("retouchSession(", ");\n"))
        return try JSONDecoder().decode(Page.self, from: Data(json.utf8)).turns
    }
}
