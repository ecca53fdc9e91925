package import Colorimetry

extension OKLab {
    package static func of(_ colour: NamedColour) -> Lab {
        fromLinear(SIMD3(SRGB.linear[Int(colour.red)], SRGB.linear[Int(colour.green)], SRGB.linear[Int(colour.blue)]))
    }
}
