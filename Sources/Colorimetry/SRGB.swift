import Foundation

/// Between sRGB bytes and linear light, by tables.
package enum SRGB {
    @usableFromInline package static let linear: [Float] = (0...255).map { Float(linear(Double($0) / 255)) }

    /// Indexed by the square root of linear light, which spends the steps where the eye does; see `byte`.
    @usableFromInline package static let bytes: [UInt8] = (0...tableSize).map { index in
        let root = Double(index) / Double(tableSize)
        return UInt8(min(255, max(0, encoded(root * root) * 255 + 0.5)))
    }
    @usableFromInline package static let tableSize = 8191

    package static func linear(_ encoded: Double) -> Double {
        encoded <= 0.04045 ? encoded / 12.92 : pow((encoded + 0.055) / 1.055, 2.4)
    }

    package static func encoded(_ linear: Double) -> Double {
        linear <= 0.0031308 ? linear * 12.92 : 1.055 * pow(linear, 1 / 2.4) - 0.055
    }

    /// The byte of a linear value; clamps.
    @inlinable package static func byte(_ linear: Float) -> UInt8 {
        bytes[Int((min(max(linear, 0), 1).squareRoot() * Float(tableSize)).rounded())]
    }

    @inline(__always) @inlinable package static func byte(_ linear: Float, _ table: UnsafePointer<UInt8>) -> UInt8 {
        table[Int(min(max(linear, 0), 1).squareRoot() * Float(tableSize) + 0.5)]
    }

    @usableFromInline package static let encodedTable: [Float] = (0...encodedSize + 1).map { step in
        let root = Double(step) / Double(encodedSize)
        return Float(encoded(root * root))
    }
    @usableFromInline package static let encodedSize = 4096

    /// The sRGB value, 0...1 and between the bytes, of a linear one; clamps.
    @inlinable package static func encode(_ linear: Float) -> Float {
        let position = min(max(linear, 0), 1).squareRoot() * Float(encodedSize)
        let below = Int(position)
        let a = encodedTable[below]
        return a + (encodedTable[below + 1] - a) * (position - Float(below))
    }

    /// Rec. 709 luminance.
    @inline(__always) @inlinable package static func luminance(_ c: SIMD3<Float>) -> Float {
        0.2126 * c.x + 0.7152 * c.y + 0.0722 * c.z
    }

    /// Moves a colour towards a grey until each channel is within 0...1.
    @inline(__always) @inlinable package static func fitted(_ c: SIMD3<Float>, around grey: Float) -> SIMD3<Float> {
        let high = max(c.x, max(c.y, c.z))
        let low = min(c.x, min(c.y, c.z))
        if high <= 1 && low >= 0 { return c }
        var share: Float = 1
        if high > 1, high > grey { share = min(share, max(0, 1 - grey) / (high - grey)) }
        if low < 0, low < grey { share = min(share, grey / (grey - low)) }
        return SIMD3(repeating: grey) + (c - SIMD3(repeating: grey)) * share
    }
}
