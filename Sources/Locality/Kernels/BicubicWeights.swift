/// The weights of four neighbours for a place `t` of the way from the second to the third (Keys, a = -0.75).
@inlinable
package func bicubicWeights(_ t: Float) -> SIMD4<Float> {
    let a: Float = -0.75
    let (t2, t3) = (t * t, t * t * t)
    return SIMD4(
        a * (t - 2 * t2 + t3), 1 - (a + 3) * t2 + (a + 2) * t3, -a * t + (2 * a + 3) * t2 - (a + 2) * t3, a * (t2 - t3))
}
