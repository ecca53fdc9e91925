import Colorimetry
import Foundation

/// The colours of the subject alone, where its edge is mixed with the background.
///
/// They are made row by row: a copy of a large picture is what there is least room for.
struct ForegroundColours {
    private let picture: RGBPicture
    private let alpha: Plane
    /// Three colours and how far they are known, reduced; `nil` where the picture holds nothing but the subject.
    private let estimates: RowEnlarger?

    /// Pixels with 0 < alpha <= 0.95 take colours from the sure subject nearby: the narrowest of five blurs that
    /// reaches it. All other pixels stay exactly as they are.
    init(estimatedIn picture: RGBPicture, alpha: Plane) throws {
        (self.picture, self.alpha) = (picture, alpha)
        // The blurs widen with the picture; so they run on one reduced to a short side of 512 to 1023.
        let factor = max(1, min(picture.width, picture.height) / 512)
        let scale = max(1, Double(min(picture.width, picture.height)) / 512) / Double(factor)
        let known = BlockMeans(picture, factor: factor, linearLight: false) { alpha[$0] > 0.95 ? 1 : 0 }
        var found = Plane(width: known.width, height: known.height, channels: 4)
        for sigma in [1.5, 3, 6, 12, 24] {
            try Task.checkCancellation()
            let blurred = try known.plane.blurred(sigma: sigma * scale)
            for i in 0..<(known.width * known.height) where found[4 * i + 3] == 0 {
                let weight = blurred[4 * i + 3]
                guard weight > 0.02 else { continue }
                for c in 0..<3 { found[4 * i + c] = blurred[4 * i + c] / weight }
                found[4 * i + 3] = 1
            }
        }
        let ratio = 1 / Float(factor)
        estimates = RowEnlarger(found, toWidth: picture.width, ratioX: ratio, ratioY: ratio)
    }

    /// Of a picture that was cut out before: what it holds is the subject's.
    init(of picture: RGBPicture, alpha: Plane) { (self.picture, self.alpha, estimates) = (picture, alpha, nil) }

    func rows() -> Rows { Rows(colours: self) }

    /// The whole picture with them.
    func whole() -> RGBPicture {
        var (result, rows) = (picture, rows())
        let length = 3 * picture.width
        for y in 0..<picture.height where rows.move(to: y) {
            result.bytes.replaceSubrange((y * length)..<((y + 1) * length), with: rows.bytes)
        }
        return result
    }

    /// One row after the other.
    struct Rows {
        /// Three bytes a pixel.
        private(set) var bytes: [UInt8]
        private let colours: ForegroundColours
        private var narrow: [Float] = []
        private var wide: [Float] = []

        init(colours: ForegroundColours) {
            self.colours = colours
            bytes = [UInt8](repeating: 0, count: 3 * colours.picture.width)
        }

        /// Reads a row, and tells whether anything in it is not the picture's own.
        @discardableResult
        mutating func move(to y: Int) -> Bool {
            let (picture, alpha) = (colours.picture, colours.alpha)
            let row = y * picture.width
            for k in bytes.indices { bytes[k] = picture.bytes[3 * row + k] }
            guard let estimates = colours.estimates,
                (0..<picture.width).contains(where: { alpha[row + $0] > 0 && alpha[row + $0] <= 0.95 })
            else { return false }
            estimates.wideRow(y, narrow: &narrow, into: &wide)
            for x in 0..<picture.width {
                let a = alpha[row + x]
                let reached = wide[4 * x + 3]
                guard a > 0, a <= 0.95, reached > 0.01 else { continue }
                let own = (a / 0.95) * (a / 0.95)
                for c in 0..<3 {
                    let mixed = wide[4 * x + c] / reached * (1 - own) + Float(bytes[3 * x + c]) * own
                    bytes[3 * x + c] = UInt8(clamp(mixed + 0.5, 0, 255))
                }
            }
            return true
        }
    }
}

/// A picture reduced by a whole number: the sum of weighted colours and of weights in each block, over its size.
struct BlockMeans {
    let width: Int
    let height: Int
    /// Red, green and blue times the weight, then the weight. Colours are 0...255, or 0...1 in linear light.
    let plane: Plane

    init(_ picture: RGBPicture, factor: Int, linearLight: Bool, weight: (Int) -> Float) {
        width = (picture.width + factor - 1) / factor
        height = (picture.height + factor - 1) / factor
        var plane = Plane(width: width, height: height, channels: 4)
        let values = linearLight ? SRGB.linear : (0..<256).map { Float($0) }
        let blocksAcross = width
        plane.values.withUnsafeMutableBufferPointer { sums in
            picture.bytes.withUnsafeBufferPointer { bytes in
                for y in 0..<picture.height {
                    let high = min(factor, picture.height - y / factor * factor)
                    for x in 0..<picture.width {
                        let i = y * picture.width + x
                        let w = weight(i)
                        guard w > 0 else { continue }
                        let wide = min(factor, picture.width - x / factor * factor)
                        let share = w / Float(high * wide)
                        let block = 4 * (y / factor * blocksAcross + x / factor)
                        for c in 0..<3 { sums[block + c] += values[Int(bytes[3 * i + c])] * share }
                        sums[block + 3] += share
                    }
                }
            }
        }
        self.plane = plane
    }
}
