/// A selection that somebody drew, whatever they drew it with.
public struct DrawnMask: Sendable {
    public let mask: PixelMask
    public let kind: Kind

    public enum Kind: Sendable {
        /// White is selected, black is not.
        case brightness
        /// What is coloured is selected: a brush of any colour on black, white or grey.
        case colour
        /// What is opaque lies in transparent surroundings, and is selected.
        case opaque
        /// A transparent hole in opaque surroundings is selected, as OpenAI's masks have it.
        case hole
    }

    /// One rule for all: transparency where there is any, else colour where there is any, else brightness.
    public init(_ picture: PixelBuffer) {
        let (width, height, channels) = (picture.width, picture.height, picture.channels)
        func alpha(_ pixel: Int) -> UInt8 { channels == 4 ? picture.bytes[pixel * 4 + 3] : 255 }
        func chroma(_ pixel: Int) -> Int {
            let i = pixel * channels
            let (r, g, b) = (Int(picture.bytes[i]), Int(picture.bytes[i + 1]), Int(picture.bytes[i + 2]))
            return max(r, max(g, b)) - min(r, min(g, b))
        }
        let count = picture.pixelCount
        let values: [UInt8]
        if channels == 4, (0..<count).contains(where: { alpha($0) < 128 }) {
            let top = Array(0..<width) + (0..<width).map { (height - 1) * width + $0 }
            let rim = top + (0..<height).flatMap { [$0 * width, $0 * width + width - 1] }
            let isHole = 2 * rim.count { alpha($0) >= 128 } > rim.count
            kind = isHole ? .hole : .opaque
            values = (0..<count).map { isHole ? 255 - alpha($0) : alpha($0) }
        } else if case let most = (0..<count).reduce(0, { max($0, chroma($1)) }), most > 64 {
            kind = .colour
            // Half the strongest colour selects wholly: brushes are rarely pure.
            values = (0..<count).map { UInt8(min(255, chroma($0) * 510 / most)) }
        } else {
            kind = .brightness
            let read = PixelMask(from: picture).values
            // Programs that label things write 1 for what is selected.
            values = read.contains { $0 > 1 } ? read : read.map { $0 * 255 }
        }
        mask = PixelMask(width: width, height: height, values: values)
    }
}

extension PixelMask {
    /// What it leaves out.
    public var inverted: PixelMask { PixelMask(width: width, height: height, values: values.map { 255 - $0 }) }
}
