import Archives
import Foundation
import ImageModels
import Pictures
import Sessions
import Studio
import TestSupport
import Testing

@Suite struct HandingOverTests {
    /// A branch of pictures that a model made.
    private func branch(_ pictures: [PixelBuffer], typed text: String = "edit <b> & \"c\"") async throws
        -> BranchPictures
    {
        let folder = try TemporaryFolder()
        let sessions = SessionsFolder(url: folder.url.appendingPathComponent("sessions"))
        let writer = try sessions.create(
            about: pictures[0].picture(), source: "photo.png", program: "test", at: Date())
        let answers = try pictures.dropFirst().map {
            ScriptedModel.Answer.reply(Reply(imageData: try $0.picture().data))
        }
        let studio = Studio(
            writer: writer, model: ScriptedModel(answers), rescueFolder: folder.url.appendingPathComponent("rescued"))
        for _ in answers { _ = try await studio.perform(Instruction(text: text)) }
        return try BranchPictures(of: await studio.session, to: answers.count)
    }

    /// The visible layers, one over the other, as straight RGBA.
    private func merged(_ layers: Layers, width: Int, height: Int) -> PixelBuffer {
        var canvas = PixelBuffer(width: width, height: height, filledWith: [0, 0, 0, 0])
        for layer in layers.layers where layer.isVisible {
            for y in 0..<layer.pixels.height {
                for x in 0..<layer.pixels.width {
                    let from = (y * layer.pixels.width + x) * layer.pixels.channels
                    let to = ((layer.y + y) * width + layer.x + x) * 4
                    let above = layer.pixels.hasAlpha ? Int(layer.pixels.bytes[from + 3]) : 255
                    let below = Int(canvas.bytes[to + 3])
                    guard above > 0 else { continue }
                    // Porter and Duff's "over" for straight alpha, in 255ths.
                    let alpha = above * 255 + below * (255 - above)
                    for c in 0..<3 {
                        let sum =
                            Int(layer.pixels.bytes[from + c]) * above * 255
                            + Int(canvas.bytes[to + c]) * below * (255 - above)
                        canvas.bytes[to + c] = UInt8((sum + alpha / 2) / alpha)
                    }
                    canvas.bytes[to + 3] = UInt8((alpha + 127) / 255)
                }
            }
        }
        return canvas
    }

    /// With alpha, and nothing but transparency where nothing can be seen.
    private func seen(_ pixels: PixelBuffer) -> PixelBuffer {
        var out = PixelBuffer(width: pixels.width, height: pixels.height, filledWith: [0, 0, 0, 0])
        for pixel in 0..<pixels.pixelCount {
            let alpha = pixels.hasAlpha ? pixels.bytes[pixel * 4 + 3] : 255
            guard alpha > 0 else { continue }
            for c in 0..<3 { out.bytes[pixel * 4 + c] = pixels.bytes[pixel * pixels.channels + c] }
            out.bytes[pixel * 4 + 3] = alpha
        }
        return out
    }

    private func painted(_ pixels: PixelBuffer, _ box: Rectangle, _ colour: [UInt8]) -> PixelBuffer {
        var out = pixels
        for y in box.y..<box.maxY {
            for x in box.x..<box.maxX {
                for c in 0..<pixels.channels { out.bytes[(y * pixels.width + x) * pixels.channels + c] = colour[c] }
            }
        }
        return out
    }

    @Test("Each turn's layer has only what it changed, and merged the layers are the last picture")
    func layers() async throws {
        let start = SamplePictures.gradient()
        let first = painted(start, Rectangle(x: 5, y: 7, width: 10, height: 4), [255, 0, 0])
        let second = painted(first, Rectangle(x: 12, y: 9, width: 20, height: 20), [0, 0, 255])
        let layers = try Layers(of: try await branch([start, first, second]), story: nil)
        #expect(layers.layers.map(\.isVisible) == [true, true, true])
        let layer = layers.layers[1]
        let box = Rectangle(x: layer.x, y: layer.y, width: layer.pixels.width, height: layer.pixels.height)
        #expect(box == Rectangle(x: 5, y: 7, width: 10, height: 4))
        #expect(layers.layers[1].name == "1: edit <b> & \"c\"")
        #expect(merged(layers, width: start.width, height: start.height) == seen(second))
    }

    @Test("A turn that made something transparent, or changed the size, is a whole layer, and those below are hidden")
    func wholeLayers() async throws {
        let start = SamplePictures.gradient()
        let cut = painted(
            SamplePictures.gradient(channels: 4), Rectangle(x: 0, y: 0, width: 30, height: 30), [9, 9, 9, 0])
        let filled = painted(cut, Rectangle(x: 0, y: 0, width: 10, height: 10), [1, 2, 3, 128])
        let wider = SamplePictures.gradient(width: 80, height: 48)
        for (pictures, visible) in [
            ([start, cut], [false, true]), ([start, cut, filled], [false, true, true]),
            ([start, cut, filled, wider], [false, false, false, true]),
        ] {
            let last = try #require(pictures.last)
            let layers = try Layers(of: try await branch(pictures), story: nil)
            #expect(layers.layers.map(\.isVisible) == visible)
            #expect(merged(layers, width: last.width, height: last.height) == seen(last))
        }
    }

    @Test("An OpenRaster file begins with its type, names its layers safely and has the merged picture")
    func openRaster() async throws {
        let start = SamplePictures.gradient()
        let edited = painted(start, Rectangle(x: 1, y: 2, width: 3, height: 4), [255, 0, 0])
        let entries = try Layers(of: try await branch([start, edited]), story: nil).openRaster()
        #expect(
            entries.map(\.name) == [
                "mimetype", "stack.xml", "data/layer0.png", "data/layer1.png", "mergedimage.png",
                "Thumbnails/thumbnail.png",
            ])
        let folder = try TemporaryFolder()
        try ZipWriter.write(entries, to: folder.path("a.ora"), replacing: false)
        let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.path("a.ora")))
        #expect(bytes[30..<54] == Data("mimetypeimage/openraster".utf8))
        let reader = try ZipReader(path: folder.path("a.ora"))
        let stack = String(decoding: try reader.read(reader.entries[1], limit: 10_000), as: UTF8.self)
        #expect(
            stack.contains("name=\"1: edit &lt;b&gt; &amp; &quot;c&quot;\" src=\"data/layer1.png\" x=\"1\" y=\"2\""))
        #expect(try #require(stack.range(of: "layer1")).lowerBound < #require(stack.range(of: "layer0")).lowerBound)
        let whole = try Picture(inspecting: try reader.read(reader.entries[4], limit: 1 << 20))
        #expect(try whole.pixels() == edited)
    }

    @Test("On a sheet, what is transparent is chequered, so that a white outline is seen")
    func sheetOfTransparentPictures() async throws {
        let clear = PixelBuffer(width: 480, height: 480, filledWith: [255, 255, 255, 0])
        let white = PixelBuffer(width: 480, height: 480, filledWith: [255, 255, 255])
        let sheet = try ContactSheet(of: try await branch([white, clear])).pixels
        let greys = Set((0..<480).map { sheet.bytes[((24 + $0) * sheet.width + 24 + 480 + 24 + $0) * sheet.channels] })
        #expect(greys.count == 1 && !greys.contains(255))
        let row = Set((0..<480).map { sheet.bytes[(24 * sheet.width + 24 + 480 + 24 + $0) * sheet.channels] })
        #expect(row.count == 2)
        #expect(sheet.bytes[(24 * sheet.width + 24) * sheet.channels] == 255)
    }

    @Test("A contact sheet has a cell for every picture, its caption as text whatever was typed")
    func contactSheet() async throws {
        let pictures = (0..<5).map { SamplePictures.gradient(width: 600 + $0, height: 300) }
        let plain = try ContactSheet(of: try await branch(pictures, typed: "a")).pixels
        #expect(plain.width == 24 + 3 * (480 + 24))
        let typed = try ContactSheet(of: try await branch(pictures, typed: "<span size='9999999'>&\u{1}\u{FFFE}"))
            .pixels
        #expect(typed.width == plain.width)
        #expect(typed.height <= plain.height + 60)
        // Dark pixels in the strip below the first row are its captions.
        let strip = plain.cropped(x: 24, y: 24 + 241, width: 480, height: 30)
        #expect(strip.bytes.contains { $0 < 90 })
    }

    @Test("An animation has one frame size, whatever the pictures' sizes, and shows the last one longest")
    func animation() throws {
        let small = SamplePictures.gradient(width: 30, height: 60)
        let wide = SamplePictures.gradient(width: 100, height: 40)
        let animation = try Animation(of: [small, wide], longestSide: 50, milliseconds: 100)
        #expect(animation.frames.map(\.width) == [50, 50])
        #expect(animation.frames.map(\.height) == [30, 30])
        #expect(animation.milliseconds == [100, 200])
        for format in Animation.writable {
            let picture = try Picture(inspecting: try animation.encoded(as: PictureEncoding(format: format)))
            #expect(picture.format == format)
            #expect(picture.size == PixelSize(width: 50, height: 30))
        }
        #expect(throws: PictureFailure.self) { try animation.encoded(as: .png) }
    }
}
