/// Solves a symmetric positive definite system by Cholesky's decomposition; `nil` if it is not.
func solveLinear(_ matrix: [Double], _ right: [Double]) -> [Double]? {
    let n = right.count
    var lower = matrix
    for i in 0..<n {
        for j in 0...i {
            var sum = lower[i * n + j]
            for k in 0..<j { sum -= lower[i * n + k] * lower[j * n + k] }
            if i == j {
                guard sum > 1e-12 else { return nil }
                lower[i * n + i] = sum.squareRoot()
            } else {
                lower[i * n + j] = sum / lower[j * n + j]
            }
        }
    }
    var x = right
    for i in 0..<n {
        for k in 0..<i { x[i] -= lower[i * n + k] * x[k] }
        x[i] /= lower[i * n + i]
    }
    for i in (0..<n).reversed() {
        for k in (i + 1)..<n { x[i] -= lower[k * n + i] * x[k] }
        x[i] /= lower[i * n + i]
    }
    return x
}
