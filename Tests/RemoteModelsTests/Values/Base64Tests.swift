import Foundation
import RemoteModels
import TestSupport
import Testing

struct Base64Tests {
    @Test("What Foundation encodes comes back, whatever its length")
    func everyLength() {
        for length in 0..<100 {
            let data = Data((0..<length).map { UInt8(truncatingIfNeeded: $0 &* 167) })
            #expect(decoded(data.base64EncodedString()) == data)
            #expect(Base64.encodedCount(of: length) == data.base64EncodedString().utf8.count)
        }
    }

    private func decoded(_ text: String) -> Data? { Array(text.utf8).withUnsafeBytes(Base64.decode) }

    @Test(
        "The URL-safe alphabet, missing padding and line breaks are understood",
        arguments: ["-_-_AA", "-_-_AA==", "+/+/AA==", "+/\n+/\r\nAA==", " +/+/AA"])
    func variants(_ text: String) {
        #expect(decoded(text) == Data([0xFB, 0xFF, 0xBF, 0x00]))
    }

    @Test(
        "What is no base64 is refused", arguments: ["A", "AAAAA", "AA\u{0}A", "AAAA!", "AÄAA", "=AAA", "A==="])
    func refused(_ text: String) {
        #expect(decoded(text) == nil)
    }

    @Test("A request's body is the same in stretches as at once, whatever the pictures' sizes")
    func stretches() {
        for size in [0, 1, 196_607, 196_608, 196_609, 500_000] {
            let picture = Data(repeating: 0xA5, count: size)
            var body = RequestBody()
            body.append("{\"data\":\"")
            body.append(.base64(picture))
            body.append("\"}")
            var streamed = Data()
            var stretches = RequestBody.Stretches(body)
            while let stretch = stretches.next() { streamed.append(stretch) }
            #expect(streamed == Data("{\"data\":\"\(picture.base64EncodedString())\"}".utf8))
            #expect(body.count == streamed.count)
            #expect(body.data == streamed)
        }
    }
}
