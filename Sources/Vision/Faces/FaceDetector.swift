import Foundation

/// Finds faces: in the whole picture, then in overlapping tiles for small ones.
struct FaceDetector {
    let networks: Networks

    /// Faces in order of their score.
    func faces(in picture: RGBPicture) throws -> [Face] {
        var found = try faces(in: picture, above: 0.5)
        let (w, h) = (picture.width, picture.height)
        let long = Float(max(w, h))
        if long >= 500 {
            let side = Float(min(w, h)) > 0.6 * long ? Int(0.6 * long) : min(w, h)
            let columns = Set([0, w > Int(1.2 * Float(h)) ? (w - side) / 2 : 0, w - side]).sorted()
            for y in Set([0, h - side]).sorted() {
                for x in columns {
                    try Task.checkCancellation()
                    let tile = PixelBox(x0: x, y0: y, x1: x + side, y1: y + side)
                    found += try faces(in: picture, tile: tile)
                }
            }
        }
        return withoutDoubles(found)
    }

    /// Faces of one tile in the picture's coordinates, without those that an inner edge of the tile may have cut.
    private func faces(in picture: RGBPicture, tile: PixelBox) throws -> [Face] {
        try faces(in: picture.cropped(to: tile), above: 0.6, offsetX: tile.x0, offsetY: tile.y0, weight: 0.999)
            .filter { face in
                let isCut =
                    (face.x0 - Float(tile.x0) < 2 && tile.x0 > 0)
                    || (face.y0 - Float(tile.y0) < 2 && tile.y0 > 0)
                    || (face.x1 > Float(tile.x1 - 2) && tile.x1 < picture.width)
                    || (face.y1 > Float(tile.y1 - 2) && tile.y1 < picture.height)
                return !isCut
            }
    }

    private func faces(
        in picture: RGBPicture,
        above threshold: Float,
        offsetX: Int = 0,
        offsetY: Int = 0,
        weight: Float = 1
    ) throws -> [Face] {
        let (w, h) = (picture.width, picture.height)
        let side = max(w, h)
        let (left, top) = ((side - w) / 2, (side - h) / 2)
        var square = [UInt8](repeating: 0, count: side * side * 3)
        for y in 0..<h {
            let to = ((y + top) * side + left) * 3
            square.replaceSubrange(to..<(to + w * 3), with: picture.bytes[(y * w * 3)..<((y + 1) * w * 3)])
        }
        let (cells, logits) = try networks.faceCells(in: RGBPicture(width: side, height: side, bytes: square))
        let toPicture = SIMD2(Float(offsetX - left), Float(offsetY - top))
        return logits.indices.compactMap { i in
            let score = 1 / (1 + expf(-clamp(logits[i], -80, 80)))
            guard score > threshold else { return nil }
            // Offsets in pixels of the network's input from the cell's centre; 48 x 48 cells.
            let centre = SIMD2((Float(i % 48) + 0.5) / 48, (Float(i / 48) + 0.5) / 48)
            func point(_ at: Int) -> SIMD2<Float> {
                (SIMD2(cells[16 * i + at], cells[16 * i + at + 1]) / 192 + centre) * Float(side) + toPicture
            }
            let middle = point(0)
            let half = SIMD2(cells[16 * i + 2], cells[16 * i + 3]) / 192 * Float(side) / 2
            return Face(
                score: score * weight,
                x0: middle.x - half.x,
                y0: middle.y - half.y,
                x1: middle.x + half.x,
                y1: middle.y + half.y,
                eyes: (point(4), point(6))
            )
        }
    }

    /// Non-maximum suppression: of boxes that overlap by more than 0.3, the best one.
    private func withoutDoubles(_ faces: [Face]) -> [Face] {
        var kept: [Face] = []
        let order = faces.indices.sorted {
            faces[$0].score != faces[$1].score ? faces[$0].score > faces[$1].score : $0 < $1
        }
        for i in order where kept.allSatisfy({ $0.overlap(with: faces[i]) <= 0.3 }) { kept.append(faces[i]) }
        return kept
    }
}
