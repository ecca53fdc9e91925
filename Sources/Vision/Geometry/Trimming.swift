import Colorimetry
import ImageModels
import Pictures
import Wording

extension GeometryKernels {
    /// Without the even border that it has, on each side that has one.
    ///
    /// - Parameter said: what the border is said to show; `nil` for any one colour, and for nothing.
    func trimmingBorder(_ said: CanvasFill?) throws(ModelFailure) -> Self {
        let box = seen.insideBorder(said)
        guard let box, box.width < width || box.height < height else {
            throw .declined(
                .notFound("an even border\(said.words)", advice: "Say how much, such as \"crop 10 % off the top\"."))
        }
        return cropped(x: box.x, y: box.y, width: box.width, height: box.height)
    }
}

extension CanvasFill? {
    fileprivate var words: String {
        switch self {
        case .colour(let colour)?: " of \(colour.name)"
        case .transparent?: " of nothing"
        case .ofBorder?, .blurred?, nil: ""
        }
    }
}

extension PixelBuffer {
    /// The rows or columns of a side that may go, as places in the picture.
    private struct Line {
        let side: Side
        let box: Rectangle

        var count: Int { side == .top || side == .bottom ? box.width : box.height }

        func place(_ index: Int) -> (x: Int, y: Int) {
            switch side {
            case .top: (box.x + index, box.y)
            case .bottom: (box.x + index, box.maxY - 1)
            case .left: (box.x, box.y + index)
            case .right: (box.maxX - 1, box.y + index)
            }
        }
    }

    /// `nil` where all of it is of one colour.
    fileprivate func insideBorder(_ said: CanvasFill?) -> Rectangle? {
        var box = Rectangle(x: 0, y: 0, width: width, height: height)
        // A bar that another one ends at is even only once that is gone.
        for _ in 0..<2 {
            for side in [Side.top, .bottom, .left, .right] {
                guard let colour = evenColour(of: Line(side: side, box: box)), isSaid(colour, said) else { continue }
                while isEven(Line(side: side, box: box), in: colour) {
                    let isLevel = side == .top || side == .bottom
                    guard isLevel ? box.height > 1 : box.width > 1 else { return nil }
                    box = Rectangle(
                        x: box.x + (side == .left ? 1 : 0), y: box.y + (side == .top ? 1 : 0),
                        width: box.width - (isLevel ? 0 : 1),
                        height: box.height - (isLevel ? 1 : 0))
                }
            }
        }
        return box
    }

    /// A pixel as it is seen: what is transparent has no colour.
    private func value(_ place: (x: Int, y: Int)) -> SIMD4<Int32> {
        let at = (place.y * width + place.x) * channels
        let alpha = channels == 4 ? Int32(bytes[at + 3]) : 255
        return alpha <= 8 ? SIMD4() : SIMD4(Int32(bytes[at]), Int32(bytes[at + 1]), Int32(bytes[at + 2]), alpha)
    }

    private func evenColour(of line: Line) -> SIMD4<Int32>? {
        let middle = value(line.place(line.count / 2))
        return isEven(line, in: middle) ? middle : nil
    }

    /// Whether nothing but noise differs from a colour, beside what another border has left at the ends.
    private func isEven(_ line: Line, in colour: SIMD4<Int32>) -> Bool {
        let ends = line.count > 20 ? 2 : 0
        var far = 0
        for index in ends..<(line.count - ends) {
            let away = value(line.place(index)) &- colour
            let most = max(away.max(), -away.min())
            if most > 24 { return false }
            if most > 10 { far += 1 }
        }
        return 50 * far <= line.count
    }

    private func isSaid(_ colour: SIMD4<Int32>, _ said: CanvasFill?) -> Bool {
        switch said {
        case nil, .ofBorder?, .blurred?: return true
        case .transparent?: return colour.w == 0
        case .colour(let named)?:
            guard colour.w > 0 else { return false }
            let seen = NamedColour(name: "", red: UInt8(colour.x), green: UInt8(colour.y), blue: UInt8(colour.z))
            return OKLab.of(seen).distance(to: OKLab.of(named)) < 0.2
        }
    }
}
