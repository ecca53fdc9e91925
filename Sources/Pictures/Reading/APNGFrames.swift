import Foundation

/// The frames of an animated PNG. Its main picture may be the first of them, or only stand for them where animations aren't
/// known.
struct APNGFrames {
    private struct Frame {
        var area: Rectangle
        /// What becomes of its place before the next one: 1 clears it, 2 brings back what was there.
        var disposal: Int
        /// Whether it is laid over what is there, instead of in its place.
        var isLaidOver: Bool
        /// Its pixels' chunks.
        var parts: [Data]
    }

    let canvas: PixelSize
    /// Whether the main picture is none of the frames.
    let isMainApart: Bool
    private let frames: [Frame]
    private let chunks: [(name: String, body: Data)]
    private let header: Data

    /// `nil` for every other file, and where the first frame's place makes no sense.
    init?(_ data: Data) {
        guard PNGChunks(data).frames != nil else { return nil }
        chunks = PNGFile(data).named
        guard let main = chunks.firstIndex(where: { $0.name == "IDAT" }), let header = chunks.first?.body,
            chunks.first?.name == "IHDR", header.count == 13
        else { return nil }
        let head = ByteReader(data: header)
        guard let across = head.uint32(at: 0), let down = head.uint32(at: 4) else { return nil }
        var frames: [Frame] = []
        for (index, chunk) in chunks.enumerated() where chunk.name == "fcTL" {
            let place = ByteReader(data: chunk.body)
            guard let width = place.uint32(at: 4), let height = place.uint32(at: 8), let x = place.uint32(at: 12),
                let y = place.uint32(at: 16), let disposal = place.uint8(at: 24), let blending = place.uint8(at: 25),
                width > 0, height > 0, x + width <= across, y + height <= down
            else { break }
            let isMain = index < main
            let own = chunks[(index + 1)...].prefix { $0.name != "fcTL" }
            // Before the pixels of each part but the main picture's stands its number.
            let parts = own.filter { $0.name == (isMain ? "IDAT" : "fdAT") }
                .map { isMain ? $0.body : $0.body.dropFirst(4) }
            guard !parts.isEmpty else { break }
            frames.append(
                Frame(
                    area: Rectangle(x: x, y: y, width: width, height: height), disposal: disposal,
                    isLaidOver: blending == 1, parts: parts))
        }
        guard !frames.isEmpty else { return nil }
        self.frames = frames
        self.header = header
        isMainApart = chunks.firstIndex { $0.name == "fcTL" }.map { $0 > main } ?? true
        canvas = PixelSize(width: across, height: down)
    }

    /// The first frame as a PNG of its own, and its place on the canvas.
    var first: (data: Data, area: Rectangle) { (alone(frames[0], withAll: true), frames[0].area) }

    private static let control: Set = ["IHDR", "acTL", "fcTL", "fdAT", "IDAT", "IEND"]
    /// What tells how the pixels are written, which a canvas is in another way.
    private static let ofPixels: Set = ["PLTE", "tRNS", "sBIT", "bKGD", "hIST"]

    private func alone(_ frame: Frame, withAll: Bool) -> Data {
        var own = Data()
        own.append(big: UInt32(truncatingIfNeeded: frame.area.width))
        own.append(big: UInt32(truncatingIfNeeded: frame.area.height))
        var out = PNGFile.signature + PNGFile.chunk("IHDR", own + header.dropFirst(8))
        for chunk in chunks where !Self.control.contains(chunk.name) {
            if withAll || ["PLTE", "tRNS"].contains(chunk.name) { out.append(PNGFile.chunk(chunk.name, chunk.body)) }
        }
        for part in frame.parts { out.append(PNGFile.chunk("IDAT", part)) }
        out.append(PNGFile.chunk("IEND", Data()))
        return out
    }

    /// What viewers show at a frame, counted from 0, as a PNG with all else that the file tells.
    func shown(_ number: Int) throws(PictureFailure) -> Data {
        guard frames.indices.contains(number) else { throw .damaged(.png, detail: "frame \(number + 1)") }
        var canvas: Samples?
        var before: (area: Rectangle, disposal: Int, samples: Samples)?
        for frame in frames[...number] {
            let data = alone(frame, withAll: false)
            let image = try VipsImage(opening: data, as: .png, sequential: false)
            let channels = Channels(of: image, in: data, as: .png, page: 0)
            let own = try image.own(channels)
            let colour = PictureColour(isGrey: channels.colours == 1, bits: own.bits, profile: .sRGB)
            let samples = try own.samples(colour, of: .png).withAlpha
            var now = canvas ?? samples.empty(width: self.canvas.width, height: self.canvas.height)
            if let before {
                // At the first frame there is nothing to bring back.
                if before.disposal == 2, canvas != nil { now = before.samples }
                if before.disposal == 1 { now.clear(before.area) }
            }
            before = (frame.area, canvas == nil && frame.disposal == 2 ? 1 : frame.disposal, now)
            now.lay(samples, at: frame.area, over: frame.isLaidOver)
            canvas = now
        }
        guard let shown = canvas else { throw .damaged(.png, detail: "frame \(number + 1)") }
        let pixels = PNGFile(try VipsImage(over: shown).encoded(.png)).named
        var out = PNGFile.signature + PNGFile.chunk("IHDR", pixels[0].body)
        for chunk in chunks where !Self.control.contains(chunk.name) && !Self.ofPixels.contains(chunk.name) {
            out.append(PNGFile.chunk(chunk.name, chunk.body))
        }
        for chunk in pixels where chunk.name == "IDAT" { out.append(PNGFile.chunk("IDAT", chunk.body)) }
        out.append(PNGFile.chunk("IEND", Data()))
        return out
    }
}

extension Samples {
    fileprivate mutating func clear(_ area: Rectangle) {
        let (size, width) = (bytesPerPixel, width)
        for y in area.y..<(area.y + area.height) {
            let start = (y * width + area.x) * size
            bytes.replaceSubrange(
                start..<(start + area.width * size), with: repeatElement(0, count: area.width * size))
        }
    }

    /// Of the same kind, with alpha as this has.
    fileprivate mutating func lay(_ other: Samples, at area: Rectangle, over isLaidOver: Bool) {
        let (width, channels) = (width, channels)
        func lay<Sample: SampleValue>(
            _ source: UnsafeBufferPointer<Sample>, _ goal: UnsafeMutableBufferPointer<Sample>
        ) {
            let most = Double(Sample.max)
            for y in 0..<area.height {
                for x in 0..<area.width {
                    let (from, to) = ((y * area.width + x) * channels, ((area.y + y) * width + area.x + x) * channels)
                    let (above, below) = (source[from + channels - 1], goal[to + channels - 1])
                    if isLaidOver, above == 0 { continue }
                    if !isLaidOver || above == .max || below == 0 {
                        for c in 0..<channels { goal[to + c] = source[from + c] }
                        continue
                    }
                    let rest = Double(below) * (most - Double(above)) / most
                    let alpha = Double(above) + rest
                    for c in 0..<(channels - 1) {
                        let value = (Double(source[from + c]) * Double(above) + Double(goal[to + c]) * rest) / alpha
                        goal[to + c] = Sample(value.rounded())
                    }
                    goal[to + channels - 1] = Sample(alpha.rounded())
                }
            }
        }
        other.read(
            { source in write({ lay(source, $0) }, { _ in }) }, { source in write({ _ in }, { lay(source, $0) }) })
    }
}
