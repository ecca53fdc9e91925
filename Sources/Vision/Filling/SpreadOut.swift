/// Scattered values (the fourth number says how much of one there is) spread out smoothly, by averages of ever larger
/// blocks.
func spreadOut(_ values: [SIMD4<Float>], _ width: Int, _ height: Int) -> [SIMD4<Float>] {
    guard width > 1 || height > 1 else { return values }
    let (w, h) = ((width + 1) / 2, (height + 1) / 2)
    var half = [SIMD4<Float>](repeating: SIMD4(), count: w * h)
    for y in 0..<height {
        for x in 0..<width { half[y / 2 * w + x / 2] += values[y * width + x] }
    }
    for i in half.indices where half[i].w > 1 { half[i] /= half[i].w }
    let wide = spreadOut(half, w, h)
    let ratio = SIMD2(Float(w) / Float(width), Float(h) / Float(height))
    return values.indices.map { i in
        let value = values[i]
        if value.w >= 1 { return value }
        return value + bilinear(wide, w, h, i % width, i / width, ratio) * (1 - value.w)
    }
}
