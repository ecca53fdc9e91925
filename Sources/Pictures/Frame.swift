import Foundation

/// The mapping between a picture and what is sent of it: the picture scaled to fit one of the sizes that a model knows,
/// in the middle, the rest filled with its own mirrored edges. Nothing is ever stretched.
public struct Frame: Sendable, Equatable, Codable {
    /// The picture's own size.
    public let picture: PixelSize
    /// What is sent.
    public let sent: PixelSize
    /// Where the picture lies in it.
    public let x: Int
    public let y: Int
    public let content: PixelSize

    /// The frame that wastes least of the model's pixels. `sizes` must not be empty.
    public init(fitting picture: PixelSize, into sizes: [PixelSize]) {
        func ratio(_ size: PixelSize) -> Double { log(Double(size.width) / Double(size.height)) }
        let own = ratio(picture)
        let sent = sizes.min { abs(ratio($0) - own) < abs(ratio($1) - own) } ?? picture
        let scale = min(Double(sent.width) / Double(picture.width), Double(sent.height) / Double(picture.height))
        let content = PixelSize(
            width: min(sent.width, max(1, Int((Double(picture.width) * scale).rounded()))),
            height: min(sent.height, max(1, Int((Double(picture.height) * scale).rounded()))))
        self.picture = picture
        self.sent = sent
        self.content = content
        x = (sent.width - content.width) / 2
        y = (sent.height - content.height) / 2
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        picture = try container.decode(PixelSize.self, forKey: .picture)
        sent = try container.decode(PixelSize.self, forKey: .sent)
        content = try container.decode(PixelSize.self, forKey: .content)
        x = try container.decode(0...PixelSize.longestSide, forKey: .x)
        y = try container.decode(0...PixelSize.longestSide, forKey: .y)
        guard Rectangle(x: x, y: y, width: content.width, height: content.height).lies(in: sent) else {
            throw DecodingError.dataCorruptedError(
                forKey: .content, in: container, debugDescription: "the picture does not lie in what is sent")
        }
    }

    /// The picture as it is sent.
    public func applied(to pixels: PixelBuffer) throws(PictureFailure) -> PixelBuffer {
        precondition(pixels.width == picture.width && pixels.height == picture.height)
        let scaled = try pixels.scaled(to: content)
        guard content != sent else { return scaled }
        return try VipsImage(over: scaled).embeddedMirrored(x: x, y: y, width: sent.width, height: sent.height).pixels()
    }

    /// By how much an answer's ratio may differ from that of what was sent to be taken for the same.
    public static let ratioTolerance = 0.04

    /// Whether an answer has the ratio of what was sent.
    public func keepsRatio(of answer: PixelSize, within tolerance: Double = Frame.ratioTolerance) -> Bool {
        let scaleX = Double(answer.width) / Double(sent.width)
        let scaleY = Double(answer.height) / Double(sent.height)
        return abs(scaleX / scaleY - 1) <= tolerance
    }

    /// The way back: what of a received picture is the picture, at the received picture's own resolution.
    ///
    /// A model may answer in another size than it was sent. Where the ratio is the same and the mirrored edges are still
    /// there, they are cut off in proportion; a picture without them was recomposed by the model and is returned whole.
    public func undone(on received: PixelBuffer) -> PixelBuffer {
        guard content != sent, keepsRatio(of: PixelSize(width: received.width, height: received.height)) else {
            return received
        }
        let scaleX = Double(received.width) / Double(sent.width)
        let scaleY = Double(received.height) / Double(sent.height)
        let left = Int((Double(x) * scaleX).rounded())
        let top = Int((Double(y) * scaleY).rounded())
        let width = min(received.width - left, max(1, Int((Double(content.width) * scaleX).rounded())))
        let height = min(received.height - top, max(1, Int((Double(content.height) * scaleY).rounded())))
        let part = Rectangle(x: left, y: top, width: width, height: height)
        guard received.isMirrored(around: part) else { return received }
        return received.cropped(x: left, y: top, width: width, height: height)
    }
}

extension PixelBuffer {
    /// Whether what lies around a rectangle mirrors what lies in it: the padding that was sent, as a model paints it anew.
    fileprivate func isMirrored(around part: Rectangle) -> Bool {
        // Means of three by three pixels: a model moves things a little.
        func luma(_ x: Int, _ y: Int) -> Double {
            var sum = 0
            for line in (y - 1)...(y + 1) {
                for column in (x - 1)...(x + 1) {
                    let i = (max(0, min(height - 1, line)) * width + max(0, min(width - 1, column))) * channels
                    sum += 299 * Int(bytes[i]) + 587 * Int(bytes[i + 1]) + 114 * Int(bytes[i + 2])
                }
            }
            return Double(sum) / 9000
        }
        var (count, mirrored, usual) = (0.0, 0.0, 0.0)
        // Across a border, and as far apart within the picture.
        func compare(_ depth: Int, _ place: (Int) -> (Int, Int)) {
            let (outside, inside, beyond) = (place(-1 - depth), place(1 + depth), place(3 + 3 * depth))
            let here = luma(inside.0, inside.1)
            mirrored += abs(luma(outside.0, outside.1) - here)
            usual += abs(luma(beyond.0, beyond.1) - here)
            count += 1
        }
        for depth in stride(from: 0, to: min(part.x, part.width / 4), by: 2) {
            for y in stride(from: 1, to: height, by: 5) {
                compare(depth) { (part.x + $0, y) }
                compare(depth) { (part.maxX - 1 - $0, y) }
            }
        }
        for depth in stride(from: 0, to: min(part.y, part.height / 4), by: 2) {
            for x in stride(from: 1, to: width, by: 5) {
                compare(depth) { (x, part.y + $0) }
                compare(depth) { (x, part.maxY - 1 - $0) }
            }
        }
        // Where all is plain there is nothing to tell by, and nothing to lose.
        return usual < 2 * count || mirrored < 0.6 * usual
    }
}
