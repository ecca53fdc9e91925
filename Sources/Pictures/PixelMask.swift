/// How much each pixel belongs to a selection: 0 not at all, 255 wholly; rows from top to bottom without gaps.
public struct PixelMask: Sendable, Equatable {
    public let width: Int
    public let height: Int
    /// `width * height` values.
    public var values: [UInt8]

    public init(width: Int, height: Int, values: [UInt8]) {
        precondition(width > 0 && height > 0 && values.count == width * height)
        self.width = width
        self.height = height
        self.values = values
    }

    /// The smallest rectangle around all that is selected at least in part; `nil` if nothing is.
    public var bounds: Rectangle? {
        var (left, right, top, bottom) = (width, -1, height, -1)
        values.withUnsafeBufferPointer { values in
            for y in 0..<height {
                let row = y * width
                guard let first = (0..<width).first(where: { values[row + $0] > 0 }) else { continue }
                var last = width - 1
                while values[row + last] == 0 { last -= 1 }
                left = min(left, first)
                right = max(right, last)
                top = min(top, y)
                bottom = y
            }
        }
        guard right >= left else { return nil }
        return Rectangle(x: left, y: top, width: right - left + 1, height: bottom - top + 1)
    }
}

/// Its size and how much of it is marked: all its values are of no use in a failing test's message.
extension PixelMask: CustomStringConvertible {
    public var description: String {
        "\(width) x \(height) mask, \(values.count { $0 > 0 }) of its pixels marked"
    }
}
