import Foundation
import RemoteModels
import Testing

struct JSONTests {
    private func failure(_ text: String) -> JSONOutline.Failure? {
        Array(text.utf8).withUnsafeBytes { bytes in
            do throws(JSONOutline.Failure) {
                _ = try JSONOutline.read(bytes)
                return nil
            } catch {
                return error
            }
        }
    }

    @Test("Strings are read as JSON means them")
    func strings() {
        for text in ["plain", "\"quoted\" \\ / \n\r\t\u{1}", "Ünïcödé 🐈", "", "\u{7F}\u{2028}"] {
            let quoted = JSONText.quoted(text)
            #expect(try! JSONDecoder().decode(String.self, from: Data(quoted.utf8)) == text)
            let inside = Array(quoted.utf8.dropFirst().dropLast())
            #expect(inside.withUnsafeBytes(JSONText.unescaped) == text)
        }
        let escaped = Array(#"a\/b\u00e4\ud83d\udc08\ud83d\u0041\b\f\q\u12"#.utf8)
        #expect(escaped.withUnsafeBytes(JSONText.unescaped) == "a/bä🐈\u{FFFD}A\u{8}\u{C}q\u{FFFD}12")
    }

    @Test("An answer that ends in its middle is told from one that is no JSON")
    func truncation() {
        let whole = #"{"a":[1,-2.5e3,true,null,"x\"y\\"],"b":{"c":{}}}"#
        #expect(failure(whole) == nil)
        for count in 0..<whole.utf8.count {
            #expect(failure(String(whole.prefix(count))) == .truncated, "cut after \(count)")
        }
        for text in ["{]", "{\"a\" 1}", "[1 2]", "nul!", "{\"a\":1}x", "<html>", "{a:1}"] {
            guard case .malformed = failure(text) else {
                Issue.record("\(text) was taken")
                continue
            }
        }
    }

    @Test("A text that is nested without end is refused")
    func depth() {
        #expect(failure(String(repeating: "[", count: 100_000)) == .excessive)
        #expect(failure("[" + String(repeating: "1,", count: 300_000) + "1]") == .excessive)
    }

    /// Read anew to its end at each escape, these would take a quarter of an hour.
    @Test("The time for a text of nothing but escapes grows with it", .timeLimit(.minutes(1)))
    func escapes() throws {
        for escape in [#"\n"#, #"\\"#, #"\/"#, #"\""#] {
            let text = Array("{\"text\":\"\(String(repeating: escape, count: 4 << 20))\",\"next\":1}".utf8)
            let value = try text.withUnsafeBytes { try JSONOutline.read($0) }
            guard case .object(let members, _) = value, case .string(let place) = members.first?.value else {
                Issue.record("\(escape) was not read as a text")
                continue
            }
            #expect(place.count == escape.utf8.count * 4 << 20 && members.map(\.key) == ["text", "next"])
        }
    }
}
