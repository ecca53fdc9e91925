import Foundation
import LineEditing
import TestSupport
import Testing

@Suite("History")
struct HistoryTests {
    private func history(_ texts: String..., limit: Int = 100) -> History {
        History(texts.map { .init(time: 0, text: $0) }, limit: limit)
    }

    /// Of a word of 16,000 letters it was not known within a minute.
    @Test(
        "Whether a long text holds a key is soon known", .timeLimit(.minutes(1)),
        arguments: ["a", "a_", "make it red. ", "sk- "])
    func longTexts(piece: String) {
        #expect(!SecretText.looksLikeKey(String(repeating: piece, count: 100_000 / piece.utf8.count)))
    }

    @Test("Repetitions of the line before, empty lines and lines that start with a space are left out")
    func leftOut() {
        #expect(history("a", "a", "b", "a", "", "  ", " c", "\t").entries.map(\.text) == ["a", "b", "a"])
    }

    @Test("Old lines make room for new ones")
    func limit() {
        var history = History(limit: 10)
        for number in 0..<100 { history.add(.init(time: 0, text: "\(number)")) }
        #expect((10...13).contains(history.entries.count))
        #expect(history.entries.last?.text == "99")
    }

    @Test("A search ignores case and finds any script")
    func searching() {
        let history = history("Make it RED", "夹克", "make it blue")
        #expect(history.lastMatch(for: "MAKE", before: 3) == 2)
        #expect(history.lastMatch(for: "make", before: 2) == 0)
        #expect(history.lastMatch(for: "克", before: 99) == 1)
        #expect(history.lastMatch(for: "green", before: 3) == nil)
        #expect(history.firstMatch(for: "it", after: 0) == 2)
        #expect(history.firstMatch(for: "it", after: 2) == nil)
    }

    @Test(
        "Keys are recognised",
        arguments: [
            "sk-abcdefghijklmnop0123456789", "my key is sk-proj-AbCd_efGh-1234567890abcd",
            "AIzaSyA1234567890abcdefghijklmnopqrstuv",
            "Authorization: Bearer abcdefghijkl.mnop", "COMETAPI_KEY=sk-0123456789abcdef0123",
            "ghp_abcdefghijklmnopqrstuvwxyz0123456789", "use Zk3vT9qLw2XsRb7YnHd5PcMf1JgA please",
            "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            "$env:COMETAPI_KEY=\"sk-0123456789abcdef0123\"", "setx COMETAPI_KEY abcd1234efgh",
            "set -x COMETAPI_KEY abcd1234efgh",
            "cometapi_key: abcdefghijkl", "{\"api_key\": \"abcdefghijkl\"}", "export OPENAI_API_KEY=abcdefghijkl",
            "\u{201C}sk-0123456789abcdef0123\u{201D}", "\u{AB}sk-0123456789abcdef0123\u{BB}",
            "[sk-0123456789abcdef0123]",
            "x-api-key: abcdefghijkl", "\u{200B}sk-0123456789abcdef0123", "api-key=abcdefghijkl",
            "key is:sk-0123456789abcdef0123|",
            "set COMETAPI_KEY=abcdefghijkl", "os.environ[\"COMETAPI_KEY\"] = 'abcdefghijkl'",
        ])
    func keys(_ text: String) {
        #expect(SecretText.looksLikeKey(text))
    }

    @Test(
        "Keys that a blank, a line break or what nobody sees parts are told, and nothing of them is shown",
        arguments: [
            "make it red sk-0123456789ab cdef01234567", "sk-\n0123456789abcdef0123",
            "AIzaSyA1b2C3d4E5\nf6G7h8I9j0K1l2M3n4O5p",
            "use sk-abcd1234 efgh5678 ijkl9012 please", "sk-0123456789\u{200B}abcdef0123", "sk-ABcdEFgh\r\n  ijKL01mn",
            "sk-abcd1234\t\tefgh5678",
        ])
    func partedKeys(_ text: String) {
        #expect(SecretText.looksLikeKey(text))
        let shown = SecretText.masked("Not understood: \u{201C}\(text)\u{201D}, once more.")
        #expect(shown.contains("…") && shown.hasSuffix("once more."), "\(shown)")
        for part in ["cdef01", "abcdef0123", "f6G7h8", "efgh5678", "ijkl9012", "ijKL01"] {
            #expect(!shown.contains(part), "\(shown)")
        }
        #expect(SecretText.looksLikeKey("Zk3vT9qLw2XsRb7Y\nnHd5PcMf1JgA8uE4"))
    }

    @Test("A key that is spelled, a blank behind each character, is one; letters that stand alone are none")
    func spelledKeys() {
        #expect(SecretText.looksLikeKey("s k - A b 3 d E 5 f G 7 h I 9 j K 1 l M 3 n O 5 p Q 7 r S 9 t U"))
        #expect(SecretText.looksLikeKey("use Z k 3 v T 9 q L w 2 X s R b 7 Y n H d 5 P c M f 1 J g A 8 uE4"))
        #expect(!SecretText.looksLikeKey("write A B C D E F G H I J K L M N O P Q R S T U V W X Y Z 1 2 3 on the wall"))
        #expect(!SecretText.looksLikeKey("s k - a"))
    }

    @Test("A key that broke off at the end of a line is gone on with by the next, and by nothing that people write")
    func brokenKeys() {
        #expect(SecretText.looksLikeKey("sk-abcd1234"))
        for (before, line) in [
            ("sk-abcd1234", "efgh5678ijkl9012"), ("make it red sk-abcdefgh0123456789", "ijklmnop0123456789"),
            ("use AIzaSyA1b2C3d4E5", "f6G7h8I9j0K1l2M3n4O5p please"), ("Zk3vT9qLw2XsRb7Y", "nHd5PcMf1JgA8uE4"),
        ] {
            #expect(SecretText.continuesKey(line, after: before), "\(before) \(line)")
        }
        for line in ["make it red", "2x larger", "crop to 4:5", "turn it into a sticker", ""] {
            #expect(!SecretText.continuesKey(line, after: "use sk-abcdefgh0123456789ijkl"), "\(line)")
            #expect(!SecretText.continuesKey(line, after: "make the jacket blue"), "\(line)")
        }
    }

    @Test("A UUID that is said to be a key is one")
    func namedAsKeys() {
        #expect(SecretText.looksLikeKey("ARK_API_KEY=3f2b8c1e-9d4a-4b7c-8e21-5a6f7b8c9d0e"))
        #expect(SecretText.looksLikeKey("Bearer 9e107d9d372bb6826bd81d3542a419d6"))
        #expect(SecretText.looksLikeKey("sk-9e107d9d372bb6826bd81d3542a419d6"))
    }

    @Test(
        "Instructions and paths are not taken for keys",
        arguments: [
            "make the jacket red", "sk-art style", "sk-8 wheels and a 1024x768 frame, ISO400", "hf_ 2x larger 4k look",
            "from 1024x768 to 2048x1536 at 300dpi", "AKIA brand in sRGB and iPhone15 colours",
            "/home/anna/Pictures/IMG_20240131_123456_portrait_final_v2.jpeg",
            "Bearer of bad news", "turn it into a task-oriented-and-very-long-hyphenated-description-of-things",
            "#ff00ff and #00ffcc", "write \u{201C}API key\u{201D} on the keychain",
            "an api_key illustration, low-key lighting",
            "give the monkey_key a face", "Key: golden-and-shining",
            "@screenshot-2026-01-31-at-10-22-33-of-the-whole-screen.png", "把夹克变成红色的",
        ])
    func notKeys(_ text: String) {
        #expect(!SecretText.looksLikeKey(text))
    }
}

@Suite("The history file")
struct HistoryFileTests {
    private let folder: TemporaryFolder
    private var path: String { folder.path("history") }

    init() throws {
        folder = try TemporaryFolder()
    }

    private func file(limit: Int = 2000) -> HistoryFile {
        HistoryFile(path: path, limit: limit, now: { Date(timeIntervalSince1970: 1_700_000_000) })
    }

    private var content: String { get throws { try String(contentsOfFile: path, encoding: .utf8) } }

    @Test("Lines are JSON objects with a time, and only their owner may read them")
    func format() throws {
        let file = file()
        try file.append("zwei\nZeilen \"mit\" /Strich\\")
        #expect(try content == #"{"t":1700000000,"text":"zwei\nZeilen \"mit\" /Strich\\"}"# + "\n")
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        let other = self.file()
        try other.refresh()
        #expect(other.history == file.history)
    }

    @Test("Two sessions see each other's lines in the order they were entered")
    func merging() throws {
        let (one, two) = (file(), file())
        for round in 1...3 {
            try one.append("one \(round)")
            try two.append("two \(round)")
        }
        try one.refresh()
        let expected = (1...3).flatMap { ["one \($0)", "two \($0)"] }
        #expect(one.history.entries.map(\.text) == expected)
        #expect(two.history.entries.map(\.text) == expected)
    }

    @Test("What does not belong in a history is not written")
    func refused() throws {
        let file = file()
        #expect(try !file.append(" hidden"))
        #expect(try !file.append("sk-abcdefghijklmnop0123456789"))
        #expect(try file.append("seen"))
        #expect(try !file.append("seen"))
        #expect(try content.split(separator: "\n").count == 1)
    }

    @Test("Torn and foreign lines are skipped, and the next line starts on a row of its own")
    func damaged() throws {
        try Data("{\"t\":1,\"text\":\"good\"}\nnonsense\n\u{FFFD}\n{\"t\":2,\"te".utf8).write(
            to: folder.url.appendingPathComponent("history"))
        let file = file()
        try file.append("next")
        #expect(file.history.entries.map(\.text) == ["good", "next"])
        #expect(try content.hasSuffix("\n{\"t\":1700000000,\"text\":\"next\"}\n"))
    }

    @Test("A file that has grown is shortened in one step; a session that has it open follows")
    func shortening() throws {
        let (one, two) = (file(limit: 20), file(limit: 20))
        try two.refresh()
        for number in 0..<400 { try one.append("line number \(number) of many") }
        #expect(try content.split(separator: "\n").count < 200)
        try two.append("from two")
        try one.refresh()
        #expect(one.history.entries.last?.text == "from two")
        #expect(one.history.entries.dropLast().last?.text == "line number 399 of many")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["history"])
    }

    @Test("A symbolic link is not followed, and a missing folder is told; the line is known all the same")
    func unusable() throws {
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: folder.path("elsewhere"))
        let linked = file()
        #expect(throws: HistoryFailure.self) { try linked.append("kept") }
        #expect(linked.history.entries.map(\.text) == ["kept"])
        #expect(!FileManager.default.fileExists(atPath: folder.path("elsewhere")))
        let missing = HistoryFile(path: folder.path("no/such/history"))
        #expect(throws: HistoryFailure.unusable(path: folder.path("no/such/history"), errorNumber: 2)) {
            try missing.append("kept")
        }
        try missing.refresh()
    }
}
