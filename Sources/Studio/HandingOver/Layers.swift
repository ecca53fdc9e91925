public import Archives
import Foundation
public import Pictures

/// A branch as layers: the starting picture below, and what each turn changed as a layer of its own above it.
///
/// Merged, they are the last turn's picture, pixel for pixel. A layer can't make what lies below it less opaque or
/// change its size; a turn that did so is a layer with its whole picture, and those below it are hidden.
public struct Layers: Sendable {
    package struct Layer: Sendable {
        package var name: String
        package var x: Int
        package var y: Int
        package var pixels: PixelBuffer
        package var isVisible = true
    }

    /// From the bottom up.
    package private(set) var layers: [Layer] = []
    private let merged: PixelBuffer
    private let story: Story?

    /// Throws `PictureFailure`.
    public init(of branch: BranchPictures, story: Story?) throws(PictureFailure) {
        self.story = story
        var below = try branch.steps[0].picture.pixels()
        layers.append(Layer(name: branch.steps[0].title, x: 0, y: 0, pixels: below))
        for step in branch.steps.dropFirst() {
            let pixels = try step.picture.pixels()
            let name = "\(step.turn): \(step.title)"
            if let change = Change(from: below, to: pixels) {
                layers.append(Layer(name: name, x: change.box.x, y: change.box.y, pixels: change.pixels))
            } else {
                for index in layers.indices { layers[index].isVisible = false }
                layers.append(Layer(name: name, x: 0, y: 0, pixels: pixels))
            }
            below = pixels
        }
        merged = below
    }

    /// The pixels that a turn changed, the others transparent, as far as they reach.
    private struct Change {
        var box: Rectangle
        var pixels: PixelBuffer

        /// `nil` where no layer over the first picture makes the second.
        init?(from below: PixelBuffer, to above: PixelBuffer) {
            guard below.width == above.width, below.height == above.height else { return nil }
            var values = [UInt8](repeating: 0, count: above.pixelCount)
            for pixel in 0..<above.pixelCount {
                let (i, j) = (pixel * below.channels, pixel * above.channels)
                let before = below.hasAlpha ? below.bytes[i + 3] : 255
                let after = above.hasAlpha ? above.bytes[j + 3] : 255
                // The colour of what can't be seen does not count.
                if before == 0, after == 0 { continue }
                if before == after, (0..<3).allSatisfy({ below.bytes[i + $0] == above.bytes[j + $0] }) { continue }
                guard after == 255 || before == 0 else { return nil }
                values[pixel] = 255
            }
            // Of a turn that changed nothing, one transparent pixel.
            let mask = PixelMask(width: above.width, height: above.height, values: values)
            box = mask.bounds ?? Rectangle(x: 0, y: 0, width: 1, height: 1)
            var bytes = [UInt8](repeating: 0, count: box.area * 4)
            for y in 0..<box.height {
                for x in 0..<box.width {
                    let from = (box.y + y) * above.width + box.x + x
                    guard values[from] != 0 else { continue }
                    let (source, to) = (from * above.channels, (y * box.width + x) * 4)
                    for c in 0..<3 { bytes[to + c] = above.bytes[source + c] }
                    bytes[to + 3] = above.hasAlpha ? above.bytes[source + 3] : 255
                }
            }
            pixels = PixelBuffer(width: box.width, height: box.height, channels: 4, bytes: bytes)
        }
    }

    /// The layers as an OpenRaster file's entries, after https://www.openraster.org/baseline/file-layout-spec.html.
    /// Throws `PictureFailure`.
    public func openRaster() throws(PictureFailure) -> [ZipWriter.Entry] {
        var entries = [ZipWriter.Entry(name: "mimetype", content: .data(Data("image/openraster".utf8)))]
        var stack = ""
        for (index, layer) in layers.enumerated() {
            let name = "data/layer\(index).png"
            entries.append(.init(name: name, content: .data(try layer.pixels.encoded(as: .png))))
            // The first one in the list lies on top.
            stack =
                """
                  <layer name="\(XMPPacket.escaped(layer.name))" src="\(name)" x="\(layer.x)" y="\(layer.y)" \
                opacity="1.0" visibility="\(layer.isVisible ? "visible" : "hidden")" composite-op="svg:src-over"/>

                """ + stack
        }
        let xml = """
            <?xml version="1.0" encoding="UTF-8"?>
            <image version="0.0.3" w="\(merged.width)" h="\(merged.height)" xres="72" yres="72">
             <stack>
            \(stack) </stack>
            </image>

            """
        entries.insert(.init(name: "stack.xml", content: .data(Data(xml.utf8))), at: 1)
        let whole = PictureEncoding(format: .png, tagged: true, xmp: story?.xmp, description: story?.description)
        entries.append(.init(name: "mergedimage.png", content: .data(try merged.encoded(as: whole))))
        let thumbnail = try merged.fitted(longestSide: 256).encoded(as: .png)
        entries.append(.init(name: "Thumbnails/thumbnail.png", content: .data(thumbnail)))
        return entries
    }
}
