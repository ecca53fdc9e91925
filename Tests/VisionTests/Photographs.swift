import ImageModels
import Pictures
import TestSupport
import Wording

/// The photographs that the tests look at.
enum Photograph: String, CaseIterable {
    case astronaut = "astronaut.png"
    case cameraman = "camera.png"
    case cat = "chelsea.png"
    case pagoda = "china.jpg"
    case coffee = "coffee.png"
    case flower = "flower.jpg"
    case admiral = "grace_hopper.jpg"
    case raccoon = "raccoon.jpg"
    case rocket = "rocket.jpg"

    func pixels() throws -> PixelBuffer {
        try Picture(inspecting: SamplePictures.photograph(rawValue)).pixels()
    }
}

extension NamedColour {
    static let red = NamedColour(name: "red", red: 0xC8, green: 0x20, blue: 0x2A)
    static let darkBlue = NamedColour(name: "dark blue", red: 0x1B, green: 0x2A, blue: 0x6B)
    static let green = NamedColour(name: "green", red: 0x1F, green: 0x8A, blue: 0x3B)
}

extension PixelBuffer {
    /// A drawn picture with grain, always the same for a seed, as no photograph is quite even.
    init(width: Int, height: Int, grain: Double, seed: UInt32, drawing colour: (_ x: Int, _ y: Int) -> SIMD3<Double>) {
        var state = seed
        var bytes: [UInt8] = []
        for y in 0..<height {
            for x in 0..<width {
                state = state &* 1_664_525 &+ 1_013_904_223
                let colour = colour(x, y) + grain * (Double(state >> 8) / Double(1 << 24) - 0.5)
                for c in 0..<3 { bytes.append(UInt8(min(255, max(0, colour[c])))) }
            }
        }
        self.init(width: width, height: height, channels: 3, bytes: bytes)
    }
}

/// A piece of a picture, for a look at what an edit did to it.
extension PixelBuffer {
    func pixel(_ x: Int, _ y: Int) -> [UInt8] {
        let i = (y * width + x) * channels
        return Array(bytes[i..<(i + channels)])
    }

    /// Where two pictures of one size differ, as a share of the pixels.
    func shareOfDifferences(from other: PixelBuffer) -> Double {
        var count = 0
        for i in 0..<pixelCount {
            let a = bytes[(i * channels)..<(i * channels + 3)]
            let b = other.bytes[(i * other.channels)..<(i * other.channels + 3)]
            if !a.elementsEqual(b) { count += 1 }
        }
        return Double(count) / Double(pixelCount)
    }
}
