extension Plane {
    /// Scharr's derivatives, per pixel; mirrored at the borders.
    func gradients(_ workers: Workers) -> (x: Plane, y: Plane) {
        let (gx, gy) = (Plane(width: width, height: height), Plane(width: width, height: height))
        workers.rows(height) { rows in
            for y in rows {
                let (above, here, below) = (row(mirrored(y - 1, height)), row(y), row(mirrored(y + 1, height)))
                let (ox, oy) = (gx.row(y), gy.row(y))
                func at(_ x: Int, _ left: Int, _ right: Int) {
                    ox[x] =
                        ((above[right] - above[left] + below[right] - below[left]) * 3 + (here[right] - here[left]) * 10)
                        * (1 / 32)
                    oy[x] =
                        ((below[left] - above[left] + below[right] - above[right]) * 3 + (below[x] - above[x]) * 10)
                        * (1 / 32)
                }
                at(0, mirrored(-1, width), mirrored(1, width))
                if width > 2 { for x in 1..<(width - 1) { at(x, x - 1, x + 1) } }
                at(width - 1, mirrored(width - 2, width), mirrored(width, width))
            }
        }
        return (gx, gy)
    }
}
