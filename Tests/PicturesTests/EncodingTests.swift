import Foundation
import Pictures
import TestSupport
import Testing

@Suite struct EncodingTests {
    @Test("Every format that can be written can be read back", arguments: PictureEncoding.writable)
    func writtenIsReadBack(format: PictureFormat) throws {
        let pixels = SamplePictures.gradient(width: 120, height: 80)
        let picture = try pixels.picture(as: PictureEncoding(format: format, tagged: true))
        #expect(picture.format == format)
        let back = try picture.pixels()
        #expect((back.width, back.height, back.channels) == (120, 80, 3))
        if [.png, .tiff].contains(format) { #expect(back == pixels) }
    }

    @Test(
        "What tells sRGB is a whole profile, and the same each time",
        arguments: [PictureFormat.png, .jpeg, .webp, .tiff])
    func sRGBIsTold(format: PictureFormat) throws {
        let pixels = SamplePictures.gradient(width: 40, height: 20)
        let encoding = PictureEncoding(format: format, tagged: true)
        let files = try Set((0..<20).map { _ in try pixels.encoded(as: encoding) })
        #expect(files.count == 1)
        let picture = try Picture(inspecting: #require(files.first))
        #expect(picture.colour.isPlain && picture.remarks.isEmpty)
        // A profile has its length in its first four bytes, and its signature at 36. A PNG's is packed.
        guard format != .png, let signature = picture.data.range(of: Data("acsp".utf8)) else {
            return #expect(picture.data.range(of: Data("iCCP".utf8)) != nil)
        }
        let length = picture.data[(signature.lowerBound - 36)...].prefix(4)
        #expect((400..<10_000).contains(length.reduce(0) { $0 << 8 | Int($1) }))
    }

    @Test("Lossless WebP and PNG keep every pixel, also with alpha")
    func losslessIsLossless() throws {
        let pixels = SamplePictures.gradient(channels: 4)
        #expect(try pixels.picture().pixels() == pixels)
        let webp = try pixels.picture(as: PictureEncoding(format: .webp, lossless: true)).pixels()
        // WebP may forget the colour of pixels that are wholly transparent.
        for i in 0..<pixels.pixelCount where pixels.bytes[i * 4 + 3] > 0 {
            #expect(webp.bytes[(i * 4)..<(i * 4 + 4)] == pixels.bytes[(i * 4)..<(i * 4 + 4)])
        }
    }

    @Test("Transparent places become white in a JPEG")
    func jpegIsLaidOverWhite() throws {
        let clear = PixelBuffer(width: 16, height: 16, filledWith: [200, 0, 0, 0])
        let back = try clear.picture(as: PictureEncoding(format: .jpeg)).pixels()
        #expect(back.bytes.allSatisfy { $0 > 250 })
    }

    @Test("XMP and a description travel with the picture", arguments: [PictureFormat.png, .jpeg, .webp, .tiff, .avif])
    func metadataIsWritten(format: PictureFormat) throws {
        let data = try SamplePictures.gradient().encoded(
            as: PictureEncoding(format: format, xmp: "<x:xmpmeta>make the jacket red</x:xmpmeta>"))
        // libspng packs a PNG's text; its keyword shows.
        let sign = format == .png ? "XML:com.adobe.xmp" : "make the jacket red"
        #expect(data.range(of: Data(sign.utf8)) != nil)
    }

    @Test("Formats that can only be read are refused with a reason", arguments: [PictureFormat.gif, .heic])
    func unwritableFormatsAreRefused(format: PictureFormat) {
        #expect(throws: PictureFailure.self) { try SamplePictures.gradient().encoded(as: .init(format: format)) }
    }

    @Test("Fitting scales down and never up")
    func fittingNeverEnlarges() throws {
        let pixels = SamplePictures.gradient(width: 100, height: 50)
        #expect(try pixels.fitted(longestSide: 200) == pixels)
        let small = try pixels.fitted(longestSide: 40)
        #expect((small.width, small.height) == (40, 20))
    }

    @Test("Scaling a picture with alpha leaves no dark fringe")
    func alphaIsScaledPremultiplied() throws {
        // White, half of it transparent over black.
        var pixels = PixelBuffer(width: 64, height: 64, filledWith: [255, 255, 255, 255])
        for y in 0..<64 {
            for x in 32..<64 { for c in 0..<4 { pixels.bytes[(y * 64 + x) * 4 + c] = 0 } }
        }
        let small = try pixels.scaled(to: PixelSize(width: 20, height: 20))
        for i in 0..<small.pixelCount where small.bytes[i * 4 + 3] > 32 { #expect(small.bytes[i * 4] > 240) }
    }
}

@Suite struct FrameTests {
    static let sizes = [(1024, 1024), (848, 1264), (1264, 848), (1376, 768), (768, 1376)].map {
        PixelSize(width: $0.0, height: $0.1)
    }

    @Test("A picture is sent in the size whose ratio is nearest")
    func nearestRatioIsTaken() {
        #expect(Frame(fitting: PixelSize(width: 512, height: 512), into: Self.sizes).sent == Self.sizes[0])
        #expect(Frame(fitting: PixelSize(width: 4000, height: 3000), into: Self.sizes).sent == Self.sizes[2])
        #expect(Frame(fitting: PixelSize(width: 1080, height: 1920), into: Self.sizes).sent == Self.sizes[4])
    }

    @Test(
        "The way there and back does not move, stretch or lose anything",
        arguments: [(512, 512), (400, 300), (300, 400), (1000, 600), (333, 1000), (7, 5), (2000, 100)])
    func roundTripIsStraight(width: Int, height: Int) throws {
        let pixels = SamplePictures.gradient(width: width, height: height)
        let size = PixelSize(width: width, height: height)
        let frame = Frame(fitting: size, into: Self.sizes)
        let sent = try frame.applied(to: pixels)
        #expect((sent.width, sent.height) == (frame.sent.width, frame.sent.height))
        let back = frame.undone(on: sent)
        let ratio = Double(back.width) / Double(back.height) / (Double(width) / Double(height))
        // To within the rounding of one pixel.
        #expect(abs(ratio - 1) <= 1.5 / Double(min(back.width, back.height)))
        let original = try back.scaled(to: size)
        var worst = 0
        for i in 0..<original.bytes.count where i % 3 != 2 {
            worst = max(worst, abs(Int(original.bytes[i]) - Int(pixels.bytes[i])))
        }
        #expect(worst <= (min(width, height) < 50 ? 64 : 10))
    }

    @Test("An answer in another size is cut in proportion; one of another ratio comes back whole")
    func otherSizesAreUnderstood() {
        let frame = Frame(fitting: PixelSize(width: 400, height: 300), into: Self.sizes)
        let half = PixelBuffer(width: 632, height: 424, filledWith: [1, 2, 3])
        let back = frame.undone(on: half)
        #expect(abs(Double(back.width) / Double(back.height) - 4.0 / 3.0) < 0.01)
        let square = PixelBuffer(width: 1024, height: 1024, filledWith: [1, 2, 3])
        #expect(frame.undone(on: square) == square)
    }
}
