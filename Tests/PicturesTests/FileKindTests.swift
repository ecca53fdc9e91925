import Foundation
import Pictures
import TestSupport
import Testing

@Suite struct FileKindTests {
    @Test("A page that is a thumbnail is not taken for the picture, and pages are told", arguments: [true, false])
    func thumbnailsArePassedOver(isMarked: Bool) throws {
        let small = try Files.card.scaled(to: PixelSize(width: 60, height: 40))
        let thumbnail = Files.Page(pixels: small, extra: isMarked ? [(254, 4, [1])] : [])
        let data = Files.tiff([thumbnail, .init()])
        let picture = try Picture(inspecting: data)
        #expect(picture.size == PixelSize(width: 240, height: 160))
        #expect(picture.remarks == [.pages(2, taken: 2, isAnimation: false)])
        #expect(try picture.pixels() == Files.card)
        #expect(try Picture(inspecting: data, page: 1).size == PixelSize(width: 60, height: 40))
        #expect(throws: PictureFailure.noSuchPage(3, count: 2)) { try Picture(inspecting: data, page: 3) }
    }

    @Test("Frames of an animation are told, and one can be chosen", arguments: [PictureFormat.gif, .webp])
    func framesAreTold(format: PictureFormat) throws {
        let frames = try Animation(
            of: [Files.card, PixelBuffer(width: 240, height: 160, filledWith: [250, 250, 250])], longestSide: 240,
            milliseconds: 100)
        let data = try frames.encoded(as: PictureEncoding(format: format, lossless: true))
        #expect(try Picture(inspecting: data).remarks.contains(.pages(2, taken: 1, isAnimation: true)))
        #expect(try Picture(inspecting: data, page: 2).pixels().isNear([250, 250, 250], at: 45, 40, within: 8))
    }

    @Test("Camera raw files are refused by name")
    func rawIsRefused() throws {
        let small = try Files.card.scaled(to: PixelSize(width: 60, height: 40))
        let preview = Files.tiff([.init(pixels: small, extra: [(254, 4, [1])])])
        #expect(throws: PictureFailure.cameraRaw("")) { try Picture(inspecting: preview) }
        let dng = Files.tiff([.init(pixels: small, extra: [(254, 4, [1]), (50706, 1, [1, 4, 0, 0])])])
        #expect(throws: PictureFailure.cameraRaw("DNG")) { try Picture(inspecting: dng) }
        let maker = Array("NIKON CORPORATION\0".utf8).map { Int($0) }
        let nef = Files.tiff([.init(pixels: small, extra: [(254, 4, [1]), (271, 2, maker)])])
        #expect(throws: PictureFailure.cameraRaw("NEF")) { try Picture(inspecting: nef) }
        for (head, name) in [
            ("FUJIFILMCCD-RAW 0201", "RAF"), ("\0\0\0\u{18}ftypcrx \0\0\0\u{1}crx isom", "CR3"),
            ("IIRO\u{8}\0\0\0", "ORF"),
            ("IIU\0\u{18}\0\0\0", "RW2"),
        ] {
            #expect(throws: PictureFailure.cameraRaw(name)) {
                try Picture(inspecting: Data(head.utf8) + Data(count: 64))
            }
        }
    }

    @Test("A file that lacks nothing but the mark at its end opens, with a remark; one that lacks rows does not")
    func missingEndIsTold() throws {
        let jpeg = try SamplePictures.gradient(width: 320, height: 240).encoded(as: PictureEncoding(format: .jpeg))
        let open = try Picture(inspecting: jpeg.dropLast(2))
        #expect(open.remarks == [.noEndMark(.jpeg)])
        #expect(try open.pixels() == Picture(inspecting: jpeg).pixels())
        #expect(throws: PictureFailure.self) { try Picture(inspecting: Data(jpeg.dropLast(jpeg.count / 2))) }
        for missing in [3, 4, 10, 40] {
            #expect(throws: PictureFailure.self) { try Picture(inspecting: Data(jpeg.dropLast(missing))) }
        }
    }

    @Test("Colours that are multiplied with their alpha are divided by it once")
    func associatedAlpha() throws {
        for bits in [8, 16] {
            let pixels = PixelBuffer(width: 8, height: 6, filledWith: [64, 32, 16])
            let page = Files.Page(pixels: pixels, bits: bits, extra: [(338, 3, [1])], alpha: 128)
            let view = try Picture(inspecting: Files.tiff([page])).pixels()
            #expect(view.isNear([128, 64, 32, 128], at: 3, 3, within: 1), "\(bits): \(view.at(3, 3))")
        }
    }

    @Test("A mask of ones and noughts selects wholly")
    func labelMask() {
        var picture = PixelBuffer(width: 40, height: 30, filledWith: [0, 0, 0])
        for y in 10..<20 { for x in 10..<30 { picture.set(x, y, [1, 1, 1]) } }
        #expect(DrawnMask(picture).mask.values[15 * 40 + 20] == 255)
    }

    @Test("Masks are read by one rule, whatever they are drawn with")
    func masksAreRead() {
        func mask(_ ground: [UInt8], _ brush: [UInt8]) -> PixelMask {
            var picture = PixelBuffer(width: 40, height: 30, filledWith: ground)
            for y in 10..<20 { for x in 10..<30 { picture.set(x, y, brush) } }
            return DrawnMask(picture).mask
        }
        let box = Rectangle(x: 10, y: 10, width: 20, height: 10)
        for (ground, brush) in [
            ([0, 0, 0], [255, 255, 255]), ([0, 0, 0], [255, 0, 0]), ([255, 255, 255], [255, 0, 0]),
            ([0, 0, 0], [0, 0, 255]), ([0, 0, 0, 255], [0, 0, 0, 0]), ([200, 90, 30, 255], [0, 0, 0, 0]),
            ([0, 0, 0, 0], [255, 255, 255, 255]), ([0, 0, 0, 0], [0, 0, 0, 255]),
        ] as [([UInt8], [UInt8])] {
            let mask = mask(ground, brush)
            #expect(mask.bounds == box, "\(ground) \(brush)")
            #expect(mask.values[15 * 40 + 20] == 255)
            #expect(mask.inverted.values[0] == 255 && mask.inverted.values[15 * 40 + 20] == 0)
        }
    }
}
