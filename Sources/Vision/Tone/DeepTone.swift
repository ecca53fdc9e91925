import Colorimetry
import Foundation
import Pictures

extension Samples: ToneKernels {
    var isGrey: Bool { colour.isGrey }

    func readingRows(_ body: (_ row: UnsafePointer<SIMD4<Float>>, _ y: Int) -> Void) {
        readingLight { reader in
            withUnsafeTemporaryAllocation(of: SIMD4<Float>.self, capacity: width) { row in
                for y in 0..<height {
                    reader.row(y, into: row.baseAddress!)
                    if !hasAlpha { for x in 0..<width { row[x].w = 1 } }
                    body(UnsafePointer(row.baseAddress!), y)
                }
            }
        }
    }

    func mappingColours(
        _ change: @Sendable (_ light: SIMD3<Float>, _ x: Int, _ y: Int) -> SIMD3<Float>
    ) -> Samples {
        let width = width
        return mappingLight { row, y in
            for x in 0..<width {
                let changed = change(SIMD3(row[x].x, row[x].y, row[x].z), x, y)
                row[x] = SIMD4(changed.x, changed.y, changed.z, row[x].w)
            }
        }
    }

    /// sRGB's numbers go on in the same way for colours beyond sRGB.
    func mappingEncoded(
        _ change: @Sendable (_ value: SIMD3<Float>, _ x: Int, _ y: Int) -> SIMD3<Float>
    ) -> Samples {
        mappingColours { light, x, y in
            let changed = change(DeepSRGB.encoded(light), x, y)
            return SIMD3(DeepSRGB.linear(changed.x), DeepSRGB.linear(changed.y), DeepSRGB.linear(changed.z))
        }
    }
}

/// Between light and sRGB's numbers without steps, and beyond 0 and 1.
enum DeepSRGB {
    private static let size = 16384
    private static let linearTable: [Float] = (0...size + 1).map { Float(SRGB.linear(Double($0) / Double(size))) }

    static func encoded(_ light: Float) -> Float {
        if light < 0 { return light * 12.92 }
        return light <= 1 ? SRGB.encode(light) : 1 + (light - 1) * 0.44
    }

    static func encoded(_ light: SIMD3<Float>) -> SIMD3<Float> {
        SIMD3(encoded(light.x), encoded(light.y), encoded(light.z))
    }

    static func linear(_ value: Float) -> Float {
        if value < 0 { return value / 12.92 }
        if value > 1 { return 1 + (value - 1) / 0.44 }
        let place = value * Float(size)
        let index = Int(place)
        return linearTable[index] + (linearTable[index + 1] - linearTable[index]) * (place - Float(index))
    }
}
