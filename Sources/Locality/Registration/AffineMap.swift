/// Where a point of one picture lies in another: x' = xx x + xy y + dx, y' = yx x + yy y + dy.
struct AffineMap: Sendable, Equatable {
    var xx = 1.0
    var xy = 0.0
    var dx = 0.0
    var yx = 0.0
    var yy = 1.0
    var dy = 0.0

    func callAsFunction(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
        (xx * x + xy * y + dx, yx * x + yy * y + dy)
    }

    /// The greatest and the least factor by which it stretches.
    var stretches: (greatest: Double, least: Double) {
        let sum = xx * xx + xy * xy + yx * yx + yy * yy
        let determinant = xx * yy - xy * yx
        let root = max(0, sum * sum - 4 * determinant * determinant).squareRoot()
        return (((sum + root) / 2).squareRoot(), max(0, (sum - root) / 2).squareRoot())
    }
}
