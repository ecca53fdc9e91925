import Foundation
import Pictures
import TestSupport
import Testing

@Suite struct ContentCredentialsTests {
    /// An APP11 segment with a C2PA manifest store's JUMBF box, as far as its description (C2PA 2.1, A.3.1).
    private var segment: Data {
        var box = Data([0, 0, 0, 30]) + Data("jumb".utf8) + Data([0, 0, 0, 30]) + Data("jumd".utf8)
        box += Data("c2pa".utf8) + Data([0, 0x11, 0, 0x10, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71, 3])
        box += Data("c2pa\0".utf8)
        let body = Data("JP".utf8) + Data([0, 1, 0, 0, 0, 1]) + box
        return Data([0xFF, 0xEB, UInt8((body.count + 2) >> 8), UInt8((body.count + 2) & 255)]) + body
    }

    @Test("Content credentials are seen in the bytes that have them, and gone when the picture is written anew")
    func credentials() throws {
        let plain = try SamplePictures.gradient().picture(as: PictureEncoding(format: .jpeg))
        #expect(!plain.hasContentCredentials)
        let signed = try Picture(inspecting: plain.data.prefix(2) + segment + plain.data.dropFirst(2))
        #expect(signed.hasContentCredentials)
        #expect(try !signed.pixels().picture(as: PictureEncoding(format: .jpeg)).hasContentCredentials)
    }
}
