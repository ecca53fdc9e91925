import Foundation
import Pictures
import Wording

extension PixelBuffer: GeometryKernels {
    func moved(width newWidth: Int, height newHeight: Int, from place: (Int, Int) -> (Int, Int)) -> PixelBuffer {
        var result = [UInt8](repeating: 0, count: newWidth * newHeight * channels)
        result.withUnsafeMutableBufferPointer { result in
            bytes.withUnsafeBufferPointer { source in
                var goal = 0
                for y in 0..<newHeight {
                    for x in 0..<newWidth {
                        let (fromX, fromY) = place(x, y)
                        let start = (fromY * width + fromX) * channels
                        for channel in 0..<channels { result[goal + channel] = source[start + channel] }
                        goal += channels
                    }
                }
            }
        }
        return PixelBuffer(width: newWidth, height: newHeight, channels: channels, bytes: result)
    }

    func bordered(_ colour: NamedColour, by border: Int) -> PixelBuffer {
        let (newWidth, newHeight) = (width + 2 * border, height + 2 * border)
        let fill = [colour.red, colour.green, colour.blue, 255].prefix(channels)
        var result = PixelBuffer(width: newWidth, height: newHeight, filledWith: Array(fill))
        let length = width * channels
        for y in 0..<height {
            let goal = ((y + border) * newWidth + border) * channels
            let start = y * length
            result.bytes.replaceSubrange(goal..<(goal + length), with: bytes[start..<(start + length)])
        }
        return result
    }

    var seen: PixelBuffer { self }

    func on(_ ground: CanvasGround, of size: PixelSize, x left: Int, y top: Int) -> PixelBuffer {
        Samples(self).on(ground, of: size, x: left, y: top).view()
    }

    func roundingCorners(share: Double, of corners: Corners) -> PixelBuffer {
        let clamped = share.isFinite ? min(max(share, 0), 0.5) : 0
        let radius = clamped * Double(min(width, height))
        var result = withAlpha
        let reach = Int(radius.rounded(.up))
        for y in 0..<height where y < reach || y >= height - reach {
            let down = radius - (Double(min(y, height - 1 - y)) + 0.5)
            for x in 0..<width where x < reach || x >= width - reach {
                let across = radius - (Double(min(x, width - 1 - x)) + 0.5)
                guard down > 0, across > 0 else { continue }
                let corner: Corners =
                    y < height - 1 - y
                    ? (x < width - 1 - x ? .topLeft : .topRight) : x < width - 1 - x ? .bottomLeft : .bottomRight
                guard corners.contains(corner) else { continue }
                let inside = min(max(radius - (across * across + down * down).squareRoot() + 0.5, 0), 1)
                let at = (y * width + x) * 4 + 3
                result.bytes[at] = UInt8(Double(result.bytes[at]) * inside + 0.5)
            }
        }
        return result
    }

    private var withAlpha: PixelBuffer {
        if hasAlpha { return self }
        var result = [UInt8](repeating: 255, count: pixelCount * 4)
        for i in 0..<pixelCount {
            for channel in 0..<3 { result[i * 4 + channel] = bytes[i * 3 + channel] }
        }
        return PixelBuffer(width: width, height: height, channels: 4, bytes: result)
    }
}
