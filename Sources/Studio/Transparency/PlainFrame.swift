import Pictures

extension PixelBuffer {
    /// What lies within a frame of one colour around the picture, and where; `nil` where there is no frame all around.
    var insideOfFrame: (pixels: PixelBuffer, place: (x: Int, y: Int))? {
        guard channels >= 3, width > 8, height > 8 else { return nil }
        let colour = (0..<3).map { Int(bytes[$0]) }
        func isFrame(_ x: Int, _ y: Int) -> Bool {
            let i = (y * width + x) * channels
            return (0..<3).allSatisfy { abs(Int(bytes[i + $0]) - colour[$0]) <= 14 }
        }
        func margin(upTo most: Int, _ isPlain: (Int) -> Bool) -> Int { (0..<most).prefix { isPlain($0) }.count }
        let columns = { (x: Int) in (0..<height).allSatisfy { isFrame(x, $0) } }
        let rows = { (y: Int) in (0..<width).allSatisfy { isFrame($0, y) } }
        let (left, right) = (
            margin(upTo: width / 4, columns), margin(upTo: width / 4) { columns(width - 1 - $0) }
        )
        let (top, bottom) = (margin(upTo: height / 4, rows), margin(upTo: height / 4) { rows(height - 1 - $0) })
        guard min(left, right, top, bottom) > 0 else { return nil }
        // Where the frame's edge is soft, the next pixels belong to it.
        let (x, y) = (left + 2, top + 2)
        let inside = cropped(x: x, y: y, width: width - right - 2 - x, height: height - bottom - 2 - y)
        return (inside, (x, y))
    }
}
