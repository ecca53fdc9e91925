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

    /// The way back: what of a received picture is the picture, at the received picture's own resolution.
    ///
    /// A model may answer in another size than it was sent. Where the ratio is the same within 4 % the padding is cut
    /// off in proportion; a picture of another ratio was recomposed by the model and is returned whole.
    public func undone(on received: PixelBuffer) -> PixelBuffer {
        let scaleX = Double(received.width) / Double(sent.width)
        let scaleY = Double(received.height) / Double(sent.height)
        guard abs(scaleX / scaleY - 1) <= 0.04, content != sent else { return received }
        let left = Int((Double(x) * scaleX).rounded())
        let top = Int((Double(y) * scaleY).rounded())
        let width = min(received.width - left, max(1, Int((Double(content.width) * scaleX).rounded())))
        let height = min(received.height - top, max(1, Int((Double(content.height) * scaleY).rounded())))
        return received.cropped(x: left, y: top, width: width, height: height)
    }
}
