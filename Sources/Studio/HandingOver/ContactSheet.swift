public import Pictures

/// A branch's pictures on one sheet, each with its number and what was typed below it.
public struct ContactSheet: Sendable {
    /// The longest side of a picture on the sheet.
    private static let side = 480
    private static let margin = 24
    private static let ground: [UInt8] = [255, 255, 255]

    private struct Cell {
        var picture: PixelBuffer
        var caption: PixelMask?
    }

    private let cells: [Cell]

    /// Throws `PictureFailure`.
    public init(of branch: BranchPictures) throws(PictureFailure) {
        var cells: [Cell] = []
        for step in branch.steps {
            let title = step.title.count > 160 ? step.title.prefix(159) + "…" : step.title[...]
            cells.append(
                Cell(
                    picture: try step.picture.pixels().fitted(longestSide: Self.side),
                    caption: try Lettering.mask(of: "\(step.turn)  \(title)", size: 17, width: Self.side)))
        }
        self.cells = cells
    }

    /// The sheet, at most four pictures wide.
    public var pixels: PixelBuffer {
        let columns = min(cells.count, cells.count == 5 || cells.count == 6 ? 3 : 4)
        let rows = stride(from: 0, to: cells.count, by: columns).map {
            Array(cells[$0..<min($0 + columns, cells.count)])
        }
        func pictureHeight(_ row: [Cell]) -> Int { row.map(\.picture.height).max() ?? 0 }
        func height(_ row: [Cell]) -> Int {
            pictureHeight(row) + Self.margin / 2 + (row.map { $0.caption?.height ?? 0 }.max() ?? 0) + Self.margin
        }
        var sheet = PixelBuffer(
            width: Self.margin + columns * (Self.side + Self.margin),
            height: Self.margin + rows.map(height).reduce(0, +),
            filledWith: Self.ground)
        var y = Self.margin
        for row in rows {
            for (column, cell) in row.enumerated() {
                let x = Self.margin + column * (Self.side + Self.margin)
                let left = x + (Self.side - cell.picture.width) / 2
                let top = y + pictureHeight(row) - cell.picture.height
                if cell.picture.hasAlpha {
                    sheet.chequer(x: left, y: top, width: cell.picture.width, height: cell.picture.height)
                }
                sheet.place(cell.picture, x: left, y: top)
                if let caption = cell.caption {
                    sheet.draw(caption, x: x, y: y + pictureHeight(row) + Self.margin / 2)
                }
            }
            y += height(row)
        }
        return sheet
    }
}

extension PixelBuffer {
    /// Squares of two greys, for what is transparent: on white, a sticker's outline could not be seen.
    fileprivate mutating func chequer(x: Int, y: Int, width: Int, height: Int) {
        for line in y..<min(y + height, self.height) {
            for column in x..<min(x + width, self.width) {
                let grey: UInt8 = ((line - y) / 10 + (column - x) / 10) % 2 == 0 ? 222 : 236
                for c in 0..<3 { bytes[(line * self.width + column) * channels + c] = grey }
            }
        }
    }

    /// Draws a mask in a dark grey; what does not fit is left out.
    fileprivate mutating func draw(_ mask: PixelMask, x: Int, y: Int) {
        for line in 0..<min(mask.height, height - y) {
            for column in 0..<min(mask.width, width - x) {
                let cover = Int(mask.values[line * mask.width + column])
                guard cover > 0 else { continue }
                let at = ((y + line) * width + x + column) * channels
                for c in 0..<3 { bytes[at + c] = UInt8((Int(bytes[at + c]) * (255 - cover) + 34 * cover) / 255) }
            }
        }
    }
}
