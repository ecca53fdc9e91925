public import Pictures

/// A size in character cells.
public struct CellSize: Sendable, Equatable {
    public var columns: Int
    public var rows: Int

    public init(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
    }

    /// The largest box of a picture's shape inside this one. A pixel becomes no wider than a cell.
    ///
    /// - Parameter cell: A cell's size in pixels, or any size of the same shape.
    public func fitting(_ picture: PixelSize, cell: PixelSize) -> CellSize {
        let (width, height) = (Double(cell.width), Double(cell.height))
        let scale = min(
            width, width * Double(columns) / Double(picture.width), height * Double(rows) / Double(picture.height))
        func cells(_ pixels: Int, _ cell: Double, atMost limit: Int) -> Int {
            min(max(1, Int((Double(pixels) * scale / cell).rounded())), max(1, limit))
        }
        return CellSize(
            columns: cells(picture.width, width, atMost: columns), rows: cells(picture.height, height, atMost: rows))
    }

    /// The pixels that it takes up.
    public func pixels(cell: PixelSize) -> PixelSize {
        PixelSize(width: columns * cell.width, height: rows * cell.height)
    }
}

extension PixelSize {
    /// The largest size of the same shape that fits into a box.
    func scaled(toFit box: PixelSize) -> PixelSize {
        scaled(by: min(Double(box.width) / Double(width), Double(box.height) / Double(height)), in: box)
    }

    /// The same, but never larger than it was.
    func reduced(toFit box: PixelSize) -> PixelSize {
        width <= box.width && height <= box.height ? self : scaled(toFit: box)
    }

    private func scaled(by factor: Double, in box: PixelSize) -> PixelSize {
        func scaled(_ side: Int, _ limit: Int) -> Int {
            min(max(1, Int((Double(side) * factor).rounded())), max(1, limit))
        }
        return PixelSize(width: scaled(width, box.width), height: scaled(height, box.height))
    }
}
