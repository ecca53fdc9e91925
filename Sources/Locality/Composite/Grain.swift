import Pictures

/// The photograph's own fine structure, for places where the model's pixels are enlarged and so lack it.
struct Grain {
    /// How much of it belongs, 0...1, at the size at which the change was found: all where the two pictures' structure
    /// agrees, none where something new stands.
    let agreement: Plane
    /// How much the model's pixels are enlarged.
    let enlargement: Float

    /// What the enlarged picture can't show of the prior's luma, 0...1.
    func texture(of prior: PixelBuffer, in part: Rectangle, _ workers: Workers) -> Plane {
        let sigma = 0.6 * enlargement
        let margin = Int((3 * sigma).rounded(.up))
        let wide = Rectangle(
            x: part.x - margin, y: part.y - margin, width: part.width + 2 * margin, height: part.height + 2 * margin
        ).intersection(Rectangle(x: 0, y: 0, width: prior.width, height: prior.height))
        let luma = Plane(width: wide.width, height: wide.height)
        prior.bytes.withUnsafeBufferPointer { bytes in
            let base = Shared(bytes.baseAddress!)
            workers.rows(wide.height) { rows in
                for y in rows {
                    var pixel = base.value + ((wide.y + y) * prior.width + wide.x) * prior.channels
                    let line = luma.row(y)
                    for x in 0..<wide.width {
                        line[x] =
                            (0.299 * Float(pixel[0]) + 0.587 * Float(pixel[1]) + 0.114 * Float(pixel[2])) * (1 / 255)
                        pixel += prior.channels
                    }
                }
            }
        }
        let smooth = luma.gaussian(sigma, workers)
        let out = Plane(width: part.width, height: part.height)
        for y in 0..<part.height {
            let line = part.y - wide.y + y
            let (a, b) = (luma.row(line) + part.x - wide.x, smooth.row(line) + part.x - wide.x)
            let target = out.row(y)
            for x in 0..<part.width { target[x] = a[x] - b[x] }
        }
        return out
    }
}
