import Foundation
import ImageModels
import Locality
import Pictures
import SessionPages
import Sessions
import TestSupport
import Testing

/// Text that would do something if it were taken for markup or for script.
private let hostile = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\u{2028}{{policy}}\u{202E}\"'&"

struct EscapingTests {
    private let folder: TemporaryFolder
    private let sessions: SessionsFolder

    init() throws {
        folder = try TemporaryFolder()
        let words = PageWords(
            change: { _, _ in hostile }, remark: { _ in hostile }, failure: { $0.detail }, model: { $0 },
            cost: { "$\($0.dollars)" }, seconds: { "\($0) s" }, selection: { $0.what })
        sessions = SessionsFolder(url: folder.url.appendingPathComponent("sessions")) { SessionPage(words: words) }
    }

    /// A session with one answered and one failed turn, in which every foreign text is hostile.
    private func hostileSession() throws -> SessionWriter {
        let picture = try SamplePictures.gradient().picture()
        let writer = try sessions.create(about: picture, source: hostile, program: "test", at: Date())
        for turn in 1...2 {
            try writer.append(
                .asked(
                    .init(
                        at: Date(), turn: turn, parent: turn - 1, pictureSHA256: picture.sha256, instruction: hostile,
                        references: [], model: hostile, settings: TurnSettings(), frame: nil)))
            guard turn == 1 else { continue }
            let record = try writer.keepPicture(picture, of: turn)
            try writer.append(
                .answered(
                    .init(
                        at: Date(), turn: turn, picture: record, received: nil, seconds: 1, finishReason: .stop,
                        usage: nil, selection: .init(what: hostile, share: 0.5), text: hostile,
                        cost: Cost(dollars: 0.25, basis: .estimate), remarks: [.unchanged])))
        }
        try writer.append(.failed(.init(at: Date(), turn: 2, failure: "model", detail: hostile, seconds: 1)))
        try writer.append(.named(.init(at: Date(), name: hostile)))
        return writer
    }

    private func text(_ name: String, in session: Session) throws -> String {
        try String(contentsOf: session.folder.appendingPathComponent(name), encoding: .utf8)
    }

    @Test("What was typed or received stands in the script as data that ends neither the script nor a line")
    func script() throws {
        let session = try hostileSession().session
        let script = try text("session.js", in: session)
        #expect(!script.contains("<"))
        #expect(!script.contains(">"))
        #expect(!script.contains("\u{2028}"))
        #expect(script.hasPrefix("retouchSession({"))
        #expect(script.hasSuffix("});\n"))
        let json = script.dropFirst("retouchSession(".count).dropLast(");\n".count)
        let object = try #require(
            JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
        let turns = try #require(object["turns"] as? [[String: Any]])
        #expect(object["name"] as? String == hostile)
        #expect(turns.map { $0["outcome"] as? String } == ["answered", "answered", "failed"])
        #expect(turns[1]["instruction"] as? String == hostile)
        #expect(turns[1]["text"] as? String == hostile)
        #expect(turns[2]["remarks"] as? [String] == [hostile])
    }

    @Test("A complete page has foreign text as data and as an escaped title only, and names no model or cost unasked")
    func completePage() throws {
        let session = try hostileSession().session
        let words = PageWords(
            change: { _, _ in nil }, remark: { _ in "remark" }, failure: { $0.detail }, model: { "model " + $0 },
            cost: { "$\($0.dollars)" }, seconds: { "\($0) s" }, selection: { $0.what })
        let page = CompletePage(words: words, showsModels: false, showsCosts: false)
        let document = String(decoding: try page.document(of: session), as: UTF8.self)
        #expect(!document.contains("<script>alert"))
        #expect(!document.contains("<img src=x"))
        #expect(document.contains("<h1 id=\"title\">&lt;/script&gt;&lt;script&gt;alert(1)"))
        #expect(!document.contains("\"cost\""))
        #expect(!document.contains("\"model\""))
        #expect(!document.contains("\"text\""))
        #expect(!document.contains("\"file\""))
        #expect(document.contains("data:image/jpeg;base64,"))
        let open = CompletePage(words: words, showsModels: true, showsCosts: true)
        let told = String(decoding: try open.document(of: session), as: UTF8.self)
        #expect(told.contains("\"cost\":\"$0.25\""))
        #expect(told.contains("\"model\":\"model "))
    }

    @Test("The policy allows the page's own style and script by their hashes, and no place to send anything")
    func policy() throws {
        let session = try hostileSession().session
        let document = try text("index.html", in: session)
        func part(_ start: String, _ end: String) throws -> String {
            let from = try #require(document.range(of: start)).upperBound
            return String(document[from..<(try #require(document[from...].range(of: end)).lowerBound)])
        }
        func hash(_ text: String) -> String {
            let digits = Array(Picture.sha256(of: Data(text.utf8)))
            let bytes = stride(from: 0, to: 64, by: 2).map { UInt8(String(digits[$0...($0 + 1)]), radix: 16)! }
            return "'sha256-\(Data(bytes).base64EncodedString())'"
        }
        let policy = try part("Content-Security-Policy\" content=\"", "\"").components(separatedBy: "; ")
        #expect(policy.contains("default-src 'none'"))
        #expect(policy.contains("img-src 'self' data:"))
        #expect(policy.contains("style-src " + hash(try part("<style>", "</style>"))))
        #expect(policy.contains("script-src 'self' " + hash(try part("<script>", "</script>"))))
        #expect(!document.contains("unsafe-"))
        #expect(!document.contains("http://") && !document.contains("https://"))
    }

    @Test("A page follows its session: the script is written again with each journal line, the document once")
    func following() throws {
        let writer = try hostileSession()
        let document = writer.session.folder.appendingPathComponent("index.html")
        let before = try text("session.js", in: writer.session)
        try FileManager.default.removeItem(at: document)
        try writer.append(.moved(.init(at: Date(), to: 0, by: .goto)))
        let after = try text("session.js", in: writer.session)
        #expect(before.contains("\"current\":1") && after.contains("\"current\":0"))
        #expect(after.contains("\"revision\":\(writer.session.journalLength)"))
        #expect(!FileManager.default.fileExists(atPath: document.path))
    }

    @Test("A page that can't be written fails no turn")
    func unwritable() throws {
        let writer = try hostileSession()
        let script = writer.session.folder.appendingPathComponent("session.js")
        try FileManager.default.removeItem(at: script)
        try FileManager.default.createDirectory(
            at: script.appendingPathComponent("in the way"), withIntermediateDirectories: true)
        try writer.append(.moved(.init(at: Date(), to: 0, by: .goto)))
        #expect(writer.session.state.current == 0)
    }
}
