/// Three columns of three.
struct Matrix3: Sendable {
    var columns: [SIMD3<Double>]

    init(_ columns: [SIMD3<Double>]) { self.columns = columns }

    func times(_ vector: SIMD3<Double>) -> SIMD3<Double> {
        columns[0] * vector.x + columns[1] * vector.y + columns[2] * vector.z
    }

    func times(_ other: Matrix3) -> Matrix3 { Matrix3(other.columns.map(times)) }

    /// `nil` where three colours lie on one line.
    var inverted: Matrix3? {
        let (a, b, c) = (columns[0], columns[1], columns[2])
        func cross(_ u: SIMD3<Double>, _ v: SIMD3<Double>) -> SIMD3<Double> {
            SIMD3(u.y * v.z - u.z * v.y, u.z * v.x - u.x * v.z, u.x * v.y - u.y * v.x)
        }
        let rows = [cross(b, c), cross(c, a), cross(a, b)]
        let determinant = (a * rows[0]).sum()
        guard determinant.isFinite, abs(determinant) > 1e-6 else { return nil }
        return Matrix3(
            (0..<3).map { SIMD3(rows[0][$0], rows[1][$0], rows[2][$0]) / determinant })
    }

    /// sRGB's red, green and blue in the ICC's connection space: IEC 61966-2-1 adapted to D50 after Bradford.
    static let sRGB = Matrix3([
        SIMD3(0.436066, 0.222488, 0.013916), SIMD3(0.385147, 0.716873, 0.097076), SIMD3(0.143066, 0.060608, 0.714096),
    ])
}
